/** Exact evolution ρ(t) = e^{(−i[H,·] + ΣD)t} ρ(0) under dissipators, their Hamiltonian remainders and H, and its time integral. */

import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { combine, distanceBetween, frobenius, partialTrace, trace, zeroMatrix } from "../matrices/complex-matrix.ts";
import { zeroVector } from "../matrices/long-matrix.ts";
import { ROUNDING } from "../numbers/bounded.ts";
import { SECOND_ORDER } from "../numbers/safety-factors.ts";
import { advance } from "./flow.ts";
import { blocksOf, fromBlocks } from "./generator/blocks.ts";
import { type Cluster, clusterOf, clusterParties, type Whole } from "./generator/cluster.ts";
import { betweenGroups, coupledPairs, type Hamiltonian, largestRow, turn, withinParties } from "./hamiltonian.ts";
import { type Dissipator, dissipate, moves, requireRate, turnByRemainder } from "./liouvillian.ts";
import { lostUntil, refuseRates, refuseTime, UNKNOWN } from "./lost.ts";
import { stridesOf } from "./propagate/spans.ts";
import { eachShaken, SHAKEN, shaken } from "./shaken.ts";
import { type StateOff, stateOff } from "./state-off.ts";
import { type LongState, wholes } from "./wholes.ts";

export interface Evolution extends Whole {
  readonly clusters: readonly Cluster[];
  /** The same with each coefficient off whose rounding does not fade (see `shaken.ts`). */
  readonly shaken: () => readonly Evolution[];
  /** The same with each number off; null where that would be too much. */
  readonly eachShaken: () => readonly Moving[] | null;
  /** The largest frequency that H has beyond the sum of the clusters' own. */
  readonly uncoupled: number;
}

type Moving = Omit<Evolution, "shaken" | "eachShaken">;

/** Prepares the evolution under everything at once. Covariant generators split into coherence orders by themselves. */
export function evolution(
  dissipators: readonly Dissipator[],
  dimensions: readonly number[],
  hamiltonian: Hamiltonian | null = null,
): Evolution {
  const system = evolutionAlone(dissipators, dimensions, hamiltonian);
  const off = (one: readonly Dissipator[]) => evolutionAlone(one, dimensions, hamiltonian);
  let others: readonly Evolution[] | null = null;
  const shakenOnce = () => {
    others ??= shaken(system.dissipators, dimensions).map((one) => ({
      ...off(one),
      shaken: () => [],
      eachShaken: () => null,
    }));
    return others;
  };
  let each: readonly Moving[] | null | undefined;
  const eachOnce = () => {
    if (each === undefined) {
      const all = eachShaken(system.dissipators, dimensions);
      each = all.length * largestPart(system) > MOST_SHAKEN ? null : all.map(off);
    }
    return each;
  };
  return { ...system, shaken: shakenOnce, eachShaken: eachOnce };
}

/** Systems times coordinates that evolve together. */
const MOST_SHAKEN = 4096;

const largestPart = ({ clusters }: Moving): number =>
  clusters.reduce((most, { explored }) => Math.max(most, explored.largest), 1);

function evolutionAlone(
  dissipators: readonly Dissipator[],
  dimensions: readonly number[],
  hamiltonian: Hamiltonian | null,
): Moving {
  if (hamiltonian !== null) requireRate(["hamiltonian"], "in its entries", largestRow(hamiltonian));
  const active = dissipators.filter(moves);
  const groups = active.map((D): readonly number[] => D.on);
  const terms = dimensions.map((_, party) =>
    hamiltonian === null ? null : withinParties(hamiltonian, dimensions, [party]),
  );
  terms.forEach((term, party) => {
    if (term !== null) groups.push([party]);
  });
  if (hamiltonian !== null) groups.push(...coupledPairs(hamiltonian, dimensions));
  const whole = { dimensions, dissipators: active, hamiltonian };
  const clusters = clusterParties(groups).map((parties) => clusterOf(parties, whole));
  const isOne = hamiltonian === null || clusters.length === 0 || clusters[0].parties.length === dimensions.length;
  const uncoupled = isOne
    ? 0
    : betweenGroups(
        hamiltonian,
        dimensions,
        clusters.map(({ parties }) => parties),
      );
  return { ...whole, clusters, uncoupled };
}

/** dρ/dt = −i[H, ρ] + Σ D(ρ). */
export function drift({ dissipators, dimensions, hamiltonian }: Evolution, rho: ComplexMatrix): ComplexMatrix {
  let sum = hamiltonian === null ? zeroMatrix(rho.dimension) : turn(hamiltonian, rho);
  for (const D of dissipators) {
    sum = combine(1, sum, 1, dissipate(D, rho, dimensions));
    if (D.remainder !== null) sum = combine(1, sum, 1, turnByRemainder(D, rho, dimensions));
  }
  return sum;
}

/** ρ(t), Hermitian and of the trace of ρ(0). */
export function evolve(system: Evolution, rho: ComplexMatrix, time: number): ComplexMatrix {
  return evolved(system, rho, time).state;
}

/** A state and what it is off by in the Frobenius norm. */
export interface Evolved {
  readonly state: ComplexMatrix;
  readonly error: number;
}

/** The same, and on demand in which directions. */
export interface Followed extends Evolved {
  /** Null where that is not known; to be asked for one time after the other. */
  readonly off: () => StateOff | null;
}

/** ρ(t), see `trajectory`. */
export function evolved(system: Evolution, rho: ComplexMatrix, time: number): Evolved {
  return trajectory(system, rho, [time]).next().value!;
}

/**
 * ρ at each time, from one to the next to thirty digits. It is off by its rounding to doubles, which is known; by what the methods
 * leave; by what rounding of rates and of jumps does, which fades with the state and is calibrated; and by the two things of which
 * more is left the longer they act: rates whose terms cancel, and what a sum of Hamiltonians of the clusters leaves of H.
 * @param times  ascending, ≥ 0
 * @throws InvalidInput  when nothing would be left of the state's digits
 */
export function* trajectory(
  system: Evolution,
  rho: ComplexMatrix,
  times: readonly number[],
): Generator<Followed, undefined> {
  const others = system.shaken().map((other) => trajectory(other, rho, times));
  const apartAt = eachApart(system, rho, times);
  let k = 0;
  for (const fine of wholes(system, rho, times)) {
    const { whole, method } = fine;
    const at = k++;
    const time = times[at];
    const apart = others.map((other) => other.next().value!.state);
    if (time === 0 || system.clusters.length === 0) {
      const state = { dimension: rho.dimension, re: rho.re.slice(), im: rho.im.slice() };
      yield { state, error: 0, off: () => null };
      continue;
    }
    if (!(method < UNKNOWN)) refuseRates(time, method);
    const isRescaled = method > Number.EPSILON;
    const state = isRescaled ? rescaled(whole.high, trace(rho)) : whole.high;
    const error = frobenius(whole.low) + method + lostUntil(system, time) + movedBy(state, apart);
    if (!(error < UNKNOWN)) refuseTime(time, error);
    const off = () => {
      const each = isRescaled ? null : apartAt(at);
      return each && stateOff(state, fine, each, 2 * system.uncoupled * time);
    };
    yield { state, error, off };
  }
}

/** The states at a time with one number off, to thirty digits, which go no further than they are asked for. */
function eachApart(
  system: Evolution,
  rho: ComplexMatrix,
  times: readonly number[],
): (k: number) => readonly LongState[] | null {
  let runs: readonly Generator<LongState, undefined>[] | null | undefined;
  let at = -1;
  let states: readonly LongState[] = [];
  return (k) => {
    if (runs === undefined) runs = system.eachShaken()?.map((one) => wholes(one, rho, times)) ?? null;
    if (runs === null || k < at) return null;
    for (; at < k; at++) states = runs.map((run) => run.next().value!);
    return states;
  };
}

/** What rounding of coefficients does, from states with each of them off. */
function movedBy(state: ComplexMatrix, apart: readonly ComplexMatrix[]): number {
  return apart.reduce((sum, other) => sum + (SECOND_ORDER * distanceBetween(other, state)) / SHAKEN, 0);
}

/** ∫₀ᵗ ρ_on dt', see `integrals`. */
export function integrateState(system: Evolution, rho: ComplexMatrix, on: readonly number[], time: number): Evolved {
  return integrals(system, rho, on, [time]).next().value!;
}

/** ∫₀ᵗ ρ_on dt' until each time, of the reduced state on the parties `on` of one channel; off by at most what ρ is times the time.
 *  @param times  ascending, ≥ 0 */
export function* integrals(
  system: Evolution,
  rho: ComplexMatrix,
  on: readonly number[],
  times: readonly number[],
): Generator<Evolved, undefined> {
  const cluster = system.clusters.find(({ parties }) => parties.includes(on[0]));
  if (cluster === undefined) {
    const still = partialTrace(rho, system.dimensions, on);
    for (const time of times) yield { state: scaled(still, time), error: ROUNDING * time };
    return;
  }
  const own = cluster.parties.map((party) => system.dimensions[party]);
  const everyone = own.map((_, k) => k);
  const places = on.map((party) => cluster.parties.indexOf(party));
  const blocks = blocksOf(partialTrace(rho, system.dimensions, cluster.parties), own, everyone);
  const sums = blocks.map(({ high }) => zeroVector(high.length));
  const others = system.shaken().map((other) => integrals(other, rho, on, times));
  let method = 0;
  for (const [k, stride] of stridesOf(times).entries()) {
    if (stride !== null) method += advance(cluster, blocks, stride, sums);
    if (!(method < UNKNOWN)) refuseRates(times[k], method);
    const { high } = fromBlocks(sums, own, everyone);
    const state = partialTrace(high, own, places);
    const apart = others.map((other) => other.next().value!.state);
    yield { state, error: times[k] * (ROUNDING + method + lostUntil(system, times[k])) + movedBy(state, apart) };
  }
}

/** With the trace that no evolution changes. */
function rescaled(rho: ComplexMatrix, target: number): ComplexMatrix {
  return scaled(rho, target / trace(rho));
}

function scaled({ dimension, re, im }: ComplexMatrix, factor: number): ComplexMatrix {
  return { dimension, re: re.map((x) => factor * x), im: im.map((x) => factor * x) };
}
