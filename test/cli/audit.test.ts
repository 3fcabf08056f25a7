/** The audit is current, its verdicts are what the numbers say, and its counterexamples are beyond doubt. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { claims, countTests, runAudit } from "../../cli/commands/audit.ts";
import { problemOf } from "../../cli/read/job.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { l1Coherence, relativeEntropyOfCoherence } from "../../evaluate/quantities/coherence.ts";
import { channels } from "../../generated/index.ts";
import { crossingTime } from "../../paper/claims/crossing.ts";
import { isKept, least } from "../../paper/claims/inequalities.ts";
import { library } from "../../paper/claims/library.ts";
import { agrees, documentOf, isSound } from "../../paper/claims/report.ts";
import { markdownOf } from "../../paper/claims/report-markdown.ts";
import { textOf } from "../../paper/claims/report-text.ts";
import { figure1States } from "../../paper/figures/dephasing-figures.ts";
import { drawStates, matrixOf } from "../../paper/figures/drawn-states.ts";
import { productionIsCoherence } from "../paper/faults.ts";

const announced: string[] = [];
const found = runAudit([], (what) => announced.push(what));
const finding = (name: string) => found.claims.find(({ claim }) => claim.name === name)!.finding;

/** Digits that rounding may change from one machine to another are no reason to write the page again. */
const settled = (page: string): string =>
  page
    .replace(/\d(\.\d)?e[-−+]\d+/g, "#")
    .replace(/(?<=\| |to |are |most |≤ )0(?= \||[.;:]| at)/g, "#")
    .replace(/(\d\.\d{7})\d+/g, "$1");

describe("wehrl audit", () => {
  it("wrote docs/audit.md", () => {
    const page = readFileSync("docs/audit.md", "utf8");
    const hint = "run node --import tsx cli/commands/main.ts audit --markdown --out docs/audit.md";
    expect(settled(page) === settled(markdownOf(found)), hint).toBe(true);
  });

  it("finds the values from elsewhere", () => {
    expect(isSound(found)).toBe(true);
    expect(found.validation.length).toBeGreaterThan(8);
    expect(found.inequalities.length).toBeGreaterThan(8);
  });

  it("is unsound when a known value does not come out or an inequality fails", () => {
    const [value, ...values] = found.validation;
    const [one, ...others] = found.inequalities;
    const wrong = { ...found, validation: [{ ...value, known: value.known + 1e-6 }, ...values] };
    const broken = { ...found, inequalities: [{ ...one, margin: { value: -1e-3, error: 1e-9 } }, ...others] };
    expect([wrong, broken].map(isSound)).toEqual([false, false]);
    expect(textOf(wrong)).toContain("DIFFERS");
    expect(textOf(broken)).toContain("FAILS");
  });

  it("takes no error for an excuse that says nothing", () => {
    const [value] = found.validation;
    const [one] = found.inequalities;
    const [vague, certain] = [
      { ...value.found, error: 1e-3 },
      { ...value.found, error: 1e-12 },
    ];
    expect([vague, certain].map((known) => agrees({ ...value, found: known }))).toEqual([false, true]);
    const margins = [1e-2, 1e-4].map((error) => ({ ...one, margin: { value: 0, error } }));
    expect(margins.map(isKept)).toEqual([false, true]);
  });

  it("takes a small violation that is certain for worse than a larger one within its error", () => {
    const certain = { value: -1e-6, error: 1e-9 };
    const margin = least([
      { value: 1e-3, error: 0 },
      { value: -1e-3, error: 1e-2 },
      certain,
      { value: 0, error: 1e-2 },
    ]);
    expect(margin).toBe(certain);
    expect(isKept({ ...found.inequalities[0], margin })).toBe(false);
  });

  it("fits a terminal of a hundred columns", () => {
    for (const line of textOf(found).split("\n")) expect([...line].length, line).toBeLessThanOrEqual(100);
  });

  it("tests the claim that is named alone", () => {
    const { claims: named, validation, inequalities } = runAudit(["second-law-lindblad"]);
    expect(named.map(({ claim }) => claim.name)).toEqual(["second-law-lindblad"]);
    expect([validation.length, inequalities.length]).toEqual([0, 0]);
  });

  it("gives every claim its own name, a place in the paper and a verdict", () => {
    expect(new Set(claims.map(({ name }) => name)).size).toBe(claims.length);
    for (const { claim, finding: one } of found.claims) {
      expect(claim.where).not.toBe("");
      expect(one.evidence).toMatch(/\d/);
      if (one.verdict.startsWith("fails")) expect(one.exhibits?.length, claim.name).toBeGreaterThan(0);
    }
  });

  it.each([
    ["second-law", "holds"],
    ["second-law-lindblad", "fails: here is a state"],
    ["square-law-x", "holds to leading order"],
    ["square-law-non-x", "holds to leading order"],
    ["square-law-both", "holds to leading order"],
    ["figure-2c", "holds"],
    ["figure-2d", "fails: here is a state"],
    ["figure-4d", "holds"],
    ["figure-4d-unequal", "fails: here is a state"],
    ["figure-5a", "holds"],
    ["figure-5b", "holds"],
    ["measures-inside", "holds"],
    ["measures-across", "fails: here is a state"],
    ["zero-temperature", "holds"],
    ["sampling", "holds"],
  ])("says of %s: %s", (name, verdict) => {
    expect(finding(name).verdict).toBe(verdict);
  });

  it.each(["figure-2d", "figure-4d-unequal", "figure-5a", "figure-5b", "larger-spin"])(
    "shows with %s two states, the second with more coherence and less production by more than both errors",
    (name) => {
      const [less, more] = finding(name).exhibits!;
      expect(more.l1Coherence).toBeGreaterThan(less.l1Coherence);
      expect(more.production.value + more.production.error).toBeLessThan(less.production.value - less.production.error);
    },
  );

  it("gives with every state a job that comes to the same production", () => {
    for (const { finding: one } of found.claims) {
      for (const { job, production } of one.exhibits ?? []) {
        const { values, error } = evaluate(problemOf(job, channels)).production!;
        expect(Math.abs(values[0] - production.value)).toBeLessThanOrEqual(error[0] + production.error);
      }
    }
  });

  it("counts the pairs of the states that it names, and of no others", () => {
    const states = Array.from({ length: 200 }, drawStates(55, [0.25, 0])).map(matrixOf);
    const measures = states.map((state) => ({ C: l1Coherence(state), Crel: relativeEntropyOfCoherence(state) }));
    const pairs = measures.flatMap((a, k) => measures.slice(k + 1).map((b) => (a.C - b.C) * (a.Crel - b.Crel)));
    const share = (100 * pairs.filter((product) => product < 0).length) / pairs.length;
    expect(finding("measures-populations").evidence).toContain(
      `among 200 states drawn as in the paper (seed 55), ${share.toFixed(2)} % `,
    );
  });

  it("gives up a search where there is nothing to find, and says so", () => {
    for (const name of ["figure-2d", "figure-4d-unequal"]) {
      const [{ finding: none }] = runAudit([name], () => {}, productionIsCoherence).claims;
      expect(none).toEqual({ verdict: "holds", evidence: expect.stringMatching(/up to \d+ random .* find no pair/) });
    }
  });

  it("finds no crossing between curves that do not cross, and finds it between those that do", () => {
    const [x, other] = figure1States;
    expect(crossingTime(library, [x, other])).toBeCloseTo(0.2870417, 6);
    // The first decays faster: what begins lower stays so.
    expect(crossingTime(library, [other, x])).toBeNull();
    expect(crossingTime(library, [x, x])).toBeNull();
    expect(crossingTime(library, [x, other], 1, 20)).toBeNull();
  });

  it("is JSON that says the same", () => {
    const document = JSON.parse(JSON.stringify(documentOf(found))) as {
      claims: { name: string; verdict: string }[];
    };
    expect(document.claims.map(({ name }) => name)).toEqual(claims.map(({ name }) => name));
  });

  it.each([
    [["square-law-x"], 1],
    [["square-law-x", "square-law-non-x", "square-law-x"], 2],
    [["figure-5a", "figure-5a"], 1],
  ] as const)("announces of %j as many tests as it runs, each once", (names, count) => {
    const announced: string[] = [];
    const { claims: named } = runAudit(names, (what) => announced.push(what));
    expect([countTests(names), announced.length, new Set(announced).size]).toEqual([count, count, count]);
    expect(named.length).toBe(new Set(names).size);
  });

  it("announces all that there is once", () => {
    expect([announced.length, new Set(announced).size]).toEqual([countTests([]), countTests([])]);
  });

  it("refuses a name that there is not, naming those there are", () => {
    expect(() => runAudit(["figure-9"])).toThrow(/unknown name "figure-9".*figure-5b/);
  });
});
