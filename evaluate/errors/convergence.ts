/**
 * When a number has converged: its error is at most tolerance·|value|, or at most 1e-12 of the absolute contributions to it,
 * ∫ |integrand| at that state and nothing else: not the size of the evolution that led there, nor of H, nor what the state itself
 * is off by. A rate that is the integral of several integrands has the contributions of the largest: dS/dt that of the emitted one and
 * of D(Q) ln Q. The contributions to a sum are those to its terms. Where an integrand vanishes at every point to rounding (a state
 * that a channel leaves as it is, one that was computed) the terms that cancel in it, at that state, stand for it. Where what moves a
 * computed state has faded below 1e-12 of what it does to others, contributions are counted as that: thirty digits tell no more.
 */

import type { Bounded } from "../../spins/numbers/bounded.ts";
import { roundUp } from "../../text/round-up.ts";

const SHARE_OF_CONTRIBUTIONS = 1e-12;
/** Contributions at a computed state over those at any, that are counted at the least. */
export const FADED = 1e-12;

/** What all numbers of a time came within, the larger of what they needed; null where one did not converge. */
export type ConvergedBy = "tolerance" | "contributions";

/** A number that is not within the tolerance. */
export interface Beyond extends Bounded {
  readonly quantity: string;
  /** Of which channel; null of what is of all. */
  readonly channel: number | null;
  /** Whether it is within 1e-12 of the contributions to it. */
  readonly converged: boolean;
}

/** @param contributions  ∫ |integrand| at the state */
export function isConverged({ value, error }: Bounded, contributions: number, tolerance: number): boolean {
  return error <= Math.max(tolerance * Math.abs(value), SHARE_OF_CONTRIBUTIONS * contributions);
}

/** A number that is not within the tolerance, by its name. */
export function beyondOf(
  quantity: string,
  { value, error }: Bounded,
  contributions: number,
  tolerance: number,
  channel: number | null = null,
): Beyond {
  return { quantity, channel, value, error, converged: isConverged({ value, error }, contributions, tolerance) };
}

export const isMissed = ({ converged }: Beyond): boolean => !converged;

/** @param beyond  all that is not within the tolerance */
export function convergedBy(beyond: readonly Beyond[]): ConvergedBy | null {
  if (beyond.length === 0) return "tolerance";
  return beyond.some(isMissed) ? null : "contributions";
}

/** "entropyRate of channels[0] = 0.69 ± 34"; the error is rounded up. */
export function missText({ quantity, channel, value, error }: Beyond, nameOf: (channel: number) => string): string {
  const what = channel === null ? quantity : `${quantity} of ${nameOf(channel)}`;
  return `${what} = ${Number(value.toPrecision(6))} ± ${Number.isFinite(error) ? roundUp(error, 2) : "no bound"}`;
}
