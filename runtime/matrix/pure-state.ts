/** Whether a state is pure. */
import type { ComplexMatrix } from "../evaluator.ts";

/** What rounding may have left in the entries of a projector. */
const ROUNDED = 8 * Number.EPSILON;

/** Whether ρ = ψψ† up to rounding, ψ read off the column of the largest population. */
export function isPure({ dimension, re, im }: ComplexMatrix): boolean {
  let largest = 0;
  for (let i = 1; i < dimension; i++) if (re[i * (dimension + 1)] > re[largest * (dimension + 1)]) largest = i;
  const population = re[largest * (dimension + 1)];
  for (let i = 0; i < dimension; i++) {
    const a = re[i * dimension + largest];
    const b = im[i * dimension + largest];
    for (let j = 0; j <= i; j++) {
      const c = re[j * dimension + largest];
      const d = im[j * dimension + largest];
      const gap = Math.hypot(
        re[i * dimension + j] - (a * c + b * d) / population,
        im[i * dimension + j] - (b * c - a * d) / population,
      );
      if (gap > ROUNDED) return false;
    }
  }
  return true;
}
