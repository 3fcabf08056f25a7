/** What is said of the evaluator beside its reservoirs: the closed qubit sphere, the strata, the operations. */

import { operationCount } from "../../algebra/expression.ts";
import type { Derivation, OwnAxes, ReservoirDerivation } from "../../derive/derive.ts";
import { closedEntropy, integrateQubitSphere } from "../../integrate/reduce.ts";
import type { Optimized } from "../../optimize/optimized.ts";
import type { EvaluatorPlan, Stratum } from "../../optimize/plan.ts";
import { formulaTree } from "../print.ts";
import type { Letters } from "../table-of-letters.ts";
import * as tree from "../tree.ts";
import { leaf } from "../tree.ts";
import { type Block, formulas, prose, proseOf, rows, type Section } from "./document.ts";
import { ended, positivityText, sentence } from "./positivity-text.ts";
import { forceWithPotential, splitEquations } from "./reservoir-sections.ts";

const ofState = (name: string) => tree.call(name, leaf("A₀", "A_0"), tree.power(leaf("|R|"), 2));

/** @param own  axes in which the reservoir is said, where those are not the declaration's */
export function qubitSection(plan: EvaluatorPlan, own: OwnAxes | undefined, letters: Letters): readonly Section[] {
  const closedForm = own ? integrateQubitSphere(own.reservoir.operator) : plan.closedForm;
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

export function strataSection({ strata, derivation }: EvaluatorPlan, letters: Letters): readonly Section[] {
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

function stratumBlocks({ conditions }: Stratum, reservoir: ReservoirDerivation, letters: Letters): readonly Block[] {
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

const programTitles = { entropyRate: "dS/dt", production: "Π", flux: "Φ", inner: "qubit's sphere" } as const;

export const programsOf = (plan: EvaluatorPlan): readonly (readonly [keyof typeof programTitles, Optimized])[] =>
  (["entropyRate", "production", "flux", "inner"] as const).flatMap((name) => {
    const optimized = plan[name];
    return optimized ? [[name, optimized] as const] : [];
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
        ...programsOf(plan).map(
          ([
            name,
            {
              derived,
              program: { operations },
            },
          ]): readonly [string, string] => [
            programTitles[name],
            `${operationCount(derived)} → ${operations.nodes} (+ ${operations.rows} a row, ${operations.parameters} once)`,
          ],
        ),
      ),
    ],
  };
}
