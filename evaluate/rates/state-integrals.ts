/** The integrals of one state that its entropy and rates are made of. */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import { better } from "../../runtime/integrate.ts";
import type { Integral } from "../../runtime/quadrature/quadrature.ts";
import { answerAll, type Request } from "../../runtime/spheres/requests.ts";
import { largestRow, turn } from "../../spins/dynamics/hamiltonian.ts";
import { dissipationSize } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Weighed } from "../../spins/numbers/bounded.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { norm } from "../../spins/numbers/vector.ts";
import type { Blur } from "../errors/state-error.ts";
import type { Setting } from "../prepare/setting.ts";
import {
  changeRounding,
  LARGEST_PURE,
  type LogarithmSphere,
  logarithmSphere,
  type Moment,
  moment,
  requestMoments,
} from "./moments.ts";
import { productEntropy, sumOf } from "./product-entropy.ts";

/** What the integrals are of: the state, its change by each channel and by everything, and each channel's flux. */
export interface Changes {
  readonly rho: ComplexMatrix;
  readonly byChannel: readonly (ComplexMatrix | null)[];
  readonly byEverything: ComplexMatrix | null;
  readonly fluxes: readonly (Weighed | null)[];
  /** T_ij of D(ρ) (`dissipation-terms.ts`), where they are needed: for heat, where the channel leaves the state as it is, and where that
   *  was computed. */
  readonly terms: readonly (Float64Array | null)[];
  /** Whether D(ρ) is zero to rounding and to what ρ is off by, and dS/dt has no form that knows better. */
  readonly isStill: readonly boolean[];
  /** What the errors of ρ do to all of these. */
  readonly blur: Blur;
}

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

const EXACT_ZERO: Integral = { value: 0, bound: 0, magnitude: 0, converged: true, settled: true };

/** How well the closure is worth knowing, relative to its contributions. */
const CLOSURE = 1e-8;
/** The same, and the most evaluations to spend, where integrands are evaluated for the closure alone. */
const INTEGRAND = 1e-6;
const INTEGRAND_BUDGET = 1e6;

/** Integrals that are not asked for are zero. */
export function stateIntegrals(changes: Changes, setting: Setting): StateIntegrals {
  const sphere = logarithmSphere(changes.rho, setting);
  const general = generalMoments(changes, setting);
  const emitted = setting.channels.map(() => EXACT_ZERO);
  const integrands = integrandRequests(changes, setting, sphere, emitted);
  // Of a pure state all rates are moments too, exact where the grids of the integrands are not.
  const own = setting.channels.map((_, k) =>
    needsMoment(setting, k, sphere) ? channelMoment(changes, setting, k) : null,
  );
  const { unitary, whole, dissipation } = general;
  const product = productEntropy(changes.rho, setting, (share, taken) =>
    within(setting, 0, share * (changes.blur.entropy + taken)),
  );
  const entropy = product === null ? general.entropy : null;
  // The closure's moment is the sum of those of the channels, where these are there or come cheaply.
  const parts = setting.channels.map(
    ({ active }, k) => own[k] ?? (product !== null && active ? closureMoment(changes, setting, k) : null),
  );
  const isSummed = parts.every((part, k) => part !== null || !setting.channels[k].active);
  const shared = [entropy, unitary, whole, isSummed ? null : dissipation].filter((wanted) => wanted !== null);
  const ownSphere = (k: number, { inner, ...rest }: LogarithmSphere): LogarithmSphere =>
    inner === "closed" && product === null ? { inner, ...rest } : sphereOf(setting, k, { inner, ...rest });
  const matrices = [changes.rho];
  const requests = [
    ...requestMoments(shared, sphere, matrices),
    ...parts.flatMap((wanted, k) => (wanted === null ? [] : requestMoments([wanted], ownSphere(k, sphere), matrices))),
  ];
  let spent = product?.evaluations ?? 0;
  if (sphere.inner === "pure") {
    spent += answerAll(requests, matrices, setting.spins, setting.budget - spent);
    spent += answerAll(integrands, matrices, setting.spins, Math.min(INTEGRAND_BUDGET, setting.budget - spent));
    const grid = { ...sphere, inner: "grid", impurity: 0 } as const;
    own.forEach((wanted, k) => {
      if (wanted !== null) spent += retry([wanted], ownSphere(k, grid), changes.rho, setting, setting.budget - spent);
    });
    spent += retry(shared, grid, changes.rho, setting, setting.budget - spent);
  } else {
    spent += answerAll([...requests, ...integrands], matrices, setting.spins, setting.budget - spent);
  }
  const canRetry = sphere.inner === "closed" && setting.spins.length > 1;
  const again = emitted.map((integral, k) =>
    canRetry && !integral.converged && own[k] === null ? channelMoment(changes, setting, k) : null,
  );
  spent += retry(
    again.filter((wanted) => wanted !== null),
    sphere,
    changes.rho,
    setting,
    setting.budget - spent,
  );
  const entropyRates = emitted.map((integral, k) => {
    const other = own[k] ?? again[k];
    if (other === null) return integral;
    return isIntegrand(setting, k) ? better(other.integral, integral) : other.integral;
  });
  return {
    entropy: product?.integral ?? general.entropy.integral,
    dissipation: isSummed
      ? sumOf(parts.flatMap((wanted) => wanted?.integral ?? []))
      : (general.dissipation?.integral ?? EXACT_ZERO),
    unitary: general.unitary?.integral ?? EXACT_ZERO,
    whole: general.whole?.integral ?? EXACT_ZERO,
    entropyRates,
    emitted: entropyRates.map((rate, k) => (sphere.inner === "pure" && isIntegrand(setting, k) ? emitted[k] : rate)),
    evaluations: spent,
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

/** Moments that did not come to their goals, another way. */
function retry(
  moments: readonly Moment[],
  sphere: LogarithmSphere,
  rho: ComplexMatrix,
  { spins }: Setting,
  budget: number,
): number {
  const open = moments.filter(({ integral }) => !integral.converged);
  const matrices = [rho];
  return answerAll(requestMoments(open, sphere, matrices), matrices, spins, budget);
}

interface GeneralMoments {
  readonly entropy: Moment;
  readonly dissipation: Moment | null;
  readonly unitary: Moment | null;
  readonly whole: Moment | null;
}

function generalMoments({ rho, byChannel, byEverything, blur }: Changes, setting: Setting): GeneralMoments {
  const { spins, channels, tolerance, twist, hamiltonian } = setting;
  const dissipation = channels.reduce((sum, { dissipator }) => sum + dissipationSize(dissipator), 0);
  const rotation = hamiltonian === null ? 0 : 2 * largestRow(hamiltonian);
  const twisting = twist === null ? 0 : 2 * largestRow(twist);
  const sum = () =>
    byChannel.reduce<ComplexMatrix>(
      (all, change) => (change === null ? all : combine(1, all, 1, change)),
      zeroMatrix(rho.dimension),
    );
  return {
    entropy: moment(null, 0, spins, within(setting, 0, blur.entropy)),
    dissipation: channels.some(({ active }) => active)
      ? moment(sum(), dissipation, spins, looselyWithin(tolerance))
      : null,
    unitary: twist === null ? null : moment(turn(twist, rho), twisting, spins, within(setting, 0, blur.unitaryRate)),
    whole: byEverything === null ? null : moment(byEverything, dissipation + rotation, spins, within(setting, 0, 0)),
  };
}

/** Whether dS/dt of a channel has an emitted integrand, over the sphere of its only party. */
function isIntegrand({ channels }: Setting, k: number): boolean {
  const { active, use, on } = channels[k];
  return active && use !== null && on.length === 1;
}

function needsMoment(setting: Setting, k: number, { inner }: LogarithmSphere): boolean {
  return setting.channels[k].active && (inner === "pure" || !isIntegrand(setting, k));
}

function channelMoment(changes: Changes, setting: Setting, k: number): Moment {
  const size = dissipationSize(setting.channels[k].dissipator);
  const wanted = moment(changes.byChannel[k], size, setting.spins, rateGoal(changes, setting, k));
  return { ...wanted, blur: roundingOf(changes, setting, k) };
}

/** What rounding of D(ρ) does to its moment, by the terms that cancel in it where they are known. */
function roundingOf({ terms, rho }: Changes, { channels, spins }: Setting, k: number): number {
  const size = dissipationSize(channels[k].dissipator);
  const own = terms[k];
  return changeRounding(own === null ? size : Math.min(size, Math.sqrt(rho.dimension) * norm(own)), spins);
}

/** Of the same change, as well as the closure is worth knowing. */
function closureMoment(changes: Changes, { channels, spins, tolerance }: Setting, k: number): Moment {
  const size = dissipationSize(channels[k].dissipator);
  return moment(changes.byChannel[k], size, spins, looselyWithin(tolerance));
}

const looselyWithin =
  (tolerance: number): Request["goal"] =>
  (_, magnitude) =>
    Math.max(CLOSURE, tolerance) * magnitude;

/** The tolerance relative to dS/dt and to Π, but nothing below rounding: where both vanish there is no more to find. */
function rateGoal(changes: Changes, setting: Setting, k: number): Request["goal"] {
  const { fluxes, isStill, blur } = changes;
  const relative = within(setting, fluxes[k]?.value ?? 0, blur.entropyRates[k] + (fluxes[k]?.error ?? 0));
  const still = isStill[k] ? roundingOf(changes, setting, k) : 0;
  return (value, magnitude) => Math.max(relative(value, magnitude), rateRounding(setting, k, magnitude), still);
}

/** What rounding leaves of dS/dt by a channel's own integrand: on a closed sphere the square of that of Q.
 *  @param magnitude  Σ |contributions| of the rate */
export function rateRounding({ spins, channels }: Setting, k: number, magnitude: number): number {
  const { use, on, dissipator } = channels[k];
  if (use === null || on.length > 1) return 0;
  const J = spins[on[0]];
  return isClosed(J, use) ? ROUNDING ** 2 * dissipationSize(dissipator) : ROUNDING * magnitude;
}

/** Whether dS/dt has a closed form that keeps its digits however small it is. */
export function isExact({ spins, channels }: Setting, k: number): boolean {
  const { use, on } = channels[k];
  return use !== null && on.length === 1 && isClosed(spins[on[0]], use);
}

function isClosed(J: number, { channel }: ChannelUse): boolean {
  return J === 0.5 && channel.inner !== null;
}

function integrandRequests(
  changes: Changes,
  setting: Setting,
  { inner }: LogarithmSphere,
  answers: Integral[],
): Request[] {
  const { spins, channels, tolerance } = setting;
  return channels.flatMap(({ use, on }, k): Request[] => {
    if (!isIntegrand(setting, k)) return [];
    const strictly = rateGoal(changes, setting, k);
    const loosely = (value: number, magnitude: number) =>
      Math.max(Math.max(INTEGRAND, tolerance) * magnitude, changes.isStill[k] ? strictly(value, magnitude) : 0);
    return [
      {
        party: on[0],
        inner: isClosed(spins[on[0]], use!) ? "closed" : "grid",
        functional: { kind: "entropyRate", use: use! },
        goal: inner === "pure" ? loosely : strictly,
        answer: (integral) => {
          answers[k] = integral;
        },
      },
    ];
  });
}

/** The tolerance relative to the smaller of a rate and of what it becomes with the flux added, less what is taken of it by other
 *  errors, as far as they leave any. */
function within({ tolerance }: Setting, flux: number, taken: number): Request["goal"] {
  return (value) => {
    const goal = tolerance * Math.min(Math.abs(value), Math.abs(value + flux));
    return taken > goal ? Math.max(goal, SHARE_OF_TAKEN * taken) : Math.max(goal - taken, LEAST_SHARE * goal);
  };
}

const LEAST_SHARE = 0.25;
/** Where others alone are above the tolerance, an integral far below them adds nothing to see. */
const SHARE_OF_TAKEN = 1 / 16;
