/** The texts of a job, with its constants: numbers and operators in the notation of declarations. They are read, never run. */
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import {
  type ComplexNumber,
  type Constants,
  isReserved,
  type OperatorTerm,
  readNumberText,
  readOperatorText,
} from "../../symbolic/declare/operator-text.ts";
import { type Path, Refusal } from "../../text/refusal.ts";
import { quoted } from "../../text/visible.ts";
import { limits } from "./job-limits.ts";
import { numberAt, objectAt, refuse } from "./json-fields.ts";

/** How a job's texts are read; all refuse with the path that they are given, and point at the first mistake. */
export interface JobTexts {
  /** A number, or the text of one. */
  readonly complex: (value: unknown, path: Path) => ComplexNumber;
  readonly real: (value: unknown, path: Path) => number;
  /** @param spins  J of each, by whose indices operators are named
   *  @param instead  what else may be given */
  readonly operator: (
    text: string,
    path: Path,
    spins: readonly number[],
    instead: string | null,
  ) => readonly OperatorTerm[];
}

/** @param constants  the job's field of that name: { "w": 0.5, "g": "0.1*w" }
 *  @throws InvalidInput  naming a constant that has no value, or one that is needed for its own */
export function textsOf(constants: unknown): JobTexts {
  const known = constants === undefined ? new Map() : constantsOf(constants);
  const complex = (value: unknown, path: Path) => complexAt(value, path, known);
  return {
    complex,
    real: (value, path) => realOf(complex(value, path), value, path),
    operator: (text, path, spins, instead) =>
      reading(text, path, instead, () =>
        readOperatorText(text, spins, { constants: known, limits: limits.expansion, instead }),
      ),
  };
}

function complexAt(value: unknown, path: Path, constants: Constants): ComplexNumber {
  if (typeof value !== "string") return { re: numberAt(value, path), im: 0 };
  return reading(value, path, null, () =>
    readNumberText(value, { constants, limits: limits.expansion, instead: null }),
  );
}

function realOf({ re, im }: ComplexNumber, value: unknown, path: Path): number {
  if (im !== 0) refuse(path, value, "a real number");
  return re;
}

function reading<Read>(text: string, path: Path, instead: string | null, read: () => Read): Read {
  if (text.length > limits.text) {
    const found = `a text of ${text.length} characters`;
    throw new InvalidInput({ path, found, expected: `at most ${limits.text}`, remedy: instead });
  }
  try {
    return read();
  } catch (error) {
    throw error instanceof Refusal ? new InvalidInput({ ...error, path }) : error;
  }
}

/** Each may need others, in any order. */
function constantsOf(value: unknown): Constants {
  const given = objectAt(value, ["constants"], 'an object such as { "w": 0.5, "g": "0.1*w" }');
  const names = Object.keys(given);
  if (names.length > limits.constants) refuse(["constants"], value, `at most ${limits.constants} constants`);
  names.forEach(requireName);
  const known = new Map<string, ComplexNumber>();
  const open: string[] = [];
  const settle = (name: string): void => {
    if (known.has(name)) return;
    const path = ["constants", name];
    if (open.includes(name)) {
      const found = `${quoted(name)}, which needs itself: ${[...open.slice(open.indexOf(name)), name].join(" → ")}`;
      throw new InvalidInput({ path, found, expected: "constants that lead to numbers" });
    }
    open.push(name);
    const text = given[name];
    if (typeof text === "string") for (const used of namesIn(text)) if (Object.hasOwn(given, used)) settle(used);
    open.pop();
    known.set(name, complexAt(text, path, known));
  };
  names.forEach(settle);
  return known;
}

const namesIn = (text: string): readonly string[] =>
  text.length > limits.text ? [] : (text.match(/(?<![A-Za-z0-9_])[A-Za-z_][A-Za-z0-9_]*/g) ?? []);

function requireName(name: string): void {
  const path = ["constants", name];
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name)) {
    const expected = "letters, digits and _, at most 64, a letter first";
    throw new InvalidInput({ path: ["constants"], found: `the name ${quoted(name)}`, expected });
  }
  if (!isReserved(name)) return;
  throw new InvalidInput({
    path,
    found: `${quoted(name)}, which means something else in every text`,
    expected: "another name",
  });
}
