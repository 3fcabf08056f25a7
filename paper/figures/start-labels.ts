/** What names the curves: labels left of where they begin, moved apart where those beginnings are closer than a line of text. */
import type { Mark } from "vega";
import { dot, size, text } from "../../drawing/marks.ts";
import type { Curve, Panel } from "./layout.ts";
import { strokes } from "./strokes.ts";

/** In points from the panel's upper left corner. */
interface StartLabel {
  readonly curve: Curve;
  /** Where the text ends, and its middle. */
  readonly x: number;
  readonly y: number;
  /** From the curve's beginning to the text. */
  readonly leader: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
}

const leaderEnds = { near: 1.5, far: 7 } as const;
const gap = 1.5;

function startLabelsOf({ curves, x, y, width, height }: Panel): readonly StartLabel[] {
  const scaleY = (value: number) => height * (1 - (value - y.domain[0]) / (y.domain[1] - y.domain[0]));
  const start = (width * (0 - x.domain[0])) / (x.domain[1] - x.domain[0]);
  const wanted = curves
    .filter(({ marks, label }) => marks === "line" && label !== "")
    .map((curve) => ({ curve, at: scaleY(curve.points[0].y) }))
    .sort((a, b) => b.at - a.at);
  const places = spread(
    wanted.map(({ at }) => at),
    size.label + 0.5,
    size.label / 2,
  );
  return wanted.map(({ curve, at }, k) => ({
    curve,
    x: start - leaderEnds.far - gap,
    y: places[k],
    leader: { x1: start - leaderEnds.near, y1: at, x2: start - leaderEnds.far, y2: places[k] },
  }));
}

/** Heights in falling order on the page, moved up until they are `apart`, then down until none is above `top`. */
function spread(heights: readonly number[], apart: number, top: number): readonly number[] {
  const moved = [...heights];
  for (let k = 1; k < moved.length; k++) moved[k] = Math.min(moved[k], moved[k - 1] - apart);
  let ceiling = top;
  for (let k = moved.length - 1; k >= 0; k--) {
    moved[k] = Math.max(moved[k], ceiling);
    ceiling = moved[k] + apart;
  }
  return moved;
}

/** A dot at t = 0 too, unless Monte Carlo points stand there. */
export function startLabels(panel: Panel): Mark[] {
  const lines = panel.curves.filter(({ marks }) => marks === "line");
  const dots = lines.length < panel.curves.length ? [] : lines;
  return [
    ...dots.map(({ points, style }) => dot(points[0].x, points[0].y, 6, strokes[style].colour, strokes[style].colour)),
    ...startLabelsOf(panel).flatMap(({ curve, x, y, leader }) => [
      rule(leader, strokes[curve.style].colour),
      text(curve.label, { x: { value: x }, y: { value: y } }, "right", size.label),
    ]),
  ];
}

function rule({ x1, y1, x2, y2 }: StartLabel["leader"], colour: string): Mark {
  const ends = { x: { value: x1 }, y: { value: y1 }, x2: { value: x2 }, y2: { value: y2 } };
  return { type: "rule", encode: { enter: { ...ends, stroke: { value: colour }, strokeWidth: { value: 0.4 } } } };
}
