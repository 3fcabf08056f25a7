import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Interval } from "../../../symbolic/algebra/interval.ts";
import { formatInterval, parseInterval, printInterval } from "../../../symbolic/declare/read-text.ts";

describe("intervals", () => {
  it("print as they read", () => {
    for (const text of ["[0, inf)", "(-1, 1)", "(-inf, inf)", "[0.5, 0.5]", "(-inf, 2]"])
      expect(formatInterval(parseInterval(text) as Interval)).toBe(text);
    const ends = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(ends, ends, (a, b) => {
        fc.pre(a < b);
        const interval = { minimum: a + 0, maximum: b + 0, openMinimum: true, openMaximum: false };
        expect(parseInterval(formatInterval(interval))).toEqual(interval);
      }),
    );
  });

  it("print as mathematical text", () => {
    const printed = ["[0, inf)", "(-inf, inf)", "[-1, 0.5]"].map((text) =>
      printInterval(parseInterval(text) as Interval),
    );
    expect(printed).toEqual(["[0, ∞)", "(−∞, ∞)", "[−1, 0.5]"]);
  });

  it("never contain infinity", () => {
    expect(parseInterval("[-inf, inf]")).toMatchObject({ openMinimum: true, openMaximum: true });
  });

  it.each(["", "0, 1", "[1, 0]", "(1, 1]", "[a, b]", "[0; 1]", "[0, 1"])("are not read from %j", (text) => {
    expect(parseInterval(text)).toBeUndefined();
  });
});
