/** `wehrl audit`: every claim of the paper tested, and values from elsewhere. */

import type { Claim } from "../../paper/claims/claim.ts";
import { conjectures } from "../../paper/claims/conjectures.ts";
import { crossingClaims } from "../../paper/claims/crossing.ts";
import { dynamicsClaims } from "../../paper/claims/dynamics.ts";
import { hierarchyClaims } from "../../paper/claims/hierarchy.ts";
import { bounds } from "../../paper/claims/inequalities.ts";
import { type Library, library } from "../../paper/claims/library.ts";
import { monotoneClaims } from "../../paper/claims/monotone.ts";
import { type Audit, documentOf, isSound, summaryOf } from "../../paper/claims/report.ts";
import { markdownOf } from "../../paper/claims/report-markdown.ts";
import { textOf } from "../../paper/claims/report-text.ts";
import { samplingClaims } from "../../paper/claims/sampling.ts";
import { scalingClaims } from "../../paper/claims/scaling.ts";
import { secondLawClaims } from "../../paper/claims/second-law.ts";
import { knownValues } from "../../paper/claims/validation.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { oneOf } from "../../text/nearest.ts";
import { quoted } from "../../text/visible.ts";
import { openOutput } from "../print/output.ts";
import { startProgress } from "../print/progress.ts";
import { say } from "../print/standard-error.ts";

export interface AuditOptions {
  readonly json?: true;
  readonly markdown?: true;
  readonly out?: string;
}

export const inequalities = [...bounds, ...conjectures];

/** In the order of the paper. */
export const claims: readonly Claim[] = [
  ...secondLawClaims.slice(0, 2),
  ...dynamicsClaims,
  ...crossingClaims,
  ...samplingClaims,
  ...scalingClaims,
  ...monotoneClaims,
  ...secondLawClaims.slice(2),
  ...hierarchyClaims,
];

/** What the names ask for, each once and in the order of the paper; everything without a name. */
interface Plan {
  readonly claims: readonly Claim[];
  /** Parts that have no names are tested with everything else. */
  readonly unnamed: boolean;
}

/** @throws InvalidInput  for a name that is none */
function planOf(names: readonly string[]): Plan {
  refuseUnknown(names);
  const unnamed = names.length === 0;
  return { claims: claims.filter(({ name }) => unnamed || names.includes(name)), unnamed };
}

function refuseUnknown(names: readonly string[]): void {
  const known = claims.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new InvalidInput({ path: ["names"], found: `unknown name ${quoted(unknown)}`, ...oneOf(unknown, known) });
}

/** How many tests an audit of these names is: so often it calls `onTest`.
 *  @throws InvalidInput  for a name that is none */
export function countTests(names: readonly string[]): number {
  const { claims: wanted, unnamed } = planOf(names);
  return wanted.length + (unnamed ? 2 : 0);
}

/**
 * All there is to test, or what is named alone.
 * @param onTest  told what is tested next
 * @param of  what is tested
 * @throws InvalidInput  for a name that is none
 */
export function runAudit(
  names: readonly string[],
  onTest: (what: string) => void = () => {},
  of: Library = library,
): Audit {
  const plan = planOf(names);
  const announced = <T>(what: string, test: () => T): T => {
    onTest(what);
    return test();
  };
  return {
    claims: plan.claims.map((claim) => ({ claim, finding: announced(claim.name, () => claim.test(of)) })),
    validation: plan.unnamed
      ? announced("values from elsewhere", () =>
          knownValues.map(({ find, ...known }) => ({ ...known, found: find(of) })),
        )
      : [],
    inequalities: plan.unnamed
      ? announced("inequalities", () => inequalities.map(({ margin, ...bound }) => ({ ...bound, margin: margin(of) })))
      : [],
  };
}

/** Tests with progress on standard error, and writes what was found.
 *  @returns whether the values from elsewhere came out; a claim of the paper that fails is a finding, no failure */
export async function audit(names: readonly string[], { json, markdown, out }: AuditOptions): Promise<boolean> {
  const output = openOutput(out);
  const progress = startProgress("auditing", countTests(names));
  let found: Audit;
  try {
    found = runAudit(names, (what) => progress.begin(what));
  } finally {
    progress.stop();
  }
  await output.write(
    json
      ? `${JSON.stringify(documentOf(found), null, 2)}\n`
      : markdown
        ? markdownOf(found)
        : textOf(found, output.width),
  );
  if (out !== undefined) say(`audit: ${summaryOf(found)}; written to ${out}`);
  return isSound(found);
}
