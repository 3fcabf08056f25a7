/** Whether the drift stays in the range of the diffusion, so that Bω = A can be solved. */
import { exactQuotient } from "./algebra/division.ts";
import { nullspace } from "./algebra/linear.ts";
import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import * as sphere from "./algebra/sphere.ts";
import type { FokkerPlanck } from "./fokker-planck.ts";
import { notation } from "./functions.ts";
import { block, type Noise, type Rows, times, turning } from "./noise.ts";
import { isShownNonZero } from "./shown-nonzero.ts";
import type { Ranges } from "./sign.ts";

/**
 * Whether P m = 0 of one party (noise.ts). Then, with k = m/|m|, κ = k·n and a the product of P's other eigenvalues,
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
  const unit = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? p.one : p.zero)));
  const inverted = unit.map((row) => row.map(p.negate));
  const m = turning(block(noise, 0, 0));
  const square = sphere.dot(m, m);
  if (p.isZero(square)) return [inverted, unit];
  const along = m.map((x) => m.map((y) => exactQuotient(p.multiply(p.constant(2n), x, y), square)));
  if (along.flat().includes(undefined)) return [inverted, unit];
  const halfTurn = along.map((row, i) => row.map((entry, j) => p.subtract(entry!, unit[i][j])));
  return [halfTurn, halfTurn.map((row) => row.map(p.negate)), inverted, unit];
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
  for (const n of rationalPoints)
    for (const mirror of mirrors(noise)) {
      const image = times(mirror, n);
      const points = parties.map((_, j) => (j % 2 === 0 ? n : image));
      const values = new Map(
        parties.flatMap((party, j) => sphere.coordinatesOf(party).map((name, k) => [name, points[j][k]] as const)),
      );
      const [A, ...B] = [drift, ...diffusion].map((row) => row.map((entry) => p.substitute(entry, values)));
      const isOutside = nullspace(B, A.length).some((y) => isShownNonZero(sphere.dot(y, A), ranges));
      if (isOutside) return points.map((v, j) => `n_${parties[j]} = (${v.map(inUnicode).join(", ")})`).join(", ");
    }
  return undefined;
}
