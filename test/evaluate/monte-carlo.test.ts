import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { evolve } from "../../evaluate/problem/evolve.ts";
import type { Problem, Result } from "../../evaluate/problem/problem.ts";
import { mix } from "../../laws/matrices.ts";
import { phaseSpace } from "../../laws/phase-space.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type OnePoint, onePoint } from "../support/one-point.ts";
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

/** Q stays far enough from zero for the plain quadrature to know one point's moments to six digits. */
const chances: Readonly<Record<string, Problem>> = {
  "two qubits, three channels": {
    spins: [0.5, 0.5],
    state: mix(randomState(4, 1, 5), null, 0.3),
    channels: [
      { channel: amplitudeDamping, on: [0], parameters: { Gamma: 1, nbar: 0.2 } },
      { channel: amplitudeDamping, on: [1], parameters: { Gamma: 1, nbar: 0.2 } },
      { channel: dephasing, on: [1], parameters: { lambda: 1 } },
    ],
    times: [0.3],
  },
  "a spin of 1": {
    spins: [1],
    state: mix(randomState(3, 1, 13), null, 0.3),
    channels: [
      { channel: amplitudeDamping, on: [0], parameters: { Gamma: 1, nbar: 0.3 } },
      { channel: dephasing, on: [0], parameters: { lambda: 1 } },
    ],
    times: [0.3],
  },
};

const quantities = ["entropy", "entropyRate", "production", "flux", "produced"] as const;
type Quantity = (typeof quantities)[number];

/** The result by quadrature, and what one point of each quantity is. ∫ Π dt is S gained and a number without chance. */
function truthOf(problem: Problem): Readonly<Record<Quantity, { readonly truth: number; readonly point: OnePoint }>> {
  const exact = evaluate(problem);
  const [rho] = evolve(problem).values;
  const space = phaseSpace(problem.spins, problem.spins.length === 1 ? 40 : 14);
  const { gain, ...own } = onePoint(space, problem.channels as readonly ChannelUse[], rho, problem.state);
  const points = { ...own, produced: gain };
  return Object.fromEntries(
    quantities.map((name) => [name, { truth: exact[name]!.values[0], point: points[name] }]),
  ) as ReturnType<typeof truthOf>;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** In how many of its own standard errors each number misses what it should be, over all seeds. */
function misses(results: readonly Result[], samples: number, name: Quantity, truth: number, point: OnePoint) {
  const [seeds, own] = [results.length, point.deviation / Math.sqrt(samples)];
  const deviates = results.map((result) => (result[name]!.values[0] - truth) / own);
  const errors = results.map((result) => result[name]!.error[0] / own);
  const tailsOfMean = 2 + (point.kurtosis - 3) / samples;
  const tailsOfError = (point.kurtosis - (samples - 3) / (samples - 1)) / samples;
  const miss = {
    bias: mean(deviates) * Math.sqrt(seeds),
    spread: (mean(deviates.map((z) => z ** 2)) - 1) / Math.sqrt(tailsOfMean / seeds),
    error: (mean(errors.map((error) => error ** 2)) - 1) / Math.sqrt(tailsOfError / seeds),
  };
  if (samples < 100) return miss;
  const studentised = deviates.map((z, k) => z / errors[k]);
  // To first order, by the skewness of a point (Johnson, J. Am. Stat. Assoc. 73, 536 (1978)).
  const shift = -point.skewness / (2 * Math.sqrt(samples));
  const variance = mean(studentised.map((z) => (z - shift) ** 2));
  return {
    ...miss,
    meanOfZ: (mean(studentised) - shift) * Math.sqrt(seeds),
    deviationOfZ: (Math.sqrt(variance) - 1) * Math.sqrt(2 * seeds),
  };
}

/** WEHRL_SEEDS=3000 has as many seeds of ten thousand points too, and takes minutes. */
const many = Number(process.env.WEHRL_SEEDS ?? 60);

describe("Monte Carlo", () => {
  // At two points the studentised z has no variance, whatever the generator: there the mean is held against the true deviation of
  // a point, and the squared error against its variance. 60 seeds see a bias of 0.6 standard errors at 10⁴ points.
  describe.each(Object.entries(chances))("of %s", (_, problem) => {
    const truths = truthOf(problem);
    it.each([
      [2, 3000],
      [100, 3000],
      [10_000, many],
    ])(
      "at %d points is without bias, spreads as its error says, and its error is true, over seeds 1 to %d",
      (samples, seeds) => {
        const results = Array.from({ length: seeds }, (__, k) =>
          evaluate({ ...problem, method: "monte-carlo", samples, seed: k + 1 }),
        );
        for (const name of quantities) {
          const { truth, point } = truths[name];
          for (const [what, miss] of Object.entries(misses(results, samples, name, truth, point)))
            expect(Math.abs(miss), `${name}: ${what} is off by ${miss} standard errors`).toBeLessThan(4.5);
        }
      },
    );
  });

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

  it("has totals that are the sums of their channels, with less error than those have together", () => {
    const { channels, ...sampled } = evaluate({ ...problems[0], method: "monte-carlo", samples: 500 });
    for (const rate of ["entropyRate", "production"] as const) {
      const [first, second] = channels.map((channel) => channel[rate]!);
      expect(sampled[rate]!.values[0]).toBeCloseTo(first.values[0] + second.values[0], 12);
      expect(sampled[rate]!.error[0]).toBeLessThan(first.error[0] + second.error[0]);
      expect(sampled[rate]!.error[0]).toBeGreaterThan(Math.abs(first.error[0] - second.error[0]));
    }
  });

  it("has dS/dt of channels and bare jumps together as one mean, and no Π where one refuses it", () => {
    const swap = { ...zeroMatrix(4), re: Float64Array.of(1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1) };
    const [use] = problems[0].channels;
    const mixed: Problem = { ...problems[0], channels: [use, { jumps: [swap], on: [0, 1] }] };
    const exact = evaluate(mixed).entropyRate.values[0];
    const { entropyRate, production, flux, produced, channels } = evaluate({
      ...mixed,
      method: "monte-carlo",
      samples: 4000,
    });
    expect([production, flux, produced]).toEqual([null, null, null]);
    expect(Math.abs(entropyRate.values[0] - exact)).toBeLessThan(4.5 * entropyRate.error[0]);
    expect(entropyRate.error[0]).toBeLessThan(channels[0].entropyRate.error[0] + channels[1].entropyRate.error[0]);
    expect(channels[0].production!.error[0]).toBeGreaterThan(0);
  });

  it("gains no entropy by chance: of a state that rests, ∫ Π dt is that of the flux, and its error rounding", () => {
    const state = { dimension: 2, re: Float64Array.of(0.25, 0, 0, 0.75), im: new Float64Array(4) };
    const use = { channel: amplitudeDamping, on: [0], parameters: { Gamma: 1, nbar: 0.5 } };
    const still: Problem = {
      spins: [0.5],
      state,
      channels: [use],
      times: [0, 1, 2],
      method: "monte-carlo",
      samples: 50,
    };
    const { produced, entropy } = evaluate(still);
    expect(entropy.error[2]).toBeGreaterThan(0.01);
    for (const k of [0, 1, 2]) {
      expect(Math.abs(produced!.values[k])).toBeLessThan(1e-14);
      expect(produced!.error[k]).toBeLessThan(1e-14);
    }
  });

  it("claims no convergence, and warns of none that is missing", () => {
    const { converged, warnings } = evaluate({ ...problems[0], method: "monte-carlo", samples: 100 });
    expect([converged, warnings]).toEqual([null, []]);
  });

  it("gives the same numbers for the same seed, and others for another, up to 2^53", () => {
    const run = (seed: number) =>
      evaluate({ ...problems[0], method: "monte-carlo", samples: 50, seed }).production!.values[0];
    expect(run(3)).toBe(run(3));
    const seeds = [0, 3, 4, 3 + 2 ** 32, 3 + 2 ** 52, Number.MAX_SAFE_INTEGER];
    expect(new Set(seeds.map(run)).size).toBe(seeds.length);
  });
});
