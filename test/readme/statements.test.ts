/** Every sentence of the README on physics holds, and fails where what it states is wrong. */
import { describe, expect, it } from "vitest";
import { claims } from "../../cli/commands/audit.ts";
import type { Claim, Finding } from "../../paper/claims/claim.ts";
import { type Library, library } from "./library.ts";
import type { Statement } from "./statement.ts";
import { statementFaults } from "./statement-faults.ts";
import { statements } from "./statements.ts";

const tested = new Map<Library, Map<Claim, Finding>>();

/** Statements that sum up claims ask for what was found already. */
function findingOf(of: Library, claim: Claim): Finding {
  const own = tested.get(of) ?? new Map<Claim, Finding>();
  tested.set(of, own);
  const found = own.get(claim) ?? claim.test(of);
  own.set(claim, found);
  return found;
}

/** In the order that it names them in. */
const claimsOf = ({ claims: summedUp = [] }: Statement): readonly Claim[] =>
  summedUp === "all" ? claims : summedUp.map((name) => claims.find((claim) => claim.name === name)!);

function holds(statement: Statement, of: Library): boolean {
  const summedUp = claimsOf(statement).map((claim) => findingOf(of, claim));
  const { holds: isSo, evidence } = statement.test(of, summedUp);
  expect(evidence).toMatch(/\S/);
  return isSo;
}

/** That which counts all claims is tried below: each of its faults would take an audit. */
const [[counting], own] = [true, false].map((all) => statements.filter(({ claims: of }) => (of === "all") === all));

describe("the README's statements", () => {
  it("have each a name and a fault to find, and there is no fault for one that is not there", () => {
    expect(new Set(statements.map(({ name }) => name)).size).toBe(statements.length);
    expect(Object.keys(statementFaults).sort()).toEqual(own.map(({ name }) => name).sort());
    for (const { name } of own) expect(Object.keys(statementFaults[name]).length, name).toBeGreaterThan(0);
  });

  describe.each(own)("$name", (statement) => {
    it("holds", () => {
      expect(holds(statement, library)).toBe(true);
    });

    it.each(Object.entries(statementFaults[statement.name] ?? {}))("does not where %s", (_fault, faulty) => {
      expect(holds(statement, faulty)).toBe(false);
    });
  });
});

describe("the README's count of claims", () => {
  const findings = claims.map((claim) => findingOf(library, claim));
  const isRight = (list: readonly Finding[]): boolean => counting.test(library, list).holds;

  it("holds of what is found", () => {
    expect(isRight(findings)).toBe(true);
  });

  it("fails where any one verdict is another", () => {
    findings.forEach((finding, k) => {
      for (const verdict of ["holds", "holds to leading order", "fails: here is a state", "not borne out"] as const)
        if (verdict !== finding.verdict) expect(isRight(findings.with(k, { ...finding, verdict }))).toBe(false);
    });
  });

  it("fails where a claim is missing or there is one more, whatever its verdict", () => {
    findings.forEach((finding, k) => {
      expect(isRight(findings.toSpliced(k, 1))).toBe(false);
      expect(isRight([...findings, { ...finding, verdict: "not borne out" }])).toBe(false);
    });
  });

  it("fails where a claim fails without a state as witness", () => {
    const k = findings.findIndex(({ verdict }) => verdict.startsWith("fails"));
    expect(isRight(findings.with(k, { verdict: findings[k].verdict, evidence: "" }))).toBe(false);
  });
});
