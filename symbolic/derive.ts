/** The derivation of a channel: what every stage found, reservoir by reservoir. */
import * as spin from "./algebra/spin-operator.ts";
import { correspond, type RuleTable, rules } from "./correspondence.ts";
import type { Channel, Reservoir } from "./declare.ts";
import { type FokkerPlanck, fokkerPlanck, NotFokkerPlanck } from "./fokker-planck.ts";
import { type Integrands, integrands } from "./integrands.ts";
import { lindblad, type Superoperator } from "./lindblad.ts";
import { classify, type Production, type Verdict, verdict } from "./production.ts";
import type { Ranges } from "./sign.ts";

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

/** @throws NotFokkerPlanck naming the channel, the reservoir and the surviving derivative */
export function derive(channel: Channel, table: RuleTable = rules): Derivation {
  const ranges: Ranges = new Map(channel.parameters.map(({ name, range }) => [name, range]));
  const reservoirs = channel.reservoirs.map((reservoir): ReservoirDerivation => {
    const superoperator = lindblad(reservoir.dissipators);
    const order = 2 * Math.max(0, ...reservoir.dissipators.map(({ operator }) => spin.degree(operator)));
    try {
      const operator = fokkerPlanck(correspond(superoperator, table), channel.parties, order);
      const production = classify(operator, reservoir.dissipators, ranges);
      return { reservoir, superoperator, operator, production, verdict: verdict(production) };
    } catch (error) {
      if (!(error instanceof NotFokkerPlanck)) throw error;
      throw new NotFokkerPlanck(`channel "${channel.name}", reservoir "${reservoir.name}": ${error.message}`);
    }
  });
  return { channel, reservoirs, integrands: integrands(reservoirs) };
}
