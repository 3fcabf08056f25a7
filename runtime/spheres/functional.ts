/** What is averaged over conditional states of one party. */
import type { ChannelUse } from "../evaluator.ts";

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

/** A functional of the inner party's conditional state, given as an integral over its sphere with measure (2J+1)/4π:
 *  the entropy −∫ Q ln Q; the moment −∫ X ln Q with X the Husimi function of another tensor; dS/dt of a one-party
 *  channel from its compiled integrand; and its Π with P the Husimi function of another tensor. */
export type Functional =
  | { readonly kind: "entropy"; readonly closed: LogMoment }
  | { readonly kind: "logMoment"; readonly closed: LogMoment; readonly tensor: number }
  | { readonly kind: "entropyRate"; readonly use: ChannelUse }
  | { readonly kind: "production"; readonly use: ChannelUse; readonly tensor: number };
