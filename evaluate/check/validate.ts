/** Where what a user asks for is checked; the numerics behind it trust their input. */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { Hamiltonian } from "../../spins/dynamics/hamiltonian.ts";
import { entriesOf, fieldsOf, refuseShape, requireCallback } from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { checkedSpins, checkedState } from "../../spins/states/density-matrix.ts";
import type { NearestState } from "../../spins/states/nearest-state.ts";
import { requireSeed } from "../../spins/states/random-stream.ts";
import { counted } from "../../text/counted.ts";
import { described } from "../../text/described.ts";
import type { Path } from "../../text/refusal.ts";
import type { Reservoir } from "../jumps/reservoir.ts";
import { type Method, methods, type Problem } from "../problem/problem.ts";
import { refuseEndless, SECONDS_AN_ENTRY, USUAL_EVALUATIONS } from "./endless.ts";
import { checkReach } from "./strength.ts";
import { checkedChannels } from "./validate-channels.ts";
import { checkedHamiltonian, checkedObservables, withoutNumber } from "./validate-operators.ts";

/** The times that are asked for, or the steady state. */
type When = { readonly kind: "times"; readonly times: readonly number[] } | { readonly kind: "steady" };

/** As results have them: NaN for the steady state. */
export const timesOf = (when: When): readonly number[] => (when.kind === "steady" ? [Number.NaN] : when.times);

/** A problem with its defaults filled in, in a copy of our own. */
export interface CheckedProblem {
  readonly spins: readonly number[];
  readonly dimensions: readonly number[];
  readonly state: ComplexMatrix;
  /** How far it is from what was given for it; and what it may be off by, for that and in itself. */
  readonly mending: Omit<NearestState, "state">;
  /** What is to be said of the channels. */
  readonly warnings: readonly string[];
  readonly channels: readonly (ChannelUse | Reservoir)[];
  /** Which of the problem's channels each is of, and in which entry the caller wrote that. */
  readonly uses: readonly number[];
  readonly entries: readonly number[];
  readonly hamiltonian: Hamiltonian | null;
  /** The same where a multiple of 1 counts, as in a mean energy. */
  readonly energy: Hamiltonian | null;
  readonly when: When;
  readonly excess: boolean;
  /** By their names; empty where none are asked for. */
  readonly observables: ReadonlyMap<string, Hamiltonian>;
  readonly states: boolean;
  readonly tolerance: number;
  readonly method: Method;
  readonly samples: number;
  readonly seed: number;
  readonly budget: number;
  readonly onProgress: NonNullable<Problem["onProgress"]>;
}

const problemFields = [
  "spins",
  "state",
  "stateError",
  "channels",
  "entries",
  "hamiltonian",
  "times",
  "excess",
  "observables",
  "states",
  "tolerance",
  "method",
  "samples",
  "seed",
  "budget",
  "onProgress",
] as const;

/** @throws InvalidInput  naming the field, its value, and what was expected */
export function checkProblem(problem: Problem): CheckedProblem {
  const expected = "an object with spins, state and channels";
  const given = fieldsOf(["problem"], problem, expected, problemFields, []);
  const { times = [0], excess = false, states = false, onProgress = () => {} } = given;
  const spins = checkedSpins(given.spins as Problem["spins"]);
  const dimensions = spins.map((J) => 2 * J + 1);
  const { state, distance, error } = checkedState(spins, given.state as ComplexMatrix);
  const mending = { distance, error: error + checkedStateError(given.stateError) };
  const { channels, uses, entries, warnings } = checkedChannels(given.channels, spins, given.entries);
  const when: When = times === "steady" ? { kind: "steady" } : { kind: "times", times: checkedTimes(times) };
  if (typeof excess !== "boolean") refuseShape(["excess"], excess, "true or false");
  if (typeof states !== "boolean") refuseShape(["states"], states, "true or false");
  requireCallback(["onProgress"], onProgress);
  const { hamiltonian: H, observables: means } = given;
  const energy = H === undefined ? null : checkedHamiltonian(spins, H);
  const hamiltonian = energy === null ? null : withoutNumber(energy);
  const observables: CheckedProblem["observables"] = means === undefined ? NONE : checkedObservables(spins, means);
  if (when.kind === "times") checkReach(when.times, channels, hamiltonian, spins);
  const settings = checkedSettings(given);
  const { tolerance, method, samples, seed, budget } = settings;
  if (given.times !== undefined || given.samples !== undefined || given.budget !== undefined)
    checkWork(settings, timesOf(when).length, totalDimension(dimensions));
  return {
    spins,
    dimensions,
    state,
    mending,
    warnings,
    channels,
    uses,
    entries,
    hamiltonian,
    energy,
    when,
    excess,
    observables,
    states,
    tolerance,
    method,
    samples,
    seed,
    budget,
    onProgress: onProgress as CheckedProblem["onProgress"],
  };
}

const NONE: CheckedProblem["observables"] = new Map();

function checkedStateError(given: unknown): number {
  if (given === undefined) return 0;
  if (typeof given === "number" && given >= 0 && given < 1) return given;
  throw new InvalidInput({
    path: ["stateError"],
    found: described(given),
    expected: "a distance between states in [0, 1)",
  });
}

type Settings = Pick<CheckedProblem, "tolerance" | "method" | "samples" | "seed" | "budget">;

function checkedSettings(given: Readonly<Partial<Record<keyof Settings, unknown>>>): Settings {
  const { tolerance = 1e-9, method = "quadrature", samples = 100_000, seed = 1, budget = 4e7 } = given;
  if (typeof tolerance !== "number" || !(tolerance > 0 && tolerance < 1))
    throw new InvalidInput({
      path: ["tolerance"],
      found: described(tolerance),
      expected: "a relative error in (0, 1)",
    });
  if (!isMethod(method)) {
    throw new InvalidInput({
      path: ["method"],
      found: described(method),
      expected: methods.map((name) => `"${name}"`).join(" or "),
    });
  }
  requireSeveral(samples);
  if (seed !== 1) requireSeed(["seed"], seed);
  requirePositiveInteger(["budget"], budget);
  refuseSampling(given, method);
  return { tolerance, method, samples, seed, budget };
}

/** What is asked for by number is counted before it starts. */
function checkWork({ method, samples, budget }: Settings, times: number, dimension: number): void {
  const secondsEach = SECONDS_AN_ENTRY * dimension ** 2;
  const each = counted(times, "time");
  refuseEndless(["times"], each, USUAL_EVALUATIONS * times, SECONDS_AN_ENTRY);
  if (method === "monte-carlo")
    refuseEndless(["samples"], `${samples} points at ${each}`, samples * times, secondsEach);
  else refuseEndless(["budget"], `${budget} evaluations a time`, budget, 0);
}

const isMethod = (method: unknown): method is Method => methods.some((name) => name === method);

/** Which ask for points by their number, and by a seed. */
const sampling = { samples: ["monte-carlo"], seed: ["monte-carlo", "quasi-monte-carlo"] } as const;

/** Points that are asked for are never left undrawn without a word. */
function refuseSampling(given: Readonly<Partial<Record<"samples" | "seed", unknown>>>, method: Method): void {
  for (const field of ["samples", "seed"] as const) {
    const own: readonly Method[] = sampling[field];
    if (given[field] === undefined || own.includes(method)) continue;
    const remedy = method === "quasi-monte-carlo" ? { remedy: "give a budget, the most points" } : {};
    throw new InvalidInput({
      path: [field],
      found: `${described(given[field])}, which is for Monte Carlo, but the method is ${method}`,
      expected: `method "monte-carlo" with it, or no ${field}`,
      ...remedy,
    });
  }
}

function checkedTimes(given: unknown): readonly number[] {
  const times = entriesOf(["times"], given, 'a list of ascending times ≥ 0, such as [0, 0.5], or "steady"');
  if (times.length === 0)
    throw new InvalidInput({
      path: ["times"],
      found: "an empty list",
      expected: "ascending times ≥ 0, such as [0]",
    });
  let before = -1;
  return times.map((time, k) => {
    if (typeof time !== "number" || !(time >= 0) || !Number.isFinite(time))
      throw new InvalidInput({
        path: ["times", k],
        found: described(time),
        expected: "a time in [0, inf)",
      });
    if (time <= before) {
      throw new InvalidInput({
        path: ["times", k],
        found: `${time} after ${before}`,
        expected: "ascending times",
      });
    }
    before = time;
    return time;
  });
}

/** One point has no spread to take a standard error from. */
function requireSeveral(samples: unknown): asserts samples is number {
  if (samples === 1)
    throw new InvalidInput({
      path: ["samples"],
      found: "1",
      expected: "2 or more, from which a standard error can be taken",
    });
  requirePositiveInteger(["samples"], samples);
}

/** @throws InvalidInput  naming the field */
export function requirePositiveInteger(path: Path, value: unknown): asserts value is number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value <= 0) {
    throw new InvalidInput({ path, found: described(value), expected: "a positive integer" });
  }
}
