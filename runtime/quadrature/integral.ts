/** One integral with its bound, and what is held against its goal. */

import { ROUNDING, type Weighed } from "../../spins/numbers/bounded.ts";
import { AT_ROUNDING } from "../../spins/numbers/safety-factors.ts";
import type { ErrorPart } from "../error-parts.ts";
import { allowedBy, type Goal } from "./goal.ts";

export interface Integral extends Weighed {
  readonly converged: boolean;
  /** More work would not help: converged, or down to rounding. */
  readonly settled: boolean;
}

/** Several at once. */
export interface Integrals {
  readonly integrals: readonly Integral[];
  readonly evaluations: number;
}

export const EXACT_ZERO: Integral = { value: 0, error: 0, contributions: 0, converged: true, settled: true };

/** Of what a rule found. */
export function judged(
  value: number,
  { truncation, unseen, integrand }: { readonly [part in ErrorPart & ("truncation" | "unseen" | "integrand")]: number },
  contributions: number,
  goal: Goal,
): Integral {
  const missed = truncation + unseen;
  const error = Math.max(missed + integrand, ROUNDING * contributions);
  const converged = isWithin(goal, value, error, contributions);
  return { value, error, contributions, converged, settled: converged || missed <= integrand };
}

/** The same with another goal. */
export function heldAgainst(goal: Goal, integral: Integral): Integral {
  const { value, error, contributions } = integral;
  return { ...integral, converged: isWithin(goal, value, error, contributions) };
}

function isWithin(goal: Goal, value: number, error: number, contributions: number): boolean {
  return error <= Math.max(allowedBy(goal, value, contributions), ROUNDING * contributions);
}

/** So near to rounding of its sum that no rule will do much better. */
export function isRounding({ error, contributions }: Integral): boolean {
  return error <= AT_ROUNDING * ROUNDING * contributions;
}
