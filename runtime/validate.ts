/** Where what a user asks for is checked; the numerics behind it trust their input. */
import { totalDimension } from "./complex-matrix.ts";
import type { ComplexMatrix, Evaluator, ParameterDescription, Parameters } from "./evaluator.ts";
import { InvalidInput } from "./invalid-input.ts";
import { nearest } from "./nearest.ts";
import type { ChannelUse, JumpUse, Method, Problem } from "./problem.ts";
import { checkedHermitian, checkedState, requireFinite, spinDimensions } from "./state.ts";

/** A problem with its defaults filled in. */
export interface CheckedProblem {
  readonly spins: readonly number[];
  readonly dimensions: readonly number[];
  readonly state: ComplexMatrix;
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
  const { spins, tolerance = 1e-9, method = "quadrature", times = [0] } = problem;
  const dimensions = spinDimensions(spins);
  const state = checkedState(spins, problem.state);
  problem.channels.forEach((use, k) => {
    if ("jumps" in use) checkJumps(use, `channels[${k}]`, dimensions);
    else checkUse(use, `channels[${k}]`, spins.length);
  });
  if (times !== "steady") checkTimes(times);
  if (!(tolerance > 0 && tolerance < 1)) throw new InvalidInput(`tolerance: ${tolerance} is not in (0, 1)`);
  if (method !== "quadrature" && method !== "monte-carlo") {
    throw new InvalidInput(`method: "${String(method)}" is unknown; expected "quadrature" or "monte-carlo"`);
  }
  return {
    spins,
    dimensions,
    state,
    channels: problem.channels,
    hamiltonian: problem.hamiltonian === undefined ? null : checkedHermitian(spins, problem.hamiltonian),
    times: times === "steady" ? [Number.NaN] : times,
    steady: times === "steady",
    excess: problem.excess ?? false,
    tolerance,
    method,
    samples: severalSamples(problem.samples ?? 100_000),
    seed: positiveInteger("seed", problem.seed ?? 1),
    budget: positiveInteger("budget", problem.budget ?? 4e7),
  };
}

function checkUse({ channel, on, parameters }: ChannelUse, field: string, parties: number): void {
  if (on.length !== channel.parties.length) {
    throw new InvalidInput(
      `${field}.on: [${on.join(", ")}] has ${on.length} entries; ${channel.name} acts on ${channel.parties.length}`,
    );
  }
  checkParties(on, field, parties);
  checkParameters(channel, parameters, `${field}.parameters`);
}

function checkJumps({ jumps, on }: JumpUse, field: string, dimensions: readonly number[]): void {
  if (on.length === 0)
    throw new InvalidInput(`${field}.on: the list is empty; give the parties that the matrices act on`);
  checkParties(on, field, dimensions.length);
  if (jumps.length === 0) throw new InvalidInput(`${field}.jumps: the list is empty; give at least one matrix`);
  const dimension = totalDimension(on.map((party) => dimensions[party]));
  jumps.forEach((jump, k) => {
    if (jump.dimension !== dimension || jump.re.length !== dimension ** 2 || jump.im.length !== dimension ** 2) {
      throw new InvalidInput(
        `${field}.jumps[${k}]: ${jump.dimension} × ${jump.dimension}; parties [${on.join(", ")}] need ${dimension} × ${dimension}`,
      );
    }
    requireFinite(`${field}.jumps[${k}].re`, jump.re, dimension);
    requireFinite(`${field}.jumps[${k}].im`, jump.im, dimension);
  });
}

function checkParties(on: readonly number[], field: string, parties: number): void {
  on.forEach((party, k) => {
    if (!Number.isInteger(party) || party < 0 || party >= parties) {
      throw new InvalidInput(`${field}.on[${k}]: ${party} is no party; expected 0 to ${parties - 1}`);
    }
    if (on.indexOf(party) !== k) throw new InvalidInput(`${field}.on[${k}]: ${party} is there twice`);
  });
}

function checkParameters(channel: Evaluator, parameters: Parameters, field: string): void {
  const names = channel.parameters.map(({ name }) => name);
  for (const name of Object.keys(parameters)) {
    if (names.includes(name)) continue;
    const near = nearest(name, names);
    const remedy = near === null ? `expected ${names.join(", ") || "none"}` : `did you mean ${near}?`;
    throw new InvalidInput(`${field}.${name}: ${channel.name} has no such parameter; ${remedy}`);
  }
  for (const description of channel.parameters) checkRange(description, parameters, `${field}.${description.name}`);
}

function checkRange(description: ParameterDescription, parameters: Parameters, field: string): void {
  const { name, minimum, maximum, openMinimum, openMaximum, meaning } = description;
  if (!Object.hasOwn(parameters, name)) {
    throw new InvalidInput(`${field}: missing; expected the ${meaning}, in ${rangeText(description)}`);
  }
  const value = parameters[name];
  const inside =
    Number.isFinite(value) &&
    (openMinimum ? value > minimum : value >= minimum) &&
    (openMaximum ? value < maximum : value <= maximum);
  if (!inside) throw new InvalidInput(`${field}: ${value} is not in ${rangeText(description)}`);
}

function rangeText({ minimum, maximum, openMinimum, openMaximum }: ParameterDescription): string {
  const end = (value: number) => String(value).replace("Infinity", "inf");
  const left = openMinimum || minimum === Number.NEGATIVE_INFINITY ? "(" : "[";
  const right = openMaximum || maximum === Number.POSITIVE_INFINITY ? ")" : "]";
  return `${left}${end(minimum)}, ${end(maximum)}${right}`;
}

function checkTimes(times: readonly number[]): void {
  if (times.length === 0) throw new InvalidInput("times: the list is empty; expected ascending times ≥ 0, such as [0]");
  times.forEach((time, k) => {
    if (!(time >= 0) || !Number.isFinite(time)) throw new InvalidInput(`times[${k}]: ${time} is not in [0, inf)`);
    if (k > 0 && time <= times[k - 1]) {
      throw new InvalidInput(`times[${k}]: ${time} does not come after ${times[k - 1]}; expected ascending times`);
    }
  });
}

/** One point has no spread to take a standard error from. */
function severalSamples(value: number): number {
  if (value === 1) throw new InvalidInput("samples: 1 is too few for a standard error; expected 2 or more");
  return positiveInteger("samples", value);
}

function positiveInteger(field: string, value: number): number {
  if (!Number.isSafeInteger(value) || value <= 0) {
    throw new InvalidInput(`${field}: ${value} is not a positive integer`);
  }
  return value;
}
