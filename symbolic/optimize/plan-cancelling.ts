/** What rounding of A and B is a share of, where that is more than their own size. */
import { powersOfFactors } from "../algebra/factors.ts";
import type { Polynomial, Powers } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { isNonNegative, type Ranges } from "../declare/sign.ts";
import { type Derivation, rangesOf } from "../derive/derive.ts";
import { noiseOf } from "../derive/fokker-planck.ts";
import { programOf } from "./optimized.ts";
import type { Program } from "./program.ts";

/** Terms of either sign, without their own. */
export type CancellingEntry = readonly Program[];

/** Of each reservoir the entries of its Kossakowski matrix whose terms may cancel as they are expanded in the parameters. */
export function cancellingEntries({ channel, reservoirs }: Derivation): readonly (readonly CancellingEntry[])[] {
  const ranges = rangesOf(channel);
  return reservoirs
    .map(({ reservoir }) => {
      const { P, M } = noiseOf(reservoir.dissipators, channel.parties);
      return [...P, ...M].flat().filter((entry) => mayCancel(entry, ranges));
    })
    .filter((entries) => entries.length > 0)
    .map((entries) => distinct(entries.map((entry) => p.summands(entry).map(unsigned))));
}

function mayCancel(entry: Polynomial, ranges: Ranges): boolean {
  const terms = p.summands(entry);
  const areOf = (sign: (term: Polynomial) => Polynomial): boolean =>
    terms.every((term) => isNonNegative(sign(term), ranges));
  return terms.length > 1 && !areOf((term) => term) && !areOf(p.negate);
}

/** Whether rounding may take digits of it however it is computed: those of (a − b)² are a difference's, which is rounded once. */
export const mayLoseDigits = (coefficient: Polynomial, ranges: Ranges): boolean =>
  powersOfFactors(coefficient).some(({ base }) => mayCancel(base, ranges) && !isDifference(base));

/** Of two parameters. */
export function isDifference({ terms }: Polynomial): boolean {
  return terms.size === 2 && [...terms.values()].every(({ powers }) => powers.length === 1 && isParameter(powers[0]));
}

const isParameter = ([{ role }, exponent]: Powers[number]): boolean => exponent === 1 && role.kind !== "function";

const unsigned = (term: Polynomial): Polynomial => {
  const [{ coefficient }] = term.terms.values();
  return coefficient.re < 0n ? p.negate(term) : term;
};

/** B and A's parts often have the same terms with other signs. */
const distinct = (entries: readonly (readonly Polynomial[])[]): readonly CancellingEntry[] =>
  [...new Map(entries.map((terms) => [terms.map(p.keyOfPolynomial).sort().join(", "), terms])).values()].map((terms) =>
    terms.map(programOf),
  );
