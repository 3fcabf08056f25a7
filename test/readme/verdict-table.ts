/** docs/verdicts.json, what `npm run verdicts` found. */
import table from "../../docs/verdicts.json" with { type: "json" };
import type { Entry } from "../../scripts/verdicts/entry.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";

export type VerdictEntry = Entry;

export const verdictEntries = table.entries as unknown as readonly VerdictEntry[];

export function matrixOf({ found: { state } }: VerdictEntry): ComplexMatrix {
  return {
    dimension: state.re.length,
    re: Float64Array.from(state.re.flat()),
    im: Float64Array.from(state.im.flat()),
  };
}
