/** The laws catch a compiled channel that is wrong in one place, whichever that is. */
import { describe, expect, it } from "vitest";
import { channels } from "../../generated/index.ts";
import { laws } from "../../laws/laws.ts";
import type { Evaluator, PointwiseFunctions } from "../../runtime/evaluator.ts";
import { combine } from "../../spins/matrices/complex-matrix.ts";
import { mixed } from "../../spins/states/mixed-states.ts";

const damping = channels["amplitude-damping"];
const { pointwise } = damping;

/** By how much each is off. */
const OFF = 1.01;

const scaled =
  (integrand: PointwiseFunctions["entropyRate"]): PointwiseFunctions["entropyRate"] =>
  (parameters, J, geometry, Q, dQ, out) => {
    integrand(parameters, J, geometry, Q, dQ, out);
    for (let k = 0; k < out.length; k++) out[k] *= OFF;
  };

const wrong: Readonly<Record<string, Partial<Evaluator>>> = {
  "one rate": {
    jumps: (parameters, J) =>
      damping.jumps(parameters, J).map((jump, k) => (k === 0 ? { ...jump, rate: OFF * jump.rate } : jump)),
  },
  "an operator": {
    jumps: (parameters, J) =>
      damping
        .jumps(parameters, J)
        .map((jump) => ({ ...jump, im: jump.im.map(([x, y, z]) => [x, OFF * y, z] as const) })),
  },
  "the integrand of dS/dt": { pointwise: { ...pointwise, entropyRate: scaled(pointwise.entropyRate) } },
  "the integrand of Φ": { pointwise: { ...pointwise, flux: scaled(pointwise.flux!) } },
  "the integrand of Π": {
    pointwise: {
      ...pointwise,
      production: (parameters, J, geometry, Q, P, dP, out) => {
        pointwise.production!(parameters, J, geometry, Q, P, dP, out);
        for (let k = 0; k < out.length; k++) out[k] *= OFF;
      },
    },
  },
  "the qubit's closed form": {
    inner: (parameters, A0, Rx, Ry, Rz, out, size) => {
      damping.inner!(parameters, A0, Rx, Ry, Rz, out, size);
      for (let k = 0; k < out.length; k++) out[k] *= OFF;
    },
  },
  "the matrix of Φ": {
    fluxMatrix: (parameters, J) => {
      const F = damping.fluxMatrix!(parameters, J);
      return combine(OFF, F, 0, F);
    },
  },
  "the steady state": {
    steadyState: (parameters, J) => combine(0.99, damping.steadyState!(parameters, J), 0.01, mixed(J)),
  },
  "the class": { reservoirs: damping.reservoirs.map((one) => ({ ...one, class: "diffusive" as const })) },
  "the verdict, with a production of the other sign,": {
    pointwise: {
      ...pointwise,
      production: (parameters, J, geometry, Q, P, dP, out) => {
        pointwise.production!(parameters, J, geometry, Q, P, dP, out);
        for (let k = 0; k < out.length; k++) out[k] *= -1;
      },
    },
  },
};

const filled: PointwiseFunctions["entropyRate"] = (_, __, ___, ____, _____, out) => void out.fill(Number.NaN);

const isCaught = (channel: Evaluator): boolean =>
  laws.some((law) => law.notClaimed(channel) === null && law.tryOn(channel, { runs: 4, seed: 3 }).fault !== null);

describe("the laws", () => {
  it.each(Object.entries(wrong))("catch damping where %s is wrong", (_, change) => {
    expect(isCaught({ ...damping, ...change })).toBe(true);
  });

  it.each([
    ["entropyRate", { pointwise: { ...pointwise, entropyRate: filled } }],
    ["coefficients", { pointwise: { ...pointwise, coefficients: () => {} } }],
    ["inner", { inner: () => {} }],
    ["jumps", { jumps: () => [{ reservoir: 0, rate: Number.NaN, re: [[0, 0, 1]], im: [[0, 0, 0]] }] }],
  ] as readonly (readonly [string, Partial<Evaluator>])[])(
    "name %s where it gives no number, with the smallest case, within a second or so each",
    (name, change) => {
      const start = performance.now();
      const [first, ...others] = laws.filter(({ notClaimed }) => notClaimed({ ...damping, ...change }) === null);
      expect(first.tryOn({ ...damping, ...change }, { seed: 1 }).fault).toMatchObject({
        found: `${name} gives NaN`,
        jobs: [{ channels: [{ channel: "amplitude-damping" }] }],
      });
      for (const law of others.slice(0, 2)) law.tryOn({ ...damping, ...change }, { seed: 1, runs: 2 });
      expect(performance.now() - start).toBeLessThan(5000);
    },
  );

  it("show a channel that throws, whatever it throws, by a case", () => {
    const jumps = () => {
      throw null;
    };
    const [{ notClaimed, tryOn }] = laws;
    expect(notClaimed({ ...damping, jumps })).toBe(null);
    expect(tryOn({ ...damping, jumps }, { seed: 1 }).fault?.found).toBe("it throws null");
    for (const law of laws) expect(() => law.notClaimed({ ...damping, jumps })).not.toThrow();
  });
});
