/** The derivation of a channel: what every stage found, reservoir by reservoir. */

import { exactQuotient } from "../algebra/division.ts";
import { integerRoot } from "../algebra/gaussian.ts";
import type { Ranges } from "../algebra/interval.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import * as spin from "../algebra/spin-operator.ts";
import { type Word, wordText } from "../algebra/spin-operator.ts";
import { spin as spinLength } from "../algebra/symbol.ts";
import type { Channel, Reservoir } from "../declare/declaration.ts";
import type { Dissipator } from "../declare/read-text.ts";
import { classify, type Production, type Verdict, verdict } from "./classify.ts";
import { correspond, lindblad, type RuleTable, rules, type Superoperator } from "./correspondence.ts";
import { type FokkerPlanck, fokkerPlanck, NotFokkerPlanck, noiseOf, times, trace, turning } from "./fokker-planck.ts";
import { type Integrands, integrands } from "./integrands.ts";
import { withoutContent } from "./potential.ts";

/** One reservoir: its superoperator, A and B, and Π with what is known of its sign, or the refusal. */
export interface ReservoirDerivation {
  readonly reservoir: Reservoir;
  readonly superoperator: Superoperator;
  readonly operator: FokkerPlanck;
  readonly production: Production;
  readonly verdict: Verdict;
}

/** A channel with all that is derived of it; integrands are those of all reservoirs together. */
export interface Derivation {
  readonly channel: Channel;
  readonly reservoirs: readonly ReservoirDerivation[];
  readonly integrands: Integrands;
}

/** Of the operators' words one of the most factors. */
function longestWord({ dissipators }: Reservoir): Word {
  const words = dissipators.flatMap(({ operator }) => operator.map(({ word }) => word));
  return words.reduce((a, b) => (b.length > a.length ? b : a), []);
}

/** Twice the degree of the operators. To find out which derivative of a cubic one survives takes long.
 *  @throws NotFokkerPlanck for words of three factors or more */
function modestOrder(reservoir: Reservoir): number {
  const { length } = longestWord(reservoir);
  if (length > 2)
    throw new NotFokkerPlanck({
      found: "a derivative beyond the second",
      expected: "none, where a Fokker–Planck equation stops",
      remedy: "use operators linear in J",
    });
  return 2 * length;
}

/** The same of a reservoir, and of the operator that leaves the derivative. */
function refused(error: NotFokkerPlanck, { name, parties }: Channel, reservoir: Reservoir): NotFokkerPlanck {
  const word = longestWord(reservoir);
  const operator = `${wordText(word, parties)}, of degree ${word.length} in J`;
  return new NotFokkerPlanck({
    ...error,
    found: word.length > 1 ? `${operator}, which leaves ${error.found}` : error.found,
    source: `channel "${name}"`,
    path: ["reservoirs", reservoir.name],
    excerpt: reservoir.nonlinear,
  });
}

/** Of parameters and spins. */
export const rangesOf = (channel: Channel): Ranges =>
  new Map([
    ...channel.parameters.map(({ name, range }) => [name, range] as const),
    ...channel.parties.map(spinLength).map(({ key, range }) => [key, range!] as const),
  ]);

/** @throws NotFokkerPlanck naming the channel, the reservoir, the operator and the surviving derivative */
export function derive(channel: Channel, table: RuleTable = rules): Derivation {
  const ranges = rangesOf(channel);
  const reservoirs = channel.reservoirs.map((reservoir): ReservoirDerivation => {
    try {
      const order = modestOrder(reservoir);
      const superoperator = lindblad(reservoir.dissipators);
      const operator = fokkerPlanck(correspond(superoperator, table), channel.parties, order);
      const production = classify(operator, reservoir.dissipators, ranges);
      return { reservoir, superoperator, operator, production, verdict: verdict(production) };
    } catch (error) {
      throw error instanceof NotFokkerPlanck ? refused(error, channel, reservoir) : error;
    }
  });
  return { channel, reservoirs, integrands: integrands(reservoirs) };
}

/**
 * A reservoir whose potential is axisymmetric about an axis k other than z is thermal damping, turned, perhaps with dephasing
 * along k: P = α(1 − kkᵀ) + βkkᵀ and m = μk are those of
 *
 *   ½(α + μ) D[J₋] + ½(α − μ) D[J₊] + β D[J_z]      in axes with z along k.
 */
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
