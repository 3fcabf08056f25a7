/** A verdict on Π ≥ 0 held against the Π of a job: what was computed has the last word. */
import type { ChannelResult, Series } from "../problem/problem.ts";

interface Held {
  readonly result: ChannelResult;
  /** What to tell where the verdict was another; null where nothing is. */
  readonly warning: string | null;
}

/**
 * The same result, its Π held to be *violated*.
 * @param field  what to call the channel
 * @param series  Π of the channel by itself or with all others, below zero somewhere by more than its bound
 * @param whereOf  the name of the k-th time
 */
export function contradicted(
  result: ChannelResult,
  field: string,
  series: readonly Series[],
  whereOf: (k: number) => string,
): Held {
  const { positivity } = result;
  if (positivity === "violated") return { result, warning: null };
  const lowest = series.flatMap(negatives).reduce((low, one) => (one.value < low.value ? one : low));
  const found = `${field}: ${result.channel}: Π = ${lowest.value} ± ${lowest.error.toExponential(0)} at ${whereOf(lowest.k)} is below zero`;
  return {
    result: { ...result, positivity: "violated", proof: null },
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
