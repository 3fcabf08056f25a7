/**
 * The Kossakowski matrix of a reservoir. With l = u + iv the Cartesian components of L, all parties side by side,
 *
 *   C = Σ rate l l† = P + iM      P = Σ rate (uuᵀ + vvᵀ), symmetric      M = Σ rate (vuᵀ − uvᵀ), antisymmetric
 *
 * C is what all ways of writing the reservoir have in common, and A and B follow from it. For one party M is the cross product
 * with m = Σ rate v × u, and
 *
 *   A = −J m_⊥        ∇Q·B∇Q = ½[(n×∇Q)ᵀ P (n×∇Q) − (m·n)|∇Q|²]
 */
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import { cartesian } from "../algebra/spin-operator.ts";
import type { Dissipator } from "../declare/reservoir-text.ts";

export type Rows = readonly sphere.Vector[];

export interface Noise {
  readonly P: Rows;
  readonly M: Rows;
}

export function noiseOf(dissipators: readonly Dissipator[], parties: readonly string[]): Noise {
  const vectors = dissipators.map(({ rate, operator }) => {
    const l = parties.flatMap((party) => cartesian(operator, party));
    return { rate, u: l.map(p.realPart), v: l.map(p.imaginaryPart) };
  });
  const indices = parties.flatMap((_, j) => [3 * j, 3 * j + 1, 3 * j + 2]);
  const sum = (entry: (vector: (typeof vectors)[number]) => Polynomial): Polynomial =>
    p.add(...vectors.map((vector) => p.multiply(vector.rate, entry(vector))));
  const rows = (entry: (vector: (typeof vectors)[number], i: number, j: number) => Polynomial): Rows =>
    indices.map((i) => indices.map((j) => sum((vector) => entry(vector, i, j))));
  return {
    P: rows(({ u, v }, i, j) => p.add(p.multiply(u[i], u[j]), p.multiply(v[i], v[j]))),
    M: rows(({ u, v }, i, j) => p.subtract(p.multiply(v[i], u[j]), p.multiply(u[i], v[j]))),
  };
}

/** m of one party: M_ij = ε_ijk m_k. */
export const turning = ({ M }: Noise): sphere.Vector => [M[1][2], M[2][0], M[0][1]];

export const trace = (rows: Rows): Polynomial => p.add(...rows.map((row, k) => row[k]));

export const times = (rows: Rows, v: sphere.Vector): sphere.Vector => rows.map((row) => sphere.dot(row, v));

/** Whether there is no drift: C real. */
export const isReal = ({ M }: Noise): boolean => M.every((row) => row.every(p.isZero));

/** (tr C)² − tr C², twice the sum of the principal minors of two rows: zero exactly where C ≥ 0 has rank one, L alone. */
export function minors({ P, M }: Noise): Polynomial {
  const squares = [...P, ...M].flatMap((row) => row.map((entry) => p.multiply(entry, entry)));
  const all = trace(P);
  return p.subtract(p.multiply(all, all), p.add(...squares));
}

/** What C has of a party pair, or of one party with itself. */
export const block = ({ P, M }: Noise, j: number, k: number): Noise => {
  const of = (rows: Rows): Rows => rows.slice(3 * j, 3 * j + 3).map((row) => row.slice(3 * k, 3 * k + 3));
  return { P: of(P), M: of(M) };
};
