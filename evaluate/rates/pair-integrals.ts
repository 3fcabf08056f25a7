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
import { CLOSURE, ownMoment, type StateIntegrals, sharedMoments } from "./sought.ts";

/** What is sought by one sweep, and where what is found goes. */
class Sweep {
  readonly integrands: Integrand[] = [];
  readonly goals: Goal[] = [];
  private readonly goalsToHold: (Goal | null)[] = [];
  private readonly keep: ((found: Integral) => boolean)[] = [];

  /** @param along  whether to take it as it comes with the others
   *  @param keep  whether what was found will do */
  add(integrand: Integrand, goal: Goal, along: boolean, keep: (found: Integral) => boolean): void {
    this.integrands.push(integrand);
    this.goals.push(along ? ANYHOW : goal);
    this.goalsToHold.push(along ? goal : null);
    this.keep.push(keep);
  }

  addMoment({ change, rounding, goal }: LogMoment, along: boolean, keep: (found: Integral) => boolean): void {
    const integrand: Integrand =
      change === null ? { kind: "entropy", closed } : { kind: "logMoment", closed, of: change };
    const within = { ...goal, absolute: Math.max(goal.absolute, rounding) };
    this.add(integrand, within, along, (found) => found.converged && keep(enlarged(found, { change: rounding })));
  }

  /** Whether all came to their goals. */
  take(found: readonly Integral[]): boolean {
    return found.every((one, f) => {
      const goal = this.goalsToHold[f];
      return this.keep[f](goal === null ? one : heldAgainst(goal, one));
    });
  }
}

/** @returns  null where a channel has another way, or an integral does not come to its goal by this one */
export function pairIntegrals(changes: Changes, setting: Setting): StateIntegrals | null {
  const { rho } = changes;
  const { spins, channels, closes, budget } = setting;
  if (!isPair(spins)) return null;
  const active = channels.flatMap((channel, k) => (channel.active ? [k] : []));
  if (!active.every((k) => isExact(setting, k))) return null;
  const busy = BOTH.filter((party) => active.some((k) => channels[k].on[0] === party));
  const first = widest(rho, busy.length === 0 ? BOTH : busy);
  const sweeps = [new Sweep(), new Sweep()];
  const found = new Map<string, Integral>();
  for (const { name, moment, along } of sharedMoments(changes, setting, true, active.length === 0))
    sweeps[first].addMoment(moment, along, (one) => found.set(name, one).get(name)!.converged);
  const entropyRates: Integral[] = channels.map(() => EXACT_ZERO);
  const emitted: Integral[] = channels.map(() => EXACT_ZERO);
  const isAlike = areAlike(rho);
  for (const k of active) {
    const [party] = channels[k].on;
    const isBeside = party !== first && !isAlike;
    const integrand = { kind: "entropyRate", use: channels[k].use! } as const;
    if (isBeside) {
      const { moment } = ownMoment(changes, setting, k);
      sweeps[first].addMoment(moment, false, (one) => {
        entropyRates[k] = emitted[k] = one;
        return heldAgainst(moment.goal, one).converged;
      });
      if (!closes) continue;
    }
    const goal = isBeside ? besideGoal(setting) : rateGoal(changes, setting, k);
    sweeps[party].add(integrand, goal, false, (one) => {
      emitted[k] = one;
      if (!isBeside || one.error < entropyRates[k].error) entropyRates[k] = one;
      return one.converged;
    });
  }
  let evaluations = 0;
  for (const inner of [first, 1 - first]) {
    const sweep = sweeps[inner];
    if (sweep.goals.length === 0) continue;
    const own = integrateHalf(rho, inner, sweep.integrands, sweep.goals, budget - evaluations);
    if (own === null || !sweep.take(own.integrals)) return null;
    evaluations += own.evaluations;
  }
  const named = (name: string): Integral => found.get(name) ?? EXACT_ZERO;
  return {
    entropy: named("entropy"),
    dissipation: named(CLOSURE),
    unitary: named("unitary"),
    whole: named("whole"),
    entropyRates,
    emitted,
    evaluations,
  };
}

const BOTH = [0, 1] as const;

/** Of an integrand that only the closure asks for, whose nodes are few: a digit closer than moments. */
const besideGoal = (setting: Setting): Goal => {
  const { ofContributions, ...goal } = forClosure(setting);
  return { ...goal, ofContributions: 0.1 * ofContributions };
};
