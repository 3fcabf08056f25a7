/** Emitted kernels against the same by hand. */
import { husimiFields } from "../../runtime/husimi/husimi.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import { damping, GAMMA, NBAR } from "./damped.ts";
import { productionByHand } from "./damping-by-hand.ts";
import { inProcess, interleave } from "./measure.ts";
import { atMost, row } from "./results.ts";

/** The emitted integrand of Π against the same by hand. */
export function kernels(): void {
  const rule = productRule(24, 48, 0.5);
  const fields = husimiFields(rule);
  for (let k = 0; k < fields.Q.length; k++) {
    fields.Q[k] = 0.5 + 0.3 * Math.sin(k);
    fields.dTheta[k] = 0.2 * Math.cos(k);
    fields.dPhi[k] = 0.1 * Math.sin(2 * k);
  }
  const geometry = { rows: 24, columns: 48, spheres: [rule] };
  const out = new Float64Array(fields.Q.length);
  const { channel, parameters } = damping(0);
  const gradient = [fields.dTheta, fields.dPhi];
  const spin = [0.5];
  const { hand, emitted } = interleave(
    {
      hand: inProcess(() => productionByHand(GAMMA, 2 * NBAR + 1, 0.5, rule, fields.Q, fields.Q, gradient, out)),
      emitted: inProcess(() =>
        channel.pointwise.production!(parameters, spin, geometry, fields.Q, fields.Q, gradient, out),
      ),
    },
    61,
  );
  row("emitted integrand of Π, 1152 nodes", emitted);
  atMost("emitted pointwise kernel / the same kernel written by hand with care", emitted / hand, 1.1);
}
