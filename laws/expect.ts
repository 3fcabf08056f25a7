/** What a law expects, in words that need no test runner. */

import type { Bounded } from "../spins/numbers/bounded.ts";

/** A law that does not hold; the message says of which quantity, and by how much. */
export class Broken extends Error {
  override readonly name = "Broken";
}

/** @throws Broken  where it is not, as where it is no number */
export function expectAtMost(found: number, most: number, what: string): void {
  if (!(found <= most)) throw new Broken(`${what} is ${found}, more than ${most}`);
}

/** @throws Broken  where it is not, as where it is no number */
export function expectAtLeast(found: number, least: number, what: string): void {
  if (!(found >= least)) throw new Broken(`${what} is ${found}, less than ${least}`);
}

/** @throws Broken  with what was found */
export function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new Broken(otherwise);
}

/** |a − b| ≤ their errors + slack.
 *  @throws Broken  where they are further apart */
export function expectSame(a: Bounded, b: Bounded, slack: number, what: string): void {
  const [gap, most] = [Math.abs(a.value - b.value), a.error + b.error + slack];
  if (!(gap <= most)) throw new Broken(`${what}: ${a.value} and ${b.value} are ${gap} apart, more than ${most}`);
}
