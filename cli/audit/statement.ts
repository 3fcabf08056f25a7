/** What the project's own README states, and what testing it found. */
import type { Finding } from "./claim.ts";

export interface Tested {
  readonly holds: boolean;
  readonly evidence: string;
}

/** What was found of the claims of the paper. */
export interface Findings {
  of(claim: string): Finding;
  all(): readonly Finding[];
}

export interface Statement {
  /** What `wehrl audit <name>` takes. */
  readonly name: string;
  /** Sentences and rows of tables in README.md, in its own markup, with white space of one blank. */
  readonly quotes: readonly string[];
  test(findings: Findings): Tested;
}
