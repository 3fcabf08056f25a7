/** Reservoirs for which the paper has equations of their own. */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Ladder } from "../algebra/spin-operator.ts";
import type { Dissipator } from "../declare/read-text.ts";

/** `thermal`: loss·D[J₋] + gain·D[J₊], eq 13 with Γ = loss − gain and Γ(2n̄ + 1) = loss + gain. `dephasing`: −(rate/2)[J_z, [J_z, ρ]], eq 8. */
export type PaperForm =
  | { readonly kind: "thermal"; readonly party: string; readonly loss: Polynomial; readonly gain: Polynomial }
  | { readonly kind: "dephasing"; readonly party: string; readonly rate: Polynomial };

export function paperForm(dissipators: readonly Dissipator[]): PaperForm | undefined {
  if (dissipators.length === 0) return undefined;
  const [
    {
      word: [factor],
    },
  ] = dissipators[0].operator;
  const { party } = factor;
  const rates: Record<Ladder, Polynomial> = { "+": p.zero, "-": p.zero, z: p.zero };
  for (const { rate, operator } of dissipators) {
    const [{ coefficient, word }] = operator;
    if (operator.length !== 1 || word.length !== 1 || word[0].party !== party) return undefined;
    const { ladder } = word[0];
    rates[ladder] = p.add(rates[ladder], p.multiply(rate, coefficient, p.conjugate(coefficient)));
  }
  const isPumped = !p.isZero(rates["+"]) || !p.isZero(rates["-"]);
  if (isPumped && p.isZero(rates.z)) return { kind: "thermal", party, loss: rates["-"], gain: rates["+"] };
  return !isPumped && !p.isZero(rates.z) ? { kind: "dephasing", party, rate: rates.z } : undefined;
}
