/** A figure as data: what is drawn, in points of print (1/72 inch), and what it was computed from. */

import { tickStep, ticks } from "d3-array";
import type { Mark } from "vega";
import type { DrawnJob } from "./drawn-job.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
  /** A bound on the error of a curve, a standard error of a Monte Carlo point. */
  readonly error: number;
}

/** A job as `wehrl run` reads it. */
export type Job = object;

export interface Curve {
  /** What stands where the curve begins, with `_italics_`; nothing for the only curve of a panel. */
  readonly label: string;
  /** In the data file and the name of its job's file. */
  readonly name: string;
  readonly quantity: string;
  /** l1 coherence at t = 0, where the paper orders curves by it. */
  readonly coherence: number | null;
  readonly points: readonly Point[];
  readonly style: number;
  readonly job: DrawnJob;
  /** Monte Carlo points with bars rather than a line. */
  readonly marks: "line" | "bars";
}

export interface Axis {
  readonly title: string;
  /** Tick labels show the value times 10^power, and so says the title. */
  readonly power: number;
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

/** Axes at `left`, `top` of `width` × `height` points; labels and ticks stand outside. */
export interface Panel {
  readonly letter: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly Curve[];
  /** A dot where two curves cross. */
  readonly crossings: readonly { readonly x: number; readonly y: number }[];
  /** What is drawn below the curves, by the panel's scales `x` and `y` or in points. */
  readonly behind?: readonly Mark[];
}

export interface Figure {
  readonly name: string;
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  readonly panels: readonly Panel[];
  readonly caption: string;
  /** In place of panels: what is drawn, the rows of its data file, its job. */
  readonly custom?: { readonly marks: readonly Mark[]; readonly rows: readonly string[]; readonly job: Job };
}

/** Ticks at multiples of 1, 2 or 5 times a power of ten, the widest that make three steps or more: four to eight ticks from zero. */
export function ticksOf(low: number, high: number): readonly number[] {
  const count = [1, 2, 3, 4, 5, 6].find((steps) => (high - low) / tickStep(low, high, steps) >= 3 - 1e-9)!;
  return ticks(low, high, count);
}
