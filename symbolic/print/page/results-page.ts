/** A channel as a paper would present it: from the intermediate forms themselves. */

import { visible } from "../../../text/visible.ts";
import type { Derived } from "../../algebra/expression.ts";
import { printInterval } from "../../declare/read-text.ts";
import { positivityText } from "../../derive/classify.ts";
import { type Derivation, type OwnAxes, ownAxes, type ReservoirDerivation } from "../../derive/derivation.ts";
import type { Conditions } from "../../derive/strata.ts";
import { closedEntropy, integrateQubitSphere } from "../../integrate/reduce.ts";
import { flux, production } from "../equations.ts";
import { latexText } from "../latex-text.ts";
import { type Letters, lettersOf } from "../letters.ts";
import { formulaTree } from "../print.ts";
import * as tree from "../tree.ts";
import { leaf, type Tree } from "../tree.ts";
import { type Block, type Explanation, formulas, type Label, prose, proseOf, rows, type Section } from "./document.ts";
import { ended, forceWithPotential, reservoirSections, sentence, splitEquations } from "./reservoir-sections.ts";

/** What the page shows. */
export interface Outline {
  readonly derivation: Derivation;
  /** The integrated sphere of a qubit, with the measure 1/2π; null where there is no closed form. */
  readonly closedForm: Derived | null;
  /** The channel where parameters are zero, or equal, and more can be said of its reservoirs. */
  readonly strata: readonly { readonly conditions: Conditions; readonly plan: { readonly derivation: Derivation } }[];
}

/** What `wehrl derive` prints of a channel. */
export function explain(outline: Outline): Explanation {
  const { derivation } = outline;
  const { channel, reservoirs } = derivation;
  const letters = lettersOf(channel.parties, channel.parameters);
  const isLone = reservoirs.length === 1;
  const axes = reservoirs.map((reservoir) => ownAxes(reservoir, channel));
  return {
    channel: channel.name,
    title: channel.name,
    parties: channel.parties,
    sections: [
      channelSection(derivation, letters),
      ...reservoirs.flatMap((reservoir, k) =>
        reservoirSections(reservoir, axes[k], letters, isLone ? "" : ` of the reservoir ${reservoir.reservoir.name}`),
      ),
      ...(isLone ? [] : [totalSection(derivation)]),
      ...qubitSection(outline, isLone ? axes[0] : undefined, letters),
      ...strataSection(outline, letters),
    ],
  };
}

function channelSection({ channel, reservoirs }: Derivation, letters: Letters): Section {
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
        ...parameters.map(({ name, range, unit, meaning }): readonly [Label, string] => [
          { name, letter: letters.parameters.get(name)! },
          `in ${printInterval(range)}, ${unit === "1" ? "dimensionless" : unit}: ${meaning}`,
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

/** A name as a letter of a formula. */
const nameOf = (name: string): tree.Leaf =>
  leaf(
    visible(name),
    /^[A-Za-z]\w*$/.test(name) ? `\\mathrm{${name.replaceAll("_", "\\_")}}` : `\\text{${latexText(name)}}`,
  );

function totalSection({ reservoirs }: Derivation): Section {
  const total = (letter: tree.Leaf): Tree =>
    tree.equation(
      letter,
      tree.sum(
        reservoirs.map(({ reservoir }) => ({
          ...letter,
          below: [nameOf(reservoir.name)],
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

const ofState = (name: string) => tree.call(name, leaf("A₀", "A_0"), tree.power(leaf("|R|"), 2));

/** @param own  axes in which the reservoir is said, where those are not the declaration's */
function qubitSection(outline: Outline, own: OwnAxes | undefined, letters: Letters): readonly Section[] {
  const closedForm = own ? integrateQubitSphere(own.reservoir.operator) : outline.closedForm;
  if (!closedForm) return [];
  return [
    {
      id: "qubit",
      title: "A qubit's sphere, integrated",
      blocks: [
        prose(
          "For J = 1/2 the Husimi function is Q = A₀ + R·n, with A₀ and R functions of the other spins' points, and the integrals over its " +
            `sphere are closed, that of dS/dt${own ? ", R in the axes with z along m̂," : ""} and that of S:`,
        ),
        formulas(
          tree.equation(leaf("M ∫ … dΩ", "M \\int \\cdots d\\Omega"), formulaTree(closedForm, letters)),
          tree.equation(
            leaf("−M ∫ Q ln Q dΩ", "-M \\int Q \\ln Q \\, d\\Omega"),
            formulaTree(closedEntropy(), letters),
          ),
          tree.equation(
            ofState("sphereKernel"),
            leaf("∫₋₁¹ (1 − u²)/(A₀ + |R|u) du", "\\int_{-1}^{1} \\frac{1 - u^2}{A_0 + |R| u} \\, du"),
          ),
          tree.equation(ofState("logMean"), leaf("∫₋₁¹ ln(A₀ + |R|u) du", "\\int_{-1}^{1} \\ln(A_0 + |R| u) \\, du")),
        ),
      ],
    },
  ];
}

function strataSection({ strata, derivation }: Outline, letters: Letters): readonly Section[] {
  if (strata.length === 0) return [];
  return [
    {
      id: "strata",
      title: "Where more can be said",
      blocks: [
        prose(
          "Where parameters are zero, or equal, a reservoir is of a better class; the evaluator switches by itself.",
        ),
        ...strata.flatMap((stratum) =>
          stratum.plan.derivation.reservoirs
            .filter((reservoir) => isChanged(reservoir, derivation))
            .flatMap((reservoir) => stratumBlocks(stratum, reservoir, letters)),
        ),
      ],
    },
  ];
}

/** Whether class or verdict are not those of the reservoir in general. */
function isChanged({ reservoir, production, verdict }: ReservoirDerivation, { reservoirs }: Derivation): boolean {
  const general = reservoirs.find((one) => one.reservoir.name === reservoir.name)!;
  const isAlike = JSON.stringify(general.verdict.positivity) === JSON.stringify(verdict.positivity);
  return general.production.class !== production.class || !isAlike;
}

function stratumBlocks(
  { conditions }: Outline["strata"][number],
  reservoir: ReservoirDerivation,
  letters: Letters,
): readonly Block[] {
  const { verdict, production: found } = reservoir;
  const said = verdict.positivity ? `Π ≥ 0 ${positivityText(verdict.positivity)}` : "Π and Φ are refused";
  const letterOf = (name: string) => letters.parameters.get(name)!;
  const equations = [...conditions].map(([name, value]) =>
    value === 0 ? tree.equation(letterOf(name), tree.whole(0)) : tree.equation(letterOf(value), letterOf(name)),
  );
  const where = tree.row(...equations.flatMap((one, k) => (k === 0 ? [one] : [leaf(", "), one])));
  const text = `${reservoir.reservoir.name} is ${found.class}; ${ended(said)} ${sentence(verdict.evidence)}`;
  const force = found.class === "potential" ? forceWithPotential(found.potential, reservoir, letters) : [];
  const split = splitEquations(reservoir, letters);
  return [proseOf(where, text), ...(split.length > 0 ? [formulas(...force, ...split)] : [])];
}
