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
import { type Derived, legal, type Scheduled, type Shared } from "../algebra/expression.ts";
import type { Program } from "./program.ts";
import { schedule, scheduleJointly } from "./schedule.ts";
import { SharedGraph } from "./shared-graph.ts";

export function optimize(derived: Derived): Program {
  const graph = new SharedGraph();
  return schedule(shared(derived, graph), graph);
}

/** Several by one program, which share subexpressions. */
export function optimizeJointly(derived: readonly Derived[]): Program<readonly Scheduled[]> {
  const graph = new SharedGraph();
  const roots = derived.map((each) => shared(each, graph));
  return scheduleJointly(roots, graph);
}

const shared = (derived: Derived, graph: SharedGraph): Shared =>
  legal("sharing", graph.lower(legal("derivation", derived)));
