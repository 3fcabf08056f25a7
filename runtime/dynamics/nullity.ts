/** How many modes of a generator's parts do not decay, whatever its rates are. */
import { totalDimension } from "../matrix/complex-matrix.ts";
import { eliminate } from "../matrix/long-matrix.ts";
import { alike } from "./alike.ts";
import type { Sources } from "./exact-drift.ts";
import { exactNullity } from "./exact-nullity.ts";
import { generator, type Parts, partsFrom } from "./generator.ts";
import { largestColumn, longMatrix, type Part, partOf } from "./part.ts";
import { Unsettled } from "./unsettled.ts";

/** The largest part that is decomposed. */
const LARGEST = 400;

/** The same parts of the generator with all terms of one size, or these where it has others. */
export function partsAlike(sources: Sources, parts: Parts): Parts {
  const level = partsFrom(generator(alike(sources)), parts.coordinates);
  const isSame =
    level.coordinates.every((coordinate, k) => coordinate === parts.coordinates[k]) &&
    level.starts.length === parts.starts.length &&
    level.starts.every((start, p) => start === parts.starts[p]);
  return isSame ? level : parts;
}

/** The dimension of each part's kernel: of the generator with terms of one size, where it has the same parts. */
export function nullities(
  { sources, parties }: { readonly sources: Sources; readonly parties: readonly number[] },
  parts: Parts,
): number[] {
  const judged = partsAlike(sources, parts);
  const d = totalDimension(sources.dimensions);
  return Array.from({ length: parts.starts.length - 1 }, (_, p) => {
    const part = partOf(judged, p);
    if (part.size === 1) return isEmpty(part) ? 1 : 0;
    const hasTrace = coordinatesOf(judged, p).some((k) => k % (d + 1) === 0);
    if (!hasTrace && isDominated(part)) return 0;
    if (part.size > LARGEST) refuseSize(part.size, parties, LARGEST);
    const found = nullity(part);
    // Entries whose products fall below what thirty digits tell.
    if (found > (hasTrace ? 1 : 0) && hasTinyEntries(part) && found !== exactNullity(sources, coordinatesOf(judged, p)))
      refuseUnclear();
    return found;
  });
}

/** The least share of a part's largest column whose square is clearly a rate. */
const TINY = 1e-11;

function hasTinyEntries(part: Part): boolean {
  const size = largestColumn(part);
  const end = part.columnStart[part.size];
  return part.value.subarray(part.columnStart[0], end).some((x) => x !== 0 && Math.abs(x) < TINY * size);
}

const UNTOLD = "whether there is one steady state or more is not to be told";

function refuseUnclear(): never {
  throw new Unsettled(
    `${UNTOLD}: some coefficients are below 1e-11 of others, as cos(π/2) is in doubles`,
    "give numbers that are zero",
  );
}

/** The places of a part's coordinates. */
export function coordinatesOf({ starts, coordinates }: Parts, p: number): Int32Array {
  return coordinates.subarray(starts[p], starts[p + 1]);
}

function isEmpty({ columnStart }: Part): boolean {
  return columnStart[0] === columnStart[1];
}

/** Pivots up to this share of the matrix are what rounding of the operators leaves of zero, squares of ε; from the second
 *  on they are rates. Between, nothing tells. */
const ZERO = 1e-27;
const RATE = 1e-24;

/** The dimension of a part's kernel, where the terms of the generator are alike in size.
 *  @throws Unsettled  when a pivot is neither zero nor clearly different from it */
function nullity(part: Part): number {
  const size = largestColumn(part);
  if (size === 0) return part.size;
  const { pivots } = eliminate(longMatrix(part));
  let count = 0;
  for (const pivot of pivots) {
    if (pivot <= ZERO * size) count++;
    else if (pivot < RATE * size) {
      throw new Unsettled(`${UNTOLD}: a mode decays at ${(pivot / size).toExponential(0)} of the other rates`);
    }
  }
  return count;
}

/** The least share of a column's diagonal that links it to another. */
const LINK = 1e-3;

/**
 * Whether every column is dominated by a negative diagonal entry, one of each connected set strictly: then no eigenvalue is
 * on the imaginary axis (weakly chained diagonal dominance: Azimzadeh & Forsyth, SIAM J. Numer. Anal. 54, 1341 (2016)). Entries
 * that may be rounding chain nothing. Not for parts with a share of the trace, which is conserved.
 */
export function isDominated({ size, columnStart, row, value }: Part): boolean {
  const strict: number[] = [];
  const users: number[][] = Array.from({ length: size }, () => []);
  for (let c = 0; c < size; c++) {
    let diagonal = 0;
    let others = 0;
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++) {
      if (row[e] === c) diagonal = value[e];
      else {
        others += Math.abs(value[e]);
      }
    }
    for (let e = columnStart[c]; e < columnStart[c + 1]; e++)
      if (row[e] !== c && Math.abs(value[e]) > LINK * Math.abs(diagonal)) users[row[e]].push(c);
    const slack = size * Number.EPSILON * Math.abs(diagonal);
    if (!(diagonal < 0) || others > -diagonal + slack) return false;
    if (others < -diagonal * (1 - 1e-6)) strict.push(c);
  }
  // A column is chained to one that is strict when one of the rows it feeds is.
  const chained = new Uint8Array(size);
  for (const c of strict) chained[c] = 1;
  const open = strict;
  while (open.length > 0) {
    for (const c of users[open.pop()!]) {
      if (chained[c] === 1) continue;
      chained[c] = 1;
      open.push(c);
    }
  }
  return chained.every((mark) => mark === 1);
}

/** @throws Unsettled  always */
export function refuseSize(size: number, parties: readonly number[], largest: number): never {
  throw new Unsettled(
    `that of parties [${parties.join(", ")}] needs the kernel of a ${size} × ${size} part of the generator; ` +
      `up to ${largest} × ${largest} is offered`,
  );
}
