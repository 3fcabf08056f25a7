import { describe, expect, it } from "vitest";
import { evaluate } from "../../runtime/evaluate.ts";
import type { Problem } from "../../runtime/problem.ts";
import { amplitudeDamping, dephasing } from "../support/paper-evaluators.ts";
import { randomState } from "../support/random-states.ts";
import { QUANTITIES } from "../support/reference-cases.ts";

const problems: Problem[] = [
  {
    spins: [0.5, 0.5],
    state: randomState(4, 4, 12),
    channels: [
      { channel: amplitudeDamping, on: [1], parameters: { Gamma: 1, nbar: 0.3 } },
      { channel: dephasing, on: [0], parameters: { lambda: 0.5 } },
    ],
    tolerance: 1e-6,
  },
  {
    spins: [1],
    state: randomState(3, 1, 13),
    channels: [{ channel: amplitudeDamping, on: [0], parameters: { Gamma: 1, nbar: 0.3 } }],
    tolerance: 1e-6,
  },
];

describe("Monte Carlo", () => {
  it("agrees with quadrature within five standard errors", () => {
    for (const problem of problems) {
      const exact = evaluate(problem);
      const sampled = evaluate({ ...problem, method: "monte-carlo", samples: 50_000 });
      expect(sampled.errorKind).toBe("standard");
      for (const quantity of QUANTITIES) {
        const { values, error } = sampled[quantity]!;
        expect(Math.abs(values[0] - exact[quantity]!.values[0])).toBeLessThan(5 * error[0]);
      }
    }
  });

  it("claims no convergence, and warns of none that is missing", () => {
    const { converged, warnings } = evaluate({ ...problems[0], method: "monte-carlo", samples: 100 });
    expect([converged, warnings]).toEqual([null, []]);
  });

  it("gives the same numbers for the same seed, and others for another", () => {
    const run = (seed: number) =>
      evaluate({ ...problems[0], method: "monte-carlo", samples: 500, seed }).production!.values[0];
    expect(run(3)).toBe(run(3));
    expect(run(3)).not.toBe(run(4));
  });
});
