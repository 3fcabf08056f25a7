/** Cholesky's factor of a positive matrix, and sizes measured by it. */
import { PIVOT } from "../numbers/safety-factors.ts";
import { type ComplexMatrix, frobenius, identity, zeroMatrix } from "./complex-matrix.ts";

/** Lower triangular C with CC† = ρ + shift; null where that is not positive definite.
 *  @param least  what a pivot must be above, in shares of its diagonal entry: by default what its own rounding may be */
export function cholesky(
  rho: ComplexMatrix,
  shift = 0,
  least = PIVOT * Number.EPSILON * rho.dimension,
): ComplexMatrix | null {
  const C = zeroMatrix(rho.dimension);
  return factorise(rho, shift, least, C) ? C : null;
}

/** Written and read within one answer; those of large spins are not worth their memory. */
const factors: ComplexMatrix[] = [];
const LARGEST_KEPT = 64;

/** Whether there is such a factor. */
export function isPositive(rho: ComplexMatrix, shift: number, least: number): boolean {
  const { dimension } = rho;
  if (dimension > LARGEST_KEPT) return cholesky(rho, shift, least) !== null;
  factors[dimension] ??= zeroMatrix(dimension);
  return factorise(rho, shift, least, factors[dimension]);
}

/** @param C  whose lower triangle is overwritten */
function factorise(rho: ComplexMatrix, shift: number, least: number, C: ComplexMatrix): boolean {
  const n = rho.dimension;
  for (let c = 0; c < n; c++) {
    for (let r = c; r < n; r++) {
      let re = rho.re[r * n + c] + (r === c ? shift : 0);
      let im = rho.im[r * n + c];
      for (let k = 0; k < c; k++) {
        const i = r * n + k;
        const j = c * n + k;
        re -= C.re[i] * C.re[j] + C.im[i] * C.im[j];
        im -= C.im[i] * C.re[j] - C.re[i] * C.im[j];
      }
      if (r === c) {
        if (!(re > least * (rho.re[c * (n + 1)] + shift))) return false;
        C.re[c * (n + 1)] = Math.sqrt(re);
      } else {
        C.re[r * n + c] = re / C.re[c * (n + 1)];
        C.im[r * n + c] = im / C.re[c * (n + 1)];
      }
    }
  }
  return true;
}

/** ‖C⁻¹ΔC⁻†‖ in the Frobenius norm, for Hermitian Δ: no |⟨v|Δ|v⟩|/⟨v|CC†|v⟩ is larger. Infinite without C. */
export function relativeSize(C: ComplexMatrix | null, { dimension, re, im }: ComplexMatrix): number {
  if (C === null) return Number.POSITIVE_INFINITY;
  const M = { dimension, re: re.slice(), im: im.slice() };
  solveLower(C, M);
  transpose(M);
  solveLower(C, M);
  return frobenius(M);
}

/** ‖C⁻¹C⁻†‖ in the Frobenius norm, of the inverse of CC†. Infinite without C. */
export function inverseSize(C: ComplexMatrix | null): number {
  if (C === null) return Number.POSITIVE_INFINITY;
  const n = C.dimension;
  const { re, im } = identity(n);
  solveLower(C, { dimension: n, re, im });
  let squares = 0;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c <= r; c++) {
      let x = 0;
      let y = 0;
      for (let a = r * n, b = c * n; b <= c * (n + 1); a++, b++) {
        x += re[a] * re[b] + im[a] * im[b];
        y += im[a] * re[b] - re[a] * im[b];
      }
      squares += (c < r ? 2 : 1) * (x * x + y * y);
    }
  }
  return Math.sqrt(squares);
}

/** The largest that ‖C⁻¹ΔC⁻†‖ may be where |Δ_ij| ≤ |ρ_ij|. */
export function entrySpread(C: ComplexMatrix | null, rho: ComplexMatrix): number {
  if (C === null) return Number.POSITIVE_INFINITY;
  const n = C.dimension;
  const inverse = identity(n);
  solveLower(C, inverse);
  const left = Float64Array.from(inverse.re, (x, k) => Math.hypot(x, inverse.im[k]));
  const half = new Float64Array(n * n);
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < n; k++) {
      for (let c = 0; c < n; c++) half[r * n + c] += left[r * n + k] * Math.hypot(rho.re[k * n + c], rho.im[k * n + c]);
    }
  }
  let squares = 0;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += half[r * n + k] * left[c * n + k];
      squares += sum * sum;
    }
  }
  return Math.sqrt(squares);
}

/** M ← C⁻¹M. */
function solveLower(C: ComplexMatrix, M: ComplexMatrix): void {
  const n = C.dimension;
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < r; k++) {
      const a = C.re[r * n + k];
      const b = C.im[r * n + k];
      if (a === 0 && b === 0) continue;
      for (let c = 0; c < n; c++) {
        M.re[r * n + c] -= a * M.re[k * n + c] - b * M.im[k * n + c];
        M.im[r * n + c] -= a * M.im[k * n + c] + b * M.re[k * n + c];
      }
    }
    const pivot = C.re[r * (n + 1)];
    for (let c = 0; c < n; c++) {
      M.re[r * n + c] /= pivot;
      M.im[r * n + c] /= pivot;
    }
  }
}

/** M ← M†. */
function transpose(M: ComplexMatrix): void {
  const n = M.dimension;
  for (let r = 0; r < n; r++) {
    for (let c = r; c < n; c++) {
      const [a, b] = [r * n + c, c * n + r];
      [M.re[a], M.re[b]] = [M.re[b], M.re[a]];
      [M.im[a], M.im[b]] = [-M.im[b], -M.im[a]];
    }
  }
}
