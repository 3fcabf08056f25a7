/** Small complex matrices in plain floating point. */
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../../spins/matrices/complex-matrix.ts";

/** Square and complex. */
export type Dense = ComplexMatrix;

export const product = (a: Dense, b: Dense): Dense => {
  const n = a.dimension;
  const out = zeroMatrix(n);
  for (let r = 0; r < n; r++)
    for (let k = 0; k < n; k++)
      for (let c = 0; c < n; c++) {
        out.re[r * n + c] += a.re[r * n + k] * b.re[k * n + c] - a.im[r * n + k] * b.im[k * n + c];
        out.im[r * n + c] += a.re[r * n + k] * b.im[k * n + c] + a.im[r * n + k] * b.re[k * n + c];
      }
  return out;
};

/** a + (re + i·im) b. */
export function plus(a: Dense, b: Dense, re = 1, im = 0): Dense {
  const out = zeroMatrix(a.dimension);
  for (let k = 0; k < a.re.length; k++) {
    out.re[k] = a.re[k] + re * b.re[k] - im * b.im[k];
    out.im[k] = a.im[k] + re * b.im[k] + im * b.re[k];
  }
  return out;
}

export function dagger(a: Dense): Dense {
  const n = a.dimension;
  const out = zeroMatrix(n);
  for (let r = 0; r < n; r++)
    for (let c = 0; c < n; c++) {
      out.re[r * n + c] = a.re[c * n + r];
      out.im[r * n + c] = -a.im[c * n + r];
    }
  return out;
}
