/** A search for states and parameters at which a channel of one party has Π < 0. */
import { dissipate } from "./dynamics/liouvillian.ts";
import { refuseEndless } from "./endless.ts";
import { evaluate } from "./evaluate.ts";
import type { ComplexMatrix, Evaluator, ParameterDescription, Parameters } from "./evaluator.ts";
import { fieldsOf } from "./given.ts";
import { evaluateHusimiFields, husimiFields, husimiGrid } from "./husimi/husimi.ts";
import { InvalidInput } from "./invalid-input.ts";
import { hermitianTensor, presentOrders } from "./matrix/hermitian-tensor.ts";
import { minimise } from "./minimise.ts";
import { fluxOf, prepareChannel } from "./prepared-channel.ts";
import { productRule } from "./quadrature/sphere.ts";
import { normals, randomStream, requireSeed } from "./random-stream.ts";
import { described, requireCallback } from "./shape.ts";
import { requirePositiveInteger } from "./validate.ts";
import { checkedGiven, compiledOf } from "./validate-channels.ts";

export interface PositivitySearch {
  readonly channel: Evaluator;
  /** J of the channel's party. */
  readonly J: number;
  /** Values that are kept; the other parameters are searched within their ranges. */
  readonly parameters?: Parameters;
  /** Number of random starts; default 24. */
  readonly starts?: number;
  /** Most steps of the minimiser from each; default 40. */
  readonly iterations?: number;
  readonly seed?: number;
  /** Called after each start with the share that is done. */
  readonly onProgress?: (share: number) => void;
}

interface Candidate {
  readonly state: ComplexMatrix;
  readonly parameters: Parameters;
  /** Π there, with its bound, in nats per unit of time. */
  readonly production: { readonly value: number; readonly error: number };
  /** Π < 0 beyond the bound. */
  readonly violated: boolean;
}

export interface PositivityFinding extends Candidate {
  /** Integrals of Π that were evaluated. */
  readonly evaluations: number;
}

/** A share of the maximally mixed state that the search leaves in, for its fixed grid to resolve 1/Q. */
const SHARE = 2e-3;

/**
 * Minimises over ρ = TT†/Tr TT† and the parameters. First Π·Γ/|D(ρ)|², Γ = Σ rate |l|²: Π alone is least at the steady state,
 * where there may be nothing to find, while the quotient has the sign of Π and sees a slope there. Where that is negative, Π itself. The
 * search integrates on a fixed grid; what it reports is evaluated with a bound.
 * @throws InvalidInput where Π is not given at any parameters, and naming what of the search makes no sense
 */
export function searchPositivity(search: PositivitySearch): PositivityFinding {
  const { channel, J, parameters, starts, iterations, seed, onProgress } = checkedSearch(search);
  const free = channel.parameters.filter(({ name }) => parameters[name] === undefined && !isRate(channel, name));
  const d = Math.round(2 * J) + 1;
  const atPoint = (x: Float64Array) => ({
    ...defaults(channel),
    ...parameters,
    ...parametersAt(free, x.subarray(2 * d * d)),
  });
  let evaluations = 0;
  const on = (x: Float64Array) => {
    evaluations++;
    return ratesOnGrid(channel, atPoint(x), J, stateOf(x, d));
  };
  const quotient = (x: Float64Array): number => {
    const { production, change, strength } = on(x);
    return change < 1e-12 * strength * strength ? Number.POSITIVE_INFINITY : (production * strength) / change;
  };
  const normal = normals(randomStream(seed, "positivity search"));
  let best: Candidate | null = null;
  for (let k = 0; k < starts; k++) {
    // Every third start is near a pure state.
    const start = Float64Array.from({ length: 2 * d * d + free.length }, (_, entry) => {
      const size = k % 3 === 2 && entry >= 2 * d && entry < 2 * d * d ? 0.05 : 1;
      return size * normal();
    });
    const first = minimise(quotient, start, iterations);
    const second = first.value < 0 ? minimise((x) => on(x).production, Float64Array.from(first.x), iterations) : first;
    for (const { x } of [first, second]) {
      const candidate = candidateAt(channel, J, stateOf(x, d), atPoint(x));
      if (candidate !== null && (best === null || upperBound(candidate) < upperBound(best))) best = candidate;
    }
    onProgress((k + 1) / starts);
  }
  if (best === null) throw new InvalidInput(`positivity: "${channel.name}" has no Π at the parameters searched`);
  return { ...best, evaluations };
}

/** 2J + 1: from here on the inverse Hessian of the minimiser, of (2(2J+1)²)² numbers, is out of proportion. */
const LARGEST_DIMENSION = 32;

/** What a node of the grid costs, s, on a machine of 2020: of the least that was measured. */
const SECONDS_A_NODE = 7e-7;

/** Integrals, by central differences twice from each start, were the minimiser never done before; and what one costs, s. */
function workOf(starts: number, iterations: number, d: number, channel: Evaluator): readonly [number, number] {
  const variables = 2 * d * d + channel.parameters.length;
  const nodes = (8 + d) * (11 + d);
  return [2 * starts * (iterations + 1) * (2 * variables + 1), nodes * SECONDS_A_NODE];
}

const searchFields = ["channel", "J", "parameters", "starts", "iterations", "seed", "onProgress"] as const;

function checkedSearch(search: PositivitySearch): Required<PositivitySearch> {
  const given = fieldsOf("search", search, "an object with channel and J", searchFields, "");
  const { J, parameters = {}, starts = 24, iterations = 40, seed = 1, onProgress = () => {} } = given;
  const channel = compiledOf("channel", given.channel);
  if (channel.parties.length !== 1)
    throw new InvalidInput(
      `positivity: "${channel.name}" acts on ${channel.parties.length} parties; the search takes channels of one party`,
    );
  if (isPositive(channel))
    throw new InvalidInput(
      `positivity: "${channel.name}" is regular: where Π is given its integrand is nowhere negative, and there is nothing to search`,
    );
  if (typeof J !== "number" || !(J >= 0.5) || !Number.isInteger(2 * J) || 2 * J + 1 > LARGEST_DIMENSION)
    throw new InvalidInput(
      `J: ${described(J)} cannot be searched; expected 1/2, 1, … up to ${LARGEST_DIMENSION - 1}/2`,
    );
  const kept = checkedGiven(channel, parameters, "parameters");
  requirePositiveInteger("starts", starts);
  requirePositiveInteger("iterations", iterations);
  refuseEndless(
    "starts",
    `${starts} with ${iterations} iterations each`,
    ...workOf(starts, iterations, 2 * J + 1, channel),
  );
  requireSeed("seed", seed);
  requireCallback("onProgress", onProgress);
  const progress = onProgress as Required<PositivitySearch>["onProgress"];
  return { channel, J, parameters: kept, starts, iterations, seed, onProgress: progress };
}

/** Whether B > 0 decides whether Π is given, which would have to be found out at each of the parameters. */
const isPositive = ({ reservoirs }: Evaluator): boolean =>
  reservoirs.some((one) => one.class === "regular") &&
  reservoirs.every((one) => one.class === "regular" || one.class === "diffusive");

/** Π with its bound; null where it is not given. */
function candidateAt(channel: Evaluator, J: number, state: ComplexMatrix, parameters: Parameters): Candidate | null {
  const { production } = evaluate({ spins: [J], state, channels: [{ channel, on: [0], parameters }] });
  if (production === null) return null;
  const [value, error] = [production.values[0], production.error[0]];
  return { state, parameters, production: { value, error }, violated: value < -error };
}

/** The most that Π may be: it is violated where that is negative, and the search makes it small. */
const upperBound = ({ production: { value, error } }: Candidate): number => value + error;

/** Rates only set the unit of time where there is one alone. */
const isRate = (channel: Evaluator, name: string): boolean => {
  const rates = channel.parameters.filter(({ unit }) => unit === "1/time");
  return rates.length === 1 && rates[0].name === name;
};

/** A rate of 1, and for the rest the end of the range that is nearest to zero. */
const defaults = (channel: Evaluator): Parameters =>
  Object.fromEntries(
    channel.parameters.map(({ name, minimum, maximum }) => [
      name,
      isRate(channel, name) ? Math.min(Math.max(1, minimum), maximum) : Math.min(Math.max(0, minimum), maximum),
    ]),
  );

/** How far a search goes from a finite end of a range: beyond, squeezing and heat only make Π large. */
const REACH = 3;

/** The real line mapped into each range, or into the part of it next to a finite end, by a logistic. */
function parametersAt(free: readonly ParameterDescription[], t: Float64Array): Parameters {
  return Object.fromEntries(
    free.map(({ name, minimum, maximum }, k) => {
      const share = 1 / (1 + Math.exp(-t[k]));
      if (Number.isFinite(minimum)) return [name, minimum + share * Math.min(maximum - minimum, REACH)];
      return [name, Number.isFinite(maximum) ? maximum - share * REACH : t[k]];
    }),
  );
}

/** Π = dS/dt + Φ, dS/dt on a fixed grid, +∞ where Π is not given; |D(ρ)|²; and Σ rate |l|². */
function ratesOnGrid(channel: Evaluator, parameters: Parameters, J: number, state: ComplexMatrix): GridRates {
  const prepared = prepareChannel({ channel, on: [0], parameters }, [J]);
  const flux = fluxOf(prepared, state, [state.dimension]);
  if (flux === null) return { production: Number.POSITIVE_INFINITY, change: 1, strength: 1 };
  const twoJ = Math.round(2 * J);
  const rule = productRule(9 + 2 * twoJ, 12 + 2 * twoJ, 0.3);
  const tensor = hermitianTensor(state, [twoJ + 1], [0]);
  const fields = husimiFields(rule);
  evaluateHusimiFields(husimiGrid(twoJ, rule), tensor, presentOrders([tensor], 1, twoJ + 1, 1), fields);
  const out = new Float64Array(fields.Q.length);
  const geometry = { rows: rule.cosTheta.length, columns: rule.phi.length, spheres: [rule] };
  const used = prepared.use!.channel;
  used.pointwise.entropyRate(parameters, [J], geometry, fields.Q, [fields.dTheta, fields.dPhi], out);
  let rate = 0;
  for (let r = 0; r < geometry.rows; r++)
    for (let c = 0; c < geometry.columns; c++)
      rate += rule.rowWeight[r] * rule.columnWeight[c] * out[r * geometry.columns + c];
  const D = dissipate(prepared.dissipator, state, [twoJ + 1]);
  return {
    production: ((twoJ + 1) / (4 * Math.PI)) * rate + flux.value,
    change: D.re.reduce((sum, re, k) => sum + re * re + D.im[k] * D.im[k], 0),
    strength: used
      .jumps(parameters, [J])
      .reduce((sum, { rate, re, im }) => sum + rate * (squared(re[0]) + squared(im[0])), 0),
  };
}

interface GridRates {
  readonly production: number;
  readonly change: number;
  readonly strength: number;
}

const squared = (v: readonly number[]): number => v.reduce((sum, entry) => sum + entry * entry, 0);

/** (1 − share) TT†/Tr TT† + share/d, T column by column, re and im in turn. */
function stateOf(x: Float64Array, d: number): ComplexMatrix {
  const re = new Float64Array(d * d);
  const im = new Float64Array(d * d);
  let trace = 0;
  for (let k = 0; k < 2 * d * d; k++) trace += x[k] * x[k];
  for (let column = 0; column < 2 * d * d; column += 2 * d)
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++) {
        const [a, b] = [x[column + 2 * i], x[column + 2 * i + 1]];
        const [c, e] = [x[column + 2 * j], x[column + 2 * j + 1]];
        re[i * d + j] += ((1 - SHARE) * (a * c + b * e)) / trace;
        im[i * d + j] += ((1 - SHARE) * (b * c - a * e)) / trace;
      }
  for (let i = 0; i < d; i++) re[i * d + i] += SHARE / d;
  return { dimension: d, re, im };
}
