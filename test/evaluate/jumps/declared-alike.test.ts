import { beforeAll, describe, expect, it } from "vitest";
import { problemOf } from "../../../cli/read/job.ts";
import { textsOf } from "../../../cli/read/job-texts.ts";
import { evaluate } from "../../../evaluate/problem/evaluate.ts";
import type { Problem } from "../../../evaluate/problem/problem.ts";
import type { Evaluator } from "../../../runtime/evaluator.ts";
import type { Jump } from "../../../spins/dynamics/jump.ts";
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import { compiledInGeneral } from "../../support/compiled.ts";
import { normals, randomState } from "../../support/random-states.ts";
import { add, identity, scale, spinOperators } from "../dense.ts";

const real = { range: "(-inf, inf)", unit: "1", meaning: "a number" };
const rate = { range: "[0, inf)", unit: "1/time", meaning: "a rate" };
const numbers = (names: string) => Object.fromEntries(names.split(" ").map((name) => [name, real]));

/** e, f and k of axes turned by θ about y and then by φ about z. */
const tilted = {
  e: "(cos(tilt)*cos(turn)*Jx + cos(tilt)*sin(turn)*Jy - sin(tilt)*Jz)",
  f: "(cos(turn)*Jy - sin(turn)*Jx)",
  k: "(sin(tilt)*cos(turn)*Jx + sin(tilt)*sin(turn)*Jy + cos(tilt)*Jz)",
};

/** Kinds of reservoirs, each as a declaration: rates with operators, and the parameters in them. */
const kinds = {
  "one complex operator": {
    parameters: numbers("a b c d g h"),
    terms: [["1", "(a + i*b)*Jx + (c + i*d)*Jy + (g + i*h)*Jz"]],
  },
  "a bath about a tilted axis with noise along it": {
    parameters: { down: rate, up: rate, along: rate, ...numbers("tilt turn") },
    terms: [
      ["down", `${tilted.e} - i*${tilted.f}`],
      ["up", `${tilted.e} + i*${tilted.f}`],
      ["along", tilted.k],
    ],
  },
  "a bath about a tilted axis with noise across it": {
    parameters: { down: rate, up: rate, across: rate, ...numbers("tilt turn") },
    terms: [
      ["down", `${tilted.e} - i*${tilted.f}`],
      ["up", `${tilted.e} + i*${tilted.f}`],
      ["across", tilted.e],
    ],
  },
  "a bath with noise along two axes": {
    parameters: { down: rate, up: rate, first: rate, second: rate, ...numbers("tilt turn") },
    terms: [
      ["down", "J-"],
      ["up", "J+"],
      ["first", tilted.e],
      ["second", tilted.k],
    ],
  },
  "noise along three axes": {
    parameters: { first: rate, second: rate, third: rate, ...numbers("tilt turn") },
    terms: [
      ["first", tilted.e],
      ["second", tilted.k],
      ["third", "Jx"],
    ],
  },
} as const;

type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as Kind[];
const declared = new Map<Kind, Evaluator>();

beforeAll(async () => {
  for (const [k, name] of names.entries()) {
    const { parameters, terms } = kinds[name];
    const bath = terms.map(([own, operator]) => `${own}*D[${operator}]`).join(" + ");
    const declaration = { name: `kind-${k}`, cites: "a test", parties: ["a"], parameters, reservoirs: { jumps: bath } };
    declared.set(name, await compiledInGeneral(declaration as never));
  }
}, 60_000);

/** Parameters of a kind, of which rates are positive. */
function drawn(name: Kind, seed: number): Readonly<Record<string, number>> {
  const normal = normals(seed);
  return Object.fromEntries(
    Object.entries(kinds[name].parameters).map(([parameter, { range }]) => [
      parameter,
      range === rate.range ? Math.abs(normal()) : normal(),
    ]),
  );
}

/** √rate (l·J + α), with a constant that no number here depends on. */
function matrixOf({ rate: own, re: [u], im: [v] }: Jump, J: number, constant: number): ComplexMatrix {
  const [x, y, z] = spinOperators(J).map((operator, k) => scale(operator, u[k], v[k]));
  return scale(add(add(x, y), add(z, scale(identity(2 * J + 1), constant, -0.3))), Math.sqrt(own));
}

const entries = ({ re, im }: ComplexMatrix) => {
  const rows = (part: Float64Array, d: number) =>
    Array.from({ length: d }, (_, r) => [...part.slice(r * d, r * d + d)]);
  const d = Math.sqrt(re.length);
  return { re: rows(re, d), im: rows(im, d) };
};

/** The same three times: as it was declared, in texts with constants, in matrices. */
function threeWays(name: Kind, J: number, seed: number): readonly Problem[] {
  const channel = declared.get(name)!;
  const parameters = drawn(name, seed);
  const state = randomState(2 * J + 1, 2 * J + 1, seed);
  const job = { spins: [J], state: entries(state), constants: parameters, tolerance: 1e-6 };
  const texts = kinds[name].terms.map(([own, operator]) => `sqrt(${own})*(${operator})`);
  const matrices = channel.jumps(parameters, [J]).map((jump) => entries(matrixOf(jump, J, 0.2 * seed)));
  return [
    { spins: [J], state, channels: [{ channel, on: [0], parameters }], tolerance: 1e-6 },
    problemOf({ ...job, channels: [{ jumps: texts }] }, {}, textsOf),
    problemOf({ ...job, channels: [{ jumps: matrices, reservoir: "bath" }] }, {}, textsOf),
  ];
}

const seeds = Array.from({ length: 20 }, (_, k) => k + 1);

describe.each(names)("%s", (name) => {
  it("is the same declared and generated, in texts, and in matrices: class, verdict and numbers, twenty times", () => {
    for (const seed of seeds) {
      const J = [0.5, 1, 1.5, 2][seed % 4]!;
      const [own, ...others] = threeWays(name, J, seed).map(evaluate);
      const { class: kind, positivity, refusal } = own!.channels[0]!;
      for (const other of others) {
        const found = other.channels[0]!;
        const what = `seed ${seed}, J = ${J}`;
        expect({ kind: found.class, positivity: found.positivity }, what).toEqual({ kind, positivity });
        expect(found.refusal === null, what).toBe(refusal === null);
        for (const quantity of ["entropyRate", "production", "flux"] as const) {
          const [a, b] = [own![quantity], other[quantity]];
          if (a === null || b === null) {
            expect(b, `${quantity}, ${what}`).toEqual(a);
            continue;
          }
          const size = Math.max(1, Math.abs(a.values[0]!));
          expect(Math.abs(a.values[0]! - b.values[0]!) / size, `${quantity}, ${what}`).toBeLessThan(1e-13);
        }
      }
    }
  });
});
