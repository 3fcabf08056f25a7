/** How far beyond real directions what is integrated over phase space stays analytic: rules converge like e^{−2Ns} with it. */

import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { LocalAverage } from "../../runtime/spheres/local-average.ts";
import { FORM } from "../../spins/numbers/safety-factors.ts";
import { dickeAmplitudes } from "../../spins/states/dicke.ts";

/** What is positive on a sphere and where it vanishes nothing is analytic: mean + 2 slope·n + n·Gn. */
interface Form {
  readonly mean: number;
  readonly slope: readonly number[];
  readonly curvature: readonly (readonly number[])[];
  /** Of the terms that these were summed from: what is nothing beside it may be zero. */
  readonly size: number;
}

/** Where there is no zero nearer than this, integrands are entire for all that any rule can tell. */
const WIDEST = 4;
/** How close from below cosh s is found, relative to cosh s − 1. */
const RESOLUTION = 1 / 64;
/** Directions of the other parties that a width is the least over, and what it may be smaller in between. */
const SAMPLES = 32;
const BETWEEN = 0.9;

/** Of each sphere that has nodes, outer ones first; null where Q, or a closed sphere's A₀² − |R|², is no quadratic form of its direction, and
 *  for Π by its own integrand, whose ω has poles of its own. */
export function analyticWidths(average: LocalAverage): readonly number[] | null {
  const { inner, outer, innerTwoJ } = average;
  if (average.functionals.some(({ kind }) => kind === "production")) return null;
  const isClosed = inner === "closed";
  if (!isClosed && (inner !== "grid" || innerTwoJ > 2)) return null;
  if (outer.some(({ twoJ }) => twoJ > (isClosed ? 1 : 2))) return null;
  const twoJs = [...outer.map(({ twoJ }) => twoJ), innerTwoJ];
  const spheres = isClosed ? outer.length : outer.length + 1;
  return Array.from({ length: spheres }, (_, axis) => leastWidth(average, twoJs, axis));
}

/** In the direction of one party, the least over the directions of the others. Of a closed sphere the eigenvalues A₀ ± |R| are under logarithms:
 *  with Re A₀ > 0 and Re (A₀² − |R|²) > 0 both have their principal values, which are one where R² vanishes. */
function leastWidth({ inner, tensors }: LocalAverage, twoJs: readonly number[], axis: number): number {
  const isClosed = inner === "closed";
  const others = twoJs.length - (isClosed ? 2 : 1);
  let least = WIDEST;
  for (let sample = 0; sample < (others === 0 ? 1 : SAMPLES) && least > 0; sample++) {
    const own = others === 0 ? tensors[0] : conditional(tensors[0], twoJs, axis, sample, isClosed);
    if (!isClosed) least = Math.min(least, widthOf(husimiForm(own, twoJs[axis])));
    else least = Math.min(least, widthOf(determinantForm(own)), widthOf(husimiForm(ofMean(own), 1)));
  }
  return others === 0 ? least : BETWEEN * least;
}

/** What is left of a tensor where all parties but one, and a closed inner one, are found along directions that fill their spheres evenly. */
function conditional(
  tensor: Float64Array,
  twoJs: readonly number[],
  axis: number,
  sample: number,
  isClosed: boolean,
): Float64Array {
  const lengths = twoJs.map((twoJ) => (twoJ + 1) ** 2);
  let left = tensor;
  let done = 1;
  let after = left.length;
  for (let party = 0; party < twoJs.length; party++) {
    after /= lengths[party];
    if (party === axis || (isClosed && party === twoJs.length - 1)) {
      done *= lengths[party];
      continue;
    }
    left = contracted(left, done, weightsAlong(twoJs[party], sample, party), after);
  }
  return left;
}

function contracted(tensor: Float64Array, done: number, weights: Float64Array, after: number): Float64Array {
  const out = new Float64Array(done * after);
  for (let p = 0; p < done; p++) {
    for (let i = 0; i < weights.length; i++) {
      const from = (p * weights.length + i) * after;
      for (let k = 0; k < after; k++) out[p * after + k] += weights[i] * tensor[from + k];
    }
  }
  return out;
}

/** What a party's axis (see `hermitian-tensor.ts`) is multiplied by to find it along a direction: of an additive recurrence, another one for
 *  each party. */
function weightsAlong(twoJ: number, sample: number, party: number): Float64Array {
  const at = (k: number) => ((sample + 0.5) * RECURRENCE[(2 * party + k) % RECURRENCE.length]) % 1;
  const theta = Math.acos(1 - 2 * at(0));
  const phi = 2 * Math.PI * at(1);
  const d = twoJ + 1;
  const amplitudes = new Float64Array(d);
  dickeAmplitudes(twoJ, Math.cos(theta / 2), Math.sin(theta / 2), amplitudes);
  const weights = new Float64Array(d * d);
  let to = 0;
  for (; to < d; to++) weights[to] = amplitudes[to] ** 2;
  for (let q = 1; q < d; q++) {
    for (let i = 0; i + q < d; i++) {
      const across = 2 * amplitudes[i] * amplitudes[i + q];
      weights[to++] = across * Math.cos(q * phi);
      weights[to++] = across * Math.sin(q * phi);
    }
  }
  return weights;
}

/** Fractional parts of square roots of primes. */
const RECURRENCE = [2, 3, 5, 7, 11, 13, 17, 19].map((prime) => Math.sqrt(prime) % 1);

/** Q of a qubit or a spin 1 by its axis. */
function husimiForm(t: Float64Array, twoJ: number): Form {
  if (twoJ === 1) {
    return {
      mean: 0.5 * (t[0] + t[1]),
      slope: [0.5 * t[2], 0.5 * t[3], 0.25 * (t[0] - t[1])],
      curvature: [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
      size: t[0] + t[1],
    };
  }
  // With d² = (1+z)²/4, (1−z²)/2, (1−z)²/4 and products of neighbours (1 ± z)(x, y)/√8, and (x² − y², 2xy)/2 of the outermost two.
  const [sum, rest] = [0.25 * (t[0] + t[2]), 0.5 * t[1]];
  const half = Math.SQRT1_2 / 2;
  const across = [half * (t[3] - t[5]), half * (t[4] - t[6])];
  return {
    mean: sum + rest,
    slope: [half * (t[3] + t[5]), half * (t[4] + t[6]), 0.25 * (t[0] - t[2])],
    curvature: [
      [0.5 * t[7], 0.5 * t[8], across[0]],
      [0.5 * t[8], -0.5 * t[7], across[1]],
      [across[0], across[1], sum - rest],
    ],
    size: t[0] + t[1] + t[2],
  };
}

/** A₀² − |R|² of a qubit's conditional states, the outer qubit's axis first and the Bloch form (A₀, R) last. */
function determinantForm(tensor: Float64Array): Form {
  const places = [0, 1, 2, 3];
  const mean = places.map((k) => 0.5 * (tensor[k] + tensor[4 + k]));
  const along = [
    places.map((k) => tensor[8 + k]),
    places.map((k) => tensor[12 + k]),
    places.map((k) => 0.5 * (tensor[k] - tensor[4 + k])),
  ];
  const product = (a: readonly number[], b: readonly number[]) => a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3];
  return {
    mean: product(mean, mean),
    slope: along.map((a) => product(mean, a)),
    curvature: along.map((a) => along.map((b) => product(a, b))),
    size: (tensor[0] + tensor[4]) ** 2,
  };
}

/** A₀ of the same, on the outer qubit's axis. */
const ofMean = (tensor: Float64Array): Float64Array => Float64Array.of(tensor[0], tensor[4], tensor[8], tensor[12]);

/**
 * The least s for which a form D has no positive real part somewhere on n = a cosh s + i b sinh s, a and b orthogonal unit vectors, from
 * below: what has D under a logarithm or a fraction is analytic in n on the complex sphere n·n = 1 up to there, so that its harmonics of
 * degree l fall off like e^{−ls}.
 * @returns  from below, at most 4; 0 where D vanishes on the real sphere
 */
function widthOf(form: Form): number {
  const axes = axesOf(form);
  let [inside, outside] = [1, Math.cosh(WIDEST)];
  let [above, below] = [leastReal(axes, inside), leastReal(axes, outside)];
  if (!(above > 0)) return 0;
  if (below > 0) return WIDEST;
  // Regula falsi, a value that stays being halved (Illinois; Dowell & Jarratt, BIT 11, 168 (1971)).
  while (outside - inside > Math.max(RESOLUTION * (inside - 1), NEXT_TO_REAL)) {
    const secant = (inside * below - outside * above) / (below - above);
    // Where one value is nothing beside the other the secant stays at an end.
    const isInside = secant > inside && secant < outside;
    const between = isInside ? secant : 0.5 * (inside + outside);
    const value = leastReal(axes, between);
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

const NEXT_TO_REAL = 1e-6;

/** A form on the axes of its quadratic part. */
interface Axes {
  readonly mean: number;
  readonly slope: readonly number[];
  /** Ascending. */
  readonly curvature: readonly number[];
}

/** What rounding may have added to the form is taken off: a form that is zero has its zeros everywhere. */
function axesOf({ mean: found, slope, curvature, size }: Form): Axes {
  const mean = found - FORM * Number.EPSILON * size;
  if (curvature.every((row) => row.every((value) => value === 0)))
    return { mean, slope: [Math.hypot(...slope), 0, 0], curvature: [0, 0, 0] };
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(curvature as number[][]), {
    assumeSymmetric: true,
  });
  const turned = [0, 1, 2].map((k) => slope.reduce((sum, value, i) => sum + value * eigenvectorMatrix.get(i, k), 0));
  return { mean, slope: turned, curvature: realEigenvalues };
}

/**
 * The least of Re D where cosh s = c, from below. Re D = mean + 2c g·a + c² aGa − (c² − 1) bGb; bGb is at most the largest curvature w₂, and,
 * as the third axis has w₀ at least, at most w₁ + w₂ − aGa.
 */
function leastReal({ mean, slope, curvature: [w0, w1, w2] }: Axes, c: number): number {
  const sinh2 = c * c - 1;
  const least = (factor: number) => leastOnSphere(slope, [factor * w0, factor * w1, factor * w2], c);
  return mean + Math.max(least(c * c) - sinh2 * w2, least(c * c + sinh2) - sinh2 * (w1 + w2));
}

/**
 * The least of Σ w_i a_i² + 2c g·a on the unit sphere, w ascending: where a = −cg/(w − μ), μ ≤ w₀ (Moré & Sorensen, SIAM J. Sci. Stat.
 * Comput. 4, 553 (1983)); μ = w₀ − λ by Newton's method on 1/|a|, from below.
 */
function leastOnSphere(slope: readonly number[], [w0, w1, w2]: readonly number[], c: number): number {
  const [g0, g1, g2] = [c * slope[0], c * slope[1], c * slope[2]];
  const [d1, d2] = [w1 - w0, w2 - w0];
  let lambda = Math.abs(g0);
  let [a1, a2] = [0, 0];
  for (let k = 0; k < NEWTON; k++) {
    const a0 = lambda > 0 ? g0 / lambda : 0;
    a1 = g1 === 0 ? 0 : g1 / (d1 + lambda);
    a2 = g2 === 0 ? 0 : g2 / (d2 + lambda);
    const square = a0 * a0 + a1 * a1 + a2 * a2;
    if (square <= 1) break;
    const falling =
      (lambda > 0 ? (a0 * a0) / lambda : 0) + (a1 * a1) / (d1 + lambda || 1) + (a2 * a2) / (d2 + lambda || 1);
    const step = (square * (Math.sqrt(square) - 1)) / falling;
    lambda += step;
    if (step <= 1e-6 * lambda) break;
  }
  // Along the lowest axis what the others leave.
  const [s1, s2] = [Math.min(a1 * a1, 1), Math.min(a2 * a2, 1)];
  const s0 = Math.max(1 - s1 - s2, 0);
  const linear = Math.abs(g0) * Math.sqrt(s0) + Math.abs(g1 * a1) + Math.abs(g2 * a2);
  return s0 * w0 + s1 * w1 + s2 * w2 - 2 * linear;
}

const NEWTON = 20;
