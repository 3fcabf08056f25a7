/** The compiled −∫ X ln Q over a qubit's sphere. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import { logMoment } from "../../generated/log-moment.ts";
import { logMean, sphereKernel } from "../../runtime/special/sphere-kernel.ts";
import { coherent } from "../../spins/states/named-states.ts";

type Bloch = readonly [constant: number, x: number, y: number, z: number];

/** The value and the size for one conditional state. */
function moment(Q: Bloch, X: Bloch): readonly [value: number, size: number] {
  const column = (value: number): Float64Array => Float64Array.of(value);
  const R2 = Q[1] ** 2 + Q[2] ** 2 + Q[3] ** 2;
  const [out, size] = [column(0), column(0)];
  const [, Rx, Ry, Rz] = Q.map(column);
  const [X0, Xx, Xy, Xz] = X.map(column);
  logMoment(Rx, Ry, Rz, X0, Xx, Xy, Xz, column(sphereKernel(Q[0], R2)), column(logMean(Q[0], R2)), out, size);
  return [out[0], size[0]];
}

const direction = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 6.28, noNaN: true }))
  .map(([z, phi]) => [Math.sqrt(1 - z * z) * Math.cos(phi), Math.sqrt(1 - z * z) * Math.sin(phi), z] as const);
/** Q with |R| up to A₀, from far smaller than 1 to far larger. */
const states = fc
  .tuple(fc.double({ min: -6, max: 3, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), direction)
  .map(([power, x, [a, b, c]]): Bloch => [10 ** power, 10 ** power * x * a, 10 ** power * x * b, 10 ** power * x * c]);
/** Below it doubles lose digits. */
const underflow = 1e-300;
const number = fc.double({ min: -3, max: 3, noNaN: true });
const functions = fc.tuple(number, number, number, number);

describe("the compiled logarithms over a qubit's sphere", () => {
  it("change with Q as they should: −∫ X ln sQ = −∫ X ln Q − 4π X₀ ln s", () => {
    fc.assert(
      fc.property(states, functions, fc.double({ min: 0.1, max: 10, noNaN: true }), (Q, X, s) => {
        const scaled = Q.map((entry) => s * entry) as unknown as Bloch;
        const [[found, size], [plain, sizeOfPlain]] = [moment(scaled, X), moment(Q, X)];
        const change = -4 * Math.PI * X[0] * Math.log(s);
        const allowed = 1e-13 * (size + sizeOfPlain + Math.abs(change)) + underflow;
        expect(Math.abs(found - plain - change)).toBeLessThanOrEqual(allowed);
      }),
    );
  });

  it("are linear in X, and no larger than their size", () => {
    fc.assert(
      fc.property(states, functions, functions, (Q, X, Y) => {
        const sum = X.map((entry, k) => entry + 2 * Y[k]) as unknown as Bloch;
        const [[both], [ofX, sizeOfX], [ofY, sizeOfY]] = [moment(Q, sum), moment(Q, X), moment(Q, Y)];
        expect(Math.abs(both - ofX - 2 * ofY)).toBeLessThanOrEqual(1e-14 * (sizeOfX + 2 * sizeOfY) + underflow);
        expect(Math.abs(ofX)).toBeLessThanOrEqual(sizeOfX);
      }),
    );
  });

  it("give dS/dt of damping for X = D(Q), as the channel's own closed form does", () => {
    const [Gamma, nbar] = [0.7, 0.4];
    const { inner } = channels["amplitude-damping"];
    fc.assert(
      fc.property(states, (Q) => {
        const [A0, Rx, Ry, Rz] = Q;
        const slow = -0.5 * Gamma * (2 * nbar + 1);
        const D: Bloch = [0, slow * Rx, slow * Ry, 2 * slow * Rz - Gamma * A0];
        const [found, size] = moment(Q, D);
        const expected = Float64Array.of(0);
        const [a, x, y, z] = [A0, Rx, Ry, Rz].map((value) => Float64Array.of(value));
        inner!({ Gamma, nbar }, a, x, y, z, expected, Float64Array.of(0));
        expect(Math.abs(found - expected[0])).toBeLessThanOrEqual(1e-13 * size + underflow);
      }),
    );
  });

  it("give the entropy of a coherent qubit, 2J/(2J + 1) = ½ (Lieb, Commun. Math. Phys. 62, 35 (1978))", () => {
    const [value] = moment([0.5, 0, 0, 0.5], [0.5, 0, 0, 0.5]);
    const state = coherent([0.5], [{ theta: 0, phi: 0 }]);
    const { entropy } = evaluate({
      spins: [0.5],
      state,
      channels: [{ channel: channels.dephasing, on: [0], parameters: { lambda: 1 } }],
    });
    expect(value / (2 * Math.PI)).toBeCloseTo(0.5, 15);
    expect(entropy.values[0]).toBeCloseTo(value / (2 * Math.PI), 14);
  });
});
