/** A channel as a paper would present it: from the intermediate forms themselves. */

import { printInterval } from "../../algebra/interval.ts";
import { type Derivation, ownAxes } from "../../derive/derive.ts";
import type { EvaluatorPlan } from "../../optimize/plan.ts";
import { flux, production } from "../equations.ts";
import { visible } from "../harmless.ts";
import { latexText } from "../latex-text.ts";
import { type Letters, lettersOf } from "../table-of-letters.ts";
import * as tree from "../tree.ts";
import { leaf, type Tree } from "../tree.ts";
import { type Explanation, formulas, type Label, prose, rows, type Section } from "./document.ts";
import { operationsSection, qubitSection, strataSection } from "./evaluator-sections.ts";
import { reservoirSections } from "./reservoir-sections.ts";

/** What `wehrl derive` prints of a compiled channel. */
export function explain(plan: EvaluatorPlan): Explanation {
  const { derivation } = plan;
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
      ...qubitSection(plan, isLone ? axes[0] : undefined, letters),
      ...strataSection(plan, letters),
      operationsSection(plan),
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
