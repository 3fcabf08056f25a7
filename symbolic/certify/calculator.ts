/** Exact rational arithmetic by nerdamer, whose every expression is kept until it is flushed. */
import nerdamer from "nerdamer";

/** Values by name, each an exact fraction such as `-3/5`. */
export type Values = Readonly<Record<string, string>>;

/** The value of an expression in the named values.
 *  @throws RangeError when it is no rational number */
export function evaluate(expression: string, values: Values): string {
  // A copy, for nerdamer puts its own objects into what it is given.
  const value = nerdamer(expression, { ...values }).toString();
  if (!/^-?\d+(\/\d+)?$/.test(value)) throw new RangeError(`nerdamer: ${expression} = ${value} is no rational number`);
  return value;
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
