/** What is averaged over conditional states of one party. */
import type { ChannelUse } from "../evaluator.ts";

/** A functional of the inner party's conditional state, given as an integral over its sphere with measure (2J+1)/4π:
 *  the entropy −∫ Q ln Q; the moment −∫ X ln Q with X the Husimi function of another tensor; dS/dt of a one-party
 *  channel from its compiled integrand; and its Π with P the Husimi function of another tensor. */
export type Functional =
  | { readonly kind: "entropy" }
  | { readonly kind: "logMoment"; readonly tensor: number }
  | { readonly kind: "entropyRate"; readonly use: ChannelUse }
  | { readonly kind: "production"; readonly use: ChannelUse; readonly tensor: number };
