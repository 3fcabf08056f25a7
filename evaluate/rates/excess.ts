/** Excess production, −d/dt KL(Q‖Q_ss) = −M ∫ ∂Q/∂t ln(Q/Q_ss). */

import type { Integral } from "../../runtime/quadrature/quadrature.ts";
import { answerAll } from "../../runtime/spheres/requests.ts";
import { largestRow } from "../../spins/dynamics/hamiltonian.ts";
import { dissipationSize } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine, frobenius, identity } from "../../spins/matrices/complex-matrix.ts";
import type { Weighed } from "../../spins/numbers/bounded.ts";
import { SEPARATE } from "../../spins/numbers/safety-factors.ts";
import { eigenvalues } from "../../spins/states/state.ts";
import { referenceBlur, relaxationBlur } from "../errors/state-error.ts";
import type { Relaxation, Setting } from "../prepare/setting.ts";
import { logarithmSphere, moment, requestMoments } from "./moments.ts";

/** The state and its change. */
interface Moving {
  readonly rho: ComplexMatrix;
  /** What ρ is off by in the Frobenius norm. */
  readonly stateError: number;
  /** dρ/dt of the full generator. */
  readonly change: ComplexMatrix;
  /** −M ∫ ∂Q/∂t ln Q. */
  readonly whole: Integral;
}

export function excessProduction(
  { steady, steadyError }: Relaxation,
  { rho, stateError, change, whole }: Moving,
  setting: Setting,
  budget: number,
): Weighed & { readonly evaluations: number } {
  const { spins, tolerance, channels, hamiltonian, twist } = setting;
  const dissipation = channels.reduce((sum, { dissipator }) => sum + dissipationSize(dissipator), 0);
  const size = dissipation + (hamiltonian === null ? 0 : 2 * largestRow(hamiltonian));
  const unturned = dissipation + (twist === null ? 0 : 2 * largestRow(twist));
  const goal = (value: number) => tolerance * Math.min(Math.abs(value), Math.abs(whole.value - value));
  const wanted = moment(change, size, spins, goal);
  const matrices = [steady];
  const requests = requestMoments([wanted], logarithmSphere(steady, setting), matrices);
  let evaluations = answerAll(requests, matrices, spins, budget);
  const reference = wanted.integral;
  const own = relaxationBlur({ rho, steady, change, size, unturned }, spins, stateError);
  const value = whole.value - reference.value;
  const integrated = whole.bound + reference.bound;
  let compared = referenceBlur(change, steadyError, spins);
  if (compared > Math.max(tolerance * Math.abs(value), integrated + own)) {
    const closer = logarithmDistance(steady, steadyError.error, setting, budget - evaluations);
    evaluations += closer.evaluations;
    compared = Math.min(compared, frobenius(change) * closer.distance);
  }
  return {
    value,
    error: integrated + own + compared,
    contributions: whole.magnitude + reference.magnitude,
    evaluations,
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
    const wanted = moment(one, one.dimension, spins, (value) => tolerance * Math.abs(value));
    const matrices = [state];
    const requests = requestMoments([wanted], logarithmSphere(state, setting), matrices);
    evaluations += answerAll(requests, matrices, spins, budget - evaluations);
    return wanted.integral;
  });
  const difference = Math.max(0, lowered.value - whole.value) + lowered.bound + whole.bound;
  return { distance: (error / t) * difference, evaluations };
}
