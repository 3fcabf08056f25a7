/**
 * −M ∫ X ln Q of one spin or of two qubits, X and Q the Husimi functions of Hermitian matrices: S for X = ρ, a rate for X = D(ρ).
 * By adaptive cubature in doubles; of one qubit in closed form to sixty digits.
 */
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import { integrateOverSphere, type Sample } from "../cube-sphere.ts";
import type { Truth } from "../near-gibbs-oracle.ts";
import { conditioning, logMean, scaledKernel } from "../qubit-pair-oracle.ts";
import { type Digits, digits, logarithm, squareRoot } from "./digits.ts";
import { type ExactMatrix, roundedMatrix } from "./matrix.ts";

const SETTING = { nodes: 10, share: 5e-16 };
/** Less is nothing but what many digits leave of zero. */
const NOTHING = 1e-150;

/** @param matrices  the X's */
export function logarithmMoments(
  spins: readonly number[],
  d: Digits,
  rho: ExactMatrix,
  matrices: readonly ExactMatrix[],
): Truth[] {
  if (spins.length === 1 && spins[0] === 0.5) return matrices.map((X) => qubitMoment(d, rho, X));
  const vectors = factors(d, rho);
  const rounded = matrices.map((X) => roundedMatrix(d, X));
  // Each X at the size of a state, for one rule of refinement to do for all.
  const sizes = rounded.map(({ re, im }) => Math.max(NOTHING, ...re.map(Math.abs), ...im.map(Math.abs)));
  const scaled = rounded.map((X, k) => times(X, 1 / sizes[k]));
  const found = spins.length === 1 ? ofOneSpin(vectors, scaled) : ofTwoQubits(vectors, scaled);
  return found.map(({ value, error, size }, k) => ({
    value: sizes[k] * value,
    error: sizes[k] * error,
    size: sizes[k] * size,
  }));
}

/** What is less of a state is left out. */
const LEFT_OUT = 1e-60;

/** ρ = Σ |v⟩⟨v| by Cholesky's elimination with the largest pivot, re and im in turn: a sum of squares has no zeros by rounding. */
function factors(d: Digits, rho: ExactMatrix): Float64Array[] {
  const n = rho.n;
  const [re, im] = [rho.re.slice(), rho.im.slice()];
  const vectors: Float64Array[] = [];
  for (let step = 0; step < n; step++) {
    let pivot = 0;
    for (let k = 1; k < n; k++) if (re[k * (n + 1)] > re[pivot * (n + 1)]) pivot = k;
    const largest = re[pivot * (n + 1)];
    if (largest <= d.of(LEFT_OUT)) break;
    const root = squareRoot(d, largest);
    const v = Array.from({ length: 2 * n }, (_, k) => d.over((k % 2 === 0 ? re : im)[(k >> 1) * n + pivot], root));
    for (let r = 0; r < n; r++) {
      for (let c = 0; c < n; c++) {
        re[r * n + c] -= d.times(v[2 * r], v[2 * c]) + d.times(v[2 * r + 1], v[2 * c + 1]);
        im[r * n + c] -= d.times(v[2 * r + 1], v[2 * c]) - d.times(v[2 * r], v[2 * c + 1]);
      }
    }
    vectors.push(Float64Array.from(v, d.toNumber));
  }
  return vectors;
}

function times({ dimension, re, im }: ComplexMatrix, factor: number): ComplexMatrix {
  return { dimension, re: re.map((x) => factor * x), im: im.map((x) => factor * x) };
}

/** √C(2J, i) cos^{2J−i}(θ/2) sin^i(θ/2) e^{iφi} up to a phase, i = J − m. */
export function spinAmplitudes(
  size: number,
  x: number,
  y: number,
  z: number,
  re: Float64Array,
  im: Float64Array,
): void {
  const cos = Math.sqrt(z >= 0 ? (1 + z) / 2 : (x * x + y * y) / (2 * (1 - z)));
  const sin = Math.sqrt(z >= 0 ? (x * x + y * y) / (2 * (1 + z)) : (1 - z) / 2);
  const across = Math.hypot(x, y);
  const [c, s] = across > 0 ? [x / across, y / across] : [1, 0];
  let [binomial, turnRe, turnIm] = [1, 1, 0];
  for (let i = 0; i < size; i++) {
    const modulus = Math.sqrt(binomial) * cos ** (size - 1 - i) * sin ** i;
    re[i] = modulus * turnRe;
    im[i] = modulus * turnIm;
    [turnRe, turnIm] = [turnRe * c - turnIm * s, turnRe * s + turnIm * c];
    binomial *= (size - 1 - i) / (i + 1);
  }
}

/** ⟨Ω|X|Ω⟩. */
export function expectation({ dimension: n, re, im }: ComplexMatrix, a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < n; r++) {
    sum += re[r * (n + 1)] * (a[r] * a[r] + b[r] * b[r]);
    for (let c = r + 1; c < n; c++) {
      // ψ_r* X_rc ψ_c, twice its real part.
      const [p, q] = [a[r] * a[c] + b[r] * b[c], a[r] * b[c] - b[r] * a[c]];
      sum += 2 * (re[r * n + c] * p - im[r * n + c] * q);
    }
  }
  return sum;
}

function ofOneSpin(vectors: readonly Float64Array[], matrices: readonly ComplexMatrix[]): Truth[] {
  const n = vectors[0].length / 2;
  const [a, b] = [new Float64Array(n), new Float64Array(n)];
  const measure = n / (4 * Math.PI);
  return collected(matrices.length, (x, y, z, { values, sizes, blurs }) => {
    spinAmplitudes(n, x, y, z, a, b);
    let [Q, blur] = [1e-300, 0];
    for (const v of vectors) {
      let [re, im, size] = [0, 0, 0];
      for (let r = 0; r < n; r++) {
        re += v[2 * r] * a[r] + v[2 * r + 1] * b[r];
        im += v[2 * r] * b[r] - v[2 * r + 1] * a[r];
        size += Math.hypot(v[2 * r], v[2 * r + 1]) * Math.hypot(a[r], b[r]);
      }
      Q += re * re + im * im;
      blur += (2 * Math.hypot(re, im) + Number.EPSILON * size) * size;
    }
    const log = Math.log(Q);
    matrices.forEach((X, k) => {
      const value = measure * expectation(X, a, b);
      values[k] = -value * log;
      sizes[k] = Math.abs(value) * (Math.abs(log) + 1);
      blurs[k] = 2 * measure * (Math.abs(log) + 1) + Math.abs(value) * Math.min(blur / Q, 1 / Number.EPSILON);
    });
  });
}

/** Each X has entries up to one; where Q is off by δ, its logarithm is by δ/Q. */
function collected(count: number, integrand: (x: number, y: number, z: number, out: Sample) => void): Truth[] {
  const { values, errors, sizes } = integrateOverSphere(integrand, count, SETTING);
  return Array.from(values, (value, k) => ({ value, error: errors[k], size: sizes[k] }));
}

/**
 * Over the first qubit's sphere ∫ (x₀ + x·n) ln(A₀ + R·n) dn = 2π[x₀L₀ + ½ x·R K], with the conditional states A₀ + R·σ of ρ and
 * x₀ + x·σ of X at the second's point, as ∫₋₁¹ u ln(A₀ + Ru) du = ½RK by parts.
 */
function ofTwoQubits(vectors: readonly Float64Array[], matrices: readonly ComplexMatrix[]): Truth[] {
  const [a, b] = [new Float64Array(2), new Float64Array(2)];
  const [C, X] = [new Float64Array(5), new Float64Array(4)];
  const condition = conditioning(vectors, 0);
  const measure = 1 / (2 * Math.PI);
  return collected(matrices.length, (x, y, z, { values, sizes, blurs }) => {
    spinAmplitudes(2, x, y, z, a, b);
    condition(x, y, z, C);
    const A0 = Math.max(C[0], 1e-300);
    const R = Math.hypot(C[1], C[2], C[3]);
    const K = scaledKernel(A0, R, C[4]) / A0;
    const L0 = logMean(A0, R, C[4]);
    // |w| of ⟨n|v⟩ = w is known to ε|v|.
    const blur = Math.min(2 / Math.sqrt(A0) + Number.EPSILON / A0, 1 / Number.EPSILON);
    matrices.forEach((matrix, k) => {
      conditional(matrix, a, b, X);
      const along = X[1] * C[1] + X[2] * C[2] + X[3] * C[3];
      const size = Math.abs(X[0]) + Math.hypot(X[1], X[2], X[3]);
      values[k] = -measure * (X[0] * L0 + 0.5 * along * K);
      sizes[k] = measure * size * (Math.abs(L0) + 2);
      blurs[k] = 2 * measure * (Math.abs(L0) + 2 + size * blur);
    });
  });
}

/** ⟨n|X|n⟩ = x₀ + x·σ with n on the second qubit's sphere. */
function conditional({ re, im }: ComplexMatrix, a: Float64Array, b: Float64Array, out: Float64Array): void {
  const entry = (i: number, j: number): readonly [number, number] => {
    let [p, q] = [0, 0];
    for (let s = 0; s < 2; s++) {
      for (let t = 0; t < 2; t++) {
        const at = (2 * i + s) * 4 + 2 * j + t;
        const [u, v] = [a[s] * a[t] + b[s] * b[t], a[s] * b[t] - b[s] * a[t]];
        p += re[at] * u - im[at] * v;
        q += re[at] * v + im[at] * u;
      }
    }
    return [p, q];
  };
  const [[up], [down], [x, y]] = [entry(0, 0), entry(1, 1), entry(0, 1)];
  out[0] = (up + down) / 2;
  out[1] = x;
  out[2] = -y;
  out[3] = (up - down) / 2;
}

/** −(1/2π) ∫ (x₀ + x·n) ln(½ + R·n) dn = −(x₀L₀ + ½ x·R K). */
function qubitMoment(d: Digits, rho: ExactMatrix, X: ExactMatrix): Truth {
  const fine = digits(d.bits + 40);
  const [A, B] = [bloch(d, fine, rho), bloch(d, fine, X)];
  const along = fine.times(A[1], B[1]) + fine.times(A[2], B[2]) + fine.times(A[3], B[3]);
  const square = fine.times(A[1], A[1]) + fine.times(A[2], A[2]) + fine.times(A[3], A[3]);
  const { K, L0 } = exactSphere(fine, A[0], square);
  const value = fine.toNumber(-(fine.times(B[0], L0) + fine.times(along, K) / 2n));
  const largest = Math.max(...B.map((x) => Math.abs(fine.toNumber(x))));
  return { value, error: Number.EPSILON * Math.abs(value) + 1e-50 * largest, size: 3 * largest };
}

function bloch(d: Digits, fine: Digits, { re, im }: ExactMatrix): bigint[] {
  return [(re[0] + re[3]) / 2n, re[1], -im[1], (re[0] - re[3]) / 2n].map((x) => fine.from(x, d.bits));
}

function exactSphere(d: Digits, A0: bigint, square: bigint): { K: bigint; L0: bigint } {
  const y = d.over(d.over(square, A0), A0);
  if (y < d.one >> 16n) {
    const series = (term: (n: bigint) => bigint): bigint => {
      let sum = 0n;
      for (let n = 0n, power = d.one; power !== 0n; n++, power = d.times(power, y))
        sum += (power * 4n * term(n)) / d.one;
      return sum;
    };
    const K = d.over(
      series((n) => d.one / ((2n * n + 1n) * (2n * n + 3n))),
      A0,
    );
    const less = series((n) => (n === 0n ? 0n : d.one / (4n * n * (2n * n + 1n))));
    return { K, L0: 2n * logarithm(d, A0) - less };
  }
  const x = squareRoot(d, y);
  const gap = d.one - x;
  const high = logarithm(d, d.one + x);
  const low = gap > 0n ? d.times(gap, logarithm(d, gap)) : 0n;
  const difference = gap > 0n ? d.times(d.times(gap, d.one + x), high) - d.times(low, d.one + x) : 0n;
  const K = d.over(d.over(2n * d.one - d.over(difference, x), y), A0);
  const L0 = d.over(d.times(d.one + x, high) - low, x) - 2n * d.one + 2n * logarithm(d, A0);
  return { K, L0 };
}
