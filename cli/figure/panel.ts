/** A panel → a Vega group: axes, zero line, curves, points with bars, labels. */
import type { Mark, Spec, Axis as VegaAxis } from "vega";
import { type Axis, type Curve, type Figure, type Note, type Panel, pointsPerMillimetre } from "./layout.ts";

const size = { tick: 7, label: 7.5, title: 9, letter: 9 } as const;

/** In the order of use; luminance rises, so that grey print keeps them apart, and so do the dashes. */
export const strokes = [
  { colour: "#000000", dash: [] },
  { colour: "#1f4e9c", dash: [5, 2] },
  { colour: "#b8501e", dash: [1.6, 1.6] },
  { colour: "#5c9bc9", dash: [7, 2, 1.5, 2] },
  { colour: "#999999", dash: [3, 1.5] },
] as const;

export const faint = "#b0b0b0";

/** All panels, with no space added around them: positions are those of the page. */
export function specOf(figure: Figure): Spec {
  return {
    $schema: "https://vega.github.io/schema/vega/v6.json",
    width: figure.width * pointsPerMillimetre,
    height: figure.height * pointsPerMillimetre,
    padding: 0,
    autosize: "none",
    background: "white",
    marks: [...figure.panels.map(panelGroup), ...(figure.custom?.marks ?? [])],
  };
}

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
      ...guides(panel),
      ...panel.curves.flatMap((curve, k) => (curve.marks === "line" ? line(curve, k) : bars(curve))),
      ...panel.crossings.map((at) => dot(at.x, at.y, 20, "white", "#000000")),
      ...(panel.labels === "start" ? startLabels(panel) : []),
      ...panel.notes.flatMap(leader),
      ...panel.notes.map((note) =>
        text(note.text, { x: { scale: "x", value: note.x }, y: { scale: "y", value: note.y } }, note.align, size.label),
      ),
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

/** A thin line from a note to what it names. */
function leader({ x, y, to }: Note): Mark[] {
  if (to === undefined) return [];
  const ends = { x: { scale: "x", value: x }, y: { scale: "y", value: y, offset: 4 } };
  const target = { x2: { scale: "x", value: to.x }, y2: { scale: "y", value: to.y, offset: -1.5 } };
  return [
    {
      type: "rule",
      encode: { enter: { ...ends, ...target, stroke: { value: "black" }, strokeWidth: { value: 0.4 } } },
    },
  ];
}

function dot(x: number, y: number, area: number, fill: string, stroke: string): Mark {
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

/** Labels left of where the curves begin, moved apart where those beginnings are closer than a line of text. */
function startLabels({ curves, x, y, width, height }: Panel): Mark[] {
  const scaleY = (value: number) => height * (1 - (value - y.domain[0]) / (y.domain[1] - y.domain[0]));
  const start = (width * (0 - x.domain[0])) / (x.domain[1] - x.domain[0]);
  const lines = curves.filter(({ marks }) => marks === "line");
  const wanted = lines.map((curve) => ({ curve, at: scaleY(curve.points[0].y) })).sort((a, b) => b.at - a.at);
  const places = spread(
    wanted.map(({ at }) => at),
    size.label + 0.5,
    size.label / 2,
  );
  return wanted.flatMap(({ curve, at }, k) => {
    const placed = places[k];
    const { colour } = strokes[curve.style];
    return [
      {
        type: "rule",
        encode: {
          enter: {
            x: { value: start - 1.5 },
            x2: { value: start - 7 },
            y: { value: at },
            y2: { value: placed },
            stroke: { value: colour },
            strokeWidth: { value: 0.4 },
          },
        },
      } as Mark,
      dot(0, curve.points[0].y, 6, colour, colour),
      text(curve.label, { x: { value: start - 8.5 }, y: { value: placed } }, "right", size.label),
    ];
  });
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

function fixed(values: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}
