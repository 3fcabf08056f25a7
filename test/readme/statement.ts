/** What the project's own README states, and what testing it found. */
import type { Finding } from "../../paper/claims/claim.ts";
import type { Library } from "./library.ts";

export interface Tested {
  readonly holds: boolean;
  readonly evidence: string;
}

export interface Statement {
  readonly name: string;
  /** Sentences and rows of tables in README.md, in its own markup, with white space of one blank. */
  readonly quotes: readonly string[];
  /** The audit's claims that it sums up, by name; default none. */
  readonly claims?: "all" | readonly string[];
  /** @param findings  of these claims, in that order */
  test(library: Library, findings: readonly Finding[]): Tested;
}
