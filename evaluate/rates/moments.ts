/** What moves a state and how much of what is known of that is rounding; the moments −M ∫ X ln Q of ρ itself and of these changes X. */

import { logMoment as closed } from "../../generated/log-moment.ts";
import { integrate, type Sought } from "../../runtime/integrate.ts";
import { type ErrorPart, EXACTLY, enlarged, type Goal, type Integral } from "../../runtime/quadrature/integral.ts";
import { dissipationTerms } from "../../spins/dynamics/dissipation-terms.ts";
import { exactTurn } from "../../spins/dynamics/generator/exact-drift.ts";
import { largestRow, turn, turningTerms } from "../../spins/dynamics/hamiltonian.ts";
import { addDissipated, dissipate } from "../../spins/dynamics/liouvillian.ts";
import { type StateOff, sizeOff } from "../../spins/dynamics/state-off.ts";
import { type ComplexMatrix, frobenius, totalDimension, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING, type Weighed } from "../../spins/numbers/bounded.ts";
import { AT_REST } from "../../spins/numbers/safety-factors.ts";
import { norm } from "../../spins/numbers/vector.ts";
import { blurOf } from "../errors/known-blur.ts";
import { logarithmNorm, logarithmSize } from "../errors/logarithm-size.ts";
import { type Blur, traceNormBound } from "../errors/state-error.ts";
import { fluxOf } from "../prepare/prepared-channel.ts";
import type { Setting } from "../prepare/setting.ts";
import { type FirstSphere, firstSphere, isExact, shareOf } from "../ways/ways.ts";
import { forClosure, within } from "./goals.ts";

/** The state, its change by each channel and by everything, and each channel's flux. */
export interface Changes {
  readonly rho: ComplexMatrix;
  /** What ρ is off by in the Frobenius norm. */
  readonly stateError: number;
  /** D(ρ) of the k-th channel; null where that is not active. */
  readonly by: (k: number) => ComplexMatrix | null;
  readonly byEverything: ComplexMatrix | null;
  readonly fluxes: readonly (Weighed | null)[];
  /** T_ij of D(ρ) (`dissipation-terms.ts`), where they are needed: for heat, where the channel leaves the state as it is, and where that
   *  was computed. */
  readonly terms: (k: number) => Float64Array | null;
  /** Whether D(ρ) is zero to rounding and to what ρ is off by, and dS/dt has no form that knows better. */
  readonly isStill: readonly boolean[];
  /** What the errors of ρ do to all of these. */
  readonly blur: Blur;
}

/** A change of the state is zero to rounding below this share of the terms that it is the difference of. */
export const STILL = AT_REST * Number.EPSILON;

/** @param error  what ρ is off by in the Frobenius norm
 *  @param off  in which directions, where that is known */
export function changesOf(rho: ComplexMatrix, setting: Setting, error: number, off: StateOff | null = null): Changes {
  const { channels, dimensions, relaxation, hamiltonian, twist } = setting;
  const by = eachOnce((k) => (channels[k].active ? dissipate(channels[k].dissipator, rho, dimensions) : null));
  const moved = { by, turned: () => (twist === null ? null : turn(twist, rho)) };
  const stateError = off === null ? error : Math.min(error, sizeOff(off));
  const blur = blurOf(setting, rho, stateError, off, moved);
  const isStill: boolean[] = [];
  const fluxes: (Weighed | null)[] = [];
  for (let k = 0; k < channels.length; k++) {
    const { active, size } = channels[k];
    isStill.push(active && !isExact(setting, k) && frobenius(by(k)!) <= (STILL + stateError) * size);
    fluxes.push(enlarged(fluxOf(channels[k], rho, dimensions), { state: blur.fluxes[k] }));
  }
  const terms = eachOnce((k) => {
    const isNeeded = channels[k].active && (hamiltonian !== null || isStill[k] || stateError > 0);
    return isNeeded ? dissipationTerms(channels[k].dissipator, rho, dimensions) : null;
  });
  const byEverything = relaxation === null ? null : relaxation.drift(rho);
  return { rho, stateError, by, byEverything, fluxes, terms, isStill, blur };
}

/** The same of the k-th of several. */
function eachOnce<T>(compute: (k: number) => T): (k: number) => T {
  const known: T[] = [];
  return (k) => {
    if (known[k] === undefined) known[k] = compute(k);
    return known[k];
  };
}

/** A value that is computed where it is asked for, and once. */
export function lazily<T>(compute: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

/** One moment that is sought. */
export interface LogMoment {
  /** X as a matrix; null for ρ itself. */
  readonly change: ComplexMatrix | null;
  /** What rounding of X may do to the moment. */
  readonly rounding: number;
  /** What an error δ of ρ does to it, in units of −δ ln δ, */
  readonly sensitivity: number;
  /** … and the most that any other ln Q does. */
  readonly most: () => number;
  readonly goal: Goal;
}

/** @param size  of the terms whose difference X is: its own rounding is 4ε of them; of no meaning for ρ itself
 *  @param isFlat  whether X is as flat as second derivatives leave it next to zeros of Q (see `state-error.ts`) */
export function logMoment(
  change: ComplexMatrix | null,
  size: number,
  spins: readonly number[],
  goal: Goal,
  isFlat = false,
): LogMoment {
  const terms = change === null ? 1 : size;
  return {
    change,
    rounding: change === null ? 0 : changeRounding(size, spins),
    sensitivity: isFlat ? 2 * terms : terms * logarithmSize(spins),
    most: () => (change === null ? Number.POSITIVE_INFINITY : 2 * traceNormBound(change) * logarithmNorm(spins)),
    goal,
  };
}

/** What the rounding of a change of the state, 4ε of the terms it is the difference of, may do to its moment. */
const changeRounding = (size: number, spins: readonly number[]): number => ROUNDING * size * logarithmSize(spins);

/** A moment by a sphere. What rounding of X does is in the error whatever the quadrature finds: finer than that would be in vain. */
export function soughtBy(
  { change, rounding, goal }: LogMoment,
  { party, inner }: FirstSphere,
  spins: readonly number[],
): Sought {
  return {
    along: false,
    integrand: change === null ? { kind: "entropy", closed } : { kind: "logMoment", closed, of: change },
    party,
    inner,
    goal: { ...goal, absolute: Math.max(goal.absolute, rounding) },
    share: shareOf(inner, party, spins),
  };
}

/** What else than the quadrature its error has. */
export function partsOf(
  { rounding, sensitivity, most }: LogMoment,
  { impurity }: FirstSphere,
): { readonly [part in ErrorPart]?: number } {
  const off = impurity === 0 ? 0 : Math.min(impurity * (1 - Math.log(impurity)) * sensitivity, most());
  return { change: rounding, impurity: off };
}

/** One moment by itself. */
export function integrateMoment(
  state: ComplexMatrix,
  moment: LogMoment,
  setting: Setting,
  budget: number,
): { readonly integral: Integral; readonly evaluations: number } {
  const sphere = firstSphere(state, setting);
  const { spins, workspace } = setting;
  const { integrals, evaluations } = integrate(state, spins, [soughtBy(moment, sphere, spins)], budget, workspace);
  return { integral: enlarged(integrals[0], partsOf(moment, sphere)), evaluations };
}

/** How well the closure is worth knowing where integrands are evaluated for it alone, relative to its contributions. */
const INTEGRAND = 1e-6;

/** The tolerance relative to dS/dt and to Π, but nothing below rounding: where both vanish there is no more to find. */
export function rateGoal(changes: Changes, setting: Setting, k: number): Goal {
  const { fluxes, isStill, blur } = changes;
  const still = isStill[k] ? momentRounding(changes, setting, k) : 0;
  const { absolute, ofContributions } = integrandRounding(setting, k);
  return {
    relative: setting.tolerance,
    shift: fluxes[k]?.value ?? 0,
    taken: blur.entropyRates[k] + (fluxes[k]?.error ?? 0),
    ofContributions,
    absolute: Math.max(absolute, still),
  };
}

/** Of dS/dt by an integrand that only the closure asks for. */
export function integrandForClosure(changes: Changes, setting: Setting, k: number): Goal {
  const least = changes.isStill[k] ? rateGoal(changes, setting, k) : EXACTLY;
  return { ...least, ofContributions: Math.max(INTEGRAND, setting.tolerance, least.ofContributions) };
}

/** What rounding of D(ρ) does to its moment, by the terms that cancel in it where they are known. */
export function momentRounding({ terms }: Changes, setting: Setting, k: number): number {
  const [own, all] = [terms(k), changeRounding(setting.channels[k].size, setting.spins)];
  return own === null ? all : Math.min(all, termsRounding(own, setting));
}

/** The same by the terms of each entry. */
const termsRounding = (terms: Float64Array, setting: Setting): number => momentOf(ROUNDING * norm(terms), setting);

/** The most that the moment of a change of this size is, in the Frobenius norm. */
const momentOf = (size: number, { dimensions, spins }: Setting): number =>
  Math.sqrt(totalDimension(dimensions)) * size * logarithmNorm(spins);

/** The most that a mean of −ln Q may be, where rounding of the terms that cancel in a commutator is too much beside what is left: J > 2. */
const STEEP = 16;

/** What rounding leaves of dS/dt by a channel's own integrand: on a closed sphere the square of that of Q. */
function integrandRounding(setting: Setting, k: number): Pick<Goal, "absolute" | "ofContributions"> {
  const { use, on, size } = setting.channels[k];
  if (use === null || on.length > 1) return { absolute: 0, ofContributions: 0 };
  return isExact(setting, k)
    ? { absolute: ROUNDING ** 2 * size, ofContributions: 0 }
    : { absolute: 0, ofContributions: ROUNDING };
}

/** The same of a rate with these contributions. */
export function rateRounding(setting: Setting, k: number, contributions: number): number {
  const { absolute, ofContributions } = integrandRounding(setting, k);
  return absolute + ofContributions * contributions;
}

export const entropyMoment = ({ blur }: Changes, setting: Setting): LogMoment =>
  logMoment(null, 0, setting.spins, within(setting, 0, blur.entropy));

/** Of the change by all dissipators; null where there is none. */
export function dissipationMoment({ rho }: Changes, setting: Setting): LogMoment | null {
  if (!setting.channels.some(({ active }) => active)) return null;
  const sum = zeroMatrix(rho.dimension);
  for (const { active, dissipator } of setting.channels)
    if (active) addDissipated(dissipator, rho, setting.dimensions, sum);
  return logMoment(sum, sizeOfDissipation(setting), setting.spins, forClosure(setting));
}

/** Of the change by H; null where it changes no entropy. */
export function unitaryMoment({ rho, blur }: Changes, setting: Setting): LogMoment | null {
  const { twist, isQuadratic, spins } = setting;
  if (twist === null) return null;
  const goal = within(setting, 0, blur.unitaryRate);
  const size = 2 * largestRow(twist);
  if (logarithmSize(spins) > STEEP) {
    const turned = exactTurn(twist, rho);
    const moment = logMoment(turned, size, spins, goal, isQuadratic);
    return { ...moment, rounding: momentOf(0.5 * Number.EPSILON * frobenius(turned), setting) };
  }
  const moment = logMoment(turn(twist, rho), size, spins, goal, isQuadratic);
  return { ...moment, rounding: Math.min(moment.rounding, termsRounding(turningTerms(twist, rho), setting)) };
}

/** Of the change by everything; null where no excess is asked for. */
export function wholeMoment({ byEverything }: Changes, setting: Setting): LogMoment | null {
  if (byEverything === null) return null;
  const rotation = setting.hamiltonian === null ? 0 : 2 * largestRow(setting.hamiltonian);
  return logMoment(byEverything, sizeOfDissipation(setting) + rotation, setting.spins, within(setting, 0, 0));
}

const sizeOfDissipation = ({ channels }: Setting): number => channels.reduce((sum, { size }) => sum + size, 0);
