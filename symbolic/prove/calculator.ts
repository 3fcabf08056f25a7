/** Exact rational arithmetic by nerdamer, whose every expression is kept until it is flushed. */
import nerdamer from "nerdamer";

/** Values by name, each an exact fraction such as `-3/5`. */
export type Values = Readonly<Record<string, string>>;

/** A denominator vanishes at the point. */
export class SingularPoint extends Error {
  override readonly name = "SingularPoint";
}

/** The value of an expression in the named values.
 *  @throws SingularPoint when a denominator vanishes
 *  @throws RangeError when the value is no rational number */
export function evaluate(expression: string, values: Values): string {
  const value = exactly(expression, values);
  if (!/^-?\d+(\/\d+)?$/.test(value)) throw new RangeError(`nerdamer: ${expression} = ${value} is no rational number`);
  return value;
}

function exactly(expression: string, values: Values): string {
  try {
    // A copy, for nerdamer puts its own objects into what it is given.
    return nerdamer(expression, { ...values }).toString();
  } catch (error) {
    if (/division by zero/i.test(String(error))) throw new SingularPoint(expression);
    throw error;
  }
}

/**
 * The values that lines such as `A = b*c + 1` define, one after the other, on top of those given. Blank lines and what
 * follows `//` are skipped.
 */
export function define(lines: string, values: Values): Values {
  const all: Record<string, string> = { ...values };
  for (const line of lines.split("\n")) {
    const [name, expression] = line
      .replace(/\/\/.*/, "")
      .split("=")
      .map((part) => part.trim());
    if (expression !== undefined) all[name] = evaluate(expression, all);
  }
  return all;
}

/** Runs a computation and forgets its expressions. */
export function withNerdamer<Result>(use: () => Result): Result {
  try {
    return use();
  } finally {
    nerdamer.flush();
  }
}
