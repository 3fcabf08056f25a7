/**
 * The sphere of a qubit by quadrature, for Q = A₀ + R·n. About R, with n·R = |R|u and x = |R|/A₀,
 *
 *   u(s) = −1 + ((1 − x)/x)(q^s − 1),  q = (1 + x)/(1 − x)     → Q = A₀(1 − x) q^s, du = (ln q/|R|) Q ds, s in [0, 1]
 *
 * takes Q out of the denominator and makes ln Q linear in s: what is left is a polynomial in q^s and s, which Gauss–Legendre
 * nodes integrate as well near x = 1 as elsewhere. In the azimuth about R it is a trigonometric polynomial, for which the
 * trapezoidal rule is exact.
 */
import * as symbols from "../algebra/symbol.ts";
import { gaussLegendre } from "./gauss-legendre.ts";

const [latitudes, azimuths] = [48, 8];

export const nodes = `${latitudes} × ${azimuths} nodes`;

type Vector = readonly [x: number, y: number, z: number];

/** A conditional state of the qubit, Q = A₀ + xA₀ r̂·n with 0 ≤ x < 1. */
export interface QubitState {
  readonly A0: number;
  readonly x: number;
  /** r̂ and two directions across it, orthonormal. */
  readonly frame: readonly [along: Vector, across: Vector, other: Vector];
}

const vectorOf = ({ A0, x, frame: [along] }: QubitState): Vector => [
  x * A0 * along[0],
  x * A0 * along[1],
  x * A0 * along[2],
];

/** A₀, R, |R|² and π by the keys of their symbols. */
export function valuesOf(state: QubitState): ReadonlyMap<string, number> {
  const R = vectorOf(state);
  return new Map([
    [symbols.A0.key, state.A0],
    ...symbols.R.map(({ key }, k) => [key, R[k]] as const),
    [symbols.R2.key, R[0] * R[0] + R[1] * R[1] + R[2] * R[2]],
    [symbols.pi.key, Math.PI],
  ]);
}

/** u + 1, Q and du/ds at s. */
function stretched(
  { A0, x }: QubitState,
  s: number,
): { readonly rise: number; readonly Q: number; readonly du: number } {
  if (x === 0) return { rise: 2 * s, Q: A0, du: 2 };
  const log = Math.log1p((2 * x) / (1 - x));
  const Q = A0 * (1 - x) * Math.exp(log * s);
  return { rise: ((1 - x) / x) * Math.expm1(log * s), Q, du: (log * Q) / (x * A0) };
}

/** n, cosθ, sinθ, cosφ, sinφ and the gradient of R·n there, by the keys of the symbols. */
function fieldsAt([x, y, z]: Vector, [Rx, Ry, Rz]: Vector, party: string): readonly (readonly [string, number])[] {
  const sine = Math.hypot(x, y);
  const [cosPhi, sinPhi] = [x / sine, y / sine];
  const gradient = [z * (cosPhi * Rx + sinPhi * Ry) - sine * Rz, cosPhi * Ry - sinPhi * Rx];
  return [
    ...symbols.coordinatesOf(party).map(({ key }, k) => [key, [x, y, z][k]] as const),
    [symbols.circle("cos", "theta", party).key, z],
    [symbols.circle("sin", "theta", party).key, sine],
    [symbols.circle("cos", "phi", party).key, cosPhi],
    [symbols.circle("sin", "phi", party).key, sinPhi],
    ...symbols.gradientsOf("Q", party).map(({ key }, k) => [key, gradient[k]] as const),
  ];
}

/**
 * ∫ f dn and ∫ |f| dn over the unit sphere.
 * @param f  a polynomial in Q, its gradient and n, over Q or times ln Q, by the values of its symbols
 */
export function integrateSphere(
  f: (values: ReadonlyMap<string, number>) => number,
  state: QubitState,
  party: string,
): readonly [value: number, size: number] {
  const [along, across, other] = state.frame;
  const R = vectorOf(state);
  let [value, size] = [0, 0];
  for (const { node, weight } of gaussLegendre(latitudes)) {
    const { rise, Q, du } = stretched(state, (1 + node) / 2);
    const [u, radius] = [rise - 1, Math.sqrt(Math.max(0, rise * (2 - rise)))];
    for (let k = 0; k < azimuths; k++) {
      const psi = (2 * Math.PI * (k + 0.5)) / azimuths;
      const [a, b] = [radius * Math.cos(psi), radius * Math.sin(psi)];
      const n = [0, 1, 2].map((j) => u * along[j] + a * across[j] + b * other[j]);
      const values = new Map([[symbols.Q.key, Q], ...fieldsAt([n[0], n[1], n[2]], R, party)]);
      const term = ((weight / 2) * du * 2 * Math.PI * f(values)) / azimuths;
      value += term;
      size += Math.abs(term);
    }
  }
  return [value, size];
}
