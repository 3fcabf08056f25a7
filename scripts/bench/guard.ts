/** What it takes to see that B is positive where it hardly is. */
import { guard } from "../../evaluate/prepare/guard.ts";
import { type Noise, noiseOf, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import { inProcess, interleave } from "./measure.ts";
import { atMost, row } from "./results.ts";

/** A thermal bath, Γ = ½ and n̄ = 0.8, with noise 3/2 along x and κ along z. */
function noisyBath(kappa: number): Noise {
  const [x, y, z]: Vector3[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const zero: Vector3 = [0, 0, 0];
  const jump = (rate: number, re: Vector3, im: Vector3) => ({ rate, reservoir: 0, re: [re], im: [im] });
  const down: Vector3 = [0, -1, 0];
  return noiseOf([jump(0.9, x, down), jump(0.4, x, y), jump(1.5, x, zero), jump(kappa, z, zero)]);
}

/** The least κ, to nine digits, at which the channel is regular. */
function leastRegular(): number {
  let [low, high] = [0.01, 1];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (guard(noisyBath(middle)) === "regular") high = middle;
    else low = middle;
  }
  return high;
}

export function nearlySingular(): void {
  const noise = noisyBath(leastRegular());
  const { regular } = interleave({ regular: inProcess(() => guard(noise)) }, 9);
  row("guard of a regular channel where B is nearly singular", regular);
  atMost("guard of a regular channel where B is nearly singular, ms", regular / 1e3, 20);
}
