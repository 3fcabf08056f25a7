/** Coherence against entropy production over many random two-qubit states (Zicari 2023: "a systematic study"). */
import { refuseEndless, SECONDS_AN_ENTRY, USUAL_EVALUATIONS } from "../../evaluate/check/endless.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { evaluateMany } from "../../evaluate/problem/evaluate-many.ts";
import type { ManyResults } from "../../evaluate/problem/many-results.ts";
import { l1Coherence, relativeEntropyOfCoherence } from "../../evaluate/quantities/coherence.ts";
import type { ChannelUse, Evaluator, Parameters } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import type { StateSampler } from "../states/random-states.ts";
import { type RankCorrelation, rankCorrelation, strongestCounterexample } from "./rank-correlation.ts";

interface Survey {
  readonly channel: Evaluator;
  readonly parameters: Parameters;
  readonly sampler: StateSampler;
  /** How many states, at least 4. */
  readonly states: number;
  /** Of the bootstrap of the rank correlations' errors; default 1. */
  readonly seed?: number;
  /** Relative, of every rate; default 1e-3, since ranks need no more. The counterexample is evaluated again to 1e-10. */
  readonly tolerance?: number;
  /** Called with the number of states that are done. */
  readonly onProgress?: (done: number) => void;
}

/** One entry a state. Errors bound |value − truth|. */
interface SurveyColumns {
  /** C = Σ_{i≠j} |ρ_ij|. */
  readonly coherence: Float64Array;
  /** C_rel (eq 33), nats. */
  readonly relativeCoherence: Float64Array;
  /** Π and Φ, nats per unit of time; S, nats. */
  readonly production: Float64Array;
  readonly productionError: Float64Array;
  readonly flux: Float64Array;
  readonly fluxError: Float64Array;
  readonly entropy: Float64Array;
  readonly entropyError: Float64Array;
}

/** A state of the counterexample, evaluated to a relative 1e-10. */
export interface SurveyedState {
  readonly index: number;
  readonly state: ComplexMatrix;
  readonly coherence: number;
  readonly relativeCoherence: number;
  readonly production: Bounded;
}

/** More coherence, and beyond all error less production. */
export interface Counterexample {
  readonly more: SurveyedState;
  readonly less: SurveyedState;
}

export interface SurveyFinding {
  readonly columns: SurveyColumns;
  readonly states: readonly ComplexMatrix[];
  /** States for candidates drawn. */
  readonly acceptance: number;
  /** Π against C, and against C_rel. */
  readonly coherence: RankCorrelation;
  readonly relativeCoherence: RankCorrelation;
  /** By C, and by C_rel; null where none of the pairs contradicts "more coherence, more production". */
  readonly counterexample: Counterexample | null;
  readonly relativeCounterexample: Counterexample | null;
  /** States whose rates did not come within the tolerance; their errors say so. */
  readonly notConverged: number;
}

const BATCH = 500;

/** The channel on two qubits: one use a qubit, or one for both.
 *  @throws InvalidInput  when it acts on more than two parties */
function onBothQubits(channel: Evaluator, parameters: Parameters): ChannelUse[] {
  switch (channel.parties.length) {
    case 1:
      return [0, 1].map((party) => ({ channel, on: [party], parameters }));
    case 2:
      return [{ channel, on: [0, 1], parameters }];
    default:
      throw new InvalidInput({
        path: ["channel"],
        found: `${channel.name}, which acts on ${channel.parties.length} parties`,
        expected: "one of one party or two: a survey has two qubits",
      });
  }
}

/** @throws InvalidInput  when there are too few states, or so many that there is no end */
export function requireStates(count: number): void {
  if (!Number.isSafeInteger(count) || count < 4)
    throw new InvalidInput({ path: ["states"], found: `${count}`, expected: "an integer ≥ 4" });
  refuseEndless(["states"], `${count} states`, USUAL_EVALUATIONS * count, SECONDS_AN_ENTRY * 16);
}

/** @throws InvalidInput  when there are too few states or the channel refuses Π */
export function survey({
  channel,
  parameters,
  sampler,
  states: count,
  seed = 1,
  tolerance,
  onProgress,
}: Survey): SurveyFinding {
  requireStates(count);
  const channels = onBothQubits(channel, parameters);
  const shared = { spins: [0.5, 0.5], channels, tolerance: tolerance ?? 1e-3 };
  const columns = emptyColumns(count);
  const states: ComplexMatrix[] = [];
  let notConverged = 0;
  for (let start = 0; start < count; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - start) }, () => sampler.next());
    const found = evaluateMany(shared, { states: batch });
    if (start === 0 && Number.isNaN(found.production.values[0])) refuse(shared.spins, batch[0], channels);
    fill(columns, start, batch, found);
    notConverged += found.converged.reduce((count, one) => count + (one === 0 ? 1 : 0), 0);
    states.push(...batch);
    onProgress?.(states.length);
  }
  const against = (x: Float64Array): Counterexample | null => counterexample(x, columns, states, channels);
  return {
    columns,
    states,
    acceptance: sampler.accepted / sampler.drawn,
    coherence: rankCorrelation(columns.coherence, columns.production, seed),
    relativeCoherence: rankCorrelation(columns.relativeCoherence, columns.production, seed),
    counterexample: against(columns.coherence),
    relativeCounterexample: against(columns.relativeCoherence),
    notConverged,
  };
}

function fill(
  columns: SurveyColumns,
  start: number,
  states: readonly ComplexMatrix[],
  { entropy, production, flux }: ManyResults,
): void {
  columns.entropy.set(entropy.values, start);
  columns.entropyError.set(entropy.error, start);
  columns.production.set(production.values, start);
  columns.productionError.set(production.error, start);
  columns.flux.set(flux.values, start);
  columns.fluxError.set(flux.error, start);
  states.forEach((rho, k) => {
    columns.coherence[start + k] = l1Coherence(rho);
    columns.relativeCoherence[start + k] = relativeEntropyOfCoherence(rho);
  });
}

function refuse(spins: readonly number[], state: ComplexMatrix, channels: readonly ChannelUse[]): never {
  const reason = evaluate({ spins, state, channels }).channels.find(({ refusal }) => refusal !== null)?.refusal;
  throw new InvalidInput({
    path: ["channel"],
    found: `${channels[0].channel.name}, of which Π is refused: ${reason ?? "for a reason that is not known"}`,
    expected: "one that has Π",
  });
}

function counterexample(
  x: Float64Array,
  { coherence, relativeCoherence, production }: SurveyColumns,
  states: readonly ComplexMatrix[],
  channels: readonly ChannelUse[],
): Counterexample | null {
  const pair = strongestCounterexample(x, production);
  if (pair === null) return null;
  const again = (index: number): SurveyedState => {
    const found = evaluate({ spins: [0.5, 0.5], state: states[index], channels, tolerance: 1e-10 }).production!;
    return {
      index,
      state: states[index],
      coherence: coherence[index],
      relativeCoherence: relativeCoherence[index],
      production: { value: found.values[0], error: found.error[0] },
    };
  };
  const [more, less] = [again(pair.more), again(pair.less)];
  const beyondDoubt = more.production.value + more.production.error < less.production.value - less.production.error;
  return beyondDoubt ? { more, less } : null;
}

function emptyColumns(count: number): SurveyColumns {
  const column = () => new Float64Array(count);
  return {
    coherence: column(),
    relativeCoherence: column(),
    production: column(),
    productionError: column(),
    flux: column(),
    fluxError: column(),
    entropy: column(),
    entropyError: column(),
  };
}
