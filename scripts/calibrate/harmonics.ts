/** What a rule of known size leaves out, against much larger rules. */
import { analyticWidths } from "../../evaluate/ways/analytic-width.ts";
import { spectralTail, type Widths } from "../../evaluate/ways/spectral-tail.ts";
import { logMoment } from "../../generated/log-moment.ts";
import { type Sums, total } from "../../runtime/quadrature/integral.ts";
import { NOWHERE, productRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { type LocalAverage, localAverage, newWorkspace, sumOver } from "../../runtime/spheres/local-average.ts";
import { combine } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { integer, type Measures, randomState, uniformOf } from "./measure.ts";

const entropy = { kind: "entropy", closed: logMoment } as const;

/** Systems, how many states of each, and the rows that are the truth. */
const cases = [
  { spins: [0.5, 0.5], states: 100, largest: 72 },
  { spins: [0.5], states: 50, largest: 72 },
  { spins: [1], states: 50, largest: 72 },
  { spins: [0.5, 0.5, 0.5], states: 40, largest: 32 },
] as const;
/** Rows and columns of what is measured. */
const sizes = [6, 9, 12, 18, 24].flatMap((rows) => [[rows, 2 * rows] as const, [rows, 8 + (rows >> 2)] as const]);

/** S, and the moment of another state less this one, by the closed sphere of the last of several qubits, or on the grid of one spin. */
function averageOf(spins: readonly number[], uniform: () => number): LocalAverage {
  const levels = spins.reduce((product, J) => product * (2 * J + 1), 1);
  const state = randomState(levels, levels + integer(uniform, 0, 2), uniform);
  const change = combine(1, randomState(levels, levels, uniform), -1, state);
  const integrands = [entropy, { kind: "logMoment", closed: logMoment, of: change } as const];
  const inner = spins.length > 1 ? "closed" : "grid";
  return localAverage(state, spins, spins.length - 1, inner, integrands, newWorkspace());
}

/** On the same rule for all spheres. */
function sumsOn(average: LocalAverage, rule: SphereRule): Sums {
  const { outer } = average;
  return sumOver(average, { outer: outer.map(() => rule), inner: outer.length > 0 ? NOWHERE : rule });
}

const ruleOf = (rows: number, columns: number): SphereRule => productRule(rows, columns, 0.25);

function tailFactor(): number {
  const uniform = uniformOf("harmonics");
  let most = 0;
  for (const { spins, states, largest } of cases) {
    for (let k = 0; k < states; k++) {
      const average = averageOf(spins, uniform);
      const widths = analyticWidths(average)!;
      if (widths.some(({ polar }) => polar * largest < 20)) continue;
      const truth = sumsOn(average, ruleOf(largest, 2 * largest));
      for (const [rows, columns] of sizes) {
        if (2 * rows < largest) most = Math.max(most, worstOn(average, ruleOf(rows, columns), widths, truth));
      }
    }
  }
  return most;
}

/** What a rule leaves out over what its harmonics tell of it. */
function worstOn(average: LocalAverage, rule: SphereRule, widths: readonly Widths[], truth: Sums): number {
  const sums = sumsOn(average, rule);
  const own = { rows: 0, columns: 0 };
  let most = 0;
  for (let f = 0; f < 2; f++) {
    const off = Math.abs(total(sums, f) - total(truth, f));
    if (off <= 16 * ROUNDING * sums.magnitude[f]) continue;
    let tail = 0;
    widths.forEach((width, axis) => {
      spectralTail(rule, sums.marginals![axis][f], width, own);
      tail += own.rows + own.columns;
    });
    most = Math.max(most, off / tail);
  }
  return most;
}

export const ofHarmonics: Measures = {
  TAIL: {
    on: "S and moments of 240 mixed states of one to three qubits and a spin 1, on rules of 6 to 24 rows and of 9 to 48 columns, against one of 72 or 32 rows",
    measure: tailFactor,
  },
};
