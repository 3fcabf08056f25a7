/** The faces of all text: KaTeX's cut of Computer Modern, upright and mathematical italic. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";

export type Face = "upright" | "italic";

const require = createRequire(import.meta.url);

const files = { upright: "KaTeX_Main-Regular", italic: "KaTeX_Math-Italic" } as const;
export const families = { upright: "KaTeX_Main", italic: "KaTeX_Math" } as const;

export const fontFile = (face: Face, kind: "ttf" | "woff2"): string =>
  require.resolve(`katex/dist/fonts/${files[face]}.${kind}`);

const opened = new Map<Face, Font>();

function fontOf(face: Face): Font {
  const font = opened.get(face) ?? (create(readFileSync(fontFile(face, "ttf"))) as Font);
  opened.set(face, font);
  return font;
}

/** In units of the font's size. */
export function advanceOf(text: string, face: Face): number {
  const font = fontOf(face);
  return font.layout(text, []).advanceWidth / font.unitsPerEm;
}

/** Whether the face draws all of a text: what it lacks would be an empty box. */
export const draws = (text: string, face: Face): boolean =>
  [...text].every((letter) => fontOf(face).hasGlyphForCodePoint(letter.codePointAt(0)!));

/** For a browser: the faces within the file. */
export function fontStyle(): string {
  const faces = (["upright", "italic"] as const).map((face) => {
    const data = readFileSync(fontFile(face, "woff2")).toString("base64");
    return `@font-face{font-family:${families[face]};font-style:${face === "italic" ? "italic" : "normal"};src:url(data:font/woff2;base64,${data})}`;
  });
  return `<style>${faces.join("")}</style>`;
}
