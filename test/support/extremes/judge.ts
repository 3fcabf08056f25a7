/** What the library says of a system, held against many digits. */
import { InvalidInput, type Result, type Series } from "../../../runtime/index.ts";
import { Undecided } from "../many-digits/elimination.ts";
import { type ExactState, evolvedState } from "../many-digits/evolution.ts";
import { frobenius } from "../many-digits/matrix.ts";
import { type StateTruth, sum, truthOf } from "../many-digits/rates.ts";
import { restOf } from "../many-digits/rest.ts";
import type { System } from "../many-digits/system.ts";
import { producedTruth } from "../many-digits/time-average.ts";
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

export type Outcome = "within" | "not converged" | "refused" | "outside" | "oracle undecided";

export interface Judgement {
  readonly outcome: Outcome;
  /** What is wrong, or why it was refused. */
  readonly words: string;
  /** The largest |deviation|/bound. */
  readonly deviation: number;
}

/** @throws Undecided  where the oracle cannot tell */
export function systemTruth(system: System): SystemTruth {
  if (system.time !== "steady") {
    const state = evolvedState(system, system.time);
    const rates = truthOf(system, state);
    return { state, rates, produced: producedTruth(system, system.time, rates), steadyStates: null };
  }
  const { count, digits, rho } = restOf(system);
  const state = rho === null ? null : { digits, rho };
  return { state, rates: state === null ? null : truthOf(system, state), produced: null, steadyStates: count };
}

/** A number beside its truth. */
interface Compared {
  readonly what: string;
  readonly value: number;
  readonly error: number;
  readonly truth: Truth;
}

/** One that the library calls converged, or not, or says nothing of. */
interface Judged extends Compared {
  readonly converged: boolean | null;
}

export function judge(system: System, truth: SystemTruth): Judgement {
  try {
    const compared = [...comparedState(system, truth), ...comparedResult(system, truth)];
    return compared.length === 0 ? outside("a state that never comes to rest has numbers") : verdictOn(compared);
  } catch (error) {
    if (error instanceof WrongWord) return outside(error.message);
    if (!(error instanceof InvalidInput)) return outside(`not a refusal: ${String(error)}`);
    const falsely = truth.state !== null && /never comes to rest/.test(error.message);
    return falsely
      ? outside(`it does come to rest: ${error.message}`)
      : { outcome: "refused", words: error.message, deviation: 0 };
  }
}

/** The truth and the judgement in one. */
export function judged(system: System): Judgement {
  let truth: SystemTruth;
  try {
    truth = systemTruth(system);
  } catch (error) {
    if (error instanceof Undecided) return { outcome: "oracle undecided", words: error.message, deviation: 0 };
    throw error;
  }
  return judge(system, truth);
}

/** The library says what is no number, and is wrong. */
class WrongWord extends Error {}

function outside(words: string): Judgement {
  return { outcome: "outside", words, deviation: Number.POSITIVE_INFINITY };
}

function comparedState(system: System, { state: truth }: SystemTruth): Compared[] {
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
  return [{ what: "|ρ − truth|", value, error, truth: { value: 0, error: 1e-60, size: 1 } }];
}

function comparedResult(system: System, truth: SystemTruth): Judged[] {
  const result = libraryResult(system);
  if (truth.steadyStates !== null && result.steadyStates !== truth.steadyStates)
    throw new WrongWord(`${result.steadyStates} steady states, truth ${truth.steadyStates}`);
  const { rates } = truth;
  if (rates === null) return [];
  const converged = result.converged === true;
  const found: Judged[] = [];
  const compare = (what: string, series: Series | null, value: Truth | null, claimed: boolean | null = converged) => {
    if (series === null || value === null) return;
    found.push({ what, value: series.values[0], error: series.error[0], truth: value, converged: claimed });
  };
  requireNumbers(result);
  compare("S", result.entropy, rates.entropy);
  compare("dS/dt of H", result.unitaryRate, rates.unitaryRate);
  // Of the integral over time nothing is claimed but its error.
  compare("∫Π dt", result.produced, truth.produced, null);
  const total = (of: (noise: StateTruth["noises"][number]) => Truth | null) => {
    const all = rates.noises.map(of);
    return all.includes(null) ? null : sum(all as Truth[]);
  };
  compare(
    "dS/dt",
    result.entropyRate,
    total(({ entropyRate }) => entropyRate),
  );
  compare(
    "Π",
    result.production,
    total(({ production }) => production),
  );
  compare(
    "Φ",
    result.flux,
    total(({ flux }) => flux),
  );
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

/** |value − truth| in units of the bound, the oracle's own error granted. */
function deviationOverBound({ value, error, truth }: Compared): number {
  if (!Number.isFinite(value) || !(error >= 0) || error === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const off = Math.abs(value - truth.value) - truth.error;
  return off <= 0 ? 0 : off / error;
}

function verdictOn(compared: readonly (Compared | Judged)[]): Judgement {
  const deviations = compared.map(deviationOverBound);
  const deviation = Math.max(...deviations);
  const { what, value, error, truth } = compared[deviations.indexOf(deviation)];
  const words = `${what} = ${value} ± ${error}, truth ${truth.value} ± ${truth.error}`;
  if (!(deviation <= 1)) return { outcome: "outside", words, deviation };
  const unknown = compared.find((one) => "converged" in one && one.converged === true && isUnknown(one));
  if (unknown !== undefined)
    return outside(`${unknown.what} = ${unknown.value} ± ${unknown.error}, said to have converged`);
  const converged = compared.every((one) => !("converged" in one) || one.converged !== false);
  return { outcome: converged ? "within" : "not converged", words, deviation };
}

const TOLERANCE = 1e-9;
const SHARE = 1e-12;

/** Whether an error is neither within the tolerance nor within what rounding leaves of the contributions, where there are any. */
function isUnknown({ value, error, truth }: Compared): boolean {
  return error > Math.max(TOLERANCE * Math.abs(value), SHARE * (truth.size > 0 ? truth.size : 1));
}
