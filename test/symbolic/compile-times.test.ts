import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { jumpOperator } from "../../spins/matrices/operators.ts";
import type { ChannelDeclaration } from "../../symbolic/declare/declaration.ts";
import { InvalidDeclaration } from "../../symbolic/declare/declare.ts";
import { parseInterval } from "../../symbolic/declare/read-text.ts";
import { compile } from "../support/compile.ts";
import { loadModule } from "../support/equivalents/load-module.ts";
import { randomDeclaration } from "../support/random-declarations.ts";
import { randomState } from "../support/random-states.ts";

/** How many random declarations are compiled besides those that once took minutes; more by WEHRL_COMPILED. */
const count = Number(process.env.WEHRL_COMPILED ?? 12);
const slow = [22, 26, 49, 59];

/** Seconds of the processor, in which a refusal with its reason counts as well; and the module. */
function compiledIn(declaration: ChannelDeclaration): { readonly seconds: number; readonly text: string | undefined } {
  const before = process.cpuUsage();
  let text: string | undefined;
  try {
    text = compile(declaration, "a test", "").text;
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidDeclaration);
  }
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, text };
}

/** Moderate values within the ranges. */
const valuesOf = ({ parameters }: ChannelDeclaration): Record<string, number> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, { range }], k) => {
      const { minimum, maximum } = parseInterval(range)!;
      const [low, high] = [Math.max(minimum, -1), Math.min(maximum, Math.max(minimum, -1) + 1.5)];
      return [name, low + (high - low) * (0.3 + 0.17 * k)];
    }),
  );

/** √rate L as a matrix; undefined for a rate below zero, as a Kossakowski matrix may have. */
function matrixOf(jump: Jump, spins: readonly number[]): ComplexMatrix | undefined {
  if (jump.rate < 0) return undefined;
  const { dimension, row, column, re, im } = jumpOperator(jump, spins);
  const matrix = { dimension, re: new Float64Array(dimension ** 2), im: new Float64Array(dimension ** 2) };
  for (let k = 0; k < row.length; k++) {
    matrix.re[row[k] * dimension + column[k]] += Math.sqrt(jump.rate) * re[k];
    matrix.im[row[k] * dimension + column[k]] += Math.sqrt(jump.rate) * im[k];
  }
  return matrix;
}

/** dS/dt of the emitted integrand, and of Π − Φ where they are given, against that of the matrices. */
function expectMatrices(text: string, declaration: ChannelDeclaration, seed: number): void {
  const spins = declaration.parties.length === 1 ? [seed % 2 === 0 ? 1 : 1.5] : [0.5, 0.5];
  const dimension = spins.reduce((size, J) => size * (2 * J + 1), 1);
  const channel = loadModule(text, declaration.name);
  const [on, state, parameters] = [
    spins.map((_, k) => k),
    randomState(dimension, dimension, seed),
    valuesOf(declaration),
  ];
  const { closure, entropyRate } = evaluate({
    spins,
    state,
    channels: [{ channel, on, parameters }],
    tolerance: 1e-7,
  });
  const size = 1 + Math.abs(entropyRate.values[0]);
  expect(Math.abs(closure[0]) / size, JSON.stringify(declaration.reservoirs)).toBeLessThan(1e-6);
  const jumps = channel.jumps(parameters, spins).map((jump) => matrixOf(jump, spins));
  if (!jumps.every((one) => one !== undefined)) return;
  const bare = evaluate({ spins, state, channels: [{ jumps, on }], tolerance: 1e-7 });
  expect(Math.abs(bare.entropyRate.values[0] - entropyRate.values[0]) / size).toBeLessThan(1e-6);
}

describe("random declarations of up to three jumps, two parties and four parameters", () => {
  it("compile within twenty seconds each and one as a rule, to modules that agree with the matrices", () => {
    const seeds = [...Array.from({ length: count }, (_, k) => 100 + k), ...slow];
    const times = seeds.map((seed) => {
      const declaration = randomDeclaration(seed);
      const { seconds, text } = compiledIn(declaration);
      if (text !== undefined) expectMatrices(text, declaration, seed);
      return seconds;
    });
    times.sort((a, b) => a - b);
    expect(times[times.length - 1]).toBeLessThan(20);
    expect(times[times.length >> 1]).toBeLessThan(1);
    if (count > 12) console.log(`median ${times[times.length >> 1]} s, most ${times[times.length - 1]} s`);
  }, 3_600_000);
});
