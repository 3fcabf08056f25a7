/** The library's numbers of a system, each beside its truth. */
import type { Result, Series } from "../../../evaluate/problem/problem.ts";
import type { ExactState } from "../many-digits/evolution.ts";
import { frobenius } from "../many-digits/matrix.ts";
import { type StateTruth, sum } from "../many-digits/rates.ts";
import type { System } from "../many-digits/system.ts";
import type { Truth } from "../near-gibbs-oracle.ts";
import { libraryResult, libraryState } from "./library.ts";

/** What is true of a system. */
export interface SystemTruth {
  /** Null where the state never comes to rest. */
  readonly state: ExactState | null;
  readonly rates: StateTruth | null;
  /** ∫₀ᵗ Π dt'; null where it is not known. */
  readonly produced: Truth | null;
  /** Of the whole generator; null where it was not asked for. */
  readonly steadyStates: number | null;
}

/** A number beside its truth. */
export interface Compared {
  readonly what: string;
  readonly value: number;
  readonly error: number;
  readonly truth: Truth;
  /** What the library claims of it; null where it claims nothing but the error. */
  readonly converged: boolean | null;
}

/** The library says what is no number, and is wrong. */
export class WrongWord extends Error {}

/** The state itself; nothing where there is none. */
export function comparedState(system: System, { state: truth }: SystemTruth): Compared[] {
  const { state, error } = libraryState(system);
  if (truth === null) return [];
  const { digits: d, rho } = truth;
  const deviation = {
    n: rho.n,
    re: rho.re.map((x, k) => d.of(state.re[k]) - x),
    im: rho.im.map((x, k) => d.of(state.im[k]) - x),
  };
  const finite = [...state.re, ...state.im].every(Number.isFinite);
  const value = finite ? frobenius(d, deviation) : Number.NaN;
  return [{ what: "|ρ − truth|", value, error, truth: { value: 0, error: 1e-60, size: 1 }, converged: null }];
}

/** All numbers of `evaluate` that have a truth.
 *  @throws WrongWord  where the number of steady states is wrong, or a number is none */
export function comparedResult(system: System, truth: SystemTruth): Compared[] {
  const result = libraryResult(system);
  if (truth.steadyStates !== null && result.steadyStates !== truth.steadyStates)
    throw new WrongWord(`${result.steadyStates} steady states, truth ${truth.steadyStates}`);
  const { rates } = truth;
  if (rates === null) return [];
  const converged = result.converged === true;
  const found: Compared[] = [];
  const compare = (what: string, series: Series | null, value: Truth | null, claimed: boolean | null = converged) => {
    if (series === null || value === null) return;
    found.push({ what, value: series.values[0], error: series.error[0], truth: value, converged: claimed });
  };
  requireNumbers(result);
  compare("S", result.entropy, rates.entropy);
  compare("dS/dt of H", result.unitaryRate, rates.unitaryRate);
  // Of the integral over time nothing is claimed but its error.
  compare("∫Π dt", result.produced, truth.produced, null);
  const total = (of: "entropyRate" | "production" | "flux") => {
    const all = rates.noises.map((noise) => noise[of]);
    return all.includes(null) ? null : sum(all as Truth[]);
  };
  compare("dS/dt", result.entropyRate, total("entropyRate"));
  compare("Π", result.production, total("production"));
  compare("Φ", result.flux, total("flux"));
  result.channels.forEach((channel, k) => {
    const { entropyRate, production, flux, heatCurrent } = rates.noises[k];
    compare(`dS/dt of ${k}`, channel.entropyRate, entropyRate);
    compare(`Π of ${k}`, channel.production, production);
    compare(`Φ of ${k}`, channel.flux, flux);
    compare(`heat of ${k}`, channel.heatCurrent, heatCurrent);
  });
  return found;
}

/** What has no truth here is a number at least. */
function requireNumbers({ closure, produced, excess }: Result): void {
  for (const [what, series] of Object.entries({ produced, excess })) {
    if (series !== null && [...series.values, ...series.error].some(Number.isNaN))
      throw new WrongWord(`${what} is NaN`);
  }
  if (closure.some(Number.isNaN)) throw new WrongWord("the closure is NaN");
}
