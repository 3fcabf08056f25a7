/** The smallest parts of a picture, as Vega's marks. */
import type { Mark } from "vega";

/** Of letters, in points. */
export const size = { tick: 7, label: 7.5, title: 9, letter: 9 } as const;

/** At a place of the panel's scales; the area is in square points. */
export function dot(x: number, y: number, area: number, fill: string, stroke: string): Mark {
  return {
    type: "symbol",
    encode: {
      enter: {
        x: { scale: "x", value: x },
        y: { scale: "y", value: y },
        size: { value: area },
        fill: { value: fill },
        stroke: { value: stroke },
        strokeWidth: { value: 0.7 },
      },
    },
  };
}

export function text(content: string, place: object, align: "left" | "right" | "center", fontSize: number): Mark {
  return {
    type: "text",
    encode: {
      enter: {
        ...place,
        text: { value: content },
        align: { value: align },
        baseline: { value: "middle" },
        fontSize: { value: fontSize },
        fill: { value: "black" },
      },
    },
  };
}

interface Ink {
  readonly fill?: string;
  readonly stroke?: string;
  readonly dash?: readonly number[];
}

/** An SVG path from (x, y), in points. */
export function path(x: number, y: number, d: string, { fill, stroke, dash = [] }: Ink): Mark {
  return {
    type: "path",
    encode: {
      enter: {
        x: { value: x },
        y: { value: y },
        path: { value: d },
        fill: { value: fill ?? "transparent" },
        stroke: { value: stroke ?? "transparent" },
        strokeWidth: { value: stroke === undefined ? 0 : 0.6 },
        strokeDash: { value: [...dash] },
      },
    },
  };
}
