/** Where what integration over the sphere of one of three qubits leaves to another's is not smooth, and rules that take such points in. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { leadingVectors } from "../../spins/matrices/pivoted-cholesky.ts";
import { type Complex, minus, plus, scaled, squaredSize, times } from "../../spins/numbers/complex.ts";
import { binomialRoots } from "../../spins/states/dicke.ts";
import { majoranaSearch } from "../../spins/states/majorana.ts";
import { directionOf, type Spinors } from "../../spins/states/spinors.ts";
import { ellipticRule, torusOver } from "./elliptic-rule.ts";
import type { PointRule } from "./point-rule.ts";
import { twoPoleRule } from "./two-poles.ts";

/** Rules of growing size for the sphere of the first of three qubits, each made once; null where Gauss's are as good. */
export function rulesAbout(rho: ComplexMatrix): ((level: number) => PointRule) | null {
  const points = branchPoints(rho);
  if (points === null) return null;
  const make = points.u.length === 2 ? aboutTwo(points) : aboutFour(points);
  if (make === null) return null;
  const known: PointRule[] = [];
  return (level) => {
    known[level] ??= make(nodesOn(level));
    return known[level];
  };
}

/** Nodes a side, even. */
const nodesOn = (level: number): number => 2 * Math.round(4 * 1.5 ** level);

function aboutTwo(points: Spinors): (rows: number) => PointRule {
  const [first, second] = [0, 1].map((k) => directionOf(points, k));
  return (rows) => twoPoleRule(first, second, rows);
}

function aboutFour({ u, x, y }: Spinors): ((size: number) => PointRule) | null {
  const torus = torusOver(
    Array.from(u, (up, k) => [
      [up, 0],
      [x[k], y[k]],
    ]),
  );
  return torus && ((size) => ellipticRule(torus, size));
}

/** The trace beyond two vectors with which a state still is as one of rank two, and beyond one as a pure one. */
const NEARLY = [1e-3, 1e-4] as const;
/** What is zero of products of amplitudes. */
const NOTHING = 1e-20;

/**
 * Of a pure state the points where what it leaves of the other two is a product, of a state of rank two those where two zeros of the
 * determinant of what is left of the last qubit fall together on the sphere of the second. With v_bc = Σ_a w^a ψ_abc, w the conjugate of the
 * first qubit's coordinate, these are the zeros of v₀₀v₁₁ − v₀₁v₁₀, and of the discriminant of v₀v′₁ − v₁v′₀ in the second one's coordinate.
 * @param rho  of three qubits
 * @returns  two points or four; null of other states, and where there is no such thing
 */
export function branchPoints(rho: ComplexMatrix): Spinors | null {
  const { vectors, rest } = leadingVectors(rho, 2);
  const [first, second] = vectors.map(({ re, im }) => Array.from(re, (x, i): Complex => [x, im[i]]));
  const [most, less] = [norm(first), second === undefined ? 0 : norm(second)];
  if (less + rest <= NEARLY[1]) return zerosOf(concurrence(first), most);
  return rest <= NEARLY[0] ? zerosOf(discriminant(first, second), most * less) : null;
}

const norm = (vector: readonly Complex[]): number => vector.reduce((sum, entry) => sum + squaredSize(entry), 0);

const place = (a: number, b: number, c: number): number => 4 * a + 2 * b + c;

/** v₀₀v₁₁ − v₀₁v₁₀, of second degree in w. */
function concurrence(psi: readonly Complex[]): readonly Complex[] {
  const out = zeros(3);
  for (let a = 0; a < 2; a++) {
    for (let d = 0; d < 2; d++) {
      const same = times(psi[place(a, 0, 0)], psi[place(d, 1, 1)]);
      out[a + d] = plus(out[a + d], minus(same, times(psi[place(a, 0, 1)], psi[place(d, 1, 0)])));
    }
  }
  return out;
}

/** Of v₀v′₁ − v₁v′₀, which has second degree in both coordinates: as a polynomial of fourth degree in w. */
function discriminant(psi: readonly Complex[], other: readonly Complex[]): readonly Complex[] {
  const forms = [zeros(3), zeros(3), zeros(3)];
  for (let k = 0; k < 16; k++) {
    const [a, b, d, e] = [k >> 3, (k >> 2) & 1, (k >> 1) & 1, k & 1];
    const across = times(psi[place(a, b, 1)], other[place(d, e, 0)]);
    const own = minus(times(psi[place(a, b, 0)], other[place(d, e, 1)]), across);
    forms[a + d][b + e] = plus(forms[a + d][b + e], own);
  }
  const out = zeros(5);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const outer = scaled(4, times(forms[i][2], forms[j][0]));
      out[i + j] = plus(out[i + j], minus(times(forms[i][1], forms[j][1]), outer));
    }
  }
  return out;
}

const zeros = (count: number): Complex[] => Array.from({ length: count }, () => [0, 0]);

/** @param coefficients  of powers of w
 *  @param size  of the terms that they are summed from */
function zerosOf(coefficients: readonly Complex[], size: number): Spinors | null {
  if (norm(coefficients) <= NOTHING * size * size) return null;
  const twoJ = coefficients.length - 1;
  const binomials = binomialRoots(twoJ);
  const part = (k: 0 | 1) => Float64Array.from(coefficients, (one, i) => one[k] / binomials[i]);
  const search = majoranaSearch(twoJ);
  search.factorize(part(0), part(1));
  return search.points;
}
