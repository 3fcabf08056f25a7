/**
 * The flux matrix of a reservoir with any potential Q* = Π_f (constant_f + axis_f·n)^{2J·weight_f}:
 * F = D†(X) with X = M ∫ |Ω⟩⟨Ω| ln Q*, so that Φ = Tr[ρF]. Each factor's share of X is diagonal along its own axis.
 */
import { Matrix } from "ml-matrix";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { dissipationSize, dissipator } from "../../spins/dynamics/liouvillian.ts";
import { dot, noiseOf, trace, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { expm } from "../../spins/matrices/expm.ts";
import { jumpOperator, type SparseMatrix } from "../../spins/matrices/operators.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { ZERO_ON_SPHERE } from "../../spins/numbers/safety-factors.ts";
import type { FluxMatrix } from "../evaluator.ts";
import { axialState, logPotentialGaps } from "./axial.ts";

/** (constant + axis·n)^{2J·weight}, |axis| ≤ constant. */
export interface PotentialFactor {
  readonly constant: number;
  readonly axis: Vector3;
  readonly weight: number;
}

/** One reservoir's potential and dissipators. */
export interface PotentialReservoir {
  readonly factors: readonly PotentialFactor[];
  readonly jumps: readonly Jump[];
}

/** F, summed over reservoirs, with a bound on its error; a reservoir without factors, or without noise, has none. */
export function potentialFluxMatrix(J: number, reservoirs: readonly PotentialReservoir[]): FluxMatrix {
  const dimension = Math.round(2 * J) + 1;
  const F = { re: Matrix.zeros(dimension, dimension), im: Matrix.zeros(dimension, dimension) };
  let error = 0;
  for (const { factors, jumps } of reservoirs) {
    const active = jumps.filter(isActive);
    if (factors.length === 0 || active.length === 0) continue;
    const X = { re: Matrix.zeros(dimension, dimension), im: Matrix.zeros(dimension, dimension) };
    let size = 0;
    for (const factor of factors) size += addFactor(X, J, factor);
    for (const jump of active) addAdjointDissipator(F, jump.rate, jumpOperator(jump, [J]), X);
    error += rounding(J, active, size) * cancellation(active);
  }
  return { dimension, re: Float64Array.from(F.re.to1DArray()), im: Float64Array.from(F.im.to1DArray()), error };
}

const isActive = ({ rate, re, im }: Jump): boolean => rate !== 0 && [...re, ...im].flat().some((entry) => entry !== 0);

/** How much larger the terms of C are than C, where rates of either sign cancel. */
const cancellation = (jumps: readonly Jump[]): number =>
  jumps.every(({ rate }) => rate >= 0)
    ? 1
    : jumps.reduce((sum, jump) => sum + sizeOf(jump), 0) / trace(noiseOf(jumps).P);

/** What rounding of jumps, axes and rotations may do to F: 4ε of the terms that D†(X) is the difference of, in each of the
 *  2J + 1 terms of an entry. Strong squeezing takes its toll here: F stays near 1 while those terms grow as e^{2r}.
 *  @param size  a bound on |X| */
function rounding(J: number, jumps: readonly Jump[], size: number): number {
  return (2 * J + 1) * ROUNDING * dissipationSize(dissipator(jumps, [J], [0])) * size;
}

/**
 * The two factors of the potential of a single L = l·J, l = re + i im: tr B ∝ (1 − n·m₁)(1 − n·m₂), Q* = (tr B)^J. At m₁
 * and m₂ the coherent state is an eigenvector of L†: with ζ = e^{iφ} tan(θ/2), |Ω⟩ ∝ (1, ζ) and M = l*·σ,
 * ⟨Ω⊥|M|Ω⟩ ∝ M₁₀ − 2M₀₀ ζ − M₀₁ ζ² = 0.
 */
export function singleJumpFactors(re: Vector3, im: Vector3): readonly PotentialFactor[] {
  const p = { re: re[0] + im[1], im: re[1] - im[0] };
  const q = { re: -2 * re[2], im: 2 * im[2] };
  const r = { re: im[1] - re[0], im: im[0] + re[1] };
  return roots(p, q, r).map((m) => ({ constant: 1, axis: [-m[0], -m[1], -m[2]], weight: 0.5 }));
}

/** The same of jumps that are all one operator, up to factors. Of terms of a Kossakowski matrix, some of them negative, that is the longest
 *  column of C = P + i[m]. */
export function soleJumpFactors(jumps: readonly Jump[]): readonly PotentialFactor[] {
  const strongest = jumps.reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
  if (jumps.every(({ rate }) => rate >= 0)) return singleJumpFactors(strongest.re[0], strongest.im[0]);
  const { P, m } = noiseOf(jumps);
  const k = [0, 1, 2].reduce((a, b) => (P[b][b] > P[a][a] ? b : a));
  const turn: readonly Vector3[] = [
    [0, -m[2], m[1]],
    [m[2], 0, -m[0]],
    [-m[1], m[0], 0],
  ];
  return singleJumpFactors([P[0][k], P[1][k], P[2][k]], turn[k]);
}

/** |rate| |l|². */
const sizeOf = ({ rate, re, im }: Jump): number => Math.abs(rate) * (dot(re[0], re[0]) + dot(im[0], im[0]));

interface Complex {
  readonly re: number;
  readonly im: number;
}

const times = (a: Complex, b: Complex): Complex => ({ re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re });

const size = (a: Complex): number => Math.hypot(a.re, a.im);

/** With Re ≥ 0. The larger part is √((|a| + |Re a|)/2), the other follows from 2 Re·Im = Im a, where √((|a| − |Re a|)/2)
 *  would lose half of its digits. */
function squareRoot(a: Complex): Complex {
  const larger = Math.sqrt((size(a) + Math.abs(a.re)) / 2);
  if (larger === 0) return { re: 0, im: 0 };
  const smaller = a.im / (2 * larger);
  if (a.re >= 0) return { re: larger, im: smaller };
  return { re: Math.abs(smaller), im: a.im < 0 ? -larger : larger };
}

/** The points of the sphere at the roots ζ = x/y of p y² + q x y + r x², ∞ being the south pole. */
function roots(p: Complex, q: Complex, r: Complex): readonly Vector3[] {
  const square = times(q, q);
  const product = times(p, r);
  const root = squareRoot({ re: square.re - 4 * product.re, im: square.im - 4 * product.im });
  // The larger of −q ± √(q² − 4pr) loses no digits: ζ₁ = w/2r, ζ₂ = 2p/w.
  const plus = { re: -q.re + root.re, im: -q.im + root.im };
  const minus = { re: -q.re - root.re, im: -q.im - root.im };
  const w = size(plus) >= size(minus) ? plus : minus;
  if (size(w) === 0) return [pointAt(p, r), pointAt(p, r)];
  return [pointAt(w, { re: 2 * r.re, im: 2 * r.im }), pointAt({ re: 2 * p.re, im: 2 * p.im }, w)];
}

/** The point of ζ = x/y = e^{iφ} tan(θ/2), not both zero; in shares of the larger, whose square may be no double. */
function pointAt(x: Complex, y: Complex): Vector3 {
  const scale = Math.max(Math.abs(x.re), Math.abs(x.im), Math.abs(y.re), Math.abs(y.im));
  const [a, b] = [x, y].map(({ re, im }) => ({ re: re / scale, im: im / scale }));
  const cross = times(a, { re: b.re, im: -b.im });
  const [aa, bb] = [size(a) ** 2, size(b) ** 2];
  return [(2 * cross.re) / (aa + bb), (2 * cross.im) / (aa + bb), (bb - aa) / (aa + bb)];
}

interface Parts {
  readonly re: Matrix;
  readonly im: Matrix;
}

/** Adds weight · R diag(X_k) R† with R the rotation that takes z to the axis and X_k the axisymmetric potential's.
 *  @returns  Σ |X_{k−1} − X_k|, which its norm is at most */
function addFactor(X: Parts, J: number, { constant, axis, weight }: PotentialFactor): number {
  const top = Math.round(2 * J);
  const gaps = logPotentialGaps(J, constant, lengthOf(axis, constant));
  const diagonal = new Float64Array(top + 1);
  // X_k = X_{k−1} − gaps[k] up to a constant, which D† removes; index 0 is k = 2J.
  for (let k = 1; k <= top; k++) diagonal[top - k] = diagonal[top - k + 1] - gaps[k];
  const turned = alongAxis(J, diagonal, axis);
  X.re.add(Matrix.mul(turned.re, weight));
  X.im.add(Matrix.mul(turned.im, weight));
  return Math.abs(weight) * gaps.reduce((sum, gap) => sum + Math.abs(gap), 0);
}

/** R diag(entries) R† with R the rotation that takes z to the axis. */
function alongAxis(J: number, entries: Float64Array, axis: Vector3): Parts {
  const top = entries.length - 1;
  const d = rotationAboutY(J, Math.atan2(Math.hypot(axis[0], axis[1]), axis[2]));
  const phi = Math.atan2(axis[1], axis[0]);
  const turned = d.mmul(Matrix.diag(Array.from(entries))).mmul(d.transpose());
  const parts: Parts = { re: Matrix.zeros(top + 1, top + 1), im: Matrix.zeros(top + 1, top + 1) };
  for (let i = 0; i <= top; i++)
    for (let j = 0; j <= top; j++) {
      parts.re.set(i, j, turned.get(i, j) * Math.cos((i - j) * phi));
      parts.im.set(i, j, turned.get(i, j) * Math.sin((i - j) * phi));
    }
  return parts;
}

/** The state whose Husimi function is ∝ (constant + axis·n)^{2J}, |axis| ≤ constant. */
export function potentialState(J: number, constant: number, axis: Vector3): ComplexMatrix {
  const length = lengthOf(axis, constant);
  const { dimension, re } = axialState(J, constant + length, constant - length);
  const populations = Float64Array.from({ length: dimension }, (_, k) => re[k * dimension + k]);
  const turned = alongAxis(J, populations, axis);
  return { dimension, re: Float64Array.from(turned.re.to1DArray()), im: Float64Array.from(turned.im.to1DArray()) };
}

/** |axis|. Where the factor has its zero on the sphere, ln Q* turns the axis' last digit into several. */
function lengthOf(axis: Vector3, constant: number): number {
  const length = Math.hypot(...axis);
  return Math.abs(length - constant) <= ZERO_ON_SPHERE * Number.EPSILON * constant ? constant : length;
}

/** d(θ) = e^{−iθJy}, real. */
function rotationAboutY(J: number, theta: number): Matrix {
  const top = Math.round(2 * J);
  const generator = Matrix.zeros(top + 1, top + 1);
  for (let i = 0; i < top; i++) {
    const half = 0.5 * theta * Math.sqrt((top - i) * (i + 1));
    generator.set(i, i + 1, -half);
    generator.set(i + 1, i, half);
  }
  return expm(generator);
}

/** F += rate · (L†XL − ½{L†L, X}), which is rate times the Hermitian part of L†[X, L]. */
function addAdjointDissipator(F: Parts, rate: number, L: SparseMatrix, X: Parts): void {
  const n = L.dimension;
  const l: Parts = { re: Matrix.zeros(n, n), im: Matrix.zeros(n, n) };
  for (let k = 0; k < L.row.length; k++) {
    l.re.set(L.row[k], L.column[k], L.re[k]);
    l.im.set(L.row[k], L.column[k], L.im[k]);
  }
  const XL = multiply(X, l);
  const LX = multiply(l, X);
  const commutator: Parts = { re: Matrix.sub(XL.re, LX.re), im: Matrix.sub(XL.im, LX.im) };
  const adjoint: Parts = { re: l.re.transpose(), im: Matrix.mul(l.im.transpose(), -1) };
  const half = multiply(adjoint, commutator);
  F.re.add(Matrix.mul(Matrix.add(half.re, half.re.transpose()), rate / 2));
  F.im.add(Matrix.mul(Matrix.sub(half.im, half.im.transpose()), rate / 2));
}

const multiply = (a: Parts, b: Parts): Parts => ({
  re: Matrix.sub(a.re.mmul(b.re), a.im.mmul(b.im)),
  im: Matrix.add(a.re.mmul(b.im), a.im.mmul(b.re)),
});
