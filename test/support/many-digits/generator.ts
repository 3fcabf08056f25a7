/** The generator of a system as a real matrix on Hermitian matrices, in many digits. */
import type { Digits } from "./digits.ts";
import { adjoint, type ExactMatrix, multiply, plus, zeros } from "./matrix.ts";
import type { ExactSystem } from "./system.ts";

/** Rows of a real matrix. */
export type Rows = bigint[][];

/**
 * −i[H, ·] + ΣD in the coordinates Re X_kl at kn + l for k ≤ l and Im X_kl at ln + k for k < l. With K = −iH − ½ΣrL†L the
 * entry of X_kl in that of row i and column j is Σ r L_ik L*_jl + K_ik δ_jl + K*_jl δ_ik.
 */
export function generatorRows({ digits: d, jumps, hamiltonian, state }: ExactSystem): Rows {
  const n = state.n;
  const all = jumps.flat();
  let K = zeros(n);
  if (hamiltonian !== null) K = plus(d, K, [0n, -d.one], hamiltonian);
  for (const { rate, L } of all) K = plus(d, K, [-rate / 2n, 0n], multiply(d, adjoint(L), L));
  const weighted = all.map(({ rate, L }) => plus(d, zeros(n), [rate, 0n], L));
  const shift = BigInt(d.bits);
  const entry = (i: number, j: number, k: number, l: number): readonly [bigint, bigint] => {
    let [re, im] = [0n, 0n];
    for (let which = 0; which < all.length; which++) {
      const [A, B, a, b] = [weighted[which], all[which].L, i * n + k, j * n + l];
      re += A.re[a] * B.re[b] + A.im[a] * B.im[b];
      im += A.im[a] * B.re[b] - A.re[a] * B.im[b];
    }
    re >>= shift;
    im >>= shift;
    if (j === l) [re, im] = [re + K.re[i * n + k], im + K.im[i * n + k]];
    if (i === k) [re, im] = [re + K.re[j * n + l], im - K.im[j * n + l]];
    return [re, im];
  };
  const rows: Rows = Array.from({ length: n * n }, () => new Array<bigint>(n * n).fill(0n));
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      for (let k = 0; k < n; k++) {
        for (let l = k; l < n; l++) {
          const [a, b] = entry(i, j, k, l);
          const [p, q] = k === l ? [0n, 0n] : entry(i, j, l, k);
          rows[i * n + j][k * n + l] = a + p;
          if (k < l) rows[i * n + j][l * n + k] = q - b;
          if (i === j) continue;
          rows[j * n + i][k * n + l] = b + q;
          if (k < l) rows[j * n + i][l * n + k] = a - p;
        }
      }
    }
  }
  return rows;
}

export function coordinatesOf({ n, re, im }: ExactMatrix): bigint[] {
  return re.map((_, at) => {
    const [r, c] = [Math.floor(at / n), at % n];
    return r <= c ? re[at] : im[c * n + r];
  });
}

export function matrixOf(coordinates: readonly bigint[]): ExactMatrix {
  const n = Math.round(Math.sqrt(coordinates.length));
  const out = zeros(n);
  for (let r = 0; r < n; r++) {
    for (let c = r; c < n; c++) {
      out.re[r * n + c] = out.re[c * n + r] = coordinates[r * n + c];
      if (r === c) continue;
      out.im[r * n + c] = coordinates[c * n + r];
      out.im[c * n + r] = -coordinates[c * n + r];
    }
  }
  return out;
}

/** ‖rows‖∞, as a power of two. */
export function sizeBits({ bits }: Digits, rows: Rows): number {
  const norms = rows.map((row) => row.reduce((sum, x) => sum + (x < 0n ? -x : x), 0n));
  const largest = norms.reduce((a, b) => (a > b ? a : b), 0n);
  return largest === 0n ? Number.NEGATIVE_INFINITY : largest.toString(2).length - bits;
}

/** Sets of coordinates that the generator does not tie together. */
export function components(rows: Rows): number[][] {
  const leader = rows.map((_, k) => k);
  const find = (k: number): number => {
    let at = k;
    while (leader[at] !== at) at = leader[at];
    leader[k] = at;
    return at;
  };
  rows.forEach((row, r) => {
    row.forEach((x, c) => {
      if (x !== 0n) leader[find(r)] = find(c);
    });
  });
  const sets = new Map<number, number[]>();
  rows.forEach((_, k) => {
    sets.set(find(k), [...(sets.get(find(k)) ?? []), k]);
  });
  return [...sets.values()];
}

export const restricted = (rows: Rows, set: readonly number[]): Rows => set.map((r) => set.map((c) => rows[r][c]));
