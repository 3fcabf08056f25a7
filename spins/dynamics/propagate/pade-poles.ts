/** A rational approximation of e^z that stays small where e^z does. */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";

export interface Pole {
  readonly re: number;
  readonly im: number;
  /** c/p; of a conjugate pair, twice that of the one kept. */
  readonly shareRe: number;
  readonly shareIm: number;
}

/** Degree of the denominator; more would be of higher order, 2·4 − 1 here, but with larger residues and their rounding. */
const DEGREE = 4;
export const ORDER = 2 * DEGREE - 1;

/**
 * Poles p and residues c of the [3/4] Padé approximant r of e^z, L-stable (Hairer & Wanner, Solving Ordinary Differential
 * Equations II, §IV.3 and IV.4). In steps r(z) = 1 + Σ (c/p) z/(z − p), so that rounding is relative to what changes, and the
 * integral over a step is that of (r(z) − 1)/z = Σ (c/p)/(z − p).
 */
export const poles = (): readonly Pole[] => {
  found ??= padePoles();
  return found;
};

/** Once they were asked for. */
let found: readonly Pole[] | undefined;

function padePoles(): readonly Pole[] {
  // N = Σ_j (7−j)! 3!/(7! j! (3−j)!) z^j, D = Σ_j (7−j)! 4!/(7! j! (4−j)!) (−z)^j (Hairer & Wanner, eq IV.3.30).
  const numerator = padeCoefficients(DEGREE - 1, 1);
  const denominator = padeCoefficients(DEGREE, -1);
  const companion = Matrix.zeros(DEGREE, DEGREE);
  for (let k = 0; k < DEGREE; k++) {
    companion.set(k, DEGREE - 1, -denominator[k] / denominator[DEGREE]);
    if (k > 0) companion.set(k, k - 1, 1);
  }
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(companion);
  const slopes = denominator.slice(1).map((c, k) => c * (k + 1));
  const kept: Pole[] = [];
  realEigenvalues.forEach((start, k) => {
    if (!(imaginaryEigenvalues[k] > 0)) return;
    let z: Complex = [start, imaginaryEigenvalues[k]];
    for (let step = 0; step < 3; step++) {
      const [re, im] = divide(horner(denominator, z), horner(slopes, z));
      z = [z[0] - re, z[1] - im];
    }
    const [re, im] = divide(divide(horner(numerator, z), horner(slopes, z)), z);
    kept.push({ re: z[0], im: z[1], shareRe: 2 * re, shareIm: 2 * im });
  });
  return kept;
}

type Complex = readonly [number, number];

function padeCoefficients(degree: number, sign: number): number[] {
  const list = [1];
  for (let j = 0; j < degree; j++) list.push((sign * list[j] * (degree - j)) / ((2 * DEGREE - 1 - j) * (j + 1)));
  return list;
}

function horner(coefficients: readonly number[], [x, y]: Complex): Complex {
  let [re, im] = [0, 0];
  for (let k = coefficients.length - 1; k >= 0; k--) [re, im] = [re * x - im * y + coefficients[k], re * y + im * x];
  return [re, im];
}

function divide([a, b]: Complex, [c, d]: Complex): Complex {
  const size = c * c + d * d;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
}
