/** The kernel of a pair at given nodes: two qubits under channels on one of them each, every sphere in closed form once and on a grid
 *  once. What chooses nodes, bounds errors and allocates is left out, so that the sums alone are measured. */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import { blockColumns, type ConditionalBlock, conditionalSweep } from "../../runtime/husimi/conditional.ts";
import type { SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { MEASURE } from "../../runtime/spheres/closed-sphere.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { BoundedMatrix } from "../../spins/numbers/bounded.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";

/** A channel on one qubit of a pair, with a closed form. */
export interface PairChannel {
  readonly party: number;
  readonly use: ChannelUse;
  /** Whether Π and Φ are given at all. */
  readonly split: boolean;
  /** Null where Φ = 0. */
  readonly flux: BoundedMatrix | null;
}

/**
 * Π and Φ on one rule for both spheres, without bounds.
 * @param channels  all of them split
 * @param found  Π and Φ go here
 */
export function pairOnRule(
  channels: readonly PairChannel[],
  rule: SphereRule,
  found: Float64Array,
): (rho: ComplexMatrix) => void {
  const outer = [{ twoJ: 1, present: Uint8Array.of(1, 1), rule }];
  const columns = blockColumns(outer);
  const sweep = conditionalSweep(outer, 4, 1);
  const out = new Float64Array(columns);
  const size = new Float64Array(columns);
  const fluxes = new Float64Array(channels.length);
  const errors = new Float64Array(channels.length);
  const tensors = [new Float64Array(16)];
  let party = 0;
  let bloch: readonly Float64Array[] = [];
  const visit = ({ states: [states], weights }: ConditionalBlock): void => {
    if (bloch.length === 0) bloch = [0, 1, 2, 3].map((k) => states.subarray(k * columns, (k + 1) * columns));
    for (let k = 0; k < channels.length; k++) {
      if (channels[k].party !== party) continue;
      const { channel, parameters } = channels[k].use;
      channel.inner!(parameters, bloch[0], bloch[1], bloch[2], bloch[3], out, size);
      found[0] += MEASURE * dot(weights, out);
    }
  };
  return (rho) => {
    found[1] = 0;
    for (let k = 0; k < channels.length; k++) {
      setFlux(rho, channels[k], k, fluxes, errors);
      found[1] += fluxes[k];
    }
    found[0] = found[1];
    for (party = 0; party < 2; party++) {
      conditionOn(rho, party, tensors[0]);
      sweep.run(tensors, visit);
    }
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k + 1 < a.length; k += 2) {
    even += a[k] * b[k];
    odd += a[k + 1] * b[k + 1];
  }
  return k < a.length ? even + odd + a[k] * b[k] : even + odd;
}

/** The k-th value and its error: Tr[ρF] of the reduced state, as `traceProduct` has it. */
function setFlux(
  rho: ComplexMatrix,
  { party, flux }: PairChannel,
  k: number,
  values: Float64Array,
  errors: Float64Array,
): void {
  values[k] = errors[k] = 0;
  if (flux === null) return;
  const own = party === 0 ? 2 : 1;
  const other = 3 - own;
  const F = flux.matrix;
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      const at = i * own * 4 + j * own;
      const re = rho.re[at] + rho.re[at + 5 * other];
      const im = rho.im[at] + rho.im[at + 5 * other];
      const there = 2 * j + i;
      const size = Math.sqrt(re * re + im * im);
      values[k] += re * F.re[there] - im * F.im[there];
      errors[k] += ROUNDING * size * Math.sqrt(F.re[there] * F.re[there] + F.im[there] * F.im[there]);
      if (flux.errors !== null) errors[k] += size * flux.errors[there];
    }
  }
  errors[k] += flux.error;
}

/**
 * The `hermitianTensor` of a pair with one qubit as the inner party, in Bloch form: ρ by blocks B_ij = ⟨i|ρ|j⟩ of the outer qubit, in the order B₀₀,
 * B₁₁, ½(B₀₁ + B₁₀), ½i(B₀₁ − B₁₀), each a Hermitian matrix H of the inner one as ½(H₀₀ + H₁₁), Re H₀₁, −Im H₀₁, ½(H₀₀ − H₁₁).
 * @param party  the inner one
 * @param T  16 numbers go here
 */
function conditionOn({ re, im }: ComplexMatrix, party: number, T: Float64Array): void {
  const inner = party === 0 ? 2 : 1;
  const outer = 3 - inner;
  // ⟨i a|ρ|j b⟩ stands at 4 (i outer + a inner) + j outer + b inner.
  const diagonal = 5 * inner;
  setBloch(T, 0, re[0], re[diagonal], re[inner], im[inner]);
  const last = 5 * outer;
  setBloch(T, 4, re[last], re[last + diagonal], re[last + inner], im[last + inner]);
  const p = outer;
  const q = outer + diagonal;
  const r = outer + inner;
  const s = outer + 4 * inner;
  setBloch(T, 8, re[p], re[q], 0.5 * (re[r] + re[s]), 0.5 * (im[r] - im[s]));
  setBloch(T, 12, -im[p], -im[q], -0.5 * (im[r] + im[s]), 0.5 * (re[r] - re[s]));
}

/** H with diagonal (up, down) and H₀₁ = x + iy. */
function setBloch(T: Float64Array, at: number, up: number, down: number, x: number, y: number): void {
  T[at] = 0.5 * (up + down);
  T[at + 1] = x;
  T[at + 2] = -y;
  T[at + 3] = 0.5 * (up - down);
}
