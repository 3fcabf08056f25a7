/** The oracle of Φ under squeezing, judged by a cubature of ln tr B that knows nothing of where that has its zeros. */
import { describe, expect, it } from "vitest";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { integrateOverSphere } from "../support/cube-sphere.ts";
import { digits } from "../support/many-digits/digits.ts";
import { fluxTruth } from "../support/many-digits/flux.ts";
import { exactly } from "../support/many-digits/matrix.ts";
import { expectation, spinAmplitudes } from "../support/many-digits/sphere-moments.ts";
import { randomState } from "../support/random-states.ts";

/** Of no trace, as a change of a state is. */
function change(J: number, seed: number): ComplexMatrix {
  const d = 2 * J + 1;
  const [a, b] = [randomState(d, d, seed, 0), randomState(d, 1, seed + 1, 0)];
  const re = a.re.map((x, k) => x - b.re[k]);
  re[d * d - 1] = -re.reduce((sum, x, k) => (k % (d + 1) === 0 && k < d * d - 1 ? sum + x : sum), 0);
  return { dimension: d, re, im: a.im.map((x, k) => x - b.im[k]) };
}

/** J M ∫ X(Ω) ln tr B dΩ, tr B = ½[e^{2r}(b² + z²) + e^{−2r}(a² + z²)] − z, a and b along x and y turned by −phase/2. */
function byCubature(J: number, X: ComplexMatrix, r: number, phase: number): number {
  const [cos, sin] = [Math.cos(phase / 2), Math.sin(phase / 2)];
  const amplitudes = [new Float64Array(2 * J + 1), new Float64Array(2 * J + 1)] as const;
  const { values } = integrateOverSphere(
    (x, y, z, out) => {
      const [a, b] = [(x * cos - y * sin) ** 2, (x * sin + y * cos) ** 2];
      const trace = 0.5 * (Math.exp(2 * r) * (b + z * z) + Math.exp(-2 * r) * (a + z * z)) - z;
      spinAmplitudes(2 * J + 1, x, y, z, ...amplitudes);
      out.values[0] = expectation(X, ...amplitudes) * Math.log(Math.max(trace, 1e-300));
      out.sizes[0] = Math.abs(out.values[0]);
      out.blurs[0] = 0;
    },
    1,
    { nodes: 10, share: 1e-15 },
  );
  return (J * (2 * J + 1) * values[0]) / (4 * Math.PI);
}

describe("the oracle of Φ under squeezing", () => {
  it.each([
    [0.5, 0.938, 0.4],
    [1, 0.938, -1.1],
    [2, 0.938, 2.5],
    [1, 0.05, 0],
    [1.5, 0.3, 7],
    [2.5, 2, -0.6],
  ])("is the integral of ln Q*: J = %s, r = %s, phase %s", (J, r, phase) => {
    for (const seed of [1, 2]) {
      const X = change(J, seed);
      const d = digits(260);
      const noise = { channel: "squeezed-vacuum", on: [0], parameters: { Gamma: 1, r, phase } };
      const system = { spins: [J], state: X, noises: [noise], hamiltonian: null, time: 0 };
      const { value, error } = fluxTruth(system, noise, d, exactly(d, X), [X.dimension])!;
      expect(error).toBeLessThan(5e-15);
      expect(Math.abs(value - byCubature(J, X, r, phase))).toBeLessThan(1e-12);
    }
  });
});
