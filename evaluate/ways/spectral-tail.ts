/** What a rule on a whole sphere leaves out of an integrand that is known to be analytic so far beyond it: by its harmonics. */

import type { SphereRule } from "../../runtime/quadrature/sphere-rule.ts";

/** Tables of the harmonics that a rule tells best, the upper half of those that it tells at all. */
interface Harmonics {
  readonly lowest: number;
  /** (2l+1)/2 w_r P_l(cos θ_r), one list a degree. */
  readonly legendre: readonly Float64Array[];
  /** cos and sin of mφ_c over the columns, one list an order. */
  readonly cos: readonly Float64Array[];
  readonly sin: readonly Float64Array[];
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

const known = new WeakMap<SphereRule, Harmonics>();

/**
 * A bound on the error of ∫ f dn by a product rule of n rows and M columns a period 2π/k, where the harmonics of f of degree l are at most
 * C e^{−sl}. C is the largest that the nodes' own upper harmonics show, of ∫ f dφ (Legendre coefficients c_l, n/2 ≤ l < n) and of
 * ∫ f d(cos θ) (Fourier coefficients h_m). Gauss's rule is exact up to degree 2n − 1 and |Σ w P_l| ≤ 2 beyond; equidistant nodes take
 * the orders kM, 2kM, … for the mean:
 *     |error| ≤ 2 C_θ e^{−2ns}/(1 − e^{−s}) + 4π C_φ e^{−kMs}/(1 − e^{−kMs}).
 * @param values  of f at the nodes, row by row
 * @param s  the width of analyticity, above 0
 */
export function spectralTail(rule: SphereRule, values: Float64Array, s: number): number {
  const { lowest, legendre, cos, sin, rows, columns } = harmonicsOf(rule);
  marginals(rule, values, rows, columns);
  const decay = Math.exp(-s);
  let polar = 0;
  for (let k = 0, lift = Math.exp(s * lowest); k < legendre.length; k++, lift /= decay)
    polar = Math.max(polar, lift * Math.abs(dot(legendre[k], rows)));
  const n = rows.length;
  const inRows = (2 * polar * decay ** (2 * n)) / (1 - decay);
  if (columns.length === 1) return inRows;
  const { period } = rule;
  let azimuthal = 0;
  for (let k = 0; k < cos.length; k++) {
    const size = Math.hypot(dot(cos[k], columns), dot(sin[k], columns)) / columns.length;
    azimuthal = Math.max(azimuthal, size * Math.exp(s * period * orderAt(columns.length, k)));
  }
  const alias = Math.exp(-s * period * columns.length);
  return inRows + (4 * Math.PI * azimuthal * alias) / (1 - alias);
}

/** ∫ dφ in each row, and ∫ d(cos θ) in each column. */
function marginals(rule: SphereRule, values: Float64Array, rows: Float64Array, columns: Float64Array): void {
  const { rowWeight, columnWeight } = rule;
  columns.fill(0);
  for (let r = 0, node = 0; r < rows.length; r++) {
    let sum = 0;
    const weight = rowWeight[r];
    for (let c = 0; c < columns.length; c++, node++) {
      const value = values[node];
      sum += columnWeight[c] * value;
      columns[c] += weight * value;
    }
    rows[r] = sum;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/** The k-th order that is looked at: the upper half of those below half the columns. */
const orderAt = (columns: number, k: number): number => Math.max(1, Math.floor(columns / 4)) + k;

function harmonicsOf(rule: SphereRule): Harmonics {
  let own = known.get(rule);
  if (own === undefined) {
    own = makeHarmonics(rule);
    known.set(rule, own);
  }
  return own;
}

function makeHarmonics({ cosTheta, rowWeight, phi, period }: SphereRule): Harmonics {
  const n = cosTheta.length;
  const lowest = n >> 1;
  const legendre = Array.from({ length: n - lowest }, () => new Float64Array(n));
  for (let r = 0; r < n; r++) {
    let [before, P] = [0, 1];
    for (let l = 0; l < n; l++) {
      if (l >= lowest) legendre[l - lowest][r] = 0.5 * (2 * l + 1) * rowWeight[r] * P;
      [before, P] = [P, ((2 * l + 1) * cosTheta[r] * P - l * before) / (l + 1)];
    }
  }
  const M = phi.length;
  const orders = Array.from({ length: Math.ceil(M / 2) - orderAt(M, 0) }, (_, k) => period * orderAt(M, k));
  return {
    lowest,
    legendre,
    cos: orders.map((m) => phi.map((angle) => Math.cos(m * angle))),
    sin: orders.map((m) => phi.map((angle) => Math.sin(m * angle))),
    rows: new Float64Array(n),
    columns: new Float64Array(M),
  };
}
