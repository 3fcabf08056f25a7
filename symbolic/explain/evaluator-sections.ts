/** What is said of the evaluator beside its reservoirs: the closed qubit sphere, the strata, the operations. */
import type { ReservoirDerivation } from "../derive.ts";
import { operationCount } from "../formula.ts";
import type { Kernel } from "../kernel.ts";
import { closedEntropy } from "../log-moment.ts";
import type { EvaluatorPlan, Stratum } from "../plan.ts";
import { formulaTree, inUnicode } from "../print.ts";
import { type Block, formulas, prose, rows, type Section } from "./document.ts";
import { letter } from "./letters.ts";
import { ended, positivityText, sentence } from "./positivity-text.ts";
import { forceWithPotential, splitEquations } from "./reservoir-sections.ts";
import * as tree from "./tree.ts";
import { leaf } from "./tree.ts";

const ofState = (name: string) => tree.call(name, leaf("A₀", "A_0"), tree.power(leaf("|R|"), 2));

export function qubitSection({ closedForm, derivation: { channel } }: EvaluatorPlan): readonly Section[] {
  if (!closedForm) return [];
  return [
    {
      id: "qubit",
      title: "A qubit's sphere, integrated",
      blocks: [
        prose(
          "For J = 1/2 the Husimi function is Q = A₀ + R·n, with A₀ and R functions of the other spins' points, and the integrals over its " +
            "sphere are closed, that of dS/dt and that of S:",
        ),
        formulas(
          tree.equation(leaf("M ∫ … dΩ", "M \\int \\cdots d\\Omega"), formulaTree(closedForm, channel.parties)),
          tree.equation(
            leaf("−M ∫ Q ln Q dΩ", "-M \\int Q \\ln Q \\, d\\Omega"),
            formulaTree(closedEntropy(), channel.parties),
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

export function strataSection({ strata }: EvaluatorPlan): readonly Section[] {
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
          stratum.plan.derivation.reservoirs.flatMap((reservoir) => stratumBlocks(stratum, reservoir)),
        ),
      ],
    },
  ];
}

function stratumBlocks({ conditions, plan }: Stratum, reservoir: ReservoirDerivation): readonly Block[] {
  const { verdict, production: found } = reservoir;
  const { parties } = plan.derivation.channel;
  const said = verdict.positivity ? `Π ≥ 0 ${positivityText(verdict.positivity)}` : "Π and Φ are refused";
  const letters = [...conditions].map(([name, value]) => {
    const other = value === 0 ? "0" : inUnicode(letter(value));
    return value === 0 ? `${inUnicode(letter(name))} = 0` : `${other} = ${inUnicode(letter(name))}`;
  });
  const where = `${letters.join(", ")}: ${reservoir.reservoir.name} is ${found.class}; ${ended(said)} ${sentence(verdict.evidence)}`;
  const force = found.class === "potential" ? forceWithPotential(found.potential, reservoir, parties) : [];
  const split = splitEquations(reservoir, parties);
  return [prose(where), ...(split.length > 0 ? [formulas(...force, ...split)] : [])];
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
