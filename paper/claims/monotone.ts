/** More coherence, more production: along rays (figures 2 and 4), and with a factor for each class. */

import { prepareChannel } from "../../evaluate/prepare/prepared-channel.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import { evolution, evolve } from "../../spins/dynamics/evolve.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { coherenceOf, type Drawn, drawStates, matrixOf } from "../figures/drawn-states.ts";
import type { Bounded, Claim, Finding } from "./claim.ts";
import { below, damping, dephasing, exhibit, nbar, productions, qubits, scaled } from "./exhibits.ts";
import type { Library } from "./library.ts";
import { unequalDamping, unequalDephasing } from "./unequal-factors.ts";

const mus = [0, 0.25, 0.5, 0.75, 1];
const times = [0, 0.5, 2];
const draws = 40;
/** Least C of a state whose Π is followed along a ray. */
const visible = 0.05;

/** ρ at the times of a channel. */
function evolver(uses: readonly ChannelUse[]): (state: ComplexMatrix) => readonly ComplexMatrix[] {
  const system = evolution(
    uses.map((use) => prepareChannel(use, qubits).dissipator),
    [2, 2],
  );
  return (state) => times.map((time) => evolve(system, state, time));
}

/** Whether Π at every time rises with µ, beyond the errors, for random states. */
function alongRays(library: Library, uses: readonly ChannelUse[], highest: readonly number[], seed: number): Finding {
  // Four digits are kept of a draw, and where C is near zero Π rises by less than its error.
  const states = Array.from({ length: 2 * draws }, drawStates(seed, highest))
    .filter((state) => coherenceOf(state) >= visible)
    .slice(0, draws);
  const over = evolver(uses);
  const ratesOf = (list: readonly ComplexMatrix[]) => productions(library, list, uses, 1e-7);
  let [steps, rising] = [0, 0];
  let smallest = Number.POSITIVE_INFINITY;
  let fall: Drawn | null = null;
  for (const state of states) {
    const rates = ratesOf(mus.flatMap((mu) => over(matrixOf(scaled(state, mu)))));
    for (let m = 1; m < mus.length; m++) {
      for (let t = 0; t < times.length; t++) {
        const [before, after] = [rates[(m - 1) * times.length + t], rates[m * times.length + t]];
        if (below(before, after)) rising++;
        if (below(after, before)) fall = state;
        smallest = Math.min(smallest, riseOf(before, after, mus[m], rates[t]));
        steps++;
      }
    }
  }
  const tried = `${steps} steps of µ from ${mus[0]} to 1 for ${states.length} random states with C ≥ ${visible} (seed ${seed}), at t = ${times.join(", ")}`;
  if (fall !== null) {
    const evidence = `Π falls on one of ${tried}.`;
    return { verdict: "fails: here is a state", evidence, exhibits: [exhibit(library, "a state", fall)] };
  }
  return {
    verdict: rising === steps && states.length === draws ? "holds" : "not borne out",
    evidence: `Π rises, by more than its errors, on ${rising} of ${tried}. The smallest rise over a step of ∆µ = 0.25 is ${smallest.toPrecision(3)} of the gain that µ² promises it.`,
  };
}

/** The gain of a step over the gain from µ = 0, each divided by its ∆µ². */
function riseOf(before: Bounded, after: Bounded, mu: number, none: Bounded): number {
  const whole = after.value - none.value;
  if (whole <= 0) return 0;
  return (after.value - before.value) / whole / ((mu ** 2 - (mu - 0.25) ** 2) / mu ** 2);
}

const ray = (
  name: string,
  says: string,
  where: string,
  uses: readonly ChannelUse[],
  highest: readonly number[],
  seed: number,
): Claim => ({
  name,
  says,
  where,
  see: `wehrl figure ${where.match(/figure (\d)/)![1]} --out figures`,
  test: (library) => alongRays(library, uses, highest, seed),
});

export const monotoneClaims: readonly Claim[] = [
  ray(
    "figure-2a",
    "Dephasing, α alone: more coherence gives more Π at every time.",
    "figure 2(a)",
    dephasing,
    [0.25, 0],
    32,
  ),
  ray(
    "figure-2b",
    "Dephasing, β alone: more coherence gives more Π at every time.",
    "figure 2(b)",
    dephasing,
    [0, 0.25],
    33,
  ),
  ray(
    "figure-2c",
    "Dephasing, α and β by one factor: more coherence gives more Π.",
    "figure 2(c)",
    dephasing,
    [0.5, 0.5],
    34,
  ),
  {
    name: "figure-2d",
    says: "Dephasing, α → µα and β → µ'β: a higher coherence gives a higher Π.",
    where: "section 4.1, figure 2(d)",
    see: "wehrl survey --channel dephasing",
    test: unequalDephasing,
  },
  ray(
    "figure-4a",
    "Damping, α alone: more coherence gives more Π at every time.",
    "figure 4(a)",
    damping(nbar),
    [0.25, 0, 0],
    35,
  ),
  ray(
    "figure-4b",
    "Damping, β alone: more coherence gives more Π at every time.",
    "figure 4(b)",
    damping(nbar),
    [0, 0.25, 0],
    36,
  ),
  ray(
    "figure-4c",
    "Damping, γ alone: more coherence gives more Π at every time.",
    "figure 4(c)",
    damping(nbar),
    [0, 0, 0.25],
    37,
  ),
  ray(
    "figure-4d",
    "Damping, α, β, γ by one factor: more coherence gives more Π.",
    "figure 4(d)",
    damping(nbar),
    [0.25, 0.25, 0.25],
    38,
  ),
  {
    name: "figure-4d-unequal",
    says: "Damping, all coherences present: a higher amount of coherence gives a higher Π.",
    where: "section 4.2.2, about figure 4(d)",
    see: "wehrl survey --channel amplitude-damping",
    test: unequalDamping,
  },
];
