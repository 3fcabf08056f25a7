/** `wehrl/symbolic`: what a declaration imports, and the compiler for tools. */

export { type Compiled, certify, compile, generate } from "./compile.ts";
export type {
  Channel,
  ChannelDeclaration,
  KossakowskiDeclaration,
  ParameterDeclaration,
} from "./declare/declaration.ts";
export { channel, InvalidDeclaration, validate } from "./declare/declare.ts";
export { type Derivation, derive, type ReservoirDerivation } from "./derive/derivation.ts";
export { NotFokkerPlanck } from "./derive/fokker-planck.ts";
export type { Certificate } from "./prove/certify.ts";
export type { Proof } from "./prove/proof.ts";
export type { Generated, GenerateOptions } from "./write/generate.ts";
