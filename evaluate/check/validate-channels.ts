/** Where the channels that a user asks for are checked. */

import type { ChannelUse, Evaluator, ParameterDescription, Parameters } from "../../runtime/evaluator.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import {
  entriesOf,
  fieldsOf,
  matrixOf,
  reading,
  refuseShape,
  requireFiniteEntries,
  requireObject,
} from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { described } from "../../text/described.ts";
import { oneOf } from "../../text/nearest.ts";
import type { Path } from "../../text/refusal.ts";
import { listed } from "../../text/visible.ts";
import type { JumpUse } from "../problem/problem.ts";

const expectedUses = "a list of { channel, on, parameters } or { jumps, on }";

/** The entries of a list of channels, which are not looked at yet. */
export const usesOf = (uses: unknown): readonly unknown[] => entriesOf(["channels"], uses, expectedUses);

/** @throws InvalidInput  naming the use, its field, and what was expected */
export function checkedChannels(uses: unknown, spins: readonly number[]): readonly (ChannelUse | JumpUse)[] {
  const dimensions = spins.map((J) => 2 * J + 1);
  return usesOf(uses).map((given, k) => {
    const path = ["channels", k];
    const isBare = reading(path, () => {
      requireObject(path, given, "{ channel, on, parameters } or { jumps, on }");
      return Object.hasOwn(given as object, "jumps");
    });
    const use = isBare ? checkedJumps(given, path, dimensions) : checkedUse(given, path, dimensions.length);
    checkStrength(use, path, spins);
    return use;
  });
}

function checkedUse(given: unknown, path: Path, parties: number): ChannelUse {
  const expected = "{ channel, on, parameters }";
  const fields = fieldsOf(path, given, expected, ["channel", "on", "parameters"]);
  const on = entriesOf([...path, "on"], fields.on, "a list of indices of spins, such as [0]");
  const channel = compiledOf([...path, "channel"], fields.channel);
  if (on.length !== channel.parties.length) {
    throw new InvalidInput({
      path: [...path, "on"],
      found: `[${listed(on.map(described))}] of ${on.length} entries`,
      expected: `${channel.parties.length}, on which ${channel.name} acts`,
      remedy: remedyOf(channel, on),
    });
  }
  requireParties(on, path, parties);
  return { channel, on, parameters: checkedParameters(channel, fields.parameters, [...path, "parameters"]) };
}

/** Spins that a bath sees alike, in a state that stays the same under their exchange, are one spin. */
function remedyOf({ name, parties }: Evaluator, { length }: readonly unknown[]): string | null {
  if (parties.length < 2 || length <= parties.length) return null;
  const alone = name.startsWith("collective-") ? "its like on one spin" : "the channel of one spin";
  return `${length} qubits that stay symmetric under exchange are one spin J = N/2: give spins [${length / 2}] and ${alone}`;
}

/** A misspelt name in `channels["…"]` arrives as undefined.
 *  @throws InvalidInput  naming the field */
export function compiledOf(path: Path, channel: unknown): Evaluator {
  const expected = 'a compiled channel, such as channels["dephasing"] of wehrl';
  return reading(path, () => {
    requireObject(path, channel, expected);
    if (!isCompiled(channel as Partial<Evaluator>)) refuseShape(path, channel, expected);
    return channel as Evaluator;
  });
}

/** Whether Π ≥ 0 is judged for every J, or not given: modules of earlier versions lack J = 1. */
const isJudged = ({ positivity }: Evaluator["reservoirs"][number]): boolean =>
  positivity === null ||
  [positivity?.qubit, positivity?.one, positivity?.halfInteger, positivity?.integer].every(
    (verdict) => typeof verdict === "string",
  );

/** Whether a value has what is asked of an evaluator of this version. */
export function isCompiled({
  name,
  parties,
  parameters,
  reservoirs,
  strata,
  jumps,
  pointwise,
}: Partial<Evaluator>): boolean {
  return (
    typeof name === "string" &&
    [parties, parameters, reservoirs, strata].every(Array.isArray) &&
    parameters!.every((one) => typeof one?.name === "string") &&
    reservoirs!.every((one) => one != null && isJudged(one)) &&
    typeof jumps === "function" &&
    typeof pointwise?.entropyRate === "function" &&
    typeof pointwise.coefficients === "function"
  );
}

/** Below what doubles hold by the squares of spins and the sums that it is multiplied with. */
export const LARGEST = 1e290;

/** Σ rate |l|² of a channel's operators, or Σ |L_ij|² of bare jumps: the size of what moves the state. */
export function strengthOf(use: ChannelUse | JumpUse, spins: readonly number[]): number {
  const squares = (numbers: Iterable<number>) => Array.from(numbers).reduce((sum, x) => sum + x * x, 0);
  if ("jumps" in use) return use.jumps.reduce((sum, { re, im }) => sum + squares(re) + squares(im), 0);
  const { channel, on, parameters } = use;
  const own = on.map((party) => spins[party]);
  return channel.jumps(parameters, own).reduce((sum, jump) => sum + Math.abs(jump.rate) * squareOf(jump), 0);
}

/** |l|². */
export const squareOf = ({ re, im }: Jump): number =>
  [...re, ...im].reduce((sum, [x, y, z]) => sum + x * x + y * y + z * z, 0);

/** Parameters in their ranges can still give rates beyond any double: squeezing does by its cosh. */
function checkStrength(use: ChannelUse | JumpUse, path: Path, spins: readonly number[]): void {
  if (strengthOf(use, spins) < LARGEST) return;
  if ("jumps" in use)
    throw new InvalidInput({
      path: [...path, "jumps"],
      found: "matrices whose squares are beyond any double",
      expected: "smaller ones",
    });
  const given = Object.entries(use.parameters).map(([name, value]) => `${name} = ${value}`);
  throw new InvalidInput({
    path: [...path, "parameters"],
    found: `${given.join(", ")}, which give ${use.channel.name} a rate beyond any double`,
    expected: "smaller ones",
  });
}

function checkedJumps(given: unknown, path: Path, dimensions: readonly number[]): JumpUse {
  const fields = fieldsOf(path, given, "{ jumps, on }", ["jumps", "on"]);
  const on = entriesOf([...path, "on"], fields.on, "a list of indices of spins, such as [0]");
  if (on.length === 0)
    throw new InvalidInput({
      path: [...path, "on"],
      found: "an empty list",
      expected: "the parties that the matrices act on",
    });
  requireParties(on, path, dimensions.length);
  const jumps = entriesOf([...path, "jumps"], fields.jumps, "a list of matrices { dimension, re, im }");
  if (jumps.length === 0)
    throw new InvalidInput({ path: [...path, "jumps"], found: "an empty list", expected: "at least one matrix" });
  const parties: readonly number[] = on;
  const dimension = totalDimension(parties.map((party) => dimensions[party]));
  return { jumps: jumps.map((jump, k) => checkedJump(jump, [...path, "jumps", k], on, dimension)), on };
}

function checkedJump(given: unknown, path: Path, on: readonly number[], dimension: number): ComplexMatrix {
  const jump = matrixOf(path, given, "a matrix { dimension, re, im }");
  if (jump.dimension !== dimension || jump.re.length !== dimension ** 2 || jump.im.length !== dimension ** 2) {
    throw new InvalidInput({
      path,
      found: `a ${jump.dimension} × ${jump.dimension} matrix of ${jump.re.length} real and ${jump.im.length} imaginary parts`,
      expected: `${dimension} × ${dimension}, as parties [${on.join(", ")}] need`,
    });
  }
  requireFiniteEntries([...path, "re"], jump.re, dimension);
  requireFiniteEntries([...path, "im"], jump.im, dimension);
  return jump;
}

function requireParties(on: readonly unknown[], path: Path, parties: number): asserts on is readonly number[] {
  on.forEach((party, k) => {
    if (typeof party !== "number" || !Number.isInteger(party) || party < 0 || party >= parties) {
      throw new InvalidInput({
        path: [...path, "on", k],
        found: described(party),
        expected: `the index of a party, 0 to ${parties - 1}`,
      });
    }
    if (on.indexOf(party) !== k)
      throw new InvalidInput({ path: [...path, "on", k], found: `${party} twice`, expected: "each party once" });
  });
}

function checkedParameters(channel: Evaluator, given: unknown, path: Path): Parameters {
  const parameters = checkedGiven(channel, given, path);
  for (const description of channel.parameters) {
    const { name, meaning } = description;
    if (Object.hasOwn(parameters, name)) continue;
    throw new InvalidInput({
      path: [...path, name],
      found: "nothing",
      expected: `the ${meaning}, in ${rangeText(description)}`,
    });
  }
  return parameters;
}

/** Parameters that are there, of which some may be left out: their names and ranges.
 *  @throws InvalidInput  naming the parameter */
export function checkedGiven(channel: Evaluator, given: unknown, path: Path): Parameters {
  const names = channel.parameters.map(({ name }) => name);
  return reading(path, () => {
    requireObject(path, given, `an object with ${names.join(", ")}`);
    const own = Reflect.ownKeys(given as object).map((name) => {
      if (typeof name === "string" && names.includes(name)) return [name, (given as Parameters)[name]] as const;
      const found = `no parameter of ${channel.name}`;
      throw new InvalidInput({ path: [...path, String(name)], found, ...oneOf(String(name), names) });
    });
    const parameters = Object.fromEntries(own);
    for (const description of channel.parameters) {
      if (Object.hasOwn(parameters, description.name)) checkRange(description, parameters, path);
    }
    return parameters;
  });
}

function checkRange(description: ParameterDescription, parameters: Parameters, path: Path): void {
  const { name, minimum, maximum, openMinimum, openMaximum } = description;
  const value = parameters[name];
  const inside =
    Number.isFinite(value) &&
    (openMinimum ? value > minimum : value >= minimum) &&
    (openMaximum ? value < maximum : value <= maximum);
  if (!inside)
    throw new InvalidInput({
      path: [...path, name],
      found: described(value),
      expected: `the ${description.meaning}, in ${rangeText(description)}`,
    });
}

function rangeText({ minimum, maximum, openMinimum, openMaximum }: ParameterDescription): string {
  const end = (value: number) => String(value).replace("Infinity", "inf");
  const left = openMinimum || minimum === Number.NEGATIVE_INFINITY ? "(" : "[";
  const right = openMaximum || maximum === Number.POSITIVE_INFINITY ? ")" : "]";
  return `${left}${end(minimum)}, ${end(maximum)}${right}`;
}
