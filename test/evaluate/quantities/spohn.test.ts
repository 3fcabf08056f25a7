import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { problemOf } from "../../../cli/read/job.ts";
import { textsOf } from "../../../cli/read/job-texts.ts";
import { checkProblem } from "../../../evaluate/check/validate.ts";
import type { Problem } from "../../../evaluate/problem/problem.ts";
import { quantumRelativeEntropy } from "../../../evaluate/quantities/entropy.ts";
import { equilibrationsApart } from "../../../evaluate/quantities/equilibration.ts";
import { spohnProduction } from "../../../evaluate/quantities/production.ts";
import { evaluateQuantities } from "../../../evaluate/quantities/quantities.ts";
import { channels as registered } from "../../../generated/index.ts";
import { evolution, evolve } from "../../../spins/dynamics/evolve.ts";
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import { gibbs } from "../../../spins/states/named-states.ts";
import { normals, randomState } from "../../support/random-states.ts";
import { identity } from "../dense.ts";

const ofJob = (job: object) => problemOf({ state: "none", ...job }, registered, textsOf);
const spohn = (problem: Problem) => evaluateQuantities(problem, ["spohn-production"])[0]!;

function randomMatrix(dimension: number, seed: number): ComplexMatrix {
  const normal = normals(seed);
  const part = () => Float64Array.from({ length: dimension ** 2 }, () => normal() / 2);
  return { dimension, re: part(), im: part() };
}

const equilibrationsOf = (problem: Omit<Problem, "state">) => {
  const dimension = problem.spins.reduce((all, J) => all * (2 * J + 1), 1);
  const { channels, spins } = checkProblem({ ...problem, state: randomState(dimension, dimension, 1) });
  return channels.flatMap((use) => equilibrationsApart(use, spins, ["channels"]));
};

/** Channels of every kind, with random rates, operators and spins. */
function randomChannel(seed: number): Omit<Problem, "state"> {
  const normal = normals(seed);
  const rate = () => Math.abs(normal()) + 0.05;
  switch (seed % 5) {
    case 0:
      return { spins: [1], channels: [{ jumps: [randomMatrix(3, seed), randomMatrix(3, -seed)], on: [0] }] };
    case 1: {
      const bath = { channel: registered["amplitude-damping"]!, on: [1], parameters: { Gamma: rate(), nbar: rate() } };
      return { spins: [0.5, 0.5], channels: [bath, { jumps: [randomMatrix(2, seed)], on: [0] }] };
    }
    case 2:
      return { spins: [0.5, 0.5], channels: [{ jumps: [randomMatrix(4, seed), randomMatrix(4, -seed)], on: [1, 0] }] };
    case 3: {
      const parameters = { Gamma: rate(), nbar: rate(), r: Math.abs(normal()) / 3, phase: normal() };
      return { spins: [1.5], channels: [{ channel: registered["squeezed-thermal"]!, on: [0], parameters }] };
    }
    default: {
      const down = { re: [[1, 0, 0.3]], im: [[0, -1, 0.2]] } as const;
      const up = { re: [[0.4, 0, 0]], im: [[0.1, 0.4, 0]] } as const;
      return { spins: [1], channels: [{ jumps: [down, up], on: [0] }] };
    }
  }
}

describe("Spohn's production", () => {
  it("is that of eq 32 for thermal baths and dephasing, however they are given", () => {
    const state = {
      re: [
        [0.4, 0.1],
        [0.1, 0.6],
      ],
    };
    const [Gamma, nbar] = [0.7, 0.4];
    const declared = [
      { channel: "amplitude-damping", on: [0], parameters: { Gamma, nbar } },
      { channel: "dephasing", on: [0], parameters: { lambda: 0.3 } },
    ];
    const jumps = [{ jumps: ["sm", "sp"], rates: ["G*(n+1)", "G*n"] }, { jumps: ["sqrt(0.3)*sz/2"] }];
    const eq32 = evaluateQuantities(ofJob({ spins: [0.5], state, channels: declared }), ["von-neumann-production"])[0]!;
    const same = [declared, jumps].map((channels) =>
      spohn(ofJob({ spins: [0.5], state, channels, constants: { G: Gamma, n: nbar } })),
    );
    for (const { values, error } of same) {
      expect(values[0]).toBeCloseTo(eq32.values[0]!, 13);
      expect(error[0]).toBeLessThan(1e-12);
    }
  });

  it("is Π_vN of figure 3 at its thirteen times", () => {
    const problem = ofJob(JSON.parse(readFileSync("examples/figure-3.json", "utf8")));
    const [spohns, eq32] = evaluateQuantities(problem, ["spohn-production", "von-neumann-production"]);
    expect(spohns!.values).toHaveLength(13);
    expect(spohns!.values).toEqual(eq32!.values);
  });

  it("is not negative in 10,000 random states of random channels", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const problem = randomChannel(seed);
      const dimensions = problem.spins.map((J) => 2 * J + 1);
      const d = dimensions.reduce((all, one) => all * one, 1);
      const equilibrations = equilibrationsOf(problem);
      for (let k = 0; k < 100; k++) {
        const rho = randomState(d, d, 1000 * seed + k, k % 3 === 0 ? 1e-3 : 1);
        const { value, error } = spohnProduction(rho, dimensions, equilibrations);
        expect(value, `channel ${seed}, state ${k}`).toBeGreaterThanOrEqual(-error);
        expect(error, `channel ${seed}, state ${k}`).toBeLessThan(1e-6 * (1 + value));
      }
    }
  });

  it("is the rate at which a state comes nearer to the steady one", () => {
    for (const seed of [5, 3, 4, 10]) {
      const problem = randomChannel(seed);
      const dimensions = problem.spins.map((J) => 2 * J + 1);
      const d = dimensions.reduce((all, one) => all * one, 1);
      const equilibrations = equilibrationsOf(problem);
      const [{ dissipator, equilibrium }] = equilibrations as [(typeof equilibrations)[number]];
      const own = evolution([dissipator], dimensions);
      const rho = randomState(d, d, seed);
      const even = identity(d);
      const sigma = equilibrium?.state ?? { ...even, re: even.re.map((x) => x / d) };
      const distanceAt = (time: number) => quantumRelativeEntropy(evolve(own, rho, time), sigma);
      const h = 1e-5;
      const slope = (4 * distanceAt(h) - distanceAt(2 * h) - 3 * distanceAt(0)) / (2 * h);
      expect(spohnProduction(rho, dimensions, [equilibrations[0]!]).value, `channel ${seed}`).toBeCloseTo(-slope, 3);
    }
  });

  it("vanishes at the steady state and is infinite where a support is missing", () => {
    const [bath] = equilibrationsOf({
      spins: [1],
      channels: [{ channel: registered["amplitude-damping"]!, on: [0], parameters: { Gamma: 1, nbar: 0.3 } }],
    });
    expect(Math.abs(spohnProduction(gibbs([1], [0.3]), [3], [bath!]).value)).toBeLessThan(1e-14);
    const state = {
      re: [
        [0.4, 0.1],
        [0.1, 0.6],
      ],
    };
    const cold = ofJob({ spins: [0.5], state, channels: [{ jumps: ["sm"] }] });
    expect(spohn(cold).values[0]).toBe(Number.POSITIVE_INFINITY);
    const pure = ofJob({ spins: [1], state: { dicke: [1] }, channels: [{ jumps: ["Jz^2 + J-", "J+"] }] });
    expect(spohn(pure).values[0]).toBe(Number.POSITIVE_INFINITY);
  });

  it("is given where eq 32 is not, whose refusal says so", () => {
    const problem = ofJob({ spins: [1], state: { gibbs: [0.4] }, channels: [{ jumps: ["Jx + 2i*Jz", "J-^2"] }] });
    expect(() => evaluateQuantities(problem, ["von-neumann-production"])).toThrow(
      "spohn-production refers to any steady state",
    );
    const { values, error } = spohn(problem);
    expect(values[0]).toBeGreaterThan(error[0]!);
  });
});
