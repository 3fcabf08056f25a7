/** Two results of one job, number by number. */

export interface Change {
  /** Such as `production[3]`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  /** |after − before| / |before|; ∞ where one of them is no number. */
  readonly change: number;
  /** The larger of both bounds on the error of the number, 0 where it has none. */
  readonly error: number;
}

interface Changes {
  readonly compared: number;
  readonly found: readonly Change[];
}

/** A change of the last digits, or one that the error of the number allows. */
export const isWithin = ({ before, after, change, error }: Change): boolean =>
  change <= 1e-13 || (typeof before === "number" && typeof after === "number" && Math.abs(after - before) <= error);

/** How a number was found, and what it took: no results. */
const apart: ReadonlySet<string> = new Set(["error", "evaluations", "warnings", "version", "seconds"]);

/** Closure is what two ways to the rate differ by. */
const boundOf: Readonly<Record<string, string>> = { closure: "entropyRate" };

/** @param before, after  results as `wehrl run --json` prints them */
export function changesBetween(before: unknown, after: unknown): Changes {
  const found: Change[] = [];
  let compared = 0;
  const visit = (a: unknown, b: unknown, errors: readonly unknown[], path: string): void => {
    if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
      a.forEach((entry, k) => {
        visit(
          entry,
          b[k],
          errors.map((each) => entryOf(each, k)),
          `${path}[${k}]`,
        );
      });
    } else if (isRecord(a) && isRecord(b)) {
      const own = [entryOf(a, "error"), entryOf(b, "error")];
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
        if (apart.has(key)) continue;
        const inherited = own.some((each) => each !== undefined) ? own : errors;
        visit(
          a[key],
          b[key],
          // That of a number that stands with its bound, { value, error }, is a number itself.
          inherited.map((each) =>
            key === "value" && typeof each === "number" ? each : entryOf(each, boundOf[key] ?? key),
          ),
          path === "" ? key : `${path}.${key}`,
        );
      }
    } else {
      compared++;
      if (a !== b) found.push({ path, before: a, after: b, change: relative(a, b), error: largestOf(errors) });
    }
  };
  visit(before, after, [], "");
  return { compared, found };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const entryOf = (value: unknown, key: string | number): unknown =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string | number, unknown>>)[key] : undefined;

const largestOf = (errors: readonly unknown[]): number =>
  errors.reduce<number>((most, each) => (typeof each === "number" ? Math.max(most, each) : most), 0);

const relative = (a: unknown, b: unknown): number =>
  typeof a === "number" && typeof b === "number" ? Math.abs(b - a) / Math.abs(a) : Number.POSITIVE_INFINITY;
