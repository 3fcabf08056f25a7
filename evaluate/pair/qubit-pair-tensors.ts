/** What conditional states of a pair of qubits are made from: the tensors of `localAverage`, without an allocation. */

import { TURN } from "../../runtime/spheres/local-average.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";

/**
 * The tensor of a pair with one qubit as the inner party: ρ by blocks B_ij = ⟨i|ρ|j⟩ of the outer qubit, in the order B₀₀,
 * B₁₁, ½(B₀₁ + B₁₀), ½i(B₀₁ − B₁₀), each a Hermitian matrix H of the inner one as ½(H₀₀ + H₁₁), Re H₀₁, −Im H₀₁, ½(H₀₀ − H₁₁).
 * @param party  the inner one
 * @param T  16 numbers go here
 */
export function conditionOn({ re, im }: ComplexMatrix, party: number, T: Float64Array): void {
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

/** Whether the outer qubit has coherences. */
export function hasCoherences(T: Float64Array): boolean {
  for (let k = 8; k < 16; k++) if (T[k] !== 0) return true;
  return false;
}

const [COS_BETA, SIN_BETA] = [Math.cos(TURN.beta), Math.sin(TURN.beta)];
const [COS_GAMMA, SIN_GAMMA] = [Math.cos(TURN.gamma), Math.sin(TURN.gamma)];

/** The outer qubit's vector turned by the γ of `TURN` about z, then by β about y. */
export function turnOuter(T: Float64Array, out: Float64Array): void {
  for (let k = 0; k < 4; k++) {
    const mean = 0.5 * (T[k] + T[4 + k]);
    const z = 0.5 * (T[k] - T[4 + k]);
    const x = COS_GAMMA * T[8 + k] - SIN_GAMMA * T[12 + k];
    const along = COS_BETA * z - SIN_BETA * x;
    out[k] = mean + along;
    out[4 + k] = mean - along;
    out[8 + k] = COS_BETA * x + SIN_BETA * z;
    out[12 + k] = SIN_GAMMA * T[8 + k] + COS_GAMMA * T[12 + k];
  }
}
