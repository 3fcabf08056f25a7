/** Ours: Q of a spin and the local integrand of its Π in a thermal bath, with the curves B_φφ = 0. */
import type { Mark } from "vega";
import { channels } from "../../generated/index.ts";
import { dickeAmplitudes } from "../../runtime/dicke.ts";
import { type Figure, pageWidth, pointsPerMillimetre } from "./layout.ts";
import { text } from "./panel.ts";
import { bandPaths, hammer, outline, parallel, type SphereField } from "./sphere-map.ts";

const J = 1.5;
const nbar = 0.1;
const N = 2 * nbar + 1;
/** √p |J,J⟩ + √(1−p) |J,−J⟩: the zeros of its Q lie where B_φφ < 0. */
const p = 0.08;
/** Its share of ρ; the rest is maximally mixed. */
const purity = 0.95;
const rows = 180;
const columns = 240;

export const mapsJob = {
  spins: [J],
  state: { re: matrix() },
  channels: [{ channel: "amplitude-damping", on: [0], parameters: { Gamma: 1 / N, nbar } }],
};

function matrix(): readonly (readonly number[])[] {
  const d = 2 * J + 1;
  const amplitude = (i: number) => (i === 0 ? Math.sqrt(p) : i === d - 1 ? Math.sqrt(1 - p) : 0);
  const cat = (i: number, j: number) => purity * amplitude(i) * amplitude(j);
  return Array.from({ length: d }, (_, i) =>
    Array.from({ length: d }, (_, j) => Number((cat(i, j) + (i === j ? (1 - purity) / d : 0)).toFixed(6))),
  );
}

/** μQ and the integrand of eq 21 by dΩ: what they integrate to is 1 and Π/Γ̄. */
export function fields(): { readonly density: SphereField; readonly production: SphereField } {
  const size = rows * (columns + 1);
  const [Q, slope, turn] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const theta = Float64Array.from({ length: rows }, (_, r) => ((r + 0.5) * Math.PI) / rows);
  const phi = Float64Array.from({ length: columns + 1 }, (_, c) => -Math.PI + (2 * Math.PI * c) / columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c <= columns; c++) {
      const at = r * (columns + 1) + c;
      const h = 1e-5;
      Q[at] = husimi(theta[r], phi[c]);
      slope[at] = (husimi(theta[r] + h, phi[c]) - husimi(theta[r] - h, phi[c])) / (2 * h);
      turn[at] = (husimi(theta[r], phi[c] + h) - husimi(theta[r], phi[c] - h)) / (2 * h * Math.sin(theta[r]));
    }
  }
  const sphere = {
    cosTheta: theta.map(Math.cos),
    sinTheta: theta.map(Math.sin),
    cosPhi: phi.map(Math.cos),
    sinPhi: phi.map(Math.sin),
  };
  const out = new Float64Array(size);
  const geometry = { rows, columns: columns + 1, spheres: [sphere] };
  const parameters = { Gamma: 1 / N, nbar };
  channels["amplitude-damping"].pointwise.production!(parameters, [J], geometry, Q, Q, [slope, turn], out);
  const mu = (2 * J + 1) / (4 * Math.PI);
  return {
    density: { rows, columns, values: Q.map((value) => mu * value) },
    production: { rows, columns, values: out.map((value) => mu * value) },
  };
}

/** ⟨Ω|ρ|Ω⟩ = Σ ρ_ij a_i a_j cos((i − j)φ) for a real ρ. */
function husimi(theta: number, phi: number): number {
  const a = new Float64Array(2 * J + 1);
  dickeAmplitudes(2 * J, Math.cos(theta / 2), Math.sin(theta / 2), a);
  let sum = 0;
  mapsJob.state.re.forEach((line, i) => {
    line.forEach((entry, j) => {
      if (entry !== 0) sum += entry * a[i] * a[j] * Math.cos((i - j) * phi);
    });
  });
  return sum;
}

const scale = 118;
const bands = 9;

export function mapsFigure(): Figure {
  const { density, production } = fields();
  const highest = (field: SphereField) => field.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const lowest = production.values.reduce((least, value) => Math.min(least, value), 0);
  const top = highest(density);
  const rising = Array.from({ length: bands + 1 }, (_, k) => top * (k / bands) ** 2);
  const most = highest(production);
  // Squares: what is negative is a tenth of what is positive, and would be white on an even scale.
  const signed = Array.from({ length: 2 * bands }, (_, k) => {
    const share = (k - bands + 0.5) / (bands - 0.5);
    return most * Math.sign(share) * share ** 2;
  });
  const [left, right] = [5 + scale, pageWidth * pointsPerMillimetre - 5 - scale];
  const marks = [
    ...map(
      left,
      density,
      rising,
      rising.slice(0, -1).map((_, k) => sequential(k / (bands - 1))),
    ),
    ...map(
      right,
      production,
      signed,
      signed.slice(0, -1).map((_, k) => diverging((k - bands + 1) / (bands - 1))),
    ),
    ...lowPlaces(production, lowest / 2).map(([x, y]) =>
      text("−", { x: { value: right + scale * x }, y: { value: mapTop + scale * y } }, "center", 9),
    ),
    label("(a)", left - scale, 10),
    label("(b)", right - scale, 10),
    label("_μQ_", left + scale - 14, 10),
    label("_μ_ _g_⋅_Bg_/_Q_", right + scale - 44, 10),
    ...bar(
      left,
      rising,
      rising.slice(0, -1).map((_, k) => sequential(k / (bands - 1))),
    ),
    ...bar(
      right,
      signed,
      signed.slice(0, -1).map((_, k) => diverging((k - bands + 1) / (bands - 1))),
    ),
  ];
  return {
    name: "figure-maps",
    width: pageWidth,
    height: 58,
    panels: [],
    caption: `Equal-area maps (Hammer's projection, north pole θ = 0 above, φ = 0 in the middle) of (a) μQ and (b) the local integrand μ g·Bg/Q of Π/Γ̄ (eq 21) of a spin J = ${J} in a thermal bath with n̄ = ${nbar}; ρ is ${purity} of √p|J,J⟩ + √(1−p)|J,−J⟩, p = ${p}, and the rest maximally mixed. Dashed: B_φφ = 0, cosθ = 0 and cosθ = 1/(2n̄+1). Between them the integrand can be negative: it is, down to ${lowest.toPrecision(3)} (blue, with minus signs), while it reaches ${most.toPrecision(3)} (red). Colours of (b) are centred on zero; levels go as squares in both. Values of the field are exact to 1e-9, far below a step of colour.`,
    custom: { marks, rows: rowsOf(density, production), job: mapsJob },
  };
}

/** Middle of a map, from above. */
const mapTop = 4 + scale / 2 + 6;

/** Where the field has a minimum below a value: signs there tell blue from red in grey print. */
function lowPlaces({ values }: SphereField, below: number): readonly (readonly [number, number])[] {
  const places: (readonly [number, number])[] = [];
  const width = columns + 1;
  for (let r = 1; r < rows - 1; r++) {
    for (let c = 1; c < columns; c++) {
      const at = r * width + c;
      if (values[at] > below) continue;
      const around = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
      if (around.every((step) => values[at] <= values[at + step])) {
        places.push(hammer(((r + 0.5) * Math.PI) / rows, -Math.PI + (2 * Math.PI * c) / columns));
      }
    }
  }
  return places;
}

function map(x: number, field: SphereField, levels: readonly number[], colours: readonly string[]): Mark[] {
  const y = mapTop;
  const circles = [Math.PI / 2, Math.acos(1 / N)].map((theta) =>
    path(x, y, parallel(theta, scale), "none", "black", [3, 2]),
  );
  return [
    ...bandPaths(field, levels, scale).map((d, k) => path(x, y, d, colours[k], "none", [])),
    ...circles,
    path(x, y, outline(scale), "none", "black", []),
  ];
}

function path(x: number, y: number, d: string, fill: string, stroke: string, dash: readonly number[]): Mark {
  return {
    type: "path",
    encode: {
      enter: {
        x: { value: x },
        y: { value: y },
        path: { value: d },
        fill: { value: fill === "none" ? "transparent" : fill },
        stroke: { value: stroke === "none" ? "transparent" : stroke },
        strokeWidth: { value: stroke === "none" ? 0 : 0.6 },
        strokeDash: { value: [...dash] },
      },
    },
  };
}

/** A bar of the colours below a map, its ends and its middle or zero labelled. */
function bar(x: number, levels: readonly number[], colours: readonly string[]): Mark[] {
  const [width, height, y] = [140 / colours.length, 6, scale + 22];
  const start = x - 70;
  const at = (k: number) => start + k * width;
  const boxes = colours.map((colour, k) => path(at(k), y, `M0,0H${width.toFixed(3)}V${height}H0Z`, colour, "none", []));
  const shown = [0, Math.floor(levels.length / 4), Math.floor((3 * levels.length) / 4), levels.length - 1];
  return [
    ...boxes,
    path(start, y, `M0,0H140V${height}H0Z`, "none", "black", []),
    ...shown.map((k) => text(short(levels[k]), { x: { value: at(k) }, y: { value: y + height + 7 } }, "center", 7)),
  ];
}

const short = (value: number): string => String(Number(value.toPrecision(2))).replace("-", "−");

const label = (content: string, x: number, y: number): Mark =>
  text(content, { x: { value: x }, y: { value: y } }, "left", 9);

/** White to dark, risingly in luminance. */
const sequential = (share: number): string => mix([255, 255, 255], [20, 44, 96], share);
/** Blue below zero, white at it, red above. */
const diverging = (share: number): string =>
  share < 0 ? mix([255, 255, 255], [24, 70, 160], -share) : mix([255, 255, 255], [160, 24, 24], share);

function mix(from: readonly number[], to: readonly number[], share: number): string {
  const parts = from.map((value, k) => Math.round(value + (to[k] - value) * share));
  return `#${parts.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Every second row and column of the field. */
function rowsOf(density: SphereField, production: SphereField): readonly string[] {
  const list = ["theta,phi,muQ,integrand"];
  for (let r = 0; r < rows; r += 2) {
    for (let c = 0; c <= columns; c += 2) {
      const at = r * (columns + 1) + c;
      const angles = [((r + 0.5) * Math.PI) / rows, -Math.PI + (2 * Math.PI * c) / columns];
      list.push([...angles, density.values[at], production.values[at]].map((x) => x.toPrecision(8)).join(","));
    }
  }
  return list;
}
