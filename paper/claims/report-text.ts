/** An audit for a terminal. */
import { fileWidth, type Line, labelled, page } from "../../text/columns.ts";
import type { Claim, Exhibit, Finding } from "./claim.ts";
import { show } from "./exhibits.ts";
import { isKept } from "./inequalities.ts";
import { type Audit, agrees, commandsOf, paper, tally } from "./report.ts";
import { foundText } from "./report-markdown.ts";
import { few } from "./trials.ts";

export function textOf(audit: Audit, width = fileWidth): string {
  const lines = [
    ...section(`${audit.claims.length} claims of ${paper}: ${tally(audit)}`, audit.claims.map(claimLines)),
    ...section("Values from elsewhere", audit.validation.length === 0 ? [] : [valueLines(audit)]),
    ...section("Inequalities", audit.inequalities.length === 0 ? [] : [inequalityLines(audit)]),
  ];
  return `${page(lines, width).trimEnd()}\n`;
}

const section = (title: string, blocks: readonly (readonly Line[])[]): readonly Line[] =>
  blocks.length === 0 ? [] : [title, "═".repeat(title.length), "", ...blocks.flatMap((block) => [...block, ""])];

const entry = (label: string, text: string): readonly Line[] => labelled(`  ${label}`, text);

function claimLines({ claim, finding }: { readonly claim: Claim; readonly finding: Finding }): readonly Line[] {
  return [
    `${claim.name} — ${finding.verdict}`,
    ...entry("claim", `${claim.says} (${claim.where})`),
    ...entry("evidence", finding.evidence.replaceAll("`", "")),
    ...(finding.exhibits ?? []).flatMap(exhibitLines),
    ...commandsOf(claim).flatMap((command, k) => entry(k === 0 ? "command" : "", command)),
  ];
}

function exhibitLines({ name, matrix, l1Coherence, relativeEntropyOfCoherence, production }: Exhibit): readonly Line[] {
  const measures = `C = ${l1Coherence.toFixed(6)}, C_rel = ${relativeEntropyOfCoherence.toFixed(6)}, Π = ${show(production)}`;
  const cells = matrix.map((row) => row.map((value) => String(Number(value.toFixed(6)))));
  const width = Math.max(...cells.flat().map((cell) => cell.length)) + 2;
  const indent = " ".repeat(13);
  return [
    ...entry("state", `${name}: ${measures}, ρ =`),
    ...cells.map((row) => indent + row.map((cell) => cell.padStart(width)).join("")),
  ];
}

function valueLines({ validation }: Audit): readonly Line[] {
  const cells = validation.map((value) => [
    value.what,
    value.formula,
    foundText(value),
    `${few(value.found.value - value.known)}${agrees(value) ? "" : " DIFFERS"}`,
  ]);
  const sources = validation.map(
    ({ source, sampled }) => `${source}${sampled ? "; in brackets the standard error" : ""}`,
  );
  return grouped(sources, ["known", "found", "off by"], cells);
}

function inequalityLines({ inequalities }: Audit): readonly Line[] {
  const cells = inequalities.map((one) => [one.what, show(one.margin), isKept(one) ? "holds" : "FAILS"]);
  return grouped(
    inequalities.map(({ tried, source }) => `${source}; ${tried}`),
    ["least margin", ""],
    cells,
  );
}

/** Rows in columns, under a line for what neighbours have in common. */
function grouped(
  groups: readonly string[],
  header: readonly string[],
  cells: readonly (readonly string[])[],
): readonly Line[] {
  const titled = [["", ...header], ...cells];
  const sizes = titled[0].map((_, k) => Math.max(...titled.map((row) => columnsOf(row[k]))));
  const padded = (cell: string, k: number) => cell + " ".repeat(sizes[k] - columnsOf(cell));
  const line = (row: readonly string[]) => `  ${row.map(padded).join("  ")}`.trimEnd();
  return [
    line(titled[0]),
    ...cells.flatMap((row, k) => [
      ...(groups[k] === groups[k - 1] ? [] : ["", ...labelled("", groups[k], 0)]),
      line(row),
    ]),
  ];
}

/** The columns of a terminal that a text takes: the bar of n̄ has none of its own. */
const columnsOf = (text: string): number => [...text.replaceAll(/\p{M}/gu, "")].length;
