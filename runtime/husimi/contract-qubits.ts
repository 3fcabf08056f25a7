/** The contraction of an outer qubit with a qubit inside, which hot loops spend their time on. */
import type { OrderTable } from "./contract.ts";

/** `contractOrders` and `synthesize` of a qubit with a qubit inside: a₀²T₀ + a₁²T₁ + 2a₀a₁ (T₂ cos φ + T₃ sin φ).
 *  Components are arrays of their own: one index for all saves the arithmetic and its checks. */
export function contractQubits(
  tensor: Float64Array,
  turns: boolean,
  amplitudes: readonly Float64Array[],
  first: number,
  { columns, cos, sin }: OrderTable,
  components: readonly Float64Array[],
): void {
  const out0 = components[0];
  const out1 = components[1];
  const out2 = components[2];
  const out3 = components[3];
  for (let k = 0, r = first; k < out0.length; r++) {
    const a = amplitudes[r];
    const up = a[0] * a[0];
    const down = a[1] * a[1];
    const across = turns ? 2 * a[0] * a[1] : 0;
    const mean0 = up * tensor[0] + down * tensor[4];
    const mean1 = up * tensor[1] + down * tensor[5];
    const mean2 = up * tensor[2] + down * tensor[6];
    const mean3 = up * tensor[3] + down * tensor[7];
    const x0 = across * tensor[8];
    const x1 = across * tensor[9];
    const x2 = across * tensor[10];
    const x3 = across * tensor[11];
    const y0 = across * tensor[12];
    const y1 = across * tensor[13];
    const y2 = across * tensor[14];
    const y3 = across * tensor[15];
    for (let c = 0; c < columns; c++, k++) {
      const cosine = cos[columns + c];
      const sine = sin[columns + c];
      out0[k] = mean0 + x0 * cosine + y0 * sine;
      out1[k] = mean1 + x1 * cosine + y1 * sine;
      out2[k] = mean2 + x2 * cosine + y2 * sine;
      out3[k] = mean3 + x3 * cosine + y3 * sine;
    }
  }
}
