import { describe, expect, it } from "vitest";
import { caseOf, kinds } from "./fuzz/cases.ts";
import { judge } from "./fuzz/judge.ts";

/** As `npm run fuzz` does on 100,000 of each. */
const count = 1000;

describe("whatever comes from outside ends in a value within its bound, or in one line:", () => {
  it.each(kinds)(`${count} %s`, (kind) => {
    const outcomes = { value: 0, refused: 0 };
    let slowest = 0;
    for (let index = 0; index < count; index++) {
      const one = caseOf(kind, 1, index, "quick", 0);
      const start = performance.now();
      try {
        outcomes[judge(one)]++;
      } catch (error) {
        throw new Error(`${kind} ${index}: ${one.text}`, { cause: error });
      }
      slowest = Math.max(slowest, performance.now() - start);
    }
    // Neither side of it is empty.
    expect(Math.min(outcomes.value, outcomes.refused)).toBeGreaterThan(count / 20);
    expect(slowest).toBeLessThan(10_000);
  });
});
