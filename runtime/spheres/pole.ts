/** Zeros of Q that lie about as close to a pole as the first row of a grid. */
import { orderStart } from "../../spins/matrices/hermitian-tensor.ts";

/** |ρ_jk|² in shares of ρ_jj ρ_kk from which on the two terms can cancel. */
const COHERENT = 0.8;

/**
 * The square of the angle around a pole within which Q may change its shape. Near the pole Q is quadratic in the terms
 * √C(2J,k) ⟨k|ψ⟩ tan^k(θ/2) e^{ikφ}; two of them balance where tan²(θ/2) = (t_j/t_k)^{1/(k−j)}, t_k = C(2J,k) ρ_kk. What
 * happens inside is a vortex that no azimuthal mean outside shows: levels of a product grid agree on missing it. Only
 * nearly pure superpositions do that; of others the levels show enough.
 * @param state  a party's axis, populations first
 * @param side  0 for the pole of m = +J, 1 for that of m = −J
 * @param largest  angles above are of no interest
 */
function vortexSquare(twoJ: number, state: Float64Array, side: 0 | 1, largest: number): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let j = 0; j < twoJ; j++) {
    const inner = state[side === 0 ? j : twoJ - j];
    if (!(inner > 0)) continue;
    // ln C(2J,k)/C(2J,j)
    let binomial = 0;
    for (let k = j + 1; k <= twoJ; k++) {
      binomial += Math.log((twoJ + 1 - k) / k);
      const outer = state[side === 0 ? k : twoJ - k];
      if (!(outer > 0) || !isCoherent(twoJ, state, side, j, k)) continue;
      const log = (Math.log(inner / outer) - binomial) / (k - j);
      if (log < smallest) smallest = log;
    }
  }
  return Math.min(4 * Math.exp(smallest), largest);
}

function isCoherent(twoJ: number, state: Float64Array, side: 0 | 1, j: number, k: number): boolean {
  const first = side === 0 ? j : twoJ - k;
  const at = orderStart(twoJ + 1, k - j) + 2 * first;
  const populations = state[first] * state[first + k - j];
  return state[at] * state[at] + state[at + 1] * state[at + 1] > COHERENT * populations;
}

/** The area around a pole, with a factor for safety, that rows from angle `edge` on do not resolve; 0 where they see
 *  all, and on patches, which have their own way with the poles. */
export function unseenCap(twoJ: number, state: Float64Array, side: 0 | 1, edge: number): number {
  const reach = 4 * edge * edge;
  const square = vortexSquare(twoJ, state, side, reach);
  return square < reach ? 4 * Math.PI * square : 0;
}
