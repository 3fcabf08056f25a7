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
import type { Setting } from "../prepare/setting.ts";
import { areAlike, integrateHalf, isPair, widest } from "../ways/pair.ts";
import { isExact } from "../ways/ways.ts";
import { type Changes, forClosure, type LogMoment, rateGoal } from "./moments.ts";
import { CLOSURE, ENTROPY, ownMoment, type StateIntegrals, sharedMoments } from "./sought.ts";

/** What is sought by the sweep with one party's sphere closed. */
interface Asked {
  readonly party: number;
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
  const found = new Map<string, Integral>();
  const entropyRates: Integral[] = channels.map(() => EXACT_ZERO);
  const emitted: Integral[] = channels.map(() => EXACT_ZERO);
  let evaluations = 0;
  for (const inner of [first, 1 - first]) {
    const own = asked.filter(({ party }) => party === inner);
    if (own.length === 0) continue;
    const integrands = own.map(({ integrand }) => integrand);
    const goals = own.map(({ goal, along }) => (along ? ANYHOW : goal));
    const integrals = integrateHalf(rho, inner, integrands, goals, budget - evaluations);
    if (integrals === null) return null;
    evaluations += integrals.evaluations;
    for (let f = 0; f < own.length; f++) {
      const { name, channel } = own[f];
      const one = taken(own[f], integrals.integrals[f]);
      if (!one.converged) return null;
      if (name !== null) found.set(name, one);
      else {
        // The emitted integrand comes last.
        if (entropyRates[channel] === EXACT_ZERO || one.error < entropyRates[channel].error)
          entropyRates[channel] = one;
        emitted[channel] = one;
      }
    }
  }
  const named = (name: string): Integral => found.get(name) ?? EXACT_ZERO;
  return {
    entropy: named(ENTROPY),
    dissipation: named(CLOSURE),
    unitary: named("unitary"),
    whole: named("whole"),
    entropyRates,
    emitted,
    others: new Map(),
    evaluations,
  };
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
  const isBusy = (party: number) => channels.some(({ active, on }) => active && on[0] === party);
  const busy = BOTH.filter(isBusy);
  return busy.length === 0 ? BOTH : busy;
}

/** Moments by the first party's sphere, and rates by their own; where that is much the worse, as moments by the first. */
function askedOf(changes: Changes, setting: Setting, first: number): readonly Asked[] {
  const { channels, closes } = setting;
  const asked: Asked[] = [];
  const isSummed = !channels.some(({ active }) => active);
  for (const { name, moment, along } of sharedMoments(changes, setting, isSummed))
    asked.push({ ...momentOf(moment, first, null), along, name });
  const isAlike = areAlike(changes.rho);
  for (let k = 0; k < channels.length; k++) {
    const { active, on, use } = channels[k];
    if (!active) continue;
    const [party] = on;
    const isBeside = party !== first && !isAlike;
    if (isBeside) {
      const { moment } = ownMoment(changes, setting, k);
      asked.push({ ...momentOf(moment, first, moment.goal), channel: k });
    }
    if (isBeside && !closes) continue;
    const goal = isBeside ? besideGoal(setting) : rateGoal(changes, setting, k);
    const integrand = { kind: "entropyRate", use: use! } as const;
    asked.push({ party, integrand, goal, along: false, name: null, channel: k, change: null });
  }
  return asked;
}

function momentOf({ change, rounding, goal }: LogMoment, party: number, held: Goal | null): Asked {
  const integrand: Integrand =
    change === null ? { kind: "entropy", closed } : { kind: "logMoment", closed, of: change };
  return {
    party,
    integrand,
    goal: { ...goal, absolute: Math.max(goal.absolute, rounding) },
    along: false,
    name: null,
    channel: -1,
    change: { rounding, goal: held },
  };
}

const BOTH = [0, 1] as const;

/** Of an integrand that only the closure asks for, whose nodes are few: a digit closer than moments. */
const besideGoal = (setting: Setting): Goal => {
  const { ofContributions, ...goal } = forClosure(setting);
  return { ...goal, ofContributions: 0.1 * ofContributions };
};
