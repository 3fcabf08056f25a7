/** `wehrl`: evaluate the entropy production of compiled channels, and the channels that come compiled. */

export { type SphereFields, sphereFields, type Viewed } from "./evaluate/directions/sphere-fields.ts";
export { type PositivityFinding, type PositivitySearch, searchPositivity } from "./evaluate/positivity/search.ts";
export { evaluate } from "./evaluate/problem/evaluate.ts";
export { evaluateMany, type Items, type SharedProblem } from "./evaluate/problem/evaluate-many.ts";
export { evolve, type SteadyStates, steadyStates } from "./evaluate/problem/evolve.ts";
export type { ManyResults } from "./evaluate/problem/many-results.ts";
export type {
  ChannelResult,
  JumpUse,
  Method,
  Problem,
  Result,
  Series,
  StateSeries,
} from "./evaluate/problem/problem.ts";
export { l1Coherence, relativeEntropyOfCoherence } from "./evaluate/quantities/coherence.ts";
export { concurrence, negativity } from "./evaluate/quantities/entanglement.ts";
export { mutualInformation, quantumRelativeEntropy, vonNeumannEntropy } from "./evaluate/quantities/entropy.ts";
export { evaluateQuantities, type QuantityValues } from "./evaluate/quantities/quantities.ts";
export { channels } from "./generated/index.ts";
export type {
  ChannelUse,
  Evaluator,
  ParameterDescription,
  Parameters,
  Positivity,
  ReservoirClass,
  ReservoirVerdict,
} from "./runtime/evaluator.ts";
export { InvalidInput } from "./spins/input/invalid-input.ts";
export type { ComplexMatrix } from "./spins/matrices/complex-matrix.ts";
export { densityMatrix } from "./spins/states/density-matrix.ts";
export { type Amplitudes, bell, ghz, ket, w } from "./spins/states/ket-states.ts";
export { type MajoranaPoints, majoranaPoints } from "./spins/states/majorana-points.ts";
export { mixed, mixture, thermal } from "./spins/states/mixed-states.ts";
export { classState, coherent, type Direction, dicke, gibbs, product, xState } from "./spins/states/named-states.ts";
