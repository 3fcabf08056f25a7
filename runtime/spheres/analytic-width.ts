/** How far beyond real directions what is integrated over a qubit's sphere stays analytic: rules converge like e^{−sN} with it. */

import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/** D(n) = A₀² − |R|² of conditional states, n the outer direction, on the axes of its quadratic part:
 *  mean + 2 Σ_i slope_i n_i + Σ_i curvature_i n_i². */
interface Determinant {
  readonly mean: number;
  readonly slope: readonly number[];
  readonly curvature: readonly number[];
}

/** Where D has no zero nearer than this, integrands are entire for all that any rule can tell. */
const WIDEST = 4;
/** How close from below cosh s is found, relative to cosh s − 1. */
const RESOLUTION = 1 / 64;

/** Directions of the other parties that a width is the least over. */
const SAMPLES = 64;
/** What it may be smaller in between. */
const BETWEEN = 0.9;

/** The width in the direction of one outer qubit, the least over the directions of the others.
 *  @param tensor  ρ with the outer qubits' axes first and the inner one's Bloch form last
 *  @param hasPole  whether the integrands are divided by A₀ too */
export function leastWidth(tensor: Float64Array, outer: number, axis: number, hasPole: boolean): number {
  const widthOf = (pair: Float64Array) =>
    hasPole ? Math.min(analyticWidth(pair), widthOfMean(pair)) : analyticWidth(pair);
  if (outer === 1) return widthOf(tensor);
  let least = WIDEST;
  for (let sample = 0; sample < SAMPLES && least > 0; sample++)
    least = Math.min(least, widthOf(conditionalPair(tensor, outer, axis, sample)));
  return BETWEEN * least;
}

/** ρ of one outer qubit and the inner one where the others are found along directions that fill their spheres evenly. */
function conditionalPair(tensor: Float64Array, outer: number, axis: number, sample: number): Float64Array {
  let left = tensor;
  let after = 4 ** outer;
  let done = 1;
  for (let party = 0; party < outer; party++, after /= 4) {
    if (party === axis) {
      done = 4;
      continue;
    }
    const next = new Float64Array(left.length / 4);
    const weights = weightsAlong(sample, party);
    for (let p = 0, to = 0; p < done; p++)
      for (let k = 0; k < after; k++, to++)
        for (let i = 0; i < 4; i++) next[to] += weights[i] * left[(p * 4 + i) * after + k];
    left = next;
  }
  return left;
}

/** What a qubit's axis is multiplied by to find it along a direction: of an additive recurrence, another for each party. */
function weightsAlong(sample: number, party: number): readonly number[] {
  const cosine = 1 - 2 * (((sample + 0.5) * RECURRENCE[(2 * party) % RECURRENCE.length]) % 1);
  const phi = 2 * Math.PI * (((sample + 0.5) * RECURRENCE[(2 * party + 1) % RECURRENCE.length]) % 1);
  const sine = Math.sqrt(1 - cosine * cosine);
  return [0.5 * (1 + cosine), 0.5 * (1 - cosine), sine * Math.cos(phi), sine * Math.sin(phi)];
}

/** Fractional parts of square roots of primes. */
const RECURRENCE = [2, 3, 5, 7, 11, 13, 17, 19].map((prime) => Math.sqrt(prime) % 1);

/**
 * The least s for which D = 0 somewhere on n = a cosh s + i b sinh s, a and b orthogonal unit vectors: K, L₀ and all that is made of
 * them are analytic in n on the complex sphere n·n = 1 up to there, so that their harmonics of degree l fall off like e^{−ls}. The zero
 * lies over the real a where D's real part is least, with b along the steepest curvature there: Re D = m − λ sinh² s with m the least of
 * mean + 2 cosh s slope·a + cosh² s a·Ga, and λ the larger eigenvalue of G across a.
 * @param tensor  ρ with the outer qubit's axis first and the inner one's Bloch form last
 * @returns  from below, at most 4; 0 where D vanishes on the real sphere
 */
function analyticWidth(tensor: Float64Array): number {
  const determinant = determinantOf(tensor);
  let [inside, outside] = [1, Math.cosh(WIDEST)];
  let [above, below] = [leastReal(determinant, inside), leastReal(determinant, outside)];
  if (!(above > 0)) return 0;
  if (below > 0) return WIDEST;
  // Regula falsi, a value that stays being halved (Illinois; Dowell & Jarratt, BIT 11, 168 (1971)).
  while (outside - inside > RESOLUTION * (inside - 1)) {
    const between = (inside * below - outside * above) / (below - above);
    const value = leastReal(determinant, between);
    if (value > 0) {
      inside = between;
      above = value;
      below /= 2;
    } else {
      outside = between;
      below = value;
      above /= 2;
    }
  }
  return Math.acosh(inside);
}

/** The same of A₀ = mean + vector·n, which what is divided by it has a pole at the zero of. */
function widthOfMean(tensor: Float64Array): number {
  const mean = 0.5 * (tensor[0] + tensor[4]);
  const length = Math.hypot(tensor[8], tensor[12], 0.5 * (tensor[0] - tensor[4]));
  if (!(mean > length)) return 0;
  return length === 0 ? WIDEST : Math.min(Math.acosh(mean / length), WIDEST);
}

/** M + V n for A₀, Rx, Ry, Rz. */
function determinantOf(tensor: Float64Array): Determinant {
  const at = (k: number) => [tensor[8 + k], tensor[12 + k], 0.5 * (tensor[k] - tensor[4 + k])];
  const mean = [0, 1, 2, 3].map((k) => 0.5 * (tensor[k] + tensor[4 + k]));
  const vectors = [0, 1, 2, 3].map(at);
  const minkowski = (a: readonly number[], b: readonly number[]) =>
    a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3];
  const along = [0, 1, 2].map((i) => vectors.map((vector) => vector[i]));
  const quadratic = along.map((a) => along.map((b) => minkowski(a, b)));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(quadratic), {
    assumeSymmetric: true,
  });
  const linear = along.map((a) => minkowski(mean, a));
  const slope = [0, 1, 2].map((k) => linear.reduce((sum, value, i) => sum + value * eigenvectorMatrix.get(i, k), 0));
  return { mean: minkowski(mean, mean), slope, curvature: realEigenvalues };
}

/** The least of Re D where cosh s = c. */
function leastReal({ mean, slope: [g0, g1, g2], curvature: [w0, w1, w2] }: Determinant, c: number): number {
  // Σ w_i a_i² + 2 g·a is least on the unit sphere where a = −g/(w − μ), μ ≤ w₀ (Moré & Sorensen, SIAM J. Sci. Stat. Comput. 4, 553
  // (1983)); μ = w₀ − λ by Newton's method on 1/|a|, from below.
  const [d1, d2] = [c * (w1 - w0), c * (w2 - w0)];
  let lambda = Math.abs(g0);
  let [a0, a1, a2] = [1, 0, 0];
  for (let k = 0; k < NEWTON; k++) {
    a0 = lambda > 0 ? g0 / lambda : 0;
    a1 = g1 === 0 ? 0 : g1 / (d1 + lambda);
    a2 = g2 === 0 ? 0 : g2 / (d2 + lambda);
    const square = a0 * a0 + a1 * a1 + a2 * a2;
    if (square <= 1) break;
    const slope =
      (lambda > 0 ? (a0 * a0) / lambda : 0) + (a1 * a1) / (d1 + lambda || 1) + (a2 * a2) / (d2 + lambda || 1);
    const step = (square * (Math.sqrt(square) - 1)) / slope;
    lambda += step;
    if (step <= 1e-6 * lambda) break;
  }
  // Along the lowest axis what the others leave.
  const [s1, s2] = [Math.min(a1 * a1, 1), Math.min(a2 * a2, 1)];
  const s0 = Math.max(1 - s1 - s2, 0);
  const square = s0 * w0 + s1 * w1 + s2 * w2;
  const linear = Math.abs(g0) * Math.sqrt(s0) + Math.abs(g1 * a1) + Math.abs(g2 * a2);
  const half = 0.5 * (s0 * (w1 + w2) + s1 * (w2 + w0) + s2 * (w0 + w1));
  const product = s0 * w1 * w2 + s1 * w2 * w0 + s2 * w0 * w1;
  const across = half + Math.sqrt(Math.max(half * half - product, 0));
  return mean - 2 * c * linear + c * c * square - across * (c * c - 1);
}

const NEWTON = 20;
