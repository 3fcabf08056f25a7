/** More coherence, more production: along rays (figures 2 and 4) and with unequal factors (figure 2(d)). */

import { prepareChannel } from "../../evaluate/prepare/prepared-channel.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import { evolution, evolve } from "../../spins/dynamics/evolve.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { coherenceOf, type Drawn, drawStates, isState, matrixOf } from "../figures/sample.ts";
import type { Bounded, Claim, Finding } from "./claim.ts";
import type { Library } from "./library.ts";
import { below, damping, dephasing, exhibit, nbar, productions, qubits, refutes, scaled, show } from "./states.ts";

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

const readable = {
  less: { populations: [0.25, 0.25, 0.25, 0.25], coherences: [0, 0.12] },
  more: { populations: [0.25, 0.25, 0.25, 0.25], coherences: [0.05, 0.12] },
} as const;

interface Pair {
  readonly less: Drawn;
  readonly more: Drawn;
  /** (Π_less − Π_more)/Π_less. */
  readonly fall: number;
}

const steps = 80;
/** Climbs, and draws from which one may start, before a search gives up. */
const mostStarts = 60;
const mostDraws = 300;

/** From random states and random factors µ, µ', … ≤ 1 of each class, climb to a pair whose Π falls while C rises by a tenth
 *  or more; from the next random start where a climb finds none.
 *  @returns null where no climb found one */
function searchFall(
  library: Library,
  uses: readonly ChannelUse[],
  highest: readonly number[],
  seed: number,
): { readonly start: number; readonly best: Pair } | null {
  const next = drawStates(seed, highest);
  const uniform = randomStream(seed, "audit factors");
  const factors = () => highest.map(uniform);
  // Unequal factors, or a step of the climb, may lead out of the states.
  const judge = (more: Drawn, mu: readonly number[]): Pair | null => {
    const less = scaled(more, ...mu);
    if (!isState(less) || !isState(more)) return null;
    if (coherenceOf(less) > 0.9 * coherenceOf(more)) return null;
    const [low, high] = productions(library, [matrixOf(less), matrixOf(more)], uses, 1e-4);
    return { less, more, fall: (low.value - high.value) / low.value };
  };
  for (let start = 1; start <= mostStarts; start++) {
    let best: Pair | null = null;
    let mu: readonly number[] = [];
    for (let draw = 0; draw < mostDraws && best === null; draw++) {
      mu = factors();
      best = judge(next(), mu);
    }
    if (best === null) return null;
    for (let step = 0; step < steps; step++) {
      const size = 0.4 * 0.97 ** step;
      const near = (value: number, most: number) =>
        Math.min(most, Math.max(0, value + size * most * (2 * uniform() - 1)));
      const tried = mu.map((value) => near(value, 1));
      const coherences = best.more.coherences.map((value, k) => near(value, highest[k]));
      const pair = judge({ populations: best.more.populations, coherences }, tried);
      if (pair !== null && pair.fall > best.fall) [best, mu] = [pair, tried];
    }
    if (best.fall > 0.01) return { start, best };
  }
  return null;
}

const notFound = (seed: number): string =>
  `Climbs from up to ${mostStarts} random states and factors (seed ${seed}) find no pair where C rises and Π falls.`;

function unequalDephasing(library: Library): Finding {
  const seed = 41;
  const [less, more] = [
    exhibit(library, "less coherence", readable.less),
    exhibit(library, "more coherence", readable.more),
  ];
  const found = searchFall(library, dephasing, [0.5, 0.5], seed);
  if (!refutes(less, more) && found === null) return { verdict: "holds", evidence: notFound(seed) };
  if (!refutes(less, more)) return judged(library, found!.best, climbed(found!, seed));
  const [low, high] = [readable.less.coherences, readable.more.coherences];
  return {
    verdict: "fails: here is a state",
    evidence: `Equal populations, β = ${low[1]}: raising α from ${low[0]} to ${high[0]} raises C from ${less.l1Coherence.toFixed(2)} to ${more.l1Coherence.toFixed(2)} and lowers Π/λ from ${show(less.production)} to ${show(more.production)}. (C_rel goes from ${less.relativeEntropyOfCoherence.toFixed(4)} to ${more.relativeEntropyOfCoherence.toFixed(4)}.) ${found === null ? notFound(seed) : climbed(found, seed)}`,
    exhibits: [less, more],
  };
}

/** A pair that a climb found, on states with three digits. */
function judged(library: Library, best: Pair, evidence: string): Finding {
  const rounded = (state: Drawn): Drawn => ({
    populations: state.populations,
    coherences: state.coherences.map((value) => Math.floor(1000 * value) / 1000),
  });
  const [less, more] = [
    exhibit(library, "less coherence", rounded(best.less)),
    exhibit(library, "more coherence", rounded(best.more)),
  ];
  return {
    verdict: refutes(less, more) ? "fails: here is a state" : "holds",
    evidence: `${evidence} With three digits C goes from ${less.l1Coherence.toFixed(3)} to ${more.l1Coherence.toFixed(3)} and Π from ${show(less.production)} to ${show(more.production)}.`,
    exhibits: [less, more],
  };
}

const climbed = ({ start, best }: { readonly start: number; readonly best: Pair }, seed: number): string =>
  `A climb from random states and factors (seed ${seed}, start ${start}) finds such a pair by itself: C from ${coherenceOf(best.less).toFixed(3)} to ${coherenceOf(best.more).toFixed(3)}, Π down by ${(100 * best.fall).toFixed(1)} %.`;

function unequalDamping(library: Library): Finding {
  const seed = 42;
  const found = searchFall(library, damping(nbar), [0.25, 0.25, 0.25], seed);
  if (found === null) return { verdict: "holds", evidence: notFound(seed) };
  const evidence = `The paper multiplies all three by one factor (\`wehrl audit figure-4d\`); here each class has its own. ${climbed(found, seed)}`;
  return judged(library, found.best, evidence);
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
