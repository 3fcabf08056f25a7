/** Where panels stand on a page. */

import { columnWidth, pageWidth, pointsPerMillimetre } from "../../drawing/page.ts";
import { type Axis, type Curve, type Figure, type Panel, ticksOf } from "./layout.ts";

const margin = { left: 36, right: 5, top: 5, bottom: 29, between: 10 } as const;

/** A panel without a place. */
export type Content = Omit<Panel, "left" | "top" | "width" | "height" | "letter">;

/** `columns` of panels on a column or a page of a journal, lettered by row; each `aspect` as high as wide. */
export function arrange(
  name: string,
  caption: string,
  contents: readonly Content[],
  { columns, aspect }: { readonly columns: 1 | 2; readonly aspect: number },
): Figure {
  const width = columns === 1 ? columnWidth : pageWidth;
  const cell = (width * pointsPerMillimetre + margin.between) / columns - margin.between;
  const inner = cell - margin.left - margin.right;
  const innerHeight = inner * aspect;
  const rowHeight = innerHeight + margin.top + margin.bottom;
  const panels = contents.map((content, k): Panel => {
    return {
      ...content,
      letter: contents.length === 1 ? "" : `(${"abcdef"[k]})`,
      left: margin.left + (k % columns) * (cell + margin.between),
      top: margin.top + Math.floor(k / columns) * rowHeight,
      width: inner,
      height: innerHeight,
    };
  });
  const rows = Math.ceil(contents.length / columns);
  return { name, width, height: (rows * rowHeight) / pointsPerMillimetre, panels, caption };
}

/** Curves over time; left of t = 0 there is room for their labels. */
export function overTime(curves: readonly Curve[], xTitle: string, yTitle: string, room = 0.3): Content {
  const lines = curves.filter(({ marks }) => marks === "line");
  const end = Math.max(...lines.flatMap(({ points }) => points.map(({ x }) => x)));
  return {
    x: { title: xTitle, domain: [-room * end, end], power: 0, ticks: ticksOf(0, end) },
    y: heights(curves, yTitle),
    curves,
    crossings: [],
  };
}

/** From 0, or from below where a curve is negative, to a share above the highest, bars included. */
export function heights(curves: readonly Curve[], title: string, above = 0.09): Axis {
  const values = curves.flatMap(({ marks, points }) =>
    points.map(({ y, error }) => (marks === "bars" ? y + error : y)),
  );
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  return axisOf([low < -0.01 * high ? 1.1 * low : 0, (1 + above) * high], title);
}

/** Where the highest tick is below 0.1, whole powers of ten go into the title. */
export function axisOf(domain: readonly [number, number], title: string): Axis {
  const ticks = ticksOf(...domain);
  const power = ticks.at(-1)! < 0.1 ? -Math.floor(Math.log10(ticks.at(-1)!) + 1e-9) : 0;
  return { title, power, domain, ticks };
}
