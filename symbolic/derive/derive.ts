/** The derivation of a channel: what every stage found, reservoir by reservoir. */

import { type Word, wordText } from "../algebra/spin-operator.ts";
import { spin } from "../algebra/symbol.ts";
import type { Channel, Reservoir } from "../declare/declare.ts";
import type { Ranges } from "../declare/sign.ts";
import { classify, type Production, type Verdict, verdict } from "./classify.ts";
import { correspond, type RuleTable, rules } from "./correspondence.ts";
import { type FokkerPlanck, fokkerPlanck, NotFokkerPlanck } from "./fokker-planck.ts";
import { type Integrands, integrands } from "./integrands.ts";
import { lindblad, type Superoperator } from "./lindblad.ts";

export interface ReservoirDerivation {
  readonly reservoir: Reservoir;
  readonly superoperator: Superoperator;
  readonly operator: FokkerPlanck;
  readonly production: Production;
  readonly verdict: Verdict;
}

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
    ...channel.parties.map(spin).map(({ key, range }) => [key, range!] as const),
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
