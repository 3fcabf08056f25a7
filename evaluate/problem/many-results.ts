/** What `evaluateMany` returns. */

import type { Bounded } from "../../spins/numbers/bounded.ts";
import { isMissed } from "../errors/convergence.ts";
import { isSplit, type PreparedChannel } from "../prepare/prepared-channel.ts";
import type { Rates } from "../rates/rates.ts";
import type { Series } from "./problem.ts";
import { requireNumber, summed } from "./results-over-time.ts";

/** One entry an item. */
export interface ManyResults {
  /** Whether errors bound |value − truth|, or some are standard errors: of states that are beyond grids. */
  readonly errorKind: "bound" | "standard";
  /** Wehrl entropy S (eq 5), nats. */
  readonly entropy: Series;
  /** dS/dt|diss (eq 6), Π and Φ (eq 7), nats per unit of time, summed over the channels; Π and Φ are NaN, with an
   *  infinite error, where a channel refuses them. */
  readonly entropyRate: Series;
  readonly production: Series;
  readonly flux: Series;
  /** How far each state is from the matrix that was given for it, as in `Result`. */
  readonly stateDistance: Float64Array;
  /** Evaluations of an integrand. */
  readonly evaluations: Float64Array;
  /** 1 where everything came within the tolerance, else 0. */
  readonly converged: Uint8Array;
}

export function emptyResults(count: number): ManyResults {
  const series = (): Series => ({ values: new Float64Array(count), error: new Float64Array(count) });
  return {
    errorKind: "bound",
    entropy: series(),
    entropyRate: series(),
    production: series(),
    flux: series(),
    stateDistance: new Float64Array(count),
    evaluations: new Float64Array(count),
    converged: new Uint8Array(count),
  };
}

/** @throws InvalidInput  when a number of the item that is not refused is none */
export function record(results: ManyResults, item: number, rates: Rates, channels: readonly PreparedChannel[]): void {
  const { entropyRate, production, flux } = summed(rates);
  const split = channels.every(isSplit);
  set(results, "entropy", item, rates.entropy);
  set(results, "entropyRate", item, entropyRate);
  set(results, "production", item, split ? production : null);
  set(results, "flux", item, split ? flux : null);
  results.evaluations[item] = rates.evaluations;
  results.converged[item] = rates.beyond?.some(isMissed) === false ? 1 : 0;
}

/** @param found  null where it is refused */
function set(
  results: ManyResults,
  name: "entropy" | "entropyRate" | "production" | "flux",
  item: number,
  found: Bounded | null,
): void {
  const own = found === null ? REFUSED : requireNumber(() => `${name} of item ${item}`, found);
  const { values, error } = results[name];
  values[item] = own.value;
  error[item] = own.error;
}

const REFUSED: Bounded = { value: Number.NaN, error: Number.POSITIVE_INFINITY };
