/**
 * The mean of a Husimi function with the logarithm of one zero: for X on the axis of a spin J
 *     μ ∫ dn X(n) ln[(1 − n·m)/2] = X'(m),   X' = −(2J+1) C⁻¹(X − x) − Tr X,   x = Tr X/(2J+1),
 * C = Σ_k [J_k, [J_k, ·]] the Casimir operator, l(l+1) on multipoles of rank l ≥ 1, since
 * ln[(1−u)/2] = −1 − Σ_{l≥1} (2l+1)/(l(l+1)) P_l(u). Exact: no multipole above 2J is in X.
 */
import { orderStart } from "../../spins/matrices/hermitian-tensor.ts";

/** X' of every X on the last axis of a tensor (see `hermitian-tensor.ts`), whose dimension is d = 2J+1. */
export function pointLogarithm(tensor: Float64Array, d: number): Float64Array {
  const out = new Float64Array(tensor.length);
  for (let at = 0; at < tensor.length; at += d * d) {
    solveDiagonal(tensor, out, at, d);
    for (let q = 1; q < d; q++) {
      const start = at + orderStart(d, q);
      solveOrder(tensor, out, start, d, q);
      solveOrder(tensor, out, start + 1, d, q);
    }
  }
  return out;
}

/** a_i² = (i+1)(2J−i), of J₊|i+1⟩ = a_i |i⟩. */
function ladderSquare(d: number, i: number): number {
  return (i + 1) * (d - 1 - i);
}

/**
 * X'_i − X'_{i+1} = −d F_i/a_i² with F_i = Σ_{k≤i} (X_k − x), each half summed from the pole at its end, where
 * X' = −Σ_i X_i (1/(p+1) + … + 1/d) with p the place counted from the other end: there every digit counts, for 2J zeros of a
 * coherent state may lie there.
 */
function solveDiagonal(X: Float64Array, out: Float64Array, at: number, d: number): void {
  let trace = 0;
  for (let i = 0; i < d; i++) trace += X[at + i];
  const mean = trace / d;
  const half = Math.ceil(d / 2);
  // From both ends inward: `end + step * k`, k = 0 …
  for (const [end, step, count] of [
    [0, 1, half],
    [d - 1, -1, d - half],
  ]) {
    let value = 0;
    let harmonic = 0;
    for (let k = d - 1; k >= 0; k--) {
      harmonic += 1 / (k + 1);
      value -= harmonic * X[at + end + step * k];
    }
    let flow = 0;
    for (let k = 0; k < count; k++) {
      out[at + end + step * k] = value;
      flow += X[at + end + step * k] - mean;
      value += (d * flow) / ladderSquare(d, k);
    }
  }
}

/**
 * Coherence order q, real or imaginary parts, every other place from `start` on: a tridiagonal system, positive definite,
 *     (CY)_ij = (2J(J+1) − 2 m_i m_j) Y_ij − a_i a_j Y_{i+1,j+1} − a_{i−1} a_{j−1} Y_{i−1,j−1},   j = i + q,
 * by elimination.
 */
function solveOrder(X: Float64Array, out: Float64Array, start: number, d: number, q: number): void {
  const J = (d - 1) / 2;
  const count = d - q;
  const pivots = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const diagonal = 2 * J * (J + 1) - 2 * (J - i) * (J - i - q);
    const factor = i === 0 ? 0 : coupling(d, i - 1, q) / pivots[i - 1];
    pivots[i] = diagonal - (i === 0 ? 0 : factor * coupling(d, i - 1, q));
    out[start + 2 * i] = X[start + 2 * i] + (i === 0 ? 0 : factor * out[start + 2 * (i - 1)]);
  }
  for (let i = count - 1; i >= 0; i--) {
    const above = i === count - 1 ? 0 : coupling(d, i, q) * out[start + 2 * (i + 1)];
    out[start + 2 * i] = (out[start + 2 * i] + above) / pivots[i];
  }
  for (let i = 0; i < count; i++) out[start + 2 * i] *= -d;
}

/** a_i a_{i+q}. */
function coupling(d: number, i: number, q: number): number {
  return Math.sqrt(ladderSquare(d, i) * ladderSquare(d, i + q));
}
