/** Functions on products of unit spheres: polynomials in x[a], y[a], z[a] with the canonical form z² → 1 − x² − y². */

import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";
import type { Sym } from "./role.ts";
import { coordinatesOf } from "./symbol.ts";

export type Vector = readonly Polynomial[];

export const coordinates = (parties: readonly string[]): readonly Sym[] => parties.flatMap(coordinatesOf);

/** n of one party. */
export const point = (party: string): Vector => coordinatesOf(party).map(p.symbol);

export const dot = (u: Vector, v: Vector): Polynomial => p.add(...u.map((entry, k) => p.multiply(entry, v[k])));

/** v − n(n·v), the part of v tangential to the party's sphere. */
export function tangential(v: Vector, party: string): Vector {
  const n = point(party);
  const along = dot(n, v);
  return v.map((entry, k) => p.subtract(entry, p.multiply(n[k], along)));
}

/** ∇f on one party's sphere, f any polynomial extension: ∂f − n(n·∂f). */
export const gradient = (f: Polynomial, party: string): Vector =>
  tangential(
    coordinatesOf(party).map((component) => p.derivative(f, component)),
    party,
  );

/** ∇·v = Σ_k (∇v_k)_k over all parties; v lists three components a party. */
export const divergence = (v: Vector, parties: readonly string[]): Polynomial =>
  p.add(...parties.flatMap((party, j) => [0, 1, 2].map((k) => gradient(v[3 * j + k], party)[k])));

/** The gradient over all parties, three components a party. */
export const gradients = (f: Polynomial, parties: readonly string[]): Vector =>
  parties.flatMap((party) => gradient(f, party));

export const isCoordinate = ({ role }: Sym): boolean => role.kind === "coordinate";
