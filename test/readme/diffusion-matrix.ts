/** B as a matrix at points of the spheres. */
import { determinant, EigenvalueDecomposition, Matrix, solve } from "ml-matrix";
import { type DriftDiffusion, driftDiffusion, type Omega, type Points } from "../../paper/claims/drift-diffusion.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";

const matrix = (B: DriftDiffusion["B"]) => new Matrix(B.map((row) => [...row]));

/** B⁻¹A. */
export const inverse: Omega = ({ A, B }) => solve(matrix(B), Matrix.columnVector([...A])).to1DArray();

export const determinantOf = ({ B }: DriftDiffusion): number => determinant(matrix(B));

/** The least eigenvalue of B at some points. */
export function leastDiffusion(jumps: readonly Jump[], at: readonly Points[], J: readonly number[]): number {
  const values = at.map((points) => {
    const B = matrix(driftDiffusion(jumps, J, points).B);
    return Math.min(...new EigenvalueDecomposition(B, { assumeSymmetric: true }).realEigenvalues);
  });
  return Math.min(...values);
}

/** |Bω − A|. */
export const residual = (reservoir: DriftDiffusion, omega: readonly number[]): number =>
  Math.hypot(...reservoir.A.map((a, p) => reservoir.B[p].reduce((sum, b, q) => sum + b * omega[q], -a)));
