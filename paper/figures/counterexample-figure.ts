/** Figure 5: states drawn independently, where more coherence need not produce more. */
import { roundUp } from "../../text/round-up.ts";
import { dampingJob, dephasingJob, largestError, productionCurve, timesTo } from "./curves.ts";
import { gammaT, overGamma } from "./damping-figures.ts";
import { describe, lambdaT, overLambda } from "./dephasing-figures.ts";
import { coherenceOf, type Drawn, drawStates } from "./drawn-states.ts";
import type { Curve, Figure } from "./layout.ts";
import { arrange, overTime } from "./panel-layout.ts";

const shown = 4;
const nbar = 0.5;

export function figure5(seed: number): Figure {
  const times = timesTo(3);
  const dephased = fourStates(seed, [0.25, 0.25]);
  const damped = fourStates(seed + 1, [0.25, 0.25, 0.25]);
  const left = dephased.map((state, k) => productionCurve(dephasingJob(state, times), state, `a-${k + 1}`, k));
  const right = damped.map((state, k) => productionCurve(dampingJob(state, nbar, times), state, `b-${k + 1}`, k));
  const list = (states: readonly Drawn[]) => states.map((state, k) => `${k + 1}: ${describe(state)}`).join("; ");
  const caption = `Entropy production rate of two qubits from states drawn independently, labelled with C: more coherence does not always produce more. (a) Local dephasing (eq 22), states of eq 27; ${widestGap(left, "λt")}. (b) Local thermal baths (eq 28), n̄ = ${nbar}, states of eq 30; ${widestGap(right, "Γ̄t")}. Populations and coherences are drawn as in the paper, α, β, γ uniform on [0, 0.25]; the first ${shown} draws are, (a) of seed ${seed}, ${list(dephased)}; (b) of seed ${seed + 1}, ${list(damped)}. Numerical error at most ${roundUp(largestError([...left, ...right]))} in the rates, far below the width of a line.`;
  const contents = [overTime(left, lambdaT, overLambda), overTime(right, gammaT, overGamma)];
  return arrange("figure-5", caption, contents, { columns: 2, aspect: 0.75 });
}

/** Where, by how much and when less coherence produces more, of curves in falling order of C. */
function widestGap(curves: readonly Curve[], time: string): string {
  const gaps = curves.flatMap((more, k) =>
    curves
      .slice(k + 1)
      .flatMap((less) => less.points.map(({ x, y }, t) => ({ more, less, x, gap: y - more.points[t].y }))),
  );
  const { more, less, x, gap } = gaps.reduce((widest, one) => (one.gap > widest.gap ? one : widest));
  const named = ({ label }: Curve) => label.replaceAll("_", "");
  return gap <= 0
    ? "here more C always produces more"
    : `${named(less)} produces more than ${named(more)}, by up to ${roundUp(gap, 2)} at ${time} = ${x}`;
}

/** The first four of the stream, most coherent first. */
function fourStates(seed: number, highest: readonly number[]): readonly Drawn[] {
  const next = drawStates(seed, highest);
  return Array.from({ length: shown }, next).sort((a, b) => coherenceOf(b) - coherenceOf(a));
}
