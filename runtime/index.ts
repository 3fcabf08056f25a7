/** `wehrl/runtime`: the contract of a generated module, and the functions that it calls. They are given what was checked, and check
 *  nothing themselves. */

export type { Jump } from "../spins/dynamics/jump.ts";
export type { Vector3 } from "../spins/dynamics/noise-matrix.ts";
export type { ComplexMatrix } from "../spins/matrices/complex-matrix.ts";
export type {
  ChannelUse,
  Evaluator,
  FluxMatrix,
  Geometry,
  Gradient,
  ParameterDescription,
  Parameters,
  PointwiseFunctions,
  Positivity,
  ReservoirClass,
  ReservoirVerdict,
  SphereGrid,
  Stratum,
} from "./evaluator.ts";
export { type AxialReservoir, axialFluxMatrix, axialState, logPotentialGaps } from "./flux/axial.ts";
export {
  type PotentialFactor,
  type PotentialReservoir,
  potentialFluxMatrix,
  potentialState,
  singleJumpFactors,
  soleJumpFactors,
} from "./flux/potential-matrix.ts";
export { logMean, sphereKernel } from "./special/sphere-kernel.ts";
