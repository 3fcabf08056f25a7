import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Problem } from "../../evaluate/problem/problem.ts";
import { channels } from "../../generated/index.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { densityMatrix } from "../../spins/states/density-matrix.ts";
import { classState, coherent, dicke, gibbs, product, xState } from "../../spins/states/named-states.ts";
import { amplitudeDamping } from "../support/paper-evaluators.ts";

const good: Problem = {
  spins: [0.5, 0.5],
  state: xState([0.25, 0.25, 0.25, 0.25], 0.1, 0),
  channels: [{ channel: amplitudeDamping, on: [0], parameters: { Gamma: 1, nbar: 0 } }],
};

function use(change: object): Partial<Problem> {
  return { channels: [{ ...good.channels[0], ...change }] };
}

const enormous = { dimension: 2, re: Float64Array.of(0, 0, 1e200, 0), im: new Float64Array(4) };
const field = {
  dimension: 4,
  re: Float64Array.from({ length: 16 }, (_, k) => (k === 0 ? 1e200 : 0)),
  im: new Float64Array(16),
};

describe("a problem that is not well posed is refused in one line", () => {
  const refused: [string, Partial<Problem>, string][] = [
    [
      "a negative rate",
      use({ parameters: { Gamma: -1, nbar: 0 } }),
      "channels[0].parameters.Gamma: found -1, expected the damping rate, in [0, inf)",
    ],
    [
      "an infinite rate",
      use({ parameters: { Gamma: 1 / 0, nbar: 0 } }),
      "found Infinity, expected the damping rate, in [0, inf)",
    ],
    [
      "a missing parameter",
      use({ parameters: { Gamma: 1 } }),
      "channels[0].parameters.nbar: found nothing, expected the mean number",
    ],
    [
      "a misspelt one",
      use({ parameters: { gama: 1, nbar: 0 } }),
      'channels[0].parameters.gama: found no parameter of amplitude-damping, expected one of Gamma, nbar; did you mean "Gamma"?',
    ],
    [
      "a party that is not there",
      use({ on: [2] }),
      "channels[0].on[0]: found 2, expected the index of a party, 0 to 1",
    ],
    [
      "too many parties",
      use({ on: [0, 1] }),
      "channels[0].on: found [0, 1] of 2 entries, expected 1, on which amplitude-damping acts",
    ],
    ["a spin of 0.7", { spins: [0.5, 0.7] }, "spins[1]: found 0.7, expected a positive multiple of 1/2"],
    ["a spin of 1030", { spins: [1030, 0.5] }, "spins[0]: found 1030, expected J up to 1000"],
    [
      "spins that do not fit",
      { spins: [0.5, 1] },
      "state: found a 4 × 4 matrix of 16 real and 16 imaginary parts, expected 6 × 6, as spins [0.5, 1] need",
    ],
    ["times that go back", { times: [1, 0.5] }, "times[1]: found 0.5 after 1, expected ascending times"],
    ["a negative time", { times: [-1] }, "times[0]: found -1, expected a time in [0, inf)"],
    ["no times", { times: [] }, "times: found an empty list, expected ascending times"],
    ["a tolerance of 1", { tolerance: 1 }, "tolerance: found 1, expected a relative error in (0, 1)"],
    ["half a sample", { samples: 0.5 }, "samples: found 0.5, expected a positive integer"],
    ["no budget", { budget: 0 }, "budget: found 0, expected a positive integer"],
    [
      "samples of no Monte Carlo",
      { samples: 500 },
      "samples: found 500, which is for Monte Carlo, but the method is quadrature",
    ],
    ["a seed of none", { seed: 3, method: "quadrature" }, 'expected method "monte-carlo" with it, or no seed'],
    ["a rate that overflows", use({ parameters: { Gamma: 1e200, nbar: 1e200 } }), "a rate beyond any double"],
    [
      "jumps that overflow",
      { channels: [{ jumps: [enormous], on: [0] }] },
      "jumps: found operators whose squares are beyond any double",
    ],
    [
      "a time that overflows",
      { ...use({ parameters: { Gamma: 1e200, nbar: 0 } }), times: [0, 1e150] },
      "times[1]: found 1e+150",
    ],
    ["a field that overflows", { hamiltonian: field, times: [1e200] }, "at rates up to 1e+200, beyond any double"],
  ];
  for (const [what, change, message] of refused) {
    it(what, () => {
      const run = () => evaluate({ ...good, ...change });
      expect(run).toThrow(InvalidInput);
      expect(run).toThrow(message);
    });
  }
});

describe("a problem of a shape that types would refuse is refused in one line", () => {
  const matrix = { dimension: 2, re: Float64Array.of(0, 0, 1, 0), im: new Float64Array(4) };
  const refused: [string, object | null, string][] = [
    ["no problem", null, "problem: found null, expected an object with spins, state and channels"],
    ["spins that are no list", { ...good, spins: 0.5 }, "spins: found 0.5, expected a list with J of each spin"],
    ["a spin in text", { ...good, spins: ["0.5", 0.5] }, 'spins[0]: found "0.5", expected a positive multiple of 1/2'],
    ["a spin of a BigInt", { ...good, spins: [1n, 0.5] }, "spins[0]: found 1, expected a positive multiple of 1/2"],
    [
      "a state with a gap",
      { ...good, state: { dimension: 4, re: [1, null], im: [] } },
      "state.re[1]: found null, expected a number",
    ],
    ["no state", { ...good, state: null }, "state: found null, expected a density matrix"],
    ["a state in rows", { ...good, state: { re: [[1]], im: [[0]] } }, "state: found an object with re, im, expected"],
    ["half a state", { ...good, state: { dimension: 4, re: [] } }, "state.im: found undefined, expected the imaginary"],
    ["no channels", { spins: good.spins, state: good.state }, "channels: found undefined, expected a list of"],
    [
      "a channel of null",
      { ...good, channels: [null] },
      "channels[0]: found null, expected { channel, on, parameters }",
    ],
    [
      "a misspelt channel",
      { ...good, ...use({ channel: undefined }) },
      "channels[0].channel: found undefined, expected",
    ],
    [
      "a channel's name",
      { ...good, ...use({ channel: "dephasing" }) },
      'channels[0].channel: found "dephasing", expected',
    ],
    ["a channel that is none", { ...good, ...use({ channel: {} }) }, "channels[0].channel: found an empty object"],
    [
      "no parties",
      { ...good, ...use({ on: undefined }) },
      "channels[0].on: found undefined, expected a list of indices",
    ],
    [
      "a party in text",
      { ...good, ...use({ on: ["a"] }) },
      'channels[0].on[0]: found "a", expected the index of a party, 0 to 1',
    ],
    [
      "no parameters",
      { ...good, ...use({ parameters: undefined }) },
      "found undefined, expected an object with Gamma, nbar",
    ],
    [
      "a rate in text",
      { ...good, ...use({ parameters: { Gamma: "1", nbar: 0 } }) },
      'Gamma: found "1", expected the damping rate, in [0, inf)',
    ],
    [
      "one jump without a list",
      { ...good, channels: [{ jumps: matrix, on: [0] }] },
      "channels[0].jumps: found an object",
    ],
    [
      "a jump in rows",
      { ...good, channels: [{ jumps: [[[0]]], on: [0] }] },
      "jumps[0]: found a list of 1, expected a matrix",
    ],
    ["a Hamiltonian in text", { ...good, hamiltonian: "Jz" }, 'hamiltonian: found "Jz", expected a matrix'],
    ["one time without a list", { ...good, times: 1 }, "times: found 1, expected a list of ascending times"],
    ["times in a typed array", { ...good, times: Float64Array.of(0) }, "times: found a Float64Array, expected a list"],
    ["a time in text", { ...good, times: ["0"] }, 'times[0]: found "0", expected a time in [0, inf)'],
    ["progress to a number", { ...good, onProgress: 5 }, "onProgress: found 5, expected a function"],
    ["an excess in text", { ...good, excess: "yes" }, 'excess: found "yes", expected true or false'],
    ["a method of its own", { ...good, method: null }, 'method: found null, expected "quadrature" or "monte-carlo"'],
  ];
  for (const [what, problem, message] of refused) {
    it(what, () => {
      const run = () => evaluate(problem as Problem);
      expect(run).toThrow(InvalidInput);
      expect(run).toThrow(message);
    });
  }

  it("and so are rows that are no rows", () => {
    const [none, rows] = [undefined as unknown as number[][], [3, 4] as unknown as number[][]];
    expect(() => densityMatrix([0.5], none, none)).toThrow("state.re: found undefined, expected a list of 2 rows");
    expect(() => densityMatrix([0.5], rows, rows)).toThrow("state.re[0]: found 3, expected a row of 2 numbers");
    const text = [
      ["1", 0],
      [0, null],
    ] as unknown as number[][];
    expect(() => densityMatrix([0.5], text, rows)).toThrow('state.re[0][0]: found "1", expected a number');
  });
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
      "state: found a trace of 1.1, off by 1.0e-1, expected a trace of 1 within 0.000001; divide the matrix by it",
    ],
    [
      "a trace that is just beyond rounding",
      [
        [0.5, 0],
        [0, 0.5 + 2e-6],
      ],
      zero,
      "off by 2.0e-6, expected a trace of 1 within 0.000001; divide the matrix by it",
    ],
    [
      "entries whose sums are no doubles",
      [
        [1e308, 0],
        [0, -1e308],
      ],
      zero,
      "found a trace of 0, ",
    ],
    [
      "entries that cancel in the trace",
      [
        [1e308, 0],
        [0, 1 - 1e308],
      ],
      zero,
      "found a trace of",
    ],
    [
      "a large entry beside a trace of 1",
      [
        [0.5, 1e308],
        [1e308, 0.5],
      ],
      zero,
      "state[0][1]: found 1e+308, expected an entry of a density matrix, of at most 1 in size",
    ],
    [
      "a negative eigenvalue",
      [
        [0.5, 0.6],
        [0.6, 0.5],
      ],
      zero,
      "state: found an eigenvalue of -0.0",
    ],
    [
      "not Hermitian",
      [
        [0.5, 0.1],
        [0.2, 0.5],
      ],
      zero,
      "state[0][1]: found 0.1 + 0i with 0.2 + 0i at [1][0], expected conjugates",
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
      "state[0][0]: found 0.5 + 0.1i on the diagonal, expected a real number",
    ],
    [
      "NaN",
      [
        [0.5, Number.NaN],
        [0, 0.5],
      ],
      zero,
      "state.re[0][1]: found NaN, expected a finite number",
    ],
    ["a short row", [[0.5], [0, 0.5]], zero, "state.re[0]: found 1 columns, expected 2"],
  ];
  for (const [what, re, im, message] of refused) {
    it(what, () => {
      expect(() => densityMatrix([0.5], re, im)).toThrow(InvalidInput);
      expect(() => densityMatrix([0.5], re, im)).toThrow(message);
    });
  }

  it("but rounding of 1e-12 is not held against it: it stays what was given", () => {
    const rho = densityMatrix(
      [0.5],
      [
        [0.5 + 1e-12, 0.5],
        [0.5 + 1e-12, 0.5],
      ],
      zero,
    );
    expect([...rho.re]).toEqual([0.5 + 1e-12, 0.5, 0.5 + 1e-12, 0.5]);
  });
});

describe("named states say what they expect", () => {
  it("directions, m and occupations, one a spin", () => {
    expect(() => coherent([0.5, 0.5], [{ theta: 0, phi: 0 }])).toThrow(
      "coherent: found 1 entries for 2 spins, expected one for each",
    );
    expect(() => dicke([1], [0.5])).toThrow("dicke[0]: found 0.5, expected an m of J = 1: -1, 0 or 1");
    expect(() => gibbs([1], [-0.1])).toThrow("gibbs[0]: found -0.1, expected a mean occupation in [0, inf)");
    expect(() => xState([0.25, 0.25, 0.25, 0.25], 0.3, 0)).toThrow("x: found an eigenvalue of -0.0");
  });

  const untyped = (call: (...given: never[]) => unknown, ...given: unknown[]) =>
    (call as (...given: unknown[]) => unknown)(...given);
  const quarter = [0.25, 0.25, 0.25, 0.25];
  const calls: [string, (...given: never[]) => unknown, unknown[], string][] = [
    ["coherent of nothing", coherent, [], "spins: found undefined, expected a list with J of each spin"],
    [
      "coherent without directions",
      coherent,
      [[0.5]],
      "coherent: found undefined, expected a list with { theta, phi }",
    ],
    ["a direction of null", coherent, [[0.5], [null]], "coherent[0]: found null, expected a direction { theta, phi }"],
    ["an angle in text", coherent, [[0.5], [{ theta: "1" }]], 'coherent[0].theta: found "1", expected a finite number'],
    ["dicke of nothing", dicke, [], "spins: found undefined"],
    ["dicke without m", dicke, [[0.5]], "dicke: found undefined, expected a list with an m of each spin"],
    ["an m in text", dicke, [[0.5], ["0.5"]], 'dicke[0]: found "0.5", expected an m of J = 0.5: -0.5 or 0.5'],
    ["an m of null", dicke, [[1], [null]], "dicke[0]: found null, expected an m of J = 1"],
    ["gibbs of nothing", gibbs, [], "spins: found undefined"],
    ["gibbs without occupations", gibbs, [[0.5]], "gibbs: found undefined, expected a list with a mean occupation"],
    ["an occupation in text", gibbs, [[0.5], ["1"]], 'gibbs[0]: found "1", expected a mean occupation in [0, inf)'],
    ["an X state of nothing", xState, [], "x.populations: found undefined, expected a list of the four populations"],
    ["an X state without α", xState, [quarter], "x.alpha: found undefined, expected a finite number"],
    ["a population in text", xState, [["1", 0, 0, 0], 0, 0], 'x.populations[0]: found "1", expected a finite number'],
    [
      "a state of classes without γ",
      classState,
      [quarter, 0, 0],
      "classes.gamma: found undefined, expected a finite number",
    ],
    ["a product of nothing", product, [], "product: found undefined, expected a list with a state of each spin"],
    ["an empty product", product, [[]], "product: found an empty list, expected the state of at least one spin"],
    ["a product of null", product, [[null]], "product[0]: found null, expected a density matrix"],
    [
      "a product of half a matrix",
      product,
      [[{ dimension: 2, re: [1], im: [] }]],
      "product[0]: found 1 real and 0 imaginary parts with dimension 2, expected dimension² of each",
    ],
  ];
  for (const [what, call, given, message] of calls) {
    it(`of callers without types: ${what}`, () => {
      expect(() => untyped(call, ...given)).toThrow(InvalidInput);
      expect(() => untyped(call, ...given)).toThrow(message);
    });
  }
});

describe("a trace that is one but for printed digits", () => {
  const printed = (excess: number) =>
    evaluate({
      spins: [0.5],
      state: densityMatrix(
        [0.5],
        [
          [0.5 + excess, 0],
          [0, 0.5],
        ],
        [
          [0, 0],
          [0, 0],
        ],
      ),
      channels: [],
    });

  it("is mended, with a warning, and the result converges", () => {
    const { entropy, warnings, converged, stateDistance } = printed(1e-9);
    expect(warnings).toEqual([expect.stringMatching(/^state: .*; the nearest state was taken, 7\.1e-10 from it/)]);
    expect(stateDistance).toBeCloseTo(Math.SQRT1_2 * 1e-9, 15);
    expect(converged).toBe(true);
    expect(Math.abs(entropy.values[0] - Math.LN2)).toBeLessThan(1e-12);
  });

  it("is passed over in silence where it is off by rounding alone", () => {
    expect(printed(Number.EPSILON).warnings).toEqual([]);
  });
});

describe("many spins that a bath sees alike", () => {
  it("are one spin, says the refusal of a channel of two", () => {
    const spins = [0.5, 0.5, 0.5, 0.5];
    const on = spins.map((_, k) => k);
    const use = { channel: channels["correlated-dephasing"], on, parameters: { lambda: 1, correlation: 0 } };
    expect(() => evaluate({ spins, state: dicke(spins, spins), channels: [use] })).toThrow(
      /of 4 entries, expected 2, on which correlated-dephasing acts; 4 qubits .* are one spin J = N\/2: give spins \[2\]/,
    );
  });
});
