/** What a search for Π < 0 minimises, as functions of a factor T of ρ and of what the parameters are made of. */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { type Dynamics, dynamicsAt, fieldsOn, type GridRates, gradientMatrix, ratesOnGrid } from "./grid-rates.ts";
import { husimiMap } from "./husimi-map.ts";
import type { Sloped } from "./minimise.ts";

/** A share of the maximally mixed state that the search leaves in, so that no D(Q)/Q is infinite; well below those of the states next to the
 *  steady one that it starts from. */
const SHARE = 1e-8;

/** Of the central differences in what parameters are made of. */
const STEP = 1e-4;

/** Where |D(ρ)|²/Γ² is below this the state is the steady one to rounding. */
const STILL = 1e-15;

interface Objectives {
  /** Π·Γ/|D(ρ)|². */
  readonly quotient: Sloped;
  /** Π. */
  readonly production: Sloped;
  /** How many integrals were evaluated so far. */
  evaluations(): number;
}

/** A value of the rates and its derivatives by Π and by |D(ρ)|². */
type Value = (rates: GridRates, strength: number) => readonly [value: number, byProduction: number, byChange: number];

const quotientOf: Value = ({ production, change }, strength) => [
  change < STILL * strength * strength ? Number.POSITIVE_INFINITY : (production * strength) / change,
  strength / change,
  (-production * strength) / (change * change),
];

/** Rows of a grid that has several nodes within what 1e-4 of another state changes about a zero of order 2J. */
export const gridRows = (J: number): number => 20 + Math.round(6 * J);

/** @param uses  the channel at the parameters that the numbers after T's 2d² stand for */
export function objectivesOn(J: number, uses: (t: Float64Array) => ChannelUse): Objectives {
  const d = Math.round(2 * J) + 1;
  const rows = gridRows(J);
  const fields = fieldsOn(husimiMap(d - 1, productRule(rows, 2 * rows, 0.3)));
  const slopes = { production: new Float64Array(d * d), change: new Float64Array(d * d) };
  let count = 0;
  const dynamics = (t: Float64Array) => dynamicsAt(uses(t), J, fields);
  const rates = (at: Dynamics, rho: Float64Array, wanted: typeof slopes | null) => {
    count++;
    return ratesOnGrid(at, rho, fields, wanted);
  };
  const byParameter = (of: Value, t: Float64Array, rho: Float64Array, k: number): number =>
    slopeOf((step) => {
      const at = dynamics(t.map((entry, j) => (j === k ? entry + step : entry)));
      return at === null ? Number.NaN : of(rates(at, rho, null), at.strength)[0];
    });
  const sloped =
    (of: Value): Sloped =>
    (x, out) => {
      const t = x.subarray(2 * d * d);
      const at = dynamics(t);
      if (at === null) return Number.POSITIVE_INFINITY;
      const rho = hermitianTensor(stateOf(x, d), [d], [0]);
      const [value, byProduction, byChange] = of(rates(at, rho, slopes), at.strength);
      if (!Number.isFinite(value)) return Number.POSITIVE_INFINITY;
      const functional = rho.map((_, p) => byProduction * slopes.production[p] + byChange * slopes.change[p]);
      slopeByFactor(gradientMatrix(functional, d), x, d, out);
      t.forEach((_, k) => {
        out[2 * d * d + k] = byParameter(of, t, rho, k);
      });
      return value;
    };
  return {
    quotient: sloped(quotientOf),
    production: sloped(({ production }) => [production, 1, 0]),
    evaluations: () => count,
  };
}

/** By a central difference; 0 where that is no number. */
function slopeOf(value: (step: number) => number): number {
  const slope = (value(STEP) - value(-STEP)) / (2 * STEP);
  return Number.isFinite(slope) ? slope : 0;
}

/** (1 − share) TT†/Tr TT† + share/d, T column by column, re and im in turn. */
export function stateOf(x: Float64Array, d: number): ComplexMatrix {
  const re = new Float64Array(d * d);
  const im = new Float64Array(d * d);
  const trace = squaredSize(x, d);
  for (let column = 0; column < 2 * d * d; column += 2 * d)
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++) {
        const [a, b] = [x[column + 2 * i], x[column + 2 * i + 1]];
        const [c, e] = [x[column + 2 * j], x[column + 2 * j + 1]];
        re[i * d + j] += ((1 - SHARE) * (a * c + b * e)) / trace;
        im[i * d + j] += ((1 - SHARE) * (b * c - a * e)) / trace;
      }
  for (let i = 0; i < d; i++) re[i * d + i] += SHARE / d;
  return { dimension: d, re, im };
}

function squaredSize(x: Float64Array, d: number): number {
  let sum = 0;
  for (let k = 0; k < 2 * d * d; k++) sum += x[k] * x[k];
  return sum;
}

/** 2(1 − share) (G − Tr[Gσ])T/Tr TT† with σ = TT†/Tr TT†, for df = Tr[G dρ]. */
function slopeByFactor(G: ComplexMatrix, x: Float64Array, d: number, out: Float64Array): void {
  const trace = squaredSize(x, d);
  for (let column = 0; column < 2 * d * d; column += 2 * d)
    for (let i = 0; i < d; i++) {
      let [re, im] = [0, 0];
      for (let j = 0; j < d; j++) {
        const [a, b] = [G.re[i * d + j], G.im[i * d + j]];
        const [c, e] = [x[column + 2 * j], x[column + 2 * j + 1]];
        re += a * c - b * e;
        im += a * e + b * c;
      }
      out[column + 2 * i] = re;
      out[column + 2 * i + 1] = im;
    }
  let mean = 0;
  for (let k = 0; k < 2 * d * d; k++) mean += (x[k] * out[k]) / trace;
  for (let k = 0; k < 2 * d * d; k++) out[k] = (2 * (1 - SHARE) * (out[k] - mean * x[k])) / trace;
}
