/** Turning the frame of a qubit on its axis of a tensor (see `hermitian-tensor.ts`). */

/** By γ about z, then by β about y, of every qubit that is turned. */
export interface Turn {
  readonly beta: number;
  readonly gamma: number;
}

/**
 * As U ρ U† with U = e^{−iβJy} e^{−iγJz}: the axis is (½ + z, ½ − z, x, −y) of each Bloch vector (x, y, z).
 * @param after  the product of the lengths of the axes after the qubit's
 * @returns  another tensor
 */
export function turnQubitAxis(tensor: Float64Array, after: number, { beta, gamma }: Turn): Float64Array {
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
