/** An integral with its bound, the goal that this is held against, the parts that it is made of, and the sums that it comes from. */

import { type Bounded, ROUNDING, type Weighed } from "../../spins/numbers/bounded.ts";
import { AT_ROUNDING } from "../../spins/numbers/safety-factors.ts";

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
  const { value, error, contributions, settled } = integral;
  return { value, error, contributions, converged: isWithin(goal, value, error, contributions), settled };
}

function isWithin(goal: Goal, value: number, error: number, contributions: number): boolean {
  return error <= Math.max(allowedBy(goal, value, contributions), ROUNDING * contributions);
}

/** So near to rounding of its sum that no rule will do much better. */
export function isRounding({ error, contributions }: Integral): boolean {
  return error <= AT_ROUNDING * ROUNDING * contributions;
}

/** How well an integral is to be known. */
export interface Goal {
  /** Of the smaller of |value| and |value + shift|. */
  readonly relative: number;
  readonly shift: number;
  /** What errors of other origin take of that, as far as they leave any. */
  readonly taken: number;
  /** Of ∫ |integrand|. */
  readonly ofContributions: number;
  readonly absolute: number;
}

/** As well as it can be. */
export const EXACTLY: Goal = { relative: 0, shift: 0, taken: 0, ofContributions: 0, absolute: 0 };

/** As it is. */
export const ANYHOW: Goal = { ...EXACTLY, absolute: Number.POSITIVE_INFINITY };

const LEAST_SHARE = 0.25;
/** Where others alone are above the goal, an integral far below them adds nothing to see. */
const SHARE_OF_TAKEN = 1 / 16;

/** What the error is to come down to: the largest of what the goal allows. */
export function allowedBy(goal: Goal, value: number, contributions: number): number {
  const { relative, shift, taken, ofContributions, absolute } = goal;
  const own = relative * Math.min(Math.abs(value), Math.abs(value + shift));
  const left = taken > own ? Math.max(own, SHARE_OF_TAKEN * taken) : Math.max(own - taken, LEAST_SHARE * own);
  return Math.max(left, ofContributions * contributions, absolute);
}

/** Of each sphere that has nodes, outer ones first, and each integral: what integration over all others leaves at its nodes. */
export type Marginals = readonly (readonly Float64Array[])[];

/** Running sums of several integrals, compensated (Neumaier, Z. Angew. Math. Mech. 54, 39 (1974)). */
export interface Sums {
  readonly value: Float64Array;
  readonly carry: Float64Array;
  /** Σ |contributions|. */
  readonly magnitude: Float64Array;
  /** What the integrand at the nodes may be off by: rounding, 0/0, and what a sphere that is handed in leaves out. */
  readonly noise: Float64Array;
  /** What a finer rule would see but this one does not: zeros of Q at the poles. */
  readonly unseen: Float64Array;
  /** The weight of all conditional states, and of those that have something unseen. */
  weight: number;
  /** Null where they are not kept. */
  readonly marginals: Marginals | null;
  unseenWeight: number;
  evaluations: number;
}

export function zeroSums(count: number, marginals: Marginals | null = null): Sums {
  return {
    value: new Float64Array(count),
    carry: new Float64Array(count),
    magnitude: new Float64Array(count),
    noise: new Float64Array(count),
    unseen: new Float64Array(count),
    weight: 0,
    marginals,
    unseenWeight: 0,
    evaluations: 0,
  };
}

export function addTerm(sums: Sums, which: number, term: number): void {
  const before = sums.value[which];
  const after = before + term;
  sums.carry[which] += Math.abs(before) >= Math.abs(term) ? before - after + term : term - after + before;
  sums.value[which] = after;
}

/** The value with what rounding took from it. */
export function total(sums: Sums, which: number): number {
  return sums.value[which] + sums.carry[which];
}

export function clearSums(sums: Sums): void {
  for (const list of [sums.value, sums.carry, sums.magnitude, sums.noise, sums.unseen]) list.fill(0);
  if (sums.marginals !== null) for (const party of sums.marginals) for (const values of party) values.fill(0);
  sums.weight = sums.unseenWeight = sums.evaluations = 0;
}

/** Of several, whose errors add up. */
export function sumOf(integrals: readonly Integral[]): Integral {
  return {
    value: integrals.reduce((sum, { value }) => sum + value, 0),
    error: integrals.reduce((sum, { error }) => sum + error, 0),
    contributions: integrals.reduce((sum, { contributions }) => sum + contributions, 0),
    converged: integrals.every(({ converged }) => converged),
    settled: integrals.every(({ settled }) => settled),
  };
}

/** Of two estimates the one with the smaller bound. */
export function better(a: Integral, b: Integral): Integral {
  return a.error <= b.error ? a : b;
}

/** The parts of an error, each with when it enters. Whatever makes a bound larger does it through `enlarged`, under one of these names. */
const errorParts = {
  truncation: "what a rule misses, by the differences of levels or patches; as an integral is judged",
  unseen: "what a zero of Q hides from every level and patch alike; as an integral is judged",
  integrand:
    "what the integrand at the nodes is off by, rounding or a sphere inside, which no rule finds out; as an integral is judged",
  sum: "rounding of the sum over the nodes, 4ε of its contributions: no integral has a smaller error",
  change: "rounding of a change D(ρ) of the state, of whose Husimi function an integral is; after the integral",
  impurity: "what of a state that passes for pure is not; after the integral",
  product: "the distance of a state from the product that it passes for; after the integrals of the factors",
  deviation: "rounding of ρ less what is at rest, of which Π is quadratic; after Π by its own integral",
  reduction: "rounding of a partial trace; with Φ",
  state: "what an evolved or steady ρ is off by; after everything that is made of ρ",
  reference: "what the steady state is off by that an excess is measured from; with the excess",
  coefficients: "terms of a channel's rates that cancel; last, with its dS/dt, Π and Φ",
} as const;

export type ErrorPart = keyof typeof errorParts;

/** The same number with more that it may be off by. */
export function enlarged<T extends Bounded | null>(one: T, parts: { readonly [part in ErrorPart]?: number }): T {
  if (one === null) return one;
  let { error } = one;
  for (const part in parts) error += parts[part as ErrorPart]!;
  return error === one.error ? one : { ...one, error };
}
