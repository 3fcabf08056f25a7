/** Where jumps that a user gives are checked. */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import {
  entriesOf,
  fieldsOf,
  matrixOf,
  numbersOf,
  reading,
  refuseShape,
  requireFiniteEntries,
  requireObject,
} from "../../spins/input/given.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { described } from "../../text/described.ts";
import type { Path } from "../../text/refusal.ts";
import { listed, quoted } from "../../text/visible.ts";
import type { LinearJump } from "../jumps/linear-part.ts";
import type { JumpUse } from "../problem/problem.ts";

/** @param spins  J of every party of the whole */
export function checkedJumps(given: unknown, path: Path, spins: readonly number[]): JumpUse {
  const fields = fieldsOf(path, given, "{ jumps, on }", ["jumps", "on", "reservoir"]);
  const on = entriesOf([...path, "on"], fields.on, "a list of indices of spins, such as [0]");
  if (on.length === 0)
    throw new InvalidInput({
      path: [...path, "on"],
      found: "an empty list",
      expected: "the parties that the matrices act on",
    });
  requireParties(on, path, spins.length);
  const jumps = entriesOf([...path, "jumps"], fields.jumps, "a list of matrices { dimension, re, im }");
  if (jumps.length === 0)
    throw new InvalidInput({ path: [...path, "jumps"], found: "an empty list", expected: "at least one matrix" });
  const { reservoir } = fields;
  if (reservoir !== undefined && (typeof reservoir !== "string" || reservoir === ""))
    refuseShape([...path, "reservoir"], reservoir, "the name of a reservoir");
  return {
    jumps: jumps.map((jump, k) => checkedJump(jump, [...path, "jumps", k], on, spins)),
    on,
    ...(reservoir === undefined ? {} : { reservoir: reservoir as string }),
  };
}

function checkedJump(
  given: unknown,
  path: Path,
  on: readonly number[],
  spins: readonly number[],
): ComplexMatrix | LinearJump {
  const expected = "a matrix { dimension, re, im }, or components { re: [[x, y, z]], im: [[x, y, z]] }";
  const isMatrix = reading(path, () => {
    requireObject(path, given, expected);
    return Object.hasOwn(given as object, "dimension");
  });
  if (!isMatrix) return checkedLinear(given, path, on, expected);
  const dimension = totalDimension(on.map((party) => 2 * spins[party] + 1));
  const jump = matrixOf(path, given, expected);
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

function checkedLinear(given: unknown, path: Path, on: readonly number[], expected: string): LinearJump {
  const fields = fieldsOf(path, given, expected, ["re", "im", "constant"]);
  const part = (which: "re" | "im"): LinearJump["re"] => {
    const place = [...path, which];
    const rows = entriesOf(place, fields[which], `[x, y, z] for each of parties [${listed(on.map(String))}]`);
    if (rows.length !== on.length)
      throw new InvalidInput({
        path: place,
        found: `${rows.length} entries`,
        expected: `${on.length}, one for each party`,
      });
    return rows.map((row, k) => components(row, [...place, k]));
  };
  const { constant } = fields;
  if (constant === undefined) return { re: part("re"), im: part("im") };
  const own = fieldsOf([...path, "constant"], constant, "{ re, im }", ["re", "im"]);
  const [re, im] = numbersOf([...path, "constant"], [own.re, own.im], "{ re, im }");
  requireFiniteEntries([...path, "constant"], [re, im], 2);
  return { re: part("re"), im: part("im"), constant: { re, im } };
}

function components(given: unknown, path: Path): readonly [number, number, number] {
  const numbers = numbersOf(path, given, "[x, y, z]");
  if (numbers.length !== 3) throw new InvalidInput({ path, found: `${numbers.length} entries`, expected: "[x, y, z]" });
  requireFiniteEntries(path, numbers, 3);
  return [numbers[0], numbers[1], numbers[2]];
}

export function requireParties(on: readonly unknown[], path: Path, parties: number): asserts on is readonly number[] {
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

interface Placed {
  readonly use: ChannelUse | JumpUse;
  /** In the list, or that of the first of its name. */
  readonly place: number;
}

/** Jumps of one reservoir by name on the same parties, together.
 *  @param entries  of each, for a refusal
 *  @throws InvalidInput  where some of one name share a party and have others besides */
export function joined(uses: readonly (ChannelUse | JumpUse)[], entries: readonly number[]): readonly Placed[] {
  const all: Placed[] = [];
  uses.forEach((use, place) => {
    const found = all.findIndex((one) => isSameReservoir(one, { use, place }, entries));
    const before = all[found]?.use;
    if (before !== undefined && "jumps" in before && "jumps" in use)
      all[found] = { ...all[found], use: { ...before, jumps: [...before.jumps, ...use.jumps] } };
    else all.push({ use, place });
  });
  return all;
}

function isSameReservoir(first: Placed, { use, place }: Placed, entries: readonly number[]): boolean {
  const { use: before } = first;
  if (!("jumps" in before && "jumps" in use) || use.reservoir === undefined) return false;
  if (before.reservoir !== use.reservoir || !use.on.some((party) => before.on.includes(party))) return false;
  if (use.on.join() === before.on.join()) return true;
  throw new InvalidInput({
    path: ["channels", entries[place], "on"],
    found: `[${use.on.join(", ")}] in reservoir ${quoted(use.reservoir)}, which channels[${entries[first.place]}] has on [${before.on.join(", ")}]`,
    expected: "the same list, or no spin in common",
    remedy: "list the jumps of both in one entry",
  });
}
