/** What is said of one reservoir: operator, class, Π and Φ, positivity. */

import { positivityText } from "../../derive/classify.ts";
import type { OwnAxes, ReservoirDerivation } from "../../derive/derivation.ts";
import { integrands } from "../../derive/integrands.ts";
import type { Potential } from "../../derive/potential.ts";
import {
  currentEquations,
  diffusionEquations,
  dissipatorEquation,
  divergenceEquation,
  driftEquations,
  flux,
  forceEquations,
  integralEquations,
  namingOf,
  potentialEquations,
  production,
  rateOfEntropy,
} from "../equations.ts";
import type { Letters } from "../letters.ts";
import { operatorTree, polynomialTree } from "../print.ts";
import * as tree from "../tree.ts";
import { leaf, type Tree } from "../tree.ts";
import { type Block, formulas, prose, type Section } from "./document.ts";

export const ended = (text: string): string => (text.endsWith("…") ? text : `${text}.`);

export const sentence = (text: string): string => ended(text[0].toUpperCase() + text.slice(1));

/**
 * @param declared  in the axes of the declaration
 * @param own  the axes about which it is damping, where those are others: all but the dissipator is said in them
 * @param of  what the titles end in where there are several reservoirs
 */
export function reservoirSections(
  declared: ReservoirDerivation,
  own: OwnAxes | undefined,
  letters: Letters,
  of: string,
): readonly Section[] {
  const reservoir = own?.reservoir ?? declared;
  const isRefused = "refusal" in reservoir.production;
  const sections: readonly Section[] = [
    { id: "dissipator", title: "Dissipator", blocks: dissipatorBlocks(declared, letters) },
    ...(own ? [{ id: "axes", title: "Its own axes", blocks: axesBlocks(own, letters) }] : []),
    { id: "operator", title: "Phase-space operator", blocks: operatorBlocks(reservoir, letters) },
    { id: "class", title: `Class: ${reservoir.production.class}`, blocks: classBlocks(reservoir, letters) },
    {
      id: "entropy",
      title: isRefused ? "Entropy rate" : "Entropy production and flux",
      blocks: entropyBlocks(reservoir, letters),
    },
    { id: "positivity", title: "Positivity", blocks: positivityBlocks(reservoir) },
  ];
  const suffix = of === "" ? "" : `-${reservoir.reservoir.name}`;
  return sections.map(({ id, title, blocks }) => ({ id: id + suffix, title: title + of, blocks }));
}

const dissipatorBlocks = (reservoir: ReservoirDerivation, letters: Letters): readonly Block[] => [
  formulas(dissipatorEquation(reservoir, letters)),
  ...remainderBlocks(reservoir, letters),
];

function axesBlocks({ axis, reservoir }: OwnAxes, letters: Letters): readonly Block[] {
  const entries = axis.map((entry) => polynomialTree(entry, letters));
  const [x, y, z] = entries;
  const components = tree.row(leaf("("), x, leaf(", "), y, leaf(", "), z, leaf(")"));
  return [
    prose("Noise and drift are axisymmetric about"),
    formulas(tree.equation(axisLeaf, components)),
    prose(
      "In axes with z along m̂, to which θ, φ, J₋, J₊ and Jz refer from here on, it is damping, and Q the Husimi function there:",
    ),
    formulas(dissipatorEquation(reservoir, letters)),
  ];
}

const axisLeaf = leaf("m̂", "\\hat m");

const operatorBlocks = (reservoir: ReservoirDerivation, letters: Letters): readonly Block[] => [
  formulas(
    tree.equation(leaf("D(Q)"), leaf("−∇·I", "-\\nabla \\cdot I")),
    divergenceEquation(letters.parties),
    ...currentEquations(reservoir),
  ),
  prose("A is the drift and B the symmetric diffusion, in the orthonormal frame e_θ, e_φ of each sphere:"),
  formulas(...driftEquations(reservoir, letters)),
  formulas(...diffusionEquations(reservoir, letters)),
];

function remainderBlocks({ reservoir }: ReservoirDerivation, letters: Letters): readonly Block[] {
  if (reservoir.remainder.length === 0) return [];
  return [
    prose(
      "An operator was declared with a constant part ℓ. D[L + ℓ]ρ = D[L]ρ − i[H′, ρ] with L traceless; the remainder " +
        "H′ = (i/2)(ℓ* L − ℓ L†) acts reversibly and was moved to the Hamiltonian:",
    ),
    formulas(tree.equation(leaf("H′", "H'"), operatorTree(reservoir.remainder, letters))),
  ];
}

/** The class, its reason, and the potential where there is one. */
export function classBlocks(reservoir: ReservoirDerivation, letters: Letters): readonly Block[] {
  const { production: found } = reservoir;
  switch (found.class) {
    case "diffusive":
      return [prose("A = 0: the Kossakowski matrix is real. All of dS/dt is production, and Φ = 0.")];
    case "potential": {
      const shape =
        found.potential.shape === "axial"
          ? "Q* = p^(2J) with p linear in n, the Husimi function of a state: the current A Q − B∇Q vanishes there."
          : "Q* = (tr B)^J for the single operator, up to a constant: the current A Q − B∇Q vanishes there.";
      return [
        prose(`Bω = A is solved by ω = ∇ ln Q*. ${shape}`),
        formulas(...forceWithPotential(found.potential, reservoir, letters)),
      ];
    }
    case "regular": {
      const { force } = forceEquations(reservoir, letters);
      return [
        prose(
          "No potential of the known families. Where B > 0 on the whole sphere, ω = B⁻¹A; that is tested at the parameters of " +
            "every job, and where it fails Π and Φ are refused with the reason.",
        ),
        formulas(...force),
      ];
    }
    case "undefined":
    case "undecided":
      return [prose(`Π and Φ are refused: ${found.refusal}. S and dS/dt are given.`)];
  }
}

/** Q* and ω = ∇ ln Q*. */
export const forceWithPotential = (
  potential: Potential,
  reservoir: ReservoirDerivation,
  letters: Letters,
): readonly Tree[] => [...potentialEquations(potential, letters), ...forceEquations(reservoir, letters).force];

function entropyBlocks(reservoir: ReservoirDerivation, letters: Letters): readonly Block[] {
  const own = integrands([reservoir]);
  const rate = integralEquations(rateOfEntropy, own.entropyRate, letters);
  if (reservoir.production.class === "diffusive")
    return [
      formulas(...integralEquations(production, own.entropyRate, letters)),
      formulas(tree.equation(rateOfEntropy, production), tree.equation(flux, tree.whole(0))),
    ];
  if (!own.production || !own.flux) return [formulas(...rate)];
  return [
    prose("With g = Qω − ∇Q the current is I = Bg, and Π = M ∫ g·Bg/Q dΩ, Φ = M ∫ g·A dΩ, dS/dt = Π − Φ:"),
    formulas(...splitEquations(reservoir, letters), ...rate),
    ...(reservoir.production.class === "potential" ? fluxMatrixBlocks : []),
  ];
}

const fluxMatrixBlocks: readonly Block[] = [
  prose("The flux is an expectation value, linear in ρ, and is evaluated as one:"),
  formulas(
    tree.equation(flux, leaf("Tr[ρF]", "\\operatorname{Tr}[\\rho F]")),
    tree.equation(
      leaf("F"),
      leaf(
        "D†(M ∫ |Ω⟩⟨Ω| ln Q* dΩ)",
        "D^{\\dagger}\\Bigl(M \\int |\\Omega\\rangle\\langle\\Omega| \\ln Q^{*} \\, d\\Omega\\Bigr)",
      ),
    ),
  ),
];

/** Π and Φ, below the g that Π is written in where it is not written out. */
export function splitEquations(reservoir: ReservoirDerivation, letters: Letters): readonly Tree[] {
  const own = integrands([reservoir]);
  if (!own.production || !own.flux) return [];
  const isNamed = namingOf(production, own.production, letters) === "named";
  return [
    ...(isNamed ? forceEquations(reservoir, letters).current : []),
    ...integralEquations(production, own.production, letters),
    ...integralEquations(flux, own.flux, letters),
  ];
}

function positivityBlocks({ verdict }: ReservoirDerivation): readonly Block[] {
  if (!verdict.positivity) return [prose(`Nothing is said of Π ≥ 0: ${verdict.evidence}.`)];
  return [prose(`Π ≥ 0: ${ended(positivityText(verdict.positivity))} ${sentence(verdict.evidence)}`)];
}
