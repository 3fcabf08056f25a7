/** Whether the drift stays in the range of the diffusion, so that Bω = A can be solved. */
import { nullspace } from "./algebra/linear.ts";
import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import * as sphere from "./algebra/sphere.ts";
import { cartesian } from "./algebra/spin-operator.ts";
import type { FokkerPlanck } from "./fokker-planck.ts";
import { notation } from "./functions.ts";
import type { Dissipator } from "./reservoir-text.ts";

/**
 * Proves, for one party, that A leaves the range of B on a curve. With P = Σ rate (uuᵀ + vvᵀ), m = Σ rate v × u over
 * L = (u + iv)·J: ∇Q·B∇Q = ½[(n×∇Q)ᵀP(n×∇Q) − (m·n)|∇Q|²] and A = −J m_⊥. If P m = 0 then, with k = m/|m|, κ = k·n and a the
 * product of P's other eigenvalues,
 *
 *   4 det B = κ [(a + |m|²) κ − |m| (tr P − n·Pn)]
 *
 * changes sign across the curve where the bracket vanishes, unless a = |m|² (one operator alone), and there the null
 * vector of B is not orthogonal to A, unless P is axisymmetric about m. Both exceptions have a potential.
 *
 * Precondition: no potential was found.
 */
export function noiseLacksDriftAxis({ parties }: FokkerPlanck, dissipators: readonly Dissipator[]): boolean {
  if (parties.length !== 1) return false;
  const vectors = dissipators.map(({ rate, operator }) => {
    const l = cartesian(operator, parties[0]);
    return { rate, u: l.map(p.realPart), v: l.map(p.imaginaryPart) };
  });
  const sum = (entry: (vector: (typeof vectors)[number]) => Polynomial): Polynomial =>
    p.add(...vectors.map((vector) => p.multiply(vector.rate, entry(vector))));
  const m = [0, 1, 2].map((k) => {
    const [i, j] = [(k + 1) % 3, (k + 2) % 3];
    return sum(({ u, v }) => p.subtract(p.multiply(v[i], u[j]), p.multiply(v[j], u[i])));
  });
  const P = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => sum(({ u, v }) => p.add(p.multiply(u[i], u[j]), p.multiply(v[i], v[j])))),
  );
  return P.every((row) => p.isZero(sphere.dot(row, m)));
}

const inUnicode = (rational: Polynomial): string => notation(rational).replace("-", "−");

/** A point of the product of spheres, and a null vector y of B there with y·A ≠ 0. */
interface Witness {
  readonly point: string;
  readonly overlap: Polynomial;
}

/** Rational points of the unit sphere, away from poles and coordinate planes. */
const rationalPoints: readonly sphere.Vector[] = [
  [p.fraction(1n, 3n), p.fraction(2n, 3n), p.fraction(-2n, 3n)],
  [p.fraction(2n, 7n), p.fraction(3n, 7n), p.fraction(6n, 7n)],
];

/** Mirror images n → (σ₁x, σ₂y, σ₃z), where collective operators lose rank. */
const mirrors: readonly (readonly [bigint, bigint, bigint])[] = [
  [-1n, -1n, 1n],
  [1n, 1n, -1n],
  [-1n, -1n, -1n],
  [1n, -1n, 1n],
];

/**
 * Looks for a point, among pairs of a rational point and its mirror images, where A is not in the range of B: exactly,
 * with the parameters and spins symbolic.
 */
export function findWitness({ parties, drift, diffusion }: FokkerPlanck): Witness | undefined {
  for (const n of rationalPoints)
    for (const mirror of mirrors) {
      const image = n.map((entry, k) => p.multiply(entry, p.constant(mirror[k])));
      const points = parties.map((_, j) => (j % 2 === 0 ? n : image));
      const values = new Map(
        parties.flatMap((party, j) => sphere.coordinatesOf(party).map((name, k) => [name, points[j][k]] as const)),
      );
      const [A, ...B] = [drift, ...diffusion].map((row) => row.map((entry) => p.substitute(entry, values)));
      const overlap = nullspace(B, A.length)
        .map((y) => sphere.dot(y, A))
        .find((value) => !p.isZero(value));
      if (overlap)
        return {
          point: points.map((v, j) => `n_${parties[j]} = (${v.map(inUnicode).join(", ")})`).join(", "),
          overlap,
        };
    }
  return undefined;
}
