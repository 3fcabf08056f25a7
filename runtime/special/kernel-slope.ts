/** Differences of the kernel K of closed qubit spheres between states that hardly differ. */
import { sphereKernel } from "./sphere-kernel.ts";

/** Where y is less, the series is shorter than what the closed form loses. */
const SERIES = 0.3;
/** Intervals shorter than this share of their distance from y = 1, where h has a logarithm, are integrated over. */
const SHORT = 0.5;

/** Gauss's eight nodes on [0, 1] (Abramowitz and Stegun, table 25.4). */
const NODES = [0.9602898564975363, 0.7966664774136267, 0.525532409916329, 0.1834346424956498].flatMap((x) => [
  0.5 * (1 - x),
  0.5 * (1 + x),
]);
const WEIGHTS = [0.1012285362903763, 0.2223810344533745, 0.3137066458778873, 0.362683783378362].flatMap((w) => [
  0.5 * w,
  0.5 * w,
]);

/**
 * (h(y) − h(z))/(y − z), h(y) = K(1, √y), without the cancellation between y and z that are near each other and not near 1: the
 * mean of h' over [z, y].
 * @param y, z  R²/A₀² of two states, in [0, 1]
 */
export function kernelSlope(y: number, z: number): number {
  const high = Math.max(y, z);
  if (Math.abs(y - z) >= SHORT * (1 - high)) {
    return y === z ? Number.POSITIVE_INFINITY : (sphereKernel(1, y) - sphereKernel(1, z)) / (y - z);
  }
  let mean = 0;
  for (let k = 0; k < NODES.length; k++) mean += WEIGHTS[k] * slopeAt(z + NODES[k] * (y - z));
  return mean;
}

/** h' = Σ_{n≥1} 4n yⁿ⁻¹/((2n+1)(2n+3)) = [½(3 − y)Λ − 3]/y², Λ = ln((1+x)/(1−x))/x, x = √y. */
function slopeAt(y: number): number {
  if (y >= SERIES) {
    const x = Math.sqrt(y);
    return ((0.5 * (3 - y) * (2 * Math.log1p(x) - Math.log1p(-y))) / x - 3) / (y * y);
  }
  let sum = 0;
  for (let n = 1, power = 1; power > 1e-17; n++, power *= y) sum += (4 * n * power) / ((2 * n + 1) * (2 * n + 3));
  return sum;
}
