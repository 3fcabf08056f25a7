/** A page of Markdown with formulas as a document of LaTeX: headings, paragraphs, lists, tables, displays. */

const HEAD = [
  "\\documentclass[11pt]{article}",
  "\\usepackage[T1]{fontenc}",
  "\\usepackage[a4paper,margin=25mm]{geometry}",
  "\\usepackage{amsmath,amssymb,array}",
  "\\setlength{\\emergencystretch}{3em}",
  "\\begin{document}",
];

const escapes: Readonly<Record<string, string>> = {
  "%": "\\%",
  "&": "\\&",
  "#": "\\#",
  _: "\\_",
  "^": "\\^{}",
  "~": "\\~{}",
};

/** Words without formulas: links, code, bold, italic. */
function wordsOf(text: string): string {
  return text
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .split(/(`[^`]*`)/)
    .map((part) => {
      const plain = part.replace(/[%&#_^~]/g, (sign) => escapes[sign]);
      if (part.startsWith("`")) return `\\texttt{${plain.slice(1, -1)}}`;
      return plain
        .replace(/\\\*/g, "⁂")
        .replace(/\*\*(.+?)\*\*/g, "\\textbf{$1}")
        .replace(/\*(.+?)\*/g, "\\emph{$1}")
        .replaceAll("⁂", "*");
    })
    .join("");
}

/** Formulas stay as they are; emphasis may reach over them. */
function inline(text: string): string {
  const formulas: string[] = [];
  const held = text.replace(/\$[^$]+\$/g, (formula) => `⟦${formulas.push(formula) - 1}⟧`);
  return wordsOf(held).replace(/⟦(\d+)⟧/g, (_, k) => formulas[Number(k)]);
}

const cellsOf = (row: string): readonly string[] =>
  row
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => inline(cell.trim()));

function tableOf(lines: readonly string[]): string {
  const [head, , ...rows] = lines.map(cellsOf);
  const width = (0.94 / head.length).toFixed(3);
  const line = (cells: readonly string[]) => `${cells.join(" & ")} \\\\`;
  return [
    `\\begin{center}\\small\\begin{tabular}{${`>{\\raggedright\\arraybackslash}p{${width}\\textwidth}`.repeat(head.length)}}`,
    line(head),
    "\\hline",
    ...rows.map(line),
    "\\end{tabular}\\end{center}",
  ].join("\n");
}

function blockOf(block: string): string {
  const lines = block.split("\n");
  const heading = /^(#+) (.*)$/.exec(lines[0]);
  if (heading) return `\\${heading[1].length === 1 ? "section" : "subsection"}*{${inline(heading[2])}}`;
  if (block.startsWith("$$")) return `\\[\n${block.slice(2, -2).trim()}\n\\]`;
  if (block.startsWith("|")) return tableOf(lines);
  if (block.startsWith("- ")) {
    const items = block.split(/\n(?=- )/).map((item) => `\\item ${inline(item.slice(2).replace(/\n\s*/g, " "))}`);
    return ["\\begin{itemize}", ...items, "\\end{itemize}"].join("\n");
  }
  return inline(lines.join(" "));
}

/** @param page  of which comments are left out */
export function latexPage(page: string): string {
  const blocks = page
    .replace(/<!--.*?-->\n?/g, "")
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== "");
  // A list and a display stand by themselves though no empty line parts them from a sentence.
  return `${[...HEAD, ...blocks.map(blockOf), "\\end{document}"].join("\n\n")}\n`;
}
