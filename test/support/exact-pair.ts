/** Two qubits to fifty digits: their evolution in thermal baths, and what von Neumann's entropy says of them. */
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { decay, divide, fixed, logarithm, multiply, ONE, squareRoot, toNumber } from "./fixed-point.ts";

/** The real symmetric [[Re, −Im], [Im, Re]] of a 4 × 4 Hermitian matrix, rows of eight. */
export type ExactPair = readonly (readonly bigint[])[];

const rows = Array.from({ length: 8 }, (_, k) => k);

export function exactPair({ re, im }: ComplexMatrix): ExactPair {
  return rows.map((r) =>
    rows.map((c) => {
      const at = 4 * (r % 4) + (c % 4);
      if (r < 4 === c < 4) return fixed(re[at]);
      return r < 4 ? -fixed(im[at]) : fixed(im[at]);
    }),
  );
}

const product = (a: ExactPair, b: ExactPair): ExactPair =>
  rows.map((r) => rows.map((c) => rows.reduce((sum, k) => sum + multiply(a[r][k], b[k][c]), 0n)));

const map = (a: ExactPair, f: (entry: bigint, r: number, c: number) => bigint): ExactPair =>
  a.map((row, r) => row.map((entry, c) => f(entry, r, c)));

/** Of the 4 × 4 matrix. */
const traceOf = (a: ExactPair): bigint => a.reduce((sum, row, k) => sum + row[k], 0n) / 2n;

interface ExactSpectrum {
  /** Each twice. */
  readonly values: readonly bigint[];
  /** In columns. */
  readonly vectors: ExactPair;
}

/** Jacobi's rotations (Golub and Van Loan, Matrix Computations, 2013, §8.5), until nothing is left beside the diagonal. */
function exactSpectrum(matrix: ExactPair): ExactSpectrum {
  const a = matrix.map((row) => [...row]);
  const v = rows.map((r) => rows.map((c) => (r === c ? ONE : 0n)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let largest = 0n;
    for (let p = 0; p < 8; p++) {
      for (let q = p + 1; q < 8; q++) {
        const size = a[p][q] < 0n ? -a[p][q] : a[p][q];
        if (size > largest) largest = size;
        if (size > 4n) rotate(a, v, p, q);
      }
    }
    if (largest <= ONE >> 200n) return { values: rows.map((k) => a[k][k]), vectors: v };
  }
  throw new Error("Jacobi's rotations do not end");
}

function rotate(a: bigint[][], v: bigint[][], p: number, q: number): void {
  const theta = divide(a[q][q] - a[p][p], 2n * a[p][q]);
  const size = theta < 0n ? -theta : theta;
  const t = divide(theta < 0n ? -ONE : ONE, size + squareRoot(multiply(theta, theta) + ONE));
  const c = divide(ONE, squareRoot(multiply(t, t) + ONE));
  const s = multiply(t, c);
  const turn = (x: bigint, y: bigint): [bigint, bigint] => [
    multiply(c, x) - multiply(s, y),
    multiply(s, x) + multiply(c, y),
  ];
  for (let k = 0; k < 8; k++) [a[k][p], a[k][q]] = turn(a[k][p], a[k][q]);
  for (let k = 0; k < 8; k++) [a[p][k], a[q][k]] = turn(a[p][k], a[q][k]);
  for (let k = 0; k < 8; k++) [v[k][p], v[k][q]] = turn(v[k][p], v[k][q]);
}

function functionOf({ values, vectors }: ExactSpectrum, f: (value: bigint) => bigint): ExactPair {
  const found = values.map(f);
  return rows.map((r) =>
    rows.map((c) => rows.reduce((sum, k) => sum + multiply(multiply(vectors[r][k], found[k]), vectors[c][k]), 0n)),
  );
}

const positive = (value: bigint): bigint => (value > 0n ? value : 0n);
const entropyTerm = (value: bigint): bigint => (value > 0n ? -multiply(value, logarithm(value)) : 0n);

export interface Bath {
  readonly Gamma: number;
  readonly nbar: number;
}

/** A state of the basis: whether the qubit is up. */
const isUp = (k: number, qubit: 0 | 1): boolean => ((k % 4) & (2 >> qubit)) === 0;
const flipped = (k: number, qubit: 0 | 1): number => k ^ (2 >> qubit);

/** e^{tD} of one qubit's bath: populations go to n̄/(2n̄+1) with Γ̄ = Γ(2n̄ + 1), coherences to zero with half of that. */
function damped(rho: ExactPair, qubit: 0 | 1, { Gamma, nbar }: Bath, time: number): ExactPair {
  const n = fixed(nbar);
  const left = decay(multiply(multiply(fixed(Gamma), 2n * n + ONE), fixed(time)));
  const up = divide(n, 2n * n + ONE);
  const root = squareRoot(left);
  return map(rho, (entry, r, c) => {
    if (isUp(r, qubit) !== isUp(c, qubit)) return multiply(root, entry);
    const other = rho[flipped(r, qubit)][flipped(c, qubit)];
    const rest = isUp(r, qubit) ? up : ONE - up;
    return multiply(left, entry) + multiply(multiply(ONE - left, rest), entry + other);
  });
}

/** ρ(t) with a bath on each qubit. */
export const evolvedExactly = (rho: ExactPair, bath: Bath, time: number): ExactPair =>
  damped(damped(rho, 0, bath, time), 1, bath, time);

/** D(ρ) of one bath. */
function dissipated(rho: ExactPair, qubit: 0 | 1, { Gamma, nbar }: Bath): ExactPair {
  const [down, up] = [multiply(fixed(Gamma), fixed(nbar) + ONE), multiply(fixed(Gamma), fixed(nbar))];
  return map(rho, (entry, r, c) => {
    if (isUp(r, qubit) !== isUp(c, qubit)) return -multiply(down + up, entry) / 2n;
    const other = rho[flipped(r, qubit)][flipped(c, qubit)];
    return isUp(r, qubit) ? multiply(up, other) - multiply(down, entry) : multiply(down, other) - multiply(up, entry);
  });
}

/** Of both qubits' Gibbs state. */
function gibbsLogarithm({ nbar }: Bath): ExactPair {
  const n = fixed(nbar);
  const [up, down] = [logarithm(divide(n, 2n * n + ONE)), logarithm(divide(n + ONE, 2n * n + ONE))];
  const own = (k: number) => (isUp(k, 0) ? up : down) + (isUp(k, 1) ? up : down);
  return rows.map((r) => rows.map((c) => (r === c ? own(r) : 0n)));
}

/** Tr_b ρ ⊗ 1/2 or 1/2 ⊗ Tr_a ρ: its entropy is that of the one qubit and ln 2. */
const alone = (rho: ExactPair, traced: 0 | 1): ExactPair =>
  map(rho, (entry, r, c) =>
    isUp(r, traced) === isUp(c, traced) ? (entry + rho[flipped(r, traced)][flipped(c, traced)]) / 2n : 0n,
  );

const entropyOf = (rho: ExactPair): bigint =>
  exactSpectrum(rho).values.reduce((sum, value) => sum + entropyTerm(value), 0n) / 2n;

/** (σy⊗σy) ρ* (σy⊗σy). */
const spinFlipped = (rho: ExactPair): ExactPair =>
  map(rho, (_, r, c) => {
    const sign = [-1n, 1n, 1n, -1n];
    const entry = rho[r - (r % 4) + 3 - (r % 4)][c - (c % 4) + 3 - (c % 4)];
    return sign[r % 4] * sign[c % 4] * (r < 4 === c < 4 ? entry : -entry);
  });

const transposed = (rho: ExactPair): ExactPair =>
  map(rho, (_, r, c) => {
    const [row, column] = [(r & 6) | (c & 1), (c & 6) | (r & 1)];
    return rho[row][column];
  });

function concurrenceOf(rho: ExactPair): bigint {
  const root = functionOf(exactSpectrum(rho), (value) => squareRoot(positive(value)));
  const found = exactSpectrum(product(product(root, spinFlipped(rho)), root)).values;
  const roots = found.map((value) => squareRoot(positive(value))).sort((a, b) => (a < b ? 1 : -1));
  return positive(roots[0] - roots[2] - roots[4] - roots[6]);
}

/** The quantities of `--with` by their names, of a state with a bath on each qubit. */
export function exactQuantities(rho: ExactPair, bath: Bath): Readonly<Record<string, number>> {
  const found = exactSpectrum(rho);
  const entropy = entropyOf(rho);
  const own = functionOf(found, (value) => (value > 0n ? logarithm(value) : 0n));
  const gibbs = gibbsLogarithm(bath);
  const excess = map(own, (entry, r, c) => entry - gibbs[r][c]);
  const coherences = rows.slice(0, 4).flatMap((r) =>
    rows.slice(0, 4).map((c) => {
      const square = multiply(rho[r][c], rho[r][c]) + multiply(rho[r][c + 4], rho[r][c + 4]);
      return r === c ? 0n : squareRoot(square);
    }),
  );
  const diagonal = rows.slice(0, 4).reduce((sum, k) => sum + entropyTerm(rho[k][k]), 0n);
  const LN2 = logarithm(2n * ONE);
  const quantities = {
    "l1-coherence": coherences.reduce((sum, size) => sum + size, 0n),
    "relative-entropy-coherence": diagonal - entropy,
    "von-neumann-entropy": entropy,
    "relative-entropy": -entropy - traceOf(product(rho, gibbs)),
    "von-neumann-production": -([0, 1] as const).reduce(
      (sum, qubit) => sum + traceOf(product(dissipated(rho, qubit, bath), excess)),
      0n,
    ),
    "mutual-information": entropyOf(alone(rho, 0)) + entropyOf(alone(rho, 1)) - 2n * LN2 - entropy,
    concurrence: concurrenceOf(rho),
    negativity: exactSpectrum(transposed(rho)).values.reduce((sum, value) => sum + positive(-value), 0n) / 2n,
  };
  return Object.fromEntries(Object.entries(quantities).map(([name, value]) => [name, toNumber(value)]));
}
