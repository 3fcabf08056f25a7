/** How well each integral of a state is to be known. */

import { EXACTLY, type Goal } from "../../runtime/quadrature/goal.ts";
import { dissipationSize } from "../../spins/dynamics/liouvillian.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { norm } from "../../spins/numbers/vector.ts";
import type { Setting } from "../prepare/setting.ts";
import { isExact } from "../ways/closed-forms.ts";
import type { Changes } from "./changes.ts";
import { changeRounding } from "./log-moment.ts";

/** How well the closure is worth knowing, relative to its contributions. */
const CLOSURE = 1e-8;
/** The same where integrands are evaluated for the closure alone. */
const INTEGRAND = 1e-6;

/** The tolerance relative to the smaller of a rate and of what it becomes with the flux added, less what is taken of it by other
 *  errors. */
export function within({ tolerance }: Setting, flux: number, taken: number): Goal {
  return { ...EXACTLY, relative: tolerance, shift: flux, taken };
}

export function forClosure({ tolerance }: Setting): Goal {
  return { ...EXACTLY, ofContributions: Math.max(CLOSURE, tolerance) };
}

/** The tolerance relative to dS/dt and to Π, but nothing below rounding: where both vanish there is no more to find. */
export function rateGoal(changes: Changes, setting: Setting, k: number): Goal {
  const { fluxes, isStill, blur } = changes;
  const still = isStill[k] ? momentRounding(changes, setting, k) : 0;
  const { absolute, ofContributions } = integrandRounding(setting, k);
  return {
    ...within(setting, fluxes[k]?.value ?? 0, blur.entropyRates[k] + (fluxes[k]?.error ?? 0)),
    ofContributions,
    absolute: Math.max(absolute, still),
  };
}

/** Of dS/dt by an integrand that only the closure asks for. */
export function integrandForClosure(changes: Changes, setting: Setting, k: number): Goal {
  const least = changes.isStill[k] ? rateGoal(changes, setting, k) : EXACTLY;
  return { ...least, ofContributions: Math.max(INTEGRAND, setting.tolerance, least.ofContributions) };
}

/** What rounding of D(ρ) does to its moment, by the terms that cancel in it where they are known. */
export function momentRounding({ terms, rho }: Changes, { channels, spins }: Setting, k: number): number {
  const size = dissipationSize(channels[k].dissipator);
  const own = terms(k);
  return changeRounding(own === null ? size : Math.min(size, Math.sqrt(rho.dimension) * norm(own)), spins);
}

/** What rounding leaves of dS/dt by a channel's own integrand: on a closed sphere the square of that of Q. */
function integrandRounding(setting: Setting, k: number): Pick<Goal, "absolute" | "ofContributions"> {
  const { use, on, dissipator } = setting.channels[k];
  if (use === null || on.length > 1) return { absolute: 0, ofContributions: 0 };
  return isExact(setting, k)
    ? { absolute: ROUNDING ** 2 * dissipationSize(dissipator), ofContributions: 0 }
    : { absolute: 0, ofContributions: ROUNDING };
}

/** The same of a rate with these contributions. */
export function rateRounding(setting: Setting, k: number, contributions: number): number {
  const { absolute, ofContributions } = integrandRounding(setting, k);
  return absolute + ofContributions * contributions;
}
