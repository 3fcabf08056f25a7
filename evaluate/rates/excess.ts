/** Excess production, −d/dt KL(Q‖Q_ss) = −M ∫ ∂Q/∂t ln(Q/Q_ss). */

import { EXACTLY, enlarged, type Integral } from "../../runtime/quadrature/integral.ts";
import { largestRow } from "../../spins/dynamics/hamiltonian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine, frobenius, identity } from "../../spins/matrices/complex-matrix.ts";
import type { Weighed } from "../../spins/numbers/bounded.ts";
import { SEPARATE } from "../../spins/numbers/safety-factors.ts";
import { eigenvalues } from "../../spins/states/density-matrix.ts";
import { referenceBlur, relaxationBlur } from "../errors/excess-blur.ts";
import type { Relaxation } from "../prepare/relaxation.ts";
import type { Setting } from "../prepare/setting.ts";
import { type Changes, integrateMoment, logMoment } from "./moments.ts";

/** @param change  dρ/dt of the full generator
 *  @param whole  −M ∫ ∂Q/∂t ln Q */
export function excessProduction(
  { steady, steadyError }: Relaxation,
  changes: Changes,
  change: ComplexMatrix,
  whole: Integral,
  setting: Setting,
  budget: number,
): Weighed & { readonly evaluations: number } {
  const { spins, tolerance } = setting;
  const { size } = sizesOf(setting);
  const goal = { ...EXACTLY, relative: tolerance, shift: -whole.value };
  const referred = integrateMoment(steady, logMoment(change, size, spins, goal), setting, budget);
  let { evaluations } = referred;
  const { integral: reference } = referred;
  const own = excessBlur(changes, setting);
  const value = whole.value - reference.value;
  const integrated = whole.error + reference.error;
  let compared = referenceBlur(change, steadyError, spins);
  if (compared > Math.max(tolerance * Math.abs(value), integrated + own)) {
    const closer = logarithmDistance(steady, steadyError.error, setting, budget - evaluations);
    evaluations += closer.evaluations;
    compared = Math.min(compared, frobenius(change) * closer.distance);
  }
  const difference = { value, error: integrated, contributions: whole.contributions + reference.contributions };
  return { ...enlarged(difference, { state: own, reference: compared }), evaluations };
}

/** What the error of the state does to it; 0 where it is not asked for. */
export function excessBlur({ rho, stateError, byEverything }: Changes, setting: Setting): number {
  const { relaxation, spins } = setting;
  if (relaxation === null || byEverything === null) return 0;
  const { steady } = relaxation;
  return relaxationBlur({ rho, steady, change: byEverything, ...sizesOf(setting) }, spins, stateError);
}

/** Bounds on the trace norm of G(X) over that of X, and of G without rotations. */
function sizesOf({ channels, hamiltonian, twist }: Setting) {
  const dissipation = channels.reduce((sum, { size }) => sum + size, 0);
  return {
    size: dissipation + (hamiltonian === null ? 0 : 2 * largestRow(hamiltonian)),
    unturned: dissipation + (twist === null ? 0 : 2 * largestRow(twist)),
  };
}

/**
 * A bound on M ∫ |δ ln P|, P the Husimi function of σ and |δP| ≤ ε: as −ln(1 − x) is convex, it is at most
 * (ε/t) M ∫ [ln P − ln(P − t)] for ε ≤ t < P; P is no smaller than the least eigenvalue of σ, and P − t is that of σ − t.
 */
function logarithmDistance(
  steady: ComplexMatrix,
  error: number,
  setting: Setting,
  budget: number,
): { distance: number; evaluations: number } {
  const { spins, tolerance } = setting;
  const t = 0.5 * eigenvalues(steady)[0];
  if (!(t > SEPARATE * Math.max(error, Number.EPSILON)) || budget <= 0) {
    return { distance: Number.POSITIVE_INFINITY, evaluations: 0 };
  }
  let evaluations = 0;
  const one = identity(steady.dimension);
  const [whole, lowered] = [steady, combine(1, steady, -t, one)].map((state) => {
    const moment = logMoment(one, one.dimension, spins, { ...EXACTLY, relative: tolerance });
    const found = integrateMoment(state, moment, setting, budget - evaluations);
    evaluations += found.evaluations;
    return found.integral;
  });
  const difference = Math.max(0, lowered.value - whole.value) + lowered.error + whole.error;
  return { distance: (error / t) * difference, evaluations };
}
