/** `wehrl audit`: every claim of the paper tested, every fact of the README, and values from elsewhere. */
import { InvalidInput } from "../runtime/invalid-input.ts";
import type { Claim, Finding } from "./audit/claim.ts";
import { crossingClaims } from "./audit/crossing.ts";
import { dynamicsClaims } from "./audit/dynamics.ts";
import { hierarchyClaims } from "./audit/hierarchy.ts";
import { inequalities } from "./audit/inequalities.ts";
import { monotoneClaims } from "./audit/monotone.ts";
import { type Audit, documentOf, isSound, summaryOf } from "./audit/report.ts";
import { markdownOf } from "./audit/report-markdown.ts";
import { textOf } from "./audit/report-text.ts";
import { samplingClaims } from "./audit/sampling.ts";
import { scalingClaims } from "./audit/scaling.ts";
import { secondLawClaims } from "./audit/second-law.ts";
import type { Findings } from "./audit/statement.ts";
import { statements } from "./audit/statements.ts";
import { validation } from "./audit/validation.ts";
import { openOutput } from "./output.ts";
import { startProgress } from "./progress.ts";
import { suggestion } from "./suggestion.ts";

export interface AuditOptions {
  readonly json?: true;
  readonly markdown?: true;
  readonly out?: string;
}

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

/**
 * All there is to test, or what is named alone.
 * @param onTest  told what is tested next
 * @throws InvalidInput  for a name that is none
 */
export function runAudit(names: readonly string[], onTest: (what: string) => void = () => {}): Audit {
  refuseUnknown(names);
  const isWanted = ({ name }: { readonly name: string }) => names.length === 0 || names.includes(name);
  const findings = findingsOf(onTest);
  return {
    claims: claims.filter(isWanted).map((claim) => ({ claim, finding: findings.of(claim.name) })),
    statements: statements.filter(isWanted).map((statement) => {
      onTest(statement.name);
      return { statement, tested: statement.test(findings) };
    }),
    validation: whole(names, "values from elsewhere", onTest, validation),
    inequalities: whole(names, "inequalities", onTest, inequalities),
  };
}

/** Parts that have no names are tested with everything else. */
function whole<T>(
  names: readonly string[],
  what: string,
  onTest: (what: string) => void,
  test: () => readonly T[],
): readonly T[] {
  if (names.length > 0) return [];
  onTest(what);
  return test();
}

function refuseUnknown(names: readonly string[]): void {
  const known = [...claims, ...statements].map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new InvalidInput(`audit: unknown claim "${unknown}"${suggestion(unknown, known)}`);
}

/** Each claim is tested once, when first asked for. */
function findingsOf(onTest: (what: string) => void): Findings {
  const found = new Map<string, Finding>();
  const of = (name: string): Finding => {
    if (!found.has(name)) {
      onTest(name);
      found.set(name, claims.find((claim) => claim.name === name)!.test());
    }
    return found.get(name)!;
  };
  return { of, all: () => claims.map(({ name }) => of(name)) };
}

/** Tests with progress on standard error, and writes what was found.
 *  @returns whether the README's statements hold and the values from elsewhere came out; a claim of the paper that fails is a finding, no failure */
export function audit(names: readonly string[], { json, markdown, out }: AuditOptions): boolean {
  const output = openOutput(out);
  refuseUnknown(names);
  const total = names.length === 0 ? claims.length + statements.length + 2 : names.length;
  const progress = startProgress("auditing", total);
  let found: Audit;
  try {
    found = runAudit(names, (what) => progress.begin(what));
  } finally {
    progress.stop();
  }
  output.write(json ? `${JSON.stringify(documentOf(found), null, 2)}\n` : markdown ? markdownOf(found) : textOf(found));
  if (out !== undefined) process.stderr.write(`audit: ${summaryOf(found)}; written to ${out}\n`);
  return isSound(found);
}
