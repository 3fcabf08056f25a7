/** Derived expressions with the straight-line programs that compute them. */

import { type Derived, polynomial, type Scheduled } from "../algebra/expression.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import { optimize, optimizeJointly } from "./optimize.ts";
import type { Program } from "./program.ts";

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
