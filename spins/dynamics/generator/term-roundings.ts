/** By what the numbers of one term of a generator are rounded. */
import type { ComplexMatrix } from "../../matrices/complex-matrix.ts";
import { jumpOperator, SparseBuilder, type SparseMatrix, sparseAdjoint } from "../../matrices/operators.ts";
import { COEFFICIENT, EIGHTH, RATE } from "../../numbers/safety-factors.ts";
import type { Dissipator } from "../liouvillian.ts";
import type { Sources, Term } from "./exact-drift.ts";

/** What a term's numbers may be off by, each by itself. */
export interface Rounding {
  readonly rate: number;
  /** Of the coefficients that the operator was made from. */
  readonly coefficients: readonly SparseMatrix[];
  /** Of entries: ε of themselves times `share`; and of all on the diagonal, real and imaginary. */
  readonly share: number;
  readonly level: readonly [number, number];
}

/** Square roots √((J−m)(J+m+1)) and their products with coefficients, where they are known in doubles alone. */
const ENTRY = Number.EPSILON;

export function roundingOf({ origin, operator }: Term, { dimensions, sums }: Sources): Rounding {
  if (origin.kind === "hamiltonian") {
    const level = [sums * ENTRY * largestLevel(origin.H), 0] as const;
    return { coefficients: [], level, rate: 0, share: 1 + sums };
  }
  const sizes = origin.of.on.map((party) => dimensions[party]);
  const { coefficients, level, exact } = coefficientRoundings(operator, sizes);
  const share = exact || operator.low !== null ? 0 : 1;
  return origin.kind === "jump"
    ? {
        coefficients: isHermitian(operator) ? coefficients.map(withAdjoint) : coefficients,
        level,
        rate: rateRounding(origin.of, origin.k),
        share,
      }
    : { coefficients: coefficients.map(withAdjoint), level, rate: 0, share };
}

/**
 * Of the k-th rate. Jumps that overlap, Tr L†L′ ≠ 0, may be those of a Kossakowski matrix by polarisation, where rates of
 * mixed jumps are taken from the others' and may leave less than they are rounded by. Of a rate declared as another
 * difference of rounded numbers, such as Γ(cosh r − sinh r), the compiler tells.
 */
function rateRounding({ rates, sizes, operators }: Dissipator, k: number): number {
  const taken = rates.reduce(
    (sum, rate, j) => sum + (j !== k && overlap(operators[j], operators[k]).some((x) => x !== 0) ? Math.abs(rate) : 0),
    0,
  );
  return RATE * Number.EPSILON * (Math.abs(rates[k]) + 2 * taken + sizes[k]);
}

/** Tr[A†B], real and imaginary part. */
function overlap(A: SparseMatrix, B: SparseMatrix): [number, number] {
  const places = new Map<number, number>();
  for (let e = 0; e < A.row.length; e++) places.set(A.row[e] * A.dimension + A.column[e], e);
  const sum: [number, number] = [0, 0];
  for (let f = 0; f < B.row.length; f++) {
    const e = places.get(B.row[f] * B.dimension + B.column[f]);
    if (e === undefined) continue;
    sum[0] += A.re[e] * B.re[f] + A.im[e] * B.im[f];
    sum[1] += A.re[e] * B.im[f] - A.im[e] * B.re[f];
  }
  return sum;
}

/**
 * Each party's part of an operator is l·J = z Jz + p J₊ + q J₋ with p = ½(l_x − i l_y) and q = ½(l_x + i l_y), where l_x and
 * l_y may cancel, as in sinh r + cosh r and sinh r − cosh r: p, q and z are off by `COEFFICIENT` of the largest. What is
 * exactly zero (l_x and l_y in their real or imaginary parts, z, or p or q as a whole) is taken as declared to be so:
 * squeezing by r < ε, which no longer changes cosh r, is not seen.
 */
function coefficientRoundings(
  L: SparseMatrix,
  dimensions: readonly number[],
): { coefficients: SparseMatrix[]; level: [number, number]; exact: boolean } {
  const spins = dimensions.map((d) => (d - 1) / 2);
  const coefficients: SparseMatrix[] = [];
  const level: [number, number] = [0, 0];
  let summed = 0;
  let areWhole = true;
  spins.forEach((J, party) => {
    const { plus, minus, along, p, q, z } = ladderOf(L, spins, party);
    if ([...p, ...q, ...z].every(isWhole)) return;
    areWhole = false;
    const size = COEFFICIENT * Number.EPSILON * Math.max(Math.hypot(...p) + Math.hypot(...q), Math.hypot(...z));
    for (const part of [0, 1] as const) {
      const add = (S: SparseMatrix) => coefficients.push(scaled(S, part === 0 ? size : 0, part === 0 ? 0 : size));
      if (z[part] !== 0) add(along);
      if (p[part] === 0 && q[part] === 0) continue;
      if (Math.hypot(...p) !== 0) add(plus);
      if (Math.hypot(...q) !== 0) add(minus);
    }
    level[0] += ENTRY * J * Math.abs(z[0]);
    level[1] += ENTRY * J * Math.abs(z[1]);
    if (Math.hypot(...z) !== 0) summed++;
  });
  // Levels of several parties are sums, which may cancel. Square roots of qubits are one.
  return {
    coefficients,
    level: summed > 1 && L.low === null ? level : [0, 0],
    exact: areWhole && spins.every((J) => J === 0.5),
  };
}

/** J₊, J₋ and Jz of a party, and their coefficients in L. */
function ladderOf(L: SparseMatrix, spins: readonly number[], party: number) {
  const on = (vector: Vector) => spins.map((_, other): Vector => (other === party ? vector : [0, 0, 0]));
  const [plus, minus, along] = (
    [
      [1, 0, 0, 1, 0],
      [1, 0, 0, -1, 0],
      [0, 0, 1, 0, 0],
    ] as const
  ).map(([x, y, z, v]) => jumpOperator({ re: on([x, y, z]), im: on([0, v, 0]) }, spins));
  const [p, q, z] = [plus, minus, along].map((S) => overlap(S, L).map((x) => x / overlap(S, S)[0]));
  return { plus, minus, along, p, q, z };
}

/** Beyond this many times what else there is, J₊ or J₋ leaves nothing slow. */
const ALONE = 4;

/** Roundings of the coefficients of a jump that is not Hermitian, and may be nearly so up to a phase: squeezed by r > 1/4, say. */
export function coefficientsApart(L: SparseMatrix, dimensions: readonly number[]): readonly SparseMatrix[] {
  if (isHermitian(L)) return [];
  const spins = dimensions.map((d) => (d - 1) / 2);
  const isMixed = spins.some((_, party) => {
    const { p, q, z } = ladderOf(L, spins, party);
    const [up, down, level] = [p, q, z].map((one) => Math.hypot(...one));
    return Math.max(up, down) < ALONE * (Math.min(up, down) + level);
  });
  return isMixed ? coefficientRoundings(L, dimensions).coefficients : [];
}

/** Eighths are what was declared, as the ½ and 1 of J₊, J₋ and Jx; what came out of functions of parameters hardly is one. */
const isWhole = (x: number): boolean =>
  x === 0 || (Math.abs(x) > 0.1 && Math.abs(8 * x - Math.round(8 * x)) <= EIGHTH * Number.EPSILON * Math.abs(x));

type Vector = readonly [number, number, number];

function scaled(S: SparseMatrix, x: number, y: number): SparseMatrix {
  const re = S.re.map((a, e) => x * a - y * S.im[e]);
  return { ...S, re, im: S.im.map((b, e) => x * b + y * S.re[e]), low: null };
}

/** Exactly, and so declared: what is rounded of an entry is rounded of its mirror too. */
function isHermitian(S: SparseMatrix): boolean {
  const places = new Map<number, number>();
  for (let e = 0; e < S.row.length; e++) places.set(S.row[e] * S.dimension + S.column[e], e);
  for (let e = 0; e < S.row.length; e++) {
    const mirror = places.get(S.column[e] * S.dimension + S.row[e]);
    if (mirror === undefined || S.re[mirror] !== S.re[e] || S.im[mirror] !== -S.im[e]) return false;
  }
  return true;
}

/** S + S† */
function withAdjoint(S: SparseMatrix): SparseMatrix {
  const builder = new SparseBuilder(S.dimension);
  for (const { row, column, re, im } of [S, sparseAdjoint(S)])
    for (let e = 0; e < row.length; e++) builder.add(row[e], column[e], re[e], im[e]);
  return builder.build();
}

function largestLevel(H: ComplexMatrix): number {
  let largest = 0;
  for (let i = 0; i < H.dimension; i++) largest = Math.max(largest, Math.abs(H.re[i * (H.dimension + 1)]));
  return largest;
}

/** Single entries, real and imaginary; those of Hermitian operators with their adjoints, which are rounded alike. */
export function entryRoundings({ operator: S, rate }: Term, { share, level }: Rounding): SparseMatrix[] {
  const changes: SparseMatrix[] = [];
  const withMirrors = rate === null || isHermitian(S);
  const add = (row: number, column: number, re: number, im: number) => {
    const builder = new SparseBuilder(S.dimension);
    builder.add(row, column, re, im);
    if (withMirrors && row !== column) builder.add(column, row, re, -im);
    changes.push(builder.build());
  };
  const diagonal = [new Float64Array(S.dimension).fill(level[0]), new Float64Array(S.dimension).fill(level[1])];
  for (let e = 0; e < S.row.length; e++) {
    const [row, column] = [S.row[e], S.column[e]];
    const [x, y] = [ENTRY * share * Math.abs(S.re[e]), ENTRY * share * Math.abs(S.im[e])];
    if (row === column) {
      diagonal[0][row] += x;
      diagonal[1][row] += y;
    } else if (!withMirrors || row < column) {
      if (x !== 0) add(row, column, x, 0);
      if (y !== 0) add(row, column, 0, y);
    }
  }
  for (let k = 0; k < S.dimension; k++) {
    if (diagonal[0][k] !== 0) add(k, k, diagonal[0][k], 0);
    if (diagonal[1][k] !== 0) add(k, k, 0, diagonal[1][k]);
  }
  return changes;
}
