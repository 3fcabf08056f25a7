/** Equal-area maps of a spin: μQ with its current and Majorana points, and the local integrand of Π. */
import type { Mark } from "vega";
import { arrows, evenBands, fieldMap } from "../../drawing/field-map.ts";
import { path, size, text } from "../../drawing/marks.ts";
import { columnWidth, pageOf, pageWidth, pointsPerMillimetre } from "../../drawing/page.ts";
import { drawing, pdfOf, pngOf, svgOf } from "../../drawing/render.ts";
import { hammer, type SphereField } from "../../drawing/sphere-map.ts";
import { sphereFields } from "../../evaluate/directions/sphere-fields.ts";
import type { SpinMap } from "./spin-map.ts";

/** Bands of θ, and steps of φ of the map's own grid: finer than it can be seen. */
const [ROWS, STEPS] = [90, 180];

const height = 56;
const scale = 118;
const middle = 10 + scale / 2;

export async function spinPicture(map: SpinMap, format: "svg" | "pdf" | "png"): Promise<string | Uint8Array> {
  const { marks, width } = marksOf(map);
  const drawn = await drawing(pageOf(width, height, marks));
  if (format === "svg") return svgOf(drawn, width, height);
  return format === "png" ? pngOf(drawn, width) : pdfOf(drawn, `Husimi function of spin ${map.party}`, width, height);
}

function marksOf(map: SpinMap): { readonly marks: readonly Mark[]; readonly width: number } {
  const { J, majorana } = map;
  const theta = Float64Array.from({ length: ROWS }, (_, r) => ((r + 0.5) * Math.PI) / ROWS);
  const phi = Float64Array.from({ length: STEPS + 1 }, (_, c) => -Math.PI + (2 * Math.PI * c) / STEPS);
  const { Q, production, current } = sphereFields(map.problem, map, { theta, phi });
  const mu = (2 * J + 1) / (4 * Math.PI);
  const field = (values: Float64Array): SphereField => ({ rows: ROWS, columns: STEPS + 1, values });
  const density = Q.map((value) => mu * value);
  const width = production === null ? columnWidth : pageWidth;
  const [left, right] = [5 + scale, pageWidth * pointsPerMillimetre - 5 - scale];
  const nearest = (t: number, f: number): number => {
    const row = Math.min(ROWS - 1, Math.floor((t * ROWS) / Math.PI));
    return row * (STEPS + 1) + Math.round(((f + Math.PI) * STEPS) / (2 * Math.PI));
  };
  const marks = [
    ...fieldMap({ x: left, y: middle, scale, field: field(density), bands: evenBands(density) }),
    ...(current === null
      ? []
      : arrows(left, middle, scale, (t, f) => [current[0][nearest(t, f)]!, current[1][nearest(t, f)]!])),
    ...(majorana?.points ?? []).map((point) => zero(point.theta, point.phi, left)),
    label("_μQ_", left),
    ...(production === null
      ? []
      : [
          ...fieldMap({ x: right, y: middle, scale, field: field(production), bands: evenBands(production) }),
          label("_μ_ _g_⋅_Bg_/_Q_", right),
        ]),
  ];
  return { marks, width };
}

/** A ring about a zero of Q. */
function zero(theta: number, phi: number, x: number): Mark {
  const [u, v] = hammer(theta, phi > Math.PI ? phi - 2 * Math.PI : phi);
  const radius = 3;
  const d = `M${radius},0A${radius},${radius} 0 1 1 ${-radius},0A${radius},${radius} 0 1 1 ${radius},0Z`;
  return path(x + scale * u, middle + scale * v, d, { stroke: "black", fill: "white" });
}

const label = (content: string, x: number): Mark =>
  text(content, { x: { value: x + scale }, y: { value: 10 } }, "right", size.letter);
