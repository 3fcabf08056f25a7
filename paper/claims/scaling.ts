/** Π → µ²Π under α → µα, of dephasing (section 4.1). */
import { type Drawn, drawStates, matrixOf } from "../figures/drawn-states.ts";
import type { Claim, Finding, Verdict } from "./claim.ts";
import { dephasing, fine, productions, scaled } from "./exhibits.ts";
import type { Library } from "./library.ts";
import { few } from "./trials.ts";

const equal = [0.25, 0.25, 0.25, 0.25];
const draws = 60;

/** At which Π/µ² is to tend to a limit: each step leaves at most half of what was missing, if it is one at all. */
const small = [0.04, 0.02, 0.01] as const;

/** Whether Π/µ² is constant, or tends to one value as µ → 0.
 *  @param low  at the µ of `small` */
function verdictOf(low: readonly number[], others: readonly number[]): Verdict {
  const [first, second, limit] = low;
  if (!(limit > 0)) return "not borne out";
  if (others.every((value) => Math.abs(value / limit - 1) < 1e-6)) return "holds";
  const [before, after] = [Math.abs(first - second), Math.abs(second - limit)];
  return after < 0.7 * before && after < 0.01 * limit ? "holds to leading order" : "not borne out";
}

/** Π(µ)/µ². */
function perSquare(library: Library, state: Drawn, mus: readonly number[], tolerance = fine): readonly number[] {
  const states = mus.map((mu) => matrixOf(scaled(state, mu)));
  return productions(library, states, dephasing, tolerance).map(({ value }, k) => value / mus[k] ** 2);
}

const four = (values: readonly number[]): string => values.map((value) => value.toPrecision(6)).join(", ");

function oneClass(name: string, state: Drawn, highest: readonly number[], seed: number): Claim {
  const [alpha, beta] = state.coherences;
  const says = alpha > 0 ? `α = ${alpha}` : `β = ${beta}`;
  const test = (library: Library): Finding => {
    const [half, whole, back, ...low] = perSquare(library, state, [0.5, 1, -1, ...small]);
    const next = drawStates(seed, highest);
    let rising = 0;
    let largest = 0;
    for (let k = 0; k < draws; k++) {
      const [first, ...others] = perSquare(library, next(), [0.05, 0.25, 0.5, 0.75, 1], 1e-6);
      if (others.every((value, i) => value >= (i === 0 ? first : others[i - 1]) * (1 - 1e-5))) rising++;
      largest = Math.max(largest, others.at(-1)! / first);
    }
    return {
      verdict: verdictOf(low, [half, whole]),
      evidence: `1/Q depends on µ. Equal populations, ${says}: Π/(λµ²) = ${four([low[2], half, whole])} at µ = ${small[2]}, 0.5, 1, and at µ = −1 and 1 it differs by ${few(back / whole - 1)} of itself. Of ${draws} random states (seed ${seed}) Π/µ² rises with |µ| in ${rising}; from µ = 0.05 to 1 by a factor of up to ${largest.toFixed(2)}.`,
    };
  };
  const where = name === "square-law-x" ? "section 4.1, figure 2(a)" : "section 4.1, figure 2(b)";
  const who = name === "square-law-x" ? "X states (α alone)" : "non-X states (β alone)";
  return { name, says: `Dephasing, ${who}: multiplying the coherences by µ multiplies Π by µ².`, where, test };
}

/** What values do from the first to the last. */
function courseOf(values: readonly number[]): string {
  if (values.every((value, k) => k === 0 || value > values[k - 1])) return "rises";
  return values.every((value, k) => k === 0 || value < values[k - 1]) ? "falls" : "neither rises nor falls";
}

const bothClasses: Claim = {
  name: "square-law-both",
  says: "Dephasing, α and β together: multiplying both by µ multiplies Π by µ².",
  where: "section 4.1, figure 2(c)",
  test: (library) => {
    const mus = [-0.8, -0.4, -0.01, 0.01, 0.4, 0.8];
    const values = perSquare(library, { populations: equal, coherences: [0.1, 0.1] }, [...mus, ...small]);
    const shown = values.slice(0, mus.length);
    const [left, right] = [shown.slice(0, 3).reverse(), shown.slice(3)];
    const uneven = Math.max(...left.map((value, k) => Math.abs(value / right[k] - 1)));
    return {
      verdict: verdictOf(values.slice(mus.length), shown),
      evidence: `With both classes Π/µ² at −µ and at µ differs by up to ${few(uneven)} of itself; with |µ| it ${courseOf(left)} where µ < 0 and ${courseOf(right)} where µ > 0. Equal populations, α = β = 0.1: Π/(λµ²) = ${four(shown)} at µ = ${mus.join(", ")}.`,
    };
  },
};

export const scalingClaims: readonly Claim[] = [
  oneClass("square-law-x", { populations: equal, coherences: [0.2, 0] }, [0.25, 0], 11),
  oneClass("square-law-non-x", { populations: equal, coherences: [0, 0.08] }, [0, 0.25], 12),
  bothClasses,
];
