/** What rounding does to dS/dt on the grid of a party's sphere. */

import { HUSIMI_GRADIENT } from "../../spins/numbers/safety-factors.ts";
import type { Coefficients } from "./coefficients.ts";

/** The largest |A·e| and |e·Be| at the nodes, e a unit vector along θ or φ. */
export interface Strength {
  readonly drift: number;
  readonly diffusion: number;
}

export const strengthOf = ({ drift, diffusion: [polar, , azimuthal] }: Coefficients): Strength => ({
  drift: largest(drift),
  diffusion: largest([polar, azimuthal]),
});

const largest = (fields: readonly Float64Array[]): number =>
  fields.reduce((most, field) => field.reduce((least, value) => Math.max(least, Math.abs(value)), most), 0);

/** Roundings of a component of ∇Q, in shares of the √J |X| that its terms add up to, X being what Q − constant is made of: twice
 *  what was seen for J up to 10. */
const ROUNDINGS_OF_GRADIENT = HUSIMI_GRADIENT * Number.EPSILON;

/** What rounding of ∇Q does to a state's dS/dt on a grid. */
export interface GradientNoise {
  /** Σ |contributions| of the rate by this state. */
  readonly magnitude: number;
  /** The Frobenius norm of X. */
  readonly size: number;
  /** M ∫ 1/Q and M ∫ 1 over the nodes. */
  readonly inverse: number;
  readonly area: number;
}

/**
 * An error δ of both components of ∇Q does to M ∫ (∇Q·B∇Q/Q − A·∇Q) at most
 *     2 √(magnitude · 2|B| · M∫1/Q) δ + 2|B| δ² · M∫1/Q + √2 |A| δ · M∫1,
 * by Cauchy and Schwarz: |∇Q·Bδ| ≤ √(∇Q·B∇Q) √(δ·Bδ) for the sizes of the parts.
 */
export function gradientNoise(
  { drift, diffusion }: Strength,
  J: number,
  { magnitude, size, inverse, area }: GradientNoise,
): number {
  const delta = ROUNDINGS_OF_GRADIENT * Math.sqrt(J) * size;
  const weight = 2 * diffusion * inverse;
  return 2 * Math.sqrt(magnitude * weight) * delta + weight * delta ** 2 + Math.SQRT2 * drift * delta * area;
}
