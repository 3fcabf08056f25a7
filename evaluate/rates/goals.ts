/** How well an integral is to be known. */

import { EXACTLY, type Goal } from "../../runtime/quadrature/integral.ts";
import type { Setting } from "../prepare/setting.ts";

/** How well the closure is worth knowing, relative to its contributions. */
const CLOSURE = 1e-8;

/** The tolerance relative to the smaller of a rate and of what it becomes with the flux added, less what is taken of it by other
 *  errors. */
export function within({ tolerance }: Setting, flux: number, taken: number): Goal {
  return { relative: tolerance, shift: flux, taken, ofContributions: 0, absolute: 0 };
}

export function forClosure({ tolerance }: Setting): Goal {
  return { ...EXACTLY, ofContributions: Math.max(CLOSURE, tolerance) };
}
