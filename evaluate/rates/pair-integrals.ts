/** All integrals of a pair of qubits whose channels have closed spheres, in one sweep over each qubit's sphere. */

import { logMoment as closed } from "../../generated/log-moment.ts";
import {
  ANYHOW,
  EXACT_ZERO,
  enlarged,
  type Goal,
  heldAgainst,
  type Integral,
} from "../../runtime/quadrature/integral.ts";
import type { Integrand } from "../../runtime/spheres/integrand.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Setting } from "../prepare/setting.ts";
import { areAlike, integrateHalf, isPair, widest } from "../ways/pair.ts";
import { isExact } from "../ways/ways.ts";
import { forClosure } from "./goals.ts";
import { type Changes, type LogMoment, rateGoal } from "./moments.ts";
import { CLOSURE, ENTROPY, ownMoment, type StateIntegrals, sharedMoments } from "./sought.ts";

/** What is sought by the sweep with one party's sphere closed. */
interface Asked {
  readonly integrand: Integrand;
  /** What it is held against. */
  readonly goal: Goal;
  /** Whether it is taken as it comes with the others. */
  readonly along: boolean;
  /** Of a moment that no channel has for itself; null of a channel's rate. */
  readonly name: string | null;
  readonly channel: number;
  /** Of a moment: what rounding of the change adds, and what it is held against with that. */
  readonly change: { readonly rounding: number; readonly goal: Goal | null } | null;
}

/** @returns  null where a channel has another way, or an integral does not come to its goal by this one */
export function pairIntegrals(changes: Changes, setting: Setting): StateIntegrals | null {
  const { rho } = changes;
  const { spins, channels, budget } = setting;
  if (!isPair(spins)) return null;
  for (let k = 0; k < channels.length; k++) if (channels[k].active && !isExact(setting, k)) return null;
  const first = widest(rho, busyParties(channels));
  const asked = askedOf(changes, setting, first);
  const found: Found = { moments: new Map(), entropyRates: [], emitted: [], evaluations: 0 };
  for (let k = 0; k < channels.length; k++) {
    found.entropyRates.push(EXACT_ZERO);
    found.emitted.push(EXACT_ZERO);
  }
  for (let turn = 0; turn < 2; turn++) {
    const inner = turn === 0 ? first : 1 - first;
    if (!isFound(rho, inner, asked[inner], budget, found)) return null;
  }
  const named = (name: string): Integral => found.moments.get(name) ?? EXACT_ZERO;
  return {
    entropy: named(ENTROPY),
    dissipation: named(CLOSURE),
    unitary: named("unitary"),
    whole: named("whole"),
    entropyRates: found.entropyRates,
    emitted: found.emitted,
    others: NONE,
    evaluations: found.evaluations,
  };
}

const NONE: StateIntegrals["others"] = new Map();

/** What the sweeps so far have left. */
interface Found {
  readonly moments: Map<string, Integral>;
  readonly entropyRates: Integral[];
  readonly emitted: Integral[];
  evaluations: number;
}

/** One sweep, and whether all that is asked of it came to its goal. */
function isFound(rho: ComplexMatrix, inner: number, asked: readonly Asked[], budget: number, found: Found): boolean {
  if (asked.length === 0) return true;
  const integrands: Integrand[] = [];
  const goals: Goal[] = [];
  for (let f = 0; f < asked.length; f++) {
    integrands.push(asked[f].integrand);
    goals.push(asked[f].along ? ANYHOW : asked[f].goal);
  }
  const swept = integrateHalf(rho, inner, integrands, goals, budget - found.evaluations);
  if (swept === null) return false;
  found.evaluations += swept.evaluations;
  for (let f = 0; f < asked.length; f++) {
    const { name, channel } = asked[f];
    const one = taken(asked[f], swept.integrals[f]);
    if (!one.converged) return false;
    if (name !== null) {
      found.moments.set(name, one);
      continue;
    }
    const { entropyRates, emitted } = found;
    // The emitted integrand comes last.
    if (entropyRates[channel] === EXACT_ZERO || one.error < entropyRates[channel].error) entropyRates[channel] = one;
    emitted[channel] = one;
  }
  return true;
}

/** With what rounding adds; converged if all that is asked of it holds. */
function taken({ goal, along, change }: Asked, found: Integral): Integral {
  const held = along ? heldAgainst(goal, found) : found;
  if (!held.converged || change === null) return held;
  const one = enlarged(held, { change: change.rounding });
  return change.goal === null ? one : heldAgainst(change.goal, one);
}

/** Of channels that do something; both where none does. */
function busyParties(channels: Setting["channels"]): readonly number[] {
  const isBusy = [false, false];
  for (let k = 0; k < channels.length; k++) if (channels[k].active) isBusy[channels[k].on[0]] = true;
  if (isBusy[0] === isBusy[1]) return BOTH;
  return isBusy[0] ? FIRST : SECOND;
}

const [BOTH, FIRST, SECOND] = [[0, 1], [0], [1]] as const;

/** By the sweeps of either party. Moments by the first one's sphere, and rates by their own; where that is much the worse, as moments by the
 *  first. */
function askedOf(changes: Changes, setting: Setting, first: number): readonly (readonly Asked[])[] {
  const { channels, closes } = setting;
  const asked: readonly Asked[][] = [[], []];
  const isSummed = !channels.some(({ active }) => active);
  const shared = sharedMoments(changes, setting, isSummed);
  for (let m = 0; m < shared.length; m++) {
    const { name, moment, along } = shared[m];
    asked[first].push(momentOf(moment, null, name, along, NO_CHANNEL));
  }
  const isAlike = areAlike(changes.rho);
  for (let k = 0; k < channels.length; k++) {
    if (!channels[k].active) continue;
    const party = channels[k].on[0];
    const isBeside = party !== first && !isAlike;
    if (isBeside) {
      const { moment } = ownMoment(changes, setting, k);
      asked[first].push(momentOf(moment, moment.goal, null, false, k));
    }
    if (isBeside && !closes) continue;
    const goal = isBeside ? besideGoal(setting) : rateGoal(changes, setting, k);
    const integrand = { kind: "entropyRate", use: channels[k].use! } as const;
    asked[party].push({ integrand, goal, along: false, name: null, channel: k, change: null });
  }
  return asked;
}

const NO_CHANNEL = -1;

function momentOf(
  { change, rounding, goal }: LogMoment,
  held: Goal | null,
  name: string | null,
  along: boolean,
  channel: number,
): Asked {
  const integrand: Integrand =
    change === null ? { kind: "entropy", closed } : { kind: "logMoment", closed, of: change };
  const { relative, shift, taken, ofContributions, absolute } = goal;
  const wanted = { relative, shift, taken, ofContributions, absolute: Math.max(absolute, rounding) };
  return { integrand, goal: wanted, along, name, channel, change: { rounding, goal: held } };
}

/** Of an integrand that only the closure asks for, whose nodes are few: a digit closer than moments. */
const besideGoal = (setting: Setting): Goal => {
  const { ofContributions, ...goal } = forClosure(setting);
  return { ...goal, ofContributions: 0.1 * ofContributions };
};
