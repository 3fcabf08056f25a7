/** Figure 1: two states of one coherence whose rates cross. */
import { figure1States } from "../figures/dephasing-figures.ts";
import { type Drawn, drawStates, isState, matrixOf } from "../figures/drawn-states.ts";
import type { Bounded, Claim, Finding } from "./claim.ts";
import { below, dephasing, exhibit, fine, productions, scaled, show } from "./exhibits.ts";
import type { Library } from "./library.ts";

const draws = 100;
const seed = 31;
/** λt by which a non-X state, which decays at half the rate, is to have more Π. */
const late = 5;

/** Π_X(t) and Π_non-X(t); eqs 25 and 26 evolve the coherences. */
function ratesAt(library: Library, [x, other]: readonly Drawn[], t: number): readonly Bounded[] {
  const states = [scaled(x, Math.exp(-t)), scaled(other, Math.exp(-t / 2))].map(matrixOf);
  return productions(library, states, dephasing, fine);
}

/** Where Π_X − Π_non-X is zero between two times: bisection until the interval is rounding.
 *  @returns null where its signs at the two times do not differ */
export function crossingTime(library: Library, states: readonly Drawn[], from = 0, to = 20): number | null {
  const signAt = (t: number): number => {
    const [first, second] = ratesAt(library, states, t);
    return Math.sign(first.value - second.value);
  };
  let [low, high] = [from, to];
  const sign = signAt(low);
  if (sign * signAt(high) !== -1) return null;
  while (high - low >= 1e-13) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (signAt(middle) === sign) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Whether the X state has more Π at first and less later, both beyond doubt: then the curves cross between. */
function cross(library: Library, pair: readonly Drawn[]): boolean {
  const [before, after] = [0, late].map((t) => ratesAt(library, pair, t));
  return below(before[1], before[0]) && below(after[0], after[1]);
}

function test(library: Library): Finding {
  const t = crossingTime(library, figure1States);
  const before = ratesAt(library, figure1States, 0);
  const next = drawStates(seed, [0, 0]);
  const pairs = Array.from({ length: draws }, () => {
    const { populations } = next();
    return figure1States.map(({ coherences }) => ({ populations, coherences }));
  });
  // Some populations carry no such coherence.
  const compared = pairs.filter((pair) => pair.every(isState));
  const crossed = compared.filter((pair) => cross(library, pair)).length;
  const [x, other] = [exhibit(library, "X state", figure1States[0]), exhibit(library, "non-X state", figure1States[1])];
  const isOneCoherence = Math.abs(x.l1Coherence - other.l1Coherence) < 1e-15;
  const holds = isOneCoherence && t !== null && cross(library, figure1States) && crossed > 0;
  return {
    verdict: holds ? "holds" : "not borne out",
    evidence: `Equal populations, C = ${x.l1Coherence.toFixed(2)}${isOneCoherence ? "" : ` and ${other.l1Coherence.toFixed(2)}`}: Π/λ begins at ${show(before[0])} (X) and ${show(before[1])} (non-X); the curves ${t === null ? "do not cross" : `cross at λt = ${t.toFixed(10)}`}. Of ${compared.length} random sets of populations that allow both states (seed ${seed}) the X state begins higher and is lower at λt = ${late}, so that the curves cross, for ${crossed}.`,
    exhibits: [x, other],
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
