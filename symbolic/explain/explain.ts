/** A channel as a paper would present it: from the intermediate forms themselves. */
import type { Derivation, ReservoirDerivation } from "../derive.ts";
import {
  diffusionEquations,
  dissipatorEquation,
  driftEquations,
  flux,
  production,
  rateOfEntropy,
} from "../equations.ts";
import { operationCount } from "../formula.ts";
import { integrands } from "../integrands.ts";
import type { Interval } from "../interval.ts";
import type { EvaluatorPlan, Kernel } from "../plan.ts";
import type { Potential } from "../potential.ts";
import { formulaTree, inUnicode, operatorTree } from "../print.ts";
import type { PositivityBySpin } from "../production.ts";
import { type Block, type Explanation, formulas, prose, rows, type Section } from "./document.ts";
import { letter } from "./letters.ts";
import {
  currentEquations,
  divergenceEquation,
  forceEquations,
  integralEquations,
  potentialEquations,
} from "./quantities.ts";
import * as tree from "./tree.ts";
import { leaf, type Tree } from "./tree.ts";

/** What `wehrl derive` prints of a compiled channel. */
export function explain(plan: EvaluatorPlan): Explanation {
  const { derivation } = plan;
  const { channel, reservoirs } = derivation;
  const isLone = reservoirs.length === 1;
  return {
    channel: channel.name,
    title: channel.name,
    parties: channel.parties,
    sections: [
      channelSection(derivation),
      ...reservoirs.flatMap((reservoir) =>
        reservoirSections(reservoir, derivation, isLone ? "" : ` of the reservoir ${reservoir.reservoir.name}`),
      ),
      ...(isLone ? [] : [totalSection(derivation)]),
      ...qubitSection(plan),
      ...strataSection(plan),
      operationsSection(plan),
    ],
  };
}

function channelSection({ channel, reservoirs }: Derivation): Section {
  const { cites, parties, parameters } = channel;
  return {
    id: "channel",
    title: "Channel",
    blocks: [
      rows(
        ["source", cites],
        [
          "acts on",
          parties.length === 1
            ? "one spin J"
            : `${parties.length} spins: ${parties.map((party) => `J_${party}`).join(", ")}`,
        ],
        ...parameters.map(({ name, range, unit, meaning }): readonly [string, string] => [
          written(name),
          `in ${intervalText(range)}, ${unit === "1" ? "dimensionless" : unit}: ${meaning}`,
        ]),
        ...reservoirs.map(({ reservoir }): readonly [string, string] => [
          `reservoir ${reservoir.name}`,
          reservoir.text,
        ]),
      ),
      prose(
        "ħ = k_B = 1; D[L]ρ = LρL† − ½{L†L, ρ}; Q = ⟨Ω|ρ|Ω⟩; " +
          (parties.length === 1
            ? "M = (2J + 1)/4π; dΩ = sinθ dθ dφ."
            : `M is the product of (2J + 1)/4π over the spins; dΩ = ${parties.map((party) => `dΩ_${party}`).join(" ")}, each sinθ dθ dφ.`),
      ),
    ],
  };
}

/** Gamma (Γ), where the letter is not the name. */
function written(parameter: string): string {
  const drawn = inUnicode(letter(parameter));
  return drawn === parameter ? parameter : `${parameter} (${drawn})`;
}

export function intervalText({ minimum, maximum, openMinimum, openMaximum }: Interval): string {
  const end = (value: number): string => String(value).replace("-", "−").replace("Infinity", "∞");
  return `${openMinimum ? "(" : "["}${end(minimum)}, ${end(maximum)}${openMaximum ? ")" : "]"}`;
}

function reservoirSections(reservoir: ReservoirDerivation, derivation: Derivation, of: string): readonly Section[] {
  const { parties } = derivation.channel;
  const suffix = of === "" ? "" : `-${reservoir.reservoir.name}`;
  const section = (id: string, title: string, ...blocks: readonly Block[]): Section => ({
    id: id + suffix,
    title: title + of,
    blocks,
  });
  return [
    section(
      "dissipator",
      "Dissipator",
      formulas(dissipatorEquation(reservoir, parties)),
      ...remainderBlocks(reservoir, parties),
    ),
    section(
      "operator",
      "Phase-space operator",
      formulas(
        leafEquation("D(Q)", "−∇·I", "-\\nabla \\cdot I"),
        divergenceEquation(parties),
        ...currentEquations(reservoir),
      ),
      prose("A is the drift and B the symmetric diffusion, in the orthonormal frame e_θ, e_φ of each sphere:"),
      formulas(...driftEquations(reservoir)),
      formulas(...diffusionEquations(reservoir)),
    ),
    section("class", `Class: ${reservoir.production.class}`, ...classBlocks(reservoir, parties)),
    section(
      "entropy",
      "refusal" in reservoir.production ? "Entropy rate" : "Entropy production and flux",
      ...entropyBlocks(reservoir, parties),
    ),
    section("positivity", "Positivity", ...positivityBlocks(reservoir)),
  ];
}

const leafEquation = (left: string, unicode: string, latex: string): Tree =>
  tree.equation(leaf(left), leaf(unicode, latex));

function remainderBlocks({ reservoir }: ReservoirDerivation, parties: readonly string[]): readonly Block[] {
  if (reservoir.remainder.length === 0) return [];
  return [
    prose(
      "An operator was declared with a constant part α. D[L + α]ρ = D[L]ρ − i[H′, ρ] with L traceless; the remainder " +
        "H′ = (i/2)(α* L − α L†) acts reversibly and was moved to the Hamiltonian:",
    ),
    formulas(tree.equation(leaf("H′", "H'"), operatorTree(reservoir.remainder, parties))),
  ];
}

/** The class, its reason, and the potential where there is one. */
export function classBlocks(reservoir: ReservoirDerivation, parties: readonly string[]): readonly Block[] {
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
        formulas(...forceWithPotential(found.potential, reservoir, parties)),
      ];
    }
    case "regular": {
      const { force } = forceEquations(reservoir);
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
const forceWithPotential = (
  potential: Potential,
  reservoir: ReservoirDerivation,
  parties: readonly string[],
): readonly Tree[] => [...potentialEquations(potential, parties), ...forceEquations(reservoir).force];

function entropyBlocks(reservoir: ReservoirDerivation, parties: readonly string[]): readonly Block[] {
  const own = integrands([reservoir]);
  const rate = integralEquations(rateOfEntropy, own.entropyRate, parties);
  if (reservoir.production.class === "diffusive")
    return [
      formulas(...integralEquations(production, own.entropyRate, parties)),
      formulas(tree.equation(rateOfEntropy, production), tree.equation(flux, tree.whole(0))),
    ];
  if (!own.production || !own.flux) return [formulas(...rate)];
  return [
    prose("With g = Qω − ∇Q the current is I = Bg, and Π = M ∫ g·Bg/Q dΩ, Φ = M ∫ g·A dΩ, dS/dt = Π − Φ:"),
    formulas(...splitEquations(reservoir, parties), ...rate),
    ...(reservoir.production.class === "potential"
      ? [
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
        ]
      : []),
  ];
}

/** Π and Φ, below the g that Π is written in where it is not written out. */
function splitEquations(reservoir: ReservoirDerivation, parties: readonly string[]): readonly Tree[] {
  const own = integrands([reservoir]);
  if (!own.production || !own.flux) return [];
  const pi = integralEquations(production, own.production, parties);
  const isNamed = inUnicode(pi[0], parties).includes("g_");
  return [...(isNamed ? forceEquations(reservoir).current : []), ...pi, ...integralEquations(flux, own.flux, parties)];
}

function positivityBlocks({ verdict }: ReservoirDerivation): readonly Block[] {
  if (!verdict.positivity) return [prose(`Nothing is said of Π ≥ 0: ${verdict.evidence}.`)];
  return [prose(`Π ≥ 0: ${ended(positivityText(verdict.positivity))} ${sentence(verdict.evidence)}`)];
}

const ended = (text: string): string => (text.endsWith("…") ? text : `${text}.`);

const sentence = (text: string): string => ended(text[0].toUpperCase() + text.slice(1));

export function positivityText({ qubit, halfInteger, integer }: PositivityBySpin): string {
  if (qubit === halfInteger && qubit === integer) return `${qubit} for every J`;
  if (halfInteger === integer) return `${qubit} for J = 1/2, ${integer} for J ≥ 1`;
  if (qubit === halfInteger) return `${qubit} for J = 1/2, 3/2, …, ${integer} for J = 1, 2, …`;
  return `${qubit} for J = 1/2, ${halfInteger} for J = 3/2, 5/2, …, ${integer} for J = 1, 2, …`;
}

function totalSection({ reservoirs }: Derivation): Section {
  const total = (letter: tree.Leaf): Tree =>
    tree.equation(
      letter,
      tree.sum(
        reservoirs.map(({ reservoir }) => ({
          ...letter,
          below: [leaf(reservoir.name, `\\mathrm{${reservoir.name}}`)],
        })),
      ),
    );
  const refused = reservoirs.filter(({ production: found }) => "refusal" in found);
  return {
    id: "total",
    title: "Total",
    blocks:
      refused.length > 0
        ? [
            prose(
              `Π and Φ of the channel are refused, because those of ${refused.map(({ reservoir }) => reservoir.name).join(", ")} are.`,
            ),
          ]
        : [prose("Production and flux are sums over the reservoirs:"), formulas(total(production), total(flux))],
  };
}

function qubitSection({ inner, derivation: { channel } }: EvaluatorPlan): readonly Section[] {
  if (!inner) return [];
  // The kernel's program is 2π times the closed form.
  const { formula } = inner;
  const closed = formula.kind === "product" ? formula.factors[1] : formula;
  return [
    {
      id: "qubit",
      title: "A qubit's sphere, integrated",
      blocks: [
        prose(
          "For J = 1/2 the Husimi function is Q = A₀ + R·n, with A₀ and R functions of the other spins' points, and the integral over its " +
            "sphere is closed:",
        ),
        formulas(
          tree.equation(leaf("M ∫ … dΩ", "M \\int \\cdots d\\Omega"), formulaTree(closed, channel.parties)),
          tree.equation(
            tree.call("sphereKernel", leaf("A₀", "A_0"), tree.power(leaf("|R|"), 2)),
            leaf("∫₋₁¹ (1 − u²)/(A₀ + |R|u) du", "\\int_{-1}^{1} \\frac{1 - u^2}{A_0 + |R| u} \\, du"),
          ),
        ),
      ],
    },
  ];
}

function strataSection({ strata, derivation }: EvaluatorPlan): readonly Section[] {
  if (strata.length === 0) return [];
  const { parties } = derivation.channel;
  const blocks = strata.flatMap(({ parameter, value, plan }): readonly Block[] =>
    plan.derivation.reservoirs.flatMap((reservoir): readonly Block[] => {
      const { verdict, production: found } = reservoir;
      const said = verdict.positivity ? `Π ≥ 0 ${positivityText(verdict.positivity)}` : "Π and Φ are refused";
      const where = `${inUnicode(letter(parameter))} = ${value}: ${reservoir.reservoir.name} is ${found.class}; ${ended(said)} ${sentence(verdict.evidence)}`;
      const force = found.class === "potential" ? forceWithPotential(found.potential, reservoir, parties) : [];
      const split = splitEquations(reservoir, parties);
      return [prose(where), ...(split.length > 0 ? [formulas(...force, ...split)] : [])];
    }),
  );
  return [
    {
      id: "strata",
      title: "Where more can be said",
      blocks: [
        prose("At these values of a parameter a reservoir is of a better class; the evaluator switches by itself."),
        ...blocks,
      ],
    },
  ];
}

const kernelTitles = { entropyRate: "dS/dt", production: "Π", flux: "Φ", inner: "qubit's sphere" } as const;

export const kernelsOf = (plan: EvaluatorPlan): readonly (readonly [keyof typeof kernelTitles, Kernel])[] =>
  (["entropyRate", "production", "flux", "inner"] as const).flatMap((name) => {
    const kernel = plan[name];
    return kernel ? [[name, kernel] as const] : [];
  });

export function operationsSection(plan: EvaluatorPlan): Section {
  return {
    id: "operations",
    title: "Operations",
    blocks: [
      prose(
        "Floating-point operations of an integrand, as derived → as emitted at a node (+ once a row of nodes, once a call):",
      ),
      rows(
        ...kernelsOf(plan).map(
          ([
            name,
            {
              formula,
              program: { operations },
            },
          ]): readonly [string, string] => [
            kernelTitles[name],
            `${operationCount(formula)} → ${operations.nodes} (+ ${operations.rows} a row, ${operations.parameters} once)`,
          ],
        ),
      ),
    ],
  };
}
