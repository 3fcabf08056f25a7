/**
 * The sphere of a qubit, integrated exactly. For J = 1/2 the Husimi function of a conditional state is Q = A₀ + R·n; with
 * v = n·R = |R|u, averages about R (average-about-axis.ts) leave integrals over u.
 *
 * dS/dt, with the integrand N/Q, N = R·BR − Q A·R:
 *   N̄(v)                → (|R|² − v²) q(v)                  N vanishes at n = ±R/|R|, where ∇Q does
 * S, and every −∫ X ln Q with a polynomial X for which no |R|² stays below, as with X linear in n:
 *   X̄(v)                → m + (X̄ − m)                       m the mean of X̄ over u
 *   ∫ (X̄ − m) ln Q du   → ∫ (1 − u²) |R|² w(v)/Q du          by parts: the primitive of X̄ − m is (v² − |R|²) w(v)
 * Both:
 *   q(v)/(A₀ + v)       → t(v) + q(−A₀)/(A₀ + v)
 *   ∫ (1 − u²)/Q du     → K(A₀, R),  ∫ ln Q du → L₀(A₀, R)   `sphereKernel` and `logMean` of the runtime
 *
 * Precondition: one party, and every denominator is Q.
 */

import * as e from "../algebra/derived.ts";
import type { Derived } from "../algebra/expression.ts";
import { add as addNumbers, gaussian } from "../algebra/gaussian.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import * as symbols from "../algebra/symbol.ts";
import type { FokkerPlanck } from "../derive/fokker-planck.ts";
import { averageAboutR, R, R2 } from "./average-about-axis.ts";

const A0 = p.symbol(symbols.A0);

/** mean·L₀ + kernel·K + rest. */
interface Reduced {
  readonly mean: Polynomial;
  readonly kernel: Polynomial;
  readonly rest: Polynomial;
}

/**
 * (1/2π) ∫ (∇Q·B∇Q/Q − A·∇Q) dn over the unit sphere for Q = A₀ + R·n; with J = 1/2 that is μ ∫ … dn.
 * @returns null where a remainder is no multiple of K
 */
export function integrateQubitSphere({ parties, drift, diffusion }: FokkerPlanck): Derived | null {
  if (parties.length !== 1) return null;
  const [party] = parties;
  const half = new Map([[symbols.spin(party), p.fraction(1n, 2n)]]);
  const B = diffusion.map((row) => row.map((entry) => p.substitute(entry, half)));
  const A = drift.map((entry) => p.substitute(entry, half));
  const Q = p.add(A0, sphere.dot(R, sphere.point(party)));
  const numerator = p.subtract(
    sphere.dot(
      R,
      B.map((row) => sphere.dot(row, R)),
    ),
    p.multiply(Q, sphere.dot(A, R)),
  );
  const average = averageAboutR(numerator, party);
  const [q, remainder] = divide(average.numerator, [p.negate(R2), p.zero, p.one]);
  if (!remainder.every(p.isZero)) return null;
  // N̄ = −(|R|² − v²)(−q), and |R|² − v² = |R|²(1 − u²).
  const reduced = weighedOverQ(q.map((entry) => p.negate(p.multiply(entry, R2))));
  return closed({ mean: p.zero, ...reduced }, average.powerOfR2);
}

/**
 * −(1/2π) ∫ X ln Q dn over the unit sphere for Q = A₀ + R·n; the entropy for X = Q.
 * @param X  a polynomial in n, the point of `party`
 * @returns null where |R|² stays in a denominator
 */
export function integrateLogMoment(X: Polynomial, party: string): Derived | null {
  const { numerator, powerOfR2 } = averageAboutR(X, party);
  const share = (k: number): Polynomial => p.scale(numerator[k], gaussian(1n, 0n, BigInt(k + 1)));
  const mean = p.add(...numerator.map((_, k) => (k % 2 === 0 ? p.multiply(share(k), p.power(R2, k / 2)) : p.zero)));
  // ∫ (X̄ − m) dv = Σ_k c_k v^{k+1}/(k+1) − m v + constant, which vanishes at v = ±|R|.
  const primitive = [p.zero, ...numerator.map((_, k) => share(k))];
  primitive[1] = p.subtract(primitive[1], mean);
  primitive[0] = p.negate(
    p.add(...primitive.map((entry, k) => (k % 2 === 0 ? p.multiply(entry, p.power(R2, k / 2)) : p.zero))),
  );
  const [w, remainder] = divide(primitive, [p.negate(R2), p.zero, p.one]);
  if (!remainder.every(p.isZero)) return null;
  const reduced = weighedOverQ(w.map((entry) => p.multiply(entry, R2)));
  const negative = { mean: p.negate(mean), kernel: p.negate(reduced.kernel), rest: p.negate(reduced.rest) };
  return closed(negative, powerOfR2);
}

/** ∫ (1 − u²) q(v)/(A₀ + v) du over [−1, 1]. */
function weighedOverQ(q: readonly Polynomial[]): Omit<Reduced, "mean"> {
  const [t, [atPole = p.zero]] = divide(q, [A0, p.one]);
  const rest = t.map((coefficient, j) => (j % 2 === 0 ? p.multiply(coefficient, weightMoment(j)) : p.zero));
  return { kernel: atPole, rest: p.add(...rest) };
}

/** ∫ (1 − u²) (|R|u)^j du over [−1, 1], j even. */
const weightMoment = (j: number): Polynomial =>
  p.scale(p.power(R2, j / 2), addNumbers(gaussian(2n, 0n, BigInt(j + 1)), gaussian(-2n, 0n, BigInt(j + 3))));

/** The formula of an integral over u and over |R|^{2·power}. */
function closed({ mean, kernel, rest }: Reduced, power: number): Derived | null {
  const [ofMean, ofKernel, ofOne] = [mean, kernel, rest].map((part) => divideByR2(part, power));
  if (!ofMean || !ofKernel || !ofOne) return null;
  const special = (name: string, call: string) => e.named(name, e.call(call, e.polynomial(A0), e.polynomial(R2)));
  return e.sum([
    e.product([special("mean", "logMean"), e.polynomial(ofMean)]),
    e.product([special("kernel", "sphereKernel"), e.polynomial(ofKernel)]),
    e.polynomial(ofOne),
  ]);
}

/** Quotient and remainder of polynomials in v, given by coefficients, by a monic divisor. */
function divide(
  dividend: readonly Polynomial[],
  divisor: readonly Polynomial[],
): readonly [readonly Polynomial[], readonly Polynomial[]] {
  const rest = [...dividend];
  const quotient: Polynomial[] = [];
  const top = divisor.length - 1;
  for (let k = rest.length - 1; k >= top; k--) {
    const leading = rest[k];
    quotient[k - top] = leading;
    divisor.forEach((entry, j) => {
      rest[k - top + j] = p.subtract(rest[k - top + j], p.multiply(leading, entry));
    });
  }
  return [quotient, rest.slice(0, top)];
}

function divideByR2(polynomial: Polynomial, power: number): Polynomial | undefined {
  let result = polynomial;
  for (let k = 0; k < power; k++) {
    const [constant, ...rest] = p.coefficientsIn(result, symbols.R2);
    if (!p.isZero(constant)) return undefined;
    result = p.add(...rest.map((coefficient, e) => p.multiply(coefficient, p.power(R2, e))));
  }
  return result;
}
