/**
 * The dimension of the kernel of a part of a generator whose numbers are taken as they stand, exactly: by elimination modulo the
 * prime 2⁶¹ − 1, in which every double is a whole number. The rank modulo a prime is that of the matrix unless the prime divides
 * one of its minors, as one in 2⁶¹ of numbers does.
 */
import { totalDimension } from "../../matrices/complex-matrix.ts";
import type { SparseMatrix } from "../../matrices/operators.ts";
import { type Sources, type Term, termsOf } from "../generator/exact-drift.ts";

const PRIME = (1n << 61n) - 1n;
/** Powers of two have the order 61. */
const powerOfTwo = (exponent: number): bigint => 1n << BigInt(((exponent % 61) + 61) % 61);
const reduced = (x: bigint): bigint => ((x % PRIME) + PRIME) % PRIME;

/** m·2ᵉ with a whole m. */
function residue(x: number): bigint {
  if (x === 0) return 0n;
  // Steps that stay within the range of doubles.
  let exponent = 0;
  let mantissa = x;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2 ** 53;
    exponent -= 53;
  }
  return reduced(BigInt(mantissa) * powerOfTwo(exponent));
}

/** Row-major complex matrices of residues. */
interface Residues {
  readonly re: bigint[];
  readonly im: bigint[];
}

function zeros(length: number): Residues {
  return { re: Array<bigint>(length).fill(0n), im: Array<bigint>(length).fill(0n) };
}

interface Operator {
  readonly row: Int32Array;
  readonly column: Int32Array;
  readonly re: readonly bigint[];
  readonly im: readonly bigint[];
}

function operatorOf({ operator: S, own, others }: Term): Operator {
  const places = [...others].flatMap((other) => [...S.row.keys()].map((e) => [e, other] as const));
  const of = (list: SparseMatrix["re"]) => places.map(([e]) => residue(list[e]));
  return {
    row: Int32Array.from(places, ([e, other]) => own[S.row[e]] + other),
    column: Int32Array.from(places, ([e, other]) => own[S.column[e]] + other),
    re: of(S.re),
    im: of(S.im),
  };
}

/** S X. */
function times(S: Operator, X: Residues, d: number): Residues {
  const out = zeros(d * d);
  S.row.forEach((row, e) => {
    for (let c = 0; c < d; c++) {
      const [x, y] = [X.re[S.column[e] * d + c], X.im[S.column[e] * d + c]];
      if (x === 0n && y === 0n) continue;
      out.re[row * d + c] = reduced(out.re[row * d + c] + S.re[e] * x - S.im[e] * y);
      out.im[row * d + c] = reduced(out.im[row * d + c] + S.re[e] * y + S.im[e] * x);
    }
  });
  return out;
}

function adjoint({ re, im }: Residues, d: number): Residues {
  const at = (k: number) => (k % d) * d + Math.floor(k / d);
  return { re: re.map((_, k) => re[at(k)]), im: im.map((_, k) => reduced(-im[at(k)])) };
}

const adjointOf = (S: Operator): Operator => ({
  row: S.column,
  column: S.row,
  re: S.re,
  im: S.im.map((y) => reduced(-y)),
});

/** 2 G(X) of a Hermitian X. */
function twiceDrift(terms: readonly (readonly [Operator, bigint | null])[], X: Residues, d: number): Residues {
  const sum = zeros(d * d);
  const add = (M: Residues, factor: bigint) => {
    for (let k = 0; k < d * d; k++) {
      sum.re[k] = reduced(sum.re[k] + factor * M.re[k]);
      sum.im[k] = reduced(sum.im[k] + factor * M.im[k]);
    }
  };
  for (const [S, rate] of terms) {
    const half = times(S, X, d);
    if (rate === null) {
      // −i HX and its adjoint
      const turned = { re: half.im, im: half.re.map((x) => reduced(-x)) };
      add(turned, 2n);
      add(adjoint(turned, d), 2n);
    } else {
      add(times(S, adjoint(half, d), d), 2n * rate);
      const decay = times(adjointOf(S), half, d);
      add(decay, -rate);
      add(adjoint(decay, d), -rate);
    }
  }
  return sum;
}

/** @param coordinates  of the part (see `generator.ts`) */
export function exactNullity(sources: Sources, coordinates: Int32Array): number {
  const d = totalDimension(sources.dimensions);
  const terms = termsOf(sources).map(
    (term) => [operatorOf(term), term.rate === null ? null : residue(term.rate)] as const,
  );
  const columns = Array.from(coordinates, (coordinate) => {
    const [a, b] = [Math.floor(coordinate / d), coordinate % d];
    const unit = zeros(d * d);
    if (a <= b) {
      unit.re[a * d + b] = unit.re[b * d + a] = 1n;
    } else {
      unit.im[b * d + a] = 1n;
      unit.im[a * d + b] = PRIME - 1n;
    }
    const image = twiceDrift(terms, unit, d);
    return Array.from(coordinates, (k) => {
      const [r, c] = [Math.floor(k / d), k % d];
      return r <= c ? image.re[k] : image.im[c * d + r];
    });
  });
  return coordinates.length - rank(columns);
}

function rank(rows: bigint[][]): number {
  const n = rows.length;
  let found = 0;
  for (let c = 0; c < n && found < n; c++) {
    const pivot = rows.findIndex((row, r) => r >= found && row[c] !== 0n);
    if (pivot < 0) continue;
    [rows[found], rows[pivot]] = [rows[pivot], rows[found]];
    const inverse = power(rows[found][c], PRIME - 2n);
    for (let r = found + 1; r < n; r++) {
      const factor = reduced(rows[r][c] * inverse);
      if (factor === 0n) continue;
      for (let k = c; k < n; k++) rows[r][k] = reduced(rows[r][k] - factor * rows[found][k]);
    }
    found++;
  }
  return found;
}

/** xᵉ, Fermat's x^(p−2) = 1/x. */
function power(x: bigint, exponent: bigint): bigint {
  let [result, base] = [1n, x];
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = reduced(result * base);
    base = reduced(base * base);
  }
  return result;
}
