/** What can be said of jumps that no evaluator integrates: operators that join several spins, and others than linear ones. */
import type { Jump } from "../../spins/dynamics/jump.ts";
import { hasJointDrift } from "../prepare/drift-axis.ts";
import type { Verdict } from "../prepare/verdict.ts";
import { leavesRangeSomewhere } from "./joint-range.ts";

/** Without a drift Π = dS/dt; with one no ω with Bω = A is known.
 *  @param spins  J of the parties */
export function jointVerdict(jumps: readonly Jump[], spins: readonly number[], name: string): Verdict {
  if (!hasJointDrift(jumps)) return { class: "diffusive", positivity: "proven", proof: "by hand", refusal: null };
  const remedy =
    "states symmetric under exchange are those of one spin, which takes the same operators; what acts on one spin each can be listed as " +
    "entries of their own";
  if (leavesRangeSomewhere(jumps, spins))
    return {
      class: "undefined",
      positivity: null,
      proof: null,
      refusal:
        `reservoir "${name}" joins several spins, and its drift A leaves the range of the diffusion B, where no ω solves Bω = A: dS/dt does ` +
        `not split into a production and a flux; ${remedy}`,
    };
  return {
    class: "undecided",
    positivity: null,
    proof: null,
    refusal: `no ω with Bω = A is known for reservoir "${name}", which joins several spins; ${remedy}`,
  };
}

/** @param which  of the jumps
 *  @param rest  the share of it that is not linear */
export const ofOtherJumps = (which: string, rest: number): Verdict => ({
  class: "undecided",
  positivity: null,
  proof: null,
  refusal:
    `${which} is not linear in the spin operators (a share ${rest.toPrecision(2)} of it is not), and then D(ρ) is no Fokker–Planck ` +
    "operator: Π and Φ are not known; spohn-production is",
});
