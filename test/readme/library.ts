/** What the README's statements are about: what the audit tests, and how the compiler and the search for Π < 0 judge. */
import { searchPositivity } from "../../evaluate/positivity/search.ts";
import { guard } from "../../evaluate/prepare/guard.ts";
import { type Library as Audited, library as audited } from "../../paper/claims/library.ts";
import { declared } from "./declared.ts";
import { type VerdictEntry, verdictEntries } from "./verdict-table.ts";

export interface Library extends Audited {
  readonly declared: typeof declared;
  readonly verdictEntries: readonly VerdictEntry[];
  readonly guard: typeof guard;
  readonly searchPositivity: typeof searchPositivity;
}

/** As it is published. */
export const library: Library = { ...audited, declared, verdictEntries, guard, searchPositivity };
