/** Figure 1: two states of one coherence whose rates cross. */
import { InvalidInput } from "../../runtime/invalid-input.ts";
import { figure1States } from "../figure/dephasing-figures.ts";
import { type Drawn, drawStates, matrixOf } from "../figure/sample.ts";
import type { Claim, Finding } from "./claim.ts";
import { below, dephasing, exhibit, fine, productions, scaled, show } from "./states.ts";

const draws = 100;
const seed = 31;

/** Π_X(t) − Π_non-X(t); eqs 25 and 26 evolve the coherences. */
function gap([x, other]: readonly Drawn[], t: number): number {
  const states = [scaled(x, Math.exp(-t)), scaled(other, Math.exp(-t / 2))].map(matrixOf);
  const [first, second] = productions(states, dephasing, fine);
  return first.value - second.value;
}

/** Where the gap is zero between two times at which its signs differ: bisection until the interval is rounding. */
export function crossingTime(states: readonly Drawn[], low = 0, high = 20): number {
  const sign = Math.sign(gap(states, low));
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high || high - low < 1e-13) return middle;
    if (Math.sign(gap(states, middle)) === sign) low = middle;
    else high = middle;
  }
}

function test(): Finding {
  const t = crossingTime(figure1States);
  const before = productions(figure1States.map(matrixOf), dephasing, fine);
  const next = drawStates(seed, [0, 0]);
  let crossed = 0;
  let compared = 0;
  for (let k = 0; k < draws; k++) {
    const { populations } = next();
    const pair = [
      { populations, coherences: [0.035, 0] },
      { populations, coherences: [0, 0.0175] },
    ];
    try {
      // The X class decays faster: they cross exactly when it begins higher.
      if (gap(pair, 0) > 0) crossed++;
      compared++;
    } catch (error) {
      // These populations carry no such coherence.
      if (!(error instanceof InvalidInput)) throw error;
    }
  }
  return {
    verdict: below(before[1], before[0]) && crossed > 0 ? "holds" : "fails: here is a state",
    evidence: `Equal populations, C = 0.14: Π/λ begins at ${show(before[0])} (X) and ${show(before[1])} (non-X); the curves cross at λt = ${t.toFixed(10)}. Of ${compared} random sets of populations that allow both states (seed ${seed}) the X state begins higher, so that the curves cross, for ${crossed}.`,
    exhibits: [exhibit("X state", figure1States[0]), exhibit("non-X state", figure1States[1])],
  };
}

export const crossingClaims: readonly Claim[] = [
  {
    name: "crossing",
    says: "At one C, X and non-X states give different curves, which can intersect at t > 0.",
    where: "section 4.1, figure 1",
    see: "wehrl figure 1 --out figures",
    test,
  },
];
