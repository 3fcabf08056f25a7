import { describe, expect, it } from "vitest";
import { problemOf } from "../../cli/read/job.ts";
import { textsOf } from "../../cli/read/job-texts.ts";
import { parseJson } from "../../cli/read/json-text.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { smallJob } from "./command.ts";

const rate = {
  minimum: 0,
  maximum: Infinity,
  openMinimum: false,
  openMaximum: true,
  unit: "1/time",
  meaning: "a rate",
};

/** A job never calls its channels: these have names and parameters only. */
function declared(name: string, parties: readonly string[], parameters: readonly string[]): Evaluator {
  return { name, parties, parameters: parameters.map((name) => ({ ...rate, name })) } as unknown as Evaluator;
}

const channels = {
  "amplitude-damping": declared("amplitude-damping", ["a"], ["Gamma", "nbar"]),
  dephasing: declared("dephasing", ["a"], ["lambda"]),
  "collective-dephasing": declared("collective-dephasing", ["a", "b"], ["lambda"]),
};

const pair = { ...smallJob, spins: [0.5, 0.5], state: { dicke: [0.5, -0.5] } };

/** The error's one line. */
function complaint(job: unknown): string {
  try {
    problemOf(job, channels, textsOf);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    expect(error.message).not.toContain("\n");
    return error.message;
  }
  throw new Error("the job was accepted");
}

const damping = (change: object) => ({ ...smallJob, channels: [{ ...smallJob.channels[0], ...change }] });
const lower = {
  re: [
    [0, 0],
    [1, 0],
  ],
}; // prettier
const jumps = (of: unknown, change: object = {}) => ({ ...smallJob, channels: [{ jumps: of, on: [0], ...change }] });
const factors = (second: unknown) => ({ ...pair, state: { product: [{ dicke: [0.5] }, second] } });
const matrix = (re: unknown, im?: unknown) => ({ ...smallJob, state: im === undefined ? { re } : { re, im } });

describe("a job", () => {
  it("becomes the problem that it states, and leaves defaults to the runtime", () => {
    const { times: _, ...untimed } = smallJob;
    const problem = problemOf(untimed, channels, textsOf);
    expect(problem.spins).toEqual([0.5]);
    for (const key of ["times", "tolerance", "method"]) expect(problem).not.toHaveProperty(key);
    const parameters = { Gamma: 1, nbar: 0.5 };
    expect(problem.channels).toEqual([{ channel: channels["amplitude-damping"], on: [0], parameters }]);
    for (const key of ["hamiltonian", "excess"]) expect(problem).not.toHaveProperty(key);
  });

  it("hands over the settings that it gives", () => {
    const settings = { method: "monte-carlo", samples: 500, seed: 3, budget: 1000, tolerance: 1e-4 };
    expect(problemOf({ ...smallJob, ...settings }, channels, textsOf)).toMatchObject(settings);
  });

  it("takes a Hamiltonian, the steady state, bare jumps and a wish for the excess production", () => {
    const more = { hamiltonian: "Jz[1]", times: "steady", excess: true, channels: [{ jumps: [lower], on: [1] }] };
    const { hamiltonian, ...problem } = problemOf({ ...pair, ...more }, channels, textsOf);
    expect([...hamiltonian!.re].filter((x) => x !== 0)).toEqual([0.5, -0.5, 0.5, -0.5]);
    expect(problem).toMatchObject({ times: "steady", excess: true });
    const jump = { dimension: 2, re: Float64Array.of(0, 0, 1, 0), im: new Float64Array(4) };
    expect(problem.channels).toEqual([{ jumps: [jump], on: [1] }]);
    expect(problemOf({ ...smallJob, excess: false }, channels, textsOf).excess).toBe(false);
  });

  it("takes a real matrix without its imaginary part", () => {
    const re = [
      [0.75, 0.25],
      [0.25, 0.25],
    ];
    const { state } = problemOf(matrix(re), channels, textsOf);
    expect([...state.re]).toEqual([0.75, 0.25, 0.25, 0.25]);
    expect(state.im.every((entry) => entry === 0)).toBe(true);
  });

  it("takes every named state", () => {
    const populations = [0.25, 0.25, 0.25, 0.25];
    const states = [
      {
        coherent: [
          { theta: 1, phi: 0 },
          { theta: 2, phi: 1 },
        ],
      },
      { dicke: [0.5, -0.5] },
      { gibbs: [0, 0.5] },
      { x: { populations, alpha: 0.1, beta: 0.02 } },
      { x: { populations, alpha: 0.1 } },
      { classes: { populations, alpha: 0.02, beta: 0.1, gamma: 0.01 } },
      {
        product: [
          { dicke: [0.5] },
          {
            re: [
              [0.5, 0],
              [0, 0.5],
            ],
          },
        ],
      },
    ];
    for (const state of states) expect(problemOf({ ...pair, state }, channels, textsOf).state.dimension).toBe(4);
  });

  it("puts eq 27 and eq 30 where the paper has them", () => {
    const populations = [0.1, 0.2, 0.1, 0.6];
    const classes = { populations, alpha: 0.02, beta: 0.15, gamma: 0.01 };
    expect([...problemOf({ ...pair, state: { classes } }, channels, textsOf).state.re]).toEqual(
      [0.1, 0.02, 0.02, 0.01, 0.02, 0.2, 0.01, 0.15, 0.02, 0.01, 0.1, 0.15, 0.01, 0.15, 0.15, 0.6], // prettier
    );
    const x = { populations, alpha: 0.03, beta: 0.02 };
    expect([...problemOf({ ...pair, state: { x } }, channels, textsOf).state.re]).toEqual(
      [0.1, 0.02, 0.02, 0.03, 0.02, 0.2, 0.03, 0.02, 0.02, 0.03, 0.1, 0.02, 0.03, 0.02, 0.02, 0.6], // prettier
    );
  });
});

describe("a job is refused in one line that names the field:", () => {
  it.each([
    [
      "a misspelt field",
      { ...smallJob, chanels: [] },
      /^chanels: found an unknown field, .*; did you mean "channels"\?/,
    ],
    ["a misspelt setting", { ...smallJob, tolerence: 1e-9 }, /^tolerence: .*"tolerance"/],
    [
      "an alien field",
      { ...smallJob, "the weather": 1 },
      /^the weather: found an unknown field, expected one of spins, state/,
    ],
    ["a missing field", { spins: [0.5], state: smallJob.state }, /^channels: found nothing, expected a list of {/],
    [
      "missing parameters",
      { ...smallJob, channels: [{ channel: "dephasing", on: [0] }] },
      /^channels\[0\]\.parameters: found nothing, expected an object with lambda, p, time$/,
    ],
    [
      "no channel's name",
      { ...smallJob, channels: [{ on: [0], parameters: {} }] },
      /^channels\[0\]\.channel: found nothing, expected the name of a channel$/,
    ],
    ["a list", [], /^job: found \[\], expected an object/],
    ["null", null, /^job: found null/],
    ["spins as a number", { ...smallJob, spins: 0.5 }, /^spins: found 0.5, expected a list/],
    ["no spins", { ...smallJob, spins: [] }, /^spins: found an empty list/],
    ["a spin of 0.7", { ...smallJob, spins: [0.7] }, /^spins\[0\]: found 0.7, .* multiple of 1\/2/],
    [
      "a spin that is a word",
      { ...smallJob, spins: ["half"] },
      /^spins\[0\], at character 1 of half: found unknown name "half"/,
    ],
    ["spins beyond any memory", { ...smallJob, spins: [1000, 1000] }, /^spins: found 4004001 states/],
    ["one time without a list", { ...smallJob, times: 1 }, /^times: found 1, expected a list/],
    ["a time of null", { ...smallJob, times: [0, null] }, /^times\[1\]: found null, expected a finite number/],
    ["a time that is a word", { ...smallJob, times: "stedy" }, /^times: found "stedy", expected .* or "steady"$/],
    ["an excess in text", { ...smallJob, excess: "yes" }, /^excess: found "yes", expected true or false/],
    [
      "a Hamiltonian of two spins",
      { ...smallJob, hamiltonian: { re: [[1]] } },
      /^hamiltonian\.re: found 1 row, expected 2, as a spin of J/,
    ],
    ["a tolerance in text", { ...smallJob, tolerance: "tight" }, /^tolerance: found "tight", expected a finite number/],
    ["a method of its own", { ...smallJob, method: "simpson" }, /^method: .*"quadrature" or "monte-carlo"/],
    ["a seed of null", { ...smallJob, seed: null }, /^seed: found null/],

    [
      "an unknown channel",
      damping({ channel: "amplitude-dampning" }),
      /^channels\[0\]\.channel: .*"amplitude-damping"/,
    ],
    [
      "a channel with another name",
      damping({ channel: "heat" }),
      /unknown channel "heat", expected one of .*dephasing/,
    ],
    ["a channel from the prototype", damping({ channel: "constructor" }), /unknown channel "constructor"/],
    ["a channel as a number", damping({ channel: 3 }), /^channels\[0\]\.channel: found 3/],
    ["channels as an object", { ...smallJob, channels: {} }, /^channels: found \{\}, expected a list/],
    ["a misspelt key of a channel", damping({ paramters: {} }), /^channels\[0\]\.paramters: .*"parameters"/],
    [
      "a parameter in no number's text",
      damping({ parameters: { Gamma: "x", nbar: 0 } }),
      /Gamma, .*: found unknown name "x"/,
    ],
    [
      "a complex parameter",
      damping({ parameters: { Gamma: "1i", nbar: 0 } }),
      /Gamma: found "1i", expected a real number/,
    ],
    ["a parameter of null", damping({ parameters: { Gamma: null, nbar: 0 } }), /Gamma: found null/],
    ["a parameter beyond doubles", damping({ parameters: { Gamma: JSON.parse("1e999") } }), /found Infinity/],
    ["parameters as a list", damping({ parameters: [1] }), /^channels\[0\]\.parameters: .* with Gamma, nbar/],
    ["a party without a list", damping({ on: 0 }), /^channels\[0\]\.on: found 0/],
    ["a party in text", damping({ on: ["a"] }), /^channels\[0\]\.on\[0\]: found "a"/],

    ["no jumps", jumps([]), /^channels\[0\]\.jumps: found \[\], expected a list of texts/],
    ["jumps in text", jumps("J-"), /^channels\[0\]\.jumps: found "J-", expected a list of texts/],
    [
      "jumps with a rate",
      jumps([lower], { parameters: {} }),
      /^channels\[0\]\.parameters: found an unknown field, expected one of jumps/,
    ],
    ["jumps with a name", jumps([lower], { channel: "x" }), /^channels\[0\]\.channel: found an unknown field/],
    ["jumps on nothing", jumps([lower], { on: [] }), /^channels\[0\]\.on: found \[\], expected at least one/],
    ["jumps nowhere", jumps([lower], { on: undefined }), /^channels\[0\]\.on: found nothing/],
    ["jumps on a spin too many", jumps([lower], { on: [1] }), /^channels\[0\]\.on\[0\]: found 1, .* 0 to 0/],
    ["jumps on one spin twice", jumps([lower], { on: [0, 0] }), /^channels\[0\]\.on\[1\]: found 0 twice/],
    [
      "jumps with a row too few",
      jumps([lower, { re: [[0]] }]),
      /jumps\[1\]\.re: found 1 row, expected 2, as a spin of J = 0.5 needs/,
    ],
    ["a ragged jump", jumps([{ re: [[0, 0], [1]] }]), /^channels\[0\]\.jumps\[0\]\.re\[1\]: found 1 columns/], // prettier
    [
      "a jump of a pair on one",
      jumps([{ re: Array(4).fill([0, 0, 0, 0]) }]),
      /jumps\[0\]\.re: found 4 rows, expected 2, as .* needs/,
    ],

    ["a state in text", { ...smallJob, state: "up" }, /^state: found "up", expected/],
    ["a misspelt state", { ...smallJob, state: { coherant: [] } }, /^state\.coherant: .*"coherent"/],
    ["no state", { ...smallJob, state: {} }, /^state: found \{\}, expected either/],
    ["two states", { ...smallJob, state: { dicke: [0.5], gibbs: [0] } }, /^state: found .*, expected either/],
    ["only an imaginary part", { ...smallJob, state: { im: [[0]] } }, /^state: found/],
    ["too few rows", matrix([[1]]), /^state\.re: found 1 row/],
    ["too few columns", matrix([[1, 0], [0]]), /^state\.re\[1\]: found 1 columns/],
    [
      "a column too few in im",
      matrix(
        [
          [1, 0],
          [0, 0],
        ],
        [[0, 0], [0]],
      ),
      /^state\.im\[1\]: found 1 columns/,
    ],
    [
      "an entry in text that is no number",
      matrix([
        [1, "zero"],
        [0, 0],
      ]),
      /^state\.re\[0\]\[1\], at character 1 of zero: found unknown name "zero", expected a number, i, pi/,
    ],
    [
      "a null entry",
      matrix(
        [
          [1, 0],
          [0, 0],
        ],
        [
          [0, 0],
          [null, 0],
        ],
      ),
      /^state\.im\[1\]\[0\]: found null/,
    ],
    [
      "a trace of 1.1",
      matrix([
        [0.5, 0],
        [0, 0.6],
      ]),
      /^state: found a trace of 1\.1/,
    ],
    [
      "a matrix that is not Hermitian",
      matrix([
        [0.5, 0.1],
        [0.2, 0.5],
      ]),
      /^state\[0\]\[1\]: .*Hermitian/,
    ],
    [
      "a negative eigenvalue",
      matrix([
        [0.5, 0.6],
        [0.6, 0.5],
      ]),
      /^state: found an eigenvalue of -0\.(1|0999)/,
    ],
    [
      "too few directions",
      { ...pair, state: { coherent: [{ theta: 0, phi: 0 }] } },
      /^state\.coherent: found 1 entries for 2/,
    ],
    [
      "a direction without φ",
      { ...smallJob, state: { coherent: [{ theta: 0 }] } },
      /^state\.coherent\[0\]\.phi: found nothing/,
    ],
    [
      "m beyond J",
      { ...smallJob, state: { dicke: [1.5] } },
      /^state\.dicke\[0\]: found 1\.5, expected an m of J = 0\.5/,
    ],
    ["a negative occupation", { ...smallJob, state: { gibbs: [-2] } }, /^state\.gibbs\[0\]: found -2/],
    [
      "an X state of one spin",
      { ...smallJob, state: { x: {} } },
      /^state\.x: found a state of two qubits, but spins is \[0\.5\]/,
    ],
    ["too few populations", { ...pair, state: { x: { populations: [1] } } }, /^state\.x\.populations: found 1 /],
    [
      "γ in eq 27",
      { ...pair, state: { x: { populations: [1, 0, 0, 0], gamma: 0 } } },
      /^state\.x\.gamma: found an unknown field/,
    ],
    ["too few factors", { ...pair, state: { product: [{ dicke: [0.5] }] } }, /^state\.product: found 1 entries for 2/],
    ["a misspelt factor", factors({ dike: [0.5] }), /^state\.product\[1\]\.dike: .*"dicke"/],
    ["a factor with a wrong m", factors({ dicke: [2] }), /^state\.product\[1\]\.dicke\[0\]: found 2/],
    ["a factor of another spin", factors({ re: [[1]] }), /^state\.product\[1\]\.re: found 1 row/],
    [
      "a factor of trace 2",
      factors({
        re: [
          [1, 0],
          [0, 1],
        ],
      }),
      /^state\.product\[1\]: found a trace of 2/,
    ],
  ])("%s", (_, job, expected) => {
    expect(complaint(job)).toMatch(expected);
  });
});

describe("text that is no JSON is refused at its line and column:", () => {
  it.each([
    ["a trailing comma", '{\n  "a": 1,\n}', 'job:3:1: found no JSON: a comma before "}"'],
    ["a single quote", "{'a': 1}", "job:1:2: found no JSON: a single quote; strings take double quotes"],
    ["NaN", '{"a":\n NaN}', "job:2:2: found no JSON: NaN; numbers must be finite"],
    ["a missing comma", '{"a": 1 "b": 2}', "job:1:9: found no JSON"],
    ["an early end", '{"a": [1, 2', "job:1:12: found no JSON: the text ends too early"],
    ["an open brace", "{", "job:1:2: found no JSON: the text ends too early"],
    ["an open text", '{"a": "b', "job:1:9: found no JSON: the text ends too early"],
    ["a line break in a text", '{"a": "b\nc"}', "job:1:9: found no JSON: a line break"],
    ["a leading zero", '{"a": 01}', "job:1:8: found no JSON"],
    ["two values", "{}\n{}", "job:2:1: found no JSON"],
    ["a comment", "// what\n{}", "job:1:1: found no JSON"],
    ["nothing", " \n", "job: found nothing, expected a job in JSON"],
    ["a key twice", '{"a": {"b": 1,\n "b": 2}}', 'job:2:2: found "b" twice in one object'],
  ])("%s", (_, text, expected) => {
    expect(() => parseJson(text, "job")).toThrow(expected);
  });

  it("but a byte order mark is allowed", () => {
    expect(parseJson('\uFEFF{"a": 1}', "job")).toEqual({ a: 1 });
  });
});
