/** Section 4.3: states drawn independently, and the two measures of coherence. */
import type { ChannelUse } from "../../runtime/evaluator.ts";
import { type Drawn, drawStates, matrixOf } from "../figures/drawn-states.ts";
import type { Claim, Finding } from "./claim.ts";
import { below, damping, dephasing, exhibit, nbar, productions, refutes, scaled, show } from "./exhibits.ts";
import type { Library } from "./library.ts";
import { few, largest } from "./trials.ts";

const draws = 150;

/** In percent of all pairs of so many states. */
const shareOf = (pairs: number, states: number): number => (100 * pairs) / ((states * (states - 1)) / 2);

/** Of all pairs of random states: the share with more C and less Π, and the pair where both differ most. */
function independentDraws(
  library: Library,
  uses: readonly ChannelUse[],
  highest: readonly number[],
  seed: number,
): Finding {
  const next = drawStates(seed, highest);
  const states = Array.from({ length: draws }, next);
  const matrices = states.map(matrixOf);
  const rates = productions(library, matrices, uses);
  const coherences = matrices.map(library.l1Coherence);
  let discordant = 0;
  let best: { readonly score: number; readonly pair: readonly [Drawn, Drawn] | null } = { score: 0, pair: null };
  for (let i = 0; i < draws; i++) {
    for (let j = 0; j < draws; j++) {
      if (!(coherences[i] < coherences[j]) || !below(rates[j], rates[i])) continue;
      discordant++;
      const score = (1 - coherences[i] / coherences[j]) * (1 - rates[j].value / rates[i].value);
      if (score > best.score) best = { score, pair: [states[i], states[j]] };
    }
  }
  const share = shareOf(discordant, draws);
  const found = `Of all pairs among ${draws} states drawn as in the paper (seed ${seed}), ${share.toFixed(1)} % have more C and less Π at t = 0.`;
  if (best.pair === null) return { verdict: "not borne out", evidence: found };
  const [less, more] = [
    exhibit(library, "less coherence, more production", best.pair[0]),
    exhibit(library, "more coherence, less production", best.pair[1]),
  ];
  return {
    verdict: refutes(less, more) ? "holds" : "not borne out",
    evidence: `${found} The strongest: C = ${less.l1Coherence.toFixed(4)} with Π = ${show(less.production)}, C = ${more.l1Coherence.toFixed(4)} with Π = ${show(more.production)}.`,
    exhibits: [less, more],
  };
}

interface Measures {
  readonly C: number;
  readonly Crel: number;
}

const both = ({ l1Coherence, relativeEntropyOfCoherence }: Library, state: Drawn): Measures => {
  const matrix = matrixOf(state);
  return { C: l1Coherence(matrix), Crel: relativeEntropyOfCoherence(matrix) };
};

/** α, β and γ alone and together. */
const rays = [
  { seed: 51, highest: [0.25, 0] },
  { seed: 52, highest: [0, 0.25] },
  { seed: 53, highest: [0.25, 0.25] },
  { seed: 54, highest: [0.25, 0.25, 0.25] },
] as const;
const mus = [0, 0.25, 0.5, 0.75, 1];

/** Along a ray C_rel is convex with its minimum 0 at µ = 0, so both rise. */
function insideAClass(library: Library): Finding {
  const gaps: number[] = [];
  let steps = 0;
  for (const { seed, highest } of rays) {
    const next = drawStates(seed, highest);
    for (let k = 0; k < 40; k++) {
      const state = next();
      const values = mus.map((mu) => both(library, scaled(state, mu)));
      for (let m = 1; m < values.length; m++, steps++) {
        if (values[m].Crel > values[m - 1].Crel && values[m].C > values[m - 1].C) continue;
        const evidence = `A step from µ = ${mus[m - 1]} to ${mus[m]} raises not both.`;
        return { verdict: "fails: here is a state", evidence, exhibits: [exhibit(library, "a state", state)] };
      }
      gaps.push(values[0].Crel, ...values.map(({ C }, m) => C - mus[m] * values.at(-1)!.C));
    }
  }
  return {
    verdict: largest(gaps) < 1e-12 ? "holds" : "not borne out",
    evidence: `With populations fixed and coherences multiplied by µ, C = |µ| C(1), and zero is C_rel at µ = 0, both to ${few(largest(gaps))}; C_rel, convex in ρ, rises with C in all ${steps} steps tried: one order for both, which is what figures 2(a)–(c) and 4 show.`,
  };
}

/** Whether the measures order two states oppositely. */
const disagree = (a: Measures, b: Measures): boolean => a.C < b.C && a.Crel > b.Crel;

function acrossClasses(library: Library): Finding {
  const populations = [0.25, 0.25, 0.25, 0.25];
  const x: Drawn = { populations, coherences: [0.2, 0] };
  const other: Drawn = { populations, coherences: [0, 0.11] };
  const [first, second] = [both(library, x), both(library, other)];
  const of = ({ coherences: [alpha, beta] }: Drawn, { C, Crel }: Measures) =>
    `α = ${alpha}, β = ${beta} has C = ${C.toFixed(2)} and C_rel = ${Crel.toFixed(6)}`;
  return {
    verdict: disagree(first, second) ? "fails: here is a state" : "holds",
    evidence: `Equal populations: ${of(x, first)}; ${of(other, second)}.`,
    exhibits: [exhibit(library, "X state", x), exhibit(library, "non-X state", other)],
  };
}

/** One class, populations that differ. */
function acrossPopulations(library: Library): Finding {
  const [count, seed] = [200, 55];
  const drawn = Array.from({ length: count }, drawStates(seed, [0.25, 0]));
  const chosen: readonly Drawn[] = [
    { populations: [0.25, 0.25, 0.25, 0.25], coherences: [0.11, 0] },
    { populations: [0.05, 0.45, 0.45, 0.05], coherences: [0.05, 0] },
  ];
  const sets = [...drawn, ...chosen];
  const found = sets.map((state) => both(library, state));
  let discordant = 0;
  let pair: readonly [number, number] | null = null;
  let most = 0;
  for (let i = 0; i < sets.length; i++) {
    for (let j = 0; j < sets.length; j++) {
      if (!disagree(found[i], found[j])) continue;
      if (Math.max(i, j) < drawn.length) discordant++;
      const score = (1 - found[i].C / found[j].C) * (1 - found[j].Crel / found[i].Crel);
      if (score > most) [most, pair] = [score, [i, j]];
    }
  }
  const share = `of pairs among ${drawn.length} states drawn as in the paper (seed ${seed}), ${shareOf(discordant, drawn.length).toFixed(2)} % are ordered oppositely.`;
  if (pair === null) return { verdict: "holds", evidence: `No pair tells against it: ${share}` };
  const [first, second] = [
    exhibit(library, "less C, more C_rel", sets[pair[0]]),
    exhibit(library, "more C, less C_rel", sets[pair[1]]),
  ];
  return {
    verdict: "fails: here is a state",
    evidence: `Where populations differ the order depends on the measure even within the X class: C = ${first.l1Coherence.toFixed(4)}, C_rel = ${first.relativeEntropyOfCoherence.toFixed(6)} against C = ${second.l1Coherence.toFixed(4)}, C_rel = ${second.relativeEntropyOfCoherence.toFixed(6)}; ${share}`,
    exhibits: [first, second],
  };
}

export const hierarchyClaims: readonly Claim[] = [
  {
    name: "figure-5a",
    says: "Dephasing of states drawn independently: a higher C does not always give a higher Π.",
    where: "section 4.3, figure 5(a)",
    see: "wehrl figure 5 --out figures",
    test: (library) => independentDraws(library, dephasing, [0.25, 0.25], 43),
  },
  {
    name: "figure-5b",
    says: "Damping of states drawn independently: a higher C does not always give a higher Π.",
    where: "section 4.3, figure 5(b)",
    see: "wehrl figure 5 --out figures",
    test: (library) => independentDraws(library, damping(nbar), [0.25, 0.25, 0.25], 44),
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
