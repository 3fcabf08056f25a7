/** A field on the sphere as a map in bands of colour, with its edge, circles of one θ and a colour bar. */
import { tickStep } from "d3-array";
import type { Mark } from "vega";
import { colourBar, diverging, sequential } from "./colour-bar.ts";
import { path } from "./marks.ts";
import { hammer, outline, parallel, risingPaths, type SphereField } from "./sphere-map.ts";

/** Between which values the bands lie, one more than there are colours, ascending; the first is below all values. */
export interface Bands {
  readonly levels: readonly number[];
  readonly colours: readonly string[];
}

interface FieldMap {
  /** The map's middle, and half of its width, in points. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly field: SphereField;
  readonly bands: Bands;
  /** θ of dashed circles. */
  readonly circles?: readonly number[];
}

export function fieldMap({ x, y, scale, field, bands: { levels, colours }, circles = [] }: FieldMap): Mark[] {
  const stroke = "black";
  const width = Math.min(13 * colours.length, 1.6 * scale);
  const step = Math.max(2, Math.ceil((LABEL * colours.length) / width));
  const labels = levels.flatMap((level, k) =>
    k % step === 0 ? [{ share: k / colours.length, text: signed(level) }] : [],
  );
  return [
    ...risingPaths(field, levels, scale).map((d, k) => path(x, y, d, { fill: colours[k] })),
    ...circles.map((theta) => path(x, y, parallel(theta, scale), { stroke, dash: [3, 2] })),
    path(x, y, outline(scale), { stroke }),
    ...colourBar({ x: x - width / 2, y: y + scale / 2 + 10, width, colours, labels }),
  ];
}

/** Room for a label of the colour bar, in points. */
const LABEL = 26;

const signed = (value: number): string => String(value).replace("-", "−");

/** Bands of one width, some twelve, that zero parts: white to blue above it where nothing is below, else blue below and red above, one strength
 *  for one size of either sign. */
export function evenBands(values: Float64Array): Bands {
  const low = values.reduce((a, b) => Math.min(a, b), 0);
  const high = values.reduce((a, b) => Math.max(a, b), 0);
  const step = high > low ? tickStep(low, high, 12) : 1;
  const [first, last] = [Math.floor(low / step), Math.max(Math.ceil(high / step), 1)];
  const levels = Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
  const most = Math.max(last, -first);
  const colours = levels
    .slice(1)
    .map((_, k) => (first === 0 ? sequential(k / Math.max(last - 1, 1)) : diverging(strength(first + k) / most)));
  return { levels, colours };
}

/** Of the k-th band above zero, or below it. */
const strength = (k: number): number => (k < 0 ? k : k + 1);

/** Arrows of a tangential field, some hundred, evenly over the map; the longest is a twentieth of its width. Nothing where the field is none.
 *  @param at  components along e_θ and e_φ */
export function arrows(
  x: number,
  y: number,
  scale: number,
  at: (theta: number, phi: number) => readonly [number, number],
): Mark[] {
  const places = Array.from({ length: ROWS }, (_, r) => ((r + 0.5) * Math.PI) / ROWS).flatMap((theta) => {
    const count = Math.max(3, Math.round(2 * ROWS * Math.sin(theta)));
    return Array.from({ length: count }, (_, c) => [theta, -Math.PI + ((c + 0.5) * 2 * Math.PI) / count] as const);
  });
  const found = places.map(([theta, phi]) => ({ theta, phi, vector: at(theta, phi) }));
  const most = Math.max(...found.map(({ vector }) => Math.hypot(...vector)));
  if (!(most > 0)) return [];
  return found.flatMap(({ theta, phi, vector: [down, along] }) => {
    const share = Math.hypot(down, along) / most;
    if (share < LEAST) return [];
    const d = arrow(theta, phi, (LENGTH * down) / most, (LENGTH * along) / most, scale);
    return [path(x, y, d, { stroke: "black" })];
  });
}

const ROWS = 10;
/** Of the longest arrow, in radians; shorter ones than this share of it are left out. */
const [LENGTH, LEAST] = [0.26, 0.06];

/** From half its length before a point to half beyond, with a head. */
function arrow(theta: number, phi: number, down: number, along: number, scale: number): string {
  const sin = Math.sin(theta);
  const point = (t: number): readonly [number, number] => {
    const azimuth = Math.min(Math.PI, Math.max(-Math.PI, phi + (t * along) / sin));
    const [x, y] = hammer(theta + t * down, azimuth);
    return [scale * x, scale * y];
  };
  const [from, to] = [point(-0.5), point(0.5)];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const head = (turn: number): string => {
    const [cos, s] = [Math.cos(turn), Math.sin(turn)];
    return shown([to[0] - 0.35 * (cos * dx - s * dy), to[1] - 0.35 * (s * dx + cos * dy)]);
  };
  return `M${shown(from)}L${shown(to)}M${head(0.5)}L${shown(to)}L${head(-0.5)}`;
}

const shown = ([x, y]: readonly [number, number]): string => `${x.toFixed(2)},${y.toFixed(2)}`;
