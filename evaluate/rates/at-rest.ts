import { type Bounded, ROUNDING, sum } from "../../spins/numbers/bounded.ts";
import { isConverged } from "../errors/convergence.ts";
import type { Rates } from "./rates.ts";

/** The rates of a steady state, where S does not change: what H does to it the channels undo, and where their rates are known better than
 *  that of H this is minus their sum. With standard errors nothing is better known. */
export function atRest(rates: Rates, tolerance: number): Rates {
  if (rates.beyond === null) return rates;
  const { value, error } = sum(...rates.channels.map(({ entropyRate }) => entropyRate));
  const other: Bounded = { value: -value, error: error + ROUNDING * Math.abs(value) };
  if (!(other.error < rates.unitaryRate.error)) return rates;
  const isWithin = ({ quantity }: { readonly quantity: string }) =>
    quantity === "unitaryRate" && isConverged(other, 0, tolerance);
  return { ...rates, unitaryRate: other, beyond: rates.beyond.filter((one) => !isWithin(one)) };
}
