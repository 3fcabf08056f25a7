/** Two-qubit states with known quantities, and random ones. */

import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../../spins/matrices/complex-matrix.ts";

/** A matrix from its real rows. */
export function real(rows: readonly (readonly number[])[]): ComplexMatrix {
  const n = rows.length;
  return { dimension: n, re: Float64Array.from(rows.flat()), im: new Float64Array(n * n) };
}

/** (|00⟩ + |11⟩)/√2. */
export const bell = real([
  [0.5, 0, 0, 0.5],
  [0, 0, 0, 0],
  [0, 0, 0, 0],
  [0.5, 0, 0, 0.5],
]);

/** p |Ψ⁻⟩⟨Ψ⁻| + (1 − p)/4, Ψ⁻ = (|01⟩ − |10⟩)/√2. */
export function werner(p: number): ComplexMatrix {
  const [outer, inner, off] = [(1 - p) / 4, (1 + p) / 4, -p / 2];
  return real([
    [outer, 0, 0, 0],
    [0, inner, off, 0],
    [0, off, inner, 0],
    [0, 0, 0, outer],
  ]);
}

/** UρU†. */
export function conjugated(U: ComplexMatrix, rho: ComplexMatrix): ComplexMatrix {
  return multiply(multiply(U, rho), adjoint(U));
}

export function adjoint({ dimension: n, re, im }: ComplexMatrix): ComplexMatrix {
  const out = zeroMatrix(n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      out.re[r * n + c] = re[c * n + r];
      out.im[r * n + c] = -im[c * n + r];
    }
  }
  return out;
}

export function multiply(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const n = a.dimension;
  const out = zeroMatrix(n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      for (let k = 0; k < n; k++) {
        const [x, y, u, v] = [a.re[r * n + k], a.im[r * n + k], b.re[k * n + c], b.im[k * n + c]];
        out.re[r * n + c] += x * u - y * v;
        out.im[r * n + c] += x * v + y * u;
      }
    }
  }
  return out;
}

/** e^{−iφσz/2} e^{−iθσy/2} e^{−iψσz/2}. */
export function qubitUnitary(phi: number, theta: number, psi: number): ComplexMatrix {
  const [c, s] = [Math.cos(theta / 2), Math.sin(theta / 2)];
  const entry = (size: number, angle: number) => [size * Math.cos(angle), size * Math.sin(angle)];
  const all = [
    entry(c, -(phi + psi) / 2),
    entry(-s, -(phi - psi) / 2),
    entry(s, (phi - psi) / 2),
    entry(c, (phi + psi) / 2),
  ];
  return { dimension: 2, re: Float64Array.from(all, ([x]) => x), im: Float64Array.from(all, ([, y]) => y) };
}
