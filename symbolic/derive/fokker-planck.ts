/** The phase-space operator as a Fokker–Planck operator: D(Q) = −∇·(A Q − B∇Q), B symmetric; and the noise that A and B follow from. */

import { Refusal } from "../../text/refusal.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import * as sphere from "../algebra/sphere.ts";
import { cartesian } from "../algebra/spin-operator.ts";
import type { Dissipator } from "../declare/read-text.ts";
import type { PhaseSpaceOperator } from "./correspondence.ts";

/** Drift and diffusion in Cartesian components, three a party, tangential to every sphere. */
export interface FokkerPlanck {
  readonly parties: readonly string[];
  readonly drift: sphere.Vector;
  readonly diffusion: readonly sphere.Vector[];
}

/** A reservoir's A and B add to those of another: D(Q) is linear in them. */
export const sum = (operators: readonly FokkerPlanck[]): FokkerPlanck => ({
  parties: operators[0].parties,
  drift: operators[0].drift.map((_, i) => p.add(...operators.map(({ drift }) => drift[i]))),
  diffusion: operators[0].diffusion.map((row, i) =>
    row.map((_, j) => p.add(...operators.map(({ diffusion }) => diffusion[i][j]))),
  ),
});

/** The operator has derivatives beyond the second, or does not conserve ∫Q. */
export class NotFokkerPlanck extends Refusal {
  override readonly name = "NotFokkerPlanck";
}

/**
 * Reads A and B off the action on 1, n_i and n_i n_j, which fixes an operator of second order whose coefficients are
 * functions of n (J symbolic, so that what happens to hold for one spin is not used):
 *
 *   2B_ij = D(n_i n_j) − n_i D(n_j) − n_j D(n_i) + n_i n_j D(1)
 *   A_k   = ∇_i B_ik − D(n_k) + n_k D(1)
 *
 * A symmetric B is a convention on the current; the antisymmetric part between parties thereby lands in A.
 *
 * @param order  a bound on the operator's order
 * @throws NotFokkerPlanck naming the surviving derivative
 */
export function fokkerPlanck(D: PhaseSpaceOperator, parties: readonly string[], order: number): FokkerPlanck {
  const components = sphere.coordinates(parties);
  const n = components.map(p.symbol);
  refuseHigherOrder(D, components, order);
  const ofOne = D(p.one);
  const ofPoint = n.map(D);
  const half = p.fraction(1n, 2n);
  const diffusion: Polynomial[][] = n.map(() => []);
  for (let i = 0; i < n.length; i++)
    for (let j = 0; j <= i; j++) {
      const product = p.multiply(n[i], n[j]);
      const carre = p.add(
        D(product),
        p.negate(p.multiply(n[i], ofPoint[j])),
        p.negate(p.multiply(n[j], ofPoint[i])),
        p.multiply(product, ofOne),
      );
      diffusion[i][j] = diffusion[j][i] = p.multiply(half, carre);
    }
  const drift = n.map((component, k) =>
    p.add(
      sphere.divergence(
        diffusion.map((row) => row[k]),
        parties,
      ),
      p.negate(ofPoint[k]),
      p.multiply(component, ofOne),
    ),
  );
  const leak = p.add(ofOne, sphere.divergence(drift, parties));
  if (!p.isZero(leak))
    throw new NotFokkerPlanck({ found: "an operator that does not conserve ∫Q", expected: "that of a dissipator" });
  return { parties, drift, diffusion };
}

/** The k-th order symbol on coordinate functions, Σ_S (−1)^{k−|S|} Π_{∉S} n · D(Π_{∈S} n), must vanish for k > 2. */
function refuseHigherOrder(D: PhaseSpaceOperator, components: readonly Sym[], order: number): void {
  const known = new Map<string, Polynomial>();
  const apply = (factors: readonly Sym[]): Polynomial => {
    const key = p
      .inOrder(factors)
      .map((factor) => factor.key)
      .join(" ");
    const image = known.get(key) ?? D(p.multiply(...factors.map(p.symbol)));
    known.set(key, image);
    return image;
  };
  for (let k = order; k > 2; k--)
    for (const chosen of multisets(components, k)) {
      const subsets = Array.from({ length: 2 ** k }, (_, bits) => bits);
      const symbol = p.add(
        ...subsets.map((bits) => {
          const inside = chosen.filter((_, j) => (bits >> j) & 1);
          const outside = p.multiply(...chosen.filter((_, j) => !((bits >> j) & 1)).map(p.symbol));
          const sign = (k - inside.length) % 2 === 0 ? 1n : -1n;
          return p.multiply(p.constant(sign), outside, apply(inside));
        }),
      );
      if (!p.isZero(symbol))
        throw new NotFokkerPlanck({
          found: `${chosen.map(({ letter: [axis] }) => `∇${axis}`).join("")}, a derivative of order ${k}`,
          expected: "none beyond the second, where a Fokker–Planck equation stops",
          remedy: "use operators linear in J",
        });
    }
}

function* multisets<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) yield [];
  else
    for (let k = 0; k < all.length; k++) for (const rest of multisets(all.slice(k), size - 1)) yield [all[k], ...rest];
}

/** −∇·(A Q − B∇Q) applied to a function, from A and B alone. */
export function applyFokkerPlanck({ parties, drift, diffusion }: FokkerPlanck, f: Polynomial): Polynomial {
  const gradient = sphere.gradients(f, parties);
  const current = drift.map((entry, k) => p.subtract(p.multiply(entry, f), sphere.dot(diffusion[k], gradient)));
  return p.negate(sphere.divergence(current, parties));
}

/** A matrix, row by row. */
export type Rows = readonly sphere.Vector[];

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
