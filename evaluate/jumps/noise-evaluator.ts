/** A reservoir of one spin, any sum of D[l·J], as an evaluator: what a compiled channel is, with numbers in place of parameters. */
import type { ChannelUse, Evaluator, FluxMatrix } from "../../runtime/evaluator.ts";
import { axialFluxMatrix, axialState } from "../../runtime/flux/axial.ts";
import { potentialFluxMatrix, potentialState, soleJumpFactors } from "../../runtime/flux/potential-matrix.ts";
import { sphereKernel } from "../../runtime/special/sphere-kernel.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { type Noise, noiseOf, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import { classOfNoise, type NoiseClass, reservoirOf } from "./noise-class.ts";
import { noiseKernels } from "./noise-kernels.ts";
import { noiseIn, type OwnAxes } from "./own-axes.ts";

/** @param name  of the reservoir
 *  @param jumps  of one party, rates ≥ 0
 *  @param remainder  h of H′ = h·J, which constants of the operators add */
export function noiseEvaluator(name: string, jumps: readonly Jump[], remainder: Vector3): Evaluator {
  const raw = noiseOf(jumps);
  const found = classOfNoise(raw, jumps);
  const noise = noiseOfClass(raw, found);
  return {
    name,
    cites: CITES,
    parties: ["a"],
    parameters: [],
    reservoirs: [reservoirOf(found, name)],
    equations: {},
    jumps: () => jumps,
    cancelling: null,
    remainder: () => [remainder],
    pointwise: noiseKernels(noise, found),
    inner: innerOf(noise),
    fluxMatrix: fluxMatrixOf(found, jumps),
    steadyState: found.kind === "axial" ? (_, [J]) => steadyStateOf(found.axes, J) : null,
    strata: [],
  };
}

/** Whether a use is one of those above. */
export const isOfJumps = ({ channel }: ChannelUse): boolean => channel.cites === CITES;

const CITES = "the jumps of a job";

/** Without what rounding left beside its class. */
function noiseOfClass(noise: Noise, found: NoiseClass): Noise {
  if (found.kind === "axial") return noiseIn(found.axes, noise.drifts);
  return found.kind === "diffusive" ? { ...noise, m: [0, 0, 0] } : noise;
}

/** ∫ of the integrand of dS/dt for Q = A₀ + R·n: π K(A₀, |R|²) [A₀ m·R + ½(tr P |R|² − R·PR)], the bracket term by term: of what no term
 *  acts on nothing is left. */
function innerOf({ P, m }: Noise): Evaluator["inner"] {
  return (_, A0, Rx, Ry, Rz, out, size) => {
    for (let k = 0; k < out.length; k++) {
      const [x, y, z] = [Rx[k], Ry[k], Rz[k]];
      const kernel = Math.PI * sphereKernel(A0[k], x * x + y * y + z * z);
      const odd = A0[k] * (m[0] * x + m[1] * y + m[2] * z);
      const even = 0.5 * (P[0][0] * (y * y + z * z) + P[1][1] * (x * x + z * z) + P[2][2] * (x * x + y * y));
      const mixed = P[0][1] * x * y + P[0][2] * x * z + P[1][2] * y * z;
      out[k] = kernel * (odd + even - mixed);
      size[k] = kernel * (Math.abs(odd) + even + Math.abs(mixed));
    }
  };
}

function fluxMatrixOf(found: NoiseClass, jumps: readonly Jump[]): Evaluator["fluxMatrix"] {
  if (found.kind === "axial") return (_, [J]) => axialFlux(found.axes, J, jumps);
  if (found.kind === "single") return (_, [J]) => potentialFluxMatrix(J, [{ factors: soleJumpFactors(jumps), jumps }]);
  return null;
}

const isUpright = ({ axis }: OwnAxes): boolean => axis[2] === 1;

/** Upright it is diagonal in |J,m⟩, with α ∓ m = 2·raising and 2·lowering. */
function axialFlux(axes: OwnAxes, J: number, jumps: readonly Jump[]): FluxMatrix {
  const { lowering, raising } = axes;
  const drift = lowering - raising;
  if (!isUpright(axes)) return potentialFluxMatrix(J, [{ factors: [{ ...baseOf(axes), weight: 1 }], jumps }]);
  return axialFluxMatrix(J, [{ axis: -drift, rise: 2 * raising, fall: 2 * lowering, lowering, raising, drift }]);
}

/** α − m·n as constant + axis·n. */
function baseOf({ axis, lowering, raising }: OwnAxes): { readonly constant: number; readonly axis: Vector3 } {
  const drift = lowering - raising;
  return { constant: lowering + raising, axis: [-drift * axis[0], -drift * axis[1], -drift * axis[2]] };
}

function steadyStateOf(axes: OwnAxes, J: number) {
  if (isUpright(axes)) return axialState(J, axes.raising, axes.lowering);
  const { constant, axis } = baseOf(axes);
  return potentialState(J, constant, axis);
}
