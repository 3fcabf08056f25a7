/** Rotations of some spins, ρ → UρU†. */
import { Matrix } from "ml-matrix";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { basisOffsets, otherParties, zeroMatrix } from "./complex-matrix.ts";
import { expm } from "./expm.ts";

/** ρ with U = e^{−iβJy} e^{−iγJz} on one party. */
export function rotate(
  rho: ComplexMatrix,
  dimensions: readonly number[],
  party: number,
  beta: number,
  gamma: number,
): ComplexMatrix {
  const d = dimensions[party];
  const turn = expm(minusIJy(d).mul(beta));
  const own = basisOffsets(dimensions, [party]);
  const others = basisOffsets(dimensions, otherParties(dimensions, [party]));
  const out = zeroMatrix(rho.dimension);
  const n = rho.dimension;
  const re = new Float64Array(d * d);
  const im = new Float64Array(d * d);
  for (const r of others) {
    for (const c of others) {
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          // m − m' = j − i
          const from = (own[i] + r) * n + own[j] + c;
          const [cos, sin] = [Math.cos((j - i) * gamma), Math.sin((j - i) * gamma)];
          re[i * d + j] = rho.re[from] * cos + rho.im[from] * sin;
          im[i * d + j] = rho.im[from] * cos - rho.re[from] * sin;
        }
      }
      const [a, b] = [conjugate(turn, re, d), conjugate(turn, im, d)];
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          const to = (own[i] + r) * n + own[j] + c;
          out.re[to] = a[i * d + j];
          out.im[to] = b[i * d + j];
        }
      }
    }
  }
  return out;
}

/** U M Uᵀ for real U. */
function conjugate(U: Matrix, M: Float64Array, d: number): Float64Array {
  const half = new Float64Array(d * d);
  const out = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < d; k++) {
      const u = U.get(i, k);
      for (let j = 0; j < d; j++) half[i * d + j] += u * M[k * d + j];
    }
  }
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += half[i * d + k] * U.get(j, k);
      out[i * d + j] = sum;
    }
  }
  return out;
}

/** −iJy = ½ (J₋ − J₊), real. */
function minusIJy(d: number): Matrix {
  const matrix = Matrix.zeros(d, d);
  for (let i = 0; i + 1 < d; i++) {
    const half = 0.5 * Math.sqrt((d - 1 - i) * (i + 1));
    matrix.set(i + 1, i, half);
    matrix.set(i, i + 1, -half);
  }
  return matrix;
}
