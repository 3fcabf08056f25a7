/** An explanation, titled sections whose formulas are data, and its formats: text for a terminal, Markdown, LaTeX or JSON. */

import { visible, visibleJson } from "../../../text/visible.ts";
import { fenced, listing, markdown } from "../harmless.ts";
import { latexText } from "../latex-text.ts";
import { latex, lay, unicode } from "../notation.ts";
import type { Leaf, Tree } from "../tree.ts";
import { onOneLine, type Style, tokensOf } from "../typeset.ts";

/** What a row is about: in words, or a name with the letter that formulas have for it. */
export type Label = string | { readonly name: string; readonly letter: Leaf };

export type Block =
  /** With a formula in front, as in `n̄ = 0: bath is potential`. */
  | { readonly kind: "prose"; readonly lead?: Tree; readonly text: string }
  /** Formulas on lines of their own. */
  | { readonly kind: "formulas"; readonly formulas: readonly Tree[] }
  /** Rows of a label and a text. */
  | { readonly kind: "rows"; readonly rows: readonly (readonly [label: Label, text: string])[] }
  | { readonly kind: "code"; readonly text: string };

export interface Section {
  /** A word by which programs find it. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Explanation {
  readonly channel: string;
  readonly title: string;
  readonly parties: readonly string[];
  readonly sections: readonly Section[];
}

export const prose = (text: string): Block => ({ kind: "prose", text });
export const proseOf = (lead: Tree, text: string): Block => ({ kind: "prose", lead, text });
export const formulas = (...of: readonly Tree[]): Block => ({ kind: "formulas", formulas: of });
export const rows = (...of: readonly (readonly [Label, string])[]): Block => ({ kind: "rows", rows: of });
export const code = (text: string): Block => ({ kind: "code", text });

export type ExplanationFormat = "text" | "latex" | "markdown" | "json";

const width = 100;

export function format(explanation: Explanation, as: ExplanationFormat): string {
  switch (as) {
    case "text":
      return inTerminal(explanation);
    case "latex":
      return inLatex(explanation);
    case "markdown":
      return inMarkdown(explanation);
    case "json":
      return `${visibleJson(JSON.stringify(inJson(explanation), null, 2))}\n`;
  }
}

const style = (notation: Style["notation"], { parties }: Explanation): Style => ({
  notation,
  isLone: parties.length === 1,
});

const widthOf = unicode.width;

/** ` (Γ)`, where the letter is not the name. */
const letterOf = (
  { name, letter }: Exclude<Label, string>,
  { leaf }: Style["notation"],
  written: (letter: string) => string,
): string => (unicode.leaf(letter, true) === name ? "" : ` (${written(leaf(letter, true))})`);

/** Gamma (Γ). */
const labelText = (label: Label): string =>
  typeof label === "string" ? label : label.name + letterOf(label, unicode, (letter) => letter);

/** `n̄ = 0: ` in front of a prose that has it. */
const leadIn = ({ lead }: { readonly lead?: Tree }, written: (lead: Tree) => string): string =>
  lead === undefined ? "" : `${written(lead)}: `;

/** The same with the letter as a formula of LaTeX; `prose` escapes the rest. */
const labelInMath = (label: Label, prose: (text: string) => string): string =>
  typeof label === "string"
    ? prose(label)
    : label.name.replaceAll("_", "\\_") + letterOf(label, latex, (letter) => `$${letter}$`);

/** Words in lines of a width. */
function wrapped(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Listings in lines of a width; what follows the first of a line stands four further in. */
const codeLines = (text: string, margin: number, room: number): readonly string[] =>
  text.split("\n").flatMap((line) => {
    const indent = /^ */.exec(line)![0].length + margin;
    return wrapped(line.trim(), room - indent - 4).map((part, k) => " ".repeat(k === 0 ? indent : indent + 4) + part);
  });

function inTerminal(explanation: Explanation): string {
  const own = style(unicode, explanation);
  const block = (of: Block): readonly string[] => {
    switch (of.kind) {
      case "prose":
        return wrapped(leadIn(of, (lead) => onOneLine(lead, own)) + of.text, width - 2).map((line) => `  ${line}`);
      case "formulas":
        return of.formulas.flatMap((formula) =>
          lay(tokensOf(formula, own), unicode, width, 4).map(({ indent, text }) => `${" ".repeat(indent)}${text}`),
        );
      case "rows": {
        const labels = of.rows.map(([label]) => labelText(label));
        const first = Math.min(24, Math.max(...labels.map(widthOf))) + 2;
        return of.rows.flatMap(([, text], j) =>
          wrapped(text, width - 2 - first).map(
            (line, k) =>
              `  ${k === 0 ? labels[j] + " ".repeat(Math.max(1, first - widthOf(labels[j]))) : " ".repeat(first)}${line}`,
          ),
        );
      }
      case "code":
        return codeLines(of.text, 4, width);
    }
  };
  const section = ({ title, blocks }: Section): readonly string[] => [
    "",
    title,
    ...blocks.flatMap((of, k) => [...(k > 0 ? [""] : []), ...block(of)]),
  ];
  const { title, sections } = explanation;
  const lines = [title, "─".repeat(widthOf(title)), ...sections.flatMap(section)];
  return `${lines.map((line) => visible(line.trimEnd())).join("\n")}\n`;
}

/** Signs on a line of one of two columns, as journals have them: 86 mm at ten points, with room for the formula's number. */
const columns = 44;

const quads = (indent: number): string => "\\quad ".repeat(indent / 2);

/** The lines of a formula; the first relation is where lines align. */
const alignedLines = (formula: Tree, own: Style): readonly string[] =>
  lay(tokensOf(formula, own), own.notation, columns).map(({ indent, text }, k) =>
    k === 0 ? text.replace(/ (=|\\to) /, " &$1 ") : `&${quads(indent)}${text}`,
  );

/** A formula in a display of its own. */
function displayed(formula: Tree, own: Style): string {
  const lines = lay(tokensOf(formula, own), own.notation, columns);
  if (lines.length === 1) return lines[0].text;
  return ["\\begin{aligned}", alignedLines(formula, own).join(" \\\\\n"), "\\end{aligned}"].join("\n");
}

/** Formulas below each other, each with one number. */
function numbered(of: readonly Tree[], own: Style): string {
  if (of.length === 1 && alignedLines(of[0], own).length === 1)
    return `\\begin{equation}\n${displayed(of[0], own)}\n\\end{equation}`;
  const lines = of.map((formula) => alignedLines(formula, own).join(" \\notag \\\\\n"));
  return `\\begin{align}\n${lines.join(" \\\\\n")}\n\\end{align}`;
}

function inLatex(explanation: Explanation): string {
  const own = style(latex, explanation);
  const inMath = (lead: Tree): string => `$${onOneLine(lead, own)}$`;
  const block = (of: Block): string => {
    switch (of.kind) {
      case "prose":
        return leadIn(of, inMath) + latexText(of.text);
      case "formulas":
        return numbered(of.formulas, own);
      case "rows":
        return [
          "\\begin{description}",
          ...of.rows.map(([label, text]) => `\\item[{${labelInMath(label, latexText)}}] ${latexText(text)}`),
          "\\end{description}",
        ].join("\n");
      case "code":
        return listing(codeLines(of.text, 0, columns).join("\n"));
    }
  };
  const section = ({ title, blocks }: Section): string =>
    [`\\subsection*{${latexText(title)}}`, ...blocks.map(block)].join("\n\n");
  const body = [`\\section*{${latexText(explanation.title)}}`, ...explanation.sections.map(section)].join("\n\n");
  // Listings keep the letters that they have, and pdfTeX knows no Greek ones in them.
  const isPlain = /^\p{ASCII}*$/u.test(body);
  return `% Needs \\usepackage{amsmath}${isPlain ? "" : " and LuaLaTeX or XeLaTeX"}.\n\n${body}\n`;
}

function inMarkdown(explanation: Explanation): string {
  const own = style(latex, explanation);
  const inMath = (lead: Tree): string => `$${onOneLine(lead, own)}$`;
  const block = (of: Block): string => {
    switch (of.kind) {
      case "prose":
        return leadIn(of, inMath) + markdown(of.text);
      case "formulas":
        return of.formulas.map((formula) => `$$\n${displayed(formula, own)}\n$$`).join("\n\n");
      case "rows":
        return [
          "| | |",
          "|---|---|",
          ...of.rows.map(([label, text]) => `| ${labelInMath(label, markdown)} | ${markdown(text)} |`),
        ].join("\n");
      case "code":
        return fenced(of.text);
    }
  };
  const section = ({ title, blocks }: Section): string => [`## ${markdown(title)}`, ...blocks.map(block)].join("\n\n");
  return `${[`# ${markdown(explanation.title)}`, ...explanation.sections.map(section)].join("\n\n")}\n`;
}

/** The same sections with every formula in both notations. */
function inJson(explanation: Explanation): unknown {
  const [plain, tex] = [style(unicode, explanation), style(latex, explanation)];
  const { channel, parties, sections } = explanation;
  const block = (of: Block): unknown =>
    of.kind === "formulas"
      ? {
          kind: of.kind,
          formulas: of.formulas.map((formula) => ({
            unicode: onOneLine(formula, plain),
            latex: onOneLine(formula, tex),
          })),
        }
      : of.kind === "prose"
        ? { kind: of.kind, text: leadIn(of, (lead) => onOneLine(lead, plain)) + of.text }
        : of.kind === "rows"
          ? { kind: of.kind, rows: of.rows.map(([label, text]) => [labelText(label), text]) }
          : of;
  return {
    schema: "wehrl.derivation/1",
    channel,
    parties,
    sections: sections.map(({ id, title, blocks }) => ({ id, title, blocks: blocks.map(block) })),
  };
}
