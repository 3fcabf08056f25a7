/** What a rule on a whole sphere leaves out of an integrand that is known to be analytic so far beyond it: by its harmonics. */

import type { SphereRule } from "../../runtime/quadrature/sphere-rule.ts";

/** Tables of the harmonics that a rule tells best, the upper half of those that it tells at all. */
interface Harmonics {
  readonly lowest: number;
  /** |Σ_r w_r P_l(cos θ_r)| of l = 2n, 2n + 2, … */
  readonly beyond: Float64Array;
  /** (2l+1)/2 w_r P_l(cos θ_r), row by row of one degree after the other. */
  readonly legendre: Float64Array;
  /** cos and sin of mφ_c over the columns, column by column of one order after the other. */
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  /** What each of these degrees and orders has decayed by, to the power −1, and what comes after the last of them, at these widths. */
  readonly widths: { polar: number; azimuthal: number };
  readonly liftOfDegree: Float64Array;
  readonly liftOfOrder: Float64Array;
  readonly after: Tail;
  readonly profiles: Profiles;
}

/** Integrals over the azimuth at each row of a rule, and over cos θ at each column. */
export interface Profiles {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

/** How many degrees beyond those that rows are exact for are told apart. */
const BEYOND = 24;

/** How far an integrand is analytic on one sphere: in all directions, and in the azimuth about the axis of its rule. */
export interface Widths {
  readonly polar: number;
  readonly azimuthal: number;
}

const known = new WeakMap<SphereRule, Harmonics>();

/** What is left out by the rows and by the columns of a rule. */
export interface Tail {
  rows: number;
  columns: number;
}

/**
 * A bound on the error of ∫ f dn by a product rule of n rows and M columns a period 2π/k, where the harmonics of ∫ f dφ of degree l are at most
 * C_θ e^{−sl}, and those of ∫ f d(cos θ) of order m at most C_φ e^{−tm}. C is the largest that the nodes' own upper harmonics show (Legendre
 * coefficients c_l, n/2 ≤ l < n, and Fourier coefficients h_m). Gauss's rule is exact up to degree 2n − 1; equidistant nodes take the
 * orders kM, 2kM, … for the mean:
 *     |error| ≤ C_θ Σ_{l ≥ 2n} |Σ_r w_r P_l(cos θ_r)| e^{−ls} + 4π C_φ e^{−kMt}/(1 − e^{−kMt}).
 * @param widths  s and t, above 0
 * @param out  overwritten
 */
export function spectralTail(rule: SphereRule, { rows, columns }: Profiles, widths: Widths, out: Tail): void {
  const own = harmonicsOf(rule);
  if (widths.polar !== own.widths.polar || widths.azimuthal !== own.widths.azimuthal) decayed(own, rule, widths);
  const { legendre, cos, sin, liftOfDegree, liftOfOrder, after } = own;
  let polar = 0;
  for (let l = 0, at = 0; l < liftOfDegree.length; l++) {
    let c = 0;
    for (let r = 0; r < rows.length; r++) c += legendre[at++] * rows[r];
    polar = Math.max(polar, liftOfDegree[l] * Math.abs(c));
  }
  let azimuthal = 0;
  for (let m = 0, at = 0; m < liftOfOrder.length; m++) {
    let x = 0;
    let y = 0;
    for (let c = 0; c < columns.length; c++, at++) {
      x += cos[at] * columns[c];
      y += sin[at] * columns[c];
    }
    azimuthal = Math.max(azimuthal, liftOfOrder[m] * Math.sqrt(x * x + y * y));
  }
  out.rows = polar * after.rows;
  out.columns = azimuthal * after.columns;
}

/** The same by values at the nodes, row by row. */
export function spectralTailOf(rule: SphereRule, values: Float64Array, widths: Widths, out: Tail): void {
  const { profiles } = harmonicsOf(rule);
  fillProfiles(rule, values, profiles);
  spectralTail(rule, profiles, widths, out);
}

function decayed(own: Harmonics, { period, rowWeight, phi }: SphereRule, { polar, azimuthal }: Widths): void {
  own.widths.polar = polar;
  own.widths.azimuthal = azimuthal;
  const decay = Math.exp(-polar);
  for (let l = 0, lift = decay ** -own.lowest; l < own.liftOfDegree.length; l++, lift /= decay)
    own.liftOfDegree[l] = lift;
  own.after.rows = beyondRows(rowWeight.length, own.beyond, decay);
  const columns = phi.length;
  const shrink = Math.exp(-period * azimuthal);
  for (let m = 0, lift = shrink ** -leastOrder(columns); m < own.liftOfOrder.length; m++, lift /= shrink)
    own.liftOfOrder[m] = lift;
  const alias = shrink ** columns;
  own.after.columns = (4 * Math.PI * alias) / ((1 - alias) * columns);
}

/** Σ_{l ≥ 2n} |Σ_r w_r P_l| e^{−ls}, of even l alone: nodes lie alike about the equator. Beyond the table it is at most 2. */
function beyondRows(n: number, beyond: Float64Array, decay: number): number {
  const square = decay * decay;
  let sum = 0;
  let power = decay ** (2 * n);
  for (let k = 0; k < beyond.length; k++, power *= square) sum += beyond[k] * power;
  return sum + (2 * power) / (1 - square);
}

function fillProfiles(rule: SphereRule, values: Float64Array, { rows, columns }: Profiles): void {
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

/** The lowest order that is looked at: in the upper half of those below half the columns. */
const leastOrder = (columns: number): number => Math.max(1, Math.floor(columns / 4));

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
  const legendre = new Float64Array((n - lowest) * n);
  const beyond = new Float64Array(BEYOND);
  for (let r = 0; r < n; r++) {
    let [before, P] = [0, 1];
    for (let l = 0; l < 2 * (n + BEYOND); l++) {
      if (l >= lowest && l < n) legendre[(l - lowest) * n + r] = 0.5 * (2 * l + 1) * rowWeight[r] * P;
      if (l >= 2 * n && l % 2 === 0) beyond[l / 2 - n] += rowWeight[r] * P;
      [before, P] = [P, ((2 * l + 1) * cosTheta[r] * P - l * before) / (l + 1)];
    }
  }
  const M = phi.length;
  const [cos, sin]: number[][] = [[], []];
  for (let m = leastOrder(M); m < M / 2; m++) {
    for (const angle of phi) {
      cos.push(Math.cos(period * m * angle));
      sin.push(Math.sin(period * m * angle));
    }
  }
  return {
    lowest,
    legendre,
    beyond: beyond.map(Math.abs),
    cos: Float64Array.from(cos),
    sin: Float64Array.from(sin),
    widths: { polar: Number.NaN, azimuthal: Number.NaN },
    liftOfDegree: new Float64Array(n - lowest),
    liftOfOrder: new Float64Array(cos.length / M),
    after: { rows: 0, columns: 0 },
    profiles: { rows: new Float64Array(n), columns: new Float64Array(M) },
  };
}
