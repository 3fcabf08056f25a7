/** Thermal damping about a tilted axis, against damping about z in the state turned back. */
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import { axialState } from "../../runtime/flux/axial.ts";
import { potentialState } from "../../runtime/flux/potential-matrix.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { compiled } from "../support/compiled.ts";

const rate = { range: "[0, inf)", unit: "1/time", meaning: "a rate" };
const tilted = await compiled({
  name: "tilted-damping",
  cites: "a test",
  parties: ["a"],
  parameters: {
    Gamma: rate,
    nbar: { ...rate, unit: "1" },
    tilt: { range: "(-inf, inf)", unit: "rad", meaning: "an angle" },
  },
  reservoirs: {
    bath: "Gamma*(nbar + 1)*D[cos(tilt)*Jx - sin(tilt)*Jz - i*Jy] + Gamma*nbar*D[cos(tilt)*Jx - sin(tilt)*Jz + i*Jy]",
  },
});

/** (1 − s) of one state and s of another. */
const mixed = (a: ComplexMatrix, b: ComplexMatrix, s: number): ComplexMatrix => ({
  dimension: a.dimension,
  re: a.re.map((x, k) => (1 - s) * x + s * b.re[k]),
  im: a.im.map((x, k) => (1 - s) * x + s * b.im[k]),
});

describe("thermal damping about a tilted axis", () => {
  const tilt = 0.3;
  const bath = { Gamma: 1, nbar: 0.4 };

  it.each([0.5, 1, 2.5])("is damping's as near to its steady state as one likes, J = %d", (J) => {
    for (const s of [0.1, 1e-3, 1e-7]) {
      const along = mixed(channels["amplitude-damping"].steadyState!(bath, [J]), axialState(J, 1, 0), s);
      const axis = [Math.sin(tilt), 0, Math.cos(tilt)] as const;
      const turned = mixed(tilted.steadyState!({ ...bath, tilt }, [J]), potentialState(J, 1, axis), s);
      const ofDamping = evaluate({
        spins: [J],
        state: along,
        channels: [{ channel: channels["amplitude-damping"], on: [0], parameters: bath }],
      });
      const found = evaluate({
        spins: [J],
        state: turned,
        channels: [{ channel: tilted, on: [0], parameters: { ...bath, tilt } }],
      });
      expect(found.channels[0]).toMatchObject({ class: "potential", positivity: ofDamping.channels[0].positivity });
      for (const name of ["production", "flux", "entropyRate"] as const) {
        const [a, b] = [found[name]!, ofDamping[name]!];
        expect(Math.abs(a.values[0] - b.values[0])).toBeLessThanOrEqual(a.error[0] + b.error[0]);
      }
      // The digits that the difference dS/dt + Φ would have lost are there.
      expect(found.production!.error[0]).toBeLessThan(1e-6 * found.production!.values[0]);
    }
  });
});

describe("the state of an axisymmetric potential", () => {
  it.each([0.5, 1, 3])("has the Husimi function ∝ (constant + axis·n)^{2J}, J = %d", (J) => {
    const [constant, axis] = [2, [0.6, -1.2, 0.5]] as const;
    const state = potentialState(J, constant, axis);
    const points = [
      [0, 0, 1],
      [2 / 3, -1 / 3, 2 / 3],
      [-2 / 7, 3 / 7, -6 / 7],
      [0, 1, 0],
    ] as const;
    const ratios = points.map((n) => {
      const base = constant + axis[0] * n[0] + axis[1] * n[1] + axis[2] * n[2];
      return husimi(state, J, n) / base ** (2 * J);
    });
    for (const ratio of ratios) expect(ratio / ratios[0]).toBeCloseTo(1, 12);
  });
});

/** ⟨n|ρ|n⟩ with |n⟩ the state whose projector is that of the potential 1 + n·m. */
function husimi({ re, im }: ComplexMatrix, J: number, n: readonly [number, number, number]): number {
  const projector = potentialState(J, 1, n);
  return re.reduce((sum, x, k) => sum + x * projector.re[k] + im[k] * projector.im[k], 0);
}
