/** What a search of `npm run verdicts` leaves in docs/verdicts.json. */
import type { Positivity } from "../../runtime/evaluator.ts";
import type { Question } from "./questions.ts";

/** What `wehrl positivity --json` prints. */
export interface Found {
  readonly violated: boolean;
  readonly parameters: Readonly<Record<string, number>>;
  /** Π with its bound, nats per unit of time. */
  readonly production: number;
  readonly error: number;
  /** Π Σ rate |l|²/|D(ρ)|² with its bound. */
  readonly quotient: number;
  readonly quotientError: number;
  readonly state: { readonly re: readonly (readonly number[])[]; readonly im: readonly (readonly number[])[] };
  readonly search: { readonly starts: number; readonly seed: number; readonly evaluations: number };
}

export interface Entry extends Question {
  /** The compiler's. */
  readonly verdict: Positivity;
  /** What was run. */
  readonly command: string;
  readonly found: Found;
}
