/**
 * Averages over circles about an axis: of a polynomial f on the sphere over the circle n·R = v.
 *
 *   f             → Σ_l H_l(n)               harmonics, projected by the Laplacian
 *   ⟨H_l⟩ about R → P_l(u) H_l(R/|R|)         with v = |R|u
 */
import { gaussian } from "../algebra/gaussian.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import * as symbols from "../algebra/symbol.ts";

/** |R|² and the components of R. */
export const R2 = p.symbol(symbols.R2);
export const R = symbols.R.map(p.symbol);

export interface Average {
  /** Coefficients in v = R·n of the numerator over |R|^(2·powerOfR2). */
  readonly numerator: readonly Polynomial[];
  readonly powerOfR2: number;
}

/** The average of a function of n over the circle n·R = v. */
export function averageAboutR(f: Polynomial, party: string): Average {
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
