/** Figure 3's numbers, as the command writes them, against a calculation that shares nothing with the product. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wehrl } from "../cli/command.ts";
import { neumannProduction, wehrlProduction } from "../support/figure-3.ts";

const times = Array.from({ length: 13 }, (_, k) => 0.25 * k);
const known = times.map((t) => ({ wehrl: wehrlProduction(t, 24), "von-neumann": neumannProduction(t) }));
const folder = mkdtempSync(join(tmpdir(), "wehrl-figure-3-"));
const text = (extension: string) => readFileSync(join(folder, `figure-3.${extension}`), "utf8");

beforeAll(() => {
  expect(wehrl(["figure", "3", "--out", folder, "--format", "csv", "json"]).status).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Nine digits. */
function expectSame(found: number, expected: number, what: string): void {
  expect(Math.abs(found / expected - 1), `${what}: ${found} for ${expected}`).toBeLessThan(1e-9);
}

describe("the independent calculation of figure 3", () => {
  it("is converged: 20 and 24 nodes a direction differ by less than 1e-10", () => {
    times.forEach((t, k) => {
      expect(Math.abs(wehrlProduction(t, 20) / known[k].wehrl - 1)).toBeLessThan(1e-10);
    });
  });
});

describe.each(["wehrl", "von-neumann"] as const)("figure 3, %s", (curve) => {
  it("is in figure-3.csv to nine digits, within its own bound and a rounding", () => {
    const rows = text("csv")
      .split("\n")
      .map((line) => line.split(","))
      .filter(([, name]) => name === curve);
    times.forEach((t, k) => {
      const [, , , , , y, error] = rows.find(([, , , , x]) => Number(x) === t)!.map(Number);
      expectSame(y, known[k][curve], `t = ${t}`);
      expect(Math.abs(y - known[k][curve])).toBeLessThanOrEqual(error + 1e-12);
    });
  });

  it("is in figure-3.json to nine digits", () => {
    const { panels } = JSON.parse(text("json")) as {
      panels: { curves: { name: string; x: number[]; y: number[] }[] }[];
    };
    const { x, y } = panels.flatMap(({ curves }) => curves).find(({ name }) => name === curve)!;
    times.forEach((t, k) => {
      expectSame(y[x.indexOf(t)], known[k][curve], `t = ${t}`);
    });
  });
});

describe("the job examples/figure-3.json", () => {
  it("gives both rates to nine digits with --with von-neumann-production", () => {
    const { stdout } = wehrl(["run", "examples/figure-3.json", "--json", "--with", "von-neumann-production"]);
    const result = JSON.parse(stdout) as {
      times: number[];
      production: number[];
      with: Record<string, number[]>;
    };
    expect(result.times).toEqual(times);
    times.forEach((t, k) => {
      expectSame(result.production[k], known[k].wehrl, `Π at ${t}`);
      expectSame(result.with["von-neumann-production"][k], known[k]["von-neumann"], `Π_vN at ${t}`);
    });
  });
});
