/** The one way from states to rates: of one state, a curve of times, a list of states or of parameters, with the tables of those before. */

import { newWorkspace } from "../../runtime/workspace.ts";
import { type Evolution, trajectory } from "../../spins/dynamics/evolve.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { requireState } from "../check/require-number.ts";
import type { CheckedProblem } from "../check/validate.ts";
import { sampleRates } from "../monte-carlo/monte-carlo.ts";
import type { PreparedChannel } from "../prepare/prepared-channel.ts";
import type { Setting } from "../prepare/setting.ts";
import { type Rates, ratesOf } from "../rates/rates.ts";
import { wayOf, ways } from "../ways/ways.ts";

/** A state whose rates are sought. */
export interface Item {
  readonly state: ComplexMatrix;
  /** What it is off by in the Frobenius norm. */
  readonly error: number;
  readonly channels: readonly PreparedChannel[];
}

/** What is the same for all items of a job. */
export type Common = Omit<Setting, "channels" | "workspace"> & Pick<CheckedProblem, "method" | "samples" | "seed">;

/** @param start  the state at t = 0, from which on S is gained; null where that is not asked for */
export type RatesOfItem = (item: Item, start?: ComplexMatrix | null) => Rates;

export function ratesOfItems(common: Common): RatesOfItem {
  const workspace = newWorkspace();
  const way = wayOf(ways.ofRates, common.method)?.name;
  let setting: (Common & Setting) | null = null;
  return ({ state, error, channels }, start = null) => {
    if (setting?.channels !== channels) setting = { ...common, channels, workspace };
    return way === "sampled" ? sampleRates(state, setting, error, start) : ratesOf(state, setting, error);
  };
}

/** The states that one evolves to.
 *  @param where  the name of the k-th time, for a refusal
 *  @throws InvalidInput  when no state comes out */
export function* evolvedItems(
  system: Evolution,
  state: ComplexMatrix,
  times: readonly number[],
  channels: readonly PreparedChannel[],
  where: (k: number) => string,
): Generator<Item> {
  let k = 0;
  for (const now of trajectory(system, state, times))
    yield { state: requireState(where(k++), now.state, now.error), error: now.error, channels };
}
