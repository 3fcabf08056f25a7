/** What the rates of one state after the other are computed for. */

import type { Workspace } from "../../runtime/spheres/local-average.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { PreparedChannel } from "./prepared-channel.ts";
import type { Relaxation } from "./relaxation.ts";

export interface Setting {
  readonly spins: readonly number[];
  readonly dimensions: readonly number[];
  readonly channels: readonly PreparedChannel[];
  readonly hamiltonian: ComplexMatrix | null;
  /** H without rotations of single spheres, which change no entropy; null when nothing is left. */
  readonly twist: ComplexMatrix | null;
  /** Whether the twist is of at most second degree in the spin operators of each party. */
  readonly isQuadratic: boolean;
  /** Where the excess is asked for: the steady state, and dρ/dt of the full generator. */
  readonly relaxation: Relaxation | null;
  /** Whether dS/dt is also wanted by the matrices of the dissipators, for the closure. */
  readonly closes: boolean;
  readonly tolerance: number;
  readonly budget: number;
  /** What the states before have left. */
  readonly workspace: Workspace;
}
