/** What everything that is evaluated on a rule has in common: amplitudes of its rows, trigonometric tables of its columns. */

import { dickeAmplitudes } from "../../spins/states/dicke.ts";
import type { SphereRule } from "../quadrature/sphere-rule.ts";
import { fillOrderTable, type OrderTable, orderTable } from "./contract.ts";

export interface RuleTables {
  /** One list a row, of the 2J + 1 levels. */
  readonly amplitudes: readonly Float64Array[];
  readonly orders: OrderTable;
  /** Of the rule, when the tables were filled. */
  placement: number;
}

/** Rules that are used again keep their tables, by 2J. */
const known = new WeakMap<SphereRule, Map<number, RuleTables>>();

export function ruleTables(rule: SphereRule, twoJ: number): RuleTables {
  let ofRule = known.get(rule);
  if (ofRule === undefined) {
    ofRule = new Map();
    known.set(rule, ofRule);
  }
  let tables = ofRule.get(twoJ);
  if (tables === undefined) {
    const amplitudes = Array.from(rule.cosHalf, () => new Float64Array(twoJ + 1));
    const orders = orderTable(twoJ + 1, rule.phi);
    tables = { amplitudes, orders, placement: rule.placement };
    fillAmplitudes(amplitudes, twoJ, rule);
    ofRule.set(twoJ, tables);
  }
  return tables;
}

function fillAmplitudes(amplitudes: readonly Float64Array[], twoJ: number, rule: SphereRule): void {
  for (let r = 0; r < amplitudes.length; r++) dickeAmplitudes(twoJ, rule.cosHalf[r], rule.sinHalf[r], amplitudes[r]);
}

/** Fills the tables anew where the rule has been moved. */
export function followRule(tables: RuleTables, rule: SphereRule, twoJ: number): void {
  if (tables.placement === rule.placement) return;
  tables.placement = rule.placement;
  fillAmplitudes(tables.amplitudes, twoJ, rule);
  fillOrderTable(tables.orders, twoJ + 1, rule.phi);
}
