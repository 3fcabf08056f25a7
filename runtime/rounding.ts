/** When a number is as good as was asked for, or as rounding allows. */
import type { BoundedValue } from "./flux/flux.ts";
import { type Integral, ROUNDING } from "./quadrature/quadrature.ts";

/** How much more than 4ε of the contributions rounding may do to a state that is nearly pure: they are those of
 *  |∇Q|²/Q, where ρ enters as ln Q. */
const SENSITIVE = 64;

/** As well as rounding allows: 4ε of the contributions, or what refinement ended at because the rest is sensitive to it. */
export function floorOf({ bound, magnitude, settled }: Integral): number {
  const floor = ROUNDING * magnitude;
  return settled && bound <= SENSITIVE * floor ? Math.max(bound, floor) : floor;
}

/** Within the tolerance, or as well as rounding allows. */
export function isWithin({ value, error }: BoundedValue, tolerance: number, rounding: number): boolean {
  return error <= Math.max(tolerance * Math.abs(value), rounding);
}
