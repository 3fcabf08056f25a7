/** The declaration language: what a user writes, and the one place where it is validated. */
import { listed, pointedAt, quoted } from "../../text/visible.ts";
import { type Units, unitsOf } from "../algebra/angle-units.ts";
import { applyFunction } from "../algebra/functions.ts";
import { type Interval, parseInterval } from "../algebra/interval.ts";
import { limits, TooLarge } from "../algebra/limits.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { functionNames } from "../algebra/role.ts";
import { namesInFormulas, parameter } from "../algebra/symbol.ts";
import { mistakeInShape } from "./declared-shape.ts";
import type { KossakowskiDeclaration } from "./read-kossakowski.ts";
import type { Meaning } from "./read-operator.ts";
import { type ReadReservoir, readReservoir } from "./read-reservoir.ts";
import { MistakeInText } from "./reservoir-text.ts";
import { isNonNegative, type Ranges } from "./sign.ts";
import { SyntaxMistake } from "./syntax.ts";

export interface ParameterDeclaration {
  /** An interval such as `"[0, inf)"` or `"(-1, 1)"`. */
  readonly range: string;
  readonly unit: string;
  readonly meaning: string;
}

/** What a user writes: see symbolic/channels. */
export interface ChannelDeclaration {
  /** Lower case, words joined by hyphens. */
  readonly name: string;
  /** Where the dissipator comes from. */
  readonly cites: string;
  /** Labels of the spins that it acts on. */
  readonly parties: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  /** Each a sum of `rate*D[L]` and `-rate/2*[L, [L, rho]]`, or a Kossakowski matrix, by the name of the reservoir. */
  readonly reservoirs: Readonly<Record<string, string | KossakowskiDeclaration>>;
}

/** Declares a channel; the compiler validates it. */
export const channel = (declaration: ChannelDeclaration): ChannelDeclaration => declaration;

export type { KossakowskiDeclaration } from "./read-kossakowski.ts";
export type { Dissipator } from "./reservoir-text.ts";

export interface Parameter {
  readonly name: string;
  readonly range: Interval;
  readonly unit: string;
  readonly meaning: string;
}

export interface Reservoir extends ReadReservoir {
  readonly name: string;
  /** As declared. */
  readonly text: string;
}

/** A declaration that holds together. */
export interface Channel {
  readonly name: string;
  readonly cites: string;
  readonly parties: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly reservoirs: readonly Reservoir[];
}

const kossakowskiText = ({ operators, matrix }: KossakowskiDeclaration): string =>
  `Kossakowski matrix [${matrix.map((row) => `[${row.join(", ")}]`).join(", ")}] on ${operators.join(", ")}`;

/** A mistake in a declaration, in a line that names what, where, found, expected and the remedy. */
export class InvalidDeclaration extends Error {
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

/** Ends the validation with a line about what is wrong. */
type Fail = (what: string) => never;

/**
 * @param fixed  what parameters are equal to: the channel there, with the same parameters declared
 * @throws InvalidDeclaration pointing at the character of the first mistake
 */
export function validate(declaration: ChannelDeclaration, fixed: Fixed = new Map()): Channel {
  const { name, cites, parties } = declaration;
  const fail: Fail = (what) => {
    throw new InvalidDeclaration(`channel ${quoted(String(name))}: ${what}`);
  };
  if (typeof name !== "string" || name.length > limits.name || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    fail(`a name is lower-case words joined by hyphens, such as spin-pumping, of at most ${limits.name} characters`);
  const shape = mistakeInShape({ ...declaration });
  if (shape !== undefined) fail(shape);
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
  if (reservoirs.length === 0) fail(`declares no reservoir; write reservoirs: { bath: "Gamma*D[J-]" }`);
  return { name, cites, parties, parameters, reservoirs };
}

function requireFew(what: "parties" | "parameters" | "reservoirs", count: number, fail: Fail): void {
  if (count > limits[what]) fail(`${count} ${what}; a channel has at most ${limits[what]}`);
}

function requireLabels(parties: readonly string[], fail: Fail): void {
  if (parties.length === 0) fail(`declares no party; write parties: ["a"]`);
  requireFew("parties", parties.length, fail);
  for (const party of parties)
    if (party.length > limits.name || !/^[A-Za-z][A-Za-z0-9]*$/.test(party))
      fail(`party ${quoted(party)}: a label is at most ${limits.name} letters and digits, such as "a"`);
  if (new Set(parties.map((party) => party.toLowerCase())).size !== parties.length)
    fail(`the parties ${listed(parties)} are not distinct`);
}

function readParameter(name: string, { range, unit, meaning }: ParameterDeclaration, fail: Fail): Parameter {
  if (name.length > limits.name || !/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || reserved.includes(name))
    fail(
      `parameter ${quoted(name)}: choose at most ${limits.name} letters and digits, and none of ${reserved.join(", ")}`,
    );
  const interval =
    (range.length <= limits.name ? parseInterval(range) : undefined) ??
    fail(`parameter "${name}": range ${quoted(range)} is no interval such as "[0, inf)"`);
  return { name, range: interval, unit, meaning };
}

/** Reads a reservoir; a mistake in its text is shown below the text. */
function withPointer<Result>(reservoir: string, fail: Fail, readIt: () => Result): Result {
  try {
    return readIt();
  } catch (error) {
    if (error instanceof TooLarge) return fail(`reservoir ${quoted(reservoir)}: ${error.message}`);
    if (!(error instanceof MistakeInText)) throw error;
    const { text, mistake } = error;
    return fail(`reservoir ${quoted(reservoir)}: ${mistake.message}${pointedAt(text, mistake.at)}`);
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
  const units = { circular: unitsOf(found.circular), real: unitsOf(found.real) };
  return read(applied(units, found.kinds.size === 2), isGeneric);
}

function meaningOf(parties: readonly string[], ranges: Ranges, fixed: Fixed): Omit<Meaning, "apply"> {
  const name = (text: string, at: number): Polynomial => {
    const value = fixed.get(text);
    if (value !== undefined) return value;
    if (ranges.has(text)) return p.symbol(parameter(text));
    if (text === "rho") throw new SyntaxMistake("rho stands only at the end of [L, [L, rho]]", at);
    const declared = ranges.size === 0 ? "none is declared" : `declared are ${listed([...ranges.keys()])}`;
    throw new SyntaxMistake(`unknown parameter ${quoted(text)} (${declared})`, at);
  };
  const party = (label: string | undefined, at: number): string => {
    if (label === undefined) {
      if (parties.length === 1) return parties[0];
      throw new SyntaxMistake(`which party? write the operator with one of [${parties.join("], [")}]`, at);
    }
    if (parties.includes(label)) return label;
    throw new SyntaxMistake(`${quoted(label)} is no declared party (declared: ${parties.join(", ")})`, at);
  };
  return { name, party };
}
