/**
 * One party's average ⟨n|·|n⟩ of a real tensor (see `hermitian-tensor.ts`), separated in θ and φ: a row of polar
 * angle θ leaves one vector a coherence order q, f_0 and (x_q, y_q), and then Q(φ) = f_0 + Σ_q x_q cos qφ + y_q sin qφ.
 */

import { orderStart } from "../../spins/matrices/hermitian-tensor.ts";
import { productError } from "../../spins/numbers/bounded.ts";

/** cos qφ_c and sin qφ_c at [q * columns + c]. */
export interface OrderTable {
  readonly columns: number;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

export function orderTable(d: number, phi: Float64Array): OrderTable {
  const table = { columns: phi.length, cos: new Float64Array(d * phi.length), sin: new Float64Array(d * phi.length) };
  fillOrderTable(table, d, phi);
  return table;
}

export function fillOrderTable(table: OrderTable, d: number, phi: Float64Array): void {
  const { columns, cos, sin } = table;
  for (let q = 0; q < d; q++) {
    for (let c = 0; c < columns; c++) {
      const angle = q * phi[c];
      const missing = productError(q, phi[c], angle);
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      cos[q * columns + c] = cosine - missing * sine;
      sin[q * columns + c] = sine + missing * cosine;
    }
  }
}

/**
 * Contracts the first axis (length d²) of a tensor with bilinears of amplitudes at one θ:
 *     f_0 = Σ_i a_i b_i T_ii,   (x_q, y_q) = Σ_i (a_i b_{i+q} + b_i a_{i+q}) (Re, −Im)T_{i,i+q},
 * with a = b = d for Q and a = d, b = 2d' for ∂θQ.
 * @param tensor  d² × rest
 * @param x, y  order q of component β at [q * rest + β]; absent orders are left alone
 */
export function contractOrders(
  tensor: Float64Array,
  d: number,
  rest: number,
  present: Uint8Array,
  a: Float64Array,
  b: Float64Array,
  x: Float64Array,
  y: Float64Array,
): void {
  for (let k = 0; k < rest; k++) x[k] = 0;
  for (let i = 0; i < d; i++) {
    const weight = a[i] * b[i];
    const at = i * rest;
    for (let k = 0; k < rest; k++) x[k] += weight * tensor[at + k];
  }
  for (let q = 1; q < d; q++) {
    if (present[q] === 0) continue;
    const to = q * rest;
    for (let k = 0; k < rest; k++) {
      x[to + k] = 0;
      y[to + k] = 0;
    }
    let at = orderStart(d, q) * rest;
    for (let i = 0; i + q < d; i++) {
      const weight = a[i] * b[i + q] + b[i] * a[i + q];
      for (let k = 0; k < rest; k++) {
        x[to + k] += weight * tensor[at + k];
        y[to + k] += weight * tensor[at + rest + k];
      }
      at += 2 * rest;
    }
  }
}

/** Amplitudes times reach below this contribute less to Q than 1e-3 of what rounding of its largest values does. */
const NEGLIGIBLE = 1e-26;
/** Below this dimension reach is not worth finding. */
const LARGE = 64;

/** How much level i may add to Q beside the others: the largest |T_ij| of all j in shares of the largest |T_jk|, or 1. */
export function measureReach(tensor: Float64Array, d: number, present: Uint8Array, reach: Float64Array): void {
  if (d < LARGE) return;
  for (let i = 0; i < d; i++) reach[i] = Math.abs(tensor[i]);
  for (let q = 1; q < d; q++) {
    if (present[q] === 0) continue;
    for (let i = 0, at = orderStart(d, q); i + q < d; i++, at += 2) {
      const size = Math.abs(tensor[at]) + Math.abs(tensor[at + 1]);
      if (size > reach[i]) reach[i] = size;
      if (size > reach[i + q]) reach[i + q] = size;
    }
  }
  const largest = reach.reduce((most, own) => Math.max(most, own), Number.MIN_VALUE);
  for (let i = 0; i < d; i++) reach[i] /= largest;
}

/** `contractOrders` with nothing left to contract, for the levels m that have any part in Q at this θ. @param reach  of the tensor */
export function contractSingle(
  tensor: Float64Array,
  d: number,
  present: Uint8Array,
  reach: Float64Array,
  a: Float64Array,
  b: Float64Array,
  x: Float64Array,
  y: Float64Array,
): void {
  let first = 0;
  let last = d - 1;
  while (first < last && (Math.abs(a[first]) + Math.abs(b[first])) * reach[first] < NEGLIGIBLE) first++;
  while (last > first && (Math.abs(a[last]) + Math.abs(b[last])) * reach[last] < NEGLIGIBLE) last--;
  let mean = 0;
  for (let i = first; i <= last; i++) mean += a[i] * b[i] * tensor[i];
  x[0] = mean;
  for (let q = 1; q < d; q++) {
    if (present[q] === 0) continue;
    let cosine = 0;
    let sine = 0;
    let at = orderStart(d, q) + 2 * first;
    for (let i = first; i + q <= last; i++) {
      const weight = a[i] * b[i + q] + b[i] * a[i + q];
      cosine += weight * tensor[at];
      sine += weight * tensor[at + 1];
      at += 2;
    }
    x[q] = cosine;
    y[q] = sine;
  }
}

/**
 * The fields f_0 + Σ_q x_q cos qφ + y_q sin qφ of all components β and columns c, to `out[β * width + at + c]`; by default
 * a row fills `out`.
 */
export function synthesize(
  d: number,
  rest: number,
  present: Uint8Array,
  x: Float64Array,
  y: Float64Array,
  table: OrderTable,
  out: Float64Array,
  width: number = table.columns,
  start: number = 0,
): void {
  const { columns, cos, sin } = table;
  for (let k = 0; k < rest; k++) {
    const to = k * width + start;
    for (let c = 0; c < columns; c++) out[to + c] = x[k];
    for (let q = 1; q < d; q++) {
      if (present[q] === 0) continue;
      const xq = x[q * rest + k];
      const yq = y[q * rest + k];
      if (xq === 0 && yq === 0) continue;
      const at = q * columns;
      for (let c = 0; c < columns; c++) out[to + c] += xq * cos[at + c] + yq * sin[at + c];
    }
  }
}
