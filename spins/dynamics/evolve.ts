/** Exact evolution ρ(t) = e^{(−i[H,·] + ΣD)t} ρ(0) under dissipators, their Hamiltonian remainders and H, and its time integral. */

import { InvalidInput } from "../input/invalid-input.ts";
import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import {
  basisOffsets,
  combine,
  otherParties,
  partialTrace,
  totalDimension,
  zeroMatrix,
} from "../matrices/complex-matrix.ts";
import { ROUNDING } from "../numbers/bounded.ts";
import type { Sources } from "./exact-drift.ts";
import { type Generator, generator, type Parts, partsFrom } from "./generator.ts";
import { coupledPairs, largestRow, turn, withinParties } from "./hamiltonian.ts";
import { type Dissipator, dissipate, largestSum, moves, requireRate, turnByRemainder } from "./liouvillian.ts";
import { nullities } from "./nullity.ts";
import { partOf } from "./part.ts";
import { propagator } from "./propagate.ts";

/** Parties that channels or H tie together. Different clusters evolve independently, e^{Gt} = ⊗ e^{G_cluster t}. */
export interface Cluster {
  readonly parties: readonly number[];
  readonly generator: Generator;
  readonly sources: Sources;
  /** What has been asked for of the generator so far. */
  explored: Explored;
}

interface Explored {
  readonly parts: Parts;
  /** Whether a coordinate is in one of the parts. */
  readonly covered: Uint8Array;
  /** The dimension of each part's kernel, once that was asked for. */
  kernels: readonly number[] | null;
}

export interface Evolution {
  readonly dimensions: readonly number[];
  readonly clusters: readonly Cluster[];
  readonly dissipators: readonly Dissipator[];
  readonly hamiltonian: ComplexMatrix | null;
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

/** What the generator does to some parties that nothing couples to others. */
export function clusterOf(
  parties: readonly number[],
  { dimensions, dissipators, hamiltonian }: Omit<Evolution, "clusters">,
): Cluster {
  const own = dissipators
    .filter((D) => parties.includes(D.on[0]))
    .map((D) => ({ ...D, on: D.on.map((party) => parties.indexOf(party)) }));
  const sizes = parties.map((party) => dimensions[party]);
  // As it was given where it can be: a mean that is taken off would round levels to others.
  const isWhole = parties.length === dimensions.length;
  const H = hamiltonian === null || isWhole ? hamiltonian : withinParties(hamiltonian, dimensions, parties);
  // H is a mean over the states of the other parties.
  const others = totalDimension(dimensions) / totalDimension(sizes);
  const sources = { dimensions: sizes, dissipators: own, hamiltonian: H, sums: others > 1 ? others / 2 : 0 };
  const system = generator(sources);
  return { parties, generator: system, sources, explored: explore(system, []) };
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

/** Terms so many times as large as what they leave are more than a few roundings. */
const CANCELLING = 16;

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

function clusterParties(groups: readonly (readonly number[])[]): number[][] {
  let clusters: number[][] = [];
  for (const group of groups) {
    const touched = clusters.filter((cluster) => cluster.some((party) => group.includes(party)));
    const merged = [...new Set([...touched.flat(), ...group])].sort((a, b) => a - b);
    clusters = [...clusters.filter((cluster) => !touched.includes(cluster)), merged];
  }
  return clusters;
}

/** All that is reached from some coordinates. */
function explore(system: Generator, from: Iterable<number>): Explored {
  const parts = partsFrom(system, from);
  const covered = new Uint8Array(system.dimension ** 2);
  for (const coordinate of parts.coordinates) covered[coordinate] = 1;
  return { parts, covered, kernels: null };
}

/** The parts of all coordinates that are not zero, explored as far as that is new. */
function partsOf(cluster: Cluster, blocks: readonly Float64Array[]): Parts {
  const { covered } = cluster.explored;
  let known = true;
  const support = covered.slice();
  for (const block of blocks) {
    for (let k = 0; k < block.length; k++) {
      if (block[k] === 0 || support[k] === 1) continue;
      support[k] = 1;
      known = false;
    }
  }
  if (!known) cluster.explored = explore(cluster.generator, indicesOf(support));
  return cluster.explored.parts;
}

/** The parts of the whole generator. */
export function allParts(cluster: Cluster): Parts {
  const all = new Uint8Array(cluster.generator.dimension ** 2).fill(1);
  if (cluster.explored.parts.coordinates.length < all.length)
    cluster.explored = explore(cluster.generator, indicesOf(all));
  return cluster.explored.parts;
}

function* indicesOf(marks: Uint8Array): Iterable<number> {
  for (let k = 0; k < marks.length; k++) if (marks[k] === 1) yield k;
}

/** Replaces, part by part, the coordinates of each block that has any there. */
export function eachPart(
  { starts, coordinates }: Parts,
  blocks: readonly Float64Array[],
  actionOf: (part: number) => (x: Float64Array) => Float64Array,
): void {
  for (let p = 0; p + 1 < starts.length; p++) {
    const own = coordinates.subarray(starts[p], starts[p + 1]);
    let action: ((x: Float64Array) => Float64Array) | null = null;
    const x = new Float64Array(own.length);
    for (const block of blocks) {
      let present = false;
      for (let k = 0; k < own.length; k++) {
        x[k] = block[own[k]];
        if (x[k] !== 0) present = true;
      }
      if (!present) continue;
      action ??= actionOf(p);
      const y = action(x);
      for (let k = 0; k < own.length; k++) block[own[k]] = y[k];
    }
  }
}

/**
 * ρ as Hermitian matrices on some parties, one for each pair (t, u) of states of the others: (ρ_tu + ρ_ut)/2 for t ≤ u and
 * (ρ_tu − ρ_ut)/2i for t > u, since ρ_tu† = ρ_ut. Coordinates as in `generator.ts`.
 */
export function hermitianBlocks(
  rho: ComplexMatrix,
  dimensions: readonly number[],
  parties: readonly number[],
): Float64Array[] {
  const own = basisOffsets(dimensions, parties);
  const others = basisOffsets(dimensions, otherParties(dimensions, parties));
  const [d, n] = [own.length, rho.dimension];
  const blocks: Float64Array[] = [];
  for (let t = 0; t < others.length; t++) {
    for (let u = 0; u < others.length; u++) {
      const block = new Float64Array(d * d);
      const [low, high] = t <= u ? [others[t], others[u]] : [others[u], others[t]];
      for (let k = 0; k < d; k++) {
        for (let l = k; l < d; l++) {
          const a = (own[k] + low) * n + own[l] + high;
          const b = (own[k] + high) * n + own[l] + low;
          const re = 0.5 * (t <= u ? rho.re[a] + rho.re[b] : rho.im[a] - rho.im[b]);
          const im = 0.5 * (t <= u ? rho.im[a] + rho.im[b] : rho.re[b] - rho.re[a]);
          block[k * d + l] = re;
          if (l > k) block[l * d + k] = im;
        }
      }
      blocks.push(block);
    }
  }
  return blocks;
}

/** The inverse. */
export function fromBlocks(
  blocks: readonly Float64Array[],
  dimensions: readonly number[],
  parties: readonly number[],
): ComplexMatrix {
  const own = basisOffsets(dimensions, parties);
  const others = basisOffsets(dimensions, otherParties(dimensions, parties));
  const [d, n] = [own.length, own.length * others.length];
  const rho = zeroMatrix(n);
  const entry = (block: Float64Array, k: number, l: number): readonly [number, number] => {
    if (k === l) return [block[k * d + k], 0];
    return k < l ? [block[k * d + l], block[l * d + k]] : [block[l * d + k], -block[k * d + l]];
  };
  for (let t = 0; t < others.length; t++) {
    for (let u = t; u < others.length; u++) {
      const plus = blocks[t * others.length + u];
      const minus = blocks[u * others.length + t];
      for (let k = 0; k < d; k++) {
        for (let l = 0; l < d; l++) {
          const [a, b] = entry(plus, k, l);
          const [x, y] = t === u ? [0, 0] : entry(minus, k, l);
          // ρ_tu = plus + i minus, and its adjoint.
          const at = (own[k] + others[t]) * n + own[l] + others[u];
          const mirrored = (own[l] + others[u]) * n + own[k] + others[t];
          rho.re[at] = rho.re[mirrored] = a - y;
          rho.im[at] = b + x;
          rho.im[mirrored] = -(b + x);
        }
      }
    }
  }
  for (let i = 0; i < n; i++) rho.im[i * (n + 1)] = 0;
  return rho;
}

function trace(matrix: ComplexMatrix): number {
  let sum = 0;
  for (let k = 0; k < matrix.re.length; k += matrix.dimension + 1) sum += matrix.re[k];
  return sum;
}

/** With the trace that no evolution changes. */
export function rescaled(rho: ComplexMatrix, target: number): ComplexMatrix {
  return scaled(rho, target / trace(rho));
}

function scaled({ dimension, re, im }: ComplexMatrix, factor: number): ComplexMatrix {
  return { dimension, re: re.map((x) => factor * x), im: im.map((x) => factor * x) };
}
