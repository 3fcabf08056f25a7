/** A session with Algebrite, whose state is global: it is cleared before and after. */
import Algebrite from "algebrite";

export interface Session {
  /** Keeps the value of an expression under a name, the same for the same text. */
  define(text: string): string;
  /** The value of an expression. */
  value(text: string): string;
}

/** @throws RangeError with the expression that Algebrite refuses */
function run(text: string): string {
  const result = Algebrite.run(text);
  if (/Stop:/.test(result)) throw new RangeError(`Algebrite: ${result} in ${text.slice(0, 200)}`);
  return result;
}

export function withAlgebrite<Result>(use: (session: Session) => Result): Result {
  const names = new Map<string, string>();
  const define = (text: string): string => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = `f${names.size}`;
    run(`${name}=${text}`);
    names.set(text, name);
    return name;
  };
  try {
    run("clearall");
    return use({ define, value: run });
  } finally {
    run("clearall");
  }
}
