/** Figures 1 and 2: two qubits in local dephasing (eq 22). */
import { roundUp } from "../../text/round-up.ts";
import { dephasingJob, largestError, monteCarloCurve, productionCurve, timesTo } from "./curves.ts";
import { coherenceOf, type Drawn, drawStates, isState, rescale } from "./drawn-states.ts";
import type { Curve, Figure } from "./layout.ts";
import { arrange, type Content, overTime } from "./panel-layout.ts";

export const lambdaT = "_λt_";
export const overLambda = "Π/_λ_";

/** X and non-X states of one coherence, C = 0.14 as in the paper, equal populations. */
export const figure1States: readonly Drawn[] = [
  { populations: [0.25, 0.25, 0.25, 0.25], coherences: [0.035, 0] },
  { populations: [0.25, 0.25, 0.25, 0.25], coherences: [0, 0.0175] },
];

export function figure1(): Figure {
  const times = timesTo(3);
  const curves = figure1States.map((state, k): Curve => {
    const name = ["x-state", "non-x-state"][k];
    const curve = productionCurve(dephasingJob(state, times), state, name, k);
    return { ...curve, label: ["X", "non-X"][k] };
  });
  const content = overTime(curves, lambdaT, overLambda, 0.23);
  const at = crossing(curves[0], curves[1]);
  const crossings = at === null ? [] : [at];
  const caption = `Entropy production rate of two qubits in local dephasing (eq 22), X state (α = 0.035, β = 0) against non-X state (α = 0, β = 0.0175) of eq 27; both have C = 0.14. The paper does not state populations: here they are equal, ρ_ii = 1/4. The circle marks where the curves cross (${at === null ? "they do not" : `λt = ${at.x.toFixed(4)}`}; \`wehrl audit crossing\` finds it to more digits). Numerical error at most ${roundUp(largestError(curves))} in Π/λ, far below the width of a line.`;
  return arrange("figure-1", caption, [{ ...content, crossings }], { columns: 1, aspect: 0.66 });
}

/** Where two falling curves over the same times meet: between two times their logarithms are all but straight. */
function crossing(a: Curve, b: Curve): { readonly x: number; readonly y: number } | null {
  const gap = a.points.map(({ y }, k) => Math.log(y / b.points[k].y));
  const k = gap.findIndex((value, i) => i > 0 && value * gap[i - 1] < 0);
  if (k < 0) return null;
  const share = gap[k - 1] / (gap[k - 1] - gap[k]);
  const [from, to] = [a.points[k - 1], a.points[k]];
  return { x: from.x + share * (to.x - from.x), y: from.y * (to.y / from.y) ** share };
}

const factors = [1, 0.75, 0.5, 0.25];
const equal = factors.map((mu) => [mu, mu]);
/** Panel (d): of α and of β. */
const unequal = [
  [1, 1],
  [0.4, 0.9],
  [0.9, 0.5],
  [0.3, 0.4],
];
const samples = 500;
/** Where α and β are uniform, panel by panel. */
const intervals = [
  [0.25, 0],
  [0, 0.25],
  [0.5, 0.5],
  [0.5, 0.5],
];
/** The first draw with at least this C: its quarter is still to be seen. */
const visible = 0.4;

/** The first draw that is visible and whose rescaled partners are states, in falling order of C: unequal factors may break both. */
function drawFamily(
  seed: number,
  highest: readonly number[],
  scales: readonly (readonly number[])[],
): readonly Drawn[] {
  const next = drawStates(seed, highest);
  for (;;) {
    const state = next();
    const family = scales.map((both) => rescale(state, both));
    if (!family.every(isState)) continue;
    const coherences = family.map(coherenceOf);
    if (coherences[0] >= visible && coherences.every((C, k) => k === 0 || C < coherences[k - 1])) return family;
  }
}

export function figure2(seed: number): Figure {
  const times = timesTo(3);
  const families = intervals.map((highest, p) => drawFamily(seed + p, highest, p < 3 ? equal : unequal));
  const states = families.map(([first]) => first);
  const panels = families.map((family, p) =>
    family.map((one, k) => productionCurve(dephasingJob(one, times), one, `${"abcd"[p]}-${k + 1}`, k)),
  );
  const points = panels[0].map((curve) => monteCarloCurve(curve, timesTo(3, 10), samples, seed));
  panels[0].push(...points);
  const contents = panels.map((curves): Content => overTime(curves, lambdaT, overLambda));
  const caption = `Entropy production rate of two qubits in local dephasing (eq 22), initial states of eq 27: (a) α alone, (b) β alone, (c) both multiplied by one factor µ, (d) by different ones, labelled with C. (a)–(c): µ = ${factors.join(", ")}; (d): (µ, µ') = ${unequal.map(([a, b]) => `(${a}, ${b})`).join(", ")}. Circles in (a): Monte Carlo, bars are standard errors; all are means over the same ${samples} points of phase space (seed ${seed}), so that those of one curve, and of the four, are off together. The paper does not state populations: the first draw with C ≥ ${visible} (in (d) with four states in falling order of C) is ${states.map((state, p) => `(${"abcd"[p]}) of seed ${seed + p}: ${describe(state)}`).join("; ")}. Numerical error of the curves at most ${roundUp(largestError(panels.flat()))} in Π/λ, far below the width of a line.`;
  return arrange("figure-2", caption, contents, { columns: 2, aspect: 0.6 });
}

export function describe(state: Drawn): string {
  const values = state.coherences.map((value, k) => `${"αβγ"[k]} = ${value}`);
  return `ρ_ii = ${state.populations.join(", ")}, ${values.join(", ")}, C = ${coherenceOf(state)}`;
}
