import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Problem } from "../../evaluate/problem/problem.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { coherent, dicke, gibbs, product } from "../../spins/states/named-states.ts";
import { randomState, turnedBellState } from "../support/random-states.ts";

function entropyOf(problem: Omit<Problem, "channels">): number {
  const { entropy, converged } = evaluate({ ...problem, channels: [] });
  expect(converged).toBe(true);
  return entropy.values[0];
}

/** Σ_m |m, m⟩/√(2J + 1). */
function maximallyEntangled(J: number): ComplexMatrix {
  const d = 2 * J + 1;
  const state = zeroMatrix(d * d);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) state.re[i * (d + 1) * d * d + j * (d + 1)] = 1 / d;
  return state;
}

describe("the Wehrl entropy", () => {
  it("of a coherent state is 2J/(2J + 1), for J up to 500", () => {
    for (const J of [0.5, 1, 2.5, 5, 50, 500]) {
      const S = entropyOf({ spins: [J], state: coherent([J], [{ theta: 0, phi: 0 }]) });
      expect(Math.abs(S - (2 * J) / (2 * J + 1))).toBeLessThan(1e-13);
    }
  });

  it("of a coherent state does not depend on its direction", () => {
    for (const J of [0.5, 3, 20]) {
      const S = entropyOf({ spins: [J], state: coherent([J], [{ theta: 1.1, phi: 2.3 }]) });
      expect(Math.abs(S - (2 * J) / (2 * J + 1))).toBeLessThan(1e-13);
    }
  });

  it("of |1, 0⟩ is 5/3 − ln 2", () => {
    const S = entropyOf({ spins: [1], state: dicke([1], [0]) });
    expect(Math.abs(S - (5 / 3 - Math.LN2))).toBeLessThan(1e-14);
  });

  it("of two spins J maximally entangled is ln(2J + 1) + 2J/(2J + 1): each conditional state is coherent", () => {
    for (const J of [1, 1.5, 2]) {
      const S = entropyOf({ spins: [J, J], state: maximallyEntangled(J) });
      expect(Math.abs(S - Math.log(2 * J + 1) - (2 * J) / (2 * J + 1))).toBeLessThan(1e-13);
    }
  });

  it("of a maximally mixed state is ln(2J + 1)", () => {
    const state = { dimension: 4, re: new Float64Array(16), im: new Float64Array(16) };
    for (let i = 0; i < 4; i++) state.re[5 * i] = 0.25;
    expect(entropyOf({ spins: [1.5], state })).toBeCloseTo(Math.log(4), 14);
    expect(entropyOf({ spins: [0.5, 0.5], state })).toBeCloseTo(Math.log(4), 14);
  });

  it("of a Bell pair is 1 + ln 2 − ½ however each qubit is turned", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const S = entropyOf({ spins: [0.5, 0.5], state: turnedBellState(seed) });
      expect(Math.abs(S - (0.5 + Math.LN2))).toBeLessThan(1e-14);
    }
  });

  it("of products is the sum, for one to three spins of any size", () => {
    const parts = [randomState(2, 2, 1), randomState(3, 3, 2), randomState(2, 2, 3)];
    const single = [0.5, 1, 0.5].map((J, k) => entropyOf({ spins: [J], state: parts[k] }));
    const pair = entropyOf({ spins: [0.5, 1], state: product(parts.slice(0, 2)) });
    expect(Math.abs(pair - single[0] - single[1])).toBeLessThan(1e-9);
    const all = entropyOf({ spins: [0.5, 1, 0.5], state: product(parts), tolerance: 1e-6 });
    expect(Math.abs(all - single[0] - single[1] - single[2])).toBeLessThan(3e-6);
  });

  it("lies between Σ 2J/(2J + 1) and ln Π(2J + 1)", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const S = entropyOf({ spins: [0.5, 0.5], state: randomState(4, 1 + (seed % 4), seed) });
      expect(S).toBeGreaterThan(1 - 1e-9);
      expect(S).toBeLessThan(Math.log(4) + 1e-12);
    }
  });

  it("averages to ψ(2J + 2) − ψ(2) over random pure states", () => {
    const J = 1;
    let sum = 0;
    let squares = 0;
    const count = 300;
    for (let seed = 1; seed <= count; seed++) {
      const S = entropyOf({ spins: [J], state: randomState(3, 1, 1000 + seed), tolerance: 1e-5 });
      sum += S;
      squares += S * S;
    }
    const mean = sum / count;
    const standard = Math.sqrt((squares / count - mean * mean) / count);
    // ψ(4) − ψ(2) = 1/2 + 1/3
    expect(Math.abs(mean - 5 / 6)).toBeLessThan(5 * standard);
  });

  it("of a Gibbs state is the same whichever qubit is averaged over", () => {
    const one = entropyOf({ spins: [0.5, 1], state: gibbs([0.5, 1], [0.3, 2]) });
    const other = entropyOf({ spins: [1, 0.5], state: gibbs([1, 0.5], [2, 0.3]) });
    expect(Math.abs(one - other)).toBeLessThan(1e-13);
  });
});
