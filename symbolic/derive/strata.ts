/** Where parameters are zero, or equal to each other, and more can be said of a channel than elsewhere. */

import type { Interval, Ranges } from "../algebra/interval.ts";
import { limits } from "../algebra/limits.ts";
import * as p from "../algebra/polynomial.ts";
import { parameter } from "../algebra/symbol.ts";
import type { Channel, ChannelDeclaration, Parameter } from "../declare/declaration.ts";
import { type Fixed, validate } from "../declare/declare.ts";
import { classOf, type Production, verdict } from "./classify.ts";
import { noiseOf } from "./fokker-planck.ts";

/** What parameters are there: zero, or another parameter that is left free. */
export type Conditions = ReadonlyMap<string, string | 0>;

interface FoundStratum {
  readonly conditions: Conditions;
  readonly channel: Channel;
}

/**
 * Strata to any depth, the best first, so that the first that applies is to be used: each gives more than all those that it lies in.
 * Classes are told from the Kossakowski matrices alone.
 */
export function findStrata(declaration: ChannelDeclaration, generic: Channel): readonly FoundStratum[] {
  const all = badnesses(generic);
  const root: Found = { conditions: new Map(), channel: generic, badness: total(all) };
  const seen = new Map([[keyOf(root.conditions), root]]);
  // Zeros in every combination first, of which there are fewest; then equals, alone and beside them.
  for (const kind of ["zeros", "all"] as const) {
    let front: readonly Found[] = [...seen.values()];
    while (front.length > 0) {
      const next: Found[] = [];
      for (const { conditions } of front.filter(({ badness }) => badness > 0))
        for (const narrower of narrowed(conditions, generic.parameters, kind)) {
          const key = keyOf(narrower);
          if (seen.has(key) || seen.size > limits.strata) continue;
          const channel = validate(declaration, fixedBy(narrower));
          const isEmpty = channel.reservoirs.every(({ dissipators }) => dissipators.length === 0);
          const found = { conditions: narrower, channel, badness: isEmpty ? 0 : total(badnesses(channel, all)) };
          seen.set(key, found);
          if (!isEmpty) next.push(found);
        }
      front = next;
    }
  }
  const kept: Found[] = [root];
  for (const found of [...seen.values()].sort((x, y) => x.conditions.size - y.conditions.size))
    if (found.channel.reservoirs.some(({ dissipators }) => dissipators.length > 0))
      if (kept.every((wider) => !liesIn(found, wider) || found.badness < wider.badness)) kept.push(found);
  return kept
    .slice(1)
    .sort((a, b) => a.badness - b.badness)
    .map(({ conditions, channel }) => ({ conditions, channel: withoutEmpty(channel) }));
}

/** Reservoirs without noise there are none. */
const withoutEmpty = (channel: Channel): Channel => ({
  ...channel,
  reservoirs: channel.reservoirs.filter(({ dissipators }) => dissipators.length > 0),
});

interface Found extends FoundStratum {
  /** Zero where everything is given, and proven. */
  readonly badness: number;
}

const total = (all: readonly number[]): number => all.reduce((sum, each) => sum + each, 0);

/** Without a splitting; where it is given only at some parameters; for what is not proven of Π ≥ 0. */
function badness(production: Production): number {
  if (production.class === "undefined" || production.class === "undecided") return 100;
  if (production.class === "regular") return 50;
  const { positivity } = verdict(production);
  if (positivity === null) return 40;
  return total(Object.values(positivity).map((one) => ["proven", "searched", "violated"].indexOf(one)));
}

/** Of each reservoir. One without noise keeps that of a potential: the runtime sees that it does nothing. */
function badnesses({ reservoirs, parties, parameters }: Channel, generic: readonly number[] = []): readonly number[] {
  const ranges: Ranges = new Map(parameters.map(({ name, range }) => [name, range]));
  return reservoirs.map(({ dissipators }, k) => {
    if (dissipators.length === 0) return generic[k] < 40 ? generic[k] : 0;
    return badness(classOf(noiseOf(dissipators, parties), dissipators, parties, ranges));
  });
}

/** One more parameter zero, or one more pair equal. */
function* narrowed(
  conditions: Conditions,
  parameters: readonly Parameter[],
  kind: "zeros" | "all",
): Generator<Conditions> {
  const free = parameters.filter(({ name }) => !conditions.has(name));
  const withIn = (parameter: string, value: string | 0): Conditions => {
    const moved = [...conditions].map(([name, at]) => [name, at === parameter ? value : at] as const);
    return new Map([...moved, [parameter, value] as const].sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  for (const { name, range } of free) if (holdsZero(range)) yield withIn(name, 0);
  if (kind === "zeros") return;
  for (const [k, first] of free.entries())
    for (const second of free.slice(k + 1))
      if (first.unit === second.unit && meet(first.range, second.range)) yield withIn(second.name, first.name);
}

const holdsZero = ({ minimum, maximum, openMinimum, openMaximum }: Interval): boolean =>
  minimum <= 0 && maximum >= 0 && !(minimum === 0 && openMinimum) && !(maximum === 0 && openMaximum);

const meet = (a: Interval, b: Interval): boolean => Math.max(a.minimum, b.minimum) < Math.min(a.maximum, b.maximum);

const keyOf = (conditions: Conditions): string => JSON.stringify([...conditions]);

/** Whether what holds in the wider stratum holds in this one. */
function liesIn({ conditions: narrow }: Found, { conditions: wide }: Found): boolean {
  const at = (name: string | 0): string | 0 => (name === 0 ? 0 : (narrow.get(name) ?? name));
  return [...wide].every(([name, value]) => at(name) === at(value));
}

/** The conditions as what replaces parameters. */
const fixedBy = (conditions: Conditions): Fixed =>
  new Map([...conditions].map(([name, value]) => [name, value === 0 ? p.zero : p.symbol(parameter(value))]));
