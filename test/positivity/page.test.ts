import { readdirSync, readFileSync } from "node:fs";
import katex from "katex";
import { describe, expect, it } from "vitest";
import { latexPage } from "../../scripts/bounds/latex-page.ts";
import type { Certificate } from "../../scripts/prove/certificate.ts";
import { rows } from "../../theorem/thermal-positivity.ts";

const page = readFileSync("docs/positivity.md", "utf8");

describe("docs/positivity.md", () => {
  it("is the source of docs/positivity.tex", () => {
    expect(readFileSync("docs/positivity.tex", "utf8"), "run npm run bounds -- --states 0").toBe(latexPage(page));
  });

  it("has formulas that can be typeset", () => {
    const displays = [...page.matchAll(/\$\$\n([\s\S]+?)\n\$\$/g)].map(([, formula]) => formula);
    const inline = [...page.replace(/\$\$[\s\S]+?\$\$/g, "").matchAll(/\$([^$]+)\$/g)].map(([, formula]) => formula);
    expect(displays.length).toBeGreaterThan(8);
    expect(inline.length).toBeGreaterThan(200);
    for (const [formulas, displayMode] of [
      [displays, true],
      [inline, false],
    ] as const)
      for (const formula of formulas)
        expect(
          () => katex.renderToString(formula, { throwOnError: true, strict: false, displayMode }),
          formula,
        ).not.toThrow();
  });

  it("names every certificate with its boxes, and those that the table of what is proven rests on are there", () => {
    const names = readdirSync("docs/positivity").filter((name) => name.endsWith(".json"));
    for (const name of names) {
      const { boxes, smallestMargin } = JSON.parse(readFileSync(`docs/positivity/${name}`, "utf8")) as Certificate;
      expect(page).toContain(`| ${boxes} |`);
      expect(page).toContain(`[${name}](positivity/${name})`);
      expect(smallestMargin).toBeGreaterThan(0);
    }
    for (const certificate of rows.flatMap(({ certificates }) => certificates))
      expect(names).toContain(`${certificate}.json`);
  });

  it("has no Π below its bound, and no broken conjecture, among what npm run bounds found", () => {
    const [, count, found] = /`npm run bounds`: (\d+) states [\s\S]+? (\d+) of them had/.exec(page)!;
    expect(Number(count)).toBeGreaterThanOrEqual(100_000);
    expect(found).toBe("0");
    const table = page.slice(page.indexOf("<!-- bounds -->"));
    const ratios = [...table.matchAll(/^\| [^|]+ \| [^|]+ \| ([\d.–]+) \| ([\d.]+) \| ([\d.]+) \|$/gm)];
    expect(ratios).toHaveLength(16);
    for (const [, ...three] of ratios)
      for (const ratio of three) if (ratio !== "–") expect(Number(ratio)).toBeGreaterThanOrEqual(1);
  });
});
