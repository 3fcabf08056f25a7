/** A Vega specification → SVG, PNG at 300 dots an inch, PDF with embedded fonts. The same figure gives the same bytes. */
import { Resvg } from "@resvg/resvg-js";
import PdfDocument from "pdfkit";
import svgToPdf from "svg-to-pdfkit";
import { parse, type Spec, View } from "vega";
import { families, fontFile, fontStyle } from "./fonts.ts";
import { layOutTexts } from "./rich-text.ts";

const dotsPerInch = 300;

/** What browsers and PDF share: without faces of its own. */
export async function drawing(spec: Spec): Promise<string> {
  const view = new View(parse(spec), { renderer: "none" });
  const drawn = await view.toSVG();
  view.finalize();
  return layOutTexts(drawn);
}

/** For a browser: sized for print, faces included. */
export function svgOf(drawn: string, width: number, height: number): string {
  return `${drawn
    .replace(/width="[\d.]+" height="[\d.]+"/, `width="${width}mm" height="${height}mm"`)
    .replace(/(<svg[^>]*>)/, `$1${fontStyle()}`)}\n`;
}

export function pngOf(drawn: string, width: number): Uint8Array {
  const picture = new Resvg(drawn, {
    background: "white",
    fitTo: { mode: "width", value: Math.round((width / 25.4) * dotsPerInch) },
    font: { loadSystemFonts: false, fontFiles: [fontFile("upright", "ttf"), fontFile("italic", "ttf")] },
  });
  return picture.render().asPng();
}

export async function pdfOf(drawn: string, title: string, width: number, height: number): Promise<Uint8Array> {
  const toPoints = 72 / 25.4;
  const page: [number, number] = [width * toPoints, height * toPoints];
  const document = new PdfDocument({
    size: page,
    margin: 0,
    // A date would make two files of one figure.
    info: { Title: title, CreationDate: new Date(0), ModDate: new Date(0), Producer: "wehrl", Creator: "wehrl" },
  });
  for (const face of ["upright", "italic"] as const) document.registerFont(families[face], fontFile(face, "ttf"));
  const parts: Uint8Array[] = [];
  document.on("data", (part: Uint8Array) => parts.push(part));
  const ended = new Promise<void>((resolve) => document.on("end", resolve));
  svgToPdf(document, drawn, 0, 0, {
    width: page[0],
    height: page[1],
    assumePt: true,
    fontCallback: (family: string) => family,
  });
  document.end();
  await ended;
  return Buffer.concat(parts);
}
