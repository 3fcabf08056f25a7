import { better, EXACT_ZERO, type Integral, sumOf } from "../../runtime/quadrature/integral.ts";
import { isConverged } from "../errors/convergence.ts";
import type { Setting } from "../prepare/setting.ts";
import { type FirstSphere, firstSphere, isPure } from "../ways/ways.ts";
import { forClosure } from "./goals.ts";
import type { Changes } from "./moments.ts";
import { pairIntegrals } from "./pair-integrals.ts";
import { purifiedEntropy } from "./purified-entropy.ts";
import {
  CLOSURE,
  channelMoments,
  ENTROPY,
  type Entry,
  entryOf,
  integrandEntries,
  isMet,
  type Ledger,
  ledgerOf,
  missed,
  type Named,
  ownMoment,
  type StateIntegrals,
  seek,
  sharedMoments,
} from "./sought.ts";

/** The most evaluations to spend where integrands are evaluated for the closure alone. */
const INTEGRAND_BUDGET = 1e6;

/** Integrals that are not asked for are zero.
 *  @param others  moments that are wanted besides */
export function stateIntegrals(changes: Changes, setting: Setting, others: readonly Named[]): StateIntegrals {
  const asPair = setting.spins.length === 2 && others.length === 0 ? pairIntegrals(changes, setting) : null;
  return asPair ?? soughtIntegrals(changes, setting, others);
}

function soughtIntegrals(changes: Changes, setting: Setting, others: readonly Named[]): StateIntegrals {
  const { rho, blur } = changes;
  const sphere = firstSphere(rho, setting);
  const ledger = ledgerOf(rho, setting);
  const purified = setting.spins.length > 2 ? purifiedEntropy(rho, setting, blur.entropy) : null;
  const isPurified = purified?.integral.converged === true;
  ledger.spent += purified?.evaluations ?? 0;
  const ofChannels = channelMoments(changes, setting, sphere);
  const isSummed = setting.channels.every(
    ({ active }, k) => !active || ofChannels.some(({ channel }) => channel === k),
  );
  const shared = sharedMoments(changes, setting, isSummed).filter(({ name }) => !isPurified || name !== ENTROPY);
  const moments = [...shared, ...ofChannels, ...others];
  const integrands = integrandEntries(changes, setting, sphere);
  if (isPure(sphere)) seekOfPure(ledger, moments, integrands, sphere);
  else seekOfMixed(ledger, moments, integrands, sphere, changes, purified !== null);
  const isCompared = new Set(
    integrands.flatMap(({ channel, sought: { inner } }) => (isPure(sphere) || inner === "closed" ? [channel!] : [])),
  );
  const found = (name: string): Integral => ledger.best.get(name) ?? EXACT_ZERO;
  const entropyRates = setting.channels.map((_, k) => bestRate(ledger, k));
  return {
    entropy:
      isPurified || purified === null
        ? (purified?.integral ?? found(ENTROPY))
        : better(purified.integral, found(ENTROPY)),
    dissipation: isSummed ? sumOf(ofChannels.map(({ name }) => found(name))) : found(CLOSURE),
    unitary: found("unitary"),
    whole: found("whole"),
    entropyRates,
    emitted: entropyRates.map((rate, k) => (isCompared.has(k) ? (ledger.best.get(`integrand ${k}`) ?? rate) : rate)),
    others: new Map(others.map(({ name }) => [name, found(name)])),
    evaluations: ledger.spent,
  };
}

/** By the zeros of Q; what these do not give by grids. The closure compares the emitted integrands; else they are another way to what is
 *  not known well. */
function seekOfPure(
  ledger: Ledger,
  moments: readonly Named[],
  integrands: readonly Entry[],
  sphere: FirstSphere,
): void {
  const { setting } = ledger;
  const entries = moments.map((one) => entryOf(one, sphere, setting));
  seek(ledger, entries);
  const isKnown = (k: number | null) => entries.some((one) => one.channel === k && isMet(ledger, one));
  seek(ledger, setting.closes ? integrands : integrands.filter(({ channel }) => !isKnown(channel)), INTEGRAND_BUDGET);
  const grid = { ...sphere, inner: "grid", impurity: 0 } as const;
  seek(
    ledger,
    missed(
      ledger,
      moments.map((one) => entryOf(one, grid, setting)),
    ).map(byItself),
  );
}

/** Moments and integrands together: beside a qubit's closed sphere what changes other parties goes by that sphere too, as a moment. What
 *  misses its goal by the one goes by the other; and for its own sake what came along with the others and is not good enough. The closure
 *  compares the emitted integrands. */
function seekOfMixed(
  ledger: Ledger,
  moments: readonly Named[],
  integrands: readonly Entry[],
  sphere: FirstSphere,
  changes: Changes,
  isPureState: boolean,
): void {
  const { setting } = ledger;
  const entries = moments.map((one) => entryOf(one, sphere, setting));
  const hasOther = sphere.inner === "closed" && setting.spins.length > 1;
  const asMoment = (one: Entry) => entryOf(ownMoment(changes, setting, one.channel!), sphere, setting);
  const isBeside = ({ sought: { inner, party } }: Entry) => inner === "closed" && party !== sphere.party;
  // Next to zeros of Q, which pure states have, only the own sphere leaves something smooth.
  const beside = hasOther && !isPureState ? integrands.filter(isBeside) : [];
  const own = integrands.filter((one) => !beside.includes(one));
  const besideAsMoments = beside.map(asMoment);
  seek(ledger, [...entries, ...own, ...besideAsMoments]);
  // What rounds where it cancels in D(ρ) may be far above what the integrand leaves.
  const isGood = (one: Entry) => isMet(ledger, one) && isSeen(ledger.best.get(one.name)!, setting);
  const lost = new Set(besideAsMoments.filter((one) => !isGood(one)).map(({ channel }) => channel));
  const again = hasOther ? missed(ledger, own).map(asMoment) : [];
  seek(ledger, [...again, ...beside.filter(({ channel }) => lost.has(channel))]);
  if (setting.closes) {
    const rest = beside.filter(({ channel }) => !lost.has(channel));
    seek(
      ledger,
      rest.map((one) => ({ ...one, sought: { ...one.sought, goal: forClosure(setting) } })),
      INTEGRAND_BUDGET,
    );
  }
  const along = entries.filter(({ sought }) => sought.along);
  seek(ledger, missed(ledger, along).map(byItself));
}

/** Whether a rate that is next to nothing is known as well as a result asks for. */
const isSeen = (rate: Integral, { tolerance }: Setting): boolean => isConverged(rate, rate.contributions, tolerance);

const byItself = (entry: Entry): Entry => ({ ...entry, sought: { ...entry.sought, along: false } });

/** dS/dt of a channel as a moment that is known as well as a result asks for, beside which an integrand was sought for the closure alone and no closer than that
 *  needs; else by whichever is known better. */
function bestRate({ best, setting }: Ledger, k: number): Integral {
  const [moment, integrand] = [best.get(`moment ${k}`), best.get(`integrand ${k}`)];
  if (moment === undefined || integrand === undefined) return moment ?? integrand ?? EXACT_ZERO;
  return isSeen(moment, setting) ? moment : better(moment, integrand);
}
