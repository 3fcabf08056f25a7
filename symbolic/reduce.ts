/**
 * The sphere of a qubit, integrated exactly. For J = 1/2 the Husimi function of a conditional state is Q = A₀ + R·n, and
 * the integrand of dS/dt is N(n)/Q with the polynomial N = R·BR − Q A·R. The pass rewrites ∫ N/Q dn:
 *
 *   N             → Σ_l H_l(n)                               harmonics, projected by the Laplacian
 *   ⟨H_l⟩ about R → P_l(u) H_l(R/|R|)                         the average over azimuth, n·R = |R|u
 *   N̄(u)          → (1 − u²) q(u)                            N vanishes at n = ±R/|R|, where ∇Q does
 *   q(u)/(A₀+Ru)  → t(u) + q(−A₀/R)/(A₀ + Ru)
 *   ∫(1−u²)/(A₀+Ru) du → K(A₀, R)                             `sphereKernel` of the runtime
 *
 * Precondition: one party, and every denominator is Q.
 */
import { add as addNumbers, gaussian } from "./algebra/gaussian.ts";
import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import * as sphere from "./algebra/sphere.ts";
import { spinSymbol } from "./correspondence.ts";
import type { FokkerPlanck } from "./fokker-planck.ts";
import type { Formula } from "./formula.ts";
import * as f from "./formula.ts";

const A0 = p.symbol("A0");
const R2 = p.symbol("R2");
const R = ["Rx", "Ry", "Rz"].map(p.symbol);

/**
 * (1/2π) ∫ (∇Q·B∇Q/Q − A·∇Q) dn over the unit sphere for Q = A₀ + R·n; with J = 1/2 that is μ ∫ … dn.
 * @returns null where a remainder is no multiple of K
 */
export function integrateQubitSphere({ parties, drift, diffusion }: FokkerPlanck): Formula | null {
  if (parties.length !== 1) return null;
  const [party] = parties;
  const half = new Map([[spinSymbol(party), p.fraction(1n, 2n)]]);
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
  // N̄ = −(|R|² − v²)·(−q) with v = |R|u, and |R|² − v² = |R|²(1 − u²).
  const [t, [atPole = p.zero]] = divide(q.map(p.negate), [A0, p.one]);
  const polynomialPart = p.add(
    ...t.map((coefficient, j) => (j % 2 === 0 ? p.multiply(coefficient, weightMoment(j)) : p.zero)),
  );
  const over = (numerator: Polynomial): Polynomial | undefined =>
    divideByR2(p.multiply(numerator, R2), average.powerOfR2);
  const [kernelFactor, rest] = [over(atPole), over(polynomialPart)];
  if (!kernelFactor || !rest) return null;
  const kernel = f.named("kernel", f.call("sphereKernel", f.polynomial(A0), f.polynomial(R2)));
  return f.sum([f.product([kernel, f.polynomial(kernelFactor)]), f.polynomial(rest)]);
}

/** ∫ (1 − u²) (|R|u)^j du over [−1, 1], j even. */
const weightMoment = (j: number): Polynomial =>
  p.scale(p.power(R2, j / 2), addNumbers(gaussian(2n, 0n, BigInt(j + 1)), gaussian(-2n, 0n, BigInt(j + 3))));

interface Average {
  /** Coefficients in v = R·n of the numerator over |R|^(2·powerOfR2). */
  readonly numerator: readonly Polynomial[];
  readonly powerOfR2: number;
}

/** The average of a function of n over the circle n·R = v. */
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
  const values = new Map(sphere.coordinatesOf(party).map((name, k) => [name, R[k]]));
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
    const [constant, ...rest] = p.coefficientsIn(result, "R2");
    if (!p.isZero(constant)) return undefined;
    result = p.add(...rest.map((coefficient, e) => p.multiply(coefficient, p.power(R2, e))));
  }
  return result;
}
