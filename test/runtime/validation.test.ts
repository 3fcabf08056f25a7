import { describe, expect, it } from "vitest";
import { evaluate } from "../../runtime/evaluate.ts";
import { InvalidInput } from "../../runtime/invalid-input.ts";
import type { Problem } from "../../runtime/problem.ts";
import { densityMatrix } from "../../runtime/state.ts";
import { coherent, dicke, gibbs, xState } from "../../runtime/states.ts";
import { amplitudeDamping } from "../support/paper-evaluators.ts";

const good: Problem = {
  spins: [0.5, 0.5],
  state: xState([0.25, 0.25, 0.25, 0.25], 0.1, 0),
  channels: [{ channel: amplitudeDamping, on: [0], parameters: { Gamma: 1, nbar: 0 } }],
};

function use(change: object): Partial<Problem> {
  return { channels: [{ ...good.channels[0], ...change }] };
}

describe("a problem that is not well posed is refused in one line", () => {
  const refused: [string, Partial<Problem>, string][] = [
    [
      "a negative rate",
      use({ parameters: { Gamma: -1, nbar: 0 } }),
      "channels[0].parameters.Gamma: -1 is not in [0, inf)",
    ],
    ["an infinite rate", use({ parameters: { Gamma: 1 / 0, nbar: 0 } }), "Infinity is not in [0, inf)"],
    ["a missing parameter", use({ parameters: { Gamma: 1 } }), "channels[0].parameters.nbar: missing"],
    ["a misspelt one", use({ parameters: { gama: 1, nbar: 0 } }), "did you mean Gamma?"],
    ["a party that is not there", use({ on: [2] }), "channels[0].on[0]: 2 is no party; expected 0 to 1"],
    ["too many parties", use({ on: [0, 1] }), "channels[0].on: [0, 1] has 2 entries; amplitude-damping acts on 1"],
    ["a spin of 0.7", { spins: [0.5, 0.7] }, "spins[1]: 0.7 is not a positive multiple of 1/2"],
    ["spins that do not fit", { spins: [0.5, 1] }, "4 × 4 does not match spins [0.5, 1], which need 6 × 6"],
    ["times that go back", { times: [1, 0.5] }, "times[1]: 0.5 does not come after 1"],
    ["a negative time", { times: [-1] }, "times[0]: -1 is not in [0, inf)"],
    ["no times", { times: [] }, "times: the list is empty"],
    ["a tolerance of 1", { tolerance: 1 }, "tolerance: 1 is not in (0, 1)"],
    ["half a sample", { samples: 0.5 }, "samples: 0.5 is not a positive integer"],
    ["no budget", { budget: 0 }, "budget: 0 is not a positive integer"],
  ];
  for (const [what, change, message] of refused) {
    it(what, () => {
      const run = () => evaluate({ ...good, ...change });
      expect(run).toThrow(InvalidInput);
      expect(run).toThrow(message);
    });
  }
});

describe("a matrix that is no state is refused, with the value", () => {
  const zero = [
    [0, 0],
    [0, 0],
  ];
  const refused: [string, number[][], number[][], string][] = [
    [
      "a trace of 1.1",
      [
        [0.6, 0],
        [0, 0.5],
      ],
      zero,
      "the trace is 1.1",
    ],
    [
      "a negative eigenvalue",
      [
        [0.5, 0.6],
        [0.6, 0.5],
      ],
      zero,
      "its smallest eigenvalue is -0.0",
    ],
    [
      "not Hermitian",
      [
        [0.5, 0.1],
        [0.2, 0.5],
      ],
      zero,
      "state[0][1]: 0.1 + 0i, but state[1][0] is 0.2 + 0i",
    ],
    [
      "an imaginary population",
      [
        [0.5, 0],
        [0, 0.5],
      ],
      [
        [0.1, 0],
        [0, 0],
      ],
      "state.im[0][0]: 0.1 on the diagonal",
    ],
    [
      "NaN",
      [
        [0.5, Number.NaN],
        [0, 0.5],
      ],
      zero,
      "state.re[0][1]: NaN is not a finite number",
    ],
    ["a short row", [[0.5], [0, 0.5]], zero, "state.re[0]: 1 columns"],
  ];
  for (const [what, re, im, message] of refused) {
    it(what, () => {
      expect(() => densityMatrix([0.5], re, im)).toThrow(InvalidInput);
      expect(() => densityMatrix([0.5], re, im)).toThrow(message);
    });
  }

  it("but rounding of 1e-12 is not held against it", () => {
    const rho = densityMatrix(
      [0.5],
      [
        [0.5 + 1e-12, 0.5],
        [0.5 + 1e-12, 0.5],
      ],
      zero,
    );
    expect(rho.re[1]).toBe(rho.re[2]);
  });
});

describe("named states say what they expect", () => {
  it("directions, m and occupations, one a spin", () => {
    expect(() => coherent([0.5, 0.5], [{ theta: 0, phi: 0 }])).toThrow("coherent: 1 entries for 2 spins");
    expect(() => dicke([1], [0.5])).toThrow("dicke[0]: 0.5 is no m of J = 1");
    expect(() => gibbs([1], [-0.1])).toThrow("gibbs[0]: -0.1 is not in [0, inf)");
    expect(() => xState([0.25, 0.25, 0.25, 0.25], 0.3, 0)).toThrow("smallest eigenvalue is -0.0");
  });
});
