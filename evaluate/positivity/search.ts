/** A search for states and parameters at which a channel of one party has Π < 0. */

import type { Evaluator, Parameters } from "../../runtime/evaluator.ts";
import { dissipate } from "../../spins/dynamics/liouvillian.ts";
import { noiseOf, trace } from "../../spins/dynamics/noise-matrix.ts";
import { fieldsOf, requireCallback } from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { normals, randomStream, requireSeed } from "../../spins/states/random-stream.ts";
import { described } from "../../text/described.ts";
import { refuseEndless } from "../check/endless.ts";
import { requirePositiveInteger } from "../check/validate.ts";
import { checkedGiven, compiledOf } from "../check/validate-channels.ts";
import { prepareChannel, stratumAt } from "../prepare/prepared-channel.ts";
import { evaluate } from "../problem/evaluate.ts";
import { minimise } from "./minimise.ts";
import { gridRows, objectivesOn, stateOf } from "./objectives.ts";
import { boxOf, defaults, freeParameters, parametersAt, requireModest } from "./searched-parameters.ts";
import { startOf } from "./starts.ts";

/** Where to look for Π < 0: states of one spin, and the parameters of a channel. */
export interface PositivitySearch {
  readonly channel: Evaluator;
  /** J of the channel's party. */
  readonly J: number;
  /** Values that are kept; the other parameters are searched, next to a finite end of their range or, without one, wherever it goes. */
  readonly parameters?: Parameters;
  /** Number of random starts; default 50. */
  readonly starts?: number;
  /** Most steps of the minimiser from each; default 80. */
  readonly iterations?: number;
  readonly seed?: number;
  /** Called after each start with the share that is done. */
  readonly onProgress?: (share: number) => void;
}

interface Candidate {
  readonly state: ComplexMatrix;
  readonly parameters: Parameters;
  /** Π there, with its bound, in nats per unit of time. */
  readonly production: Bounded;
  /** Π·Γ/|D(ρ)|², Γ = Σ rate |l|², which knows no unit of time; 0 where D(ρ) = 0. */
  readonly quotient: Bounded;
  /** Π < 0 beyond the bound. */
  readonly violated: boolean;
}

/** The lowest that was found, and what that took. */
export interface PositivityFinding extends Candidate {
  /** Between what the parameters were searched: the others were kept, set the unit of time or do nothing but turn the axes. */
  readonly box: Readonly<Record<string, readonly [from: number, to: number]>>;
  /** Integrals of Π that were evaluated. */
  readonly evaluations: number;
}

/**
 * Minimises over ρ = TT†/Tr TT† and the parameters, from states of several kinds (`starts.ts`). First Π·Γ/|D(ρ)|²: Π alone is
 * least at the steady state, where there may be nothing to find, while the quotient has the sign of Π and sees a slope there. Where
 * that is negative, Π itself. The search integrates on a fixed grid; what it reports is evaluated with a bound: the least Π where there
 * is Π < 0, else the least quotient.
 * @throws InvalidInput where Π is not given at any parameters, and naming what of the search makes no sense
 */
export function searchPositivity(search: PositivitySearch): PositivityFinding {
  const { channel, J, parameters, starts, iterations, seed, onProgress } = checkedSearch(search);
  const free = freeParameters(channel, J, parameters);
  const d = Math.round(2 * J) + 1;
  const atPoint = (t: Float64Array) => ({ ...defaults(channel), ...parameters, ...parametersAt(free, t) });
  const uses = (t: Float64Array) => ({ channel, on: [0], parameters: atPoint(t) });
  const objectives = objectivesOn(J, uses);
  const uniform = randomStream(seed, "positivity search");
  const normal = normals(uniform);
  let best = null as Candidate | null;
  for (let k = 0; k < starts; k++) {
    const t = Float64Array.from(free, () => SPREAD * normal());
    const start = Float64Array.of(...startOf(k)(uses(t), J, uniform), ...t);
    const first = minimise(objectives.quotient, start, iterations, ENOUGH);
    const last = first.value < 0 ? minimise(objectives.production, first.x, iterations) : null;
    const found = (x: Float64Array) => candidateAt(channel, J, stateOf(x, d), atPoint(x.subarray(2 * d * d)));
    const isLower = last !== null && !(best?.violated && best.production.value <= last.value);
    const low = isLower ? found(last.x) : null;
    if (low?.violated) best = low;
    else if (best === null || !(best.violated || best.quotient.value <= first.value))
      best = lower(best, found(first.x));
    onProgress((k + 1) / starts);
  }
  if (best === null)
    throw new InvalidInput({
      path: ["channel"],
      found: `"${channel.name}", which has no Π at the parameters searched`,
      expected: "one that has",
    });
  return { ...best, box: boxOf(free), evaluations: objectives.evaluations() };
}

/** Of the logarithms of parameters at the start: over decades. */
const SPREAD = 2;

/** Where the quotient is below this there is Π < 0 to be minimised; the quotient itself may go on for ever, to where both vanish. */
const ENOUGH = -1e-3;

/** By the quotient, which has the sign of Π. */
function lower(a: Candidate | null, b: Candidate | null): Candidate | null {
  if (a === null || b === null) return a ?? b;
  return b.quotient.value + b.quotient.error < a.quotient.value + a.quotient.error ? b : a;
}

/** 2J + 1: from here on a start takes minutes. */
const LARGEST_DIMENSION = 32;

/** What a node of the grid costs for each of the d orders, s, on a machine of 2020: of the least that was measured. */
const SECONDS_A_NODE = 4e-9;

/** Integrals, with central differences in the parameters, of two minimisations from each start that are never done before; and what
 *  one costs, s. */
function workOf(starts: number, iterations: number, d: number, channel: Evaluator): readonly [number, number] {
  const rows = gridRows((d - 1) / 2);
  return [2 * starts * (iterations + 1) * (2 * channel.parameters.length + 1), 2 * rows * rows * d * SECONDS_A_NODE];
}

const searchFields = ["channel", "J", "parameters", "starts", "iterations", "seed", "onProgress"] as const;

function checkedSearch(search: PositivitySearch): Required<PositivitySearch> {
  const given = fieldsOf(["search"], search, "an object with channel and J", searchFields, []);
  const { J, parameters = {}, starts = 50, iterations = 80, seed = 1, onProgress = () => {} } = given;
  const channel = withoutRemainder(compiledOf(["channel"], given.channel));
  if (channel.parties.length !== 1)
    throw new InvalidInput({
      path: ["channel"],
      found: `"${channel.name}", which acts on ${channel.parties.length} parties`,
      expected: "a channel of one party",
    });
  if (typeof J !== "number" || !(J >= 0.5) || !Number.isInteger(2 * J) || 2 * J + 1 > LARGEST_DIMENSION)
    throw new InvalidInput({
      path: ["J"],
      found: described(J),
      expected: `1/2, 1, … up to ${LARGEST_DIMENSION - 1}/2`,
    });
  const kept = checkedGiven(channel, parameters, ["parameters"]);
  if (isPositive(stratumAt(channel, kept)))
    throw new InvalidInput({
      path: ["channel"],
      found: `"${channel.name}", which is regular: where Π is given its integrand is nowhere negative, and there is nothing to search`,
      expected: "one whose integrand can be negative",
    });
  requireModest(channel, J, kept);
  requirePositiveInteger(["starts"], starts);
  requirePositiveInteger(["iterations"], iterations);
  refuseEndless(
    ["starts"],
    `${starts} with ${iterations} iterations each`,
    ...workOf(starts, iterations, 2 * J + 1, channel),
  );
  requireSeed(["seed"], seed);
  requireCallback(["onProgress"], onProgress);
  const progress = onProgress as Required<PositivitySearch>["onProgress"];
  return { channel, J, parameters: kept, starts, iterations, seed, onProgress: progress };
}

/** Without what the constants of operators add to the Hamiltonian: Π does not know it, and the steady state would be another. */
const withoutRemainder = (channel: Evaluator): Evaluator => ({
  ...channel,
  remainder: null,
  strata: channel.strata.map((stratum) => ({ ...stratum, evaluator: withoutRemainder(stratum.evaluator) })),
});

/** Whether B > 0 decides whether Π is given, which would have to be found out at each of the parameters. */
const isPositive = ({ reservoirs }: Evaluator): boolean =>
  reservoirs.some((one) => one.class === "regular") &&
  reservoirs.every((one) => one.class === "regular" || one.class === "diffusive");

/** Π with its bound; null where it is not given. */
function candidateAt(channel: Evaluator, J: number, state: ComplexMatrix, parameters: Parameters): Candidate | null {
  const use = { channel, on: [0], parameters };
  const { production } = evaluate({ spins: [J], state, channels: [use] });
  if (production === null) return null;
  const [value, error] = [production.values[0], production.error[0]];
  const change = frobenius(dissipate(prepareChannel(use, [J]).dissipator, state, [state.dimension]));
  const scale = change === 0 ? 0 : trace(noiseOf(channel.jumps(parameters, [J])).P) / (change * change);
  return {
    state,
    parameters,
    production: { value, error },
    quotient: { value: value * scale, error: error * scale },
    violated: value < -error,
  };
}
