/** Whether the drift stays in the range of the diffusion, so that Bω = A can be solved. */
import { exactQuotient } from "../algebra/division.ts";
import { notation } from "../algebra/functions.ts";
import type { Ranges } from "../algebra/interval.ts";
import { nullspace } from "../algebra/linear.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import { coordinatesOf } from "../algebra/symbol.ts";
import { isShownNonZero } from "../declare/shown-nonzero.ts";
import { block, type FokkerPlanck, type Noise, type Rows, times, trace, turning } from "./fokker-planck.ts";
import { isShownRegular } from "./shown-regular.ts";

/**
 * Whether P m = 0 of one party (fokker-planck.ts). Then, with k = m/|m|, κ = k·n and a the product of P's other eigenvalues,
 *
 *   4 det B = κ [(a + |m|²) κ − |m| (tr P − n·Pn)]
 *
 * changes sign across the curve where the bracket vanishes, unless a = |m|² (one operator alone), and there the null
 * vector of B is not orthogonal to A, unless P is axisymmetric about m. Both exceptions have a potential.
 */
export const lacksDriftAxis = (noise: Noise): boolean => times(noise.P, turning(noise)).every(p.isZero);

const inUnicode = (rational: Polynomial): string => notation(rational).replace("-", "−");

/** Rational points of the unit sphere, away from poles and coordinate planes. */
const rationalPoints: readonly sphere.Vector[] = [
  [p.fraction(1n, 3n), p.fraction(2n, 3n), p.fraction(-2n, 3n)],
  [p.fraction(2n, 7n), p.fraction(3n, 7n), p.fraction(6n, 7n)],
];

/** Maps n → ±n, and ±n turned by half a turn about the axis of a reservoir, where collective operators lose rank. */
function mirrors(noise: Noise): readonly Rows[] {
  const inverted = unit.map((row) => row.map(p.negate));
  const along = axisSquare(noise, 0, 0);
  if (!along) return [inverted, unit];
  const halfTurn = along.map((row, i) => row.map((entry, j) => p.subtract(p.add(entry, entry), unit[i][j])));
  return [halfTurn, halfTurn.map((row) => row.map(p.negate)), inverted, unit];
}

const unit: Rows = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? p.one : p.zero)));

/** k_i k_jᵀ of the unit vectors along m of two parties. */
function axisSquare(noise: Noise, i: number, j: number): Rows | undefined {
  const [a, b] = [turning(block(noise, i, i)), turning(block(noise, j, j))];
  const square = sphere.dot(a, a);
  if (p.isZero(square)) return undefined;
  const entries = a.map((x) => b.map((y) => exactQuotient(p.multiply(x, y), square)));
  return entries.flat().includes(undefined) ? undefined : (entries as Rows);
}

/**
 * The rotation R that takes the operators of the first party to those of another, l_j = R l, where noise is axisymmetric: with
 * P = α(1 − kkᵀ) across m = |m|k the block between them is P_0j = P Rᵀ, and Rᵀ = P_0j/α + k k_jᵀ. The identity where it is not of that form.
 */
function turnOf(noise: Noise, j: number): Rows {
  const first = block(noise, 0, 0);
  const [along, twiceAcross] = [axisSquare(noise, 0, j), trace(first.P)];
  if (!along || p.isZero(twiceAcross)) return unit;
  const between = block(noise, 0, j).P.map((row) =>
    row.map((entry) => exactQuotient(p.multiply(p.constant(2n), entry), twiceAcross)),
  );
  if (between.flat().includes(undefined)) return unit;
  const R = unit.map((row, i) => row.map((_, k) => p.add(between[k][i]!, along[k][i])));
  const product = R.map((row) => R.map((other) => sphere.dot(row, other)));
  const isRotation = product.every((row, i) => row.every((entry, k) => p.equals(entry, unit[i][k])));
  return isRotation ? R : unit;
}

/** Whether B is shown to be regular on the tangent planes at a point n: B + Σ_j n_j n_jᵀ is. */
function isRegularAt(B: Rows, points: readonly sphere.Vector[], ranges: Ranges): boolean {
  const across = points.flatMap((n, j) =>
    n.map((x) => points.flatMap((m, k) => m.map((y) => (j === k ? p.multiply(x, y) : p.zero)))),
  );
  return isShownRegular(
    B.map((row, i) => row.map((entry, k) => p.add(entry, across[i][k]))),
    ranges,
  );
}

/**
 * A point among pairs of a rational point and its mirror images where A is not in the range of B: there B has a null vector y
 * with y·A ≠ 0. Exactly, with the parameters and spins symbolic.
 */
export function findWitness(
  { parties, drift, diffusion }: FokkerPlanck,
  noise: Noise,
  ranges: Ranges,
): string | undefined {
  const turns = parties.map((_, j) => turnOf(noise, j));
  for (const n of rationalPoints)
    for (const mirror of mirrors(noise)) {
      const image = times(mirror, n);
      const points = parties.map((_, j) => times(turns[j], j % 2 === 0 ? n : image));
      const values = new Map(
        parties.flatMap((party, j) => coordinatesOf(party).map((entry, k) => [entry, points[j][k]] as const)),
      );
      const [A, ...B] = [drift, ...diffusion].map((row) => row.map((entry) => p.substitute(entry, values)));
      if (isRegularAt(B, points, ranges)) continue;
      const isOutside = nullspace(B, A.length).some((y) => isShownNonZero(sphere.dot(y, A), ranges));
      if (isOutside) return points.map((v, j) => `n_${parties[j]} = (${v.map(inUnicode).join(", ")})`).join(", ");
    }
  return undefined;
}
