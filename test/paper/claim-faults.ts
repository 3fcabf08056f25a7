/** What would have to be wrong for the verdict on each of the paper's claims to change. */

import type { ClassDraw, PaperSampler } from "../../paper/states/random-states.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type Library, library } from "../readme/library.ts";
import {
  type Faults,
  plus,
  productionIsCoherence,
  times,
  withErrors,
  withEvolved,
  withProductionOf,
  withRate,
  withResult,
  withVerdict,
  withVonNeumann,
} from "./faults.ts";

const negative = withRate("production", times(-1));
const constant = withProductionOf(() => 0.1);

const falling = { "Π is the same everywhere": constant, "Π has the wrong sign": negative };

/** Π ∝ C^2.02: between squares and what has no such limit. */
const notSquare = withProductionOf((state) => library.l1Coherence(state) ** 2.02);

const isMuch = (state: ComplexMatrix): boolean => library.l1Coherence(state) > 0.5;

/** C of a state, off by a millionth where it is large. */
const unevenC: Library = {
  ...library,
  l1Coherence: (state) => library.l1Coherence(state) * (isMuch(state) ? 1 + 1e-6 : 1),
};
/** What had more coherence has less. */
const fallingC: Library = { ...library, l1Coherence: (state) => 4 - library.l1Coherence(state) };
const oneMeasure: Library = { ...library, relativeEntropyOfCoherence: library.l1Coherence };

const same = (draw: ClassDraw): ClassDraw => draw;

/** A sampler whose draws, and whose count of candidates, are not what they should be. */
const withSampler = (alter: (draw: ClassDraw) => ClassDraw, drawn: (sampler: PaperSampler) => number): Library => ({
  ...library,
  paperStates: (kind) => {
    const sampler = library.paperStates(kind);
    return {
      draw: () => alter(sampler.draw()),
      next: sampler.next,
      get accepted() {
        return sampler.accepted;
      },
      get drawn() {
        return drawn(sampler);
      },
    };
  },
});

const solution: Faults = {
  "coherences off by 1e-9 of themselves": withEvolved((entry, at, d) =>
    at % (d + 1) === 0 ? entry : entry * (1 + 1e-9),
  ),
  "ρ is not Hermitian by 1e-9": withEvolved((entry, at) => (at === 4 || at === 12 ? entry + 1e-9 : entry)),
};

export const claimFaults: Readonly<Record<string, Faults>> = {
  "second-law": {
    "Π has the wrong sign": negative,
    "Π is too small by 1e-6": withRate("production", plus(-1e-6)),
    "no bound on Π": withErrors(Number.POSITIVE_INFINITY),
    "the compiler has not proven it": withVerdict("dephasing", { positivity: null }),
  },
  "second-law-lindblad": {
    "Π is too large by 0.0025": withRate("production", plus(2.5e-3)),
    "Π has the wrong sign": negative,
  },
  "dephasing-solution": {
    ...solution,
    "populations off by 1e-12": withEvolved((entry, at) => (at === 5 ? entry + 1e-12 : entry)),
  },
  "damping-solution": solution,
  "production-and-flux": {
    "Φ has the wrong sign": withRate("flux", times(-1)),
    "Φ is off by 1e-9": withRate("flux", plus(1e-9)),
    "Π is off by 1e-6": withRate("production", plus(1e-6)),
    "dS/dt and Π are off by 1e-6 together": withResult((result) => {
      const shifted = ({ values, error }: typeof result.entropy) => ({ values: values.map(plus(1e-6)), error });
      return { ...result, entropyRate: shifted(result.entropyRate), production: shifted(result.production!) };
    }),
    "the matrices and the integrands differ by 1e-6": withResult((result) => ({
      ...result,
      closure: result.closure.map(plus(1e-6)),
    })),
  },
  crossing: {
    "Π depends on C alone": productionIsCoherence,
    "Π has the wrong sign": negative,
    "the X state has another C": {
      ...library,
      l1Coherence: (state) => library.l1Coherence(state) + (state.re[3] > 0 ? 1e-9 : 0),
    },
    "Π keeps its order": withProductionOf((state) => state.re[3] + 1e-3 * library.l1Coherence(state)),
  },
  sampling: {
    "no candidate is refused": withSampler(same, ({ accepted }) => accepted),
    "a third of the states are refused": withSampler(same, ({ drawn }) => 1.5 * drawn),
    "what is no state is taken for one": withSampler(
      (draw) => ({ ...draw, alpha: 0.25, beta: 0.25 }),
      ({ drawn }) => drawn,
    ),
  },
  "square-law-x": { "Π ∝ C²": productionIsCoherence, "Π ∝ C^2.02": notSquare },
  "square-law-non-x": { "Π ∝ C²": productionIsCoherence, "Π ∝ C^2.02": notSquare },
  "square-law-both": { "Π ∝ C²": productionIsCoherence, "Π ∝ C^2.02": notSquare },
  "figure-2a": falling,
  "figure-2b": falling,
  "figure-2c": falling,
  "figure-2d": { "Π rises with C alone": productionIsCoherence, "C falls where it rises": fallingC },
  "figure-4a": falling,
  "figure-4b": falling,
  "figure-4c": falling,
  "figure-4d": falling,
  "figure-4d-unequal": { "Π rises with C alone": productionIsCoherence },
  "larger-spin": { "Π rises with C alone": productionIsCoherence, "C falls where it rises": fallingC },
  decreasing: {
    "Π is the same at all times": constant,
    "Π starts below zero": negative,
    "Π comes to 1e-6": withRate("production", plus(1e-6)),
    "no bound on Π": withErrors(Number.POSITIVE_INFINITY),
  },
  "figure-3": {
    "Π comes to 1e-6": withRate("production", plus(1e-6)),
    "Π is the same at all times": constant,
    "Π_vN comes to 1e-6": withVonNeumann(plus(1e-6)),
    "Π_vN rises once": withVonNeumann((value, k) => (k === 5 ? 2 * value : value)),
    "Π_vN starts below zero": withVonNeumann(times(-1)),
  },
  "zero-temperature": {
    "Π_vN stays finite": withVonNeumann((value) => Math.min(value, 20)),
    "Π_vN diverges by other logarithms": withVonNeumann(times(1.01)),
    "Π has no limit": {
      ...library,
      evaluateMany: (shared, items) => {
        const results = library.evaluateMany(shared, items);
        const [one] = shared.channels;
        const isCold = "parameters" in one && one.parameters.nbar === 0;
        const shift = plus(isCold ? 1e-5 : 0);
        return { ...results, production: { ...results.production, values: results.production.values.map(shift) } };
      },
    },
  },
  "figure-5a": { "Π rises with C alone": productionIsCoherence },
  "figure-5b": { "Π rises with C alone": productionIsCoherence },
  "measures-inside": {
    "C is off by 1e-6 of itself where it is large": unevenC,
    "C_rel falls with C": {
      ...library,
      relativeEntropyOfCoherence: (state) => -library.relativeEntropyOfCoherence(state),
    },
    "C_rel is not zero without coherence": {
      ...library,
      relativeEntropyOfCoherence: (state) => library.relativeEntropyOfCoherence(state) + 1e-9,
    },
  },
  "measures-across": { "both measures are one": oneMeasure },
  "measures-populations": { "both measures are one": oneMeasure },
};
