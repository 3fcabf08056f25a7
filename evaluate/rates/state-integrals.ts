/** The integrals of one state that its entropy and rates are made of. */

import { better, EXACT_ZERO, type Integral, sumOf } from "../../runtime/quadrature/integral.ts";
import { dissipationSize } from "../../spins/dynamics/liouvillian.ts";
import type { Setting } from "../prepare/setting.ts";
import type { Changes } from "./changes.ts";
import { isClosed } from "./closed-forms.ts";
import { forClosure, integrandForClosure, momentRounding, rateGoal } from "./goals.ts";
import { type Entry, isMet, ledgerOf, missed, seek } from "./ledger.ts";
import {
  LARGEST_PURE,
  type LogarithmSphere,
  type LogMoment,
  logarithmSphere,
  logMoment,
  partsOf,
  shareOf,
  soughtBy,
} from "./log-moment.ts";
import { productEntropy } from "./product-entropy.ts";
import { dissipationMoment, entropyMoment, unitaryMoment, wholeMoment } from "./shared-moments.ts";

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
  readonly evaluations: number;
}

/** What only the closure asks for. */
const CLOSURE = "closure";

/** The most evaluations to spend where integrands are evaluated for the closure alone. */
const INTEGRAND_BUDGET = 1e6;

/** Integrals that are not asked for are zero. */
export function stateIntegrals(changes: Changes, setting: Setting): StateIntegrals {
  const { rho, blur } = changes;
  const sphere = logarithmSphere(rho, setting);
  const product = productEntropy(rho, setting, blur.entropy);
  const ledger = ledgerOf(rho, setting, product?.evaluations ?? 0);
  const ofChannels = channelMoments(changes, setting, sphere, product === null);
  const isSummed = setting.channels.every(
    ({ active }, k) => !active || ofChannels.some(({ channel }) => channel === k),
  );
  const moments = [...sharedMoments(changes, setting, product === null, isSummed), ...ofChannels];
  const entries = (by: LogarithmSphere, list = moments) => list.map((one) => entryOf(one, by, setting));
  const integrands = integrandEntries(changes, setting, sphere);
  if (sphere.inner === "pure") {
    seek(ledger, entries(sphere));
    // The closure compares them; else they are another way to what is not known well.
    const isKnown = ({ channel }: Entry) =>
      entries(sphere).some((one) => one.channel === channel && isMet(ledger, one));
    seek(ledger, setting.closes ? integrands : integrands.filter((one) => !isKnown(one)), INTEGRAND_BUDGET);
    seek(ledger, missed(ledger, entries({ ...sphere, inner: "grid", impurity: 0 })).map(byItself));
  } else {
    seek(ledger, [...entries(sphere), ...integrands]);
  }
  if (sphere.inner === "closed" && setting.spins.length > 1) {
    const again = missed(ledger, integrands).map(({ channel }) => ownMoment(changes, setting, channel!));
    seek(ledger, entries(sphere, again));
  }
  // What came along with the others and is not good enough is sought for its own sake.
  seek(
    ledger,
    missed(
      ledger,
      entries(sphere).filter(({ sought }) => sought.along),
    ).map(byItself),
  );
  const found = (name: string): Integral => ledger.best.get(name) ?? EXACT_ZERO;
  const entropyRates = setting.channels.map((_, k) => {
    const [moment, integrand] = [ledger.best.get(`moment ${k}`), ledger.best.get(`integrand ${k}`)];
    if (moment === undefined || integrand === undefined) return moment ?? integrand ?? EXACT_ZERO;
    return better(moment, integrand);
  });
  return {
    entropy: product?.integral ?? found("entropy"),
    dissipation: isSummed ? sumOf(ofChannels.map(({ name }) => found(name))) : found(CLOSURE),
    unitary: found("unitary"),
    whole: found("whole"),
    entropyRates,
    emitted: entropyRates.map((rate, k) =>
      sphere.inner === "pure" ? (ledger.best.get(`integrand ${k}`) ?? rate) : rate,
    ),
    evaluations: ledger.spent,
  };
}

const byItself = (entry: Entry): Entry => ({ ...entry, sought: { ...entry.sought, along: false } });

/** A moment with its name; of the change by one channel, by which one. */
interface Named {
  readonly name: string;
  readonly moment: LogMoment;
  readonly channel: number | null;
  /** Whether by the sphere of the party that is changed. */
  readonly ownSphere: boolean;
  /** Whether no other integral is to be known better for its sake. */
  readonly along: boolean;
}

/** A moment by a sphere, or by that of its own party in its place. */
function entryOf({ name, moment, channel, ownSphere, along }: Named, by: LogarithmSphere, setting: Setting): Entry {
  const sphere = channel !== null && ownSphere ? sphereOf(setting, channel, by) : by;
  return {
    name,
    channel,
    sought: { ...soughtBy(moment, sphere, setting.spins), along },
    parts: partsOf(moment, sphere),
  };
}

/** A change of one party alone by that party's sphere: in a product of states the logarithms of all others' Q then fall out before the
 *  other spheres are integrated, where their zeros would converge slowly. */
function sphereOf({ channels, spins }: Setting, k: number, sphere: LogarithmSphere): LogarithmSphere {
  const { on } = channels[k];
  if (on.length > 1 || (sphere.inner === "pure" && spins[on[0]] > LARGEST_PURE)) return sphere;
  const inner = sphere.inner === "closed" && spins[on[0]] !== 0.5 ? "grid" : sphere.inner;
  return { ...sphere, inner, party: on[0] };
}

function sharedMoments(changes: Changes, setting: Setting, isEntropy: boolean, isSummed: boolean): readonly Named[] {
  const moments: readonly (readonly [string, LogMoment | null])[] = [
    ["entropy", isEntropy ? entropyMoment(changes, setting) : null],
    ["unitary", unitaryMoment(changes, setting)],
    ["whole", wholeMoment(changes, setting)],
    [CLOSURE, isSummed || !setting.closes ? null : dissipationMoment(changes, setting)],
  ];
  return moments.flatMap(([name, moment]) =>
    moment === null ? [] : [{ name, moment, channel: null, ownSphere: false, along: name === CLOSURE }],
  );
}

/** Of a pure state all rates are moments, exact where the grids of the integrands are not; and so are those of channels on several
 *  parties. Of a product those of all channels come cheaply: the closure's moment is their sum. */
function channelMoments(
  changes: Changes,
  setting: Setting,
  { inner }: LogarithmSphere,
  isEntangled: boolean,
): readonly Named[] {
  return setting.channels.flatMap(({ active }, k): readonly Named[] => {
    const ownSphere = inner !== "closed" || !isEntangled;
    if (active && (inner === "pure" || !isIntegrand(setting, k)))
      return [{ ...ownMoment(changes, setting, k), ownSphere }];
    if (!active || isEntangled) return [];
    const size = dissipationSize(setting.channels[k].dissipator);
    const moment = logMoment(changes.by(k), size, setting.spins, forClosure(setting));
    return [{ name: `${CLOSURE} ${k}`, moment, channel: k, ownSphere, along: false }];
  });
}

/** dS/dt of one channel as the moment of D(ρ). */
function ownMoment(changes: Changes, setting: Setting, k: number): Named {
  const size = dissipationSize(setting.channels[k].dissipator);
  const moment = logMoment(changes.by(k), size, setting.spins, rateGoal(changes, setting, k));
  const rounding = momentRounding(changes, setting, k);
  return { name: `moment ${k}`, moment: { ...moment, rounding }, channel: k, ownSphere: false, along: false };
}

/** Whether dS/dt of a channel has an emitted integrand, over the sphere of its only party. */
function isIntegrand({ channels }: Setting, k: number): boolean {
  const { active, use, on } = channels[k];
  return active && use !== null && on.length === 1;
}

function integrandEntries(changes: Changes, setting: Setting, { inner }: LogarithmSphere): readonly Entry[] {
  const { spins, channels } = setting;
  return channels.flatMap(({ use, on: [party] }, k): readonly Entry[] => {
    if (use === null || !isIntegrand(setting, k)) return [];
    const own = isClosed(spins[party], use) ? "closed" : "grid";
    const goal = inner === "pure" ? integrandForClosure(changes, setting, k) : rateGoal(changes, setting, k);
    const integrand = { kind: "entropyRate", use } as const;
    const sought = { integrand, party, inner: own, goal, along: false } as const;
    return [
      { name: `integrand ${k}`, channel: k, sought: { ...sought, share: shareOf(own, party, spins) }, parts: {} },
    ];
  });
}
