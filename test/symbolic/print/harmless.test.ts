import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { planned } from "../../../symbolic/compile.ts";
import type { ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import { comment, fenced, listing, markdown, span } from "../../../symbolic/print/harmless.ts";
import { latexText } from "../../../symbolic/print/latex-text.ts";
import { format } from "../../../symbolic/print/page/document.ts";
import { explainStages } from "../../../symbolic/print/page/stages-page.ts";
import { certify, formatCertificate } from "../../../symbolic/prove/certify.ts";
import { literal } from "../../../text/visible.ts";
import { compile } from "../../support/compile.ts";

const hostile = [
  "*/",
  "*",
  "/",
  "/*",
  "`",
  "```",
  "${",
  "\\",
  "\\u{2a}/",
  "\n",
  "\r\n",
  "\u2028",
  "\u2029",
  "\u202e",
  "\u2066",
  "\u061c",
  "\ufeff",
  "\u001b[31m",
  "\0",
  "\u0001",
  "\ud800",
  "\udc00",
  '"',
  "'",
  "--",
  "<!--",
  "-->",
  "</script>",
  "\\end{verbatim}",
  "\\end {verbatim}",
  "\\input{x}",
  "^^5c",
  "$",
  "$$",
  "]",
  "}",
  "%",
  "process.exit(9);",
  "=",
  "Π ≥ 0",
  "n̄",
  "\n@ts-nocheck",
];

/** Any text over all of Unicode, halves of pairs too, with what ends comments, strings and markup strewn in. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostile),
      fc.string({ unit: "binary" }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const shown = (written: string): boolean => written.split("\n").every((line) => !hidden.test(line));

const declared = (t: string): ChannelDeclaration => ({
  name: "any-text",
  cites: t,
  parties: ["a"],
  parameters: { Gamma: { range: "[0, inf)", unit: t, meaning: t } },
  reservoirs: { [`r${t}`]: "Gamma*D[J-]", [`s${t}`]: "Gamma*D[Jz]" },
});

/** The statements of a module by kind and name, and the strings in it. */
function parsed(module: string) {
  const file = ts.createSourceFile("module.ts", module, ts.ScriptTarget.ES2022, true);
  const { parseDiagnostics } = file as unknown as { readonly parseDiagnostics: readonly unknown[] };
  const strings: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) strings.push(node.text);
    node.forEachChild(visit);
  };
  visit(file);
  const statements = file.statements.map((statement) => {
    const [named] = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations
      : [statement as ts.FunctionDeclaration];
    return [ts.SyntaxKind[statement.kind], named?.name?.getText() ?? ""];
  });
  return { statements, strings, mistakes: parseDiagnostics.length };
}

const plain = parsed(compile(declared("text"), "plain.ts", "").text);

describe("text of a declaration, whatever it spells,", () => {
  it("leaves an emitted module with the statements that it should have and no other, and its strings say the text", () => {
    fc.assert(
      fc.property(text, (t) => {
        const module = compile(declared(t), `${t}.ts`, "").text;
        const { statements, strings, mistakes } = parsed(module);
        expect(mistakes).toBe(0);
        expect(statements).toEqual(plain.statements);
        expect(strings).toHaveLength(plain.strings.length);
        // cites, unit, meaning, and the names of two reservoirs.
        expect(strings.filter((each) => each === t).length).toBeGreaterThanOrEqual(3);
        expect(strings).toContain(`r${t}`);
        expect(shown(module)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it("stays within a comment", () => {
    fc.assert(
      fc.property(text, text, (t, u) => {
        const { statements } = parsed(`/** ${comment(t)} ${comment(u)}*/\nconst a = 1;`);
        expect(statements).toEqual([["FirstStatement", "a"]]);
      }),
      { numRuns: 2000 },
    );
  });

  it("stays within a string, which says it exactly", () => {
    fc.assert(
      fc.property(text, (t) => {
        const written = literal(t);
        expect(hidden.test(written)).toBe(false);
        expect(JSON.parse(written)).toBe(t);
        expect(parsed(`const a = ${written};`)).toEqual({
          statements: [["FirstStatement", "a"]],
          strings: [t],
          mistakes: 0,
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("stays within its line, span and fence of Markdown", () => {
    fc.assert(
      fc.property(text, (t) => {
        const line = markdown(t);
        expect(hidden.test(line)).toBe(false);
        // Without the escaped signs nothing is left that marks up.
        expect(line.replace(/\\[\\`*_[\]<>|$&~#]/g, "")).not.toMatch(/[\\`*_[\]<>|$&~#](?![-+=.)])/);
        const ticks = /^`+/.exec(span(t))![0];
        expect(
          span(t)
            .split(/(`+)/)
            .filter((run) => run === ticks),
        ).toHaveLength(2);
        const [fence, ...rest] = fenced(t).split("\n");
        expect(rest.filter((each) => each.trim().startsWith(fence!))).toEqual([fence]);
      }),
      { numRuns: 2000 },
    );
  });

  it("gives LaTeX no command that is not ours, closed braces, and a listing one end", () => {
    fc.assert(
      fc.property(text, (t) => {
        const line = latexText(t);
        expect(hidden.test(line)).toBe(false);
        expect(line).not.toMatch(/\\(?:input|end|begin|def|catcode|write)\b/);
        expect(line).not.toContain("^^");
        const bare = line.replace(/\\[\\{}%&#_$]/g, (each) => (each === "\\\\" ? "LINE" : ""));
        expect(bare).not.toContain("LINE");
        expect(bare).not.toMatch(/[%#&]/);
        expect(bare.split("{").length).toBe(bare.split("}").length);
        expect(bare.split("$").length % 2).toBe(1);
        expect(listing(t).match(/\\end\{verbatim\}/g)).toHaveLength(1);
      }),
      { numRuns: 2000 },
    );
  });

  it("shows no control or bidirectional character in any format of an explanation, nor in a certificate", () => {
    fc.assert(
      fc.property(text, (t) => {
        for (const as of ["text", "latex", "markdown", "json"] as const)
          expect(shown(format(explainStages(declared(t), planned(declared(t))), as)), as).toBe(true);
      }),
      { numRuns: 2 },
    );
    const { plan } = compile(declared("*/ `x` \u202e <b>"), "x.ts", "");
    const certificate = formatCertificate(certify(plan.derivation));
    expect(certificate).toContain("- source: \\*/ \\`x\\` \\\\u{202e} \\<b\\>");
    expect(certificate).not.toMatch(/(?<!\\)<b/);
  });
});
