/** A shared graph as a straight-line program: which values get a name, and where they are computed. */
import { type Expression, type Program, type Statement, type Tier, tiers } from "./program.ts";
import type { GraphNode } from "./shared-graph.ts";

/** Decides which nodes become statements: named ones, shared ones, and those that leave an inner loop. */
export function schedule(root: GraphNode, names: ReadonlyMap<string, string>): Program {
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
  const taken = new Set<string>();
  const statements: Statement[] = [];
  const nameOf = new Map<GraphNode, string>();
  const isLeaf = (node: GraphNode): boolean => node.operands.length === 0;
  const symbols: Record<Tier, Set<string>> = { parameters: new Set(), rows: new Set(), nodes: new Set() };
  const operations: Record<Tier, number> = { parameters: 0, rows: 0, nodes: 0 };

  const expressionOf = (node: GraphNode): Expression => {
    const known = nameOf.get(node);
    if (known !== undefined) return { kind: "value", name: known };
    const expression = build(node);
    const isStatement =
      node !== root &&
      node.kind !== "negation" &&
      !isLeaf(node) &&
      (names.has(node.key) || uses.get(node)! > 1 || hoisted.has(node));
    if (!isStatement) return expression;
    const name = freshName(names.get(node.key), tiers[node.tier], taken);
    nameOf.set(node, name);
    statements.push({ name, tier: tiers[node.tier], expression });
    return { kind: "value", name };
  };

  const build = (node: GraphNode): Expression => {
    const operands = node.operands.map(expressionOf);
    if (node.kind !== "number" && node.kind !== "symbol")
      operations[tiers[node.tier]] += node.kind === "negation" ? 0 : Math.max(1, operands.length - 1);
    switch (node.kind) {
      case "number":
        return { kind: "number", value: node.value! };
      case "symbol":
        symbols[tiers[node.tier]].add(node.name!);
        return { kind: "symbol", name: node.name! };
      case "call":
        return { kind: "call", function: node.name!, operands };
      case "negation":
        return { kind: "negation", operands: [operands[0]] };
      case "quotient":
        return { kind: "quotient", operands: [operands[0], operands[1]] };
      default:
        return { kind: node.kind, operands };
    }
  };

  const result = expressionOf(root);
  const sorted = (tier: Tier): readonly string[] => [...symbols[tier]].sort();
  return {
    statements,
    result,
    symbols: { parameters: sorted("parameters"), rows: sorted("rows"), nodes: sorted("nodes") },
    operations,
  };
}

const termNames: Readonly<Record<Tier, string>> = { parameters: "constant", rows: "rowTerm", nodes: "term" };

function freshName(wanted: string | undefined, tier: Tier, taken: Set<string>): string {
  for (let k = wanted ? 0 : 1; ; k++) {
    const name = (wanted ?? termNames[tier]) + (k === 0 ? "" : String(wanted ? k + 1 : k));
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
