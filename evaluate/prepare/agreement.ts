/**
 * Whether the emitted A and B are those of the jumps, at given parameters. Both are polynomials in the parameters, expanded in different
 * ways: where their terms cancel (a² − 2ab + b², cosh r − sinh r) rounding takes other digits of each.
 */
import type { ChannelUse, Evaluator } from "../../runtime/evaluator.ts";
import { cross, dot, noiseOf, times, trace, type Vector3 } from "../../runtime/flux/noise.ts";
import { productRule } from "../../runtime/quadrature/sphere.ts";
import { type Coefficients, coefficientsOn } from "../../runtime/spheres/coefficients.ts";

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

/** A and B as emitted, there. */
const emitted = (use: Pick<ChannelUse, "channel" | "parameters">, J: number): Coefficients =>
  coefficientsOn(use, J, { rows: rule.cosTheta.length, columns: rule.cosPhi.length, spheres: [rule] });

/** Whether the drift is zero as emitted, where terms that cancel as symbols are gone. */
export const isEmittedDriftless = (use: Pick<ChannelUse, "channel" | "parameters">, J: number): boolean =>
  emitted(use, J).drift.every((component) => component.every((value) => value === 0));

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

function measured(use: ChannelUse, J: number): number {
  const { P, m, drifts } = noiseOf(use.channel.jumps(use.parameters, [J]));
  const size = trace(P);
  if (size === 0) return 0;
  const { cosTheta, sinTheta, cosPhi, sinPhi } = rule;
  const { drift, diffusion } = emitted(use, J);
  let worst = 0;
  for (let r = 0, node = 0; r < cosTheta.length; r++)
    for (let c = 0; c < cosPhi.length; c++, node++) {
      const n: Vector3 = [sinTheta[r] * cosPhi[c], sinTheta[r] * sinPhi[c], cosTheta[r]];
      const frame: readonly Vector3[] = [
        [cosTheta[r] * cosPhi[c], cosTheta[r] * sinPhi[c], -sinTheta[r]],
        [-sinPhi[c], cosPhi[c], 0],
      ];
      // A·e = −J m·e and e·Be = ½ [(n×e)·P(n×e) − m·n]
      frame.forEach((e, k) => {
        const side = cross(n, e);
        const [own, spread] = [-J * dot(m, e), (dot(side, times(P, side)) - dot(m, n)) / 2];
        worst = Math.max(worst, Math.abs(drift[k][node] - own), Math.abs(diffusion[2 * k][node] - spread));
      });
    }
  return worst / (size + J * Math.max(drifts, Math.hypot(...m)));
}
