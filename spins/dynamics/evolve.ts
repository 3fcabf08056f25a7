/** Exact evolution ρ(t) = e^{(−i[H,·] + ΣD)t} ρ(0) under dissipators, their Hamiltonian remainders and H, and its time integral. */

import { InvalidInput } from "../input/invalid-input.ts";
import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { combine, partialTrace, trace, zeroMatrix } from "../matrices/complex-matrix.ts";
import { ROUNDING } from "../numbers/bounded.ts";
import { CANCELLING } from "../numbers/safety-factors.ts";
import { eachPart, fromBlocks, hermitianBlocks } from "./generator/blocks.ts";
import { type Cluster, clusterOf, clusterParties, partsOf, type Whole } from "./generator/cluster.ts";
import { partOf } from "./generator/part.ts";
import { coupledPairs, largestRow, turn, withinParties } from "./hamiltonian.ts";
import { type Dissipator, dissipate, largestSum, moves, requireRate, turnByRemainder } from "./liouvillian.ts";
import { propagator } from "./propagate/propagate.ts";
import { nullities } from "./rest/nullity.ts";

export interface Evolution extends Whole {
  readonly clusters: readonly Cluster[];
}

/** Prepares the evolution under everything at once. Covariant generators split into coherence orders by themselves. */
export function evolution(
  dissipators: readonly Dissipator[],
  dimensions: readonly number[],
  hamiltonian: ComplexMatrix | null = null,
): Evolution {
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
  return { dimensions, clusters, dissipators: active, hamiltonian };
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

/**
 * ρ(t) with the rounding of the numbers that the generator is made of: 4ε of what each frequency of H has turned in the time that
 * is not forgotten, and what the methods leave.
 * @throws InvalidInput  when nothing would be left of the state's digits
 */
export function evolved(system: Evolution, rho: ComplexMatrix, time: number): Evolved {
  if (time === 0 || system.clusters.length === 0)
    return { state: { dimension: rho.dimension, re: rho.re.slice(), im: rho.im.slice() }, error: 0 };
  let state = rho;
  let error = ROUNDING;
  for (const cluster of system.clusters) {
    const blocks = hermitianBlocks(state, system.dimensions, cluster.parties);
    const { method, memory } = transform(cluster, blocks, time, "power");
    const lost = time * uncertain(cluster);
    if (!(lost < UNKNOWN)) refuseCancelled(time, lost);
    error += method + ROUNDING * turning(cluster) * memory + lost;
    state = fromBlocks(blocks, system.dimensions, cluster.parties);
  }
  if (!(error < UNKNOWN)) refuseTime(time, error);
  return { state: rescaled(state, trace(rho)), error };
}

/** An error that says nothing about a state. */
export const UNKNOWN = 0.1;

/** What rates whose terms cancel may do to dρ/dt, |δD(ρ)| ≤ 2 δrate ‖L‖² for each; what rounding does to others fades with the state. */
function uncertain({ sources: { dissipators } }: Cluster): number {
  return dissipators.reduce(
    (sum, { rates, sizes, operators }) =>
      operators.reduce((all, L, k) => {
        const isLost = sizes[k] > CANCELLING * Math.abs(rates[k]);
        return isLost ? all + 2 * Number.EPSILON * sizes[k] * largestSum(L, L.row) * largestSum(L, L.column) : all;
      }, sum),
    0,
  );
}

/** Two times the largest frequency. */
function turning({ sources: { hamiltonian, dissipators } }: Cluster): number {
  const remainders = dissipators.reduce(
    (sum, { remainder }) => sum + (remainder === null ? 0 : largestSum(remainder, remainder.row)),
    0,
  );
  return 2 * (remainders + (hamiltonian === null ? 0 : largestRow(hamiltonian)));
}

const KNOWN = "one at which the error of the state is small beside its norm, at most 1";

function refuseRates(time: number, error: number): never {
  throw new InvalidInput({
    path: ["times"],
    found: `a time of ${time} for which rates lie too far apart: thirty digits leave the state uncertain by ${error.toExponential(0)}`,
    expected: KNOWN,
    remedy: "give a shorter time, or leave out what is negligible",
  });
}

function refuseCancelled(time: number, error: number): never {
  throw new InvalidInput({
    path: ["times"],
    found: `a time of ${time}, until which rounding of a rate whose terms cancel leaves the state uncertain by ${error.toExponential(0)}`,
    expected: KNOWN,
    remedy: "give a shorter time, or what the terms leave as a parameter of its own",
  });
}

function refuseTime(time: number, error: number): never {
  throw new InvalidInput({
    path: ["times"],
    found: `a time of ${time}, until which the state turns so often that rounding of the Hamiltonian leaves it uncertain by ${error.toExponential(0)}`,
    expected: KNOWN,
    remedy: "give a shorter time or a smaller Hamiltonian",
  });
}

/** ∫₀ᵗ ρ_on dt', the reduced state on the parties `on` of one channel; its error is at most that of ρ(t') times the time. */
export function integrateState(system: Evolution, rho: ComplexMatrix, on: readonly number[], time: number): Evolved {
  const cluster = system.clusters.find(({ parties }) => parties.includes(on[0]));
  if (cluster === undefined)
    return { state: scaled(partialTrace(rho, system.dimensions, on), time), error: ROUNDING * time };
  const own = cluster.parties.map((party) => system.dimensions[party]);
  const everyone = own.map((_, k) => k);
  const blocks = hermitianBlocks(partialTrace(rho, system.dimensions, cluster.parties), own, everyone);
  const { method, memory } = transform(cluster, blocks, time, "integral");
  const state = partialTrace(
    fromBlocks(blocks, own, everyone),
    own,
    on.map((party) => cluster.parties.indexOf(party)),
  );
  return { state, error: time * (method + ROUNDING * turning(cluster) * memory + time * uncertain(cluster)) };
}

/** Takes blocks part by part to their power or integral, and says what the methods leave uncertain and what is remembered. */
function transform(
  cluster: Cluster,
  blocks: readonly Float64Array[],
  time: number,
  what: "power" | "integral",
): { method: number; memory: number } {
  const parts = partsOf(cluster, blocks);
  let [method, memory] = [0, 0];
  eachPart(parts, blocks, (p) => {
    const one = propagator(partOf(parts, p), time, () => {
      cluster.explored.kernels ??= nullities(cluster, parts);
      return cluster.explored.kernels[p];
    });
    method = Math.max(method, one.error);
    memory = Math.max(memory, one.memory);
    return one[what];
  });
  if (!(method < UNKNOWN)) refuseRates(time, method);
  return { method, memory };
}

/** With the trace that no evolution changes. */
function rescaled(rho: ComplexMatrix, target: number): ComplexMatrix {
  return scaled(rho, target / trace(rho));
}

function scaled({ dimension, re, im }: ComplexMatrix, factor: number): ComplexMatrix {
  return { dimension, re: re.map((x) => factor * x), im: im.map((x) => factor * x) };
}
