/**
 * A reservoir whose potential is axisymmetric about an axis k other than z is thermal damping, turned, perhaps with dephasing
 * along k: P = α(1 − kkᵀ) + βkkᵀ and m = μk are those of
 *
 *   ½(α + μ) D[J₋] + ½(α − μ) D[J₊] + β D[J_z]      in axes with z along k.
 */
import { exactQuotient } from "../algebra/division.ts";
import { integerRoot } from "../algebra/functions.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import * as spin from "../algebra/spin-operator.ts";
import type { Channel } from "../declare/declare.ts";
import type { Dissipator } from "../declare/reservoir-text.ts";
import { derive, type ReservoirDerivation } from "./derive.ts";
import { noiseOf, times, trace, turning } from "./noise.ts";
import { withoutContent } from "./potential.ts";

export interface OwnAxes {
  /** k, of unit length. */
  readonly axis: sphere.Vector;
  /** The same reservoir with z along k. */
  readonly reservoir: ReservoirDerivation;
}

/** Undefined for a reservoir of another kind, for one whose axis is z already, and where k is not polynomial. */
export function ownAxes({ reservoir, production }: ReservoirDerivation, channel: Channel): OwnAxes | undefined {
  if (production.class !== "potential" || production.potential.shape !== "axial") return undefined;
  const [party] = channel.parties;
  const noise = noiseOf(reservoir.dissipators, channel.parties);
  const m = turning(noise);
  const axis = unitAlong(m);
  if (!axis || (p.isZero(axis[0]) && p.isZero(axis[1]))) return undefined;
  const along = sphere.dot(axis, times(noise.P, axis));
  const across = p.scale(p.subtract(trace(noise.P), along), half);
  const drift = sphere.dot(axis, m);
  const terms: readonly Dissipator[] = [
    { rate: p.scale(p.add(across, drift), half), operator: spin.spin("-", party) },
    { rate: p.scale(p.subtract(across, drift), half), operator: spin.spin("+", party) },
    { rate: along, operator: spin.spin("z", party) },
  ];
  const dissipators = terms.filter(({ rate }) => !p.isZero(rate));
  const turned = { ...channel, reservoirs: [{ ...reservoir, dissipators, remainder: [] }] };
  return { axis, reservoir: derive(turned).reservoirs[0] };
}

const half = { re: 1n, im: 0n, den: 2n };

/** A vector over its length, where that is a number times what its components have in common. */
function unitAlong(m: sphere.Vector): sphere.Vector | undefined {
  const direction = withoutContent(m);
  const square = sphere.dot(direction, direction);
  const length = rootOf(square);
  return length && direction.map((entry) => exactQuotient(entry, length)!);
}

function rootOf(square: Polynomial): Polynomial | undefined {
  const value = square.terms.size === 1 ? square.terms.get("")?.coefficient : undefined;
  if (value === undefined || value.den !== 1n) return undefined;
  const root = integerRoot(value.re);
  return root === undefined ? undefined : p.constant(root);
}
