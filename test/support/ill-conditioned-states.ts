/** Seeded states of two qubits that are hard on quadrature and on rounding: eigenvalues over fourteen decades, zeros of Q and
 *  nearly zeros of it, also next to poles, and states next to the steady one. */
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { fixed, ONE } from "./fixed-point.ts";
import type { FactoredState, PairVector } from "./qubit-pair-oracle.ts";
import { normals } from "./random-states.ts";

interface Random {
  readonly normal: () => number;
  /** On [0, 1). */
  readonly uniform: () => number;
  /** 10^x with x uniform. */
  readonly decade: (low: number, high: number) => number;
}

/** A vector and its share of the state. */
interface Component {
  readonly weight: number;
  readonly vector: PairVector;
}

type Kind = (random: Random, nbar: readonly [number, number]) => readonly Component[];

const kinds = {
  "random unitary, eigenvalues 1e-14 to 1": (random) =>
    mixture(
      random,
      [0, 1, 2, 3].map(() => random.decade(-14, 0)),
    ),
  "Bell, turned": (random) => [{ weight: 1, vector: bell(random) }],
  "Bell, turned, with 1e-14 to 1e-3 admixed": (random) =>
    admixed([{ weight: 1, vector: bell(random) }], random, -14, -3),
  "pure product": (random) => [{ weight: 1, vector: productVector(direction(random), direction(random)) }],
  "pure product near poles": (random) => [{ weight: 1, vector: productVector(nearPole(random), nearPole(random)) }],
  "pure product with 1e-14 to 1e-3 admixed": (random) =>
    admixed([{ weight: 1, vector: productVector(nearPole(random), direction(random)) }], random, -14, -3),
  "1e-6 from a product of Gibbs states": (random, nbar) => admixed(gibbsComponents(nbar), random, -6, -6),
  "rank 2": (random) => mixture(random, [1, random.decade(-3, 0)]),
  "rank 3": (random) => mixture(random, [1, random.decade(-3, 0), random.decade(-3, 0)]),
  "nearly pure": (random) => admixed(mixture(random, [1]), random, -14, -1),
} satisfies Record<string, Kind>;

export type IllConditionedKind = keyof typeof kinds;

export const illConditionedKinds = Object.keys(kinds) as readonly IllConditionedKind[];

/** @param nbar  of the baths that a Gibbs state belongs to, one a qubit; only that kind uses them */
export function illConditionedState(
  kind: IllConditionedKind,
  seed: number,
  nbar: readonly [number, number],
): FactoredState {
  const normal = normals(seed);
  // The direction of two normal deviates is uniform on the circle.
  const uniform = () => 0.5 + Math.atan2(normal(), normal()) / (2 * Math.PI);
  const decade = (low: number, high: number) => 10 ** (low + (high - low) * uniform());
  return fromComponents(kinds[kind]({ normal, uniform, decade }, nbar));
}

/** Σ w_i |v_i⟩⟨v_i|/Σ w_i of normalised vectors, with the matrix rounded once. */
function fromComponents(components: readonly Component[]): FactoredState {
  const whole = components.reduce((sum, { weight }) => sum + weight, 0);
  const vectors = components
    .filter(({ weight }) => weight > 0)
    .map(({ weight, vector }) => {
      const size = Math.sqrt(weight / whole) / Math.hypot(...vector);
      return vector.map((entry) => size * entry);
    });
  return { rho: outerSum(vectors), vectors };
}

function outerSum(vectors: readonly PairVector[]): ComplexMatrix {
  const exact = vectors.map((vector) => Array.from(vector, fixed));
  const entry = (term: (v: readonly bigint[], r: number, c: number) => bigint) =>
    Float64Array.from({ length: 16 }, (_, k) => {
      const sum = exact.reduce((total, v) => total + term(v, 2 * (k >> 2), 2 * (k & 3)), 0n);
      return Number(sum) / Number(ONE) / Number(ONE);
    });
  return {
    dimension: 4,
    re: entry((v, r, c) => v[r] * v[c] + v[r + 1] * v[c + 1]),
    im: entry((v, r, c) => v[r + 1] * v[c] - v[r] * v[c + 1]),
  };
}

/** Orthonormal random vectors (Gram and Schmidt) with the given weights. */
function mixture({ normal }: Random, weights: readonly number[]): Component[] {
  const basis: PairVector[] = [];
  return weights.map((weight) => {
    const vector = Float64Array.from({ length: 8 }, normal);
    // Twice: the second removes what rounding left.
    for (const other of [...basis, ...basis]) subtractProjection(vector, other);
    const size = Math.hypot(...vector);
    basis.push(vector.map((entry) => entry / size));
    return { weight, vector: basis[basis.length - 1] };
  });
}

/** vector −= |other⟩⟨other|vector⟩. */
function subtractProjection(vector: PairVector, other: PairVector): void {
  let [re, im] = [0, 0];
  for (let k = 0; k < 8; k += 2) {
    re += other[k] * vector[k] + other[k + 1] * vector[k + 1];
    im += other[k] * vector[k + 1] - other[k + 1] * vector[k];
  }
  for (let k = 0; k < 8; k += 2) {
    vector[k] -= re * other[k] - im * other[k + 1];
    vector[k + 1] -= re * other[k + 1] + im * other[k];
  }
}

/** A share of 10^low to 10^high of a random state of full rank. */
function admixed(state: readonly Component[], random: Random, low: number, high: number): Component[] {
  const share = random.decade(low, high);
  const other = mixture(random, [0, 1, 2, 3].map(random.uniform));
  return [...scaled(state, 1 - share), ...scaled(other, share)];
}

function scaled(components: readonly Component[], share: number): Component[] {
  const whole = components.reduce((sum, { weight }) => sum + weight, 0);
  return components.map(({ weight, vector }) => ({ weight: (share * weight) / whole, vector }));
}

type Spinor = readonly [re0: number, im0: number, re1: number, im1: number];

function direction({ normal }: Random): Spinor {
  return [normal(), normal(), normal(), normal()];
}

/** 1e-9 to 1 from the one pole or the other, or exactly there. */
function nearPole({ decade, uniform }: Random): Spinor {
  const distance = uniform() < 0.1 ? 0 : decade(-9, 0);
  const phi = 2 * Math.PI * uniform();
  const [re, im] = [distance * Math.cos(phi), distance * Math.sin(phi)];
  return uniform() < 0.5 ? [1, 0, re, im] : [re, im, 1, 0];
}

/** a ⊗ b. */
function productVector(a: Spinor, b: Spinor): PairVector {
  const vector = new Float64Array(8);
  for (const k of [0, 1, 2, 3]) {
    const [i, j] = [2 * (k >> 1), 2 * (k & 1)];
    vector[2 * k] = a[i] * b[j] - a[i + 1] * b[j + 1];
    vector[2 * k + 1] = a[i] * b[j + 1] + a[i + 1] * b[j];
  }
  return vector;
}

/** (|00⟩ + |11⟩)/√2 with a random unitary on each qubit: u ⊗ v + u⊥ ⊗ v⊥. */
function bell(random: Random): PairVector {
  const [u, v] = [normalised(direction(random)), normalised(direction(random))];
  const other = productVector(orthogonal(u), orthogonal(v));
  return productVector(u, v).map((entry, k) => entry + other[k]);
}

function normalised(spinor: Spinor): Spinor {
  const size = Math.hypot(...spinor);
  return [spinor[0] / size, spinor[1] / size, spinor[2] / size, spinor[3] / size];
}

function orthogonal([re0, im0, re1, im1]: Spinor): Spinor {
  return [-re1, im1, re0, -im0];
}

/** Populations n̄ and n̄ + 1 of up and down on each qubit. */
function gibbsComponents(nbar: readonly [number, number]): Component[] {
  return [0, 1, 2, 3].map((k) => {
    const vector = new Float64Array(8);
    vector[2 * k] = 1;
    return { weight: (nbar[0] + (k >> 1)) * (nbar[1] + (k & 1)), vector };
  });
}
