/** Turning the frames of outer parties, which changes nothing but where the poles of grids are. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type Axes, hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { rotate } from "../../spins/matrices/rotation.ts";

/** By γ about z, then by β about y, of every party that is turned: angles that no state will be symmetric about. */
const TURN = { beta: 1.0472913, gamma: 0.5170231 };

/** Qubits on their axes, larger spins as matrices.
 *  @param tensors  of the matrices
 *  @param isTurned  by axis */
export function turnedTensors(
  matrices: readonly ComplexMatrix[],
  tensors: readonly Float64Array[],
  isTurned: readonly boolean[],
  { dimensions, order, after }: Axes,
): Float64Array[] {
  const large = order.filter((p, axis) => isTurned[axis] && dimensions[p] > 2);
  const moved = (matrix: ComplexMatrix) =>
    large.reduce((rho, p) => rotate(rho, dimensions, p, TURN.beta, TURN.gamma), matrix);
  const own =
    large.length === 0 ? tensors : matrices.map((matrix) => hermitianTensor(moved(matrix), dimensions, order));
  return own.map((tensor) =>
    order.reduce(
      (all, p, axis) => (isTurned[axis] && dimensions[p] === 2 ? turnQubitAxis(all, after[axis]) : all),
      tensor,
    ),
  );
}

/**
 * A qubit's axis (see `hermitian-tensor.ts`), as U ρ U† with U = e^{−iβJy} e^{−iγJz}: the axis is (½ + z, ½ − z, x, −y) of each Bloch vector (x, y, z).
 * @param after  the product of the lengths of the axes after the qubit's
 * @returns  another tensor
 */
function turnQubitAxis(tensor: Float64Array, after: number): Float64Array {
  const { beta, gamma } = TURN;
  const [cosBeta, sinBeta, cosGamma, sinGamma] = [Math.cos(beta), Math.sin(beta), Math.cos(gamma), Math.sin(gamma)];
  const out = new Float64Array(tensor.length);
  for (let at = 0; at < tensor.length; at += 4 * after) {
    for (let k = at; k < at + after; k++) {
      const mean = 0.5 * (tensor[k] + tensor[k + after]);
      const z = 0.5 * (tensor[k] - tensor[k + after]);
      const x = cosGamma * tensor[k + 2 * after] - sinGamma * tensor[k + 3 * after];
      const along = cosBeta * z - sinBeta * x;
      out[k] = mean + along;
      out[k + after] = mean - along;
      out[k + 2 * after] = cosBeta * x + sinBeta * z;
      out[k + 3 * after] = sinGamma * tensor[k + 2 * after] + cosGamma * tensor[k + 3 * after];
    }
  }
  return out;
}
