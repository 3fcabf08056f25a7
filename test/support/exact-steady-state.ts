/** Steady states of driven and damped spins to sixty digits, by elimination in fixed-point arithmetic on BigInt. */
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { fixed, ONE } from "./fixed-point.ts";

const BITS = 220n;
const times = (a: bigint, b: bigint): bigint => (a * b) >> BITS;
const over = (a: bigint, b: bigint): bigint => (a << BITS) / b;

/** H = Σ (x Jx + y Jy + z Jz) of each spin + coupling·(Jx Jx + Jy Jy) of the first two, thermal damping of every spin at
 *  rates Γ(n̄ + 1) and Γn̄, and dephasing λ D[Jz]. */
export interface DrivenSpins {
  readonly spins: readonly number[];
  readonly fields: readonly (readonly [number, number, number])[];
  readonly coupling: number;
  readonly baths: readonly { readonly Gamma: number; readonly nbar: number; readonly lambda: number }[];
}

/** A complex matrix whose entries that are not zero stand by column. */
interface Exact {
  readonly size: number;
  readonly columns: readonly Map<number, readonly [bigint, bigint]>[];
}

function root(integer: number): bigint {
  const n = BigInt(integer) << (2n * BITS);
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

function build(size: number, entries: readonly (readonly [number, number, bigint, bigint])[]): Exact {
  const columns = Array.from({ length: size }, () => new Map<number, readonly [bigint, bigint]>());
  for (const [r, c, re, im] of entries) {
    const [a, b] = columns[c].get(r) ?? [0n, 0n];
    columns[c].set(r, [a + re, b + im]);
  }
  return { size, columns };
}

function entriesOf({ columns }: Exact): [number, number, bigint, bigint][] {
  return columns.flatMap((column, c) =>
    [...column].map(([r, [re, im]]): [number, number, bigint, bigint] => [r, c, re, im]),
  );
}

/** The factor is re + i im. */
function scaled(matrix: Exact, re: bigint, im: bigint): Exact {
  return build(
    matrix.size,
    entriesOf(matrix).map(([r, c, x, y]) => [r, c, times(re, x) - times(im, y), times(re, y) + times(im, x)]),
  );
}

function sum(size: number, ...list: readonly Exact[]): Exact {
  return build(size, list.flatMap(entriesOf));
}

function adjoint(matrix: Exact): Exact {
  return build(
    matrix.size,
    entriesOf(matrix).map(([r, c, re, im]) => [c, r, re, -im]),
  );
}

function product(a: Exact, b: Exact): Exact {
  return build(
    a.size,
    entriesOf(b).flatMap(([k, c, x, y]) =>
      [...a.columns[k]].map(([r, [re, im]]): [number, number, bigint, bigint] => [
        r,
        c,
        times(re, x) - times(im, y),
        times(re, y) + times(im, x),
      ]),
    ),
  );
}

/** J₊ and Jz of one spin of several. */
function ladder(spins: readonly number[], party: number): { plus: Exact; z: Exact } {
  const dimensions = spins.map((J) => 2 * J + 1);
  const size = dimensions.reduce((a, b) => a * b, 1);
  const stride = dimensions.slice(party + 1).reduce((a, b) => a * b, 1);
  const d = dimensions[party];
  const plus: [number, number, bigint, bigint][] = [];
  const z: [number, number, bigint, bigint][] = [];
  for (let k = 0; k < size; k++) {
    const i = Math.floor(k / stride) % d;
    z.push([k, k, (BigInt(d - 1 - 2 * i) * ONE) / 2n, 0n]);
    // ⟨i−1|J₊|i⟩ = √(i(d − i)), i = 0 the highest
    if (i > 0) plus.push([k - stride, k, root(i * (d - i)), 0n]);
  }
  return { plus: build(size, plus), z: build(size, z) };
}

interface Lindbladian {
  readonly H: Exact;
  readonly jumps: readonly { readonly rate: bigint; readonly L: Exact }[];
}

function lindbladian({ spins, fields, coupling, baths }: DrivenSpins): Lindbladian {
  const size = spins.reduce((n, J) => n * (2 * J + 1), 1);
  const half = ONE / 2n;
  const own = spins.map((_, party) => {
    const { plus, z } = ladder(spins, party);
    const minus = adjoint(plus);
    const x = scaled(sum(size, plus, minus), half, 0n);
    const y = scaled(sum(size, plus, scaled(minus, -ONE, 0n)), 0n, -half);
    return { plus, minus, x, y, z };
  });
  const terms = own.flatMap(({ x, y, z }, party) =>
    [x, y, z].map((operator, axis) => scaled(operator, fixed(fields[party][axis]), 0n)),
  );
  if (coupling !== 0) {
    for (const axis of ["x", "y"] as const) {
      terms.push(scaled(product(own[0][axis], own[1][axis]), fixed(coupling), 0n));
    }
  }
  const jumps = baths.flatMap(({ Gamma, nbar, lambda }, party) => [
    { rate: times(fixed(Gamma), fixed(nbar) + ONE), L: own[party].minus },
    { rate: times(fixed(Gamma), fixed(nbar)), L: own[party].plus },
    { rate: fixed(lambda), L: own[party].z },
  ]);
  return { H: sum(size, ...terms), jumps: jumps.filter(({ rate }) => rate !== 0n) };
}

/** Real coordinates of Hermitian matrices: Re X_kl at kn + l for k ≤ l, Im X_kl at ln + k for k < l. */
function generatorMatrix({ H, jumps }: Lindbladian): bigint[][] {
  const n = H.size;
  let K = scaled(H, 0n, -ONE);
  for (const { rate, L } of jumps) K = sum(n, K, scaled(product(adjoint(L), L), -rate / 2n, 0n));
  const matrix = Array.from({ length: n * n }, () => new Array<bigint>(n * n).fill(0n));
  const column = (at: number, X: Exact): void => {
    const rate = sum(n, product(K, X), adjoint(product(K, X)), ...jumps.map((jump) => sandwich(jump, X)));
    for (const [r, c, re, im] of entriesOf(rate)) {
      if (r > c) continue;
      matrix[r * n + c][at] += re;
      if (r < c) matrix[c * n + r][at] += im;
    }
  };
  for (let k = 0; k < n; k++) {
    column(k * n + k, build(n, [[k, k, ONE, 0n]]));
    for (let l = k + 1; l < n; l++) {
      column(
        k * n + l,
        build(n, [
          [k, l, ONE, 0n],
          [l, k, ONE, 0n],
        ]),
      );
      column(
        l * n + k,
        build(n, [
          [k, l, 0n, ONE],
          [l, k, 0n, -ONE],
        ]),
      );
    }
  }
  return matrix;
}

function sandwich({ rate, L }: { rate: bigint; L: Exact }, X: Exact): Exact {
  return scaled(product(product(L, X), adjoint(L)), rate, 0n);
}

/** Solves A x = b in place, with the largest pivot of each column. */
function eliminate(A: bigint[][], b: bigint[]): bigint[] {
  const n = b.length;
  const size = (x: bigint) => (x < 0n ? -x : x);
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (size(A[r][c]) > size(A[pivot][c])) pivot = r;
    [A[c], A[pivot]] = [A[pivot], A[c]];
    [b[c], b[pivot]] = [b[pivot], b[c]];
    for (let r = c + 1; r < n; r++) {
      if (A[r][c] === 0n) continue;
      const factor = over(A[r][c], A[c][c]);
      for (let k = c; k < n; k++) if (A[c][k] !== 0n) A[r][k] -= times(factor, A[c][k]);
      b[r] -= times(factor, b[c]);
    }
  }
  for (let r = n - 1; r >= 0; r--) {
    for (let k = r + 1; k < n; k++) b[r] -= times(A[r][k], b[k]);
    b[r] = over(b[r], A[r][r]);
  }
  return b;
}

/** The one steady state, its entries times `ONE`. */
export interface ExactState {
  readonly dimension: number;
  readonly re: readonly bigint[];
  readonly im: readonly bigint[];
}

export function exactSteadyState(driven: DrivenSpins): ExactState {
  return restOf(lindbladian(driven));
}

/** Complex numbers times `ONE`. */
export type ExactNumber = readonly [bigint, bigint];

/** Σ (minus J₋ + plus J₊) over the spins, and its rate times `ONE`. */
export interface ExactJump {
  readonly rate: bigint;
  readonly ladders: readonly { readonly minus: ExactNumber; readonly plus: ExactNumber }[];
}

export function exactRestOf(spins: readonly number[], jumps: readonly ExactJump[]): ExactState {
  const size = spins.reduce((n, J) => n * (2 * J + 1), 1);
  const own = spins.map((_, party) => ladder(spins, party).plus);
  return restOf({
    H: build(size, []),
    jumps: jumps.map(({ rate, ladders }) => ({
      rate,
      L: sum(
        size,
        ...ladders.flatMap(({ minus, plus }, party) => [
          scaled(adjoint(own[party]), ...minus),
          scaled(own[party], ...plus),
        ]),
      ),
    })),
  });
}

/** cosh x and sinh x, or cos x and sin x, by their series. */
export function evenAndOdd(x: number, sign: 1n | -1n): { even: bigint; odd: bigint } {
  const argument = fixed(x);
  let [even, odd] = [0n, 0n];
  for (let n = 0n, term = ONE; term !== 0n && term !== -1n; n++, term = times(term, argument) / n) {
    const signed = (n / 2n) % 2n === 0n ? term : sign * term;
    if (n % 2n === 0n) even += signed;
    else odd += signed;
  }
  return { even, odd };
}

/** Presumes that there is only one. */
function restOf(generator: Lindbladian): ExactState {
  const n = generator.H.size;
  const A = generatorMatrix(generator);
  // The first row follows from the others, as the trace does not change; the trace itself takes its place.
  A[0] = A[0].map((_, k) => (k % (n + 1) === 0 ? ONE : 0n));
  const x = eliminate(
    A,
    A.map((_, k) => (k === 0 ? ONE : 0n)),
  );
  const re = x.map((_, at) => x[Math.min(Math.floor(at / n), at % n) * n + Math.max(Math.floor(at / n), at % n)]);
  const im = x.map((_, at) => {
    const [r, c] = [Math.floor(at / n), at % n];
    if (r === c) return 0n;
    return r < c ? x[c * n + r] : -x[at];
  });
  return { dimension: n, re, im };
}

/** ρ − exact, its entries rounded once. */
export function deviationFrom(rho: ComplexMatrix, { dimension, re, im }: ExactState): ComplexMatrix {
  const difference = (entries: Float64Array, exact: readonly bigint[]) =>
    Float64Array.from(entries, (x, k) => Number(fixed(x) - exact[k]) / Number(ONE));
  return { dimension, re: difference(rho.re, re), im: difference(rho.im, im) };
}

/** Each entry rounded, however small it is. */
export function rounded({ dimension, re, im }: ExactState): ComplexMatrix {
  const nearest = (x: bigint) => Number(x) / Number(ONE);
  return { dimension, re: Float64Array.from(re, nearest), im: Float64Array.from(im, nearest) };
}
