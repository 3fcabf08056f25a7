/** The Husimi function Q = ⟨Ω|σ|Ω⟩ of one spin and its tangential gradient on the nodes of a rule. */

import { dickeAmplitudes, dickeDerivatives } from "../../spins/states/dicke.ts";
import type { SphereRule } from "../quadrature/sphere-rule.ts";
import { contractSingle, measureReach, orderTable, synthesize } from "./contract.ts";

/** Q, ∂θQ and (1/sin θ)∂φQ at [r * columns + c]. */
export interface HusimiFields {
  readonly Q: Float64Array;
  readonly dTheta: Float64Array;
  readonly dPhi: Float64Array;
  /** Q averaged over φ, one a row. */
  readonly mean: Float64Array;
}

/** What evaluating Husimi functions on one rule needs: amplitudes of all rows, tables of all columns, scratch. */
type HusimiGrid = ReturnType<typeof husimiGrid>;

export function husimiGrid(twoJ: number, rule: SphereRule) {
  const d = twoJ + 1;
  const amplitudes: Float64Array[] = [];
  const derivatives: Float64Array[] = [];
  for (let r = 0; r < rule.cosHalf.length; r++) {
    const amplitude = new Float64Array(d);
    const derivative = new Float64Array(d);
    dickeAmplitudes(twoJ, rule.cosHalf[r], rule.sinHalf[r], amplitude);
    dickeDerivatives(twoJ, amplitude, derivative);
    for (let i = 0; i < d; i++) derivative[i] *= 2;
    amplitudes.push(amplitude);
    derivatives.push(derivative);
  }
  return {
    twoJ,
    rule,
    table: orderTable(d, rule.phi),
    amplitudes,
    /** 2 d'_m. */
    derivatives,
    /** Of the state that is evaluated. */
    reach: new Float64Array(d).fill(1),
    x: new Float64Array(d),
    y: new Float64Array(d),
    row: new Float64Array(rule.phi.length),
  };
}

export function husimiFields(rule: SphereRule): HusimiFields {
  const rows = rule.cosTheta.length;
  const size = rows * rule.phi.length;
  return {
    Q: new Float64Array(size),
    dTheta: new Float64Array(size),
    dPhi: new Float64Array(size),
    mean: new Float64Array(rows),
  };
}

/** Q alone, to `out[r * columns + c]`, and its mean over φ, to `mean[r]`.
 *  @param state  a party's axis, d² values (see `hermitian-tensor.ts`) */
export function evaluateHusimi(
  grid: HusimiGrid,
  state: Float64Array,
  present: Uint8Array,
  out: Float64Array,
  mean: Float64Array,
): void {
  const { twoJ, amplitudes, table, reach, x, y, row } = grid;
  measureReach(state, twoJ + 1, present, reach);
  for (let r = 0; r < amplitudes.length; r++) {
    contractSingle(state, twoJ + 1, present, reach, amplitudes[r], amplitudes[r], x, y);
    synthesize(twoJ + 1, 1, present, x, y, table, row);
    out.set(row, r * table.columns);
    mean[r] = x[0];
  }
}

/** Q and its gradient. */
export function evaluateHusimiFields(
  grid: HusimiGrid,
  state: Float64Array,
  present: Uint8Array,
  out: HusimiFields,
): void {
  const { twoJ, rule, amplitudes, derivatives, table, reach, x, y, row } = grid;
  const d = twoJ + 1;
  measureReach(state, d, present, reach);
  for (let r = 0; r < amplitudes.length; r++) {
    const at = r * table.columns;
    contractSingle(state, d, present, reach, amplitudes[r], amplitudes[r], x, y);
    synthesize(d, 1, present, x, y, table, row);
    out.Q.set(row, at);
    out.mean[r] = x[0];
    // ∂φ: (x cos qφ + y sin qφ)' = q (y cos qφ − x sin qφ).
    x[0] = 0;
    for (let q = 1; q < d; q++) {
      if (present[q] === 0) continue;
      const slope = (-q * x[q]) / rule.sinTheta[r];
      x[q] = (q * y[q]) / rule.sinTheta[r];
      y[q] = slope;
    }
    synthesize(d, 1, present, x, y, table, row);
    out.dPhi.set(row, at);
    contractSingle(state, d, present, reach, amplitudes[r], derivatives[r], x, y);
    synthesize(d, 1, present, x, y, table, row);
    out.dTheta.set(row, at);
  }
}
