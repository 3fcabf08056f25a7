/** Seeded states of the bench. */
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { normals, randomStream } from "../../spins/states/random-stream.ts";

/** (1 − share) ρ + share 1/d. */
export function mixed(rho: ComplexMatrix, share: number): ComplexMatrix {
  const state = zeroMatrix(rho.dimension);
  for (let k = 0; k < state.re.length; k++) {
    state.re[k] = (1 - share) * rho.re[k] + (k % (rho.dimension + 1) === 0 ? share / rho.dimension : 0);
    state.im[k] = (1 - share) * rho.im[k];
  }
  return state;
}

/** GG†/Tr GG† of complex Gaussian 4 × 4 matrices G: Hilbert–Schmidt random states of two qubits. */
export function randomStates(count: number, seed: number): ComplexMatrix[] {
  const normal = normals(randomStream(seed, "bench states"));
  return Array.from({ length: count }, () => {
    const re = Float64Array.from({ length: 16 }, normal);
    const im = Float64Array.from({ length: 16 }, normal);
    const state = zeroMatrix(4);
    let trace = 0;
    for (let r = 0; r < 4; r++) {
      for (let c = 0; c < 4; c++) {
        for (let k = 0; k < 4; k++) {
          state.re[4 * r + c] += re[4 * r + k] * re[4 * c + k] + im[4 * r + k] * im[4 * c + k];
          state.im[4 * r + c] += im[4 * r + k] * re[4 * c + k] - re[4 * r + k] * im[4 * c + k];
        }
      }
      trace += state.re[5 * r];
    }
    for (let k = 0; k < 16; k++) {
      state.re[k] /= trace;
      state.im[k] /= trace;
    }
    return state;
  });
}
