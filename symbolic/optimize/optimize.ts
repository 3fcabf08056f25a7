/**
 * Derived expressions → a straight-line program: shared subexpressions computed once, each value in the outermost loop that it
 * does not depend on, polynomials in Horner form.
 *
 *   polynomial          → Horner, the innermost symbols outside, so that coefficients move out of the loop
 *   c², s²              → whichever of c² = 1 − s², s² = 1 − c² leaves fewer terms
 *   (−a)·(−b)           → a·b;   −1·a → −a
 *   a/b, b further out  → a·(1/b), the inverse computed outside
 *   a·X + a·Y           → a·(X + Y) for X, Y of one loop and a from further out
 *   a·(b·X + c·Y)       → (ab)·X + (ac)·Y for a, b, c from further out
 *   equal subtrees      → one value
 */

import {
  type Derived,
  type Expression,
  legal,
  operandsOf,
  ownOperations,
  polynomial,
  type Scheduled,
  type Shared,
  withOperands,
} from "../algebra/expression.ts";
import { inOrder, type Polynomial } from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { SharedGraph, type Tier, tiers } from "./shared-graph.ts";

export function optimize(derived: Derived): Program {
  const graph = new SharedGraph();
  return schedule(shared(derived, graph), graph);
}

/** Several by one program, which share subexpressions. */
function optimizeJointly(derived: readonly Derived[]): Program<readonly Scheduled[]> {
  const graph = new SharedGraph();
  const roots = derived.map((each) => shared(each, graph));
  return scheduleJointly(roots, graph);
}

const shared = (derived: Derived, graph: SharedGraph): Shared =>
  legal("sharing", graph.lower(legal("derivation", derived)));

/** A value of a straight-line program, and the loop that it is computed in. */
interface Statement {
  readonly name: string;
  readonly tier: Tier;
  readonly expression: Scheduled;
}

/** A straight-line program, which the emitter writes: of one value, or of several that share what they can. */
export interface Program<Result = Scheduled> {
  /** In an order of evaluation within each tier. */
  readonly statements: readonly Statement[];
  readonly result: Result;
  /** Symbols that the program reads, by tier, in their order. */
  readonly symbols: Readonly<Record<Tier, readonly Sym[]>>;
  readonly operations: Readonly<Record<Tier, number>>;
}

/** A derived expression with the program that computes it. */
export interface Optimized {
  readonly derived: Derived;
  readonly program: Program;
}

export const optimized = (derived: Derived): Optimized => ({ derived, program: optimize(derived) });

/** Those that are computed together. */
export interface JointlyOptimized {
  readonly derived: readonly Derived[];
  readonly program: Program<readonly Scheduled[]>;
}

export const optimizedJointly = (derived: readonly Derived[]): JointlyOptimized => ({
  derived,
  program: optimizeJointly(derived),
});

export const programOf = (of: Polynomial): Program => optimized(polynomial(of)).program;

/** Decides which nodes become statements: named ones, shared ones, and those that leave an inner loop. */
export function schedule(root: Shared, graph: SharedGraph): Program {
  const program = scheduled([root], statementsAmong(operandsOf(root), graph.tierOf(root), graph), graph);
  return { ...program, result: program.result[0] };
}

/** Several values that are all read at the nodes. */
const scheduleJointly = (roots: readonly Shared[], graph: SharedGraph): Program<readonly Scheduled[]> =>
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
