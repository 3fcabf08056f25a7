/** Every line of the audit fails where what it tests is wrong, and holds where it is right. */
import { describe, expect, it } from "vitest";
import type { Finding } from "../../cli/audit/claim.ts";
import { bounds, isKept } from "../../cli/audit/inequalities.ts";
import { type Library, library } from "../../cli/audit/library.ts";
import { agrees } from "../../cli/audit/report.ts";
import { statements } from "../../cli/audit/statements.ts";
import { knownValues } from "../../cli/audit/validation.ts";
import { claims, runAudit } from "../../cli/audit.ts";
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
const claimed: readonly Line[] = claims.map(({ name, test }) => ({ name, outcome: (of) => test(of).verdict }));
/** That which counts all claims is tried below: each of its faults would take an audit. */
const stated: readonly Line[] = statements
  .filter(({ claims: summedUp }) => summedUp !== "all")
  .map(({ name }) => ({
    name,
    outcome: (of) => (runAudit([name], () => {}, of).statements[0].tested.holds ? "holds" : "fails"),
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
    const right = outcome(library);

    it("is borne out", () => {
      expect(right).not.toMatch(/^(not borne out|differs|fails)$/);
    });

    it.each(Object.entries(faults[name] ?? {}))("is not where %s", (_fault, faulty) => {
      expect(outcome(faulty)).not.toBe(right);
    });
  });
});

describe("the audit's count of claims", () => {
  const counting = statements.find(({ claims: summedUp }) => summedUp === "all")!;
  const { claims: found } = runAudit(claims.map(({ name }) => name));
  const findings = found.map(({ finding }) => finding);
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
