import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { JumpUse, Problem } from "../../evaluate/problem/problem.ts";
import { channels as registered } from "../../generated/index.ts";
import { distance } from "../../laws/matrices.ts";
import { drift, evolution } from "../../spins/dynamics/evolve.ts";
import { dissipatorOf } from "../../spins/dynamics/liouvillian.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { randomState } from "../support/random-states.ts";
import { add, dagger, multiply, randomHermitian, scale, spinOperators, subtract } from "./dense.ts";

const [Jx, Jy, Jz] = spinOperators(1);
const lowering = add(Jx, scale(Jy, 0, -1));
const [Gamma, nbar] = [0.8, 0.3];
/** Thermal damping of a spin 1, rates inside. */
const thermal = [scale(lowering, Math.sqrt(Gamma * (nbar + 1))), scale(dagger(lowering), Math.sqrt(Gamma * nbar))];
const damping = { channel: registered["amplitude-damping"], parameters: { Gamma, nbar } };

describe("bare jump matrices", () => {
  it("evolve a state and change its entropy as the channel does that they are the matrices of", () => {
    const problem = { spins: [0.5, 1], state: randomState(6, 6, 3), times: [0, 0.4], tolerance: 1e-8 };
    const bare = evaluate({ ...problem, channels: [{ jumps: thermal, on: [1] }] });
    const declared = evaluate({ ...problem, channels: [{ ...damping, on: [1] }] });
    for (const quantity of ["entropy", "entropyRate"] as const) {
      for (let k = 0; k < 2; k++) {
        const gap = Math.abs(bare[quantity].values[k] - declared[quantity].values[k]);
        expect(gap).toBeLessThanOrEqual(bare[quantity].error[k] + declared[quantity].error[k]);
        expect(bare[quantity].error[k]).toBeLessThan(1e-7);
      }
    }
    expect(bare.converged).toBe(true);
  });

  it("that are linear have the class, verdict and numbers of the channel, under the name of their reservoir or jumps", () => {
    const state = randomState(3, 3, 3);
    const jumps = { jumps: thermal, on: [0] };
    const channels = [jumps, { ...jumps, reservoir: "the cavity" }, { ...damping, on: [0] }];
    const [named, own, declared] = channels.map((use) => evaluate({ spins: [1], state, channels: [use] }));
    expect([named, own].map(({ channels: [one] }) => one.channel)).toEqual(["jumps", "the cavity"]);
    for (const found of [named, own]) {
      expect(found.channels[0]).toMatchObject({ class: "potential", positivity: "proven", refusal: null });
      for (const rate of ["production", "flux"] as const)
        expect(Math.abs(found[rate]!.values[0] - declared[rate]!.values[0])).toBeLessThan(1e-13);
    }
  });

  it("that are not are undecided, and refused Π and Φ, which says how far they are from it; so are the totals", () => {
    const { channels, production, flux, produced } = evaluate({
      spins: [1],
      state: randomState(3, 3, 3),
      channels: [
        { jumps: [thermal[0], multiply(Jz, Jz)], on: [0] },
        { ...damping, on: [0] },
      ],
    });
    expect(channels[0]).toMatchObject({ channel: "jumps", class: "undecided", positivity: null, production: null });
    expect(channels[0].refusal).toMatch(
      /^jumps\[1\] is not linear in the spin operators \(a share 0\.58 of it is not\)/,
    );
    expect([production, flux, produced]).toEqual([null, null, null]);
    expect(channels[1].production).not.toBeNull();
  });

  it("need not be linear in the spin operators, and act on parties in the order given", () => {
    const L = randomHermitian(6, 9);
    const rho = randomState(6, 6, 4);
    // On [1, 0] of spins (1, ½): the matrix's first factor is the second party.
    const system = evolution([dissipatorOf([L], [1, 0])], [3, 2]);
    const swap = (M: typeof L) => {
      const out = scale(M, 0);
      const place = (k: number) => (k % 3) * 2 + Math.floor(k / 3);
      for (let r = 0; r < 6; r++) {
        for (let c = 0; c < 6; c++) {
          out.re[place(r) * 6 + place(c)] = M.re[r * 6 + c];
          out.im[place(r) * 6 + place(c)] = M.im[r * 6 + c];
        }
      }
      return out;
    };
    const K = swap(L);
    const square = multiply(K, K);
    const decay = scale(add(multiply(square, rho), multiply(rho, square)), 0.5);
    expect(distance(drift(system, rho), subtract(multiply(multiply(K, rho), K), decay))).toBeLessThan(1e-13);
  });

  it("that are zero change nothing, exactly", () => {
    const { entropyRate, production } = evaluate({
      spins: [1],
      state: randomState(3, 3, 3),
      channels: [{ jumps: [scale(Jz, 0)], on: [0] }],
    });
    expect([entropyRate.values[0], entropyRate.error[0], production!.values[0]]).toEqual([0, 0, 0]);
  });

  it("have a Monte Carlo estimate too", () => {
    const problem: Problem = { spins: [1], state: randomState(3, 3, 3), channels: [{ jumps: thermal, on: [0] }] };
    const exact = evaluate(problem).entropyRate.values[0];
    const { entropyRate } = evaluate({ ...problem, method: "monte-carlo", samples: 20_000 });
    expect(Math.abs(entropyRate.values[0] - exact)).toBeLessThan(5 * entropyRate.error[0]);
  });

  const refused: [string, JumpUse, string][] = [
    [
      "a matrix of the wrong size",
      { jumps: [Jz], on: [1] },
      "channels[0].jumps[0]: found a 3 × 3 matrix of 9 real and 9 imaginary parts, expected 2 × 2, as parties [1] need",
    ],
    ["no matrix", { jumps: [], on: [0] }, "channels[0].jumps: found an empty list, expected at least one matrix"],
    ["no party", { jumps: [Jz], on: [] }, "channels[0].on: found an empty list, expected the parties"],
    [
      "a party that is not there",
      { jumps: [Jz], on: [2] },
      "channels[0].on[0]: found 2, expected the index of a party",
    ],
    [
      "NaN",
      { jumps: [scale(Jz, Number.NaN)], on: [0] },
      "channels[0].jumps[0].re[0][0]: found NaN, expected a finite number",
    ],
  ];
  for (const [what, use, message] of refused) {
    it(`with ${what} are refused`, () => {
      const run = () => evaluate({ spins: [1, 0.5], state: randomState(6, 6, 3), channels: [use] });
      expect(run).toThrow(InvalidInput);
      expect(run).toThrow(message);
    });
  }
});
