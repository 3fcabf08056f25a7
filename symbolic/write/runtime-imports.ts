/** What emitted code takes from `wehrl/runtime`. */

export type RuntimeType =
  | "ComplexMatrix"
  | "Evaluator"
  | "FluxMatrix"
  | "Geometry"
  | "Gradient"
  | "Jump"
  | "Parameters";

export const runtimeFunctions = [
  "axialFluxMatrix",
  "axialState",
  "potentialFluxMatrix",
  "potentialState",
  "singleJumpFactors",
  "soleJumpFactors",
  "sphereKernel",
] as const;
export type RuntimeFunction = (typeof runtimeFunctions)[number];

/** Names to import, as types and as functions. */
export interface RuntimeImports {
  readonly types: ReadonlySet<RuntimeType>;
  readonly functions: ReadonlySet<RuntimeFunction>;
}

export const isRuntimeFunction = (name: string): name is RuntimeFunction =>
  (runtimeFunctions as readonly string[]).includes(name);
