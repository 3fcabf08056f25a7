import { describe, expect, it } from "vitest";
import { compile } from "../../symbolic/compile.ts";
import { InvalidDeclaration } from "../../symbolic/declare.ts";
import { randomDeclaration } from "../support/random-declarations.ts";

/** Seconds of the processor, in which a refusal with its reason counts as well. */
function secondsFor(seed: number): number {
  const declaration = randomDeclaration(seed);
  const before = process.cpuUsage();
  try {
    expect(compile(declaration, "a test", "").text).toContain("Evaluator");
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidDeclaration);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe("random declarations of up to three jumps, two parties and four parameters", () => {
  it("compile within twenty seconds each and one as a rule, those that once took minutes among them", () => {
    const seeds = [...Array.from({ length: 12 }, (_, k) => 100 + k), 22, 26, 49, 59];
    const times = seeds.map(secondsFor).sort((a, b) => a - b);
    expect(times[times.length - 1]).toBeLessThan(20);
    expect(times[times.length >> 1]).toBeLessThan(1);
  }, 120_000);
});
