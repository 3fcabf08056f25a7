/** A field on the sphere → bands of one colour on an equal-area map (Hammer's projection). */

/** Values at the middles of `rows` bands of θ, at `columns + 1` azimuths from −π to π. */
export interface SphereField {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** Half of the map's width and height are 1 and 1/2; latitude ½π − θ, up is negative. */
export function hammer(theta: number, phi: number): readonly [number, number] {
  const [cosLatitude, sinLatitude] = [Math.sin(theta), Math.cos(theta)];
  const root = Math.sqrt(1 + cosLatitude * Math.cos(phi / 2));
  return [(cosLatitude * Math.sin(phi / 2)) / root, -sinLatitude / (2 * root)];
}

/** SVG paths, one a band between neighbouring levels: each row of the field is cut where it crosses a level. */
export function bandPaths(field: SphereField, levels: readonly number[], scale: number): readonly string[] {
  const paths = Array.from({ length: levels.length - 1 }, (): string[] => []);
  const height = Math.PI / field.rows;
  for (let r = 0; r < field.rows; r++) {
    for (const { from, to, band } of cutsOf(field, r, levels)) {
      // A little overlap: no white between neighbours.
      paths[band].push(cell(r * height, Math.min(Math.PI, (r + 1.3) * height), from, to, scale));
    }
  }
  return paths.map((list) => list.join(""));
}

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly band: number;
}

function cutsOf({ columns, values }: SphereField, row: number, levels: readonly number[]): readonly Cut[] {
  const at = (c: number) => values[row * (columns + 1) + c];
  const phi = (c: number) => -Math.PI + (2 * Math.PI * c) / columns;
  const inner = levels.slice(1, -1);
  const bandOf = (value: number) => inner.filter((level) => value >= level).length;
  const cuts: Cut[] = [];
  let from = -Math.PI;
  let band = bandOf(at(0));
  for (let c = 1; c <= columns; c++) {
    const next = bandOf(at(c));
    while (band !== next) {
      const up = next > band;
      const level = inner[up ? band : band - 1];
      const to = phi(c - 1) + ((level - at(c - 1)) / (at(c) - at(c - 1))) * (phi(1) - phi(0));
      cuts.push({ from, to, band });
      from = to;
      band += up ? 1 : -1;
    }
  }
  cuts.push({ from, to: Math.PI, band });
  return cuts;
}

const step = Math.PI / 45;

function cell(top: number, bottom: number, from: number, to: number, scale: number): string {
  const count = Math.max(1, Math.ceil((to - from) / step));
  const along = Array.from({ length: count + 1 }, (_, k) => from + ((to - from) * k) / count);
  const points = [...along.map((phi) => hammer(top, phi)), ...along.toReversed().map((phi) => hammer(bottom, phi))];
  return `${pathOf(points, scale)}Z`;
}

export function pathOf(points: readonly (readonly [number, number])[], scale: number): string {
  return points
    .map(([x, y], k) => `${k === 0 ? "M" : "L"}${(scale * x).toFixed(2)},${(scale * y).toFixed(2)}`)
    .join("");
}

/** The circle of one θ. */
export const parallel = (theta: number, scale: number): string =>
  pathOf(
    Array.from({ length: 91 }, (_, k) => hammer(theta, -Math.PI + (2 * Math.PI * k) / 90)),
    scale,
  );

/** The map's edge, φ = ±π. */
export function outline(scale: number): string {
  const side = (phi: number) => Array.from({ length: 61 }, (_, k) => hammer((Math.PI * k) / 60, phi));
  return `${pathOf([...side(Math.PI), ...side(-Math.PI).toReversed()], scale)}Z`;
}
