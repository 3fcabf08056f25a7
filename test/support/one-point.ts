/** What one Monte Carlo point is: mean, deviation, skewness and kurtosis of its samples, by the plain quadrature. */

import { dimensionOf } from "../../laws/matrices.ts";
import { fieldsOf, integral, type PhaseSpace } from "../../laws/phase-space.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";

export interface OnePoint {
  readonly mean: number;
  readonly deviation: number;
  readonly skewness: number;
  /** 3 for normal samples. */
  readonly kurtosis: number;
}

/** Of M (4π)^parties f at a point uniform on the spheres: the average of its k-th power is (Π d)^{k−1} M ∫ f^k. */
function ofIntegrand(space: PhaseSpace, f: Float64Array): OnePoint {
  const d = dimensionOf(space.spins);
  const mean = integral(space, f);
  const central = (k: number) =>
    integral(
      space,
      f.map((value) => (d * value - mean) ** k / d),
    );
  const deviation = Math.sqrt(central(2));
  return { mean, deviation, skewness: central(3) / deviation ** 3, kurtosis: central(4) / deviation ** 4 };
}

/** Of S, the gain of S since `start`, and dS/dt, Π and Φ of all channels together, from their emitted integrands. */
export function onePoint(
  space: PhaseSpace,
  uses: readonly ChannelUse[],
  rho: ComplexMatrix,
  start: ComplexMatrix,
): Readonly<Record<"entropy" | "gain" | "entropyRate" | "production" | "flux", OnePoint>> {
  const entropy = (state: ComplexMatrix) => fieldsOf(space, state, []).Q.map((q) => -q * Math.log(q));
  const [now, before] = [entropy(rho), entropy(start)];
  const rate = (kind: "entropyRate" | "production" | "flux") => {
    const sum = new Float64Array(now.length);
    for (const { channel, on, parameters } of uses) {
      const { Q, gradient } = fieldsOf(space, rho, on);
      const geometry = { rows: space.rows, columns: space.columns, spheres: on.map((party) => space.spheres[party]) };
      const J = on.map((party) => space.spins[party]);
      const out = new Float64Array(Q.length);
      if (kind === "production") channel.pointwise.production!(parameters, J, geometry, Q, Q, gradient, out);
      else channel.pointwise[kind]?.(parameters, J, geometry, Q, gradient, out);
      for (let k = 0; k < sum.length; k++) sum[k] += out[k];
    }
    return ofIntegrand(space, sum);
  };
  return {
    entropy: ofIntegrand(space, now),
    gain: ofIntegrand(
      space,
      now.map((value, k) => value - before[k]),
    ),
    entropyRate: rate("entropyRate"),
    production: rate("production"),
    flux: rate("flux"),
  };
}
