import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import { logPotentialGaps } from "../../runtime/flux/axial.ts";
import { potentialFluxMatrix, singleJumpFactors } from "../../runtime/flux/potential-matrix.ts";
import type { Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import { randomState } from "../support/random-states.ts";

const squeezed = channels["squeezed-vacuum"];
const squeezing = (r: number, phase: number) => ({ Gamma: 1, r, phase });
const phases = [0, 1e-8, 0.7, Math.PI / 2, -2.2, Math.PI];

/** Φ of one qubit in the squeezed vacuum: Majorana's points lie at cos α = ± e^{−2r}, so that
 *  F = −½e^{−2r} D†(σz) = diag((1 + e^{−2r})², −(1 − e^{−2r})²)/4, whatever the phase. */
function fluxOfQubit(r: number, [up, , , down]: Float64Array): number {
  return (up * (1 + Math.exp(-2 * r)) ** 2 - down * Math.expm1(-2 * r) ** 2) / 4;
}

describe("the flux of the squeezed vacuum", () => {
  const state = randomState(2, 2, 3);
  const evaluated = (r: number, phase: number) =>
    evaluate({ spins: [0.5], state, channels: [{ channel: squeezed, on: [0], parameters: squeezing(r, phase) }] });

  /** Its distance from the closed form, and its error; whatever Φ is off by, Π bears. */
  function judged(r: number, phase: number) {
    const { flux, production, entropyRate } = evaluated(r, phase);
    const { values, error } = flux!;
    expect(production!.error[0]).toBeGreaterThanOrEqual(entropyRate.error[0] + error[0]);
    return { value: values[0], off: Math.abs(values[0] - fluxOfQubit(r, state.re)), error: error[0] };
  }

  it("of one qubit is what its closed form says, within an error of some roundings of e^{2r}, at every phase", () => {
    for (const r of [1e-14, 1e-7, 1e-3, 0.1, 0.5, 1, 3, 8]) {
      for (const phase of phases) {
        const { off, error } = judged(r, phase);
        expect(off, `r = ${r}, phase = ${phase}`).toBeLessThan(error);
        // From r = 1 on four roundings; below there is the rounding of Φ itself.
        expect(error, `r = ${r}, phase = ${phase}`).toBeLessThan(1e-14 + 2e-15 * Math.expm1(2 * r));
      }
    }
  });

  it("is finite where squeezing has taken all its digits, with an error that says so and still holds", () => {
    for (const r of [18, 20, 100, 150]) {
      for (const phase of phases) {
        const { value, off, error } = judged(r, phase);
        expect(value, `r = ${r}, phase = ${phase}`).toSatisfy(Number.isFinite);
        expect(off, `r = ${r}, phase = ${phase}`).toBeLessThan(error);
        expect(error, `r = ${r}, phase = ${phase}`).toBeGreaterThan(fluxOfQubit(r, state.re));
        expect(error, `r = ${r}, phase = ${phase}`).toSatisfy(Number.isFinite);
      }
    }
  });

  it("is refused where squeezing makes a rate whose square no double holds", () => {
    expect(() => evaluated(300, 0.7)).toThrow(
      /^channels: found a rate of [\d.]+e\+\d+ on \[0\], expected 0 or one within 1e-150/,
    );
  });

  it("has the matrix of an evaluation with sixty digits for larger spins", () => {
    // F₀₀ and F_JJ, m = J and 0; F₀₂ besides, by mpmath at 60 digits.
    const cases = [
      { J: 4, r: 2, phase: 1e-8, entries: [0.1471809950967835, 1.4417116149386218], corner: [-5.275448740973944, 0] },
      {
        J: 4,
        r: 0.001,
        phase: -2.2,
        entries: [63.42686966168827, 31.999999999992],
        corner: [-0.098460637071519, -0.135267493392997],
      },
    ];
    for (const { J, r, phase, entries, corner } of cases) {
      const { re, im, error } = squeezed.fluxMatrix!(squeezing(r, phase), [J]);
      const d = 2 * J + 1;
      expect(Math.abs(re[0] - entries[0])).toBeLessThan(error!);
      expect(Math.abs(re[J * (d + 1)] - entries[1])).toBeLessThan(error!);
      expect(Math.abs(re[2] - corner[0])).toBeLessThan(error!);
      if (corner[1] !== 0) expect(Math.abs(im[2] - corner[1])).toBeLessThan(error!);
      expect(error).toBeLessThan(1e-8);
    }
  });
});

describe("the flux of any single operator l·J", () => {
  const component = fc.double({ min: -2, max: 2, noNaN: true });
  const vector = fc.tuple(component, component, component);
  const nearly = fc.constantFrom(0, 1e-15, 1e-9, 1e-4, 1);

  it("turns with l about z, within its bound, also where the two zeros of Q* all but meet", () => {
    const property = fc.property(
      vector,
      vector,
      nearly,
      component,
      fc.integer({ min: 1, max: 6 }),
      (u, v, s, angle, n) => {
        // (1, i, 0) has a double zero at a pole.
        const re: Vector3 = [1 + s * u[0], s * u[1], s * u[2]];
        const im: Vector3 = [s * v[0], 1 + s * v[1], s * v[2]];
        const [c, d] = [Math.cos(angle), Math.sin(angle)];
        const turned = ([x, y, z]: Vector3): Vector3 => [c * x - d * y, d * x + c * y, z];
        const of = (a: Vector3, b: Vector3) =>
          potentialFluxMatrix(n / 2, [
            { factors: singleJumpFactors(a, b), jumps: [{ reservoir: 0, rate: 1, re: [[...a]], im: [[...b]] }] },
          ]);
        const [F, G] = [of(re, im), of(turned(re), turned(im))];
        let off = 0;
        for (let i = 0; i <= n; i++) {
          for (let j = 0; j <= n; j++) {
            const k = i * (n + 1) + j;
            const [x, y] = [Math.cos((i - j) * angle), Math.sin((i - j) * angle)];
            off += (G.re[k] - (x * F.re[k] - y * F.im[k])) ** 2 + (G.im[k] - (x * F.im[k] + y * F.re[k])) ** 2;
          }
        }
        expect(Math.sqrt(off)).toBeLessThanOrEqual(F.error! + G.error!);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });
});

describe("a factor that vanishes on the sphere", () => {
  it("has the gaps 2J/(2J + 1 − k), towards either pole", () => {
    for (const J of [0.5, 1.5, 4]) {
      const [south, north] = [logPotentialGaps(J, 1, -1), logPotentialGaps(J, 1, 1)];
      for (let k = 1; k <= 2 * J; k++) {
        expect(south[k]).toBeCloseTo((2 * J) / (2 * J + 1 - k), 13);
        expect(north[k]).toBeCloseTo((-2 * J) / k, 13);
      }
    }
  });
});
