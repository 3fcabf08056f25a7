/** What is integrated over phase space, with the measure M of all parties, and how the first sphere of it is done. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { ChannelUse } from "../evaluator.ts";
import type { ConditionalBlock } from "../husimi/conditional.ts";
import type { Sums } from "../quadrature/integral.ts";

/** −∫ X ln Q over the unit sphere of a qubit in closed form for Q = A0 + R·n, X = X0 + X·n, and Σ |summands| of it, one value a
 *  conditional state: what the compiler emits beside the channels.
 *  @param K  `sphereKernel(A0, |R|²)`
 *  @param L0  `logMean(A0, |R|²)` */
export type LogMoment = (
  Rx: Float64Array,
  Ry: Float64Array,
  Rz: Float64Array,
  X0: Float64Array,
  Xx: Float64Array,
  Xy: Float64Array,
  Xz: Float64Array,
  K: Float64Array,
  L0: Float64Array,
  out: Float64Array,
  size: Float64Array,
) => void;

/**
 * The entropy −Q ln Q; the moment −X ln Q with X the Husimi function of `of`; dS/dt of a one-party channel by its compiled
 * integrand; its Π by g·Bg/Q with P the Husimi function of `of`; and Π on a qubit's closed sphere, where the state deviates by
 * `of` from σ* ⊗ Tr_a ρ and `change` is what the channel makes of that, D(ρ) = D(of).
 */
export type Integrand =
  | { readonly kind: "entropy"; readonly closed: LogMoment }
  | { readonly kind: "logMoment"; readonly closed: LogMoment; readonly of: ComplexMatrix }
  | { readonly kind: "entropyRate"; readonly use: ChannelUse }
  | { readonly kind: "production"; readonly use: ChannelUse; readonly of: ComplexMatrix }
  | { readonly kind: "qubitProduction"; readonly of: ComplexMatrix; readonly change: ComplexMatrix };

/** The same within a sweep, which has the matrices as tensors of conditional states: by their places. */
export type Functional =
  | { readonly kind: "entropy"; readonly closed: LogMoment }
  | { readonly kind: "logMoment"; readonly closed: LogMoment; readonly tensor: number }
  | { readonly kind: "entropyRate"; readonly use: ChannelUse }
  | { readonly kind: "production"; readonly use: ChannelUse; readonly tensor: number }
  | { readonly kind: "qubitProduction"; readonly tensor: number; readonly change: number };

/** @param place  of a matrix among the tensors */
export function functionalOf(integrand: Integrand, place: (matrix: ComplexMatrix) => number): Functional {
  switch (integrand.kind) {
    case "entropy":
    case "entropyRate":
      return integrand;
    case "logMoment":
      return { kind: "logMoment", closed: integrand.closed, tensor: place(integrand.of) };
    case "production":
      return { kind: "production", use: integrand.use, tensor: place(integrand.of) };
    case "qubitProduction":
      return { kind: "qubitProduction", tensor: place(integrand.of), change: place(integrand.change) };
  }
}

/** How the inner sphere is integrated: in closed form (a qubit), on a grid, or as is handed in. */
export type InnerSphere = "closed" | "grid" | HandedSphere;

/** Adds a block of conditional states to the integrals. */
export interface InnerIntegrals {
  visit(block: ConditionalBlock, sums: Sums): void;
}

/** One that is handed in. */
export interface HandedSphere {
  readonly name: string;
  /** Evaluations that each conditional state takes, as a rule. */
  readonly cost: number;
  /** Whether it adds to the marginals of outer spheres. */
  readonly tells: boolean;
  /** What it needs of each tensor besides, made on the last axis, of length d². The t-th tensor's is the (t + half of all)-th. */
  readonly derived: (tensor: Float64Array, d: number) => Float64Array;
  /** @param present  coherence orders of the party, one list for all tensors */
  readonly integrals: (functionals: readonly Functional[], twoJ: number, present: Uint8Array) => InnerIntegrals;
}
