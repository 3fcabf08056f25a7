/** Whether matrices that were given are Hermitian, and exactly Hermitian ones of those that are but for rounding. */
import type { Path } from "../../text/refusal.ts";
import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { InvalidInput } from "./invalid-input.ts";

export const entryText = ({ re, im }: ComplexMatrix, k: number): string =>
  `${re[k]} ${im[k] < 0 ? "-" : "+"} ${Math.abs(im[k])}i`;

/**
 * (A + A†)/2.
 * @param what  A is, as in "a density matrix"
 * @param tolerance  on |A_rc − A_cr*|
 * @throws InvalidInput  naming the first entry that is beyond it
 */
export function hermitianPart(
  path: Path,
  what: string,
  A: ComplexMatrix,
  tolerance: number,
  remedy: string | null = null,
): ComplexMatrix {
  const { dimension: n, re, im } = A;
  const part = { dimension: n, re: new Float64Array(n * n), im: new Float64Array(n * n) };
  for (let r = 0; r < n; r++) {
    for (let c = r; c < n; c++) {
      const [up, low] = [r * n + c, c * n + r];
      requireConjugates(path, what, A, r, c, tolerance, remedy);
      // Halves first: the sum may be no double.
      part.re[up] = part.re[low] = 0.5 * re[up] + 0.5 * re[low];
      if (r === c) continue;
      part.im[up] = 0.5 * im[up] - 0.5 * im[low];
      part.im[low] = 0.5 * im[low] - 0.5 * im[up];
    }
  }
  return part;
}

/** @throws InvalidInput  where A_rc is not the conjugate of A_cr */
export function requireConjugates(
  path: Path,
  what: string,
  A: ComplexMatrix,
  r: number,
  c: number,
  tolerance: number,
  remedy: string | null = null,
): void {
  const [up, low] = [r * A.dimension + c, c * A.dimension + r];
  if (Math.hypot(A.re[up] - A.re[low], A.im[up] + A.im[low]) <= tolerance) return;
  if (r === c) {
    const found = `${A.im[up]} on the diagonal`;
    throw new InvalidInput({ path: [...path, "im", r, r], found, expected: `0: ${what} is Hermitian`, remedy });
  }
  const found = `${entryText(A, up)} with ${entryText(A, low)} at [${c}][${r}]`;
  const expected = `conjugates within ${tolerance}: ${what} is Hermitian`;
  throw new InvalidInput({ path: [...path, r, c], found, expected, remedy });
}
