/**
 * What can be said of a reservoir's entropy production. With ω such that Bω = A and g = Qω − ∇Q the current is
 * I = A Q − B∇Q = B g, and (Zicari et al. 2023, eqs 7, 11, 20, 21)
 *
 *   Π = M ∫ g·Bg / Q        Φ = M ∫ g·A        dS/dt|diss = Π − Φ = M ∫ (∇Q·B∇Q / Q − A·∇Q)
 */

import { EVIDENCE } from "../../theorem/thermal-positivity.ts";
import type { Ranges } from "../algebra/interval.ts";
import * as p from "../algebra/polynomial.ts";
import type { Dissipator } from "../declare/read-text.ts";
import { isShownNonZero } from "../declare/shown-nonzero.ts";
import { block, type FokkerPlanck, isReal, minors, type Noise, noiseOf } from "./fokker-planck.ts";
import { type AxialFlux, asymmetry, axialFlux, findPotential, isStationary, type Potential } from "./potential.ts";
import { findWitness, lacksDriftAxis } from "./range-of-diffusion.ts";

export type Production =
  /** A = 0: Π = dS/dt and Φ = 0. */
  | { readonly class: "diffusive" }
  /** ω = ∇ ln Q*. The flux is axial where Q* and the reservoir are axisymmetric about z. */
  | {
      readonly class: "potential";
      readonly potential: Potential;
      readonly flux: AxialFlux | null;
      /** Of a single operator: it is shown to be neither damping's, turned, nor Hermitian. */
      readonly isOblique: boolean;
    }
  /** ω = adj(B)A/det B, where B > 0 on the whole sphere; at parameters where it is not, the runtime refuses. */
  | { readonly class: "regular" }
  /** A leaves the range of B: the integral of Π has no value. */
  | { readonly class: "undefined"; readonly refusal: string }
  | { readonly class: "undecided"; readonly refusal: string };

export function classify(operator: FokkerPlanck, dissipators: readonly Dissipator[], ranges: Ranges): Production {
  const { parties } = operator;
  const noise = noiseOf(dissipators, parties);
  if (parties.length > 1 && !isReal(noise)) return classifyJoint(operator, noise, ranges);
  const found = classOf(noise, dissipators, parties, ranges);
  if (found.class !== "potential" || isStationary(operator, found.potential)) return found;
  // So it is with rules of correspondence that are wrong: the proofs say what.
  return { class: "undecided", refusal: "the current does not vanish at the potential that its noise should have" };
}

/** The class as far as it can be told from the Kossakowski matrix alone, which is quick. */
export function classOf(
  noise: Noise,
  dissipators: readonly Dissipator[],
  parties: readonly string[],
  ranges: Ranges,
): Production {
  if (isReal(noise)) return { class: "diffusive" };
  if (parties.length > 1) return { class: "undecided", refusal: "a reservoir that joins several parties" };
  const potential = findPotential(noise, dissipators, parties[0], ranges);
  if (potential)
    return {
      class: "potential",
      potential,
      flux: (potential.shape === "axial" ? axialFlux(potential, dissipators) : undefined) ?? null,
      isOblique: potential.shape === "single" && isOblique(noise, ranges),
    };
  if (!lacksDriftAxis(noise)) return { class: "regular" };
  if (isOblique(noise, ranges) && isShownNonZero(minors(noise), ranges))
    return {
      class: "undefined",
      refusal:
        "the drift A leaves the range of the diffusion B on a curve of the sphere, where the integrand of Π has a pole: " +
        "dS/dt does not split into a production and a flux",
    };
  return {
    class: "undecided",
    refusal:
      "there is no noise along the drift's axis, so that the drift A leaves the range of the diffusion B unless terms cancel that " +
      "are not seen to: write the coefficients so that they do",
  };
}

/** There is a drift, and the noise is not axisymmetric about it. */
const isOblique = (noise: Noise, ranges: Ranges): boolean =>
  asymmetry(noise).some((row) => row.some((entry) => isShownNonZero(entry, ranges)));

function classifyJoint(operator: FokkerPlanck, noise: Noise, ranges: Ranges): Production {
  const { parties } = operator;
  const remedy = isCollective(noise, parties)
    ? `; states symmetric under exchange are those of one spin J = ${parties.map((party) => `J_${party}`).join(" + ")}: give that spin the ` +
      "channel of one party with the same operators (for collective decay, amplitude-damping)"
    : "; parts that act on one party each can be declared as channels of one party";
  const witness = findWitness(operator, noise, ranges);
  if (witness)
    return {
      class: "undefined",
      refusal:
        `the drift A leaves the range of the diffusion B (at ${witness}, for one), where no ω solves Bω = A: ` +
        `dS/dt does not split into a production and a flux${remedy}`,
    };
  return {
    class: "undecided",
    refusal: `no ω with Bω = A was found for a reservoir that joins several parties${remedy}`,
  };
}

/** Every L has the same components on every party. */
function isCollective(noise: Noise, parties: readonly string[]): boolean {
  const first = block(noise, 0, 0);
  return parties.every((_, j) =>
    parties.every((_, k) => {
      const other = block(noise, j, k);
      return [first.P, first.M].every((rows, which) =>
        rows.every((row, i) => row.every((entry, l) => p.equals(entry, [other.P, other.M][which][i][l]))),
      );
    }),
  );
}

type Positivity = "proven" | "searched" | "violated";

/** For J = 1/2, 1 and 3/2, for J = 5/2, 7/2, … and for J = 2, 3, …, at all parameters. */
interface PositivityBySpin {
  readonly qubit: Positivity;
  readonly one: Positivity;
  readonly threeHalves: Positivity;
  readonly halfInteger: Positivity;
  readonly integer: Positivity;
}

export interface Verdict {
  readonly positivity: PositivityBySpin | null;
  readonly evidence: string;
}

/** Whether Π ≥ 0 can be relied on. */
export function verdict(production: Production): Verdict {
  switch (production.class) {
    case "diffusive":
      return {
        positivity: { qubit: "proven", one: "proven", threeHalves: "proven", halfInteger: "proven", integer: "proven" },
        evidence:
          "A = 0 means a real Kossakowski matrix, for which B ≥ 0 at every point: the integrand is not negative",
      };
    case "regular":
      return {
        positivity: { qubit: "proven", one: "proven", threeHalves: "proven", halfInteger: "proven", integer: "proven" },
        evidence: "given only where B > 0 on the whole sphere: the integrand is not negative",
      };
    case "potential":
      if (production.potential.shape === "single" && !production.isOblique)
        return {
          positivity: null,
          evidence:
            "it could not be shown that the operator is neither damping's, turned, nor Hermitian, of which more is known than of others",
        };
      return production.potential.shape === "axial"
        ? {
            positivity: {
              qubit: "proven",
              one: "proven",
              threeHalves: "proven",
              halfInteger: "searched",
              integer: "searched",
            },
            evidence: EVIDENCE,
          }
        : {
            positivity: {
              qubit: "violated",
              one: "searched",
              threeHalves: "violated",
              halfInteger: "violated",
              integer: "violated",
            },
            evidence:
              "for half-integer J Q* is no state's Husimi function: Π vanishes at the steady state with a slope, so that nearby states have Π < 0; for J = 2, 3, … it is the steady state's, but a share s of a state with coherence where Q* has a zero of order 2J lowers Π by the order of s^(1+1/J), more than s² that Π may gain; for J = 1 both are of one order, and minimising Π over states found no counterexample",
          };
    case "undefined":
    case "undecided":
      return { positivity: null, evidence: "Π is not given" };
  }
}

/** Which J have one verdict in common: "every J", "J ≥ 2", "J = 1/2 and J ≥ 3/2", "J = 1/2, 1, 3/2". */
function spinsText(has: Readonly<Record<keyof PositivityBySpin, boolean>>): string {
  const single = (
    [
      ["1/2", has.qubit],
      ["1", has.one],
      ["3/2", has.threeHalves],
    ] as const
  ).map(([spin, isIn]) => (isIn ? spin : null));
  if (!has.halfInteger || !has.integer) {
    const tails = [has.halfInteger ? "5/2, 7/2, …" : null, has.integer ? "2, 3, …" : null];
    return `J = ${[...single, ...tails].filter((spin) => spin !== null).join(", ")}`;
  }
  // From where on all have it.
  const first = single.lastIndexOf(null) + 1;
  if (first === 0) return "every J";
  const before = single.slice(0, first).filter((spin) => spin !== null);
  return `${before.length > 0 ? `J = ${before.join(", ")} and ` : ""}J ≥ ${single[first] ?? "2"}`;
}

/** "proven for J = 1/2, searched for J ≥ 1" */
export function positivityText(bySpin: PositivityBySpin): string {
  return [...new Set(Object.values(bySpin) as Positivity[])]
    .map((verdict) => {
      const has = Object.fromEntries(Object.entries(bySpin).map(([spin, other]) => [spin, other === verdict]));
      return `${verdict} for ${spinsText(has as Record<keyof PositivityBySpin, boolean>)}`;
    })
    .join(", ");
}
