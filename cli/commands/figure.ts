/** `wehrl figure`: the paper's figures, computed and drawn, with what they were drawn from beside them. */
import { join } from "node:path";
import { drawing, pdfOf, pngOf, svgOf } from "../../drawing/render.ts";
import { figure5 } from "../../paper/figures/counterexample-figure.ts";
import { figure3, figure4 } from "../../paper/figures/damping-figures.ts";
import { figure1, figure2 } from "../../paper/figures/dephasing-figures.ts";
import { csvOf, dataOf, jobsOf, scriptOf } from "../../paper/figures/figure-files.ts";
import type { Figure } from "../../paper/figures/layout.ts";
import { mapsFigure } from "../../paper/figures/maps-figure.ts";
import { specOf } from "../../paper/figures/panel.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { requireSeed } from "../../spins/states/random-stream.ts";
import { openFolder } from "../print/output.ts";
import { startProgress } from "../print/progress.ts";
import { say } from "../print/standard-error.ts";

export const figureNames = ["1", "2", "3", "4", "5", "maps"] as const;
type FigureName = (typeof figureNames)[number];

const pictureFormats = ["svg", "pdf", "png", "csv", "json"] as const;
export type PictureFormat = (typeof pictureFormats)[number];

const makers: Readonly<Record<string, (seed: number) => Figure>> = {
  1: figure1,
  2: figure2,
  3: figure3,
  4: figure4,
  5: figure5,
  maps: mapsFigure,
};

/** One figure or all, with progress on standard error and then a line for each.
 *  @throws InvalidInput  when the folder cannot be written to, or the seed is none */
export async function figures(
  name: string,
  folder: string,
  seed: number,
  formats: readonly PictureFormat[] = pictureFormats,
): Promise<void> {
  requirePanelSeeds(seed);
  openFolder(folder);
  const wanted = name === "all" ? figureNames : [name as FigureName];
  const progress = startProgress("drawing", wanted.length);
  const written: string[] = [];
  try {
    for (const one of wanted) {
      progress.begin(`figure ${one}`);
      const files = await writeFigure(one, folder, seed, formats);
      written.push(`figure ${one}: ${files.length} files in ${folder}`);
    }
  } finally {
    progress.stop();
    written.forEach(say);
  }
}

/** A figure's panels take this seed and those that follow.
 *  @throws InvalidInput  when one of them is none */
function requirePanelSeeds(seed: number): void {
  requireSeed(["seed"], seed);
  if (Number.isSafeInteger(seed + 3)) return;
  throw new InvalidInput({
    path: ["seed"],
    found: `${seed}, which leaves none for a figure's other panels`,
    expected: "at most 2^53 − 4, such as 1",
  });
}

/**
 * @param formats  of the pictures; data, jobs, caption and script are written with each
 * @returns the files that were written
 */
export async function writeFigure(
  name: FigureName,
  folder: string,
  seed: number,
  formats: readonly PictureFormat[],
): Promise<readonly string[]> {
  const files = await filesOf(makers[name](seed), formats);
  await openFolder(folder).write(files);
  return [...files.keys()].map((file) => join(folder, file));
}

async function filesOf(
  figure: Figure,
  formats: readonly PictureFormat[],
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { name, width, height } = figure;
  const files = new Map<string, string | Uint8Array>();
  const wanted = (format: PictureFormat) => formats.includes(format);
  if (wanted("svg") || wanted("pdf") || wanted("png")) {
    const drawn = await drawing(specOf(figure));
    if (wanted("svg")) files.set(`${name}.svg`, svgOf(drawn, width, height));
    if (wanted("png")) files.set(`${name}.png`, pngOf(drawn, width));
    if (wanted("pdf")) files.set(`${name}.pdf`, await pdfOf(drawn, name, width, height));
  }
  if (wanted("json")) files.set(`${name}.json`, `${JSON.stringify(dataOf(figure))}\n`);
  files.set(`${name}.csv`, csvOf(figure));
  files.set(`${name}.txt`, `${figure.caption}\n`);
  files.set(`${name}.py`, scriptOf(figure));
  for (const [file, job] of jobsOf(figure)) files.set(join(`${name}-jobs`, file), job);
  return files;
}
