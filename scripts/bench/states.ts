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

/** GG†/Tr GG† of complex Gaussian d × d matrices G: Hilbert–Schmidt random states, by default of two qubits. */
export function randomStates(count: number, seed: number, d = 4): ComplexMatrix[] {
  const normal = normals(randomStream(seed, "bench states"));
  return Array.from({ length: count }, () => {
    const re = Float64Array.from({ length: d * d }, normal);
    const im = Float64Array.from({ length: d * d }, normal);
    const state = zeroMatrix(d);
    let trace = 0;
    for (let r = 0; r < d; r++) {
      for (let c = 0; c < d; c++) {
        for (let k = 0; k < d; k++) {
          state.re[d * r + c] += re[d * r + k] * re[d * c + k] + im[d * r + k] * im[d * c + k];
          state.im[d * r + c] += im[d * r + k] * re[d * c + k] - re[d * r + k] * im[d * c + k];
        }
      }
      trace += state.re[(d + 1) * r];
    }
    for (let k = 0; k < d * d; k++) {
      state.re[k] /= trace;
      state.im[k] /= trace;
    }
    return state;
  });
}
