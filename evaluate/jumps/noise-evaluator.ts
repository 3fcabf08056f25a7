/** A reservoir of one spin, any sum of D[l·J], as an evaluator: what a compiled channel is, with numbers in place of parameters. */
import type { ChannelUse, Evaluator, FluxMatrix } from "../../runtime/evaluator.ts";
import { axialFluxMatrix, axialState } from "../../runtime/flux/axial.ts";
import { type Noise, noiseOf, type Vector3 } from "../../runtime/flux/noise-matrix.ts";
import { potentialFluxMatrix, potentialState, soleJumpFactors, turned } from "../../runtime/flux/potential-matrix.ts";
import { sphereKernel } from "../../runtime/special/sphere-kernel.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
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
  if (found.kind === "axial") return (_, [J]) => axialFlux(found.axes, J);
  if (found.kind === "single") return (_, [J]) => potentialFluxMatrix(J, [{ factors: soleJumpFactors(jumps), jumps }]);
  return null;
}

const isUpright = ({ axis }: OwnAxes): boolean => axis[2] === 1;

/** Diagonal in |J,m⟩ about the axis, with α ∓ |m| = 2·raising and 2·lowering. */
function axialFlux(axes: OwnAxes, J: number): FluxMatrix {
  const { axis, lowering, raising } = axes;
  const drift = lowering - raising;
  const own = axialFluxMatrix(J, [{ axis: -drift, rise: 2 * raising, fall: 2 * lowering, lowering, raising, drift }]);
  if (isUpright(axes)) return own;
  const norm = Math.hypot(...own.re);
  const error = Math.hypot(...(own.errors ?? [])) + 2 * own.dimension * ROUNDING * norm;
  return { ...turned(own, axis), error };
}

function steadyStateOf(axes: OwnAxes, J: number) {
  const { axis, lowering, raising } = axes;
  if (isUpright(axes)) return axialState(J, raising, lowering);
  const drift = lowering - raising;
  return potentialState(J, lowering + raising, [-drift * axis[0], -drift * axis[1], -drift * axis[2]]);
}
