/** Excess production, −d/dt KL(Q‖Q_ss) = −M ∫ ∂Q/∂t ln(Q/Q_ss). */
import { dissipationSize } from "./dynamics/liouvillian.ts";
import type { ComplexMatrix } from "./evaluator.ts";
import type { BoundedValue } from "./flux/flux.ts";
import { logarithmSphere, moment, requestMoments } from "./moments.ts";
import type { Integral } from "./quadrature/quadrature.ts";
import { answerAll } from "./requests.ts";
import { floorOf, isWithin } from "./rounding.ts";
import type { Relaxation, Setting } from "./setting.ts";

/**
 * @param change  dρ/dt of the full generator
 * @param whole  −M ∫ ∂Q/∂t ln Q
 */
export function excessProduction(
  { steady }: Relaxation,
  change: ComplexMatrix,
  whole: Integral,
  setting: Setting,
  budget: number,
): { excess: BoundedValue; converged: boolean; evaluations: number } {
  const { spins, tolerance, channels } = setting;
  const size = channels.reduce((sum, { dissipator }) => sum + dissipationSize(dissipator), 0);
  const goal = (value: number) => tolerance * Math.min(Math.abs(value), Math.abs(whole.value - value));
  const wanted = moment(change, size, spins, goal);
  const matrices = [steady];
  const requests = requestMoments([wanted], logarithmSphere(steady, setting), matrices);
  const evaluations = answerAll(requests, matrices, spins, budget);
  const reference = wanted.integral;
  const excess = { value: whole.value - reference.value, error: whole.bound + reference.bound };
  return { excess, converged: isWithin(excess, tolerance, floorOf(whole) + floorOf(reference)), evaluations };
}
