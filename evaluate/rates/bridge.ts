/** What moves several groups of a product at once, a channel or everything: a moment in each. */

import type { Integral } from "../../runtime/quadrature/integral.ts";
import { EXACT_ZERO } from "../../runtime/quadrature/integral.ts";
import { largestRow } from "../../spins/dynamics/hamiltonian.ts";
import type { StateOff } from "../../spins/dynamics/state-off.ts";
import { type ComplexMatrix, partialTrace, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Group } from "../../spins/states/uncorrelated.ts";
import type { Setting } from "../prepare/setting.ts";
import { channelRates, type FoundRates } from "./channel-rates.ts";
import { within } from "./goals.ts";
import { channelsWithin, settingOf } from "./group-setting.ts";
import { type Changes, changesOf, logMoment } from "./moments.ts";
import type { Named } from "./sought.ts";

export interface Bridge {
  readonly name: string;
  readonly groups: readonly Group[];
  /** Of these groups, ascending, as its setting has them. */
  readonly parties: readonly number[];
  readonly setting: Setting;
  readonly changes: Changes;
  readonly change: ComplexMatrix;
  /** Of the terms that cancel in it. */
  readonly size: number;
}

export const EVERYTHING = "bridge of everything";
export const nameOf = (channel: number): string => `bridge ${channel}`;

interface Product {
  readonly groups: readonly Group[];
  readonly rho: ComplexMatrix;
  readonly setting: Setting;
  readonly stateError: number;
  readonly changes: () => Changes;
}

/** The channels on several groups; and everything, where its excess is asked for. */
export function bridgesOf({ groups, rho, setting, stateError, changes }: Product): readonly Bridge[] {
  const inside = new Set(groups.flatMap(({ parties }) => channelsWithin(setting, parties)));
  const bridges = setting.channels.flatMap(({ on, size }, k): readonly Bridge[] => {
    if (inside.has(k)) return [];
    const joined = groups.filter(({ parties }) => parties.some((party) => on.includes(party)));
    const parties = joined.flatMap((group) => group.parties).sort((a, b) => a - b);
    const own = settingOf(parties, [k], setting, groups);
    const state = partialTrace(rho, setting.dimensions, parties);
    const moved = changesOf(state, own, tracedError(stateError, rho, state));
    const change = moved.by(0) ?? zeroMatrix(state.dimension);
    return [{ name: nameOf(k), groups: joined, parties, setting: own, changes: moved, change, size }];
  });
  if (setting.relaxation === null) return bridges;
  const { channels, spins, hamiltonian } = setting;
  const turning = hamiltonian === null ? 0 : 2 * largestRow(hamiltonian);
  const whole = {
    name: EVERYTHING,
    groups,
    parties: spins.map((_, party) => party),
    setting,
    changes: changes(),
    change: changes().byEverything!,
    size: channels.reduce((all, { size }) => all + size, turning),
  };
  return [...bridges, whole];
}

/** In the Frobenius norm: tracing out a party of d levels adds d blocks, ‖Tr_B X‖ ≤ √d ‖X‖. */
export function tracedError(error: number, rho: ComplexMatrix, reduced: ComplexMatrix): number {
  return error * Math.sqrt(rho.dimension / reduced.dimension);
}

/** By directions. */
export function tracedOff(
  { parts, rest }: StateOff,
  dimensions: readonly number[],
  parties: readonly number[],
): StateOff {
  const others = dimensions.reduce((product, d, party) => (parties.includes(party) ? product : product * d), 1);
  return { parts: parts.map((part) => partialTrace(part, dimensions, parties)), rest: rest * Math.sqrt(others) };
}

/** Of what the bridge changes, the moment of what a group sees. */
export function momentOn(
  { name, groups, parties, setting, changes, change, size }: Bridge,
  group: Group,
): readonly Named[] {
  if (!groups.includes(group)) return [];
  const places = group.parties.map((party) => parties.indexOf(party));
  const seen = partialTrace(change, setting.dimensions, places);
  const spins = places.map((place) => setting.spins[place]);
  const goal = within(setting, 0, name === EVERYTHING ? 0 : changes.blur.entropyRates[0]);
  return [{ name, moment: logMoment(seen, size, spins, goal), channel: null, isOwn: false, along: false }];
}

/** The rates of a channel on several groups.
 *  @param moment  dS/dt, of all groups together */
export function ratesOver({ setting, changes }: Bridge, moment: Integral, budget: number): FoundRates {
  const one = [moment];
  const nothing = { entropy: EXACT_ZERO, dissipation: EXACT_ZERO, unitary: EXACT_ZERO, whole: EXACT_ZERO };
  const integrals = { ...nothing, entropyRates: one, emitted: one, others: new Map(), evaluations: 0 };
  return channelRates(setting, 0, changes, integrals, budget);
}
