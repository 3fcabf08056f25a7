/** Ours: Q of a spin and the local integrand of its Π in a thermal bath, with the curves B_φφ = 0. */
import type { Mark } from "vega";
import { diverging, sequential } from "../../drawing/colour-bar.ts";
import { fieldMap } from "../../drawing/field-map.ts";
import { size, text } from "../../drawing/marks.ts";
import { pageWidth, pointsPerMillimetre } from "../../drawing/page.ts";
import { hammer, type SphereField } from "../../drawing/sphere-map.ts";
import type { Figure } from "./layout.ts";
import { fields, J, mapsJob, nbar, p, phiOf, purity, thetaOf } from "./spin-fields.ts";

/** Of the bands of colour: closer together towards zero, where the minima of Q and the negative values are. */
export const levels = {
  density: [0, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3],
  production: [-0.02, -0.01, -0.005, -0.002, 0, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.09, 0.11, 0.13],
} as const;

/** Half of a map's width, in points. */
const scale = 118;
/** Middle of a map, from above. */
const middle = 10 + scale / 2;

export function mapsFigure(): Figure {
  const { density, production } = fields();
  const low = production.values.reduce((a, b) => Math.min(a, b));
  const high = production.values.reduce((a, b) => Math.max(a, b));
  const [left, right] = [5 + scale, pageWidth * pointsPerMillimetre - 5 - scale];
  const map = { y: middle, scale, circles: [Math.PI / 2, Math.acos(1 / (2 * nbar + 1))] };
  const marks = [
    ...fieldMap({ ...map, x: left, field: density, bands: { levels: levels.density, colours: densityColours } }),
    ...fieldMap({
      ...map,
      x: right,
      field: production,
      bands: { levels: levels.production, colours: productionColours },
    }),
    ...lowPlaces(production, low / 2).map(([x, y]) => label("−", right + scale * x, middle + scale * y, "center")),
    label("(a)", left - scale, 10, "left"),
    label("(b)", right - scale, 10, "left"),
    label("_B~φ~φ_ < 0", left, middle - 0.17 * scale, "center"),
    label("_μQ_", left + scale, 10, "right"),
    label("_μ_ _g_⋅_Bg_/_Q_", right + scale, 10, "right"),
  ];
  return {
    name: "figure-maps",
    width: pageWidth,
    height: 56,
    panels: [],
    caption: `Equal-area maps (Hammer's projection, north pole θ = 0 above, φ = 0 in the middle) of (a) μQ and (b) the local integrand μ g·Bg/Q of Π/Γ̄ (eq 21), g = Q∇ln Q* − ∇Q, of a spin J = ${J} in a thermal bath with n̄ = ${nbar}; ρ is ${purity} of √p|J,J⟩ + √(1−p)|J,−J⟩, p = ${p}, and the rest maximally mixed. Dashed: B_φφ = 0, at cosθ = 0 and cosθ = 1/(2n̄+1). Between them B_φφ < 0 and the integrand can be negative: it is, down to ${low.toPrecision(3).replace("-", "−")} (blue, with minus signs), while it reaches ${high.toPrecision(3)} (red). Colours of (b) are centred on zero, one strength for one size of either sign; in both the steps widen with the size. Both fields are closed forms; rounding, below 1e-14, is their only error.`,
    custom: { marks, rows: rowsOf(density, production), job: mapsJob },
  };
}

const densityColours = levels.density.slice(1).map((_, k, { length }) => sequential(k / (length - 1)));

/** Bands of one size and either sign are equally strong. */
const productionColours = levels.production.slice(1).map((_, k, { length }) => {
  const zero = levels.production.indexOf(0);
  return diverging((k < zero ? k - zero : k - zero + 1) / (length - zero));
});

const label = (content: string, x: number, y: number, align: "left" | "right" | "center"): Mark =>
  text(content, { x: { value: x }, y: { value: y } }, align, size.letter);

/** Where the field has a minimum below a value: signs there tell blue from red in grey print. */
function lowPlaces({ rows, columns, values }: SphereField, below: number): readonly (readonly [number, number])[] {
  const places: (readonly [number, number])[] = [];
  for (let r = 1; r < rows - 1; r++) {
    for (let c = 1; c < columns - 1; c++) {
      const at = r * columns + c;
      if (values[at] > below) continue;
      const around = [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1];
      if (around.every((step) => values[at] <= values[at + step])) places.push(hammer(thetaOf(r), phiOf(c)));
    }
  }
  return places;
}

/** Every second row and column of the field, in all digits. */
function rowsOf(density: SphereField, production: SphereField): readonly string[] {
  const { rows, columns } = density;
  const list = ["theta,phi,muQ,integrand"];
  for (let r = 0; r < rows; r += 2) {
    for (let c = 0; c < columns; c += 2) {
      const at = r * columns + c;
      list.push([thetaOf(r), phiOf(c), density.values[at], production.values[at]].join(","));
    }
  }
  return list;
}
