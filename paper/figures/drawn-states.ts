/** States as the paper draws them, in numbers short enough for a caption. */

import { l1Coherence } from "../../evaluate/quantities/coherence.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { classState, xState } from "../../spins/states/named-states.ts";
import { type Interval, paperStates } from "../states/random-states.ts";

/** The numbers of eq 27 (α, β) or eq 30 (α, β, γ). */
export interface Drawn {
  readonly populations: readonly number[];
  readonly coherences: readonly number[];
}

/** A stream of states; `highest` ends the interval of each coherence, 0 for one that is absent. Four digits are kept. */
export function drawStates(seed: number, highest: readonly number[]): () => Drawn {
  const [alpha, beta, gamma] = [0, 1, 2].map((k): Interval => [0, highest[k] ?? 0]);
  const sampler = paperStates({ form: highest.length === 2 ? "x" : "classes", alpha, beta, gamma, seed });
  return () => {
    for (;;) {
      const { populations, ...drawn } = sampler.draw();
      const first = populations.slice(0, 3).map((p) => rounded(p, 4));
      const last = rounded(1 - first.reduce((a, b) => a + b), 4);
      const coherences = [drawn.alpha, drawn.beta, drawn.gamma].slice(0, highest.length).map((c) => rounded(c, 4));
      const state = { populations: [...first, last], coherences };
      if (isState(state)) return state;
    }
  };
}

export function matrixOf({ populations, coherences: [alpha, beta, gamma] }: Drawn): ComplexMatrix {
  return gamma === undefined ? xState(populations, alpha, beta) : classState(populations, alpha, beta, gamma);
}

/** Rounding, or unequal factors, may push an eigenvalue below zero. */
export function isState(state: Drawn): boolean {
  try {
    matrixOf(state);
    return true;
  } catch (error) {
    if (error instanceof InvalidInput) return false;
    throw error;
  }
}

export const coherenceOf = (state: Drawn): number => rounded(l1Coherence(matrixOf(state)), 6);

/** Coherences multiplied by a factor each. */
export function rescale(state: Drawn, factors: readonly number[]): Drawn {
  return {
    populations: state.populations,
    coherences: state.coherences.map((value, k) => rounded(value * factors[k], 6)),
  };
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
