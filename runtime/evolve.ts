/** Exact evolution ρ(t) = e^{Dt} ρ(0) under dissipators (and their Hamiltonian remainders), and its time integral. */
import { Matrix } from "ml-matrix";
import { basisOffsets, otherParties, partialTrace, zeroMatrix } from "./complex-matrix.ts";
import type { ComplexMatrix } from "./evaluator.ts";
import { expm } from "./expm.ts";
import { type Dissipator, moves, superoperator } from "./liouvillian.ts";
import type { SparseMatrix } from "./operators.ts";

/** Entries of ρ that evolve among themselves, with the generator between them. */
interface Component {
  /** Places (row, column) on the cluster's space, row-major. */
  readonly places: Int32Array;
  /** Real when the generator is, else the embedding [[Re, −Im], [Im, Re]]. */
  readonly generator: Matrix;
  readonly real: boolean;
}

/** Parties that channels tie together. Different clusters evolve independently, e^{Dt} = ⊗ e^{D_cluster t}. */
interface Cluster {
  readonly parties: readonly number[];
  readonly components: readonly Component[];
}

export interface Evolution {
  readonly dimensions: readonly number[];
  readonly clusters: readonly Cluster[];
}

/** Prepares the evolution under all dissipators at once. Covariant channels split into coherence orders by themselves:
 *  components are those of the sparsity graph. */
export function evolution(dissipators: readonly Dissipator[], dimensions: readonly number[]): Evolution {
  const active = dissipators.filter(moves);
  const clusters = clusterParties(active.map((D) => D.on)).map((parties) => {
    const own = active
      .filter((D) => parties.includes(D.on[0]))
      .map((D) => ({ ...D, on: D.on.map((party) => parties.indexOf(party)) }));
    const generator = superoperator(
      own,
      parties.map((party) => dimensions[party]),
    );
    return { parties, components: splitComponents(generator) };
  });
  return { dimensions, clusters };
}

/** ρ(t), Hermitian and of the trace of ρ(0). */
export function evolve(system: Evolution, rho: ComplexMatrix, time: number): ComplexMatrix {
  const out = { dimension: rho.dimension, re: rho.re.slice(), im: rho.im.slice() };
  if (time === 0) return out;
  for (const cluster of system.clusters) {
    const own = basisOffsets(system.dimensions, cluster.parties);
    const others = basisOffsets(system.dimensions, otherParties(system.dimensions, cluster.parties));
    for (const component of cluster.components) propagate(component, out, own, others, time);
  }
  return restore(out, trace(rho));
}

/** ∫₀ᵗ ρ_on dt', the reduced state on the parties `on` of one channel, by exp([[D, ρ], [0, 0]] t), whose corner is the
 *  integral (Van Loan, IEEE Trans. Autom. Control 23, 395 (1978)). */
export function integrateState(
  system: Evolution,
  rho: ComplexMatrix,
  on: readonly number[],
  time: number,
): ComplexMatrix {
  const cluster = system.clusters.find(({ parties }) => parties.includes(on[0]));
  const parties = cluster === undefined ? on : cluster.parties;
  const reduced = partialTrace(rho, system.dimensions, parties);
  const integral = zeroMatrix(reduced.dimension);
  if (cluster === undefined) {
    for (let k = 0; k < integral.re.length; k++) {
      integral.re[k] = time * reduced.re[k];
      integral.im[k] = time * reduced.im[k];
    }
    return integral;
  }
  for (const component of cluster.components) integrateComponent(component, reduced, time, integral);
  const own = parties.map((party) => system.dimensions[party]);
  return partialTrace(
    integral,
    own,
    on.map((party) => parties.indexOf(party)),
  );
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

function splitComponents(generator: SparseMatrix): Component[] {
  const parent = Int32Array.from({ length: generator.dimension }, (_, k) => k);
  const find = (k: number): number => {
    while (parent[k] !== k) {
      parent[k] = parent[parent[k]];
      k = parent[k];
    }
    return k;
  };
  for (let k = 0; k < generator.row.length; k++) parent[find(generator.row[k])] = find(generator.column[k]);
  const members = new Map<number, number[]>();
  for (let k = 0; k < generator.dimension; k++) {
    const root = find(k);
    const list = members.get(root);
    if (list === undefined) members.set(root, [k]);
    else list.push(k);
  }
  const entries = new Map<number, number[]>();
  for (let k = 0; k < generator.row.length; k++) {
    const root = find(generator.row[k]);
    const list = entries.get(root);
    if (list === undefined) entries.set(root, [k]);
    else list.push(k);
  }
  return [...members].map(([root, places]) => denseComponent(places, generator, entries.get(root) ?? []));
}

function denseComponent(places: readonly number[], generator: SparseMatrix, entries: readonly number[]): Component {
  const n = places.length;
  const real = entries.every((k) => generator.im[k] === 0);
  const at = new Map(places.map((place, index) => [place, index]));
  const dense = Matrix.zeros(real ? n : 2 * n, real ? n : 2 * n);
  for (const k of entries) {
    const r = at.get(generator.row[k])!;
    const c = at.get(generator.column[k])!;
    dense.set(r, c, generator.re[k]);
    if (real) continue;
    dense.set(n + r, n + c, generator.re[k]);
    dense.set(r, n + c, -generator.im[k]);
    dense.set(n + r, c, generator.im[k]);
  }
  return { places: Int32Array.from(places), generator: dense, real };
}

function propagate(component: Component, rho: ComplexMatrix, own: Int32Array, others: Int32Array, time: number): void {
  const { places, generator, real } = component;
  const n = places.length;
  let E: Matrix | null = null;
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (const t of others) {
    for (const u of others) {
      let present = false;
      for (let k = 0; k < n; k++) {
        const from = (own[Math.floor(places[k] / own.length)] + t) * rho.dimension + own[places[k] % own.length] + u;
        re[k] = rho.re[from];
        im[k] = rho.im[from];
        if (re[k] !== 0 || im[k] !== 0) present = true;
      }
      if (!present) continue;
      E ??= expm(Matrix.mul(generator, time));
      for (let k = 0; k < n; k++) {
        let sumRe = 0;
        let sumIm = 0;
        for (let l = 0; l < n; l++) {
          const a = E.get(k, l);
          const b = real ? 0 : E.get(n + k, l);
          sumRe += a * re[l] - b * im[l];
          sumIm += a * im[l] + b * re[l];
        }
        const to = (own[Math.floor(places[k] / own.length)] + t) * rho.dimension + own[places[k] % own.length] + u;
        rho.re[to] = sumRe;
        rho.im[to] = sumIm;
      }
    }
  }
}

function integrateComponent(component: Component, rho: ComplexMatrix, time: number, out: ComplexMatrix): void {
  const { places, generator, real } = component;
  const n = places.length;
  const size = generator.rows;
  const augmented = Matrix.zeros(size + 2, size + 2);
  augmented.setSubMatrix(Matrix.mul(generator, time), 0, 0);
  for (let k = 0; k < n; k++) {
    const re = time * rho.re[places[k]];
    const im = time * rho.im[places[k]];
    augmented.set(k, size, re);
    if (real) augmented.set(k, size + 1, im);
    else augmented.set(n + k, size, im);
  }
  const E = expm(augmented);
  for (let k = 0; k < n; k++) {
    out.re[places[k]] = E.get(k, size);
    out.im[places[k]] = real ? E.get(k, size + 1) : E.get(n + k, size);
  }
}

function trace(matrix: ComplexMatrix): number {
  let sum = 0;
  for (let k = 0; k < matrix.re.length; k += matrix.dimension + 1) sum += matrix.re[k];
  return sum;
}

/** (ρ + ρ†)/2, scaled to the trace. */
function restore(rho: ComplexMatrix, target: number): ComplexMatrix {
  const n = rho.dimension;
  const scale = target / trace(rho);
  for (let r = 0; r < n; r++) {
    for (let c = r; c < n; c++) {
      const re = 0.5 * scale * (rho.re[r * n + c] + rho.re[c * n + r]);
      const im = 0.5 * scale * (rho.im[r * n + c] - rho.im[c * n + r]);
      rho.re[r * n + c] = rho.re[c * n + r] = re;
      rho.im[r * n + c] = im;
      rho.im[c * n + r] = r === c ? 0 : -im;
    }
  }
  return rho;
}
