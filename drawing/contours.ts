/** Where a field on a grid reaches a level. */
import { contours } from "d3-contour";

/** Values row by row. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** Row and column, between those of the grid. */
export type GridPoint = readonly [number, number];

/** The boundary of {value ≥ level}, as closed rings; beyond the grid is below every level. */
export function ringsAbove({ rows, columns, values }: Grid, level: number): readonly (readonly GridPoint[])[] {
  const { coordinates } = contours().size([columns, rows]).contour(Array.from(values), level);
  // To d3 a value fills a cell: its middle is ours, and half of a cell stands beyond the last value.
  const within = (place: number, count: number) => Math.min(count - 1, Math.max(0, place - 0.5));
  return coordinates.flat().map((ring) => ring.map(([x, y]): GridPoint => [within(y, rows), within(x, columns)]));
}
