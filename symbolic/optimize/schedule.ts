/** A shared graph as a straight-line program: which values get a name, and where they are computed. */
import {
  type Expression,
  legal,
  operandsOf,
  ownOperations,
  type Scheduled,
  type Shared,
  withOperands,
} from "../algebra/expression.ts";
import { inOrder } from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { type Program, type Statement, type Tier, tiers } from "./program.ts";
import type { SharedGraph } from "./shared-graph.ts";

/** Decides which nodes become statements: named ones, shared ones, and those that leave an inner loop. */
export function schedule(root: Shared, graph: SharedGraph): Program {
  const program = scheduled([root], statementsAmong(operandsOf(root), graph.tierOf(root), graph), graph);
  return { ...program, result: program.result[0] };
}

/** Several values that are all read at the nodes. */
export const scheduleJointly = (roots: readonly Shared[], graph: SharedGraph): Program<readonly Scheduled[]> =>
  scheduled(roots, statementsAmong(roots, tiers.length - 1, graph), graph);

function scheduled(
  roots: readonly Shared[],
  isStatement: (node: Shared) => boolean,
  graph: SharedGraph,
): Program<readonly Scheduled[]> {
  const fresh = nameSource();
  const statements: Statement[] = [];
  const nameOf = new Map<Shared, string>();
  const symbols: Record<Tier, Set<Sym>> = { parameters: new Set(), rows: new Set(), nodes: new Set() };
  const operations: Record<Tier, number> = { parameters: 0, rows: 0, nodes: 0 };

  const expressionOf = (node: Shared): Expression => {
    const known = nameOf.get(node);
    if (known !== undefined) return { kind: "value", name: known };
    const tier = tiers[graph.tierOf(node)];
    const expression = withOperands(node, operandsOf(node).map(expressionOf));
    if (node.kind === "symbol") symbols[tier].add(node.symbol);
    operations[tier] += ownOperations(node);
    if (!isStatement(node)) return expression;
    const name = fresh(graph.names.get(node), tier);
    nameOf.set(node, name);
    statements.push({ name, tier, expression: legal("scheduling", expression) });
    return { kind: "value", name };
  };

  const result = roots.map((root) => legal("scheduling", expressionOf(root)));
  const sorted = (tier: Tier): readonly Sym[] => inOrder(symbols[tier]);
  return {
    statements,
    result,
    symbols: { parameters: sorted("parameters"), rows: sorted("rows"), nodes: sorted("nodes") },
    operations,
  };
}

/** Whether a node becomes a statement; the sign of a negation stays where it is used.
 *  @param read  what is read first
 *  @param tier  where it is */
function statementsAmong(
  read: readonly Shared[],
  tier: number,
  { names, tierOf }: SharedGraph,
): (node: Shared) => boolean {
  const uses = new Map<Shared, number>();
  const hoisted = new Set<Shared>();
  const visit = (nodes: readonly Shared[], above: number): void => {
    for (const node of nodes) {
      if (tierOf(node) < above) hoisted.add(node.kind === "negation" ? node.operands[0] : node);
      uses.set(node, (uses.get(node) ?? 0) + 1);
      if (uses.get(node) === 1) visit(operandsOf(node), tierOf(node));
    }
  };
  visit(read, tier);
  return (node) =>
    uses.has(node) &&
    node.kind !== "negation" &&
    "operands" in node &&
    (names.has(node) || uses.get(node)! > 1 || hoisted.has(node));
}

const termNames: Readonly<Record<Tier, string>> = { parameters: "constant", rows: "rowTerm", nodes: "term" };

/** Names that were not given before: `force`, `force2`, …; `term1`, `term2`, … where none is wanted. */
function nameSource(): (wanted: string | undefined, tier: Tier) => string {
  const taken = new Set<string>();
  return (wanted, tier) => {
    for (let k = wanted ? 0 : 1; ; k++) {
      const name = (wanted ?? termNames[tier]) + (k === 0 ? "" : String(wanted ? k + 1 : k));
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
}
