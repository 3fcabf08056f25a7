/** The page docs/audit.md. */
import { withStandardError } from "../../text/digits.ts";
import type { Claim, Exhibit } from "./claim.ts";
import { show } from "./exhibits.ts";
import { isKept } from "./inequalities.ts";
import { type Audit, agrees, commandsOf, paper, rows, tally } from "./report.ts";
import { few } from "./trials.ts";
import type { Value } from "./validation.ts";

export const markdownOf = (audit: Audit): string =>
  [
    "# The paper's claims, tested",
    "",
    `Written by \`wehrl audit --markdown --out docs/audit.md\`; do not edit. The paper is ${paper}. Rates are in units of λ or Γ̄ = Γ(2n̄ + 1); ± is a bound on the error; all seeds are fixed, so that the same numbers come out again. Of ${audit.claims.length} claims and readings of them ${tally(audit)}.`,
    "",
    "| claim | where | verdict | evidence | command |",
    "|---|---|---|---|---|",
    ...audit.claims.map(({ claim, finding }) =>
      row([claim.says, claim.where, `*${finding.verdict}*`, finding.evidence, code(commandsOf(claim))]),
    ),
    "",
    "## States that bear witness",
    "",
    ...audit.claims.flatMap(({ claim, finding }) => exhibitsOf(claim, finding.exhibits ?? [])),
    ...valuesOf(audit),
    ...inequalitiesOf(audit),
  ].join("\n");

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`;

const code = (commands: readonly string[]): string => commands.map((command) => `\`${command}\``).join(", ");

function exhibitsOf(claim: Claim, exhibits: readonly Exhibit[]): readonly string[] {
  if (exhibits.length === 0) return [];
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

const valuesOf = ({ validation }: Audit): readonly string[] => [
  "## Values from elsewhere",
  "",
  "± is a bound on the error; a mean has its standard error in brackets, in units of the last two digits.",
  "",
  "| quantity | known | found | difference | source |",
  "|---|---|---|---|---|",
  ...validation.map((value) =>
    row([
      value.what,
      `${value.formula}${/^-?[\d.]+$/.test(value.formula) ? "" : ` = ${value.known.toPrecision(12)}`}`,
      foundText(value),
      `${few(value.found.value - value.known)}${agrees(value) ? "" : " **differs**"}`,
      value.source,
    ]),
  ),
  "",
];

const inequalitiesOf = ({ inequalities }: Audit): readonly string[] => [
  "## Inequalities",
  "",
  "The margin is the larger side minus the smaller, least over the states that were tried.",
  "",
  "| inequality | tried on | least margin | source |",
  "|---|---|---|---|",
  ...inequalities.map((one) =>
    row([one.what, one.tried, `${show(one.margin)}${isKept(one) ? "" : " **fails**"}`, one.source]),
  ),
  "",
];

/** A mean over random states has a standard error, all else a bound. */
export const foundText = ({ found, sampled }: Value): string =>
  sampled ? withStandardError(found.value, found.error) : show(found);
