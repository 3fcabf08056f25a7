/** The derivation of a channel: what every stage found, reservoir by reservoir. */

import { wordText } from "../algebra/spin-operator.ts";
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

/** The degree of the operators. To find out which derivative of a cubic one survives takes long.
 *  @throws NotFokkerPlanck naming a word of three factors or more */
function requireModestDegree({ dissipators }: Reservoir, parties: readonly string[]): number {
  const words = dissipators.flatMap(({ operator }) => operator.map(({ word }) => word));
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a), []);
  if (longest.length > 2)
    throw new NotFokkerPlanck({
      found: `${wordText(longest, parties)}, which leaves a derivative beyond the second`,
      expected: "none, where a Fokker–Planck equation stops",
      remedy: "use operators linear in J",
    });
  return longest.length;
}

/** Of parameters and spins. */
export const rangesOf = (channel: Channel): Ranges =>
  new Map([
    ...channel.parameters.map(({ name, range }) => [name, range] as const),
    ...channel.parties.map(spin).map(({ key, range }) => [key, range!] as const),
  ]);

/** @throws NotFokkerPlanck naming the channel, the reservoir and the surviving derivative */
export function derive(channel: Channel, table: RuleTable = rules): Derivation {
  const ranges = rangesOf(channel);
  const reservoirs = channel.reservoirs.map((reservoir): ReservoirDerivation => {
    try {
      const order = 2 * requireModestDegree(reservoir, channel.parties);
      const superoperator = lindblad(reservoir.dissipators);
      const operator = fokkerPlanck(correspond(superoperator, table), channel.parties, order);
      const production = classify(operator, reservoir.dissipators, ranges);
      return { reservoir, superoperator, operator, production, verdict: verdict(production) };
    } catch (error) {
      if (!(error instanceof NotFokkerPlanck)) throw error;
      throw new NotFokkerPlanck({
        ...error,
        source: `channel "${channel.name}"`,
        path: ["reservoirs", reservoir.name],
      });
    }
  });
  return { channel, reservoirs, integrands: integrands(reservoirs) };
}
