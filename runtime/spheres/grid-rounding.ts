/** What rounding does to dS/dt on the grid of a party's sphere. */

import { HUSIMI_GRADIENT } from "../../spins/numbers/safety-factors.ts";
import type { ChannelUse, Evaluator, Geometry, Parameters } from "../evaluator.ts";
import { productRule, type SphereRule } from "../quadrature/sphere.ts";

/** The largest |A·e| and e·Be over the sphere, e a unit vector along θ or φ. */
interface Coefficients {
  readonly drift: number;
  readonly diffusion: number;
}

const known = new WeakMap<ChannelUse, Coefficients & { readonly J: number }>();

/** The coefficients of a channel on one spin J, kept from state to state. */
function coefficientsOf(use: ChannelUse, J: number): Coefficients {
  let size = known.get(use);
  if (size === undefined || size.J !== J) {
    size = { J, ...measure(use, J) };
    known.set(use, size);
  }
  return size;
}

/** Roundings of a component of ∇Q, in shares of the √J |X| that its terms add up to, X being what Q − constant is made of: twice
 *  what was seen for J up to 10. */
const ROUNDINGS_OF_GRADIENT = HUSIMI_GRADIENT * Number.EPSILON;

/** What rounding of ∇Q does to a state's dS/dt on a grid. */
export interface GradientNoise {
  /** Σ |contributions| of the rate by this state. */
  readonly magnitude: number;
  /** The Frobenius norm of X. */
  readonly size: number;
  /** M ∫ 1/Q and M ∫ 1 over the nodes. */
  readonly inverse: number;
  readonly area: number;
}

/**
 * An error δ of both components of ∇Q does to M ∫ (∇Q·B∇Q/Q − A·∇Q) at most
 *     2 √(magnitude · 2|B| · M∫1/Q) δ + 2|B| δ² · M∫1/Q + √2 |A| δ · M∫1,
 * by Cauchy and Schwarz: |∇Q·Bδ| ≤ √(∇Q·B∇Q) √(δ·Bδ) for the sizes of the parts.
 */
export function gradientNoise(use: ChannelUse, J: number, { magnitude, size, inverse, area }: GradientNoise): number {
  const { drift, diffusion } = coefficientsOf(use, J);
  const delta = ROUNDINGS_OF_GRADIENT * Math.sqrt(J) * size;
  const weight = 2 * diffusion * inverse;
  return 2 * Math.sqrt(magnitude * weight) * delta + weight * delta ** 2 + Math.SQRT2 * drift * delta * area;
}

/** The largest |A·e| of a channel on one spin, without what the diffusion's rounding may hide of it: exactly zero where
 *  the emitted drift is. */
export function driftStrength(channel: Evaluator, parameters: Parameters, J: number): number {
  return largest(alongAxes(channel, parameters, J, Number.POSITIVE_INFINITY).flatMap((plus) => [...plus]));
}

/** From the emitted integrand with ∇Q = ±e: ∇Q·B∇Q/Q vanishes at Q = ∞ and leaves A·e; at Q = 1 the even part is e·Be. */
function measure({ channel, parameters }: ChannelUse, J: number): Coefficients {
  const drift = largest(alongAxes(channel, parameters, J, Number.POSITIVE_INFINITY).flatMap((plus) => [...plus]));
  const diffusion = largest(
    [1, -1]
      .map((sign) => alongAxes(channel, parameters, J, 1, sign))
      .reduce((plus, minus) => plus.map((values, e) => values.map((value, k) => (value + minus[e][k]) / 2)))
      .flatMap((even) => [...even]),
  );
  return { drift, diffusion };
}

/** Points of general position. */
const points = productRule(8, 8, 0.3);

/** The integrand of dS/dt on a grid with one value of Q, and ∇Q = ±e along θ and φ. */
export function alongAxes(
  channel: Evaluator,
  parameters: Parameters,
  J: number,
  Q: number,
  sign: number = 1,
  rule: SphereRule = points,
): Float64Array[] {
  const geometry: Geometry = { rows: rule.cosTheta.length, columns: rule.phi.length, spheres: [rule] };
  const nodes = rule.cosTheta.length * rule.phi.length;
  const field = (value: number) => new Float64Array(nodes).fill(value);
  return [0, 1].map((axis) => {
    const out = new Float64Array(nodes);
    const gradient = [0, 1].map((k) => field(k === axis ? sign : 0));
    channel.pointwise.entropyRate(parameters, [J], geometry, field(Q), gradient, out);
    return out;
  });
}

const largest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
