/** The stages from integrands to the emitted module. */

import { operationCount } from "../../algebra/expression.ts";
import { printInterval } from "../../declare/read-text.ts";
import type { Optimized, Program } from "../../optimize/optimize.ts";
import type { EvaluatorPlan } from "../../optimize/plan.ts";
import type { IntegrandPlan } from "../../optimize/plan-integrands.ts";
import { tiers } from "../../optimize/shared-graph.ts";
import { suffixOf, whereOf } from "../../write/emit-evaluator.ts";
import { nameInCode } from "../../write/identifier.ts";
import { Writer } from "../../write/writer.ts";
import { type Block, code, prose, rows, type Section } from "./document.ts";

export const programStage = (plan: EvaluatorPlan): Section => ({
  id: "program",
  title: "Optimised program",
  blocks: [
    prose(
      "Every integrand becomes a straight-line program: shared values once, polynomials in Horner form, each statement in the outermost loop that allows it.",
    ),
    ...programsOf(plan).map(([name, { program }]) => code(programText(name, program, plan.derivation.channel.parties))),
    prose(
      "Floating-point operations of an integrand, as derived → as emitted at a node (+ once a row of nodes, once a call):",
    ),
    rows(...programsOf(plan).map(([name, program]) => [programTitles[name], operationsOf(program)] as const)),
  ],
});

const programTitles = { entropyRate: "dS/dt", production: "Π", flux: "Φ", inner: "qubit's sphere" } as const;

const programsOf = (plan: IntegrandPlan): readonly (readonly [keyof typeof programTitles, Optimized])[] =>
  (["entropyRate", "production", "flux", "inner"] as const).flatMap((name) => {
    const optimized = plan[name];
    return optimized ? [[name, optimized] as const] : [];
  });

const operationsOf = ({ derived, program: { operations } }: Optimized): string =>
  `${operationCount(derived)} → ${operations.nodes} (+ ${operations.rows} a row, ${operations.parameters} once)`;

const tierTitles = { parameters: "once", rows: "for every row", nodes: "for every node" } as const;

/** The statements by loop; the last is the integrand, in the innermost loop that there is. */
function programText(name: string, { statements, result }: Program, parties: readonly string[]): string {
  const writer = new Writer(parties);
  const loops = tiers.map((tier) => statements.filter((statement) => statement.tier === tier));
  let indent = "";
  const lines = loops.flatMap((own, depth) => {
    if (own.length > 0 || depth === 2) indent += "  ";
    const texts = own.map(({ name: value, expression }) => `${value} = ${writer.expression(expression)}`);
    const all = depth === 2 ? [...texts, `${name} = ${writer.expression(result)}`] : texts;
    return all.length === 0 ? [] : [`${indent}${tierTitles[tiers[depth]]}`, ...all.map((text) => `${indent}  ${text}`)];
  });
  return [`${name}:`, ...lines].join("\n");
}

export const emittedStage = (plan: EvaluatorPlan): Section => ({
  id: "emitted",
  title: "Emitted names",
  blocks: emittedBlocks(plan),
});

/** The functions of an evaluator, and what each computes. */
function functionsOf(plan: EvaluatorPlan): readonly (readonly [name: string, what: string])[] {
  const described: readonly (readonly [string, string, unknown])[] = [
    ["entropyRate", "integrand of dS/dt over a block of nodes", true],
    ["production", "integrand of Π", plan.production],
    ["flux", "integrand of Φ", plan.flux],
    ["coefficients", "A and B at every node of a block", true],
    ["inner", "the closed integral over a qubit's sphere, and the size of its parts", plan.inner],
    ["jumps", "rates and operators in Cartesian components, for the matrices of the dissipators", true],
    ["cancelling", "what terms add up to that may cancel in A and B", plan.cancelling.length > 0],
    ["remainder", "H′, what was moved to the Hamiltonian", plan.remainder],
    ["fluxMatrix", "F with Φ = Tr[ρF]", plan.fluxMatrix],
    ["steadyState", "the state whose Husimi function is ∝ Q*", plan.steadyState],
  ];
  return described.flatMap(([name, what, isThere]) => (isThere ? [[name, what] as const] : []));
}

function emittedBlocks(plan: EvaluatorPlan): readonly Block[] {
  const { channel } = plan.derivation;
  const exported = nameInCode(channel.name);
  return [
    prose(`generated/${channel.name}.ts exports the evaluator ${exported}, with these functions:`),
    rows(
      ...functionsOf(plan),
      ...plan.strata.map((stratum): readonly [string, string] => [
        `…${suffixOf(stratum, plan.strata)}`,
        `those${whereOf(stratum)}: ${functionsOf(stratum.plan)
          .map(([name]) => name)
          .join(", ")}`,
      ]),
    ),
    rows(
      ...channel.parameters.map(({ name, range }): readonly [string, string] => [
        `parameters.${name}`,
        printInterval(range),
      ]),
    ),
  ];
}
