/** Entropy and rates of one instant, as laws compare them. */

import { evaluate } from "../evaluate/problem/evaluate.ts";
import type { Problem, Series } from "../evaluate/problem/problem.ts";
import type { ComplexMatrix } from "../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../spins/numbers/bounded.ts";
import type { Situation } from "./arbitraries.ts";
import { speed } from "./claims.ts";
import { expectSame, expectThat } from "./expect.ts";

/** Entropy and rates at t = 0. */
export interface Rates {
  readonly entropy: Bounded;
  readonly entropyRate: Bounded;
  readonly production: Bounded | null;
  readonly flux: Bounded | null;
  readonly closure: number;
}

/** Enough for states without zeros of Q to converge; the error bounds say how far the others came. */
export const BUDGET = 50_000;
export const TOLERANCE = 1e-8;

export function at(series: Series, k = 0): Bounded {
  return { value: series.values[k], error: series.error[k] };
}

export function ratesIn(spins: readonly number[], state: ComplexMatrix, ...uses: Situation["use"][]): Rates {
  return ratesOf({ spins, state, channels: uses, tolerance: TOLERANCE, budget: BUDGET });
}

export function ratesOf(problem: Problem): Rates {
  const result = evaluate(problem);
  return {
    entropy: at(result.entropy),
    entropyRate: at(result.entropyRate),
    production: result.production === null ? null : at(result.production),
    flux: result.flux === null ? null : at(result.flux),
    closure: result.closure[0],
  };
}

export function rates({ spins, state, use }: Situation): Rates {
  return ratesIn(spins, state, use);
}

export function expectSameRates(a: Rates, b: Rates, factor: number, slack: number): void {
  const scaled = ({ value, error }: Bounded) => ({ value: factor * value, error: factor * error });
  expectSame(a.entropy, b.entropy, slack, "S");
  expectSame(scaled(a.entropyRate), b.entropyRate, slack, "dS/dt");
  expectThat((a.production === null) === (b.production === null), "Π is given in one case and refused in the other");
  if (a.production !== null) expectSame(scaled(a.production), b.production!, slack, "Π");
  if (a.flux !== null) expectSame(scaled(a.flux), b.flux!, slack, "Φ");
}

/** Rounding of inputs that a law changes, such as a turned state. */
export function rounding({ use, spins }: Situation): number {
  return 1e-12 * (1 + speed(use.channel, use.parameters, spins));
}
