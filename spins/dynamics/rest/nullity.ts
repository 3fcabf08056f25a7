/** How many modes of a generator's parts do not decay, whatever its rates are. */
import { totalDimension } from "../../matrices/complex-matrix.ts";
import { eliminate } from "../../matrices/long-elimination.ts";
import { alike } from "../generator/alike.ts";
import type { Sources } from "../generator/exact-drift.ts";
import { generator } from "../generator/generator.ts";
import { largestColumn, longMatrix, type Part, partOf } from "../generator/part.ts";
import { type Parts, partsFrom } from "../generator/parts.ts";
import { Unsettled } from "../unsettled.ts";
import { exactNullity } from "./exact-nullity.ts";

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

/**
 * The dimension of each part's kernel: where it is the same at the job's rates and at rates of one size, to thirty digits, that is
 * it; else arithmetic modulo a prime decides between the two (a kernel may be larger where rates and H are tuned to each other).
 * @param known  where that of the p-th part is
 */
export function nullities(
  { sources, parties }: { readonly sources: Sources; readonly parties: readonly number[] },
  parts: Parts,
  known: (p: number) => number | null = () => null,
): number[] {
  const level = partsAlike(sources, parts);
  const d = totalDimension(sources.dimensions);
  const isTurning = sources.dissipators.every(({ rates }) => rates.length === 0);
  return Array.from({ length: parts.starts.length - 1 }, (_, p) => {
    const part = partOf(parts, p);
    const own = known(p);
    if (own !== null) return own;
    if (part.size === 1) return isEmpty(part) ? 1 : 0;
    const coordinates = coordinatesOf(parts, p);
    const hasTrace = coordinates.some((k) => k % (d + 1) === 0);
    if (!hasTrace && isDominated(part)) return 0;
    if (part.size > LARGEST) refuseSize(part.size, parties, LARGEST);
    const found = nullity(part);
    const leveled = level === parts ? found : nullity(partOf(level, p));
    if (found === null && leveled === null) return refuseUnclear();
    const agreed = found === leveled && found !== null;
    // Entries whose products fall below what thirty digits tell, and levels that differ by their rounding.
    if (agreed && !(found > (hasTrace ? 1 : 0) && (isTurning || hasTinyEntries(part)))) return found;
    const exact = exactNullity(sources, coordinates);
    return exact === found || exact === leveled ? exact : refuseUnclear();
  });
}

/** The least share of a part's largest column whose square is clearly a rate. */
const TINY = 1e-11;

/** Whether there are entries whose products fall below what thirty digits tell. */
export function hasTinyEntries(part: Part): boolean {
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

/** Pivots up to this share of the matrix are what rounding of operators leaves of zero, where they are no spin operators, squares of ε; from the second
 *  on they are rates. Between, nothing tells. */
const ZERO = 1e-27;
const RATE = 1e-24;

/** The dimension of a part's kernel, to thirty digits; null where a pivot is neither zero nor clearly different from it. */
function nullity(part: Part): number | null {
  const size = largestColumn(part);
  if (size === 0) return part.size;
  const { pivots } = eliminate(longMatrix(part));
  if (pivots.some((pivot) => pivot > ZERO * size && pivot < RATE * size)) return null;
  return pivots.filter((pivot) => pivot <= ZERO * size).length;
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
