/** What an error of a state does to numbers that are linear in it: no direction does more than the bound, and one does as much. */
import { describe, expect, it } from "vitest";
import { heatBlur, stateBlur } from "../../evaluate/errors/state-error.ts";
import { prepareChannel } from "../../evaluate/prepare/prepared-channel.ts";
import { channels as registered } from "../../generated/index.ts";
import { dissipate, dissipateAdjoint } from "../../spins/dynamics/liouvillian.ts";
import { type ComplexMatrix, frobenius, partialTrace, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { traceProduct } from "../../spins/numbers/bounded.ts";
import { add, identity, randomHermitian, scale } from "./dense.ts";

const spins = [1, 0.5];
const dimensions = [3, 2];
const H = randomHermitian(6, 5);
const damped = prepareChannel(
  { channel: registered["amplitude-damping"], on: [0], parameters: { Gamma: 1.25, nbar: 0.3 } },
  spins,
);
const blurred = { spins, dimensions, channels: [damped], hamiltonian: H, twist: null, isQuadratic: true };
const EPSILON = 1e-9;

/** Of size ε and without a trace, as errors of states are. */
function errorAlong(X: ComplexMatrix): ComplexMatrix {
  let trace = 0;
  for (let k = 0; k < 36; k += 7) trace += X.re[k];
  const traceless = add(X, scale(identity(6), -trace / 6));
  return scale(traceless, EPSILON / frobenius(traceless));
}

const random = Array.from({ length: 200 }, (_, k) => errorAlong(randomHermitian(6, 100 + k)));
const still = { by: () => null, turned: () => null };
const mixed = scale(identity(6), 1 / 6);

describe("an error of a state", () => {
  it("enters the heat current by ‖D†(H)‖ at the most", () => {
    const moved = (error: ComplexMatrix) =>
      Math.abs(traceProduct(H, dissipate(damped.dissipator, error, dimensions)).value);
    const bound = heatBlur(blurred, 0, EPSILON);
    for (const error of random) expect(moved(error)).toBeLessThanOrEqual(bound);
    const worst = errorAlong(dissipateAdjoint(damped.dissipator, H, dimensions));
    expect(moved(worst)).toBeGreaterThan(0.5 * bound);
  });

  it("enters the flux of one party by what F ⊗ 1 is at the most", () => {
    const { matrix: F } = damped.flux!;
    const moved = (error: ComplexMatrix) => Math.abs(traceProduct(partialTrace(error, dimensions, [0]), F).value);
    const bound = stateBlur(blurred, mixed, EPSILON, still).fluxes[0];
    for (const error of random) expect(moved(error)).toBeLessThanOrEqual(bound);
    const whole = zeroMatrix(6);
    for (let r = 0; r < 6; r++) {
      for (let c = 0; c < 6; c++) {
        if (r % 2 !== c % 2) continue;
        whole.re[r * 6 + c] = F.re[Math.floor(r / 2) * 3 + Math.floor(c / 2)];
        whole.im[r * 6 + c] = F.im[Math.floor(r / 2) * 3 + Math.floor(c / 2)];
      }
    }
    expect(moved(errorAlong(whole))).toBeGreaterThan(0.5 * bound);
  });

  it("enters as Tr[H D(X)] = Tr[D†(H) X]", () => {
    for (const X of random.slice(0, 20)) {
      const there = traceProduct(H, dissipate(damped.dissipator, X, dimensions)).value;
      const back = traceProduct(dissipateAdjoint(damped.dissipator, H, dimensions), X).value;
      expect(Math.abs(there - back)).toBeLessThan(1e-13 * EPSILON);
    }
  });
});
