/** What rounding of A and B is a share of, where that is more than their own size. */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { type Derivation, rangesOf } from "../derive/derivation.ts";
import { noiseOf } from "../derive/fokker-planck.ts";
import { type Program, programOf } from "./optimize.ts";
import { mayCancel } from "./plan-integrands.ts";

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

const unsigned = (term: Polynomial): Polynomial => {
  const [{ coefficient }] = term.terms.values();
  return coefficient.re < 0n ? p.negate(term) : term;
};

/** B and A's parts often have the same terms with other signs. */
const distinct = (entries: readonly (readonly Polynomial[])[]): readonly CancellingEntry[] =>
  [...new Map(entries.map((terms) => [terms.map(p.keyOfPolynomial).sort().join(", "), terms])).values()].map((terms) =>
    terms.map(programOf),
  );
