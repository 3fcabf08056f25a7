/** What `derive` prints, and the comments of emitted modules, as formulas by section. */
import { latexKey } from "./latex-tokens.ts";
import type { Page } from "./unicode-tokens.ts";

/** One printed formula: its left side as it stands in Unicode, its right side, and where it stands. */
export interface PrintedFormula {
  readonly section: string;
  /** The prose before it. */
  readonly prose: string;
  readonly text: string;
}

/** The formulas of a page of text: those lines that stand four in, with what goes on further in. */
export function formulasOfText(text: string): readonly PrintedFormula[] {
  const found: { section: string; prose: string; text: string }[] = [];
  let [section, prose] = ["", ""];
  let isProse = false;
  for (const line of text.split("\n").slice(2)) {
    const indent = /^ */.exec(line)![0].length;
    if (line === "") isProse = false;
    else if (indent === 0) [section, prose, isProse] = [line, "", false];
    else if (indent === 2) {
      prose = isProse ? `${prose} ${line.trim()}` : line.trim();
      isProse = true;
    } else if (indent === 4) found.push({ section, prose, text: line.trim() });
    else if (indent >= 6 && found.length > 0 && !isProse) found[found.length - 1].text += ` ${line.trim()}`;
  }
  return found;
}

/** The letters of the parameters, from the rows `Gamma (Γ)  in [0, ∞), …`. */
export function pageOfText(text: string, parties: readonly string[]): Page {
  const rows = [...text.matchAll(/^ {2}([A-Za-z]\w*)(?: \((\S+)\))? +in [[(]/gm)];
  return { parties, parameters: distinct(rows.map(([, name, letter]) => [letter ?? name, name])) };
}

/** One symbol a letter: a reader cannot tell two of one letter apart. */
function distinct(pairs: readonly (readonly [letter: string, name: string])[]): ReadonlyMap<string, string> {
  const letters = new Map(pairs);
  if (letters.size < pairs.length) throw new Error(`one letter for two parameters: ${JSON.stringify(pairs)}`);
  return letters;
}

/** The formulas of a LaTeX page, an alignment's apart. */
export function formulasOfLatex(text: string): readonly PrintedFormula[] {
  const found: PrintedFormula[] = [];
  let [section, prose] = ["", ""];
  const pieces = /\\subsection\*\{(.*)\}\n|\\begin\{(align|equation)\}\n([\s\S]*?)\n\\end\{\2\}|^(?![\\%]|&)(.+)$/gm;
  for (const [, title, , formulas, words] of text.matchAll(pieces)) {
    if (title !== undefined) [section, prose] = [title, ""];
    else if (words !== undefined) prose = words;
    else
      for (const formula of formulas.replaceAll(/\\notag \\\\\n/g, " ").split(" \\\\\n"))
        found.push({
          section,
          prose,
          text: formula
            .replaceAll("&", "")
            .replaceAll(/(?:\\quad|\s)+/g, " ")
            .trim(),
        });
  }
  return found;
}

/** The letters of the parameters, from the items `Gamma ($\Gamma$)`. */
export function pageOfLatex(text: string, parties: readonly string[]): Page {
  const rows = [...text.matchAll(/^\\item\[\{([A-Za-z](?:\w|\\_)*)(?: \(\$(.+?)\$\))?\}\] in /gm)];
  return {
    parties,
    parameters: distinct(
      rows.map(([, escaped, letter]) => {
        const [base, below, primes] = partsOf(letter ?? (escaped.length === 1 ? escaped : `\\mathrm{${escaped}}`));
        return [latexKey(base, below, primes), escaped.replaceAll("\\_", "_")];
      }),
    ),
  };
}

function partsOf(letter: string): readonly [base: string, below: string, primes: string] {
  const [, base, , below, primes] = /^(\\mathrm\{[^}]*\}|\\bar [a-z]|\\?[A-Za-z]+)(_\{(.*?)\})?('*)$/.exec(letter)!;
  return [base, below ?? "", primes];
}

/** The formulas in the comments of a module, paragraph by paragraph, each under the name of the function that it stands above. */
export function formulasOfModule(text: string): readonly PrintedFormula[] {
  return [...text.matchAll(/\/\*\*\n([\s\S]*?)\n \*\/\n(?:export )?(?:function|const) (\w+)/g)].flatMap(
    ([, doc, name]) => {
      const lines = doc.split("\n").map((line) => line.replace(/^ \* ?/, ""));
      const paragraphs = lines
        .join("\n")
        .split(/\n\s*\n/)
        .filter((paragraph) => paragraph.startsWith("    "));
      const formulas = paragraphs.map((paragraph) =>
        paragraph
          .split("\n")
          .map((line) => line.trim())
          .join(" "),
      );
      const inProse = /D\(ρ\) = .*$/.exec(lines.join(" "))?.[0];
      const state = /∝ Q\*: (Q\* = .*)\.$/.exec(lines.join(" "))?.[1];
      const all = [...formulas, inProse ?? "", state ?? ""].filter((of) => of !== "");
      return all.map((of) => ({ section: name, prose: "", text: of }));
    },
  );
}
