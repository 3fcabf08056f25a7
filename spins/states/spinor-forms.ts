/** Homogeneous forms of degree 2J in (u, v), by their coefficients: products of lines, and what a rotation makes of them. */

import type { Spinors } from "./spinors.ts";

export interface Coefficients {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** f(U(u', v')), U as `turnFromPole` has it: powers of the two lines are
 *  multiplied up by Horner's rule in homogeneous form. */
export function turnForm(
  f: Coefficients,
  twoJ: number,
  u: number,
  x: number,
  y: number,
  out: Coefficients,
  power: Coefficients,
): void {
  out.re.fill(0);
  out.im.fill(0);
  power.re.fill(0);
  power.im.fill(0);
  power.re[0] = 1;
  out.re[0] = f.re[twoJ];
  out.im[0] = f.im[twoJ];
  for (let n = 1; n <= twoJ; n++) {
    // out ← out · (v + u ζ') + f_{2J−n} (u − v* ζ')^n
    multiplyLine(out, n, x, y, u, 0);
    multiplyLine(power, n, u, 0, -x, y);
    const [a, b] = [f.re[twoJ - n], f.im[twoJ - n]];
    for (let i = 0; i <= n; i++) {
      out.re[i] += a * power.re[i] - b * power.im[i];
      out.im[i] += a * power.im[i] + b * power.re[i];
    }
  }
}

/** p ← p · (a + ib + (c + id) ζ), the result of degree n. */
function multiplyLine({ re, im }: Coefficients, n: number, a: number, b: number, c: number, d: number): void {
  for (let i = n; i > 0; i--) {
    const real = a * re[i] - b * im[i] + c * re[i - 1] - d * im[i - 1];
    im[i] = a * im[i] + b * re[i] + c * im[i - 1] + d * re[i - 1];
    re[i] = real;
  }
  const real = a * re[0] - b * im[0];
  im[0] = a * im[0] + b * re[0];
  re[0] = real;
}

/** Π_k (u_k v − v_k u), coefficients of v^0 … v^{2J}. */
export function multiplyOut({ u, x, y }: Spinors, twoJ: number, out: Coefficients): void {
  out.re.fill(0);
  out.im.fill(0);
  out.re[0] = 1;
  for (let k = 0; k < twoJ; k++) multiplyLine(out, k + 1, -x[k], -y[k], u[k], 0);
}
