/** Π against C as a hexbin plot for a journal's column, the strongest counterexample circled. */
import type { Mark } from "vega";
import { colourBar, mix } from "../../drawing/colour-bar.ts";
import { path, size, text } from "../../drawing/marks.ts";
import { columnWidth, pointsPerMillimetre } from "../../drawing/page.ts";
import { drawing, svgOf } from "../../drawing/render.ts";
import type { Panel } from "../figures/layout.ts";
import { specOf } from "../figures/panel.ts";
import { axisOf } from "../figures/panel-layout.ts";
import type { SurveyFinding } from "./finding.ts";
import { type Hexagon, hexbin } from "./hexbin.ts";

/** A rate that Π is divided by, so that its axis has no dimension. */
export interface RateUnit {
  readonly value: number;
  /** With the marks of italics; null where there is none. */
  readonly name: string | null;
}

/** In points: the page, and the axes on it. */
const page = { width: columnWidth * pointsPerMillimetre, height: 200 };
const frame = { left: 36, top: 28, width: page.width - 36 - 6, height: 143 };
/** From a hexagon's centre to its corners; drawn a little further, so that no light shows between neighbours. */
const radius = 2.4;
const reach = 1.04 * radius;
const red = "#c8102e";

export async function plotOf(finding: SurveyFinding, unit: RateUnit): Promise<string> {
  const { coherence: x } = finding.columns;
  const y = finding.columns.production.map((rate) => rate / unit.value);
  const [xDomain, yDomain] = [domainOf(x, 1.04), domainOf(y, 1.16)];
  const share = (value: number, [low, high]: Domain) => (value - low) / (high - low);
  const points = Array.from(
    x,
    (c, k) => [frame.width * share(c, xDomain), frame.height * share(y[k], yDomain)] as const,
  );
  const bins = hexbin(points, radius);
  const most = bins.reduce((largest, { count }) => Math.max(largest, count), 1);
  const panel: Panel = {
    ...frame,
    letter: "",
    x: axisOf(xDomain, "_C_"),
    y: axisOf(yDomain, unit.name === null ? "Π (nat/time)" : `Π/${unit.name}`),
    curves: [],
    crossings: [],
    behind: [...hexagons(bins, most), ...countBar(most), ...pair(finding, unit.value)],
  };
  const [width, height] = [page.width / pointsPerMillimetre, page.height / pointsPerMillimetre];
  return svgOf(await drawing(specOf({ width, height, panels: [panel] })), width, height);
}

type Domain = readonly [number, number];

/** From 0, or from the lowest below it, to a factor above the highest. */
function domainOf(values: Float64Array, above: number): Domain {
  const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [0, 0]);
  return [low, above * high || 1];
}

/** Rising in darkness with the logarithm of the count. */
const shade = (count: number, most: number): string => mix([214, 227, 238], [8, 48, 107], shareOf(count, most));

const shareOf = (count: number, most: number): number => (most === 1 ? 1 : Math.log(count) / Math.log(most));

/** One path for each count, in points; what would stand beyond the axes is drawn back to them. */
function hexagons(bins: readonly Hexagon[], most: number): Mark[] {
  const shapes = new Map<number, string[]>();
  const within = (value: number, end: number) => Math.min(end, Math.max(0, value)).toFixed(2);
  for (const { x: left, y, count } of bins) {
    const top = frame.height - y;
    const corners = [0, 1, 2, 3, 4, 5].map((k) => {
      const angle = (k * Math.PI) / 3;
      return `${within(left + reach * Math.sin(angle), frame.width)},${within(top - reach * Math.cos(angle), frame.height)}`;
    });
    shapes.set(count, [...(shapes.get(count) ?? []), `M${corners.join("L")}Z`]);
  }
  return [...shapes].map(([count, parts]) => path(0, 0, parts.join(""), { fill: shade(count, most) }));
}

/** Above the axes, in steps of the logarithm. */
function countBar(most: number): Mark[] {
  const [x, y, steps] = [frame.width - 110, -22, 40];
  const colours = Array.from({ length: steps }, (_, k) => shade(most ** (k / (steps - 1)), most));
  const labels = shownCounts(most).map((count) => ({ share: shareOf(count, most), text: String(count) }));
  return [
    ...colourBar({ x, y, width: 110, colours, labels }),
    text("states", { x: { value: x - 4 }, y: { value: y + 3 } }, "right", size.label),
  ];
}

/** As many to a decade as there is room for. */
function shownCounts(most: number): readonly number[] {
  const within = most <= 100 ? [1, 2, 5] : most <= 1000 ? [1, 3] : [1];
  const decades = Array.from({ length: Math.floor(Math.log10(most) + 1e-9) + 1 }, (_, k) => 10 ** k);
  return decades.flatMap((decade) => within.map((k) => k * decade)).filter((count) => count <= most);
}

/** The strongest counterexample: two circles, joined by a line that falls, and at the top what it says. */
function pair({ counterexample }: SurveyFinding, unit: number): Mark[] {
  if (counterexample === null) return [];
  const [more, less] = [counterexample.more, counterexample.less].map(({ coherence, production }) => ({
    x: { scale: "x", value: coherence },
    y: { scale: "y", value: production.value / unit },
  }));
  const [from, to, y] = [{ value: 8 }, { value: 26 }, { value: 8 }];
  return [
    ...joined(less, more),
    ...joined({ x: from, y }, { x: to, y }),
    text("more _C_, less Π: the strongest pair", { x: { value: 33 }, y }, "left", size.label),
  ];
}

interface Place {
  readonly x: object;
  readonly y: object;
}

/** Circles with a white rim, to be seen on any colour, and a line from one to the other. */
function joined(a: Place, b: Place): Mark[] {
  const line = { ...a, x2: b.x, y2: b.y };
  return [
    { stroke: "white", width: 2.4 },
    { stroke: red, width: 1 },
  ].flatMap(({ stroke, width }): Mark[] => [
    { type: "rule", encode: { enter: { ...line, stroke: { value: stroke }, strokeWidth: { value: width } } } },
    ...[a, b].map(
      (place): Mark => ({
        type: "symbol",
        encode: {
          enter: {
            ...place,
            size: { value: 40 },
            fill: { value: stroke === "white" ? "white" : "transparent" },
            stroke: { value: stroke },
            strokeWidth: { value: width },
          },
        },
      }),
    ),
  ]);
}
