/** Π → µ²Π under α → µα, of dephasing (section 4.1). */
import { type Drawn, drawStates, matrixOf } from "../figure/sample.ts";
import type { Claim, Finding, Verdict } from "./claim.ts";
import { few } from "./samples.ts";
import { dephasing, fine, productions, scaled } from "./states.ts";

const equal = [0.25, 0.25, 0.25, 0.25];
const draws = 60;

/** Whether Π/µ² is constant, or tends to one value as µ → 0. @param small  at µ = 0.01 and at twice or minus that */
function verdictOf(small: readonly [number, number], others: readonly number[]): Verdict {
  const apart = (value: number) => Math.abs(value / small[0] - 1);
  if (others.every((value) => apart(value) < 1e-6)) return "holds";
  return apart(small[1]) < 0.01 ? "holds to leading order" : "fails: here is a state";
}

/** Π(µ)/µ². */
function perSquare(state: Drawn, mus: readonly number[], tolerance = fine): readonly number[] {
  const states = mus.map((mu) => matrixOf(scaled(state, mu)));
  return productions(states, dephasing, tolerance).map(({ value }, k) => value / mus[k] ** 2);
}

const four = (values: readonly number[]): string => values.map((value) => value.toPrecision(6)).join(", ");

function oneClass(name: string, says: string, state: Drawn, highest: readonly number[], seed: number): Claim {
  const test = (): Finding => {
    const [small, twice, half, whole, back] = perSquare(state, [0.01, 0.02, 0.5, 1, -1]);
    const next = drawStates(seed, highest);
    let rising = 0;
    let largest = 0;
    for (let k = 0; k < draws; k++) {
      const [first, ...others] = perSquare(next(), [0.05, 0.25, 0.5, 0.75, 1], 1e-6);
      if (others.every((value, i) => value >= (i === 0 ? first : others[i - 1]) * (1 - 1e-5))) rising++;
      largest = Math.max(largest, others.at(-1)! / first);
    }
    return {
      verdict: verdictOf([small, twice], [half, whole]),
      evidence: `1/Q depends on µ. Equal populations, ${says}: Π/(λµ²) = ${four([small, half, whole])} at µ = 0.01, 0.5, 1, and the same at µ = −1 to ${few(back / whole - 1)}. Of ${draws} random states (seed ${seed}) Π/µ² rises with |µ| in ${rising}; from µ = 0.05 to 1 by a factor of up to ${largest.toFixed(2)}.`,
    };
  };
  const where = name === "square-law-x" ? "section 4.1, figure 2(a)" : "section 4.1, figure 2(b)";
  const who = name === "square-law-x" ? "X states (α alone)" : "non-X states (β alone)";
  return { name, says: `Dephasing, ${who}: multiplying the coherences by µ multiplies Π by µ².`, where, test };
}

const bothClasses: Claim = {
  name: "square-law-both",
  says: "Dephasing, α and β together: multiplying both by µ multiplies Π by µ².",
  where: "section 4.1, figure 2(c)",
  test: () => {
    const mus = [-0.8, -0.4, -0.01, 0.01, 0.4, 0.8];
    const values = perSquare({ populations: equal, coherences: [0.1, 0.1] }, mus);
    return {
      verdict: verdictOf([values[2], values[3]], values),
      evidence: `With both classes Π/µ² is neither even nor monotone in |µ|. Equal populations, α = β = 0.1: Π/(λµ²) = ${four(values)} at µ = ${mus.join(", ")}.`,
    };
  },
};

export const scalingClaims: readonly Claim[] = [
  oneClass("square-law-x", "α = 0.2", { populations: equal, coherences: [0.2, 0] }, [0.25, 0], 11),
  oneClass("square-law-non-x", "β = 0.08", { populations: equal, coherences: [0, 0.08] }, [0, 0.25], 12),
  bothClasses,
];
