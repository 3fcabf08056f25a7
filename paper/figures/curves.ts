/** Jobs → curves, with the job of each kept beside it. */

import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { evaluateMany } from "../../evaluate/problem/evaluate-many.ts";
import type { Series } from "../../evaluate/problem/problem.ts";
import { type DrawnJob, problemOf } from "./drawn-job.ts";
import { coherenceOf, type Drawn } from "./drawn-states.ts";
import type { Curve, Point } from "./layout.ts";

/** For who reads the data: a line is half a percent of a panel wide. */
const tolerance = 1e-9;

const pair = (channel: string, parameters: Readonly<Record<string, number>>) =>
  [0, 1].map((party) => ({ channel, on: [party], parameters }));

/** Times from 0 to `end`, both included. */
export const timesTo = (end: number, steps = 60): readonly number[] =>
  Array.from({ length: steps + 1 }, (_, k) => Number(((end * k) / steps).toFixed(6)));

/** Eq 22 with λ = 1: times are λt, rates Π/λ. */
export const dephasingJob = (state: Drawn, times: readonly number[]): DrawnJob => ({
  spins: [0.5, 0.5],
  state: { x: { populations: state.populations, alpha: state.coherences[0], beta: state.coherences[1] } },
  channels: pair("dephasing", { lambda: 1 }),
  times,
  tolerance,
});

/** Eq 28 with Γ̄ = Γ(2n̄ + 1) = 1: times are Γ̄t, rates Π/Γ̄. */
export const dampingJob = (state: Drawn, nbar: number, times: readonly number[]): DrawnJob => ({
  spins: [0.5, 0.5],
  state: {
    classes: {
      populations: state.populations,
      alpha: state.coherences[0],
      beta: state.coherences[1],
      gamma: state.coherences[2],
    },
  },
  channels: pair("amplitude-damping", { Gamma: 1 / (2 * nbar + 1), nbar }),
  times,
  tolerance,
});

/** Π over time, each with a bound on its error. */
export function productionOver(job: DrawnJob): readonly Point[] {
  const { state, times, ...shared } = problemOf(job);
  const { production } = evaluateMany(shared, { state, times });
  return pointsOf(times, production);
}

export function productionCurve(job: DrawnJob, state: Drawn, name: string, style: number): Curve {
  const coherence = coherenceOf(state);
  return {
    name,
    label: `_C_ = ${coherence.toFixed(2)}`,
    quantity: "production",
    coherence,
    points: productionOver(job),
    style,
    job,
    marks: "line",
  };
}

/** The same by Monte Carlo, as the paper integrated. */
export function monteCarloCurve(curve: Curve, times: readonly number[], samples: number, seed: number): Curve {
  const job: DrawnJob = { ...curve.job, times, method: "monte-carlo", samples, seed };
  const points = pointsOf(times, evaluate(problemOf(job)).production!);
  return { ...curve, name: `${curve.name}-monte-carlo`, points, job, marks: "bars" };
}

const pointsOf = (times: readonly number[], { values, error }: Series): readonly Point[] =>
  times.map((x, k) => ({ x, y: values[k], error: error[k] }));

export const largestError = (curves: readonly Curve[]): number =>
  curves
    .filter(({ marks }) => marks === "line")
    .flatMap(({ points }) => points)
    .reduce((largest, { error }) => Math.max(largest, error), 0);
