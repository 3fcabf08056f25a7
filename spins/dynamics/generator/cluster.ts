/** Parties that evolve apart from the others, and what of their generator has been written down so far. */
import { totalDimension, zeroMatrix } from "../../matrices/complex-matrix.ts";
import type { DoubleDouble } from "../../matrices/double-double.ts";
import type { LongVector } from "../../matrices/long-matrix.ts";
import { type Hamiltonian, withinParties } from "../hamiltonian.ts";
import type { Dissipator } from "../liouvillian.ts";
import type { Step } from "../propagate/propagate.ts";
import type { Sources } from "./exact-drift.ts";
import { type Generator, generator } from "./generator.ts";
import { type Parts, partsFrom } from "./parts.ts";

/** All that moves the state of all parties. */
export interface Whole {
  readonly dimensions: readonly number[];
  readonly dissipators: readonly Dissipator[];
  readonly hamiltonian: Hamiltonian | null;
}

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
  /** The number of coordinates in the largest. */
  readonly largest: number;
  /** Whether a coordinate is in one of the parts. */
  readonly covered: Uint8Array;
  /** The dimension of each part's kernel, once that was asked for. */
  kernels: readonly number[] | null;
  /** By spans of time that are gone more than once, what the parts do in them. */
  readonly steps: Map<number, (Step | undefined)[]>;
}

/** What the generator does to some parties that nothing couples to others. */
export function clusterOf(parties: readonly number[], { dimensions, dissipators, hamiltonian }: Whole): Cluster {
  const own = dissipators
    .filter((D) => parties.includes(D.on[0]))
    .map((D) => ({ ...D, on: D.on.map((party) => parties.indexOf(party)) }));
  const sizes = parties.map((party) => dimensions[party]);
  // As it was given where it can be: a mean that is taken off would round levels to others.
  const isWhole = parties.length === dimensions.length;
  const H =
    hamiltonian === null ? null : isWhole ? wholeOf(hamiltonian) : withinParties(hamiltonian, dimensions, parties);
  // H is a mean over the states of the other parties.
  const others = totalDimension(dimensions) / totalDimension(sizes);
  const sources = {
    dimensions: sizes,
    dissipators: own,
    hamiltonian: H && { ...H.high, low: H.low },
    sums: others > 1 ? others / 2 : 0,
  };
  const system = generator(sources);
  return { parties, generator: system, sources, explored: explore(system, []) };
}

const wholeOf = (H: Hamiltonian): DoubleDouble => ({ high: H, low: H.low ?? zeroMatrix(H.dimension) });

/** Groups that share a party become one. */
export function clusterParties(groups: readonly (readonly number[])[]): number[][] {
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
  const largest = parts.starts.reduce((most, start, p) => Math.max(most, start - (parts.starts[p - 1] ?? 0)), 0);
  return { parts, largest, covered, kernels: null, steps: new Map() };
}

/** The parts of all coordinates that are not zero, explored as far as that is new. */
export function partsOf(cluster: Cluster, blocks: readonly LongVector[]): Parts {
  const { covered } = cluster.explored;
  let known = true;
  const support = covered.slice();
  for (const { high: block } of blocks) {
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
