/** Dissipators D(ρ) = Σ_k rate_k (L_k ρ L_k† − ½ {L_k†L_k, ρ}) as matrices, from the jumps of a channel. */

import type { Path } from "../../text/refusal.ts";
import { InvalidInput } from "../input/invalid-input.ts";
import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { basisOffsets, otherParties, zeroMatrix } from "../matrices/complex-matrix.ts";
import { decayOperator, jumpOperator, type SparseMatrix, sparse, sparseAdjoint } from "../matrices/operators.ts";
import type { Jump } from "./jump.ts";

/** Jumps on some parties of the whole, with rates and operators that are not zero, and the Hamiltonian that their constant parts add. */
export interface Dissipator {
  readonly on: readonly number[];
  readonly rates: readonly number[];
  /** What rounding may do to each rate besides is ε times this. */
  readonly sizes: readonly number[];
  readonly operators: readonly SparseMatrix[];
  /** H′ in ρ̇ = −i[H′, ρ] + D(ρ), linear in the spin operators; it turns spheres and changes no entropy. */
  readonly remainder: SparseMatrix | null;
}

/** Whether a state moves at all. */
export function moves({ rates, remainder }: Dissipator): boolean {
  return rates.length > 0 || remainder !== null;
}

/** @param spins  J of every party of the whole; `on` picks the channel's
 *  @param vectors  h_j of H′ = Σ_j h_j·J_j, one a party of the channel, or none */
export function dissipator(
  jumps: readonly Jump[],
  spins: readonly number[],
  on: readonly number[],
  vectors: readonly (readonly [number, number, number])[] = [],
): Dissipator {
  const own = on.map((party) => spins[party]);
  const active = jumps
    .map(({ rate, rateSize = 0, ...jump }) => ({ rate, size: rateSize, operator: jumpOperator(jump, own) }))
    .filter(({ rate, operator }) => rate !== 0 && operator.row.length > 0);
  const still = vectors.every((vector) => vector.every((component) => component === 0));
  const zero = on.map((): [number, number, number] => [0, 0, 0]);
  return requireMagnitude({
    on,
    rates: active.map(({ rate }) => rate),
    sizes: active.map(({ size }) => size),
    operators: active.map(({ operator }) => operator),
    remainder: still ? null : jumpOperator({ re: vectors, im: zero }, own),
  });
}

/** D(ρ) = Σ (LρL† − ½{L†L, ρ}) of bare matrices on the parties `on`, rates inside. */
export function dissipatorOf(jumps: readonly ComplexMatrix[], on: readonly number[]): Dissipator {
  const operators = jumps.map((jump) => sparse(jump)).filter(({ row }) => row.length > 0);
  return requireMagnitude({
    on,
    rates: operators.map(() => 1),
    sizes: operators.map(() => 0),
    operators,
    remainder: null,
  });
}

/** Squares of what lies within are numbers still. */
const LARGEST_RATE = 1e150;

/** @throws InvalidInput  when rate·|L|² or what is added to H is out of the range of magnitudes that can be computed with */
function requireMagnitude(D: Dissipator): Dissipator {
  // Of what is not zero the product may be.
  const sizes = D.operators.map((L, k) =>
    Math.max(Math.abs(D.rates[k]) * largestSum(L, L.row) * largestSum(L, L.column), Number.MIN_VALUE),
  );
  if (D.remainder !== null) sizes.push(largestSum(D.remainder, D.remainder.row));
  for (const size of sizes) requireRate(["channels"], `on [${D.on.join(", ")}]`, size);
  return D;
}

/** @throws InvalidInput  when a rate or a frequency is not zero and not within 1e-150 to 1e150 */
export function requireRate(path: Path, what: string, size: number): void {
  if (size === 0 || (size >= 1 / LARGEST_RATE && size <= LARGEST_RATE)) return;
  throw new InvalidInput({
    path,
    found: `a rate of ${size.toExponential(2)} ${what}`,
    expected: "0 or one within 1e-150 to 1e150",
    remedy: "use another unit of time, or 0 for what is negligible",
  });
}

/** A bound on the size of the terms that cancel in D(ρ): LρL† and the anticommutator have trace norms up to |L|² each, and
 *  |L|² is at most the largest row sum times the largest column sum (Schur's test). */
export function dissipationSize(D: Dissipator): number {
  return D.operators.reduce(
    (sum, L, k) => sum + 2 * Math.abs(D.rates[k]) * largestSum(L, L.row) * largestSum(L, L.column),
    0,
  );
}

/** The largest sum of |entries| in a line.
 *  @param lines  the row, or the column, of each entry */
export function largestSum({ dimension, re, im }: SparseMatrix, lines: ArrayLike<number>): number {
  const sums = new Float64Array(dimension);
  for (let e = 0; e < lines.length; e++) sums[lines[e]] += Math.hypot(re[e], im[e]);
  return sums.reduce((a, b) => Math.max(a, b), 0);
}

/** D(ρ) on the whole space. */
export function dissipate(D: Dissipator, rho: ComplexMatrix, dimensions: readonly number[]): ComplexMatrix {
  const out = zeroMatrix(rho.dimension);
  addDissipated(D, rho, dimensions, out);
  return out;
}

/** D†(X) on the whole space, Tr[X D(ρ)] = Tr[D†(X) ρ]. */
export function dissipateAdjoint(D: Dissipator, X: ComplexMatrix, dimensions: readonly number[]): ComplexMatrix {
  const out = zeroMatrix(X.dimension);
  if (D.rates.length === 0) return out;
  const place = placeOf(D, dimensions);
  D.operators.forEach((L, k) => {
    const half = zeroMatrix(X.dimension);
    const S = sparseAdjoint(L);
    addProduct(S, "left", X, place, 1, half);
    addProduct(S, "right", half, place, D.rates[k], out);
  });
  addBothProducts(decayOf(D), X, place, -0.5, out);
  return out;
}

/** out += D(ρ) */
export function addDissipated(
  D: Dissipator,
  rho: ComplexMatrix,
  dimensions: readonly number[],
  out: ComplexMatrix,
): void {
  if (D.rates.length === 0) return;
  const place = placeOf(D, dimensions);
  const half = halfOf(rho.dimension);
  for (let k = 0; k < D.rates.length; k++) {
    half.re.fill(0);
    half.im.fill(0);
    addProduct(D.operators[k], "left", rho, place, 1, half);
    addProduct(D.operators[k], "right", half, place, D.rates[k], out);
  }
  addBothProducts(decayOf(D), rho, place, -0.5, out);
}

/** Written and read within one D(ρ); those of large spins are not worth their memory. */
const halves: ComplexMatrix[] = [];
const LARGEST_KEPT = 64;

function halfOf(dimension: number): ComplexMatrix {
  if (dimension > LARGEST_KEPT) return zeroMatrix(dimension);
  halves[dimension] ??= zeroMatrix(dimension);
  return halves[dimension];
}

/** −i[H′, ρ] of a dissipator's remainder. */
export function turnByRemainder(D: Dissipator, rho: ComplexMatrix, dimensions: readonly number[]): ComplexMatrix {
  const out = zeroMatrix(rho.dimension);
  if (D.remainder === null) return out;
  const { re, im } = D.remainder;
  // −iH′ρ + ρ(−iH′)†
  addBothProducts({ ...D.remainder, re: im, im: re.map((x) => -x), low: null }, rho, placeOf(D, dimensions), 1, out);
  return out;
}

const decays = new WeakMap<Dissipator, SparseMatrix>();

/** Of a dissipator with jumps, made once. */
function decayOf(D: Dissipator): SparseMatrix {
  let decay = decays.get(D);
  if (decay === undefined) {
    decay = decayOperator(D.rates, D.operators);
    decays.set(D, decay);
  }
  return decay;
}

/** What its anticommutator holds with the sizes of all rates. */
export const sizesOfDecay = (D: Dissipator): SparseMatrix =>
  D.rates.every((rate) => rate >= 0) ? decayOf(D) : decayOperator(D.rates.map(Math.abs), D.operators);

/** Where the basis states of a dissipator's parties and of the others stand (see `basisOffsets`). */
interface Place {
  readonly dimensions: readonly number[];
  readonly own: Int32Array;
  readonly others: Int32Array;
}

const places = new WeakMap<Dissipator, Place>();

/** Of a dissipator on one whole as a rule. */
export function placeOf(D: Dissipator, dimensions: readonly number[]): Place {
  let place = places.get(D);
  if (place === undefined || !areEqual(place.dimensions, dimensions)) {
    const others = otherParties(dimensions, D.on);
    place = { dimensions, own: basisOffsets(dimensions, D.on), others: basisOffsets(dimensions, others) };
    places.set(D, place);
  }
  return place;
}

function areEqual(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return a.length === b.length;
}

/** out += scale ((S ⊗ 1) M + M (S ⊗ 1)†) */
function addBothProducts(S: SparseMatrix, M: ComplexMatrix, place: Place, scale: number, out: ComplexMatrix): void {
  addProduct(S, "left", M, place, scale, out);
  addProduct(S, "right", M, place, scale, out);
}

/** out += scale (S ⊗ 1) M from the left, out += scale M (S ⊗ 1)† from the right: S acts on rows, or S* on columns. */
function addProduct(
  S: SparseMatrix,
  side: "left" | "right",
  M: ComplexMatrix,
  { own, others }: Place,
  scale: number,
  out: ComplexMatrix,
): void {
  const n = M.dimension;
  const line = side === "left" ? n : 1;
  const along = side === "left" ? 1 : n;
  const conjugate = side === "left" ? 1 : -1;
  for (let k = 0; k < S.row.length; k++) {
    const re = scale * S.re[k];
    const im = conjugate * scale * S.im[k];
    for (const other of others) {
      let to = (own[S.row[k]] + other) * line;
      let from = (own[S.column[k]] + other) * line;
      for (let i = 0; i < n; i++, to += along, from += along) {
        out.re[to] += re * M.re[from] - im * M.im[from];
        out.im[to] += re * M.im[from] + im * M.re[from];
      }
    }
  }
}
