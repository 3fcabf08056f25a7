/** Text with mathematics → runs of one face at known places: every renderer then sets the same line.
 *
 *      _x_ → x in the italic face        Γ̄ → Γ and a stroke above it        ^2 → a raised digit        ~N → a lowered letter
 */
import { advanceOf, draws, type Face, families } from "./fonts.ts";

interface Run {
  readonly text: string;
  readonly face: Face;
  /** From the start of the line, in units of the font's size; dy upwards. */
  readonly x: number;
  readonly dy: number;
  readonly scale: number;
}

const overline = "\u0304";

/** @throws Error  when a face lacks a letter */
export function runsOf(markup: string): { readonly runs: readonly Run[]; readonly width: number } {
  const runs: Run[] = [];
  let x = 0;
  let face: Face = "upright";
  const add = (text: string, dy = 0, scale = 1) => {
    const plain = text.replace(overline, "");
    if (!draws(plain, face)) throw new Error(`the ${face} face cannot draw all of "${text}" in "${markup}"`);
    runs.push({ text, face, x, dy, scale });
    x += scale * advanceOf(plain, face);
  };
  for (const [piece] of markup.matchAll(/_|[^_^~]\u0304|[\^~].|(?:(?![^_^~]\u0304)[^_^~])+/gu)) {
    if (piece === "_") face = face === "upright" ? "italic" : "upright";
    else if (piece.startsWith("^")) add(piece.slice(1), 0.36, 0.75);
    else if (piece.startsWith("~")) add(piece.slice(1), -0.2, 0.75);
    else add(piece);
  }
  return { runs, width: x };
}

const shift = { start: 0, middle: 0.5, end: 1 } as const;

/** Every <text> of an SVG, laid out. */
export function layOutTexts(svg: string): string {
  return svg.replace(/<text ([^>]*)>([^<]*)<\/text>/g, (_, attributes: string, content: string) => {
    const fontSize = Number(/font-size="([\d.]+)px"/.exec(attributes)![1]);
    const anchor = /text-anchor="(\w+)"/.exec(attributes)![1] as keyof typeof shift;
    const { runs, width } = runsOf(unescaped(content));
    const place = attributes.replace(/(text-anchor|font-family|font-size|font-style)="[^"]*"\s*/g, "").trim();
    const body = runs.map((run) => tspan(run, fontSize, -shift[anchor] * width));
    return `<g ${place.replace(/fill="[^"]*"/, "").trim()}>${body.join("")}</g>`;
  });
}

/** A run as its own <text>: offsets inside one are read differently by different renderers. */
function tspan({ text, face, x, dy, scale }: Run, fontSize: number, start: number): string {
  const bar = text.endsWith(overline);
  const plain = bar ? text.slice(0, -1) : text;
  const left = (start + x) * fontSize;
  const font = `font-family="${families[face]}" font-style="${face === "italic" ? "italic" : "normal"}"`;
  const letters = `<text x="${short(left)}" y="${short(-dy * fontSize)}" ${font} font-size="${short(scale * fontSize)}" fill="black" xml:space="preserve">${escaped(plain)}</text>`;
  if (!bar) return letters;
  const right = left + advanceOf(plain, face) * fontSize;
  const height = -0.82 * fontSize;
  return `${letters}<path d="M${short(left + 0.06 * fontSize)},${short(height)}H${short(right - 0.06 * fontSize)}" stroke="black" stroke-width="${short(0.045 * fontSize)}"/>`;
}

const short = (x: number): string => String(Number(x.toFixed(3)));

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const unescaped = (text: string): string => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
