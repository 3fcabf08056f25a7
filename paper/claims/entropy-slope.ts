/** dS/dt from entropies alone: what a state's S does while it evolves. */
import type { Problem, Result } from "../../evaluate/problem/problem.ts";
import type { Library } from "./library.ts";

const step = 0.002;

/** Five times, and the rates at the third of them are to be compared. */
export const slopeTimes = [0, 1, 2, 3, 4].map((k) => k * step);

/** What S rises by a unit of time at the middle of `slopeTimes`: S' = (S₋₂ − 8S₋₁ + 8S₁ − S₂)/12h, short by h⁴S⁽⁵⁾/30. */
const slopeOf = ([before, last, , next, after]: Float64Array): number =>
  (before - 8 * last + 8 * next - after) / (12 * step);

/** Beside the result over `slopeTimes` the difference between dS/dt in its middle and what S does there. */
export function alongSlope(
  { evaluate }: Library,
  problem: Pick<Problem, "spins" | "state" | "channels">,
): { readonly result: Result; readonly middle: 2; readonly gap: number } {
  const result = evaluate({ ...problem, times: slopeTimes, tolerance: 1e-11 });
  return { result, middle: 2, gap: result.entropyRate.values[2] - slopeOf(result.entropy.values) };
}
