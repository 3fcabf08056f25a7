/** A generator's split into parts that evolve among themselves. */
import { ColumnSums, sumColumn } from "./column-sums.ts";
import type { Generator } from "./generator.ts";

/** Coordinates that evolve among themselves, part after part: part p has `coordinates[starts[p] … starts[p+1] − 1]`, and
 *  its matrix, in the same order, has the columns of those positions with rows counted within the part. An entry is
 *  `value` + `low`. */
export interface Parts {
  readonly starts: Int32Array;
  readonly coordinates: Int32Array;
  readonly columnStart: Int32Array;
  readonly row: Int32Array;
  readonly value: Float64Array;
  readonly low: Float64Array;
}

/** All that is reached from some coordinates, in parts. */
export function partsFrom(system: Generator, from: Iterable<number>): Parts {
  const d = system.dimension;
  const sums = new ColumnSums(d);
  const place = new Int32Array(d * d).fill(-1);
  const reached: number[] = [];
  const reach = (coordinate: number): number => {
    if (place[coordinate] < 0) {
      place[coordinate] = reached.length;
      reached.push(coordinate);
    }
    return place[coordinate];
  };
  for (const coordinate of from) reach(coordinate);
  const start = [0];
  const entries: Entries = { row: [], value: [], low: [] };
  for (let c = 0; c < reached.length; c++) {
    sumColumn(system, reached[c], sums);
    sums.whole.drain((coordinate, high, low) => {
      entries.row.push(reach(coordinate));
      entries.value.push(high);
      entries.low.push(low);
    });
    start.push(entries.row.length);
  }
  return orderParts(d, reached, start, entries);
}

interface Entries {
  readonly row: number[];
  readonly value: number[];
  readonly low: number[];
}

/** The coordinates of a part ordered by (min, max) of row and column, so that neighbours on the ladder of m are neighbours. */
function orderParts(
  d: number,
  reached: readonly number[],
  start: readonly number[],
  { row, value, low }: Entries,
): Parts {
  const root = rootsOf(start, row);
  const key = Float64Array.from(reached, (coordinate) => {
    const [a, b] = [Math.floor(coordinate / d), coordinate % d];
    return 2 * (Math.min(a, b) * d + Math.max(a, b)) + (a > b ? 1 : 0);
  });
  const order = Int32Array.from(reached, (_, k) => k).sort((a, b) => root[a] - root[b] || key[a] - key[b]);
  const starts: number[] = [];
  const position = new Int32Array(order.length);
  order.forEach((k, at) => {
    if (at === 0 || root[k] !== root[order[at - 1]]) starts.push(at);
    position[k] = at - starts[starts.length - 1];
  });
  starts.push(order.length);
  const columnStart = new Int32Array(order.length + 1);
  const rows = new Int32Array(row.length);
  const [values, lows] = [new Float64Array(row.length), new Float64Array(row.length)];
  let at = 0;
  order.forEach((k, column) => {
    for (let e = start[k]; e < start[k + 1]; e++, at++) {
      rows[at] = position[row[e]];
      values[at] = value[e];
      lows[at] = low[e];
    }
    columnStart[column + 1] = at;
  });
  return {
    starts: Int32Array.from(starts),
    coordinates: Int32Array.from(order, (k) => reached[k]),
    columnStart,
    row: rows,
    value: values,
    low: lows,
  };
}

/** Of the columns of a matrix, the same number for those that entries tie together. */
function rootsOf(start: readonly number[], row: readonly number[]): Int32Array {
  const parent = Int32Array.from({ length: start.length - 1 }, (_, k) => k);
  const find = (k: number): number => {
    while (parent[k] !== k) {
      parent[k] = parent[parent[k]];
      k = parent[k];
    }
    return k;
  };
  for (let c = 0; c < parent.length; c++) for (let e = start[c]; e < start[c + 1]; e++) parent[find(row[e])] = find(c);
  return parent.map((_, k) => find(k));
}
