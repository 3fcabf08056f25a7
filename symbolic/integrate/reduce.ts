/**
 * The sphere of a qubit, integrated exactly. For J = 1/2 the Husimi function of a conditional state is Q = A₀ + R·n; with
 * v = n·R = |R|u, averages about R leave integrals over u.
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

import type { Derived } from "../algebra/expression.ts";
import * as e from "../algebra/expression.ts";
import { add as addNumbers, gaussian } from "../algebra/gaussian.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import * as symbols from "../algebra/symbol.ts";
import type { Derivation } from "../derive/derivation.ts";
import * as fokkerPlanck from "../derive/fokker-planck.ts";

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
export function integrateQubitSphere({ parties, drift, diffusion }: fokkerPlanck.FokkerPlanck): Derived | null {
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

/** `integrateQubitSphere` of all reservoirs together. */
export const closedQubitSphere = ({ reservoirs }: Derivation): Derived | null =>
  integrateQubitSphere(fokkerPlanck.sum(reservoirs.map(({ operator }) => operator)));

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

/** |R|² and the components of R. */
const R2 = p.symbol(symbols.R2);
const R = symbols.R.map(p.symbol);

interface Average {
  /** Coefficients in v = R·n of the numerator over |R|^(2·powerOfR2). */
  readonly numerator: readonly Polynomial[];
  readonly powerOfR2: number;
}

/**
 * The average of a polynomial f in n over the circle n·R = v.
 *
 *   f             → Σ_l H_l(n)               harmonics, projected by the Laplacian
 *   ⟨H_l⟩ about R → P_l(u) H_l(R/|R|)         with v = |R|u
 */
function averageAboutR(f: Polynomial, party: string): Average {
  const harmonics = harmonicParts(f, party);
  const top = harmonics.length - 1;
  const numerator: Polynomial[] = Array.from({ length: top + 1 }, () => p.zero);
  harmonics.forEach((harmonic, l) => {
    const solid = p.multiply(solidHarmonic(harmonic, l, party), p.power(R2, top - l));
    homogeneousLegendre(l).forEach((coefficient, k) => {
      numerator[k] = p.add(numerator[k], p.multiply(coefficient, solid));
    });
  });
  return { numerator, powerOfR2: top };
}

/** f = Σ_l H_l with −ΔH_l = l(l+1)H_l, by Π_{j≠l} (−Δ − j(j+1))/(l(l+1) − j(j+1)). */
function harmonicParts(f: Polynomial, party: string): readonly Polynomial[] {
  const degreeInN = (g: Polynomial): number =>
    Math.max(0, ...p.collect(g, sphere.isCoordinate).map(([powers]) => powers.reduce((sum, [, e]) => sum + e, 0)));
  const top = degreeInN(f);
  const laplacian = (g: Polynomial): Polynomial => sphere.divergence(sphere.gradient(g, party), [party]);
  const levels = Array.from({ length: top + 1 }, (_, l) => l);
  return levels.map((l) =>
    levels
      .filter((j) => j !== l)
      .reduce((g, j) => {
        const shifted = p.add(p.negate(laplacian(g)), p.scale(g, gaussian(BigInt(-j * (j + 1)))));
        return p.scale(shifted, gaussian(1n, 0n, BigInt(l * (l + 1) - j * (j + 1))));
      }, f),
  );
}

/** |R|^l H_l(R/|R|), a polynomial in R and |R|². */
function solidHarmonic(harmonic: Polynomial, l: number, party: string): Polynomial {
  const values = new Map(symbols.coordinatesOf(party).map((entry, k) => [entry, R[k]]));
  return p.add(
    ...p.collect(harmonic, sphere.isCoordinate).map(([powers, coefficient]) => {
      const degree = powers.reduce((sum, [, e]) => sum + e, 0);
      return p.multiply(coefficient, p.substitute(p.monomial(powers), values), p.power(R2, (l - degree) / 2));
    }),
  );
}

/** |R|^l P_l(v/|R|) as coefficients in v: (l+1)P_{l+1} = (2l+1) v P_l − l |R|² P_{l−1}. */
function homogeneousLegendre(l: number): readonly Polynomial[] {
  let [previous, current]: [readonly Polynomial[], readonly Polynomial[]] = [[], [p.one]];
  for (let k = 0; k < l; k++) {
    const next = Array.from({ length: k + 2 }, (_, j) =>
      p.add(
        p.scale(current[j - 1] ?? p.zero, gaussian(BigInt(2 * k + 1), 0n, BigInt(k + 1))),
        p.multiply(p.fraction(BigInt(-k), BigInt(k + 1)), R2, previous[j] ?? p.zero),
      ),
    );
    [previous, current] = [current, next];
  }
  return current;
}

/** The label of the qubit of a closed form that no channel has to do with; its point is n. */
export const qubit = "a";

/** a₀ + a·n for the symbols a₀ and a. */
const linear = (constant: Polynomial, vector: readonly Polynomial[]): Polynomial =>
  p.add(constant, sphere.dot(vector, sphere.point(qubit)));

export const Q = linear(p.symbol(symbols.A0), symbols.R.map(p.symbol));
export const X = linear(p.symbol(symbols.X0), symbols.X.map(p.symbol));

/** S of a qubit with the measure 1/2π: −∫ X ln Q dn for X = Q. */
export const closedEntropy = (): Derived => integrateLogMoment(Q, qubit)!;
