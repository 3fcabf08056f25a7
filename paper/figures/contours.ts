/** Where a field on a grid reaches a level: marching triangles, whose rings never are ambiguous. */

/** Values row by row. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** Row and column, between those of the grid. */
export type GridPoint = readonly [number, number];

/** The boundary of {value ≥ level}, as closed rings; beyond the grid is below every level. */
export function ringsAbove(grid: Grid, level: number): readonly (readonly GridPoint[])[] {
  const next = new Map<number, number>();
  const places = new Map<number, GridPoint>();
  for (let r = -1; r < grid.rows; r++) {
    for (let c = -1; c < grid.columns; c++) {
      const [a, b, d, e] = [
        nodeOf(grid, r, c),
        nodeOf(grid, r, c + 1),
        nodeOf(grid, r + 1, c + 1),
        nodeOf(grid, r + 1, c),
      ];
      for (const triangle of [
        [a, b, d],
        [a, d, e],
      ]) {
        const inside = triangle.filter(({ value }) => value >= level).length;
        if (inside % 3 === 0) continue;
        const cut = (leaves: boolean): number => {
          const k = triangle.findIndex((node, i) => {
            const other = triangle[(i + 1) % 3];
            return node.value >= level === leaves && other.value >= level !== leaves;
          });
          return crossing(triangle[k], triangle[(k + 1) % 3], level, places);
        };
        next.set(cut(true), cut(false));
      }
    }
  }
  return ringsOf(next, places);
}

interface Node {
  readonly id: number;
  readonly at: GridPoint;
  readonly value: number;
}

function nodeOf({ rows, columns, values }: Grid, r: number, c: number): Node {
  const within = r >= 0 && r < rows && c >= 0 && c < columns;
  return {
    id: (r + 1) * (columns + 2) + c + 1,
    at: [r, c],
    value: within ? values[r * columns + c] : Number.NEGATIVE_INFINITY,
  };
}

/** Keeps the place where an edge is cut, by linear interpolation, and names the edge: its two triangles name it alike. */
function crossing(from: Node, to: Node, level: number, places: Map<number, GridPoint>): number {
  const [high, low] = from.value >= to.value ? [from, to] : [to, from];
  const share = (high.value - level) / (high.value - low.value);
  const between = (k: 0 | 1) => high.at[k] + share * (low.at[k] - high.at[k]);
  const key = Math.min(from.id, to.id) * 2 ** 26 + Math.max(from.id, to.id);
  places.set(key, [between(0), between(1)]);
  return key;
}

function ringsOf(next: Map<number, number>, places: ReadonlyMap<number, GridPoint>): readonly (readonly GridPoint[])[] {
  const rings: GridPoint[][] = [];
  for (const start of next.keys()) {
    const ring: GridPoint[] = [];
    for (let key: number | undefined = start; key !== undefined; ) {
      const after = next.get(key);
      if (after === undefined) break;
      ring.push(places.get(key)!);
      next.delete(key);
      key = after;
    }
    rings.push(ring);
  }
  return rings;
}
