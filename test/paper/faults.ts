/** Libraries with one fault each, to be found out. */

import type { Result, Series } from "../../evaluate/problem/problem.ts";
import type { Evaluator, ReservoirVerdict } from "../../runtime/evaluator.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type Library, library } from "../readme/library.ts";

/** By what is wrong. */
export type Faults = Readonly<Record<string, Library>>;

type Change = (value: number) => number;

const changed = (series: Series | null, change: Change): Series | null =>
  series === null ? null : { values: series.values.map(change), error: series.error };

export const times =
  (factor: number): Change =>
  (value) =>
    factor * value;

export const plus =
  (shift: number): Change =>
  (value) =>
    value + shift;

type Rate = "production" | "flux" | "entropyRate";

/** What `evaluate` and `evaluateMany` give for Π, Φ or dS/dt, of every channel too. */
export const withRate = (rate: Rate, change: Change): Library => ({
  ...library,
  evaluate: (problem) => {
    const result = library.evaluate(problem);
    const channels = result.channels.map((one) => ({ ...one, [rate]: changed(one[rate], change) }));
    return { ...result, channels, [rate]: changed(result[rate], change) };
  },
  evaluateMany: (shared, items) => {
    const results = library.evaluateMany(shared, items);
    return { ...results, [rate]: changed(results[rate], change) };
  },
});

export const withEntropy = (change: Change): Library => ({
  ...library,
  evaluate: (problem) => {
    const result = library.evaluate(problem);
    return { ...result, entropy: changed(result.entropy, change)! };
  },
  evaluateMany: (shared, items) => {
    const results = library.evaluateMany(shared, items);
    return { ...results, entropy: changed(results.entropy, change)! };
  },
});

/** Bounds of that size on S and Π: nothing is known of them. */
export const withErrors = (size: number): Library => {
  const loose = (series: Series): Series => ({ values: series.values, error: series.error.map(() => size) });
  return {
    ...library,
    evaluate: (problem) => {
      const result = library.evaluate(problem);
      const production = result.production === null ? null : loose(result.production);
      return { ...result, production, entropy: loose(result.entropy) };
    },
    evaluateMany: (shared, items) => {
      const results = library.evaluateMany(shared, items);
      return { ...results, production: loose(results.production), entropy: loose(results.entropy) };
    },
  };
};

export const withResult = (change: (result: Result) => Result): Library => ({
  ...library,
  evaluate: (problem) => change(library.evaluate(problem)),
});

/** Π as a function of the state alone, without an error; `evaluate` at the start. */
export const withProductionOf = (production: (state: ComplexMatrix) => number): Library => ({
  ...library,
  evaluate: (problem) => {
    const value = production(problem.state);
    return withResultOf(library.evaluate(problem), value);
  },
  evaluateMany: (shared, items) => {
    const states = "states" in items ? items.states : library.evolve({ ...shared, ...items }).values;
    const nothing = { values: new Float64Array(states.length), error: new Float64Array(states.length) };
    return {
      errorKind: "bound",
      entropy: nothing,
      entropyRate: nothing,
      production: { ...nothing, values: Float64Array.from(states, production) },
      flux: nothing,
      stateDistance: new Float64Array(states.length),
      evaluations: new Float64Array(states.length),
      converged: new Uint8Array(states.length).fill(1),
    };
  },
});

const withResultOf = (result: Result, value: number): Result => ({
  ...result,
  production: changed(result.production, () => value),
});

/** More of one function of a state always goes with more Π. */
export const productionIsCoherence = withProductionOf((state) => library.l1Coherence(state) ** 2);

/** What states come to. */
export const withEvolved = (change: (entry: number, at: number, dimension: number) => number): Library => ({
  ...library,
  evolve: (problem) => {
    const { values, error } = library.evolve(problem);
    const changedState = ({ dimension, re, im }: ComplexMatrix) => ({
      dimension,
      re: re.map((entry, at) => change(entry, at, dimension)),
      im,
    });
    return { values: values.map(changedState), error };
  },
});

const withChannel = (name: string, change: (channel: Evaluator) => Evaluator): Library => ({
  ...library,
  channels: { ...library.channels, [name]: change(library.channels[name]) },
});

export const withVerdict = (name: string, change: Partial<ReservoirVerdict>): Library =>
  withChannel(name, (channel) => ({
    ...channel,
    reservoirs: channel.reservoirs.map((reservoir) => ({ ...reservoir, ...change })),
  }));

export const withJumps = (name: string, change: (jump: Jump) => Jump): Library =>
  withChannel(name, (channel) => ({ ...channel, jumps: (parameters, J) => channel.jumps(parameters, J).map(change) }));

/** The compiler's verdict on declarations. */
export const withDeclared = (found: "class" | "positivity", value: string): Library => ({
  ...library,
  declared: (...asked) => {
    const derivation = library.declared(...asked);
    return found === "class"
      ? { ...derivation, production: { ...derivation.production, class: value } as typeof derivation.production }
      : {
          ...derivation,
          verdict: {
            ...derivation.verdict,
            positivity: { qubit: value, one: value, threeHalves: value, halfInteger: value, integer: value },
          } as typeof derivation.verdict,
        };
  },
});

/** Von Neumann's production over the times, or at one. */
export const withVonNeumann = (change: (value: number, k: number) => number): Library => ({
  ...library,
  evaluateQuantities: (problem, names) =>
    library.evaluateQuantities(problem, names).map((one) => ({ ...one, values: one.values.map(change) })),
});
