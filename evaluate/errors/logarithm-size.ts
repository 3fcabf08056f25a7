/** |M ∫ X ln Q| ≤ this · ‖X‖₁: no mean of −ln Q over a state is larger than Σ 2J (1 + 1/2 + … + 1/(2J+1)), where Q is a coherent
 *  state's and that state the opposite one (by Majorana's points where Q is another pure state's, by Jensen where it is a mixed one's),
 *  and 1 + 1/2 + … + 1/n ≤ 1 + ln n. */
export function logarithmSize(spins: readonly number[]): number {
  return spins.reduce((sum, J) => sum + 2 * J * (1 + Math.log(2 * J + 1)), 1);
}
