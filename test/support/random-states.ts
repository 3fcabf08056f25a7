/** Seeded random states and unitaries. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";

/** Standard normal deviates (Box–Muller) from a seed. Tests name states by these seeds, so the stream stays as it is. */
export function normals(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  const uniform = () => uniformFloat64(generator);
  // The first numbers of neighbouring seeds resemble each other.
  for (let k = 0; k < 64; k++) uniform();
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Σ_k w_k |ψ_k⟩⟨ψ_k| normalised, ψ_k Gaussian, w_0 = 1 and the other weights `admixture`. */
export function randomState(dimension: number, rank: number, seed: number, admixture: number = 1): ComplexMatrix {
  const normal = normals(seed);
  const rho = zeroMatrix(dimension);
  for (let k = 0; k < rank; k++) {
    const re = Float64Array.from({ length: dimension }, normal);
    const im = Float64Array.from({ length: dimension }, normal);
    const weight = k === 0 ? 1 : admixture;
    for (let r = 0; r < dimension; r++) {
      for (let c = 0; c < dimension; c++) {
        rho.re[r * dimension + c] += weight * (re[r] * re[c] + im[r] * im[c]);
        rho.im[r * dimension + c] += weight * (im[r] * re[c] - re[r] * im[c]);
      }
    }
  }
  let trace = 0;
  for (let i = 0; i < dimension; i++) trace += rho.re[i * dimension + i];
  for (let k = 0; k < rho.re.length; k++) {
    rho.re[k] /= trace;
    rho.im[k] /= trace;
  }
  return rho;
}

/** (|00⟩ + |11⟩)/√2 with a random unitary on each qubit. */
export function turnedBellState(seed: number): ComplexMatrix {
  const normal = normals(seed);
  const turn = () => {
    const [a, b, c, d] = [normal(), normal(), normal(), normal()];
    const size = Math.hypot(a, b, c, d);
    return [
      [
        [a / size, b / size],
        [-c / size, d / size],
      ],
      [
        [c / size, d / size],
        [a / size, -b / size],
      ],
    ];
  };
  const [U, V] = [turn(), turn()];
  const rho = zeroMatrix(4);
  const psi = [0, 1, 2, 3].map((k) => {
    let re = 0;
    let im = 0;
    for (let s = 0; s < 2; s++) {
      const [p, q] = U[k >> 1][s];
      const [x, y] = V[k & 1][s];
      re += Math.SQRT1_2 * (p * x - q * y);
      im += Math.SQRT1_2 * (p * y + q * x);
    }
    return [re, im];
  });
  for (let r = 0; r < 4; r++) {
    for (let c = 0; c < 4; c++) {
      rho.re[4 * r + c] = psi[r][0] * psi[c][0] + psi[r][1] * psi[c][1];
      rho.im[4 * r + c] = psi[r][1] * psi[c][0] - psi[r][0] * psi[c][1];
    }
  }
  return rho;
}
