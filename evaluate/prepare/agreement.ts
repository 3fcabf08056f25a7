/**
 * Whether the emitted A and B are those of the jumps, at given parameters. Both are polynomials in the parameters, expanded in different
 * ways: where their terms cancel (a² − 2ab + b², cosh r − sinh r) rounding takes other digits of each.
 */
import type { ChannelUse, Evaluator } from "../../runtime/evaluator.ts";
import { cross, dot, noiseOf, times, trace, type Vector3 } from "../../runtime/flux/noise.ts";
import { productRule } from "../../runtime/quadrature/sphere.ts";
import { alongAxes } from "../../runtime/spheres/grid-rounding.ts";

/** What rounding of rates whose terms cancel does to tr C = Σ rate |l|². */
export const rateRounding = ({ channel, parameters }: ChannelUse, spins: readonly number[]): number =>
  channel
    .jumps(parameters, spins)
    .reduce(
      (sum, { rateSize, re, im }) => sum + Number.EPSILON * (rateSize ?? 0) * squares([...re.flat(), ...im.flat()]),
      0,
    );

const squares = (v: readonly number[]): number => v.reduce((sum, entry) => sum + entry * entry, 0);

/** Points of general position. */
const rule = productRule(3, 4, 0.3);

interface Known {
  readonly key: string;
  readonly worst: number;
}

const known = new WeakMap<Evaluator, Known>();

/** The largest difference of A·e and e·Be over directions e = e_θ, e_φ at some points, relative to tr P + J Σ |terms| of m; kept for the
 *  parameters that were asked for last. */
export function disagreement(use: ChannelUse, J: number): number {
  const key = JSON.stringify([use.parameters, J]);
  const last = known.get(use.channel);
  if (last?.key === key) return last.worst;
  const worst = measured(use, J);
  known.set(use.channel, { key, worst });
  return worst;
}

function measured({ channel, parameters }: ChannelUse, J: number): number {
  const { P, m, drifts } = noiseOf(channel.jumps(parameters, [J]));
  const size = trace(P);
  if (size === 0) return 0;
  const scale = size + J * Math.max(drifts, Math.hypot(...m));
  // At Q = 1 the integrand is e·Be ∓ A·e for ∇Q = ±e, and −A·e = J m·e.
  const [ahead, back] = [1, -1].map((sign) => alongAxes(channel, parameters, J, 1, sign, rule));
  const { cosTheta, sinTheta, cosPhi, sinPhi } = rule;
  let worst = 0;
  for (let r = 0, node = 0; r < cosTheta.length; r++)
    for (let c = 0; c < cosPhi.length; c++, node++) {
      const n: Vector3 = [sinTheta[r] * cosPhi[c], sinTheta[r] * sinPhi[c], cosTheta[r]];
      const frame: readonly Vector3[] = [
        [cosTheta[r] * cosPhi[c], cosTheta[r] * sinPhi[c], -sinTheta[r]],
        [-sinPhi[c], cosPhi[c], 0],
      ];
      frame.forEach((e, k) => {
        const side = cross(n, e);
        const [even, odd] = [(dot(side, times(P, side)) - dot(m, n)) / 2, J * dot(m, e)];
        worst = Math.max(worst, Math.abs(ahead[k][node] - even - odd), Math.abs(back[k][node] - even + odd));
      });
    }
  return worst / scale;
}
