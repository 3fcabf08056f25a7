/** `wehrl audit`: every claim of the paper tested, and values from elsewhere. */
import { InvalidInput } from "../runtime/invalid-input.ts";
import type { Claim } from "./audit/claim.ts";
import { crossingClaims } from "./audit/crossing.ts";
import { dynamicsClaims } from "./audit/dynamics.ts";
import { hierarchyClaims } from "./audit/hierarchy.ts";
import { monotoneClaims } from "./audit/monotone.ts";
import { type Audit, documentOf, isSound, markdownOf, textOf } from "./audit/report.ts";
import { scalingClaims } from "./audit/scaling.ts";
import { secondLawClaims } from "./audit/second-law.ts";
import { validation } from "./audit/validation.ts";
import { openOutput } from "./output.ts";

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
  ...scalingClaims,
  ...monotoneClaims,
  ...secondLawClaims.slice(2),
  ...hierarchyClaims,
];

/** All claims and the values from elsewhere, or the named claims alone. @throws InvalidInput  for a name that is none */
export function runAudit(names: readonly string[]): Audit {
  for (const name of names) {
    if (!claims.some((claim) => claim.name === name)) {
      throw new InvalidInput(
        `audit: unknown claim "${name}"; there are ${claims.map((claim) => claim.name).join(", ")}`,
      );
    }
  }
  const wanted = names.length === 0 ? claims : claims.filter(({ name }) => names.includes(name));
  return {
    claims: wanted.map((claim) => ({ claim, finding: claim.test() })),
    validation: names.length === 0 ? validation() : [],
  };
}

/** @returns whether the values from elsewhere came out; a claim of the paper that fails is a finding, no failure */
export function audit(names: readonly string[], { json, markdown, out }: AuditOptions): boolean {
  const output = openOutput(out);
  const found = runAudit(names);
  output.write(json ? `${JSON.stringify(documentOf(found), null, 2)}\n` : markdown ? markdownOf(found) : textOf(found));
  return isSound(found);
}
