/** What the noise of a reservoir says of its drift, beyond rounding. */

import type { Jump } from "../../spins/dynamics/jump.ts";
import { dot, type Noise, times, trace, unit } from "../../spins/dynamics/noise-matrix.ts";
import { NOISE_MATRIX } from "../../spins/numbers/safety-factors.ts";

/** What is left of terms that cancel, relative to them: below, it may be rounding alone. */
export const TOLD = NOISE_MATRIX * Number.EPSILON;

/** Whether there is a drift and P is not axisymmetric about it, beyond what rounding could make so. */
export function isOblique({ P, m, drifts }: Noise): boolean {
  const strength = Math.hypot(...m);
  if (!(strength > TOLD * drifts)) return false;
  const k = unit(m);
  const along = dot(k, times(P, k));
  const across = (trace(P) - along) / 2;
  const parts = P.flatMap((row, i) =>
    row.map((entry, j) => Math.abs(entry - (i === j ? across : 0) - (along - across) * k[i] * k[j])),
  );
  return Math.max(...parts) > TOLD * (1 + drifts / strength) * trace(P);
}

/** Whether it is more than one operator: (tr C)² − tr C² beyond rounding, with C = P + i[m]. */
export function isMixed({ P, m }: Noise): boolean {
  const squares = P.flat().reduce((sum, entry) => sum + entry * entry, 2 * dot(m, m));
  return trace(P) ** 2 - squares > TOLD * trace(P) ** 2;
}

/** Whether the Kossakowski matrix of several parties, Σ rate l l†, has an imaginary part beyond rounding. */
export function hasJointDrift(jumps: readonly Jump[]): boolean {
  const size = 3 * jumps[0].re.length;
  const flat = jumps.map(({ rate, re, im }) => ({ rate, u: re.flat(), v: im.flat() }));
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) {
      const terms = flat.map(({ rate, u, v }) => rate * (v[i] * u[j] - u[i] * v[j]));
      const sizes = flat.map(({ rate, u, v }) => Math.abs(rate) * (Math.abs(v[i] * u[j]) + Math.abs(u[i] * v[j])));
      const [sum, all] = [terms, sizes].map((list) => list.reduce((a, b) => a + b, 0));
      if (Math.abs(sum) > TOLD * all) return true;
    }
  return false;
}

/** Whether P m = 0 to rounding: no noise along the axis of the drift. */
export const lacksDriftAxis = ({ P, m, drifts }: Noise): boolean =>
  Math.hypot(...times(P, m)) <= TOLD * trace(P) * drifts;
