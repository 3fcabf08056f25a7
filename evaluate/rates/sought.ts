/** What is sought of a state, by name: logarithmic moments, and the emitted integrands of its channels; sought one way after another, the best
 *  of each is kept. */

import { integrate, type Sought } from "../../runtime/integrate.ts";
import { better, type ErrorPart, enlarged, heldAgainst, type Integral } from "../../runtime/quadrature/integral.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Setting } from "../prepare/setting.ts";
import { integratePair } from "../ways/pair.ts";
import { type FirstSphere, isClosed, isPure, ownSphere, shareOf } from "../ways/ways.ts";
import {
  type Changes,
  dissipationMoment,
  entropyMoment,
  integrandForClosure,
  type LogMoment,
  logMoment,
  momentRounding,
  partsOf,
  rateGoal,
  soughtBy,
  unitaryMoment,
  wholeMoment,
} from "./moments.ts";

/** What is known of a state then. */
export interface StateIntegrals {
  readonly entropy: Integral;
  /** −M ∫ X ln Q with X the change by all dissipators, by H, and by everything. */
  readonly dissipation: Integral;
  readonly unitary: Integral;
  readonly whole: Integral;
  /** dS/dt of each channel, the best that is known. */
  readonly entropyRates: readonly Integral[];
  /** The same as the closure takes it: by the emitted integrand where there is one. */
  readonly emitted: readonly Integral[];
  /** By name. */
  readonly others: ReadonlyMap<string, Integral>;
  readonly evaluations: number;
}

export interface Ledger {
  readonly state: ComplexMatrix;
  readonly setting: Setting;
  readonly best: Map<string, Integral>;
  spent: number;
}

/** An integral by its name, and what else than the quadrature its error has. */
export interface Entry {
  readonly name: string;
  /** Whose rate it is, if one channel's. */
  readonly channel: number | null;
  readonly sought: Sought;
  readonly parts: { readonly [part in ErrorPart]?: number };
}

export function ledgerOf(state: ComplexMatrix, setting: Setting): Ledger {
  return { state, setting, best: new Map(), spent: 0 };
}

/** Seeks integrals with what is left of the budget; what comes out stands where its error is smaller than what was known.
 *  @param most  evaluations to spend on these */
export function seek(ledger: Ledger, entries: readonly Entry[], most: number = Number.POSITIVE_INFINITY): void {
  if (entries.length === 0) return;
  const { state, best } = ledger;
  const { spins, budget, workspace } = ledger.setting;
  const sought = entries.map((entry) => entry.sought);
  const left = Math.min(most, budget - ledger.spent);
  const asPair = spins.length === 2 ? integratePair(state, spins, sought, left) : null;
  const { integrals, evaluations } = asPair ?? integrate(state, spins, sought, left, workspace);
  ledger.spent += evaluations;
  entries.forEach(({ name, parts }, k) => {
    const known = best.get(name);
    const found = enlarged(integrals[k], parts);
    best.set(name, known === undefined ? found : better(found, known));
  });
}

/** Whether it came to its goal with all that its error has. */
export function isMet({ best }: Ledger, { name, sought }: Entry): boolean {
  const known = best.get(name);
  return known !== undefined && heldAgainst(sought.goal, known).converged;
}

/** Those that did not come to their goals. */
export function missed({ best }: Ledger, entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ name }) => best.get(name)?.converged !== true);
}

export const ENTROPY = "entropy";
/** What only the closure asks for. */
export const CLOSURE = "closure";

/** A moment with its name; of the change by one channel, by which one. */
export interface Named {
  readonly name: string;
  readonly moment: LogMoment;
  readonly channel: number | null;
  /** Whether by the sphere of the party that is changed. */
  readonly isOwn: boolean;
  /** Whether no other integral is to be known better for its sake. */
  readonly along: boolean;
}

/** A moment by a sphere, or by that of its own party in its place. */
export function entryOf({ name, moment, channel, isOwn, along }: Named, by: FirstSphere, setting: Setting): Entry {
  const sphere = channel !== null && isOwn ? ownSphere(setting, channel, by) : by;
  return {
    name,
    channel,
    sought: { ...soughtBy(moment, sphere, setting.spins), along },
    parts: partsOf(moment, sphere),
  };
}

export function sharedMoments(changes: Changes, setting: Setting, isSummed: boolean): readonly Named[] {
  const moments = [sharedBy(ENTROPY, entropyMoment(changes, setting))];
  const unitary = unitaryMoment(changes, setting);
  if (unitary !== null) moments.push(sharedBy("unitary", unitary));
  const whole = wholeMoment(changes, setting);
  if (whole !== null) moments.push(sharedBy("whole", whole));
  const dissipation = isSummed || !setting.closes ? null : dissipationMoment(changes, setting);
  if (dissipation !== null) moments.push(sharedBy(CLOSURE, dissipation));
  return moments;
}

const sharedBy = (name: string, moment: LogMoment): Named => {
  return { name, moment, channel: null, isOwn: false, along: name === CLOSURE };
};

/** Of a pure state all rates are moments, exact where the grids of the integrands are not; and so are those of channels on several
 *  parties. */
export function channelMoments(changes: Changes, setting: Setting, sphere: FirstSphere): readonly Named[] {
  return setting.channels.flatMap(({ active }, k): readonly Named[] => {
    if (!active || !(isPure(sphere) || !isIntegrand(setting, k))) return [];
    return [{ ...ownMoment(changes, setting, k), isOwn: sphere.inner !== "closed" }];
  });
}

/** dS/dt of one channel as the moment of D(ρ). */
export function ownMoment(changes: Changes, setting: Setting, k: number): Named {
  const { size } = setting.channels[k];
  const moment = logMoment(changes.by(k), size, setting.spins, rateGoal(changes, setting, k));
  const rounding = momentRounding(changes, setting, k);
  return { name: `moment ${k}`, moment: { ...moment, rounding }, channel: k, isOwn: false, along: false };
}

/** Whether dS/dt of a channel has an emitted integrand, over the sphere of its only party. */
function isIntegrand({ channels }: Setting, k: number): boolean {
  const { active, use, on } = channels[k];
  return active && use !== null && on.length === 1;
}

export function integrandEntries(changes: Changes, setting: Setting, sphere: FirstSphere): readonly Entry[] {
  const { spins, channels } = setting;
  return channels.flatMap(({ use, on: [party] }, k): readonly Entry[] => {
    if (use === null || !isIntegrand(setting, k)) return [];
    const own = isClosed(spins[party], use) ? "closed" : "grid";
    const goal = isPure(sphere) ? integrandForClosure(changes, setting, k) : rateGoal(changes, setting, k);
    const integrand = { kind: "entropyRate", use } as const;
    const sought = { integrand, party, inner: own, goal, along: false } as const;
    return [
      { name: `integrand ${k}`, channel: k, sought: { ...sought, share: shareOf(own, party, spins) }, parts: {} },
    ];
  });
}
