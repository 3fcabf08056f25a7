/** dρ/dt to thirty digits, and how it changes with the numbers that the generator is made of. */
import type { ComplexMatrix } from "../evaluator.ts";
import { basisOffsets, otherParties, totalDimension, zeroMatrix } from "../matrix/complex-matrix.ts";
import {
  addMatrix,
  addMultiple,
  adjoint,
  type DoubleDouble,
  multiply,
  sparseAdjoint,
  zeroDoubleDouble,
} from "../matrix/double-double.ts";
import { type SparseMatrix, sparse } from "../matrix/operators.ts";
import type { Dissipator } from "./liouvillian.ts";

/** What a generator is made of. */
export interface Sources {
  readonly dimensions: readonly number[];
  readonly dissipators: readonly Dissipator[];
  readonly hamiltonian: ComplexMatrix | null;
  /** What an entry of H was rounded by, in ε of itself; on the diagonal, where levels are summed, of the largest. */
  readonly sums: number;
}

/** A term of the generator on some parties: a jump, or −i[H, ρ] where there is no rate. */
interface Term {
  readonly operator: SparseMatrix;
  readonly rate: number | null;
  readonly own: Int32Array;
  readonly others: Int32Array;
}

/** Rates are products of a few parameters. */
const RATE = 2 * Number.EPSILON;
/** Coefficients of Jx, Jy, Jz in a jump: products of functions of parameters, such as cosh r and e^{iφ}. */
const COEFFICIENT = 3 * Number.EPSILON;
/** Square roots √((J−m)(J+m+1)) and their products with coefficients. */
const ENTRY = Number.EPSILON;

function termsOf({ dimensions, dissipators, hamiltonian }: Sources): Term[] {
  const everyone = dimensions.map((_, party) => party);
  const on = (parties: readonly number[]) => ({
    own: basisOffsets(dimensions, parties),
    others: basisOffsets(dimensions, otherParties(dimensions, parties)),
  });
  const terms = dissipators.flatMap((D): Term[] => [
    ...D.operators.map((operator, k) => ({ operator, rate: D.rates[k], ...on(D.on) })),
    ...(D.remainder === null ? [] : [{ operator: D.remainder, rate: null, ...on(D.on) }]),
  ]);
  return hamiltonian === null ? terms : [...terms, { operator: sparse(hamiltonian), rate: null, ...on(everyone) }];
}

/** Σ rate (LρL† − ½{L†L, ρ}) − i[H, ρ] for Hermitian ρ, the operators and rates taken as exact. */
export function exactDrift(sources: Sources, rho: DoubleDouble): ComplexMatrix {
  const n = totalDimension(sources.dimensions);
  const out = zeroDoubleDouble(n);
  for (const { operator, rate, own, others } of termsOf(sources)) {
    const half = multiply(operator, own, others, rho);
    if (rate === null) addCommutator(out, half);
    else {
      addMatrix(out, rate, multiply(operator, own, others, adjoint(half)));
      const decay = multiply(sparseAdjoint(operator), own, others, half);
      addMatrix(out, -0.5 * rate, decay);
      addMatrix(out, -0.5 * rate, adjoint(decay));
    }
  }
  return out.high;
}

/** −i(Y − Y†), Y = Hρ. */
function addCommutator(out: DoubleDouble, { high, low }: DoubleDouble): void {
  const n = high.dimension;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const [at, mirror] = [r * n + c, c * n + r];
      addMultiple(out.high.re, out.low.re, at, 1, high.im[at], low.im[at]);
      addMultiple(out.high.re, out.low.re, at, 1, high.im[mirror], low.im[mirror]);
      addMultiple(out.high.im, out.low.im, at, -1, high.re[at], low.re[at]);
      addMultiple(out.high.im, out.low.im, at, 1, high.re[mirror], low.re[mirror]);
    }
  }
}

/**
 * δG ρ for every independent rounding δ of the numbers that G is made of: of each rate, of the coefficients in each jump
 * (entries with the same m' − m share theirs), of each entry, and of each entry of H. δL enters as M + M†,
 * M = rate (δL ρL† − ½ δL†Lρ − ½ L†δL ρ). All are traceless, as G stays a generator.
 */
export function driftRoundings(sources: Sources, rho: ComplexMatrix, visit: (change: ComplexMatrix) => void): void {
  const largest = largestLevel(sources.hamiltonian);
  termsOf(sources).forEach(({ operator: S, rate, own, others }) => {
    const common = new Map<number, ComplexMatrix>();
    const whole = zeroMatrix(rho.dimension);
    const ahead = product(S, own, others, rho);
    const behind = dagger(ahead);
    for (let e = 0; e < S.row.length; e++) {
      for (const imaginary of [false, true]) {
        const size = imaginary ? S.im[e] : S.re[e];
        if (size === 0) continue;
        const change = zeroMatrix(rho.dimension);
        const [x, y] = imaginary ? [0, size] : [size, 0];
        if (rate === null) {
          // −iδH ρ; the other entry of the pair is its adjoint's.
          if (S.row[e] > S.column[e]) continue;
          const level = sources.sums * (S.row[e] === S.column[e] ? largest / Math.abs(size) : 1);
          const factor = ENTRY * (1 + level);
          for (const other of others) {
            const [r, c] = [own[S.row[e]] + other, own[S.column[e]] + other];
            addRow(change, r, factor * y, -factor * x, rho, c);
            if (r !== c) addRow(change, c, -factor * y, -factor * x, rho, r);
          }
          visit(plusAdjoint(change, 1));
          continue;
        }
        addJump(change, S, e, x, y, own, others, { rho, ahead, behind });
        const key = 2 * (S.row[e] - S.column[e]) + (imaginary ? 1 : 0);
        const shared = common.get(key) ?? zeroMatrix(rho.dimension);
        common.set(key, shared);
        accumulate(shared, change);
        accumulate(whole, change);
        visit(plusAdjoint(change, ENTRY * rate));
      }
    }
    if (rate === null) return;
    for (const shared of common.values()) visit(plusAdjoint(shared, COEFFICIENT * rate));
    // δL = L is M = LρL† − ½{L†L, ρ} + …: twice the dissipator, by the jump and by its adjoint.
    visit(plusAdjoint(whole, 0.5 * RATE * rate));
  });
}

/** M of δL = (x + iy) at the e-th entry, without the rate. */
function addJump(
  M: ComplexMatrix,
  L: SparseMatrix,
  e: number,
  x: number,
  y: number,
  own: Int32Array,
  others: Int32Array,
  { rho, ahead, behind }: { rho: ComplexMatrix; ahead: ComplexMatrix; behind: ComplexMatrix },
): void {
  for (const other of others) {
    const [r, c] = [own[L.row[e]] + other, own[L.column[e]] + other];
    addRow(M, r, x, y, behind, c);
    addRow(M, c, -0.5 * x, 0.5 * y, ahead, r);
    for (let k = 0; k < L.row.length; k++) {
      if (L.row[k] !== L.row[e]) continue;
      const re = L.re[k] * x + L.im[k] * y;
      const im = L.re[k] * y - L.im[k] * x;
      addRow(M, own[L.column[k]] + other, -0.5 * re, -0.5 * im, rho, c);
    }
  }
}

/** M[to, ·] += (x + iy) X[from, ·] */
function addRow(M: ComplexMatrix, to: number, x: number, y: number, X: ComplexMatrix, from: number): void {
  const n = M.dimension;
  for (let c = 0; c < n; c++) {
    const [re, im] = [X.re[from * n + c], X.im[from * n + c]];
    M.re[to * n + c] += x * re - y * im;
    M.im[to * n + c] += x * im + y * re;
  }
}

/** (S ⊗ 1)ρ */
function product(S: SparseMatrix, own: Int32Array, others: Int32Array, rho: ComplexMatrix): ComplexMatrix {
  const out = zeroMatrix(rho.dimension);
  for (let e = 0; e < S.row.length; e++) {
    for (const other of others) {
      addRow(out, own[S.row[e]] + other, S.re[e], S.im[e], rho, own[S.column[e]] + other);
    }
  }
  return out;
}

function dagger(M: ComplexMatrix): ComplexMatrix {
  return adjoint({ high: M, low: M }).high;
}

/** factor (M + M†) */
function plusAdjoint(M: ComplexMatrix, factor: number): ComplexMatrix {
  const n = M.dimension;
  const out = zeroMatrix(n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      out.re[r * n + c] = factor * (M.re[r * n + c] + M.re[c * n + r]);
      out.im[r * n + c] = factor * (M.im[r * n + c] - M.im[c * n + r]);
    }
  }
  return out;
}

function accumulate(sum: ComplexMatrix, M: ComplexMatrix): void {
  for (let k = 0; k < M.re.length; k++) {
    sum.re[k] += M.re[k];
    sum.im[k] += M.im[k];
  }
}

function largestLevel(H: ComplexMatrix | null): number {
  let largest = 0;
  if (H !== null)
    for (let i = 0; i < H.dimension; i++) largest = Math.max(largest, Math.abs(H.re[i * (H.dimension + 1)]));
  return largest;
}
