/** |M ∫ X ln Q| ≤ this · ‖X‖₁: no mean of −ln Q over a state is larger than Σ 2J (1 + 1/2 + … + 1/(2J+1)), where Q is a coherent
 *  state's and that state the opposite one (by Majorana's points where Q is another pure state's, by Jensen where it is a mixed one's),
 *  and 1 + 1/2 + … + 1/n ≤ 1 + ln n. */
export function logarithmSize(spins: readonly number[]): number {
  return spins.reduce((sum, J) => sum + 2 * J * (1 + Math.log(2 * J + 1)), 1);
}

/** |M ∫ X ln Q| ≤ this · √d ‖X‖ in the Frobenius norm (Cauchy and Schwarz): M ∫ X² ≤ ‖X‖², and M ∫ ln² Q ≤ d (Σ 2J √2)², since of a pure spin
 *  0 ≤ −ln Q ≤ −Σ_k ln x_k over 2J points, x = (1 − n·m)/2 uniform on [0, 1], where ln² x is 2 in the mean; spin after spin as above. */
export function logarithmNorm(spins: readonly number[]): number {
  return Math.SQRT2 * spins.reduce((sum, J) => sum + 2 * J, 0);
}
