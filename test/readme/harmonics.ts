/** How much of a function on the sphere lies beyond the harmonics of a degree. */
import { Matrix, solve } from "ml-matrix";
import { frame } from "../../paper/claims/drift-diffusion.ts";
import { randomPoints } from "./random-points.ts";

/** The norm of what least squares leaves of f at random points, over the norm of f. The harmonics up to a degree are
 *  spanned by x^a y^b z^c with a + b + c ≤ degree and c ≤ 1, since z² = 1 − x² − y². */
export function beyondHarmonics(f: (n: readonly [number, number, number]) => number, degree: number): number {
  const points = randomPoints(1, 4 * (degree + 1) ** 2).map(([point]) => frame(point)[0]);
  const powers: (readonly [number, number, number])[] = [];
  for (let a = 0; a <= degree; a++)
    for (let b = 0; a + b <= degree; b++) for (let c = 0; c <= 1 && a + b + c <= degree; c++) powers.push([a, b, c]);
  const basis = new Matrix(points.map(([x, y, z]) => powers.map(([a, b, c]) => x ** a * y ** b * z ** c)));
  const values = Matrix.columnVector(points.map(f));
  const left = Matrix.sub(values, basis.mmul(solve(basis, values, true)));
  return left.norm() / values.norm();
}
