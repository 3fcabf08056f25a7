/** How far a state is from a pure one. */
import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { PROJECTOR } from "../numbers/safety-factors.ts";

/** What of ρ is not ψψ†, ψ read off the column of the largest population: a bound on the trace norm of the rest where it is
 *  rounding, else null. */
export function distanceFromPure(rho: ComplexMatrix): number | null {
  const { largest, squares } = offProjector(rho);
  return largest > PROJECTOR * Number.EPSILON ? null : Math.sqrt(rho.dimension * squares);
}

/** The largest entry of the rest and Σ |entries|², as far as none is beyond rounding. */
export function offProjector({ dimension, re, im }: ComplexMatrix): {
  readonly largest: number;
  readonly squares: number;
} {
  let largest = 0;
  for (let i = 1; i < dimension; i++) if (re[i * (dimension + 1)] > re[largest * (dimension + 1)]) largest = i;
  const population = re[largest * (dimension + 1)];
  let [widest, squares] = [0, 0];
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
      widest = Math.max(widest, gap);
      if (gap > PROJECTOR * Number.EPSILON) return { largest: widest, squares };
      squares += (i === j ? 1 : 2) * gap * gap;
    }
  }
  return { largest: widest, squares };
}
