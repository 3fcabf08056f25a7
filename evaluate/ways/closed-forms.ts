/** The forms on which it depends how far what is closed on a qubit's sphere is analytic on the other's. */

import { FLAT, type Form } from "./form-width.ts";

/**
 * What is to have a positive real part where what is closed on a qubit's sphere is to be analytic on the other's: A₀² − |R|² and A₀ of its
 * conditional states. Their eigenvalues A₀ ± |R| are under logarithms, which then have their principal values and are one where R² vanishes.
 * @param tensor  the outer qubit's axis first and the Bloch form (A₀, R) last
 * @returns  overwritten by the next
 */
export function closedForms(tensor: Float64Array): readonly [determinant: Form, mean: Form] {
  setDeterminant(tensor);
  mean.mean = 0.5 * (tensor[0] + tensor[4]);
  mean.slope[0] = 0.5 * tensor[8];
  mean.slope[1] = 0.5 * tensor[12];
  mean.slope[2] = 0.25 * (tensor[0] - tensor[4]);
  mean.size = tensor[0] + tensor[4];
  return forms;
}

const scratch = (curvature: Float64Array) => ({ mean: 0, slope: new Float64Array(3), curvature, size: 0 });
const determinant = scratch(new Float64Array(9));
const mean = scratch(FLAT);
const forms = [determinant, mean] as const;

/** Written and read within one form. */
const along = new Float64Array(16);

/** A₀² − |R|² of the conditional states. */
function setDeterminant(tensor: Float64Array): void {
  for (let k = 0; k < 4; k++) {
    along[k] = tensor[8 + k];
    along[4 + k] = tensor[12 + k];
    along[8 + k] = 0.5 * (tensor[k] - tensor[4 + k]);
    along[12 + k] = 0.5 * (tensor[k] + tensor[4 + k]);
  }
  const { slope, curvature } = determinant;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j <= i; j++) curvature[3 * i + j] = curvature[3 * j + i] = product(i, j);
    slope[i] = product(3, i);
  }
  determinant.mean = product(3, 3);
  determinant.size = (tensor[0] + tensor[4]) ** 2;
}

/** A·A′ − R·R′ of two rows. */
function product(i: number, j: number): number {
  const a = 4 * i;
  const b = 4 * j;
  return along[a] * along[b] - along[a + 1] * along[b + 1] - along[a + 2] * along[b + 2] - along[a + 3] * along[b + 3];
}
