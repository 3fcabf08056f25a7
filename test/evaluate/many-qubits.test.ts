/** Three and four qubits beside plain grids in Pauli coefficients, which are themselves held against what is known. */
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { deviationOverBound } from "../support/accuracy.ts";
import { besideGrids, manyQubits, problemOf } from "../support/many-qubits.ts";
import { coefficientsOf, damped, momentsOnGrids } from "../support/qubits-on-grids.ts";
import { randomState } from "../support/random-states.ts";

/** Of the library: less than its own, with which bounds are wider. */
const BUDGET = 2e5;

describe("states of three and four qubits", () => {
  it.each([
    [3, 4],
    [3, 5],
    [3, 2],
    [3, 7],
    [4, 3],
    [4, 5],
  ] as const)("lie within their bounds beside finer grids: %d qubits, case %d", (qubits, k) => {
    const one = manyQubits(qubits, k, 1);
    const numbers = besideGrids(one, evaluate(problemOf(one, BUDGET)), "closed", qubits === 3 ? 32 : 16);
    const decided = numbers.filter(({ truth, error }) => truth.error <= error);
    expect(decided.length).toBeGreaterThan(numbers.length / 2);
    for (const number of decided) expect([number.what, deviationOverBound(number) <= 1]).toEqual([number.what, true]);
  });
});

describe("plain grids in Pauli coefficients", () => {
  it("give the same with the last sphere on a grid and by the eigenvalues that are left of its qubit", () => {
    const r = coefficientsOf(randomState(8, 8, 4));
    const changes = [damped(r, 0, 1, 0.3), damped(r, 2, 1, 0)];
    const [closed, onGrid] = [momentsOnGrids(r, changes, 1, "closed", 12), momentsOnGrids(r, changes, 1, "grid", 10)];
    closed.forEach((value, k) => {
      expect(Math.abs(value - onGrid[k])).toBeLessThan(1e-9);
    });
  });

  it("give the entropy of no knowledge, and of the GHZ state of three", () => {
    const none = new Float64Array(64);
    none[0] = 1 / 8;
    expect(momentsOnGrids(none, [], 2, "closed", 2)[0]).toBeCloseTo(Math.log(8), 13);
    const ghz = { dimension: 8, re: new Float64Array(64), im: new Float64Array(64) };
    for (const at of [0, 7, 56, 63]) ghz.re[at] = 0.5;
    expect(Math.abs(momentsOnGrids(coefficientsOf(ghz), [], 0, "closed", 24)[0] - 1.8262969)).toBeLessThan(1e-7);
  });
});
