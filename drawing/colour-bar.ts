/** Boxes of colour from left to right, with labels below; and the colours. */
import type { Mark } from "vega";
import { path, size, text } from "./marks.ts";

interface ColourBar {
  /** The upper left corner, in points. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly colours: readonly string[];
  /** At a share of the width. */
  readonly labels: readonly { readonly share: number; readonly text: string }[];
}

const height = 6;

export function colourBar({ x, y, width, colours, labels }: ColourBar): Mark[] {
  const box = (from: number) => `M${from.toFixed(2)},0H${width}V${height}H${from.toFixed(2)}Z`;
  return [
    // Each to the end of the bar, so that no light shows between neighbours.
    ...colours.map((colour, k) => path(x, y, box((k * width) / colours.length), { fill: colour })),
    path(x, y, box(0), { stroke: "black" }),
    ...labels.map(({ share, text: content }) =>
      text(content, { x: { value: x + share * width }, y: { value: y + height + 6.5 } }, "center", size.tick),
    ),
  ];
}

/** White to dark blue, rising in darkness. */
export const sequential = (share: number): string => mix([255, 255, 255], [20, 44, 96], share);

/** Blue below zero, white at it, red above. */
export const diverging = (share: number): string =>
  share < 0 ? mix([255, 255, 255], [24, 70, 160], -share) : mix([255, 255, 255], [160, 24, 24], share);

export function mix(from: readonly number[], to: readonly number[], share: number): string {
  const parts = from.map((value, k) => Math.round(value + (to[k] - value) * share));
  return `#${parts.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
