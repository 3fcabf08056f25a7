/** What an audit found, and whether it is sound; as JSON. */
import { conventions } from "../../evaluate/problem/conventions.ts";
import type { Claim, Exhibit, Finding, Verdict } from "./claim.ts";
import { type Inequality, isKept } from "./inequalities.ts";
import type { Value } from "./validation.ts";

export interface Audit {
  readonly claims: readonly { readonly claim: Claim; readonly finding: Finding }[];
  readonly validation: readonly Value[];
  readonly inequalities: readonly Inequality[];
}

export const paper = "Zicari et al., New J. Phys. 25, 013030 (2023)";

/** An error beyond which agreement says nothing, in shares of the known value: of a bound, of a standard error. */
const [largestBound, largestDeviation] = [1e-9, 2e-2];

/** The bound, or four standard errors, or what the known value's own digits leave open. */
export function agrees({ known, found, formula, sampled }: Value): boolean {
  const digits = /^-?\d+\.(\d+)$/.exec(formula)?.[1].length;
  const open = digits === undefined ? 1e-13 * Math.abs(known) : 0.51 * 10 ** -digits;
  if (!(found.error <= (sampled ? largestDeviation : largestBound) * Math.abs(known))) return false;
  return Math.abs(found.value - known) <= (sampled ? 4 : 1) * found.error + open;
}

/** A claim of the paper that fails is a finding; a known value that does not come out is a defect. */
export const isSound = ({ validation, inequalities }: Audit): boolean =>
  validation.every(agrees) && inequalities.every(isKept);

/** How many claims there are of each verdict. */
export function tally({ claims }: Audit): string {
  const count = (verdict: Verdict) => claims.filter(({ finding }) => finding.verdict === verdict).length;
  const [holding, leading, failing, open] = [
    count("holds"),
    count("holds to leading order"),
    count("fails: here is a state"),
    count("not borne out"),
  ];
  return `${holding} hold, ${leading} hold to leading order, ${failing} fail${open === 0 ? "" : `, ${open} are not borne out`}`;
}

/** The outcome in a line: the parts that were tested. */
export function summaryOf(audit: Audit): string {
  const { claims, validation, inequalities } = audit;
  const right = (list: readonly boolean[], what: string): readonly string[] =>
    list.length === 0 ? [] : [`${list.filter(Boolean).length} of ${list.length} ${what}`];
  return [
    ...(claims.length === 0 ? [] : [`of ${claims.length} claims of the paper ${tally(audit)}`]),
    ...right(validation.map(agrees), "known values come out"),
    ...right(inequalities.map(isKept), "inequalities hold"),
  ].join("; ");
}

/** What shows a claim again. */
export const commandsOf = ({ name, see }: Claim): readonly string[] => [
  `wehrl audit ${name}`,
  ...(see === undefined ? [] : [see]),
];

export const rows = (matrix: Exhibit["matrix"]): string =>
  `[${matrix.map((row) => `[${row.map((entry) => Number(entry.toFixed(6))).join(", ")}]`).join(", ")}]`;

export function documentOf(audit: Audit): object {
  return {
    schema: "wehrl.audit/1",
    paper,
    conventions,
    claims: audit.claims.map(({ claim, finding }) => ({
      name: claim.name,
      claim: claim.says,
      where: claim.where,
      ...finding,
      command: commandsOf(claim).join("; "),
    })),
    validation: audit.validation.map((value) => ({ ...value, agrees: agrees(value) })),
    inequalities: audit.inequalities.map((one) => ({ ...one, holds: isKept(one) })),
  };
}
