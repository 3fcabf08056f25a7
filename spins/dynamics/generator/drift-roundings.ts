/** How dρ/dt changes with the numbers that the generator is made of, by what each is rounded. */
import type { ComplexMatrix } from "../../matrices/complex-matrix.ts";
import { adjoint, zeroMatrix } from "../../matrices/complex-matrix.ts";
import type { SparseMatrix } from "../../matrices/operators.ts";
import { type Sources, type Term, termsOf } from "./exact-drift.ts";
import { entryRoundings, roundingOf } from "./term-roundings.ts";

/**
 * δG ρ for every independent rounding δ of the numbers that G is made of: of each rate, of the coefficients in each operator,
 * and of each entry. δL enters as M + M†, M = rate (δL ρL† − ½ δL†Lρ − ½ L†δL ρ), and as rate D[δL]ρ, which counts where a
 * coefficient is hardly more than its rounding. All are traceless, as G stays a generator.
 */
export function driftRoundings(sources: Sources, rho: ComplexMatrix, visit: (change: ComplexMatrix) => void): void {
  for (const term of termsOf(sources)) {
    const { operator: L, rate } = term;
    const rounding = roundingOf(term, sources);
    const entries = entryRoundings(term, rounding);
    if (rate === null) {
      for (const delta of [...entries, ...rounding.coefficients]) visit(turned(delta, term, rho));
      continue;
    }
    const visitJump = firstOrder(term, rho);
    for (const delta of entries) visit(visitJump(delta, rate));
    for (const delta of rounding.coefficients) {
      visit(visitJump(delta, rate));
      // |Σδ|² of N roundings is at most N Σ|δ|².
      const second = firstOrder({ ...term, operator: delta }, rho);
      visit(second(delta, 0.5 * rate * rounding.coefficients.length));
    }
    // δL = L makes M + M† twice the dissipator: a rate that changes by δ is a jump that changes by ½δ of itself.
    visit(visitJump(L, 0.5 * rounding.rate));
  }
}

/** −i[δH, ρ] */
function turned(delta: SparseMatrix, { own, others }: Term, rho: ComplexMatrix): ComplexMatrix {
  const { dimension, re, im } = product(delta, own, others, rho);
  return plusAdjoint({ dimension, re: im, im: re.map((x) => -x) }, 1);
}

/** δL ↦ factor (M + M†), M without the rate. */
function firstOrder(
  { operator: L, own, others }: Term,
  rho: ComplexMatrix,
): (delta: SparseMatrix, factor: number) => ComplexMatrix {
  const ahead = product(L, own, others, rho);
  const behind = adjoint(ahead);
  return (delta, factor) => {
    const M = zeroMatrix(rho.dimension);
    for (let e = 0; e < delta.row.length; e++) {
      const [x, y] = [delta.re[e], delta.im[e]];
      for (const other of others) {
        const [r, c] = [own[delta.row[e]] + other, own[delta.column[e]] + other];
        addRow(M, r, x, y, behind, c);
        addRow(M, c, -0.5 * x, 0.5 * y, ahead, r);
        for (let k = 0; k < L.row.length; k++) {
          if (L.row[k] !== delta.row[e]) continue;
          const re = L.re[k] * x + L.im[k] * y;
          const im = L.re[k] * y - L.im[k] * x;
          addRow(M, own[L.column[k]] + other, -0.5 * re, -0.5 * im, rho, c);
        }
      }
    }
    return plusAdjoint(M, factor);
  };
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
