/** Integrals of one state that are sought one way after another: the best of each, and what they cost. */

import { type ErrorPart, enlarged } from "../../runtime/error-parts.ts";
import { integrate, type Sought } from "../../runtime/integrate.ts";
import { heldAgainst, type Integral } from "../../runtime/quadrature/integral.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Setting } from "../prepare/setting.ts";
import { better } from "./integrals.ts";

export interface Ledger {
  readonly state: ComplexMatrix;
  readonly setting: Setting;
  readonly best: Map<string, Integral>;
  spent: number;
}

/** An integral by its name, and what else than the quadrature its error has. */
export interface Entry {
  readonly name: string;
  /** Whose rate it is, if one channel's. */
  readonly channel: number | null;
  readonly sought: Sought;
  readonly parts: { readonly [part in ErrorPart]?: number };
}

/** @param spent  of the budget already */
export function ledgerOf(state: ComplexMatrix, setting: Setting, spent: number): Ledger {
  return { state, setting, best: new Map(), spent };
}

/** Seeks integrals with what is left of the budget; what comes out stands where its error is smaller than what was known.
 *  @param most  evaluations to spend on these */
export function seek(ledger: Ledger, entries: readonly Entry[], most: number = Number.POSITIVE_INFINITY): void {
  if (entries.length === 0) return;
  const { state, best } = ledger;
  const { spins, budget, workspace } = ledger.setting;
  const { integrals, evaluations } = integrate(
    state,
    spins,
    entries.map(({ sought }) => sought),
    Math.min(most, budget - ledger.spent),
    workspace,
  );
  ledger.spent += evaluations;
  entries.forEach(({ name, parts }, k) => {
    const known = best.get(name);
    const found = enlarged(integrals[k], parts);
    best.set(name, known === undefined ? found : better(found, known));
  });
}

/** Whether it came to its goal with all that its error has. */
export function isMet({ best }: Ledger, { name, sought }: Entry): boolean {
  const known = best.get(name);
  return known !== undefined && heldAgainst(sought.goal, known).converged;
}

/** Those that did not come to their goals. */
export function missed({ best }: Ledger, entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ name }) => best.get(name)?.converged !== true);
}
