import { describe, expect, it } from "vitest";
import { guard } from "../../evaluate/prepare/guard.ts";
import { cross, dot, type Noise, times, trace, unit, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import { normals, randomStream } from "../../spins/states/random-stream.ts";

const normal = normals(randomStream(13030, "guard"));
const vector = (): Vector3 => [normal(), normal(), normal()];

/** The smaller eigenvalue of P on the plane orthogonal to n, minus m·n: that of 2B, by trace and determinant. */
function margin({ P, m }: Noise, n: Vector3): number {
  const e = unit(cross(n, Math.abs(n[2]) < 0.5 ? [0, 0, 1] : [1, 0, 0]));
  const f = cross(n, e);
  const [ee, ef, ff] = [dot(e, times(P, e)), dot(e, times(P, f)), dot(f, times(P, f))];
  return (ee + ff - Math.sqrt((ee - ff) ** 2 + 4 * ef * ef)) / 2 - dot(m, n);
}

/** The least margin on the sphere: the least of 20,000 points of a spiral, and downhill from there. */
function leastMargin(noise: Noise): number {
  const count = 20_000;
  const spiral = Array.from({ length: count }, (_, k): Vector3 => {
    const z = 1 - (2 * k + 1) / count;
    const [r, phi] = [Math.sqrt(1 - z * z), k * Math.PI * (3 - Math.sqrt(5))];
    return [r * Math.cos(phi), r * Math.sin(phi), z];
  });
  let best = spiral.reduce((a, b) => (margin(noise, b) < margin(noise, a) ? b : a));
  for (let step = 0.02; step > 1e-8; ) {
    const near = Array.from({ length: 12 }, () => unit(best.map((x) => x + step * normal()) as unknown as Vector3));
    const next = near.reduce((a, b) => (margin(noise, b) < margin(noise, a) ? b : a));
    if (margin(noise, next) < margin(noise, best)) best = next;
    else step *= 0.7;
  }
  return margin(noise, best);
}

/** uuᵀ + vvᵀ + isotropic noise, which adds to the margin everywhere. */
function noiseWith(isotropic: number, [u, v, m]: readonly [Vector3, Vector3, Vector3]): Noise {
  const row = (i: number): Vector3 =>
    [0, 1, 2].map((j) => u[i] * u[j] + v[i] * v[j] + (i === j ? isotropic : 0)) as never;
  return { P: [row(0), row(1), row(2)], m, drifts: 2 * Math.hypot(...m) };
}

const slope = ({ P, m }: Noise): number => 2 * trace(P) + Math.hypot(...m);

describe("the guard of a regular channel", () => {
  it("says regular where the least margin found on the sphere is more than 1.4e-3 of its slope, and only there", () => {
    for (let trial = 0; trial < 25; trial++) {
      const shape = [vector(), vector(), vector()] as const;
      const least = leastMargin(noiseWith(0, shape));
      const verdictAt = (share: number): string => {
        // least + isotropic = share·slope, where the slope grows by six times the isotropic noise.
        const isotropic = (share * slope(noiseWith(0, shape)) - least) / (1 - 6 * share);
        return guard(noiseWith(isotropic, shape));
      };
      const verdicts = [-0.01, 0.0013, 0.00145, 0.01].map(verdictAt);
      expect([trial, verdicts[0], ...verdicts.slice(1)]).toEqual([
        trial,
        "undefined",
        "undecided",
        "regular",
        "regular",
      ]);
    }
  });
});
