/** Every safety factor has what `npm run calibrate` found beside it, and none is below that. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { reasons } from "../../scripts/calibrate/arguments.ts";
import { factorOf, measures, pageOf, tooSmall } from "../../scripts/calibrate/page.ts";
import * as factors from "../../spins/numbers/safety-factors.ts";

type Factor = keyof typeof factors;

const page = readFileSync("docs/calibration.md", "utf8");
const rowOf = (name: string): readonly string[] =>
  page
    .split("\n")
    .find((line) => line.startsWith(`| ${name} |`))!
    .split(" | ");

describe("a safety factor", () => {
  it("is measured, or has its argument, and not both", () => {
    const names = [...Object.keys(measures), ...Object.keys(reasons)];
    expect(names.sort()).toEqual(Object.keys(factors).sort());
  });

  it.each(Object.keys(measures) as Factor[])("is no less than what was measured: %s", (name) => {
    const value = Number(rowOf(name)[2]);
    expect(tooSmall([{ name, value }])).toEqual([]);
    expect(tooSmall([{ name, value: 1.01 * factorOf(name) }])).toHaveLength(1);
  });

  it.each(["SUM", "TRACE", "PROJECTOR", "COUPLING", "NOISE_MATRIX", "GIBBS", "AT_REST", "KEPT"] as const)(
    "is measured again to what stands in docs/calibration.md: %s",
    (name) => {
      const found = measures[name]!.measure();
      expect(pageOf([{ name, value: found }])).toContain(rowOf(name).join(" | "));
    },
  );
});

describe("docs/calibration.md", () => {
  it("is what the factors and their arguments are today", () => {
    const found = (Object.keys(measures) as Factor[]).map((name) => ({ name, value: Number(rowOf(name)[2]) }));
    expect(page, "run npm run calibrate").toBe(pageOf(found));
  });
});
