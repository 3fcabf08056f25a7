/** A and B of a channel on one spin at the nodes of a grid, as the compiler emits them. */

import type { ChannelUse, Geometry } from "../evaluator.ts";

export interface Coefficients {
  readonly drift: readonly [polar: Float64Array, azimuthal: Float64Array];
  readonly diffusion: readonly [polar: Float64Array, mixed: Float64Array, azimuthal: Float64Array];
}

export function coefficientsOn(
  { channel, parameters }: Pick<ChannelUse, "channel" | "parameters">,
  J: number,
  geometry: Geometry,
): Coefficients {
  const field = () => new Float64Array(geometry.rows * geometry.columns);
  const found: Coefficients = { drift: [field(), field()], diffusion: [field(), field(), field()] };
  channel.pointwise.coefficients(parameters, [J], geometry, found.drift, found.diffusion);
  return found;
}
