/**
 * Formulas → a straight-line program: shared subexpressions computed once, each value in the outermost loop that it
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
import type { Formula } from "../algebra/formula.ts";
import type { Expression, Program } from "./program.ts";
import { schedule, scheduleJointly } from "./schedule.ts";
import { SharedGraph } from "./shared-graph.ts";

export function optimize(formula: Formula): Program {
  const graph = new SharedGraph();
  const root = graph.lower(formula);
  return schedule(root, graph.names);
}

/** Several formulas by one program, which share subexpressions. */
export function optimizeJointly(formulas: readonly Formula[]): Program<readonly Expression[]> {
  const graph = new SharedGraph();
  const roots = formulas.map((formula) => graph.lower(formula));
  return scheduleJointly(roots, graph.names);
}
