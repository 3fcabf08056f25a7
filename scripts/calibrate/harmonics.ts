/** What a rule of known size leaves out, against much larger rules. */
import { analyticWidths } from "../../evaluate/ways/analytic-width.ts";
import { spectralTail } from "../../evaluate/ways/spectral-tail.ts";
import { logMoment } from "../../generated/log-moment.ts";
import { type Sums, total } from "../../runtime/quadrature/integral.ts";
import { NOWHERE, productRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { type LocalAverage, localAverage, newWorkspace, sumOver } from "../../runtime/spheres/local-average.ts";
import { combine } from "../../spins/matrices/complex-matrix.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { integer, type Measures, randomState, uniformOf } from "./measure.ts";

const entropy = { kind: "entropy", closed: logMoment } as const;
const LARGEST = 72;

/** S, and the moment of another state less this one, of two qubits by the second one's closed sphere and of a spin ½ or 1 on its grid. */
function averageOf(k: number, uniform: () => number): LocalAverage {
  const spins = k % 2 === 0 ? [0.5, 0.5] : [integer(uniform, 1, 2) / 2];
  const levels = spins.reduce((product, J) => product * (2 * J + 1), 1);
  const state = randomState(levels, levels + integer(uniform, 0, 2), uniform);
  const change = combine(1, randomState(levels, levels, uniform), -1, state);
  const integrands = [entropy, { kind: "logMoment", closed: logMoment, of: change } as const];
  const inner = spins.length > 1 ? "closed" : "grid";
  return localAverage(state, spins, spins.length - 1, inner, integrands, newWorkspace());
}

function sumsOn(average: LocalAverage, rule: SphereRule): Sums {
  const isOuter = average.outer.length > 0;
  return sumOver(average, { outer: isOuter ? [rule] : [], inner: isOuter ? NOWHERE : rule });
}

const ruleOf = (rows: number): SphereRule => productRule(rows, 2 * rows, 0.25);

function tailFactor(): number {
  const uniform = uniformOf("harmonics");
  const tail = { rows: 0, columns: 0 };
  let most = 0;
  for (let k = 0; k < 200; k++) {
    const average = averageOf(k, uniform);
    const [width] = analyticWidths(average)!;
    if (width.polar * LARGEST < 20) continue;
    const truth = sumsOn(average, ruleOf(LARGEST));
    for (const rows of [6, 9, 12, 18, 24]) {
      const rule = ruleOf(rows);
      const sums = sumsOn(average, rule);
      for (let f = 0; f < 2; f++) {
        const off = Math.abs(total(sums, f) - total(truth, f));
        if (off <= 16 * ROUNDING * sums.magnitude[f]) continue;
        spectralTail(rule, sums.marginals![0][f], width, tail);
        most = Math.max(most, off / (tail.rows + tail.columns));
      }
    }
  }
  return most;
}

export const ofHarmonics: Measures = {
  TAIL: {
    on: "S and moments of 200 mixed states of two qubits, a qubit and a spin 1, on rules of 6 to 24 rows, against one of 72",
    measure: tailFactor,
  },
};
