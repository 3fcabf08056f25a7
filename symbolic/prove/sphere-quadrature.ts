/**
 * The sphere of a qubit by quadrature, for Q = A₀ + R·n. About R, with n·R = |R|u and x = |R|/A₀,
 *
 *   u(s) = −1 + ((1 − x)/x)(q^s − 1),  q = (1 + x)/(1 − x)     → Q = A₀(1 − x) q^s, du = (ln q/|R|) Q ds, s in [0, 1]
 *
 * takes Q out of the denominator and makes ln Q linear in s: what is left is a polynomial in q^s and s, which Gauss–Legendre
 * nodes integrate as well near x = 1 as elsewhere. In the azimuth about R it is a trigonometric polynomial, for which the trapezoidal rule is exact.
 */
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

/** A₀, R, |R|² and π by the symbols of a closed form. */
export function valuesOf(state: QubitState): ReadonlyMap<string, number> {
  const [Rx, Ry, Rz] = vectorOf(state);
  return new Map(Object.entries({ A0: state.A0, Rx, Ry, Rz, R2: Rx * Rx + Ry * Ry + Rz * Rz, pi: Math.PI }));
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

/** n, cosθ, sinθ, cosφ, sinφ and the gradient of R·n there, by the symbols of the integrand. */
function fieldsAt([x, y, z]: Vector, [Rx, Ry, Rz]: Vector, party: string): readonly (readonly [string, number])[] {
  const sine = Math.hypot(x, y);
  const [cosPhi, sinPhi] = [x / sine, y / sine];
  return [
    [`x[${party}]`, x],
    [`y[${party}]`, y],
    [`z[${party}]`, z],
    [`c[${party}]`, z],
    [`s[${party}]`, sine],
    [`cp[${party}]`, cosPhi],
    [`sp[${party}]`, sinPhi],
    [`dQTheta[${party}]`, z * (cosPhi * Rx + sinPhi * Ry) - sine * Rz],
    [`dQPhi[${party}]`, cosPhi * Ry - sinPhi * Rx],
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
      const values = new Map([["Q", Q], ...fieldsAt([n[0], n[1], n[2]], R, party)]);
      const term = ((weight / 2) * du * 2 * Math.PI * f(values)) / azimuths;
      value += term;
      size += Math.abs(term);
    }
  }
  return [value, size];
}
