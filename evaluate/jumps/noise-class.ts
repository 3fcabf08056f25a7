/** The class of a reservoir of one spin by its noise in numbers, and what is known of Π ≥ 0: what the compiler finds of the symbols. */
import type { Positivity, ReservoirVerdict } from "../../runtime/evaluator.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import type { Noise } from "../../spins/dynamics/noise-matrix.ts";
import { isMixed, isOblique, lacksDriftAxis, TOLD } from "../prepare/drift-axis.ts";
import { type OwnAxes, ownAxes } from "./own-axes.ts";

export type NoiseClass =
  /** No drift. */
  | { readonly kind: "diffusive" }
  /** P axisymmetric about m: Q* = (α − m·n)^{2J}. */
  | { readonly kind: "axial"; readonly axes: OwnAxes }
  /** One operator alone: Q* = (tr B)^J. */
  | { readonly kind: "single" }
  /** Where B > 0 on the whole sphere, which is for `guard` to say. */
  | { readonly kind: "regular" }
  /** P m = 0, and none of the above: the drift leaves the range of B. */
  | { readonly kind: "undefined" };

/** What is not to be told from an exception by rounding is the exception: a matrix is known to rounding alone. */
export function classOfNoise(noise: Noise, jumps: readonly Jump[]): NoiseClass {
  if (Math.hypot(...noise.m) <= TOLD * noise.drifts) return { kind: "diffusive" };
  if (!isOblique(noise)) return { kind: "axial", axes: ownAxes(noise, jumps) };
  if (!isMixed(noise)) return { kind: "single" };
  return { kind: lacksDriftAxis(noise) ? "undefined" : "regular" };
}

const everywhere = (one: Positivity): ReservoirVerdict["positivity"] => ({
  qubit: one,
  one,
  threeHalves: one,
  halfInteger: one,
  integer: one,
});

/** At all temperatures: of a job's own `verdict` knows more. */
const provenToThreeHalves: ReservoirVerdict["positivity"] = {
  ...everywhere("proven")!,
  halfInteger: "searched",
  integer: "searched",
};
const violatedBut: ReservoirVerdict["positivity"] = { ...everywhere("violated")!, one: "searched" };

/** As a compiled channel would carry it. */
export function reservoirOf({ kind }: NoiseClass, name: string): ReservoirVerdict {
  const verdict = (known: Pick<ReservoirVerdict, "class" | "positivity">, refusal: string | null = null) => ({
    name,
    evidence: "as of the compiled channels of this class",
    refusal,
    ...known,
  });
  switch (kind) {
    case "diffusive":
      return verdict({ class: "diffusive", positivity: everywhere("proven") });
    case "axial":
      return verdict({ class: "potential", positivity: provenToThreeHalves });
    case "single":
      return verdict({ class: "potential", positivity: violatedBut });
    case "regular":
      return verdict({ class: "regular", positivity: everywhere("proven") });
    case "undefined":
      return verdict(
        { class: "undefined", positivity: null },
        `reservoir "${name}": the drift A leaves the range of the diffusion B on a curve of the sphere, where the integrand of Π has a ` +
          "pole: dS/dt does not split into a production and a flux",
      );
  }
}
