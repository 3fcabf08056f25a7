/** A rotation turns spheres and changes no entropy, however much larger than a twist it is. */
import { expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { hamiltonianOf } from "../support/hamiltonian.ts";
import { randomState } from "../support/random-states.ts";

// In one of them entries of the twist vanish where the rotation has some: what is left of that must not be taken for zero there alone.
it.each(["0.01*(Jx[0]*Jz[0]+Jz[0]*Jx[0])", "0.01*Jx[0]*Jx[0]*Jx[0]"])("%s and 3e4 times as much beside it", (twist) => {
  const rateOf = (text: string) => {
    const hamiltonian = hamiltonianOf(text, [3]);
    return evaluate({ spins: [3], state: randomState(7, 3, 3), channels: [], hamiltonian }).unitaryRate;
  };
  const alone = rateOf(twist);
  for (const omega of [30, 1000, 30_000]) {
    const beside = rateOf(`${omega}*Jx[0] + ${0.7 * omega}*Jy[0] + ${twist}`);
    expect(Math.abs(beside.values[0] - alone.values[0])).toBeLessThanOrEqual(alone.error[0] + beside.error[0]);
  }
});
