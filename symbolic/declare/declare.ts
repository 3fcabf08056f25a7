/** The one place where a declaration (declaration.ts) is taken and validated. */

import { oneOf } from "../../text/nearest.ts";
import { type Issue, Refusal } from "../../text/refusal.ts";
import { listed, quoted } from "../../text/visible.ts";
import { type Units, unitsOf } from "../algebra/angle-units.ts";
import { applyFunction } from "../algebra/functions.ts";
import type { Ranges } from "../algebra/interval.ts";
import { limits, TooLarge } from "../algebra/limits.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { functionNames } from "../algebra/role.ts";
import { equals, gather, type SpinOperator } from "../algebra/spin-operator.ts";
import { namesInFormulas, parameter } from "../algebra/symbol.ts";
import type {
  Channel,
  ChannelDeclaration,
  KossakowskiDeclaration,
  Parameter,
  ParameterDeclaration,
  Reservoir,
} from "./declaration.ts";
import { mistakeInShape } from "./declared-shape.ts";
import { MistakeInText, SyntaxMistake } from "./mistakes.ts";
import { readReservoir } from "./read-reservoir.ts";
import { exactInverse, type Meaning, parseInterval } from "./read-text.ts";
import { isNonNegative } from "./sign.ts";

/** Declares a channel; the compiler validates it. */
export const channel = (declaration: ChannelDeclaration): ChannelDeclaration => declaration;

const kossakowskiText = ({ operators, matrix }: KossakowskiDeclaration): string =>
  `Kossakowski matrix [${matrix.map((row) => `[${row.join(", ")}]`).join(", ")}] on ${operators.join(", ")}`;

/** A mistake in a declaration: in which channel, where in it, what was found, what was expected, and the remedy. */
export class InvalidDeclaration extends Refusal {
  override readonly name = "InvalidDeclaration";
}

/** Symbols that formulas have of their own. */
// biome-ignore format: a list
const reserved = [
  "i", "pi", "rho", "D", "J", "Jx", "Jy", "Jz", "inf", "theta", "phi",
  ...namesInFormulas, ...functionNames,
];

/** What replaces parameters: a number, or another parameter. */
export type Fixed = ReadonlyMap<string, Polynomial>;

/** Ends the validation with what is wrong. */
type Fail = (issue: Issue) => never;

/**
 * @param fixed  what parameters are equal to: the channel there, with the same parameters declared
 * @throws InvalidDeclaration pointing at the character of the first mistake
 */
export function validate(declaration: ChannelDeclaration, fixed: Fixed = new Map()): Channel {
  const { name, cites } = declaration;
  const fail: Fail = (issue) => {
    throw new InvalidDeclaration({ ...issue, source: `channel ${quoted(String(name))}` });
  };
  if (typeof name !== "string" || name.length > limits.name || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    fail({
      path: ["name"],
      found: "another name",
      expected: `lower-case words joined by hyphens, such as spin-pumping, of at most ${limits.name} characters`,
    });
  const shape = mistakeInShape({ ...declaration });
  if (shape !== undefined) fail(shape);
  const more = declaration.parties.length > 1 && declaration.parties.at(-1) === MORE;
  const parties = more ? declaration.parties.slice(0, -1) : declaration.parties;
  requireLabels(parties, fail);
  requireFew("reservoirs", Object.keys(declaration.reservoirs).length, fail);
  const parameters = Object.entries(declaration.parameters).map(([parameter, declared]) =>
    readParameter(parameter, declared, fail),
  );
  requireFew("parameters", parameters.length, fail);
  const ranges: Ranges = new Map(parameters.map(({ name, range }) => [name, range]));
  const read = (meaning: Meaning, isGeneric: boolean): readonly Reservoir[] =>
    Object.entries(declaration.reservoirs).map(([reservoir, declared]) =>
      withPointer(reservoir, fail, (): Reservoir => {
        const text = typeof declared === "string" ? declared : kossakowskiText(declared);
        return { name: reservoir, text, ...readReservoir(declared, meaning, ranges, isGeneric) };
      }),
    );
  const reservoirs = withUnits(meaningOf(parties, ranges, fixed), ranges, fixed.size === 0, read);
  if (reservoirs.length === 0)
    fail({
      path: ["reservoirs"],
      found: "no reservoir",
      expected: "at least one",
      remedy: 'write reservoirs: { bath: "Gamma*D[J-]" }',
    });
  if (more) requireAlike(parties, reservoirs, fail);
  return { name, cites, parties, more, parameters, reservoirs };
}

function requireFew(what: "parties" | "parameters" | "reservoirs", count: number, fail: Fail): void {
  if (count > limits[what]) fail({ path: [what], found: `${count}`, expected: `at most ${limits[what]}` });
}

function requireLabels(parties: readonly string[], fail: Fail): void {
  if (parties.length === 0)
    fail({ path: ["parties"], found: "no party", expected: "at least one", remedy: 'write parties: ["a"]' });
  requireFew("parties", parties.length, fail);
  parties.forEach((party, k) => {
    if (party.length <= limits.name && /^[A-Za-z][A-Za-z0-9]*$/.test(party)) return;
    const expected = `a label of at most ${limits.name} letters and digits, such as "a"`;
    fail({ path: ["parties", k], found: quoted(party), expected });
  });
  if (new Set(parties.map((party) => party.toLowerCase())).size !== parties.length)
    fail({ path: ["parties"], found: `${listed(parties)}, which are not distinct`, expected: "each label once" });
}

/** Stands for any more spins, which are seen as those before it are. */
const MORE = "...";

function requireAlike(parties: readonly string[], reservoirs: readonly Reservoir[], fail: Fail): void {
  const path = ["parties"];
  if (parties.length !== 2)
    fail({
      path,
      found: `"${MORE}" after ${parties.length}`,
      expected: "two labels before it, for spins that are seen alike",
    });
  const operators = reservoirs.flatMap(({ dissipators }) => dissipators.map(({ operator }) => operator));
  if (operators.every((operator) => equals(operator, exchanged(operator, parties)))) return;
  fail({
    path,
    found: `"${MORE}" after spins that an operator tells apart`,
    expected: "operators in which they can be exchanged",
  });
}

const exchanged = (operator: SpinOperator, [a, b]: readonly string[]): SpinOperator =>
  gather(
    operator.map(({ coefficient, word }) => ({
      coefficient,
      word: word.map(({ ladder, party }) => ({ ladder, party: party === a ? b : a })),
    })),
  );

function readParameter(name: string, { range, unit, meaning }: ParameterDeclaration, fail: Fail): Parameter {
  if (name.length > limits.name || !/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || reserved.includes(name))
    fail({
      path: ["parameters", name],
      found: "no name for a parameter",
      expected: `at most ${limits.name} letters and digits, and none of ${reserved.join(", ")}`,
    });
  const interval =
    (range.length <= limits.name ? parseInterval(range) : undefined) ??
    fail({ path: ["parameters", name, "range"], found: quoted(range), expected: 'an interval such as "[0, inf)"' });
  return { name, range: interval, unit, meaning };
}

/** Reads a reservoir, of which a mistake in its text is one. */
function withPointer<Result>(reservoir: string, fail: Fail, readIt: () => Result): Result {
  try {
    return readIt();
  } catch (error) {
    if (!(error instanceof TooLarge || error instanceof MistakeInText)) throw error;
    return fail({ ...error, path: ["reservoirs", reservoir] });
  }
}

/** Reads twice: what functions are applied to gives the units that they are expressed in; only then are signs and zeros what they are. */
function withUnits(
  meaning: Omit<Meaning, "apply">,
  ranges: Ranges,
  isGeneric: boolean,
  read: (meaning: Meaning, isGeneric: boolean) => readonly Reservoir[],
): readonly Reservoir[] {
  const found = { circular: [] as Polynomial[], real: [] as Polynomial[], kinds: new Set<string>() };
  const applied = (units: Units, isMixed: boolean): Meaning => ({
    ...meaning,
    apply: (name, argument) => {
      const isPhase = name === "exp" && p.isZero(p.realPart(argument));
      const angle = isPhase ? p.imaginaryPart(argument) : argument;
      const isCircular = isPhase || name === "cos" || name === "sin";
      if (!p.isZero(angle) && name !== "sqrt") (isCircular ? found.circular : found.real).push(angle);
      if (!isCircular && name !== "sqrt") found.kinds.add(name === "exp" ? "exp" : "hyperbolic");
      return applyFunction(name, argument, {
        units,
        isMixed,
        isNonNegative: (polynomial) => isNonNegative(polynomial, ranges),
      });
    },
  });
  read(applied({ circular: [], real: [] }, false), false);
  const unitsIn = (angles: readonly Polynomial[]) => (angles.length === 0 ? [] : unitsOf(angles));
  const units = { circular: unitsIn(found.circular), real: unitsIn(found.real) };
  return read(applied(units, found.kinds.size === 2), isGeneric);
}

function meaningOf(parties: readonly string[], ranges: Ranges, fixed: Fixed): Omit<Meaning, "apply"> {
  const name = (text: string, at: number): Polynomial => {
    const value = fixed.get(text);
    if (value !== undefined) return value;
    if (ranges.has(text)) return p.symbol(parameter(text));
    if (text === "rho") throw new SyntaxMistake({ found: "rho", expected: "rho only at the end of [L, [L, rho]]" }, at);
    const known = oneOf(text, [...ranges.keys()]);
    throw new SyntaxMistake({ found: `unknown parameter ${quoted(text)}`, ...known }, at);
  };
  const party = (label: string | undefined, at: number): string => {
    if (label === undefined) {
      if (parties.length === 1) return parties[0];
      throw new SyntaxMistake(
        { found: "an operator of no party", expected: `one with [${parties.join("] or [")}]` },
        at,
      );
    }
    if (parties.includes(label)) return label;
    throw new SyntaxMistake({ found: `${quoted(label)}, no declared party`, ...oneOf(label, parties) }, at);
  };
  return { name, party, inverse: exactInverse };
}
