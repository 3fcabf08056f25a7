import { type Path, Refusal } from "../../text/refusal.ts";

/** Bad input: where it stands, what was found there, what was expected and, where there is one, the remedy. */
export class InvalidInput extends Refusal {
  override readonly name = "InvalidInput";

  /** The same of a field further out.
   *  @param outer  what stands in front of the path
   *  @param inner  what it stands in place of; a path that does not begin so is not changed */
  within(outer: Path, inner: Path = []): InvalidInput {
    if (!inner.every((key, k) => this.path[k] === key)) return this;
    return new InvalidInput({ ...this, path: [...outer, ...this.path.slice(inner.length)] }, { cause: this });
  }

  /** The same of what stands in a file; what has a source keeps it. */
  of(source: string): InvalidInput {
    return this.source === null ? new InvalidInput({ ...this, source }, { cause: this }) : this;
  }
}

/** What `work` refuses is refused of a field further out, as `within` says. */
export function inside<T>(outer: Path, inner: Path, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof InvalidInput ? error.within(outer, inner) : error;
  }
}
