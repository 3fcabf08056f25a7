/** Π against C as a hexbin plot, the strongest counterexample circled. */
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { SurveyFinding } from "../../runtime/quantities/survey.ts";
import { hexbin } from "./hexbin.ts";

const [width, height, radius] = [420, 300, 4];

/** @param unit  what Π is divided by, and its name: a rate, so that the axis has no dimension */
export async function plotOf(
  { columns, counterexample }: SurveyFinding,
  unit: { readonly value: number; readonly name: string | null },
): Promise<string> {
  const { coherence: x } = columns;
  const y = columns.production.map((rate) => rate / unit.value);
  const [xDomain, yDomain] = [domainOf(x), domainOf(y)];
  const bins = hexbin(x, y, { xDomain, yDomain, width, height, radius });
  const circled =
    counterexample === null
      ? []
      : [counterexample.more, counterexample.less].map(({ coherence, production }, k) => ({
          x: coherence,
          y: production.value / unit.value,
          name: k === 0 ? "more C, less Π" : "less C, more Π",
          // Within the frame, on whichever side of it the state is.
          align: coherence < 0.25 * xDomain[1] ? "left" : coherence > 0.75 * xDomain[1] ? "right" : "center",
        }));
  const position = {
    x: { field: "x", type: "quantitative", scale: { domain: xDomain, nice: false }, title: "coherence C" },
    y: {
      field: "y",
      type: "quantitative",
      scale: { domain: yDomain, nice: false },
      title: unit.name === null ? "entropy production Π" : `entropy production Π / ${unit.name}`,
    },
  } as const;
  const spec: TopLevelSpec = {
    width,
    height,
    background: "white",
    config: {
      font: "serif",
      axis: { grid: false, labelFontSize: 12, titleFontSize: 14, titleFontWeight: "normal" },
      legend: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
      view: { stroke: "black" },
    },
    layer: [
      {
        data: { values: [...bins] },
        mark: { type: "point", shape: hexagon, size: 4 * radius ** 2, filled: true, opacity: 1, clip: true },
        encoding: {
          ...position,
          color: {
            field: "count",
            type: "quantitative",
            scale: { type: "log", range: ["#d6e3ee", "#08306b"] },
            title: "states",
          },
        },
      },
      {
        data: { values: circled },
        mark: {
          type: "point",
          shape: "circle",
          size: 220,
          filled: false,
          stroke: "#c8102e",
          strokeWidth: 2,
          opacity: 1,
        },
        encoding: position,
      },
      // A white rim first, to be read on any colour.
      ...[{ stroke: "white", strokeWidth: 4 }, { fill: "#c8102e" }].map((ink) => ({
        data: { values: circled },
        mark: { type: "text", dy: -18, fontSize: 13, align: { expr: "datum.align" }, ...ink } as const,
        encoding: {
          ...position,
          text: { field: "name" },
        },
      })),
    ],
  };
  const view = new View(parse(compile(spec).spec), { renderer: "none" });
  const drawn = await view.toSVG();
  view.finalize();
  return `${drawn}\n`;
}

/** Corners above and below, of circumradius 1; a little wider, so that no light shows between neighbours. */
const hexagon = `M${[0, 1, 2, 3, 4, 5]
  .map((k) =>
    [1.04 * Math.sin((k * Math.PI) / 3), -1.04 * Math.cos((k * Math.PI) / 3)].map((z) => z.toFixed(6)).join(","),
  )
  .join("L")}Z`;

function domainOf(values: Float64Array): [number, number] {
  let largest = 0;
  let smallest = 0;
  for (const value of values) {
    largest = Math.max(largest, value);
    smallest = Math.min(smallest, value);
  }
  return [smallest, 1.08 * largest || 1];
}
