/** Q and its gradient at nodes, means over beta distributions, a qubit's closed sphere: each against more digits. */

import { meanInverse } from "../../runtime/flux/axial.ts";
import { evaluateHusimiFields, husimiFields, husimiGrid } from "../../runtime/husimi/husimi.ts";
import { productRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { logMean, sphereKernel } from "../../runtime/special/sphere-kernel.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius } from "../../spins/matrices/complex-matrix.ts";
import { hermitianTensor, presentOrders } from "../../spins/matrices/hermitian-tensor.ts";
import { MEAN_INVERSE } from "../../spins/numbers/safety-factors.ts";
import { exactKernel, exactLogMean, toNumber } from "../../test/support/fixed-point.ts";
import { type Digits, digits, evenAndOdd, squareRoot } from "../../test/support/many-digits/digits.ts";
import { integer, largestOf, type Measures, randomHermitian, randomState, uniformOf } from "./measure.ts";

const d = digits(300);
const { times, over, of } = d;

function power(one: Digits, x: bigint, n: number): bigint {
  let [result, square] = [one.one, x];
  for (let k = n; k > 0; k >>= 1, square = one.times(square, square)) if (k & 1) result = one.times(result, square);
  return result;
}

interface Field {
  readonly Q: number;
  readonly dTheta: number;
  readonly dPhi: number;
}

/** √C(2J, i) cos^{2J−i}(θ/2) sin^i(θ/2), normalised, and their slopes. */
function amplitudes(twoJ: number, cosHalf: number, sinHalf: number): readonly (readonly [bigint, bigint])[] {
  const [c, s] = [of(cosHalf), of(sinHalf)];
  const root = squareRoot(d, times(c, c) + times(s, s));
  const [cos, sin] = [over(c, root), over(s, root)];
  let binomial = d.one;
  return Array.from({ length: twoJ + 1 }, (_, i) => {
    const amplitude = times(squareRoot(d, binomial), times(power(d, cos, twoJ - i), power(d, sin, i)));
    binomial = (binomial * BigInt(twoJ - i)) / BigInt(i + 1);
    const slope = (BigInt(i) * over(cos, sin) - BigInt(twoJ - i) * over(sin, cos)) / 2n;
    return [amplitude, times(amplitude, slope)];
  });
}

/** Q = Σ M_ij d_i d_j e^{i(j−i)φ} and its gradient. */
function exactField({ dimension: n, re, im }: ComplexMatrix, rule: SphereRule, r: number, c: number): Field {
  const table = amplitudes(n - 1, rule.cosHalf[r], rule.sinHalf[r]);
  const { even: cos, odd: sin } = evenAndOdd(d, rule.phi[c], -1n);
  const waves: [bigint, bigint][] = [[d.one, 0n]];
  for (let q = 1; q < n; q++) {
    const [x, y] = waves[q - 1];
    waves.push([times(x, cos) - times(y, sin), times(x, sin) + times(y, cos)]);
  }
  let [Q, dTheta, dPhi] = [0n, 0n, 0n];
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const weight = i === j ? 1n : 2n;
      const [x, y] = [of(re[i * n + j]), of(im[i * n + j])];
      const [cosine, sine] = waves[j - i];
      const wave = weight * (times(x, cosine) - times(y, sine));
      const [[a, da], [b, db]] = [table[i], table[j]];
      Q += times(times(a, b), wave);
      dTheta += times(times(a, db) + times(da, b), wave);
      dPhi -= BigInt(j - i) * weight * times(times(a, b), times(x, sine) + times(y, cosine));
    }
  }
  const sinTheta = 2n * times(of(rule.cosHalf[r]), of(rule.sinHalf[r]));
  return { Q: d.toNumber(Q), dTheta: d.toNumber(dTheta), dPhi: d.toNumber(over(dPhi, sinTheta)) };
}

/** At four nodes of a grid: the largest error of what is asked for. */
function fieldRatio(
  X: ComplexMatrix,
  uniform: () => number,
  ratio: (found: Field, truth: Field, mean: number) => number,
): number {
  const twoJ = X.dimension - 1;
  const rule = productRule(12 + twoJ, 2 * (12 + twoJ), 0.3);
  const tensor = hermitianTensor(X, [X.dimension], [0]);
  const fields = husimiFields(rule);
  evaluateHusimiFields(husimiGrid(twoJ, rule), tensor, presentOrders([tensor], 1, X.dimension, 1), fields);
  return largestOf(4, () => {
    const [r, c] = [integer(uniform, 0, rule.cosTheta.length - 1), integer(uniform, 0, rule.phi.length - 1)];
    const at = r * rule.phi.length + c;
    const found = { Q: fields.Q[at], dTheta: fields.dTheta[at], dPhi: fields.dPhi[at] };
    return ratio(found, exactField(X, rule, r, c), fields.mean[r]);
  });
}

const spinOf = (uniform: () => number): number => integer(uniform, 2, 21);

/** The same trapezoids as `meanInverse` takes, half as wide, to ninety digits. */
function exactMean(alpha: number, beta: number, rise: number, fall: number): number {
  const step = Math.min(0.1, 0.275 * Math.sqrt(1 / alpha + 1 / beta));
  let [mass, sum] = [0n, 0n];
  for (const side of [-1, 1]) {
    for (let j = side < 0 ? 1 : 0; ; j++) {
      // With e^w = (α/β) e^δ: t^α (1−t)^β in shares of its peak.
      const { even, odd } = evenAndOdd(d, side * j * step, 1n);
      const growth = even + odd;
      const base = over(BigInt(alpha + beta) * d.one, BigInt(alpha) * growth + BigInt(beta) * d.one);
      const weight = times(power(d, times(growth, base), alpha), power(d, base, beta));
      const t = BigInt(alpha) * growth + BigInt(beta) * d.one;
      const term = over(times(weight, t), times(of(rise), BigInt(alpha) * growth) + of(fall) * BigInt(beta));
      mass += weight;
      sum += term;
      if (term * 10n ** 24n < sum) break;
    }
  }
  return d.toNumber(over(sum, mass));
}

/** In shares of what the two factors allow, times the first. */
function meanRatio(uniform: () => number): number {
  const [alpha, beta] = [integer(uniform, 2, 60), integer(uniform, 2, 60)];
  const [rise, fall] = [10 ** (-8 * uniform()), 10 ** (-8 * uniform())];
  const truth = exactMean(alpha, beta, rise, fall);
  const [base, root] = MEAN_INVERSE;
  const allowed = (base + root * Math.sqrt(Math.min(alpha, beta))) * Number.EPSILON * truth;
  return (base * Math.abs(meanInverse(alpha, beta, rise, fall) - truth)) / allowed;
}

/** What the last digit of A₀ and R does to both functions of a nearly pure state, in ε of them. */
function blurRatio(uniform: () => number): number {
  const A0 = 0.5 * uniform() + 1e-3;
  const R = A0 * (1 - 0.5 * 10 ** (-3 - 13 * uniform()));
  const half = 1 + 0.5 * Number.EPSILON;
  const blurred = [A0 * half, R / half] as const;
  const [K, L0] = [exactKernel(A0, R * R), exactLogMean(A0, R * R)].map(toNumber);
  const [k, l] = [sphereKernel(blurred[0], blurred[1] ** 2), logMean(blurred[0], blurred[1] ** 2)];
  return Math.max(Math.abs(k - K) / K, Math.abs(l - L0) / Math.abs(L0)) / Number.EPSILON;
}

export const ofSpheres: Measures = {
  HUSIMI: {
    on: "800 values of Q of states of J up to 10, pure ones among them, against ninety digits",
    measure() {
      const uniform = uniformOf("Q");
      return largestOf(200, (k) => {
        const n = spinOf(uniform);
        const rho = randomState(n, k % 2 === 0 ? 1 : integer(uniform, 1, n), uniform);
        return fieldRatio(rho, uniform, (found, { Q }, mean) => Math.abs(found.Q - Q) / (Number.EPSILON * mean));
      });
    },
  },
  HUSIMI_GRADIENT: {
    on: "800 gradients of Hermitian matrices of J up to 10, against ninety digits",
    measure() {
      const uniform = uniformOf("gradients");
      return largestOf(200, () => {
        const X = randomHermitian(spinOf(uniform), uniform);
        const unit = Number.EPSILON * Math.sqrt((X.dimension - 1) / 2) * frobenius(X);
        return fieldRatio(X, uniform, (found, truth) => {
          const off = Math.max(Math.abs(found.dTheta - truth.dTheta), Math.abs(found.dPhi - truth.dPhi));
          return off / unit;
        });
      });
    },
  },
  MEAN_INVERSE: {
    on: "200 means, α and β from 2 to 60, against ninety digits",
    measure() {
      const uniform = uniformOf("means");
      return largestOf(200, () => meanRatio(uniform));
    },
  },
  NEARLY_PURE_QUBIT: {
    on: "2000 nearly pure states with A₀ and R off by half an ε, against fifty digits",
    measure() {
      const uniform = uniformOf("nearly pure");
      return largestOf(2000, () => blurRatio(uniform));
    },
  },
};
