/** Every line of the audit fails where what it tests is wrong, and holds where it is right. */
import { describe, expect, it } from "vitest";
import { claims, inequalities } from "../../cli/commands/audit.ts";
import { isKept } from "../../paper/claims/inequalities.ts";
import { type Library, library } from "../../paper/claims/library.ts";
import { agrees } from "../../paper/claims/report.ts";
import { knownValues } from "../../paper/claims/validation.ts";
import { claimFaults } from "./claim-faults.ts";
import type { Faults } from "./faults.ts";
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
const kept: readonly Line[] = inequalities.map(({ what, margin, ...rest }) => ({
  name: what,
  outcome: (of) => (isKept({ what, ...rest, margin: margin(of) }) ? "holds" : "fails"),
}));
const claimed: readonly Line[] = claims.map((claim) => ({
  name: claim.name,
  outcome: (of) => claim.test(of).verdict,
}));

const parts: readonly (readonly [string, readonly Line[], Readonly<Record<string, Faults>>])[] = [
  ["claims of the paper", claimed, claimFaults],
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
