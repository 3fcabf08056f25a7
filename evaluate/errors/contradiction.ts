/** A verdict on Π ≥ 0 held against the Π of a job: what was computed has the last word. */
import type { ChannelResult, Series } from "../problem/problem.ts";

interface Held {
  readonly result: ChannelResult;
  /** What to tell where the verdict was another; null where nothing is. */
  readonly warning: string | null;
}

/**
 * The same result, or *violated* where Π is below zero by more than its bound.
 * @param field  what to call the channel
 * @param totals  Π of all channels, where this is the only one
 * @param whereOf  the name of the k-th time
 */
export function heldAgainst(
  result: ChannelResult,
  field: string,
  totals: Series | null,
  whereOf: (k: number) => string,
): Held {
  const { positivity, production } = result;
  const lowest = [production, totals]
    .flatMap((series) => (series === null ? [] : negatives(series)))
    .reduce<Negative | null>((low, one) => (low === null || one.value < low.value ? one : low), null);
  if (lowest === null || positivity === "violated") return { result, warning: null };
  const found = `${field}: ${result.channel}: Π = ${lowest.value} ± ${lowest.error.toExponential(0)} at ${whereOf(lowest.k)} is below zero`;
  return {
    result: { ...result, positivity: "violated" },
    warning: `${found}; ${remarks[positivity ?? "unknown"]}`,
  };
}

const remarks = {
  proven: "this contradicts a proof that Π ≥ 0, and is a defect: please report it with this job",
  searched: "Π ≥ 0 held in every state searched, and is violated here",
  unknown: "Π ≥ 0 is violated here",
} as const;

interface Negative {
  readonly k: number;
  readonly value: number;
  readonly error: number;
}

function negatives({ values, error }: Series): readonly Negative[] {
  return Array.from(values, (value, k) => ({ k, value, error: error[k] })).filter((one) => one.value + one.error < 0);
}
