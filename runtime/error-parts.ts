/** The parts of an error, each with when it enters. Whatever makes a bound larger does it through here, under one of these names. */

import type { Bounded } from "../spins/numbers/bounded.ts";

export const errorParts = {
  truncation: "what a rule misses, by the differences of levels or patches; as an integral is judged",
  unseen: "what a zero of Q hides from every level and patch alike; as an integral is judged",
  integrand:
    "rounding of Q, its gradient and the integrand at the nodes, which no rule finds out; as an integral is judged",
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
