/** docs/verdicts.json, what `npm run verdicts` found. */
import table from "../../docs/verdicts.json" with { type: "json" };
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";

export interface VerdictEntry {
  readonly channel: string;
  readonly spin: number;
  /** The parameters that were not searched. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly verdict: string;
  readonly found: {
    readonly violated: boolean;
    readonly parameters: Readonly<Record<string, number>>;
    readonly production: number;
    readonly error: number;
    readonly quotient: number;
    readonly state: { readonly re: readonly (readonly number[])[]; readonly im: readonly (readonly number[])[] };
    readonly search: { readonly starts: number; readonly seed: number; readonly evaluations: number };
  };
}

export const verdictEntries = table.entries as unknown as readonly VerdictEntry[];

export function matrixOf({ found: { state } }: VerdictEntry): ComplexMatrix {
  return {
    dimension: state.re.length,
    re: Float64Array.from(state.re.flat()),
    im: Float64Array.from(state.im.flat()),
  };
}
