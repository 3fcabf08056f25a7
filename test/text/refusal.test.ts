import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Issue, lineOf, linesOf, Refusal } from "../../text/refusal.ts";
import { longest, visible } from "../../text/visible.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 2000 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 2000 }).map((units) => String.fromCharCode(...units)),
);
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

class Refused extends Refusal {
  override readonly name = "Refused";
}

const issues: fc.Arbitrary<Issue> = fc.record({
  source: fc.option(anyText, { nil: null }),
  path: fc.array(fc.oneof(anyText, fc.nat())),
  found: anyText,
  expected: anyText,
  remedy: fc.option(anyText, { nil: null }),
  excerpt: fc.option(
    fc.tuple(anyText, fc.nat()).map(([text, place]) => ({ text, at: place % (text.length + 1) })),
    { nil: null },
  ),
});

describe("the line about what is refused", () => {
  it("says where from outside inward, what was found, what was expected, and the remedy", () => {
    const path = ["channels", 0, "parameters", "Gamma"];
    const remedy = "give another";
    expect(lineOf({ found: "-1", expected: "a rate ≥ 0" })).toBe("found -1, expected a rate ≥ 0");
    expect(lineOf({ source: "job.json", path, found: "-1", expected: "a rate ≥ 0", remedy })).toBe(
      "job.json: channels[0].parameters.Gamma: found -1, expected a rate ≥ 0; give another",
    );
  });

  it("names the character that it is about before what is wrong with it, and a caret shows it on a terminal", () => {
    const issue = { path: ["hamiltonian"], found: '"Jz"', expected: "the end", excerpt: { text: "2 Jz", at: 2 } };
    expect(lineOf(issue)).toBe('hamiltonian, at character 3 of 2 Jz: found "Jz", expected the end');
    expect(linesOf(issue, "wehrl: ")).toEqual([
      'wehrl: hamiltonian, at character 3: found "Jz", expected the end',
      "  2 Jz",
      "    ^",
    ]);
  });

  it("leaves a question last", () => {
    const remedy = 'did you mean "Gamma"?';
    const excerpt = { text: "gamma*D[J-]", at: 0 };
    expect(lineOf({ found: "gamma", expected: "Gamma", remedy, excerpt })).toBe(
      'at character 1 of gamma*D[J-]: found gamma, expected Gamma; did you mean "Gamma"?',
    );
  });

  it("is one visible line of at most 600 characters, whatever it is made of, and the error's message", () => {
    fc.assert(
      fc.property(issues, (issue) => {
        const line = lineOf(issue);
        expect(line).not.toMatch(hidden);
        expect(line.length).toBeLessThanOrEqual(longest.message);
        if (issue.excerpt) expect(line).toContain(`at character ${issue.excerpt.at + 1} of`);
        expect(new Refused(issue).message).toBe(line);
        expect(lineOf(new Refused(issue))).toBe(line);
      }),
    );
  });

  it("has its caret below the character that is meant, also where only its surroundings are shown", () => {
    fc.assert(
      fc.property(anyText, fc.nat(2500), (text, place) => {
        const excerpt = { text: `${text}Z`, at: Math.min(place, text.length) };
        const [, shown, caret] = linesOf({ found: "this", expected: "that", excerpt });
        const below = shown.slice(caret.length - 1);
        expect(shown).not.toMatch(hidden);
        expect(shown.length).toBeLessThanOrEqual(longest.excerpt + 4);
        // Half of a pair is shown as one where the text is cut before it.
        expect(below.slice(0, 1)).toBe(visible(excerpt.text.slice(excerpt.at)).slice(0, 1));
      }),
    );
  });
});
