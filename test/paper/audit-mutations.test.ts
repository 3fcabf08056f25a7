/** Every line of the audit fails where what it tests is wrong, and holds where it is right. */
import { describe, expect, it } from "vitest";
import { claims, claimsOf } from "../../cli/commands/audit.ts";
import type { Claim, Finding } from "../../paper/claims/claim.ts";
import { bounds, isKept } from "../../paper/claims/inequalities.ts";
import { type Library, library } from "../../paper/claims/library.ts";
import { agrees } from "../../paper/claims/report.ts";
import { statements } from "../../paper/claims/statements.ts";
import { knownValues } from "../../paper/claims/validation.ts";
import { claimFaults } from "./claim-faults.ts";
import type { Faults } from "./faults.ts";
import { statementFaults } from "./statement-faults.ts";
import { boundFaults, valueFaults } from "./value-faults.ts";

interface Line {
  readonly name: string;
  /** What the audit says of it. */
  readonly outcome: (of: Library) => string;
}

const known: readonly Line[] = knownValues.map(({ what, find, ...rest }) => ({
  name: what,
  outcome: (of) => (agrees({ what, ...rest, found: find(of) }) ? "comes out" : "differs"),
}));
const kept: readonly Line[] = bounds.map(({ what, margin, ...rest }) => ({
  name: what,
  outcome: (of) => (isKept({ what, ...rest, margin: margin(of) }) ? "holds" : "fails"),
}));
const tested = new Map<Library, Map<Claim, Finding>>();

/** Statements that sum up claims ask for what was found already. */
function findingOf(of: Library, claim: Claim): Finding {
  const own = tested.get(of) ?? new Map<Claim, Finding>();
  tested.set(of, own);
  const found = own.get(claim) ?? claim.test(of);
  own.set(claim, found);
  return found;
}

const claimed: readonly Line[] = claims.map((claim) => ({
  name: claim.name,
  outcome: (of) => findingOf(of, claim).verdict,
}));
/** That which counts all claims is tried below: each of its faults would take an audit. */
const stated: readonly Line[] = statements
  .filter(({ claims: summedUp }) => summedUp !== "all")
  .map((statement) => ({
    name: statement.name,
    outcome: (of) => {
      const summedUp = claimsOf(statement).map((claim) => findingOf(of, claim));
      return statement.test(of, summedUp).holds ? "holds" : "fails";
    },
  }));

const parts: readonly (readonly [string, readonly Line[], Readonly<Record<string, Faults>>])[] = [
  ["claims of the paper", claimed, claimFaults],
  ["statements of the README", stated, statementFaults],
  ["values from elsewhere", known, valueFaults],
  ["inequalities", kept, boundFaults],
];

describe.each(parts)("the audit's %s", (_, lines, faults) => {
  it("have each a fault to find, and there is no fault for a line that is not there", () => {
    expect(Object.keys(faults).sort()).toEqual(lines.map(({ name }) => name).sort());
    for (const { name } of lines) expect(Object.keys(faults[name]).length, name).toBeGreaterThan(0);
  });

  describe.each(lines)("$name", ({ name, outcome }) => {
    let right: string | null = null;
    const rightly = (): string => {
      right ??= outcome(library);
      return right;
    };

    it("is borne out", () => {
      expect(rightly()).not.toMatch(/^(not borne out|differs|fails)$/);
    });

    it.each(Object.entries(faults[name] ?? {}))("is not where %s", (_fault, faulty) => {
      expect(outcome(faulty)).not.toBe(rightly());
    });
  });
});

describe("the audit's count of claims", () => {
  const counting = statements.find(({ claims: summedUp }) => summedUp === "all")!;
  const findings = claims.map((claim) => findingOf(library, claim));
  const holds = (list: readonly Finding[]): boolean => counting.test(library, list).holds;

  it("holds of what is found", () => {
    expect(holds(findings)).toBe(true);
  });

  it("fails where any one verdict is another", () => {
    findings.forEach((finding, k) => {
      for (const verdict of ["holds", "holds to leading order", "fails: here is a state", "not borne out"] as const)
        if (verdict !== finding.verdict) expect(holds(findings.with(k, { ...finding, verdict }))).toBe(false);
    });
  });

  it("fails where a claim is missing or there is one more, whatever its verdict", () => {
    findings.forEach((finding, k) => {
      expect(holds(findings.toSpliced(k, 1))).toBe(false);
      expect(holds([...findings, { ...finding, verdict: "not borne out" }])).toBe(false);
    });
  });

  it("fails where a claim fails without a state as witness", () => {
    const k = findings.findIndex(({ verdict }) => verdict.startsWith("fails"));
    expect(holds(findings.with(k, { verdict: findings[k].verdict, evidence: "" }))).toBe(false);
  });
});
