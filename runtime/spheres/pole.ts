/** Zeros of Q that lie about as close to a pole as the first row of a grid. */
import { orderStart } from "../../spins/matrices/hermitian-tensor.ts";

/** |ρ_jk|² in shares of ρ_jj ρ_kk from which on the two terms can cancel. */
const COHERENT = 0.8;

/** Terms that need not cancel: what is mixed may fill a zero up. */
export const ANY = -1;

/**
 * The squares of the least and the largest angle around a pole at which Q changes its shape. Near the pole Q is quadratic in the terms
 * √C(2J,k) ⟨k|ψ⟩ tan^k(θ/2) e^{ikφ}; two of them balance where tan²(θ/2) = (t_j/t_k)^{1/(k−j)}, t_k = C(2J,k) ρ_kk. What
 * happens inside is a vortex that no azimuthal mean outside shows: levels of a product grid agree on missing it. Only
 * nearly pure superpositions do that; of others the levels show enough, but where an integrand is next to nothing elsewhere.
 * @param state  a party's axis, populations first
 * @param side  0 for the pole of m = +J, 1 for that of m = −J
 * @param largest  angles above are of no interest, and stand for what is not found
 * @param coherent  `COHERENT` or `ANY`
 */
export function vortexSquares(twoJ: number, state: Float64Array, side: 0 | 1, largest: number, coherent: number) {
  let [least, most] = [largest, 0];
  for (let j = 0; j < twoJ; j++) {
    const inner = state[side === 0 ? j : twoJ - j];
    let binomial = 0; // ln C(2J,k)/C(2J,j)
    for (let k = j + 1; k <= twoJ; k++) {
      binomial += Math.log((twoJ + 1 - k) / k);
      const outer = state[side === 0 ? k : twoJ - k];
      const at = orderStart(twoJ + 1, k - j) + 2 * (side === 0 ? j : twoJ - k);
      if (!(inner > 0 && outer > 0) || state[at] ** 2 + state[at + 1] ** 2 <= coherent * inner * outer) continue;
      // From here angles are halved and doubled: none is 0.
      const square = Math.max(4 * Math.exp((Math.log(inner / outer) - binomial) / (k - j)), 1e-300);
      least = Math.min(least, square);
      if (square < largest) most = Math.max(most, square);
    }
  }
  return [least, most] as const;
}

/** The area around a pole, with a factor for safety, that rows from angle `edge` on do not resolve; 0 where they see
 *  all, and on patches, which have their own way with the poles. */
export function unseenCap(twoJ: number, state: Float64Array, side: 0 | 1, edge: number): number {
  const reach = 4 * edge * edge;
  const [square] = vortexSquares(twoJ, state, side, reach, COHERENT);
  return square < reach ? 4 * Math.PI * square : 0;
}
