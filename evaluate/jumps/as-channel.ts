/** Jumps that do what a compiled channel does, by its parameters: what a user compares with the rates that were meant. */
import type { Jump } from "../../spins/dynamics/jump.ts";
import { noiseOf, trace, unit, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import { isMixed } from "../prepare/drift-axis.ts";
import { classOfNoise } from "./noise-class.ts";

/** Γ(n̄ + 1) D[J₋] + Γn̄ D[J₊] + λ D[J_z] about an axis; what is not there is left out. */
export interface AsChannel {
  readonly Gamma?: number;
  readonly nbar?: number;
  readonly lambda?: number;
  /** Unit vector k of J_z = k·J: the bath lowers spins along it. */
  readonly axis: Vector3;
}

/** Of a reservoir of one spin; null where its noise is not axisymmetric about its drift, and without a drift has no axis. */
export function asChannel(jumps: readonly Jump[]): AsChannel | null {
  const noise = noiseOf(jumps);
  const found = classOfNoise(noise, jumps);
  if (found.kind === "diffusive") {
    const rate = trace(noise.P);
    if (!(rate > 0) || isMixed(noise)) return null;
    // P = λ kkᵀ: its longest column is along k.
    const columns = [...noise.P].sort((a, b) => Math.hypot(...b) - Math.hypot(...a));
    return { lambda: rate, axis: unit(columns[0]) };
  }
  if (found.kind !== "axial") return null;
  const { lowering, raising, along, axis } = found.axes;
  const [more, less] = [Math.max(lowering, raising), Math.min(lowering, raising)];
  const k: Vector3 = lowering >= raising ? axis : [0 - axis[0], 0 - axis[1], 0 - axis[2]];
  return { Gamma: more - less, nbar: less / (more - less), ...(along > 0 ? { lambda: along } : {}), axis: k };
}
