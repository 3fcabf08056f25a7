/** A panel → a Vega group: axes, zero line, curves, points with bars, labels. */
import type { Mark, Spec, Axis as VegaAxis } from "vega";
import { dot, size, text } from "../../drawing/marks.ts";
import { pageOf } from "../../drawing/page.ts";
import type { Axis, Curve, Figure, Panel } from "./layout.ts";
import { startLabels } from "./start-labels.ts";
import { strokes } from "./strokes.ts";

const faint = "#b0b0b0";

/** All panels. */
export const specOf = (figure: Pick<Figure, "width" | "height" | "panels" | "custom">): Spec =>
  pageOf(figure.width, figure.height, [...figure.panels.map(panelGroup), ...(figure.custom?.marks ?? [])]);

function panelGroup(panel: Panel): Mark {
  const { left, top, width, height, x, y } = panel;
  return {
    type: "group",
    encode: { enter: fixed({ x: left, y: top, width, height }) },
    data: panel.curves.map(({ points }, k) => ({ name: `curve${k}`, values: [...points] })),
    scales: [
      { name: "x", type: "linear", domain: [...x.domain], range: [0, width], nice: false, zero: false },
      { name: "y", type: "linear", domain: [...y.domain], range: [height, 0], nice: false, zero: false },
    ],
    axes: [
      { scale: "x", orient: "bottom", ...axisStyle(x) },
      { scale: "y", orient: "left", ...axisStyle(y) },
    ],
    marks: [
      ...(panel.behind ?? []),
      ...guides(panel),
      ...panel.curves.flatMap((curve, k) => (curve.marks === "line" ? line(curve, k) : bars(curve))),
      ...panel.crossings.map((at) => dot(at.x, at.y, 20, "white", "#000000")),
      ...startLabels(panel),
      ...(panel.letter === ""
        ? []
        : [text(panel.letter, { x: { value: width - 2 }, y: { value: 8 } }, "right", size.letter)]),
      text(x.title, { x: { value: width / 2 }, y: { value: height + 21 } }, "center", size.title),
      text(withPower(y), { x: { value: -27 }, y: { value: height / 2 }, angle: { value: -90 } }, "center", size.title),
    ],
  };
}

function axisStyle({ ticks, power }: Axis): Omit<VegaAxis, "scale" | "orient"> {
  const shown = ticks.map((tick) => String(Number((tick * 10 ** power).toPrecision(12))));
  const digits = Math.max(...shown.map((text) => text.split(".")[1]?.length ?? 0));
  return {
    values: [...ticks],
    encode: {
      labels: { update: { text: { signal: `replace(format(datum.value * 1e${power}, '.${digits}f'), '-', '−')` } } },
    },
    // It would read out the room left of t = 0 as negative times.
    aria: false,
    labelFontSize: size.tick,
    labelColor: "black",
    labelOverlap: false,
    labelPadding: 2,
    tickSize: 3,
    tickWidth: 0.5,
    domainWidth: 0.5,
    tickColor: "black",
    domainColor: "black",
    tickRound: false,
    tickOffset: 0,
    translate: 0,
  };
}

const withPower = ({ title, power }: Axis): string =>
  power === 0 ? title : `10${[...String(power)].map((digit) => `^${digit}`).join("")} ${title}`;

/** t = 0 where the axis begins before it, and Π = 0 where the axis goes below it. */
function guides({ x, y, width, height }: Panel): Mark[] {
  const rule = (ends: object): Mark => ({
    type: "rule",
    encode: { enter: { stroke: { value: faint }, strokeWidth: { value: 0.5 }, ...ends } },
  });
  const lines: Mark[] = [];
  if (x.domain[0] < 0) lines.push(rule({ x: { scale: "x", value: 0 }, y: { value: 0 }, y2: { value: height } }));
  if (y.domain[0] < 0) lines.push(rule({ x: { value: 0 }, x2: { value: width }, y: { scale: "y", value: 0 } }));
  return lines;
}

function line({ style }: Curve, k: number): Mark[] {
  const { colour, dash } = strokes[style];
  return [
    {
      type: "line",
      from: { data: `curve${k}` },
      encode: {
        enter: {
          x: { scale: "x", field: "x" },
          y: { scale: "y", field: "y" },
          stroke: { value: colour },
          strokeWidth: { value: 1 },
          strokeDash: { value: [...dash] },
          strokeJoin: { value: "round" },
        },
      },
    },
  ];
}

function bars({ points, style }: Curve): Mark[] {
  const { colour } = strokes[style];
  return points.flatMap(({ x, y, error }) => [
    {
      type: "rule",
      encode: {
        enter: {
          x: { scale: "x", value: x },
          y: { scale: "y", value: y - error },
          y2: { scale: "y", value: y + error },
          stroke: { value: colour },
          strokeWidth: { value: 0.7 },
        },
      },
    } as Mark,
    dot(x, y, 9, "white", colour),
  ]);
}

function fixed(values: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}
