/** What one state leaves to the next: sweeps over phase space with their tables and arrays. Made once for all states of a job. */

import type { ConditionalBlock, ConditionalSweep } from "./husimi/conditional.ts";
import type { PatchRules } from "./quadrature/adaptive.ts";
import type { Sums } from "./quadrature/integral.ts";
import type { SphereRule } from "./quadrature/sphere.ts";
import type { Functional } from "./spheres/integrand.ts";

/** A sweep over the nodes of one rule, with what is summed on it. */
export interface SummedSweep {
  /** Overwritten by those of the next state, of the same kinds. */
  readonly functionals: Functional[];
  readonly sweep: ConditionalSweep;
  readonly visit: (block: ConditionalBlock) => void;
  readonly sums: Sums;
}

/** Of a tensor: outer parties, then the inner one. */
export interface Axes {
  /** Of each party. */
  readonly dimensions: readonly number[];
  /** The party of each axis. */
  readonly order: readonly number[];
  /** The product of the lengths of the axes after each. */
  readonly after: readonly number[];
}

export interface Workspace {
  /** By spins and inner party. */
  readonly axes: Map<string, Axes>;
  /** By the rule, then by the shape of what is swept. */
  readonly sweeps: WeakMap<SphereRule, Map<string, SummedSweep>>;
  /** Once there were any. */
  patches: PatchRules | null;
}

export function newWorkspace(): Workspace {
  return { axes: new Map(), sweeps: new WeakMap(), patches: null };
}
