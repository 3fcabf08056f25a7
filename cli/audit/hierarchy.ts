/** Section 4.3: states drawn independently, and the two measures of coherence. */
import type { ChannelUse } from "../../runtime/index.ts";
import { l1Coherence, relativeEntropyOfCoherence } from "../../runtime/quantities/coherence.ts";
import { type Drawn, drawStates, matrixOf } from "../figure/sample.ts";
import type { Claim, Finding } from "./claim.ts";
import { below, damping, dephasing, exhibit, nbar, productions, scaled, show } from "./states.ts";

const draws = 150;

/** Of all pairs of random states: the share with more C and less Π, and the pair where both differ most. */
function independentDraws(uses: readonly ChannelUse[], highest: readonly number[], seed: number): Finding {
  const next = drawStates(seed, highest);
  const states = Array.from({ length: draws }, next);
  const matrices = states.map(matrixOf);
  const rates = productions(matrices, uses);
  const coherences = matrices.map(l1Coherence);
  let discordant = 0;
  let best = { score: 0, less: states[0], more: states[0] };
  for (let i = 0; i < draws; i++) {
    for (let j = 0; j < draws; j++) {
      if (!(coherences[i] < coherences[j]) || !below(rates[j], rates[i])) continue;
      discordant++;
      const score = (1 - coherences[i] / coherences[j]) * (1 - rates[j].value / rates[i].value);
      if (score > best.score) best = { score, less: states[i], more: states[j] };
    }
  }
  const [less, more] = [
    exhibit("less coherence, more production", best.less),
    exhibit("more coherence, less production", best.more),
  ];
  const share = (100 * discordant) / ((draws * (draws - 1)) / 2);
  return {
    verdict: below(more.production, less.production) ? "holds" : "fails: here is a state",
    evidence: `Of all pairs among ${draws} states drawn as in the paper (seed ${seed}), ${share.toFixed(1)} % have more C and less Π at t = 0. The strongest: C = ${less.l1Coherence.toFixed(4)} with Π = ${show(less.production)}, C = ${more.l1Coherence.toFixed(4)} with Π = ${show(more.production)}.`,
    exhibits: [less, more],
  };
}

const both = (state: Drawn) => {
  const matrix = matrixOf(state);
  return { C: l1Coherence(matrix), Crel: relativeEntropyOfCoherence(matrix) };
};

/** Along a ray C_rel is convex with its minimum 0 at µ = 0, so both rise. */
function insideAClass(): Finding {
  let steps = 0;
  for (const [seed, highest] of [
    [51, [0.25, 0]],
    [52, [0, 0.25]],
    [53, [0.25, 0.25]],
    [54, [0.25, 0.25, 0.25]],
  ] as const) {
    const next = drawStates(seed, highest);
    for (let k = 0; k < 40; k++) {
      const state = next();
      const values = [0, 0.25, 0.5, 0.75, 1].map((mu) => both(scaled(state, mu)).Crel);
      for (let m = 1; m < values.length; m++, steps++) {
        if (values[m] <= values[m - 1]) {
          return { verdict: "fails: here is a state", evidence: "", exhibits: [exhibit("a state", state)] };
        }
      }
    }
  }
  return {
    verdict: "holds",
    evidence: `With populations fixed and coherences multiplied by µ, C = |µ| C(1) and C_rel rises as well in all ${steps} steps tried (convex in ρ, and zero at µ = 0): one order for both, which is what figures 2(a)–(c) and 4 show.`,
  };
}

function acrossClasses(): Finding {
  const populations = [0.25, 0.25, 0.25, 0.25];
  const x: Drawn = { populations, coherences: [0.2, 0] };
  const other: Drawn = { populations, coherences: [0, 0.11] };
  const [first, second] = [exhibit("X state", x), exhibit("non-X state", other)];
  const opposite =
    first.l1Coherence < second.l1Coherence && first.relativeEntropyOfCoherence > second.relativeEntropyOfCoherence;
  return {
    verdict: opposite ? "fails: here is a state" : "holds",
    evidence: `Equal populations: α = 0.2, β = 0 has C = ${first.l1Coherence.toFixed(2)} and C_rel = ${first.relativeEntropyOfCoherence.toFixed(6)}; α = 0, β = 0.11 has C = ${second.l1Coherence.toFixed(2)} and C_rel = ${second.relativeEntropyOfCoherence.toFixed(6)}.`,
    exhibits: [first, second],
  };
}

/** One class, populations that differ. */
function acrossPopulations(): Finding {
  const equal: Drawn = { populations: [0.25, 0.25, 0.25, 0.25], coherences: [0.11, 0] };
  const unequal: Drawn = { populations: [0.05, 0.45, 0.45, 0.05], coherences: [0.05, 0] };
  const sets = [equal, unequal, ...Array.from({ length: 200 }, drawStates(55, [0.25, 0]))];
  const found = sets.map(both);
  let discordant = 0;
  let pair: readonly [number, number] | null = null;
  let most = 0;
  for (let i = 0; i < sets.length; i++) {
    for (let j = 0; j < sets.length; j++) {
      if (!(found[i].C < found[j].C && found[i].Crel > found[j].Crel)) continue;
      discordant++;
      const score = (1 - found[i].C / found[j].C) * (1 - found[j].Crel / found[i].Crel);
      if (score > most) [most, pair] = [score, [i, j]];
    }
  }
  if (pair === null) return { verdict: "holds", evidence: "no counterexample" };
  const [first, second] = [exhibit("less C, more C_rel", sets[pair[0]]), exhibit("more C, less C_rel", sets[pair[1]])];
  return {
    verdict: "fails: here is a state",
    evidence: `Where populations differ the order depends on the measure even within the X class: C = ${first.l1Coherence.toFixed(4)}, C_rel = ${first.relativeEntropyOfCoherence.toFixed(6)} against C = ${second.l1Coherence.toFixed(4)}, C_rel = ${second.relativeEntropyOfCoherence.toFixed(6)}; of pairs among 200 states drawn as in the paper (seed 55), ${((100 * discordant) / ((sets.length * (sets.length - 1)) / 2)).toFixed(1)} % are ordered oppositely.`,
    exhibits: [first, second],
  };
}

export const hierarchyClaims: readonly Claim[] = [
  {
    name: "figure-5a",
    says: "Dephasing of states drawn independently: a higher C does not always give a higher Π.",
    where: "section 4.3, figure 5(a)",
    see: "wehrl figure 5 --out figures",
    test: () => independentDraws(dephasing, [0.25, 0.25], 43),
  },
  {
    name: "figure-5b",
    says: "Damping of states drawn independently: a higher C does not always give a higher Π.",
    where: "section 4.3, figure 5(b)",
    see: "wehrl figure 5 --out figures",
    test: () => independentDraws(damping(nbar), [0.25, 0.25, 0.25], 44),
  },
  {
    name: "measures-inside",
    says: "C and C_rel order the states of figures 2 and 4 alike (populations fixed, coherences rescaled).",
    where: "section 4.3, eq 33",
    test: insideAClass,
  },
  {
    name: "measures-across",
    says: "C and C_rel order states of different classes alike.",
    where: "section 4.3, eq 33, read for all states of eq 27",
    test: acrossClasses,
  },
  {
    name: "measures-populations",
    says: "C and C_rel order states of one class alike, whatever their populations.",
    where: "section 4.3, eq 33, read for states drawn independently",
    test: acrossPopulations,
  },
];
