/** A field on the sphere → bands of one colour on an equal-area map (Hammer's projection). */
import { type Grid, type GridPoint, ringsAbove } from "./contours.ts";

/** Values at the middles of bands of θ, from 0 to π, at azimuths from −π to π, both included. */
export type SphereField = Grid;

/** Half of the map's width and height are 1 and 1/2; latitude ½π − θ, up is negative. */
export function hammer(theta: number, phi: number): readonly [number, number] {
  const [cosLatitude, sinLatitude] = [Math.sin(theta), Math.cos(theta)];
  const root = Math.sqrt(1 + cosLatitude * Math.cos(phi / 2));
  return [(cosLatitude * Math.sin(phi / 2)) / root, -sinLatitude / (2 * root)];
}

/** SVG paths, one a level but the last: all that lies above the level. Painted in order, each band covers the one below it, and no
 *  light shows between neighbours. */
export function risingPaths(field: SphereField, levels: readonly number[], scale: number): readonly string[] {
  return levels.slice(0, -1).map((level) =>
    ringsAbove(field, level)
      .map((ring) =>
        closed(
          ring.map((point) => project(field, point)),
          scale,
        ),
      )
      .join(""),
  );
}

/** The first and the last row stand for the poles, which they surround. */
function project({ rows, columns }: SphereField, [r, c]: GridPoint): readonly [number, number] {
  const theta = r === 0 ? 0 : r === rows - 1 ? Math.PI : ((r + 0.5) * Math.PI) / rows;
  return hammer(theta, -Math.PI + (2 * Math.PI * c) / (columns - 1));
}

function pathOf(points: readonly (readonly [number, number])[], scale: number): string {
  return points
    .map(([x, y], k) => `${k === 0 ? "M" : "L"}${(scale * x).toFixed(2)},${(scale * y).toFixed(2)}`)
    .join("");
}

const closed = (points: readonly (readonly [number, number])[], scale: number): string => `${pathOf(points, scale)}Z`;

/** The circle of one θ. */
export const parallel = (theta: number, scale: number): string =>
  pathOf(
    Array.from({ length: 91 }, (_, k) => hammer(theta, -Math.PI + (2 * Math.PI * k) / 90)),
    scale,
  );

/** The map's edge, φ = ±π. */
export function outline(scale: number): string {
  const side = (phi: number) => Array.from({ length: 61 }, (_, k) => hammer((Math.PI * k) / 60, phi));
  return closed([...side(Math.PI), ...side(-Math.PI).toReversed()], scale);
}
