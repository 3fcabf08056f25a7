/**
 * What can be said of a reservoir's entropy production. With ω such that Bω = A and g = Qω − ∇Q the current is
 * I = A Q − B∇Q = B g, and (Zicari et al. 2023, eqs 7, 11, 20, 21)
 *
 *   Π = M ∫ g·Bg / Q        Φ = M ∫ g·A        dS/dt|diss = Π − Φ = M ∫ (∇Q·B∇Q / Q − A·∇Q)
 */
import * as p from "./algebra/polynomial.ts";
import type { Dissipator } from "./declare.ts";
import { type AxialFlux, axialFlux } from "./flux.ts";
import type { FokkerPlanck } from "./fokker-planck.ts";
import { findPotential, type Potential } from "./potential.ts";
import type { Ranges } from "./sign.ts";

export type Positivity = "proven" | "searched" | "violated";

/** `diffusive`: A = 0, so Π = dS/dt and Φ = 0. `potential`: ω = ∇ ln Q*. `undecided`: neither could be shown. */
export type Production =
  | { readonly class: "diffusive" }
  | { readonly class: "potential"; readonly potential: Potential; readonly flux: AxialFlux }
  | { readonly class: "undecided"; readonly refusal: string };

export interface Verdict {
  readonly positivity: { readonly qubit: Positivity; readonly general: Positivity } | null;
  readonly evidence: string;
}

export function classify(operator: FokkerPlanck, dissipators: readonly Dissipator[], ranges: Ranges): Production {
  if (operator.drift.every(p.isZero)) return { class: "diffusive" };
  const potential = findPotential(operator, ranges);
  const flux = potential && axialFlux(potential, dissipators);
  if (potential && flux) return { class: "potential", potential, flux };
  const refusal = potential
    ? "the potential Q* is not axisymmetric about z, for which the flux is not derived"
    : "no potential Q* = (a + b·n)^(2J) solves A Q* = B∇Q*, so that a splitting of dS/dt into Π and Φ exists could not be shown";
  return { class: "undecided", refusal };
}

/** Whether Π ≥ 0 can be relied on. */
export function verdict(production: Production): Verdict {
  switch (production.class) {
    case "diffusive":
      return {
        positivity: { qubit: "proven", general: "proven" },
        evidence:
          "A = 0 means a real Kossakowski matrix, for which B ≥ 0 at every point: the integrand is not negative",
      };
    case "potential":
      return {
        positivity: { qubit: "proven", general: "searched" },
        evidence:
          "Q* is the Husimi function of a steady state; for J = 1/2 this proves Π ≥ 0, for larger spins a minimisation over states found no counterexample",
      };
    case "undecided":
      return { positivity: null, evidence: "Π is not given" };
  }
}
