/** The emitted A and B beside those of the jumps, at points of general position. */
import type { ChannelUse } from "../../runtime/evaluator.ts";
import { cross, dot, noiseOf, times, trace, type Vector3 } from "../../runtime/flux/noise.ts";
import { productRule } from "../../runtime/quadrature/sphere.ts";
import { coefficientsOn } from "../../runtime/spheres/coefficients.ts";

const rule = productRule(3, 4, 0.3);
const geometry = { rows: 3, columns: 4, spheres: [rule] };

/** The largest difference of A·e = −J m·e and e·Be = [s·Ps − m·n]/2, s = n × e, over directions e = e_θ, e_φ, relative to
 *  tr P + J Σ |terms| of m. */
export function emittedOff(use: ChannelUse, J: number): number {
  const { P, m, drifts } = noiseOf(use.channel.jumps(use.parameters, [J]));
  const size = trace(P);
  if (size === 0) return 0;
  const { drift, diffusion } = coefficientsOn(use, J, geometry);
  const along = [diffusion[0], diffusion[2]];
  let worst = 0;
  for (let node = 0; node < 12; node++) {
    const { n, frame } = frameAt(node);
    frame.forEach((e, k) => {
      const side = cross(n, e);
      const B = (dot(side, times(P, side)) - dot(m, n)) / 2;
      worst = Math.max(worst, Math.abs(along[k][node] - B), Math.abs(drift[k][node] + J * dot(m, e)));
    });
  }
  return worst / (size + J * Math.max(drifts, Math.hypot(...m)));
}

/** The point of a node, with e_θ and e_φ there. */
function frameAt(node: number): { readonly n: Vector3; readonly frame: readonly Vector3[] } {
  const [r, c] = [Math.floor(node / 4), node % 4];
  const [cos, sin] = [rule.cosTheta[r], rule.sinTheta[r]];
  const [x, y] = [rule.cosPhi[c], rule.sinPhi[c]];
  return {
    n: [sin * x, sin * y, cos],
    frame: [
      [cos * x, cos * y, -sin],
      [-y, x, 0],
    ],
  };
}
