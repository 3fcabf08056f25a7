/** Every sentence of the README's sections on physics is a statement that is tested, and every such statement is in the README. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { statements } from "./statements.ts";

const sections = ["What Π is worth", "The paper, audited"];

/** Sentences that state nothing to be tested, each with the reason. */
const untested: Readonly<Record<string, string>> = {
  "`wehrl channels NAME` and `wehrl derive NAME` give them with their reasons.": "says where to look",
  "The **class** says whether dS/dt splits into Π and Φ, which takes an ω with Bω = A:": "defines the class",
  "The verdict on **Π ≥ 0** is one of three:": "introduces a list",
  "`npm run verdicts` searches again and writes the table of verdicts with its evidence.": "says what to run",
  "`wehrl audit` tests the claims of the paper one by one, and values from elsewhere; [docs/audit.md](docs/audit.md) is its output.":
    "says what to run",
  "Every sentence of this section and of the one above has a test of its own, in `test/readme/`.":
    "says what this file tests",
  "Π and the von Neumann rate of figure 3": "the caption of a picture",
};

/** Sentences, rows of tables without their heads, and captions of pictures. */
function factsOf(readme: string, section: string): readonly string[] {
  const start = readme.indexOf(`\n## ${section}\n`);
  expect(start, `a section "${section}"`).toBeGreaterThan(0);
  const body = readme.slice(start + section.length + 5, readme.indexOf("\n## ", start + 1));
  return body
    .split(/\n\s*\n|\n(?=- )/)
    .map((block) => block.trim())
    .filter((block) => block !== "")
    .flatMap((block) => {
      if (block.startsWith("|")) return block.split("\n").slice(2);
      const text = block
        .replace(/^- /, "")
        .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
        .replaceAll(/\s+/g, " ");
      return text.split(/(?<=[.:!?]) (?=[A-ZΑ-Ω`*])/);
    });
}

const readme = readFileSync("README.md", "utf8");
const facts = sections.flatMap((section) => factsOf(readme, section));
const quotes = statements.flatMap((statement) => statement.quotes);

describe("the README's sections on physics", () => {
  it.each(facts.filter((fact) => !(fact in untested)))("state what is tested: %s", (fact) => {
    expect(quotes).toContain(fact);
  });

  it.each(statements)("still say what $name tests", ({ quotes: own }) => {
    for (const quote of own) expect(facts).toContain(quote);
  });

  it("hold every sentence that is excused from a test", () => {
    for (const sentence of Object.keys(untested)) expect(facts).toContain(sentence);
  });

  it("would be caught with a sentence that nothing tests", () => {
    const longer = readme.replace("## The paper, audited\n", "## The paper, audited\n\nΠ is always one. It is.\n");
    expect(factsOf(longer, "The paper, audited").slice(0, 2)).toEqual(["Π is always one.", "It is."]);
  });
});
