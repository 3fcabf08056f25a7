/** More coherence, more production, where each class of coherences has a factor of its own (figure 2(d)): a search for a pair where not. */
import type { ChannelUse } from "../../runtime/evaluator.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { coherenceOf, type Drawn, drawStates, isState, matrixOf } from "../figures/drawn-states.ts";
import type { Finding } from "./claim.ts";
import { damping, dephasing, exhibit, nbar, productions, refutes, scaled, show } from "./exhibits.ts";
import type { Library } from "./library.ts";

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

export function unequalDephasing(library: Library): Finding {
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

export function unequalDamping(library: Library): Finding {
  const seed = 42;
  const found = searchFall(library, damping(nbar), [0.25, 0.25, 0.25], seed);
  if (found === null) return { verdict: "holds", evidence: notFound(seed) };
  const evidence = `The paper multiplies all three by one factor (\`wehrl audit figure-4d\`); here each class has its own. ${climbed(found, seed)}`;
  return judged(library, found.best, evidence);
}
