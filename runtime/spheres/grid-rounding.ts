/** What rounding does to dS/dt on the grid of a party's sphere. */
import type { Geometry } from "../evaluator.ts";
import type { ChannelUse } from "../problem.ts";
import { ROUNDING } from "../quadrature/quadrature.ts";
import { productRule } from "../quadrature/sphere.ts";

/** The largest |A·e| and e·Be over the sphere, e a unit vector along θ or φ. */
interface Coefficients {
  readonly drift: number;
  readonly diffusion: number;
}

const known = new WeakMap<ChannelUse, Coefficients & { readonly J: number }>();

/**
 * What an error δ = 4ε of ∇Q does to ∫ (∇Q·B∇Q)/Q − ∫ A·∇Q: δ (|A| + 2 √(magnitude · |B|) + δ |B|). Where Q is nearly constant
 * the rate is less than that, and no grid finds out how much less.
 *  @param magnitude  Σ |contributions| of the rate
 */
export function gridRounding(use: ChannelUse, J: number, magnitude: number): number {
  let size = known.get(use);
  if (size === undefined || size.J !== J) {
    size = { J, ...measure(use, J) };
    known.set(use, size);
  }
  return ROUNDING * (size.drift + 2 * Math.sqrt(magnitude * size.diffusion) + ROUNDING * size.diffusion);
}

/** From the emitted integrand with Q = 1 and ∇Q = ±e: its odd part is A·e, its even part e·Be. */
function measure({ channel, parameters }: ChannelUse, J: number): Coefficients {
  const rule = productRule(8, 8, 0.3);
  const geometry: Geometry = { rows: rule.cosTheta.length, columns: rule.phi.length, spheres: [rule] };
  const nodes = rule.cosTheta.length * rule.phi.length;
  const Q = new Float64Array(nodes).fill(1);
  const rate = (theta: number, phi: number) => {
    const out = new Float64Array(nodes);
    const gradient = [new Float64Array(nodes).fill(theta), new Float64Array(nodes).fill(phi)];
    channel.pointwise.entropyRate(parameters, [J], geometry, Q, gradient, out);
    return out;
  };
  let drift = 0;
  let diffusion = 0;
  for (const [theta, phi] of [
    [1, 0],
    [0, 1],
  ]) {
    const plus = rate(theta, phi);
    const minus = rate(-theta, -phi);
    plus.forEach((value, k) => {
      drift = Math.max(drift, Math.abs(value - minus[k]) / 2);
      diffusion = Math.max(diffusion, Math.abs(value + minus[k]) / 2);
    });
  }
  return { drift, diffusion };
}
