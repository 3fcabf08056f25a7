/** Where what a user asks for is checked; the numerics behind it trust their input. */

import { listed, shortened } from "../text/visible.ts";
import { largestEntry } from "./dynamics/hamiltonian.ts";
import type { ComplexMatrix, Evaluator, ParameterDescription, Parameters } from "./evaluator.ts";
import { InvalidInput } from "./invalid-input.ts";
import { totalDimension } from "./matrix/complex-matrix.ts";
import { nearest } from "./nearest.ts";
import type { ChannelUse, JumpUse, Method, Problem } from "./problem.ts";
import {
  described,
  refuseShape,
  requireCallback,
  requireFiniteEntries,
  requireList,
  requireMatrix,
  requireObject,
} from "./shape.ts";
import { checkedHermitian, checkedState, normalised, spinDimensions } from "./states/state.ts";

/** A problem with its defaults filled in. */
export interface CheckedProblem {
  readonly spins: readonly number[];
  readonly dimensions: readonly number[];
  readonly state: ComplexMatrix;
  /** What was mended in it. */
  readonly warnings: readonly string[];
  readonly channels: readonly (ChannelUse | JumpUse)[];
  readonly hamiltonian: ComplexMatrix | null;
  /** [NaN] for the steady state. */
  readonly times: readonly number[];
  readonly steady: boolean;
  readonly excess: boolean;
  readonly tolerance: number;
  readonly method: Method;
  readonly samples: number;
  readonly seed: number;
  readonly budget: number;
}

/** @throws InvalidInput  naming the field, its value, and what was expected */
export function checkProblem(problem: Problem): CheckedProblem {
  requireObject("problem", problem, "an object with spins, state and channels");
  const { spins, times = [0], excess = false } = problem;
  const dimensions = spinDimensions(spins);
  const { state, warnings } = normalised(checkedState(spins, problem.state));
  checkChannels(problem.channels, dimensions);
  if (times !== "steady") checkTimes(times);
  if (typeof excess !== "boolean") refuseShape("excess", excess, "true or false");
  requireCallback("onProgress", problem.onProgress);
  const hamiltonian = problem.hamiltonian === undefined ? null : checkedHermitian(spins, problem.hamiltonian);
  if (hamiltonian !== null && largestEntry(hamiltonian) >= LARGEST)
    throw new InvalidInput(
      `hamiltonian: its largest entry is ${largestEntry(hamiltonian)}; expected less than ${LARGEST}`,
    );
  if (times !== "steady") checkReach(times, problem, hamiltonian);
  return {
    spins,
    dimensions,
    state,
    warnings,
    channels: problem.channels,
    hamiltonian,
    times: times === "steady" ? [Number.NaN] : times,
    steady: times === "steady",
    excess,
    ...checkedSettings(problem),
  };
}

type Settings = Pick<CheckedProblem, "tolerance" | "method" | "samples" | "seed" | "budget">;

function checkedSettings(problem: Problem): Settings {
  const { tolerance = 1e-9, method = "quadrature", samples = 100_000, seed = 1, budget = 4e7 } = problem;
  if (!(tolerance > 0 && tolerance < 1)) throw new InvalidInput(`tolerance: ${described(tolerance)} is not in (0, 1)`);
  if (method !== "quadrature" && method !== "monte-carlo") {
    throw new InvalidInput(`method: ${described(method)} is unknown; expected "quadrature" or "monte-carlo"`);
  }
  requireSeveral(samples);
  requirePositiveInteger("seed", seed);
  requirePositiveInteger("budget", budget);
  if (method !== "monte-carlo") refuseSampling(problem);
  return { tolerance, method, samples, seed, budget };
}

/** Points that are asked for are never left undrawn without a word. */
function refuseSampling(problem: Problem): void {
  for (const field of ["samples", "seed"] as const) {
    if (problem[field] === undefined) continue;
    throw new InvalidInput(
      `${field}: ${problem[field]} is for Monte Carlo, but the method is quadrature; expected method "monte-carlo" with it, or no ${field}`,
    );
  }
}

function checkChannels(uses: Problem["channels"], dimensions: readonly number[]): void {
  requireList("channels", uses, "a list of { channel, on, parameters } or { jumps, on }");
  uses.forEach((use, k) => {
    const field = `channels[${k}]`;
    requireObject(field, use, "{ channel, on, parameters } or { jumps, on }");
    requireList(`${field}.on`, use.on, "a list of indices of spins, such as [0]");
    if ("jumps" in use) checkJumps(use, field, dimensions);
    else checkUse(use, field, dimensions.length);
    checkStrength(use, field);
  });
}

function checkUse({ channel, on, parameters }: ChannelUse, field: string, parties: number): void {
  requireCompiled(`${field}.channel`, channel);
  if (on.length !== channel.parties.length) {
    throw new InvalidInput(
      `${field}.on: [${listed(on.map(described))}] has ${on.length} entries; ${channel.name} acts on ${channel.parties.length}${remedyOf(channel, on)}`,
    );
  }
  checkParties(on, field, parties);
  checkParameters(channel, parameters, `${field}.parameters`);
}

/** Spins that a bath sees alike, in a state that stays the same under their exchange, are one spin. */
function remedyOf({ name, parties }: Evaluator, { length }: readonly number[]): string {
  if (parties.length < 2 || length <= parties.length) return "";
  const alone = name.startsWith("collective-") ? "its like on one spin" : "the channel of one spin";
  return `; ${length} qubits that stay symmetric under exchange are one spin J = N/2: expected spins [${length / 2}] and ${alone}`;
}

/** A misspelt name in `channels["…"]` arrives as undefined.
 *  @throws InvalidInput  naming the field */
export function requireCompiled(field: string, channel: Evaluator): void {
  const expected = 'a compiled channel, such as channels["dephasing"] of wehrl';
  requireObject(field, channel, expected);
  const isCompiled = Array.isArray(channel.parties) && Array.isArray(channel.parameters);
  if (!isCompiled || typeof channel.jumps !== "function") refuseShape(field, channel, expected);
}

/** Below what doubles hold by the squares of spins and the sums that it is multiplied with. */
const LARGEST = 1e290;

/** Σ rate |l|² of a channel's operators, or Σ |L_ij|² of bare jumps: the size of what moves the state. */
function strengthOf(use: ChannelUse | JumpUse): number {
  const squares = (numbers: Iterable<number>) => Array.from(numbers).reduce((sum, x) => sum + x * x, 0);
  if ("jumps" in use) return use.jumps.reduce((sum, { re, im }) => sum + squares(re) + squares(im), 0);
  const { channel, parameters } = use;
  return channel
    .jumps(parameters)
    .reduce((sum, { rate, re, im }) => sum + Math.abs(rate) * (squares(re.flat()) + squares(im.flat())), 0);
}

/** Parameters in their ranges can still give rates beyond any double: squeezing does by its cosh. */
function checkStrength(use: ChannelUse | JumpUse, field: string): void {
  if (strengthOf(use) < LARGEST) return;
  if ("jumps" in use)
    throw new InvalidInput(`${field}.jumps: their squares are beyond any double; expected smaller ones`);
  const given = Object.entries(use.parameters).map(([name, value]) => `${name} = ${value}`);
  throw new InvalidInput(
    `${field}.parameters: ${given.join(", ")} give ${use.channel.name} a rate beyond any double; expected smaller ones`,
  );
}

function checkJumps({ jumps, on }: JumpUse, field: string, dimensions: readonly number[]): void {
  if (on.length === 0)
    throw new InvalidInput(`${field}.on: the list is empty; give the parties that the matrices act on`);
  checkParties(on, field, dimensions.length);
  requireList(`${field}.jumps`, jumps, "a list of matrices { dimension, re, im }");
  if (jumps.length === 0) throw new InvalidInput(`${field}.jumps: the list is empty; give at least one matrix`);
  const dimension = totalDimension(on.map((party) => dimensions[party]));
  jumps.forEach((jump, k) => {
    requireMatrix(`${field}.jumps[${k}]`, jump, "a matrix { dimension, re, im }");
    if (jump.dimension !== dimension || jump.re.length !== dimension ** 2 || jump.im.length !== dimension ** 2) {
      throw new InvalidInput(
        `${field}.jumps[${k}]: ${jump.dimension} × ${jump.dimension}; parties [${on.join(", ")}] need ${dimension} × ${dimension}`,
      );
    }
    requireFiniteEntries(`${field}.jumps[${k}].re`, jump.re, dimension);
    requireFiniteEntries(`${field}.jumps[${k}].im`, jump.im, dimension);
  });
}

function checkParties(on: readonly number[], field: string, parties: number): void {
  on.forEach((party, k) => {
    if (!Number.isInteger(party) || party < 0 || party >= parties) {
      throw new InvalidInput(`${field}.on[${k}]: ${described(party)} is no party; expected 0 to ${parties - 1}`);
    }
    if (on.indexOf(party) !== k) throw new InvalidInput(`${field}.on[${k}]: ${party} is there twice`);
  });
}

function checkParameters(channel: Evaluator, parameters: Parameters, field: string): void {
  checkGiven(channel, parameters, field);
  for (const description of channel.parameters) {
    const { name, meaning } = description;
    if (Object.hasOwn(parameters, name)) continue;
    throw new InvalidInput(`${field}.${name}: missing; expected the ${meaning}, in ${rangeText(description)}`);
  }
}

/** Parameters that are there, of which some may be left out: their names and ranges.
 *  @throws InvalidInput  naming the parameter */
export function checkGiven(channel: Evaluator, parameters: Parameters, field: string): void {
  const names = channel.parameters.map(({ name }) => name);
  requireObject(field, parameters, `an object with ${names.join(", ")}`);
  for (const name of Object.keys(parameters)) {
    if (names.includes(name)) continue;
    const near = nearest(name, names);
    const remedy = near === null ? `expected ${names.join(", ") || "none"}` : `did you mean ${near}?`;
    throw new InvalidInput(`${field}.${shortened(name)}: ${channel.name} has no such parameter; ${remedy}`);
  }
  for (const description of channel.parameters) {
    if (Object.hasOwn(parameters, description.name)) checkRange(description, parameters, field);
  }
}

function checkRange(description: ParameterDescription, parameters: Parameters, field: string): void {
  const { name, minimum, maximum, openMinimum, openMaximum } = description;
  const value = parameters[name];
  const inside =
    Number.isFinite(value) &&
    (openMinimum ? value > minimum : value >= minimum) &&
    (openMaximum ? value < maximum : value <= maximum);
  if (!inside) throw new InvalidInput(`${field}.${name}: ${described(value)} is not in ${rangeText(description)}`);
}

function rangeText({ minimum, maximum, openMinimum, openMaximum }: ParameterDescription): string {
  const end = (value: number) => String(value).replace("Infinity", "inf");
  const left = openMinimum || minimum === Number.NEGATIVE_INFINITY ? "(" : "[";
  const right = openMaximum || maximum === Number.POSITIVE_INFINITY ? ")" : "]";
  return `${left}${end(minimum)}, ${end(maximum)}${right}`;
}

function checkTimes(times: readonly number[]): void {
  requireList("times", times, 'a list of ascending times ≥ 0, such as [0, 0.5], or "steady"');
  if (times.length === 0) throw new InvalidInput("times: the list is empty; expected ascending times ≥ 0, such as [0]");
  times.forEach((time, k) => {
    if (!(time >= 0) || !Number.isFinite(time))
      throw new InvalidInput(`times[${k}]: ${described(time)} is not in [0, inf)`);
    if (k > 0 && time <= times[k - 1]) {
      throw new InvalidInput(`times[${k}]: ${time} does not come after ${times[k - 1]}; expected ascending times`);
    }
  });
}

/** Steps of the evolution are counted in doubles. */
function checkReach(times: readonly number[], { channels }: Problem, hamiltonian: ComplexMatrix | null): void {
  const last = times.length - 1;
  if (times[last] === 0) return;
  const rates = channels.reduce((sum, use) => sum + strengthOf(use), 0);
  const pace = hamiltonian === null ? rates : Math.max(rates, largestEntry(hamiltonian));
  if (pace * times[last] < LARGEST) return;
  throw new InvalidInput(
    `times[${last}]: ${times[last]} at rates up to ${pace} is beyond any double; expected less, or "steady" for the end of it`,
  );
}

/** One point has no spread to take a standard error from. */
function requireSeveral(samples: number): void {
  if (samples === 1) throw new InvalidInput("samples: 1 is too few for a standard error; expected 2 or more");
  requirePositiveInteger("samples", samples);
}

/** @throws InvalidInput  naming the field */
export function requirePositiveInteger(field: string, value: number): void {
  if (!Number.isSafeInteger(value) || value <= 0) {
    throw new InvalidInput(`${field}: ${described(value)} is not a positive integer`);
  }
}
