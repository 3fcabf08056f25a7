/** `wehrl/symbolic`: what a declaration imports, and the compiler for tools. */

export type { Certificate, Proof } from "./certify.ts";
export type { Compiled } from "./compile.ts";
export {
  type Channel,
  type ChannelDeclaration,
  channel,
  InvalidDeclaration,
  type KossakowskiDeclaration,
  type ParameterDeclaration,
  validate,
} from "./declare.ts";
export { type Derivation, derive, type ReservoirDerivation } from "./derive.ts";
export { NotFokkerPlanck } from "./fokker-planck.ts";
export type { Generated, GenerateOptions } from "./generate.ts";
export { certify, compile, generate } from "./on-demand.ts";
