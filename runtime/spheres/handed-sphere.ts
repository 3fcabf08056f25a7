/** Ways of integrating the inner sphere. */

import type { ConditionalBlock } from "../husimi/conditional.ts";
import type { Sums } from "../quadrature/integral.ts";
import type { Functional } from "./integrand.ts";

/** Adds a block of conditional states to the integrals. */
export interface InnerIntegrals {
  visit(block: ConditionalBlock, sums: Sums): void;
}

/** One that is handed in. */
export interface HandedSphere {
  readonly name: string;
  /** What it needs of each tensor besides, made on the last axis, of length d². The t-th tensor's is the (t + half of all)-th. */
  readonly derived: (tensor: Float64Array, d: number) => Float64Array;
  /** @param present  coherence orders of the party, one list for all tensors */
  readonly integrals: (functionals: readonly Functional[], twoJ: number, present: Uint8Array) => InnerIntegrals;
}
