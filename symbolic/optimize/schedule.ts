/** A shared graph as a straight-line program: which values get a name, and where they are computed. */
import { inOrder } from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { type Expression, type Program, type Statement, type Tier, tiers } from "./program.ts";
import type { GraphNode } from "./shared-graph.ts";

/** Decides which nodes become statements: named ones, shared ones, and those that leave an inner loop. */
export function schedule(root: GraphNode, names: ReadonlyMap<string, string>): Program {
  const program = scheduled(root, [root], names);
  return { ...program, result: program.result[0] };
}

/** Several values that are all read at the nodes. */
export function scheduleJointly(
  roots: readonly GraphNode[],
  names: ReadonlyMap<string, string>,
): Program<readonly Expression[]> {
  const read: GraphNode = { key: "", kind: "sum", tier: tiers.length - 1, operands: roots, order: -1 };
  return scheduled(read, roots, names);
}

function scheduled(
  top: GraphNode,
  roots: readonly GraphNode[],
  names: ReadonlyMap<string, string>,
): Program<readonly Expression[]> {
  const isStatement = statementsBelow(top, names);
  const fresh = nameSource();
  const statements: Statement[] = [];
  const nameOf = new Map<GraphNode, string>();
  const symbols: Record<Tier, Set<Sym>> = { parameters: new Set(), rows: new Set(), nodes: new Set() };
  const operations: Record<Tier, number> = { parameters: 0, rows: 0, nodes: 0 };

  const expressionOf = (node: GraphNode): Expression => {
    const known = nameOf.get(node);
    if (known !== undefined) return { kind: "value", name: known };
    const tier = tiers[node.tier];
    const operands = node.operands.map(expressionOf);
    if (node.kind === "symbol") symbols[tier].add(node.symbol!);
    operations[tier] += operationsOf(node);
    const expression = expressionFrom(node, operands);
    if (!isStatement(node)) return expression;
    const name = fresh(names.get(node.key), tier);
    nameOf.set(node, name);
    statements.push({ name, tier, expression });
    return { kind: "value", name };
  };

  const result = roots.map(expressionOf);
  const sorted = (tier: Tier): readonly Sym[] => inOrder(symbols[tier]);
  return {
    statements,
    result,
    symbols: { parameters: sorted("parameters"), rows: sorted("rows"), nodes: sorted("nodes") },
    operations,
  };
}

/** Whether a node below the root becomes a statement; the sign of a negation stays where it is used. */
function statementsBelow(root: GraphNode, names: ReadonlyMap<string, string>): (node: GraphNode) => boolean {
  const uses = new Map<GraphNode, number>();
  const hoisted = new Set<GraphNode>();
  const visit = (node: GraphNode): void => {
    for (const operand of node.operands) {
      if (operand.tier < node.tier) hoisted.add(operand.kind === "negation" ? operand.operands[0] : operand);
      uses.set(operand, (uses.get(operand) ?? 0) + 1);
      if (uses.get(operand) === 1) visit(operand);
    }
  };
  visit(root);
  return (node) =>
    node !== root &&
    node.kind !== "negation" &&
    node.operands.length > 0 &&
    (names.has(node.key) || uses.get(node)! > 1 || hoisted.has(node));
}

const operationsOf = ({ kind, operands }: GraphNode): number =>
  kind === "number" || kind === "symbol" || kind === "negation" ? 0 : Math.max(1, operands.length - 1);

function expressionFrom({ kind, value, name, symbol }: GraphNode, operands: readonly Expression[]): Expression {
  switch (kind) {
    case "number":
      return { kind, value: value! };
    case "symbol":
      return { kind, symbol: symbol! };
    case "call":
      return { kind, function: name!, operands };
    case "negation":
      return { kind, operands: [operands[0]] };
    case "quotient":
      return { kind, operands: [operands[0], operands[1]] };
    case "sum":
    case "product":
      return { kind, operands };
  }
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
