/** The library's numbers on ill-conditioned states of two qubits, held against the oracle: what deviates by how much, and
 *  whether bounds and convergence are told truly. */

import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { evaluateMany } from "../../evaluate/problem/evaluate-many.ts";
import type { ManyResults } from "../../evaluate/problem/many-results.ts";
import type { Problem, Result, Series } from "../../evaluate/problem/problem.ts";
import { channels } from "../../generated/index.ts";
import { type IllConditionedKind, illConditionedKinds, illConditionedState } from "./ill-conditioned-states.ts";
import type { Truth } from "./near-gibbs-oracle.ts";
import { type FactoredState, type LocalNoise, type PairTruth, pairTruth } from "./qubit-pair-oracle.ts";

const damping = (on: 0 | 1, nbar: number, Gamma = 1): LocalNoise => ({ kind: "damping", on, Gamma, nbar });
const dephasing = (on: 0 | 1, lambda = 1): LocalNoise => ({ kind: "dephasing", on, lambda });

/** What acts on the pair. */
export const settings: readonly (readonly LocalNoise[])[] = [
  [damping(0, 0), damping(1, 0)],
  [dephasing(0), dephasing(1)],
  [damping(0, 0.3), damping(1, 0.3)],
  [damping(1, 1.5)],
  [damping(0, 0.05), dephasing(0, 0.5), damping(1, 0.3), dephasing(1, 0.25)],
  [damping(0, 1e6, 1e-6), damping(1, 1e3)],
  [dephasing(0, 3)],
  [damping(0, 0.4), dephasing(1)],
  [dephasing(0), dephasing(1), damping(1, 0, 0.25)],
  [damping(0, 1e-3), damping(1, 1e9)],
];

/** One state under one setting. */
export interface AccuracyCase {
  readonly kind: IllConditionedKind;
  readonly seed: number;
  readonly noises: readonly LocalNoise[];
  readonly state: FactoredState;
}

/** The k-th case of a sweep: every kind meets every setting. */
export function accuracyCase(k: number, firstSeed: number): AccuracyCase {
  const kind = illConditionedKinds[k % illConditionedKinds.length];
  const noises = settings[Math.floor(k / illConditionedKinds.length) % settings.length];
  const seed = firstSeed + k;
  return { kind, seed, noises, state: illConditionedState(kind, seed, [bathOf(noises, 0), bathOf(noises, 1)]) };
}

/** n̄ of the qubit's bath; where it has none, any. */
function bathOf(noises: readonly LocalNoise[], on: 0 | 1): number {
  const bath = noises.find((noise) => noise.kind === "damping" && noise.on === on);
  return bath?.kind === "damping" ? bath.nbar : 0.7;
}

/** One number of the library beside the oracle's. */
export interface Comparison {
  /** Such as "evaluate: Π of damping on 0". */
  readonly what: string;
  readonly value: number;
  readonly error: number;
  readonly truth: Truth;
  /** Whether the library says that all its numbers of this state converged. */
  readonly converged: boolean;
}

/** All numbers of the cases by `evaluate`, one by one, and by `evaluateMany`, all of one setting together. */
export function compare(cases: readonly AccuracyCase[]): Comparison[][] {
  const compared = cases.map(({ state, noises }) => {
    const truth = pairTruth(state, noises);
    return { truth, found: compareOne(evaluate(problemOf(state, noises)), truth, noises) };
  });
  for (const noises of new Set(cases.map((one) => one.noises))) {
    const places = cases.flatMap((one, k) => (one.noises === noises ? [k] : []));
    const states = places.map((k) => cases[k].state.rho);
    const many = evaluateMany({ spins: qubits, channels: usesOf(noises) }, { states });
    places.forEach((k, item) => {
      compared[k].found.push(
        ...compareTotals("evaluateMany", many, item, compared[k].truth, many.converged[item] === 1),
      );
    });
  }
  return compared.map(({ found }) => found);
}

const qubits = [0.5, 0.5];

function problemOf({ rho }: FactoredState, noises: readonly LocalNoise[]): Problem {
  return { spins: qubits, state: rho, channels: usesOf(noises) };
}

function usesOf(noises: readonly LocalNoise[]): Problem["channels"] {
  return noises.map((noise) =>
    noise.kind === "damping"
      ? {
          channel: channels["amplitude-damping"],
          on: [noise.on],
          parameters: { Gamma: noise.Gamma, nbar: noise.nbar },
        }
      : { channel: channels.dephasing, on: [noise.on], parameters: { lambda: noise.lambda } },
  );
}

function compareOne(result: Result, truth: PairTruth, noises: readonly LocalNoise[]): Comparison[] {
  const converged = result.converged === true;
  const found = compareTotals("evaluate", result, 0, truth, converged);
  result.channels.forEach((channel, k) => {
    const of = `of ${noises[k].kind} on ${noises[k].on}`;
    const { entropyRate, production, flux } = truth.noises[k];
    found.push(
      comparison(`evaluate: dS/dt ${of}`, channel.entropyRate, 0, entropyRate, converged),
      comparison(`evaluate: Π ${of}`, channel.production!, 0, production, converged),
      comparison(`evaluate: Φ ${of}`, channel.flux!, 0, flux, converged),
    );
  });
  return found;
}

function compareTotals(
  by: string,
  { entropy, entropyRate, production, flux }: Result | ManyResults,
  item: number,
  truth: PairTruth,
  converged: boolean,
): Comparison[] {
  const total = (of: "entropyRate" | "production" | "flux") => sum(truth.noises.map((noise) => noise[of]));
  return [
    comparison(`${by}: S`, entropy, item, truth.entropy, converged),
    comparison(`${by}: dS/dt`, entropyRate, item, total("entropyRate"), converged),
    comparison(`${by}: Π`, production!, item, total("production"), converged),
    comparison(`${by}: Φ`, flux!, item, total("flux"), converged),
  ];
}

function comparison(what: string, series: Series, item: number, truth: Truth, converged: boolean): Comparison {
  return { what, value: series.values[item], error: series.error[item], truth, converged };
}

function sum(truths: readonly Truth[]): Truth {
  return truths.reduce((a, b) => ({ value: a.value + b.value, error: a.error + b.error, size: a.size + b.size }), {
    value: 0,
    error: 0,
    size: 0,
  });
}

const TOLERANCE = 1e-9;
/** What a number may be off by though it converged: 4ε of its contributions, 64 times that where the state is sensitive, and
 *  the square of the rounding of Q. */
const FLOOR = 256 * Number.EPSILON;
const SQUARE = 16 * Number.EPSILON ** 2;

interface Judged {
  readonly value: number;
  readonly error: number;
  readonly truth: Pick<Truth, "value" | "error">;
}

/** |value − truth| in units of the bound, the oracle's own error granted. */
export function deviationOverBound({ value, error, truth }: Judged): number {
  const off = Math.abs(value - truth.value) - truth.error;
  return off <= 0 ? 0 : off / error;
}

/** What is wrong with the numbers of a case, in words. */
export function complaints(numbers: readonly Comparison[]): string[] {
  const found = numbers.map(complaint).filter((one) => one !== null);
  if (numbers.every(isWithin) && numbers.some(({ converged }) => !converged))
    found.push("said not to have converged, with every error within the tolerance");
  return found;
}

function isWithin({ value, error }: Comparison): boolean {
  return error <= TOLERANCE * Math.abs(value);
}

function complaint(one: Comparison): string | null {
  const { what, value, error, truth, converged } = one;
  const numbers = `${what} = ${value} ± ${error}, truth ${truth.value} ± ${truth.error}`;
  if (!Number.isFinite(value) || !Number.isFinite(error)) return `${numbers}: not finite`;
  if (!(deviationOverBound(one) <= 1)) return `${numbers}: off by ${deviationOverBound(one).toPrecision(3)} bounds`;
  if (converged && error > Math.max(TOLERANCE * Math.abs(value), FLOOR * truth.size, SQUARE))
    return `${numbers}: said to have converged, with contributions of ${truth.size}`;
  if (truth.error > Math.max(0.01 * TOLERANCE * Math.abs(truth.value), FLOOR * truth.size, 0.01 * SQUARE))
    return `${numbers}: the oracle knows no better`;
  return null;
}
