/** What the numbers of a result mean, in the words of its table and of its file. */

import type { Result } from "../../evaluate/problem/problem.ts";

/** What the numbers in the error columns are. */
export function errorMeaning(result: Result): string {
  return result.errorKind === "bound"
    ? "bounds on |value − truth|"
    : "standard errors (one sigma) of Monte Carlo means";
}

/** That what `--with` adds has bounds, where all else has not. */
export const boundedBeside = ({ errorKind }: Result): string =>
  errorKind === "bound" ? "" : "; of the quantities of --with, bounds on |value − truth|";

/** Whether the tolerance was met, in a word or a few. */
export function convergence({ converged, convergedBy }: Result): string {
  if (convergedBy === null) return "not tested: Monte Carlo knows no tolerance";
  if (!converged) return "no";
  const isAll = convergedBy.every((by) => by === "tolerance");
  return isAll ? "yes" : "yes; what is next to zero to 1e-12 of the contributions to it";
}

/** Of the closure, for which no grid is refined beyond what tests a derivation. */
export const closureMeaning =
  "a test of the derivation, whose goal is 1e-6 of what is integrated; no error of the numbers above";
/** Of ∫ Π dt where it is not given. */
export const notProduced =
  "∫ Π dt is not given: the Hamiltonian changes S by itself, so that S(t) − S(0) + ∫ Φ dt is not ∫ Π dt";
/** Of the excess. */
export const excessMeaning = "−d/dt KL(Q‖Q_ss) of the full generator; it is not Π, and its sign is not definite";
/** Of the heat currents. */
export const heatMeaning =
  "−Tr[H D(ρ)], energy into the channel's reservoirs per unit of time; its error is a bound on rounding";

/** Of the observables. */
export const observablesMeaning = "Tr[ρA] of each; their errors are bounds of the state and of rounding";

/** @param dimension  of the space of steady states */
export function steadyMeaning(dimension: number): string {
  return dimension === 1
    ? "one steady state"
    : `a space of ${dimension} dimensions; Q_ss is the one that the given state evolves to`;
}
