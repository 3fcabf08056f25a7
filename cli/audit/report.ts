/** Findings as text for a terminal, as the page docs/audit.md, as JSON. */

import { labelled } from "../columns.ts";
import { conventions } from "../conventions.ts";
import type { Claim, Exhibit, Finding } from "./claim.ts";
import { show } from "./states.ts";
import type { Value } from "./validation.ts";

export interface Audit {
  readonly claims: readonly { readonly claim: Claim; readonly finding: Finding }[];
  readonly validation: readonly Value[];
}

const paper = "Zicari et al., New J. Phys. 25, 013030 (2023)";

/** The bound, or what the known value's own digits leave open. */
const agrees = ({ known, found, formula }: Value): boolean => {
  const digits = /^\d+\.(\d+)$/.exec(formula)?.[1].length;
  const open = digits === undefined ? 1e-13 * Math.abs(known) : 0.51 * 10 ** -digits;
  return Math.abs(found.value - known) <= found.error + open;
};

export const isSound = ({ validation }: Audit): boolean => validation.every(agrees);

export function textOf({ claims, validation }: Audit): string {
  const lines = [`Claims of ${paper}`, ""];
  for (const { claim, finding } of claims) {
    lines.push(
      ...labelled(claim.name, "", 22).filter((line) => line.trim() !== ""),
      ...labelled("  claim", `${claim.says} (${claim.where})`),
      ...labelled("  verdict", finding.verdict),
      ...labelled("  evidence", finding.evidence),
      ...(finding.exhibits ?? []).flatMap((exhibit) => labelled("  state", exhibitLine(exhibit))),
      ...labelled("  command", commandOf(claim)),
      "",
    );
  }
  if (validation.length > 0) {
    lines.push("Values from elsewhere", "");
    for (const value of validation) {
      lines.push(
        ...labelled(
          agrees(value) ? "  agrees" : "  DIFFERS",
          `${value.what}: ${value.formula} = ${value.known.toPrecision(12)}; found ${show(value.found)} (${value.source})`,
        ),
      );
    }
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

const commandOf = (claim: Claim): string =>
  [`wehrl audit ${claim.name}`, ...(claim.see === undefined ? [] : [claim.see])].join("; ");

function exhibitLine({ name, matrix, l1Coherence, relativeEntropyOfCoherence, production }: Exhibit): string {
  return `${name}: ρ = ${rows(matrix)}; C = ${l1Coherence.toFixed(6)}, C_rel = ${relativeEntropyOfCoherence.toFixed(6)}, Π = ${show(production)}`;
}

const rows = (matrix: Exhibit["matrix"]): string =>
  `[${matrix.map((row) => `[${row.map((entry) => Number(entry.toFixed(6))).join(", ")}]`).join(", ")}]`;

export function markdownOf({ claims, validation }: Audit): string {
  const out = [
    "# The paper's claims, tested",
    "",
    `Written by \`wehrl audit --markdown --out docs/audit.md\`; do not edit. The paper is ${paper}. Rates are in units of λ or Γ̄ = Γ(2n̄ + 1); ± is a bound on the error; all seeds are fixed, so that the same numbers come out again.`,
    "",
    "| claim | where | verdict | evidence | command |",
    "|---|---|---|---|---|",
    ...claims.map(({ claim, finding }) =>
      row([
        claim.says,
        claim.where,
        `*${finding.verdict}*`,
        finding.evidence,
        `\`${commandOf(claim).replace("; ", "`, `")}\``,
      ]),
    ),
    "",
    "## States that bear witness",
    "",
    ...claims.flatMap(({ claim, finding }) =>
      (finding.exhibits ?? []).length === 0 ? [] : exhibitsOf(claim, finding.exhibits!),
    ),
    "## Values from elsewhere",
    "",
    "| quantity | known | found | difference | source |",
    "|---|---|---|---|---|",
    ...validation.map((value) =>
      row([
        value.what,
        `${value.formula}${/^[\d.]+$/.test(value.formula) ? "" : ` = ${value.known.toPrecision(12)}`}`,
        show(value.found),
        `${Math.abs(value.found.value - value.known).toExponential(0)}${agrees(value) ? "" : " **differs**"}`,
        value.source,
      ]),
    ),
    "",
  ];
  return out.join("\n");
}

function exhibitsOf(claim: Claim, exhibits: readonly Exhibit[]): readonly string[] {
  return [
    `**${claim.says}** (\`wehrl audit ${claim.name}\`)`,
    "",
    "| state | ρ | C | C_rel | Π |",
    "|---|---|---|---|---|",
    ...exhibits.map((one) =>
      row([
        one.name,
        `\`${rows(one.matrix)}\``,
        one.l1Coherence.toFixed(6),
        one.relativeEntropyOfCoherence.toFixed(6),
        show(one.production),
      ]),
    ),
    "",
  ];
}

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`;

export function documentOf({ claims, validation }: Audit): object {
  return {
    schema: "wehrl.audit/1",
    paper,
    conventions,
    claims: claims.map(({ claim, finding }) => ({
      name: claim.name,
      claim: claim.says,
      where: claim.where,
      ...finding,
      command: commandOf(claim),
    })),
    validation: validation.map((value) => ({ ...value, agrees: agrees(value) })),
  };
}
