/** The squeezed vacuum of J = 2, 3, … has Π < 0 at weak squeezing too, in states that a search hardly comes to. */
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";

/** The pure state that cosh(r) J₋ + sinh(r) J₊ annihilates, for whole J: amplitudes at m = J … −J. */
function atRest(J: number, r: number): readonly number[] {
  const lower = (k: number) => Math.sqrt((2 * J - k) * (k + 1));
  const amplitude = new Array<number>(2 * J + 1).fill(0);
  amplitude[2 * J] = 1;
  for (let k = 2 * J - 1; k >= 1; k--) amplitude[k - 1] = (-Math.tanh(r) * lower(k) * amplitude[k + 1]) / lower(k - 1);
  const norm = Math.hypot(...amplitude);
  return amplitude.map((entry) => entry / norm);
}

/** (1 − share) |rest⟩⟨rest| + share |ψ⟩⟨ψ|, with trace 1. */
function beside(rest: readonly number[], share: number, re: readonly number[], im: readonly number[]): ComplexMatrix {
  const d = rest.length;
  const weight = share / Math.hypot(...re, ...im) ** 2;
  const entry = (of: (i: number, j: number) => number) =>
    Float64Array.from({ length: d * d }, (_, k) => of(Math.floor(k / d), k % d));
  return {
    dimension: d,
    re: entry((i, j) => (1 - share) * rest[i] * rest[j] + weight * (re[i] * re[j] + im[i] * im[j])),
    im: entry((i, j) => weight * (im[i] * re[j] - re[i] * im[j])),
  };
}

describe("the squeezed vacuum at r = 1/10", () => {
  // ψ minimises −M ∫ D(q) ln(1 + s(q/Q* − 1)) of another program, on grids about both zeros of Q*.
  it.each([
    {
      J: 2,
      share: 1e-5,
      re: [0.045631, -0.000001, -0.097909, 0.000004, -0.246304],
      im: [0.163422, -0.000001, -0.350658, 0.000005, -0.882042],
    },
    {
      J: 3,
      share: 1e-5,
      re: [-0.046712, -0.002181, 0.046374, 0.008854, 0.211693, -0.009281, -0.271918],
      im: [-0.04972, 0.000233, 0.044996, -0.001065, 0.277621, 0.009316, -0.891676],
    },
  ])("violates Π ≥ 0 beside its steady state, J = $J", ({ J, share, re, im }) => {
    const use = { channel: channels["squeezed-vacuum"], on: [0], parameters: { Gamma: 1, r: 0.1, phase: 0 } };
    const { production } = evaluate({ spins: [J], state: beside(atRest(J, 0.1), share, re, im), channels: [use] });
    expect(production!.values[0] + production!.error[0]).toBeLessThan(-1e-10);
  });
});
