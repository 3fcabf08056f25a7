/** Whether a job has texts of numbers or operators, whose grammar is the compiler's: no other job waits for it. */
import type { JobTexts } from "./job-texts.ts";
import { numberAt } from "./json-fields.ts";

/** Whether any stands where one may stand. */
export function needsTexts(job: unknown): boolean {
  const { constants, channels, state, spins, times, hamiltonian, observables } = Object(job) as Record<string, unknown>;
  if (constants !== undefined || [hamiltonian, observables, spins].some(hasText)) return true;
  // A word is the name of a state, or "steady".
  if ([state, times].some((value) => typeof value === "object" && hasText(value))) return true;
  if (!Array.isArray(channels)) return false;
  return channels.some((use) => {
    const { jumps, rates, parameters } = Object(use) as Record<string, unknown>;
    return hasText(jumps) || hasText(rates) || hasText(parameters);
  });
}

function hasText(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return typeof value === "string";
  return Object.values(value).some(hasText);
}

/** Numbers as they stand. */
export const withoutTexts = (): JobTexts => ({
  complex: (value, path) => ({ re: numberAt(value, path), im: 0 }),
  real: numberAt,
  operator: () => {
    throw new Error("problemOf reads a job with texts only with textsOf, from cli/read/job-texts.ts");
  },
});
