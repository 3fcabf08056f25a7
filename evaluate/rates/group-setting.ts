/** A setting as some of its parties see it, all others being in states of their own. */

import { largestEntry } from "../../spins/dynamics/hamiltonian.ts";
import { twistOf } from "../../spins/dynamics/twist.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { weightedTrace } from "../../spins/matrices/weighted-trace.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import type { Group } from "../../spins/states/uncorrelated.ts";
import type { PreparedChannel } from "../prepare/prepared-channel.ts";
import type { Setting } from "../prepare/setting.ts";

/** Places among the setting's channels of those that act within the parties. */
export function channelsWithin({ channels }: Setting, parties: readonly number[]): readonly number[] {
  return channels.flatMap(({ on }, k) => (on.every((party) => parties.includes(party)) ? [k] : []));
}

/** @param parties  of one group or several, ascending
 *  @param which  of the setting's channels */
export function settingOf(
  parties: readonly number[],
  which: readonly number[],
  setting: Setting,
  groups: readonly Group[],
): Setting {
  const spins = parties.map((party) => setting.spins[party]);
  const seen = (H: ComplexMatrix | null) => (H === null ? null : meanField(H, setting.dimensions, parties, groups));
  const twist = seen(setting.twist);
  return {
    ...setting,
    spins,
    dimensions: parties.map((party) => setting.dimensions[party]),
    channels: channelsOn(parties, which, setting),
    hamiltonian: seen(setting.hamiltonian),
    // Of a single qubit nothing but rotations is left.
    twist: twist === null || isRounding(twist, setting.twist!, spins) ? null : twistOf(twist, spins),
    relaxation: null,
  };
}

function isRounding(twist: ComplexMatrix, whole: ComplexMatrix, spins: readonly number[]): boolean {
  const rest = twistOf(twist, spins);
  return rest === null || largestEntry(rest) <= ROUNDING * whole.dimension * largestEntry(whole);
}

/** Tr H (1 ⊗ ρ_rest) over the rest, group after group. */
function meanField(
  H: ComplexMatrix,
  dimensions: readonly number[],
  parties: readonly number[],
  groups: readonly Group[],
): ComplexMatrix {
  let left = dimensions.map((_, party) => party);
  let matrix = H;
  for (const { parties: own, state } of groups) {
    if (parties.includes(own[0])) continue;
    const sizes = left.map((party) => dimensions[party]);
    matrix = weightedTrace(
      matrix,
      sizes,
      own.map((party) => left.indexOf(party)),
      state,
    );
    left = left.filter((party) => !own.includes(party));
  }
  return matrix;
}

/** The same for every state, so that tables which belong to a channel are found again. */
const known = new WeakMap<readonly PreparedChannel[], Map<string, readonly PreparedChannel[]>>();

function channelsOn(
  parties: readonly number[],
  which: readonly number[],
  { channels }: Setting,
): readonly PreparedChannel[] {
  let ofChannels = known.get(channels);
  if (ofChannels === undefined) {
    ofChannels = new Map();
    known.set(channels, ofChannels);
  }
  const key = `${parties} ${which}`;
  let own = ofChannels.get(key);
  if (own === undefined) {
    own = which.map((k) => movedTo(parties, channels[k]));
    ofChannels.set(key, own);
  }
  return own;
}

function movedTo(parties: readonly number[], channel: PreparedChannel): PreparedChannel {
  const on = channel.on.map((party) => parties.indexOf(party));
  const { use, dissipator } = channel;
  return { ...channel, on, use: use && { ...use, on }, dissipator: { ...dissipator, on } };
}
