/** Φ of a noise by closed forms, in many digits. */
import type { Truth } from "../near-gibbs-oracle.ts";
import { type Digits, digits, evenAndOdd, logarithm, squareRoot } from "./digits.ts";
import { adjoint, type ExactMatrix, frobenius, multiply, reducedTo, zeros } from "./matrix.ts";
import type { Noise, System } from "./system.ts";

export const ZERO: Truth = { value: 0, error: 0, size: 0 };

/** Φ = M ∫ D(Q) ln Q*; null where there is no Q*. */
export function fluxTruth(
  system: System,
  noise: Noise,
  d: Digits,
  change: ExactMatrix,
  dimensions: readonly number[],
): Truth | null {
  if ("jumps" in noise) return null;
  const { channel, on, parameters: p } = noise;
  const X = reducedTo(change, dimensions, on[0]);
  switch (channel) {
    case "dephasing":
    case "axis-dephasing":
    case "depolarizing":
    case "collective-dephasing":
    case "correlated-dephasing":
      return ZERO;
    case "amplitude-damping":
      return axialFlux(d, X, p.nbar, "down");
    case "pumping":
      return axialFlux(d, X, 0, "up");
    case "squeezed-vacuum":
      return squeezedFlux(d, X, p.r, p.phase);
    case "squeezed-thermal":
      if (p.r === 0) return axialFlux(d, X, p.nbar, "down");
      return p.nbar === 0 ? squeezedFlux(d, X, p.r, p.phase) : null;
    case "collective-decay":
      return null;
    default:
      throw new Error(`no flux of ${channel} for spins ${system.spins.join(", ")}`);
  }
}

/**
 * Q* ∝ (N − c)^{2J}, N = 2n̄ + 1, c = cosθ, or its mirror image: Φ = J(2J + 1) Σ_i X_ii ∫ C(2J, i)((1+c)/2)^{2J−i}((1−c)/2)^i ln(N − c) dc
 * with ∫ c^k ln(N − c) dc = [(1 − N^{k+1}) ln(N − 1) − ((−1)^{k+1} − N^{k+1}) ln(N + 1) − Σ_{j≤k} N^{k−j}(1 + (−1)^j)/(j + 1)]/(k + 1).
 */
function axialFlux(d: Digits, X: ExactMatrix, nbar: number, direction: "down" | "up"): Truth {
  const size = X.n;
  // N^{2J+1} cancels, and ln(N − 1) of a small n̄ has a size of its own.
  const fine = digits(d.bits + 100 + Math.ceil((size + 1) * 2 * Math.log2(2 * nbar + 2)) + (nbar > 0 ? 1080 : 0));
  const N = 2n * fine.of(nbar) + fine.one;
  const moments = Array.from({ length: size }, (_, k) => logarithmicMoment(fine, N, k));
  let total = 0n;
  for (let i = 0; i < size; i++) {
    const at = direction === "down" ? i : size - 1 - i;
    const population = fine.from(X.re[at * (size + 1)], d.bits);
    polynomial(size - 1, i).forEach((coefficient, k) => {
      total += fine.times(population, coefficient * moments[k]);
    });
  }
  // J(2J + 1)/4^J
  const value = fine.toNumber((total * BigInt(size * (size - 1))) >> BigInt(size));
  return { value, error: 2 * Number.EPSILON * Math.abs(value), size: Math.abs(value) };
}

/** Coefficients of C(n, i)(1 + c)^{n−i}(1 − c)^i. */
function polynomial(n: number, i: number): bigint[] {
  let list = [1n];
  const multiplied = (by: bigint) => {
    list = [...list, 0n].map((x, k) => x + by * (k > 0 ? list[k - 1] : 0n));
  };
  let binomial = 1n;
  for (let k = 0; k < n; k++) multiplied(k < i ? -1n : 1n);
  for (let k = 0; k < i; k++) binomial = (binomial * BigInt(n - k)) / BigInt(k + 1);
  return list.map((x) => x * binomial);
}

function logarithmicMoment(d: Digits, N: bigint, k: number): bigint {
  const powers = [d.one];
  for (let j = 0; j <= k; j++) powers.push(d.times(powers[j], N));
  const top = powers[k + 1];
  let sum = N === d.one ? 0n : d.times(d.one - top, logarithm(d, N - d.one));
  sum -= d.times((k % 2 === 0 ? -d.one : d.one) - top, logarithm(d, N + d.one));
  for (let j = 0; j <= k; j += 2) sum -= (2n * powers[k - j]) / BigInt(j + 1);
  return sum / BigInt(k + 1);
}

/**
 * Q* = (tr B)^J of the single jump, and tr B = ½e^{2r}(1 − n·n₁)(1 − n·n₂), the two directions at cosθ = e^{−2r} and φ = −phase/2,
 * −phase/2 + π: half of what damping at n̄ = 0 about each of them has. A cubature
 * that stops where a cell agrees with its quarters does so by chance next to these zeros, and is off by more than it says.
 */
function squeezedFlux(d: Digits, X: ExactMatrix, r: number, phase: number): Truth {
  const { even, odd } = evenAndOdd(d, 2 * r, 1n);
  const cosine = d.over(d.one, even + odd);
  const [cos, sin] = [d.one + cosine, d.one - cosine].map((twice) => squareRoot(d, twice / 2n));
  const turned = turnedAboutZ(d, X, phase / 2);
  const [first, second] = [sin, -sin].map((s) => {
    const R = rotationAboutY(d, X.n, cos, s);
    return axialFlux(d, multiply(d, adjoint(R), multiply(d, turned, R)), 0, "down");
  });
  const value = (first.value + second.value) / 2;
  const size = (first.size + second.size) / 2;
  return { value, error: 3 * Number.EPSILON * size, size: Math.max(size, frobenius(d, X)) };
}

/** X_rc e^{i(r − c)angle}: what stands at an azimuth of −angle comes to 0. */
function turnedAboutZ(d: Digits, X: ExactMatrix, angle: number): ExactMatrix {
  const out = zeros(X.n);
  const { even: cos, odd: sin } = evenAndOdd(d, angle, -1n);
  const powers: [bigint, bigint][] = [[d.one, 0n]];
  for (let k = 1; k < X.n; k++) {
    const [re, im] = powers[k - 1];
    powers.push([d.times(re, cos) - d.times(im, sin), d.times(re, sin) + d.times(im, cos)]);
  }
  for (let k = 0; k < X.n * X.n; k++) {
    const steps = (k % X.n) - Math.floor(k / X.n);
    const [c, s] = powers[Math.abs(steps)];
    const sine = steps < 0 ? s : -s;
    out.re[k] = d.times(X.re[k], c) - d.times(X.im[k], sine);
    out.im[k] = d.times(X.re[k], sine) + d.times(X.im[k], c);
  }
  return out;
}

/** e^{−iθJy} of cos and sin θ/2: of column k the coefficients of √C(2J, k)(ca + sb)^{2J−k}(cb − sa)^k over √C(2J, j). */
function rotationAboutY(d: Digits, size: number, cos: bigint, sin: bigint): ExactMatrix {
  const out = zeros(size);
  const root = (k: number) => squareRoot(d, polynomial(size - 1, k)[0] * d.one);
  for (let k = 0; k < size; k++) {
    let list = [d.one];
    for (let factor = 0; factor < size - 1; factor++) {
      const [here, next] = factor < size - 1 - k ? [cos, sin] : [-sin, cos];
      list = [...list, 0n].map((x, j) => d.times(x, here) + (j > 0 ? d.times(list[j - 1], next) : 0n));
    }
    list.forEach((coefficient, j) => {
      out.re[j * size + k] = d.over(d.times(coefficient, root(k)), root(j));
    });
  }
  return out;
}
