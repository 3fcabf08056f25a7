/** Dense complex matrices, the plain way: an oracle that shares nothing with the runtime's sparse products. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { normals } from "../support/random-states.ts";

export function identity(dimension: number): ComplexMatrix {
  const one = zeroMatrix(dimension);
  for (let i = 0; i < dimension; i++) one.re[i * (dimension + 1)] = 1;
  return one;
}

export function add(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  return { dimension: a.dimension, re: a.re.map((x, k) => x + b.re[k]), im: a.im.map((x, k) => x + b.im[k]) };
}

/** (re + i im) A */
export function scale(a: ComplexMatrix, re: number, im = 0): ComplexMatrix {
  return {
    dimension: a.dimension,
    re: a.re.map((x, k) => re * x - im * a.im[k]),
    im: a.im.map((y, k) => re * y + im * a.re[k]),
  };
}

export function subtract(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  return add(a, scale(b, -1));
}

export function dagger(a: ComplexMatrix): ComplexMatrix {
  const n = a.dimension;
  const out = zeroMatrix(n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      out.re[r * n + c] = a.re[c * n + r];
      out.im[r * n + c] = -a.im[c * n + r];
    }
  }
  return out;
}

export function multiply(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const n = a.dimension;
  const out = zeroMatrix(n);
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < n; k++) {
      const [x, y] = [a.re[r * n + k], a.im[r * n + k]];
      for (let c = 0; c < n; c++) {
        out.re[r * n + c] += x * b.re[k * n + c] - y * b.im[k * n + c];
        out.im[r * n + c] += x * b.im[k * n + c] + y * b.re[k * n + c];
      }
    }
  }
  return out;
}

/** Jx, Jy, Jz in |J,m⟩, m descending, from ⟨m+1|J₊|m⟩ = √(J(J+1) − m(m+1)). */
export function spinOperators(J: number): readonly [ComplexMatrix, ComplexMatrix, ComplexMatrix] {
  const d = 2 * J + 1;
  const [x, y, z] = [zeroMatrix(d), zeroMatrix(d), zeroMatrix(d)];
  for (let i = 0; i < d; i++) {
    const m = J - i;
    z.re[i * (d + 1)] = m;
    if (i === 0) continue;
    const raise = Math.sqrt(J * (J + 1) - m * (m + 1));
    x.re[(i - 1) * d + i] = x.re[i * d + i - 1] = raise / 2;
    y.im[(i - 1) * d + i] = -raise / 2;
    y.im[i * d + i - 1] = raise / 2;
  }
  return [x, y, z];
}

export function randomHermitian(dimension: number, seed: number): ComplexMatrix {
  const normal = normals(seed);
  const a = zeroMatrix(dimension);
  for (let k = 0; k < a.re.length; k++) {
    a.re[k] = normal() / 2;
    a.im[k] = normal() / 2;
  }
  return add(a, dagger(a));
}
