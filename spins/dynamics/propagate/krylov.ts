/** e^{tA}v and ∫₀ᵗ e^{sA}v ds for large sparse A, by Arnoldi's method. */
import { Matrix } from "ml-matrix";
import { expm } from "../../matrices/expm.ts";
import { KRYLOV_STEP } from "../../numbers/safety-factors.ts";
import { dot, norm } from "../../numbers/vector.ts";
import { MOST_STEPS, refuseSteps } from "./banded.ts";

/** out = A x. */
type Multiply = (x: Float64Array, out: Float64Array) => void;

interface Propagated {
  readonly state: Float64Array;
  /** ∫₀ᵗ e^{sA}v ds. */
  readonly integral: Float64Array;
}

const SUBSPACE = 36;

/**
 * In steps τ, e^{τA}v ≈ β V e^{τH} e₁ on the Krylov space of dimension 36, with the corrected scheme and the two error
 * estimates of Sidje, Expokit, ACM Trans. Math. Softw. 24, 130 (1998), §3 (after Saad, SIAM J. Numer. Anal. 29, 209 (1992)):
 * the steps' errors add up to at most `tolerance`·|v|, or to 4ε|v| a step. H is Hessenberg and small; its exponential is dense.
 * @param size  a bound on A, such as its largest column sum
 */
export function krylovExponential(
  multiply: Multiply,
  v: Float64Array,
  time: number,
  size: number,
  tolerance: number,
): Propagated {
  const n = v.length;
  const m = Math.min(SUBSPACE, n);
  const state = v.slice();
  const integral = new Float64Array(n);
  const basis = Array.from({ length: m + 1 }, () => new Float64Array(n));
  const whole = norm(v);
  let done = 0;
  let tau = Math.min(time, (0.25 * m) / Math.max(size, Number.MIN_VALUE));
  for (let steps = 0; done < time; steps++) {
    if (steps > MOST_STEPS) refuseSteps(time);
    const beta = norm(state);
    if (beta === 0) break;
    const { H, dimension, exhausted, next } = arnoldi(multiply, state, beta, basis, m, size);
    tau = exhausted ? time - done : Math.min(tau, time - done);
    for (;;) {
      const F = exponentials(H, dimension, tau, exhausted);
      const error = exhausted ? 0 : beta * estimate(F, dimension, next);
      const allowed = Math.max((tolerance * whole * tau) / time, KRYLOV_STEP * Number.EPSILON * whole);
      if (error > allowed) {
        tau *= Math.max(0.2, 0.9 * (allowed / error) ** (1 / m));
        continue;
      }
      state.fill(0);
      addCombination(basis, exhausted ? dimension : dimension + 1, F.power, beta, state);
      addCombination(basis, exhausted ? dimension : dimension + 1, F.integral, beta, integral);
      done = time - done - tau <= 1e-15 * time ? time : done + tau;
      const growth = error === 0 ? 5 : Math.min(5, 0.9 * (allowed / error) ** (1 / m));
      tau *= Math.max(0.5, growth);
      break;
    }
  }
  return { state, integral };
}

/** out += scale Σ_j weights_j q_j over so many of the basis. */
function addCombination(
  basis: readonly Float64Array[],
  count: number,
  weights: readonly number[],
  scale: number,
  out: Float64Array,
): void {
  for (let j = 0; j < count; j++) {
    const factor = scale * weights[j];
    const q = basis[j];
    for (let k = 0; k < out.length; k++) out[k] += factor * q[k];
  }
}

interface Hessenberg {
  /** (m+2)², with the correction of the scheme in its last rows. */
  readonly H: Matrix;
  readonly dimension: number;
  /** Whether the space is invariant: the exponential on it is exact. */
  readonly exhausted: boolean;
  /** |A v_{m+1}|. */
  readonly next: number;
}

/** Modified Gram–Schmidt, twice: once leaves the basis orthogonal only to the extent that A v is not small. */
function arnoldi(
  multiply: Multiply,
  start: Float64Array,
  beta: number,
  basis: readonly Float64Array[],
  m: number,
  size: number,
): Hessenberg {
  const n = start.length;
  const H = Matrix.zeros(m + 2, m + 2);
  const w = new Float64Array(n);
  for (let k = 0; k < n; k++) basis[0][k] = start[k] / beta;
  for (let j = 0; j < m; j++) {
    multiply(basis[j], w);
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i <= j; i++) {
        const overlap = dot(basis[i], w);
        H.set(i, j, H.get(i, j) + overlap);
        for (let k = 0; k < n; k++) w[k] -= overlap * basis[i][k];
      }
    }
    const rest = norm(w);
    if (rest <= KRYLOV_STEP * Number.EPSILON * size) return { H, dimension: j + 1, exhausted: true, next: 0 };
    H.set(j + 1, j, rest);
    for (let k = 0; k < n; k++) basis[j + 1][k] = w[k] / rest;
  }
  multiply(basis[m], w);
  H.set(m + 1, m, 1);
  return { H, dimension: m, exhausted: false, next: norm(w) };
}

/** e^{τH} e₁ and ∫₀^τ e^{sH} e₁ ds, the latter by one more row and column. */
function exponentials(
  H: Matrix,
  dimension: number,
  tau: number,
  exhausted: boolean,
): { power: number[]; integral: number[] } {
  const size = exhausted ? dimension : dimension + 2;
  const A = Matrix.zeros(size + 1, size + 1);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) A.set(i, j, tau * H.get(i, j));
  A.set(0, size, tau);
  const E = expm(A);
  return { power: E.getColumn(0), integral: E.getColumn(size) };
}

function estimate({ power }: { power: number[] }, m: number, next: number): number {
  const first = Math.abs(power[m]);
  const second = Math.abs(power[m + 1]) * next;
  if (first > 10 * second) return second;
  if (first > second) return (first * second) / (first - second);
  return first;
}
