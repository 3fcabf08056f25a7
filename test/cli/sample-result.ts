import type { ChannelResult, Result, Series } from "../../evaluate/problem/problem.ts";

export function series(values: readonly number[], error: number): Series {
  return { values: Float64Array.from(values), error: Float64Array.from(values, () => error) };
}

const channel: ChannelResult = {
  channel: "amplitude-damping",
  entry: 0,
  on: [0],
  jumps: null,
  asChannel: null,
  class: "potential",
  positivity: "proven",
  proof: "by hand",
  refusal: null,
  entropyRate: series([-0.1, 0.2], 1e-12),
  production: series([0.3, 0.25], 1e-12),
  flux: series([0.4, 0.05], 1e-12),
  heatCurrent: null,
};

const refused: ChannelResult = {
  ...channel,
  channel: "squeezed-bath",
  entry: 1,
  on: [1],
  class: "undefined",
  positivity: null,
  proof: null,
  refusal: "the drift leaves the range of the diffusion, and the integral diverges there",
  production: null,
  flux: null,
};

/** Two times of two spins, one channel each. */
export const result: Result = {
  times: Float64Array.of(0, 0.1 + 0.2),
  entropy: series([1.8125, 1.9], 2e-16),
  entropyRate: series([-0.2, 0.4], 1e-12),
  production: series([0.6, 0.5], 1e-12),
  flux: series([0.8, 0.1], 1e-12),
  unitaryRate: series([0, 0], 0),
  closure: Float64Array.of(1e-16, -2e-16),
  produced: series([0, 0.16], 1e-12),
  excess: null,
  steadyStates: null,
  observables: null,
  states: null,
  channels: [channel, { ...channel, entry: 1, on: [1] }],
  stateDistance: 0,
  errorKind: "bound",
  method: "closed form over one sphere",
  evaluations: Float64Array.of(128, 128),
  converged: true,
  convergedBy: ["tolerance"],
  warnings: [],
};

/** The same as Monte Carlo has it: standard errors, no closure, no claim that a tolerance was met. */
export const sampledResult: Result = {
  ...result,
  closure: Float64Array.of(NaN, NaN),
  errorKind: "standard",
  method: "Monte Carlo, 100000 points uniform on the spheres, seed 1",
  converged: null,
  convergedBy: null,
};

/** The same with the second channel, and so the totals, refused. */
export const refusedResult: Result = {
  ...result,
  production: null,
  flux: null,
  produced: null,
  channels: [channel, refused],
};

/** One steady state under a Hamiltonian, with the excess production that was asked for. */
export const steadyResult: Result = {
  ...result,
  times: Float64Array.of(NaN),
  entropy: series([1.9], 2e-16),
  entropyRate: series([0.4], 1e-12),
  production: series([0.5], 1e-12),
  flux: series([0.1], 1e-12),
  unitaryRate: series([-0.4], 1e-12),
  closure: Float64Array.of(1e-16),
  produced: null,
  excess: series([0.0625], 1e-12),
  steadyStates: 2,
  channels: [
    { ...channel, heatCurrent: series([0.123456789], 1e-12) },
    { ...refused, heatCurrent: series([0], 0) },
  ].map((each) => ({ ...each, entropyRate: series([0.2], 1e-12) })),
  evaluations: Float64Array.of(128),
};

export const steadyJob = { spins: [0.5, 0.5], hamiltonian: "Jz[0] + Jx[1]", times: "steady", excess: true };

export const job = { spins: [0.5, 0.5], state: { dicke: [0.5, -0.5] }, channels: [] };
