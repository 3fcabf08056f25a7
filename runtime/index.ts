/** What the runtime offers. The functions of flux/ and of special.ts are for compiled channels: they are given what was checked, and
 *  check nothing themselves. */

export { evaluate } from "./evaluate.ts";
export { evaluateMany, type Items, type ManyResults, type SharedProblem } from "./evaluate-many.ts";
export type {
  ComplexMatrix,
  Evaluator,
  FluxMatrix,
  Geometry,
  Gradient,
  Jump,
  ParameterDescription,
  Parameters,
  PointwiseKernels,
  Positivity,
  ReservoirClass,
  ReservoirVerdict,
  SphereGrid,
  Stratum,
} from "./evaluator.ts";
export { type AxialReservoir, axialFluxMatrix, axialState } from "./flux/axial.ts";
export type { Vector3 } from "./flux/noise.ts";
export {
  type PotentialFactor,
  type PotentialReservoir,
  potentialFluxMatrix,
  potentialState,
  singleJumpFactors,
  soleJumpFactors,
} from "./flux/potential-matrix.ts";
export { InvalidInput } from "./invalid-input.ts";
export { type PositivityFinding, type PositivitySearch, searchPositivity } from "./positivity.ts";
export type { ChannelResult, ChannelUse, JumpUse, Method, Problem, Result, Series } from "./problem.ts";
export { l1Coherence, relativeEntropyOfCoherence } from "./quantities/coherence.ts";
export { concurrence, negativity } from "./quantities/entanglement.ts";
export { mutualInformation, quantumRelativeEntropy, vonNeumannEntropy } from "./quantities/entropy.ts";
export { evaluateQuantities, type QuantityValues } from "./quantities/quantities.ts";
export { logMean, logPotentialGaps, sphereKernel } from "./special.ts";
export { ginibreStates, type PaperClass, paperStates, type StateSampler } from "./states/random-states.ts";
export { densityMatrix } from "./states/state.ts";
export { classState, coherent, type Direction, dicke, gibbs, product, xState } from "./states/states.ts";
