/** Dissipators D(ρ) = Σ_k rate_k (L_k ρ L_k† − ½ {L_k†L_k, ρ}) as matrices, from the jumps of a channel. */
import { basisOffsets, otherParties, zeroMatrix } from "./complex-matrix.ts";
import type { ComplexMatrix, Jump } from "./evaluator.ts";
import { decayOperator, jumpOperator, SparseBuilder, type SparseMatrix, sparse } from "./operators.ts";

/** Jumps on some parties of the whole, with rates that are not zero, and the Hamiltonian that their constant parts add. */
export interface Dissipator {
  readonly on: readonly number[];
  readonly rates: readonly number[];
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
  const active = jumps.filter((jump) => jump.rate !== 0);
  const own = on.map((party) => spins[party]);
  const still = vectors.every((vector) => vector.every((component) => component === 0));
  const zero = on.map((): [number, number, number] => [0, 0, 0]);
  return {
    on,
    rates: active.map((jump) => jump.rate),
    operators: active.map((jump) => jumpOperator(jump, own)),
    remainder: still ? null : jumpOperator({ re: vectors, im: zero }, own),
  };
}

/** D(ρ) = Σ (LρL† − ½{L†L, ρ}) of bare matrices on the parties `on`, rates inside. */
export function dissipatorOf(jumps: readonly ComplexMatrix[], on: readonly number[]): Dissipator {
  const operators = jumps.map(sparse).filter(({ row }) => row.length > 0);
  return { on, rates: operators.map(() => 1), operators, remainder: null };
}

/** A bound on the size of the terms that cancel in D(ρ): LρL† and the anticommutator have trace norms up to |L|² each, and
 *  |L|² is at most the largest row sum times the largest column sum (Schur's test). */
export function dissipationSize(D: Dissipator): number {
  return D.operators.reduce(
    (sum, L, k) => sum + 2 * Math.abs(D.rates[k]) * largestSum(L, L.row) * largestSum(L, L.column),
    0,
  );
}

/** @param lines  the row, or the column, of each entry */
function largestSum({ dimension, re, im }: SparseMatrix, lines: ArrayLike<number>): number {
  const sums = new Float64Array(dimension);
  for (let e = 0; e < lines.length; e++) sums[lines[e]] += Math.hypot(re[e], im[e]);
  return sums.reduce((a, b) => Math.max(a, b), 0);
}

/** D(ρ) on the whole space. */
export function dissipate(D: Dissipator, rho: ComplexMatrix, dimensions: readonly number[]): ComplexMatrix {
  const out = zeroMatrix(rho.dimension);
  if (D.rates.length === 0) return out;
  const own = basisOffsets(dimensions, D.on);
  const others = basisOffsets(dimensions, otherParties(dimensions, D.on));
  D.operators.forEach((L, which) => {
    const half = zeroMatrix(rho.dimension);
    multiplyLeft(L, rho, own, others, 1, half);
    multiplyRightAdjoint(L, half, own, others, D.rates[which], out);
  });
  const decay = decayOperator(D.rates, D.operators);
  multiplyLeft(decay, rho, own, others, -0.5, out);
  multiplyRightAdjoint(decay, rho, own, others, -0.5, out);
  return out;
}

/** out += scale (S ⊗ 1) M */
function multiplyLeft(
  S: SparseMatrix,
  M: ComplexMatrix,
  own: Int32Array,
  others: Int32Array,
  scale: number,
  out: ComplexMatrix,
): void {
  const n = M.dimension;
  for (let k = 0; k < S.row.length; k++) {
    const re = scale * S.re[k];
    const im = scale * S.im[k];
    for (const other of others) {
      const to = (own[S.row[k]] + other) * n;
      const from = (own[S.column[k]] + other) * n;
      for (let c = 0; c < n; c++) {
        out.re[to + c] += re * M.re[from + c] - im * M.im[from + c];
        out.im[to + c] += re * M.im[from + c] + im * M.re[from + c];
      }
    }
  }
}

/** out += scale M (S ⊗ 1)† */
function multiplyRightAdjoint(
  S: SparseMatrix,
  M: ComplexMatrix,
  own: Int32Array,
  others: Int32Array,
  scale: number,
  out: ComplexMatrix,
): void {
  const n = M.dimension;
  for (let k = 0; k < S.row.length; k++) {
    const re = scale * S.re[k];
    const im = -scale * S.im[k];
    for (const other of others) {
      const to = own[S.row[k]] + other;
      const from = own[S.column[k]] + other;
      for (let r = 0; r < n * n; r += n) {
        out.re[r + to] += re * M.re[r + from] - im * M.im[r + from];
        out.im[r + to] += re * M.im[r + from] + im * M.re[r + from];
      }
    }
  }
}

/** −i[H′, ρ] of a dissipator's remainder. */
export function turnByRemainder(D: Dissipator, rho: ComplexMatrix, dimensions: readonly number[]): ComplexMatrix {
  const out = zeroMatrix(rho.dimension);
  if (D.remainder === null) return out;
  const own = basisOffsets(dimensions, D.on);
  const others = basisOffsets(dimensions, otherParties(dimensions, D.on));
  const { re, im } = D.remainder;
  // −iH′ρ + ρ(−iH′)†
  const turned = { ...D.remainder, re: im, im: re.map((x) => -x) };
  multiplyLeft(turned, rho, own, others, 1, out);
  multiplyRightAdjoint(turned, rho, own, others, 1, out);
  return out;
}

/**
 * The generator of several dissipators on one space, as a sparse matrix of dimension d² acting on ρ in row-major order,
 * the plain way that `generator.ts` is held against:
 *     L ρ L† → L_ik L*_jl at [(i,j), (k,l)],   Gρ → G_ik at [(i,j), (k,j)],   ρG → G_lj at [(i,j), (i,l)].
 * @param dimensions  of the parties of the space; each dissipator's `on` refers to them
 */
export function superoperator(dissipators: readonly Dissipator[], dimensions: readonly number[]): SparseMatrix {
  const d = dimensions.reduce((product, dimension) => product * dimension, 1);
  const builder = new SparseBuilder(d * d);
  for (const D of dissipators) {
    const own = basisOffsets(dimensions, D.on);
    const others = basisOffsets(dimensions, otherParties(dimensions, D.on));
    const whole = (S: SparseMatrix) => embed(S, own, others, d);
    D.operators.forEach((L, which) => {
      addSandwich(builder, whole(L), d, D.rates[which]);
    });
    if (D.remainder !== null) addCommutator(builder, whole(D.remainder), d);
    if (D.rates.length === 0) continue;
    const G = whole(decayOperator(D.rates, D.operators));
    for (let k = 0; k < G.row.length; k++) {
      for (let j = 0; j < d; j++) {
        builder.add(G.row[k] * d + j, G.column[k] * d + j, -0.5 * G.re[k], -0.5 * G.im[k]);
        builder.add(j * d + G.column[k], j * d + G.row[k], -0.5 * G.re[k], -0.5 * G.im[k]);
      }
    }
  }
  return builder.build();
}

/** −i[H, ρ] → −i H_ik at [(i,j), (k,j)], +i H_lj at [(i,j), (i,l)]. */
function addCommutator(builder: SparseBuilder, H: SparseMatrix, d: number): void {
  for (let k = 0; k < H.row.length; k++) {
    for (let j = 0; j < d; j++) {
      builder.add(H.row[k] * d + j, H.column[k] * d + j, H.im[k], -H.re[k]);
      builder.add(j * d + H.column[k], j * d + H.row[k], -H.im[k], H.re[k]);
    }
  }
}

function addSandwich(builder: SparseBuilder, L: SparseMatrix, d: number, rate: number): void {
  for (let p = 0; p < L.row.length; p++) {
    for (let q = 0; q < L.row.length; q++) {
      builder.add(
        L.row[p] * d + L.row[q],
        L.column[p] * d + L.column[q],
        rate * (L.re[p] * L.re[q] + L.im[p] * L.im[q]),
        rate * (L.im[p] * L.re[q] - L.re[p] * L.im[q]),
      );
    }
  }
}

/** S ⊗ 1 on the whole space. */
function embed(S: SparseMatrix, own: Int32Array, others: Int32Array, dimension: number): SparseMatrix {
  const builder = new SparseBuilder(dimension);
  for (let k = 0; k < S.row.length; k++) {
    for (const other of others) builder.add(own[S.row[k]] + other, own[S.column[k]] + other, S.re[k], S.im[k]);
  }
  return builder.build();
}
