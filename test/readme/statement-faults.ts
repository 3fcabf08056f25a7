/** What would have to be wrong for each of the README's statements to fail. */

import type { PositivitySearch } from "../../evaluate/positivity/search.ts";
import type { Result } from "../../evaluate/problem/problem.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { gibbs } from "../../spins/states/named-states.ts";
import {
  type Faults,
  plus,
  productionIsCoherence,
  times,
  withDeclared,
  withEvolved,
  withJumps,
  withProductionOf,
  withRate,
  withResult,
  withVerdict,
  withVonNeumann,
} from "../paper/faults.ts";
import { type Library, library } from "./library.ts";
import type { VerdictEntry } from "./verdict-table.ts";

const constant = withProductionOf(() => 0.1);

const withFirst = (change: Partial<Result["channels"][number]>): Library =>
  withResult((result) => ({ ...result, channels: result.channels.map((one) => ({ ...one, ...change })) }));

/** Π where it should be refused. */
const alwaysGiven = withResult((result) => {
  const production = result.production ?? result.entropyRate;
  const channels = result.channels.map((one) => ({ ...one, production: one.production ?? one.entropyRate }));
  return { ...result, production, channels };
});
const neverGiven = withResult((result) => ({ ...result, production: null, flux: null }));

/** J− in place of a Hermitian operator. */
const lowered = (jump: Jump): Jump => ({
  ...jump,
  re: jump.re.map(() => [1, 0, 0] as const),
  im: jump.im.map(() => [0, -1, 0] as const),
});
const slower = (jump: Jump): Jump => ({ ...jump, rate: 0.99 * jump.rate });
const negated = (jump: Jump): Jump => ({ ...jump, rate: -jump.rate });

/** A search that is told what it finds. */
const withSearch = (violated: (search: PositivitySearch) => boolean, of = library): Library => ({
  ...of,
  searchPositivity: (search) => ({
    state: gibbs([search.J], [1]),
    parameters: {},
    box: {},
    production: { value: 0, error: 0 },
    quotient: { value: 0, error: 0 },
    violated: violated(search),
    evaluations: 0,
  }),
});
const isToBeFound = ({ channel, J }: PositivitySearch): boolean => channel.name === squeezed && J !== 1;

/** Another docs/verdicts.json. */
const withEntries = (change: (found: VerdictEntry["found"]) => VerdictEntry["found"]): Library => ({
  ...library,
  verdictEntries: library.verdictEntries.map((entry) => ({ ...entry, found: change(entry.found) })),
});

const squeezed = "squeezed-vacuum";
const half = {
  qubit: "violated",
  one: "violated",
  threeHalves: "violated",
  halfInteger: "violated",
  integer: "violated",
} as const;
const searched = {
  qubit: "searched",
  one: "searched",
  threeHalves: "searched",
  halfInteger: "searched",
  integer: "searched",
} as const;

export const statementFaults: Readonly<Record<string, Faults>> = {
  "verdicts-shown": {
    "results bear another class": withFirst({ class: "diffusive" }),
    "results bear no verdict on Π ≥ 0": withFirst({ positivity: null }),
    "results bear another verdict on Π ≥ 0": withFirst({ positivity: "proven" }),
    "Π is given where it is refused": alwaysGiven,
    "Π is refused where it is given": neverGiven,
  },
  "class-diffusive": {
    "the compiler finds one of another class": withVerdict("collective-dephasing", { class: "potential" }),
    "Φ is 1e-9": withRate("flux", plus(1e-9)),
    "Π is off by a hundred-thousandth": withRate("production", times(1 + 1e-5)),
    "Π and dS/dt are off by 1e-5 together": withResult((result) => {
      const shifted = ({ values, error }: Result["entropy"]) => ({ values: values.map(plus(1e-5)), error });
      return { ...result, entropyRate: shifted(result.entropyRate), production: shifted(result.production!) };
    }),
    "the dissipators have a drift": withJumps("dephasing", lowered),
    "the integrands are not those of the dissipators": withJumps("depolarizing", slower),
  },
  "class-potential": {
    "the compiler finds no potential for pumping": withVerdict("pumping", { class: "undefined" }),
    "the compiler finds none for operators": withDeclared("class", "undefined"),
    "Π is off by 1e-6": withRate("production", plus(1e-6)),
    "the dissipators have another strength": withJumps("amplitude-damping", slower),
    "one of the bath's dissipators is another": withJumps("amplitude-damping", (jump) =>
      jump.rate < 1 ? slower(jump) : jump,
    ),
  },
  "class-regular": {
    "the compiler finds another class": withDeclared("class", "potential"),
    "the guard lets everything pass": { ...library, guard: () => "regular" },
    "the guard lets nothing pass": { ...library, guard: () => "undefined" },
    "dS/dt of the matrices is off by 1e-6": withRate("entropyRate", plus(1e-6)),
  },
  "class-undefined": {
    "the compiler finds another class": withVerdict("collective-decay", { class: "potential" }),
    "Π is given": alwaysGiven,
    "dS/dt is off by 1e-6": withRate("entropyRate", plus(1e-6)),
    "the integral of one converges": withJumps("squeezed-thermal", (jump) =>
      jump.rate > 1 ? jump : { ...jump, rate: 0 },
    ),
    "that of the other converges": withJumps("collective-decay", (jump) => ({
      ...jump,
      re: [jump.re[0], [0, 0, 1]],
    })),
    "it did not converge": withResult((result) => ({ ...result, converged: false })),
  },
  "class-undecided": {
    "matrices get another class": withFirst({ class: "undefined" }),
    "Π is given": alwaysGiven,
    "there is no reason": withFirst({ refusal: null }),
    "dS/dt is off by 1e-6": withRate("entropyRate", plus(1e-6)),
    "the compiler finds another class": withDeclared("class", "undefined"),
  },
  "class-invariant": {
    "the compiler finds another class": withDeclared("class", "regular"),
    "another for a turned form": {
      ...library,
      declared: (text, parties) => {
        const found = library.declared(text, parties);
        return text.includes("sin") ? { ...found, production: { class: "undecided", refusal: "" } } : found;
      },
    },
    "another verdict for a form in parts": {
      ...library,
      declared: (text, parties) => {
        const found = library.declared(text, parties);
        return text.includes("1.6") ? { ...found, verdict: { ...found.verdict, positivity: null } } : found;
      },
    },
  },
  "class-strata": {
    "Π is given everywhere": alwaysGiven,
    "Π is refused everywhere": neverGiven,
    "Π of the squeezed thermal bath is off by 1e-6": {
      ...library,
      evaluate: (problem) => {
        const result = library.evaluate(problem);
        const isSqueezed = result.channels[0].channel.startsWith("squeezed-thermal");
        return isSqueezed ? withRate("production", plus(1e-6)).evaluate(problem) : result;
      },
    },
    "Π is off by 1e-6": withRate("production", plus(1e-6)),
  },
  "positivity-proven": {
    "Π is too small by 1e-6": withRate("production", plus(-1e-6)),
    "the compiler has searched alone": withVerdict("amplitude-damping", { positivity: searched }),
    "a diffusive one is not proven": withVerdict("depolarizing", { positivity: searched }),
    "the regular one is not proven": withDeclared("positivity", "searched"),
    "B of one is negative": withJumps("collective-dephasing", negated),
    "the steady state is another": withEvolved((entry, at) => entry + 1e-9 * ((at % 3 === 0 ? 0.5 : 0) - entry)),
  },
  "positivity-searched": {
    "there is a Π < 0": withSearch(() => true),
    "the search finds nothing ever": withSearch(() => false),
    "the search finds nothing at the zeros of Q*": withSearch(
      ({ channel, J }) => channel.name === squeezed && J === 0.5,
    ),
    "the compiler's verdict is another": withSearch(isToBeFound, withVerdict("pumping", { positivity: half })),
    "the table has a Π < 0": withSearch(
      isToBeFound,
      withEntries((found) => ({ ...found, violated: true })),
    ),
    "the table was made from one start": withSearch(
      isToBeFound,
      withEntries((found) => ({ ...found, search: { ...found.search, starts: 1 } })),
    ),
  },
  "positivity-violated": {
    "Π is too large by 0.003": withRate("production", plus(3e-3)),
    "the compiler's verdict is another": withVerdict(squeezed, { positivity: searched }),
    "Q* is that of a state": withJumps(squeezed, lowered),
    "the table's Π are others": withEntries((found) => ({ ...found, production: 0.999 * found.production })),
  },
  "positivity-example": {
    "Π is off by 1e-4": withRate("production", plus(1e-4)),
    "Π has the wrong sign": withRate("production", times(-1)),
  },
  "positivity-held": {
    "results bear the compiler's verdict": withResult((result) => ({
      ...result,
      channels: result.channels.map((one) => ({ ...one, positivity: "searched" as const })),
    })),
    "nothing warns": withResult((result) => ({ ...result, warnings: [] })),
  },
  "paper-leading-order": { "Π ∝ C²": productionIsCoherence },
  "paper-coherence": { "Π rises with C alone": productionIsCoherence },
  "paper-measures": {
    "both measures are one": { ...library, relativeEntropyOfCoherence: library.l1Coherence },
  },
  "paper-lindblad": { "Π is too large by 0.0025": withRate("production", plus(2.5e-3)) },
  "paper-figure-3": {
    "Π is the same at all times": constant,
    "Π is larger by three in a hundred": withRate("production", times(1.03)),
    "Π_vN is larger by three in a hundred": withVonNeumann(times(1.03)),
  },
  "paper-zero-temperature": { "Π_vN stays finite": withVonNeumann((value) => Math.min(value, 20)) },
  "paper-figure-5": { "Π rises with C alone": productionIsCoherence },
};
