/** What errors of its parts do to Tr[X ln A]. */
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius } from "../../spins/matrices/complex-matrix.ts";
import type { Spectrum } from "../../spins/matrices/spectrum.ts";
import { LOGARITHM } from "../../spins/numbers/safety-factors.ts";

interface Errors {
  /** |δX| in the trace norm. */
  readonly ofX: number;
  /** |δA| in the Frobenius norm. */
  readonly ofA: number;
  /** Relative, in which A was made: of each eigenvalue where A is diagonal, else of the whole. Default 0. */
  readonly rounding?: number;
}

/**
 * |Tr[(X + δX) ln(A + δA)] − Tr[X ln A]| ≤ |δX|₁ max |ln λ| + √Σ|X_ij ℓ_ij|² |δA|₂ in A's basis, ℓ_ij = (ln λ_i − ln λ_j)/(λ_i − λ_j)
 * (Bhatia, Matrix Analysis, 1997, theorem V.3.3), widened by what the second order can be, and the rounding of the sum.
 * @returns Infinity where X touches an eigenvalue that is not known from zero: the logarithm may be anything there
 */
export function logarithmError(X: ComplexMatrix, A: Spectrum, { ofX, ofA, rounding = 0 }: Errors): number {
  const { dimension: n, values, zero } = A;
  const inBasis = matrixInBasis(X, A);
  const off = ofA + (zero === 0 ? 0 : rounding);
  let [squares, diagonal, least, logs, largest] = [0, 0, Number.POSITIVE_INFINITY, 0, 0];
  for (let i = 0; i < 2 * n; i++) {
    if (values[i] > zero) {
      const size = Math.abs(Math.log(values[i]));
      largest = Math.max(largest, size);
      logs += 0.5 * size;
    }
    for (let j = 0; j < 2 * n; j++) {
      const x = inBasis[2 * n * i + j];
      if (x === 0) continue;
      least = Math.min(least, values[i], values[j]);
      if (least <= zero) return Number.POSITIVE_INFINITY;
      if (i === j) diagonal += 0.5 * Math.abs(x);
      squares += (x * dividedLogarithm(values[i], values[j])) ** 2;
    }
  }
  const share = (off + zero) / least;
  if (share >= 0.5) return Number.POSITIVE_INFINITY;
  // In the embedding every entry is there twice, and the error of the decomposition is in every direction.
  const first = 0.5 * Math.sqrt(squares) * (Math.SQRT2 * off + Math.sqrt(2 * n) * zero);
  const summed = LOGARITHM * n * Number.EPSILON * frobenius(X) * (1 + logs);
  const own = zero === 0 ? rounding * diagonal : 0;
  return ofX * largest + (first * (1 + 2 * n * share)) / (1 - share) ** 2 + own + summed;
}

function dividedLogarithm(a: number, b: number): number {
  const gap = (a - b) / b;
  return Math.abs(gap) < 1e-8 ? 1 / b : Math.log1p(gap) / (a - b);
}

/** vᵢᵀ X v_j of the embedding of X, row-major. */
function matrixInBasis({ dimension: n, re, im }: ComplexMatrix, { vectors }: Spectrum): Float64Array {
  const size = 2 * n;
  const turned = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const at = size * j;
    for (let r = 0; r < n; r++) {
      for (let c = 0; c < n; c++) {
        const [x, y] = [re[r * n + c], im[r * n + c]];
        turned[at + r] += x * vectors[at + c] - y * vectors[at + n + c];
        turned[at + n + r] += y * vectors[at + c] + x * vectors[at + n + c];
      }
    }
  }
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += vectors[size * i + k] * turned[size * j + k];
      out[size * i + j] = sum;
    }
  }
  return out;
}
