/** Figures 3 and 4: two qubits in local thermal baths (eq 28). */

import { evaluateQuantities } from "../../evaluate/quantities/quantities.ts";
import { roundUp } from "../../text/round-up.ts";
import { dampingJob, largestError, productionCurve, productionOver, timesTo } from "./curves.ts";
import { describe } from "./dephasing-figures.ts";
import { type DrawnJob, problemOf } from "./drawn-job.ts";
import { type Drawn, drawStates, rescale } from "./drawn-states.ts";
import type { Curve, Figure } from "./layout.ts";
import { arrange, type Content, heights, overTime } from "./panel-layout.ts";

export const gammaT = "Γ̄_t_";
export const overGamma = "Π/Γ̄";

/** The state and bath that the paper states. */
export const figure3State: Drawn = { populations: [0.1, 0.2, 0.1, 0.6], coherences: [0.02, 0.15, 0.02] };
const figure3Job: DrawnJob = dampingJob(figure3State, 1.5, timesTo(3));

/** For the words "von Neumann", in shares of the time shown. */
const room = 0.42;

export function figure3(): Figure {
  const [wehrl, neumann, ratio] = figure3Curves();
  const both = overTime([wehrl, neumann], gammaT, overGamma, room);
  // It rises to the right, where the panel's letter needs the place above it.
  const ratios = { ...overTime([ratio], gammaT, "", room), y: heights([ratio], "Π/Π~v~N", 0.22) };
  const [start, end] = [ratio.points[0].y, ratio.points.at(-1)!.y].map((value) => value.toFixed(4));
  const caption = `Entropy production rates of two qubits in local thermal baths (eq 28) from the state of eq 30 with ρ11 = ρ33 = 0.1, ρ22 = 0.2, α = γ = 0.02, β = 0.15; n̄ = 1.5, βε = ln((n̄+1)/n̄). (a) Wehrl (eq 21, solid) and von Neumann (eq 32, dashed) on one scale. (b) Their ratio Π/Π_vN, from ${start} at t = 0 to ${end} at Γ̄t = 3. Numerical error at most ${roundUp(largestError([wehrl, neumann]))} in the rates over Γ̄, far below the width of a line.`;
  return arrange("figure-3", caption, [both, ratios], { columns: 1, aspect: 0.52 });
}

function figure3Curves(): readonly [Curve, Curve, Curve] {
  const wehrl = { ...productionCurve(figure3Job, figure3State, "wehrl", 0), label: "Wehrl" };
  const [rates] = evaluateQuantities(problemOf(figure3Job), ["von-neumann-production"]);
  const neumann: Curve = {
    ...wehrl,
    name: "von-neumann",
    label: "von Neumann",
    quantity: "von-neumann-production",
    points: wehrl.points.map(({ x }, k) => ({ x, y: rates.values[k], error: rates.error[k] })),
    style: 1,
  };
  const points = wehrl.points.map(({ x, y, error }, k) => {
    const { y: other, error: otherError } = neumann.points[k];
    return { x, y: y / other, error: (error + (y / other) * otherError) / other };
  });
  const quantity = "production / von-neumann-production";
  return [wehrl, neumann, { ...wehrl, name: "ratio", label: "", quantity, points }];
}

const factors = [1, 0.75, 0.5, 0.25];
const nbar = 0.5;

/** One class of eq 30 at a time, then all. */
const classes = [
  [0.25, 0, 0],
  [0, 0.25, 0],
  [0, 0, 0.25],
  [0.25, 0.25, 0.25],
];

/** The first draw that µ takes far enough to be seen: Π(0) at µ = 1 at least 1.8 times that at µ = 1/4. */
function drawApart(seed: number, highest: readonly number[]): Drawn {
  const next = drawStates(seed, highest);
  const start = (state: Drawn) => productionOver(dampingJob(state, nbar, [0]))[0].y;
  for (;;) {
    const state = next();
    if (start(state) > 1.8 * start(rescale(state, [0.25, 0.25, 0.25]))) return state;
  }
}

export function figure4(seed: number): Figure {
  const times = timesTo(3);
  const states = classes.map((highest, p) => drawApart(seed + p, highest));
  const panels = states.map((state, p) =>
    factors.map((mu, k) => {
      const one = rescale(state, [mu, mu, mu]);
      return productionCurve(dampingJob(one, nbar, times), one, `${"abcd"[p]}-${k + 1}`, k);
    }),
  );
  const contents = panels.map((curves): Content => overTime(curves, gammaT, overGamma));
  const caption = `Entropy production rate of two qubits in local thermal baths (eq 28), n̄ = ${nbar}, initial states of eq 30: (a) α alone, (b) β alone, (c) γ alone, (d) all; every coherence multiplied by µ = ${factors.join(", ")}; labelled with C. The paper does not state populations: the first draw with Π(µ = 1) > 1.8 Π(µ = 1/4) at t = 0 is ${states.map((state, p) => `(${"abcd"[p]}) of seed ${seed + p}: ${describe(state)}`).join("; ")}. Numerical error at most ${roundUp(largestError(panels.flat()))} in Π/Γ̄, far below the width of a line.`;
  return arrange("figure-4", caption, contents, { columns: 2, aspect: 0.6 });
}
