/** What the bench has found, and how it is shown. */
import { cpus } from "node:os";

interface Row {
  readonly what: string;
  readonly microseconds: number;
  /** Relative, against the reference. */
  readonly error: number | null;
  readonly note: string;
}

interface Ratio {
  readonly what: string;
  readonly value: number | null;
  readonly limit: number;
  readonly atLeast: boolean;
}

export const rows: Row[] = [];
export const ratios: Ratio[] = [];

export const row = (what: string, microseconds: number, error: number | null = null, note = ""): void => {
  rows.push({ what, microseconds, error, note });
};
export const atMost = (what: string, value: number | null, limit: number): void => {
  ratios.push({ what, value, limit, atLeast: false });
};
export const atLeast = (what: string, value: number | null, limit: number): void => {
  ratios.push({ what, value, limit, atLeast: true });
};

export const isMet = ({ value, limit, atLeast: least }: Ratio): boolean =>
  value === null || (least ? value >= limit : value <= limit);

function timeText(microseconds: number): string {
  if (Number.isNaN(microseconds)) return "–";
  if (microseconds < 1e3) return `${microseconds.toPrecision(3)} µs`;
  return microseconds < 1e6 ? `${(microseconds / 1e3).toPrecision(3)} ms` : `${(microseconds / 1e6).toPrecision(3)} s`;
}

export function tables(): string {
  const machine = `${cpus()[0].model.trim()}, ${cpus().length} processors, Node ${process.versions.node}`;
  return [
    `Measured by \`npm run bench\` on ${machine}; contenders took turns; times are the processor's, the fastest of many turns, since what else a machine does only adds.`,
    "",
    "| ratio | measured | promised |",
    "|---|---|---|",
    ...ratios.map(
      (ratio) =>
        `| ${ratio.what} | ${ratio.value === null ? "no compiler" : ratio.value.toPrecision(3)}${isMet(ratio) ? "" : " **missed**"} | ${ratio.atLeast ? "≥" : "≤"} ${ratio.limit} |`,
    ),
    "",
    "<details><summary>All times</summary>",
    "",
    "| what | time | relative error | |",
    "|---|---|---|---|",
    ...rows.map(
      ({ what, microseconds, error, note }) =>
        `| ${what} | ${timeText(microseconds)} | ${error === null ? "" : error.toExponential(0)} | ${note} |`,
    ),
    "",
    "</details>",
  ].join("\n");
}
