/**
 * The stages that need the emitter and the computer algebra, which take ten times longer to load than all the others:
 * loaded when they are first called, so that a file that only declares a channel does not wait for them.
 */
import type { Certificate } from "./certify.ts";
import type { Compiled } from "./compile.ts";
import type { ChannelDeclaration } from "./declare.ts";
import type { Derivation } from "./derive.ts";
import type { Generated, GenerateOptions } from "./generate.ts";

/** Declarations in files → modules in a folder, with their certificates and an index.
 *  @throws InvalidDeclaration, NotFokkerPlanck, NotCertified */
export async function generate(options: GenerateOptions): Promise<Generated> {
  const stage = await import("./generate.ts");
  return stage.generate(options);
}

/** A declaration → the text of its module, not certified.
 *  @param source  what the header says that the module comes from
 *  @param hash  of the declaration and the compiler, for the header
 *  @throws InvalidDeclaration, NotFokkerPlanck */
export async function compile(declaration: ChannelDeclaration, source: string, hash: string): Promise<Compiled> {
  const stage = await import("./compile.ts");
  return stage.compile(declaration, source, hash);
}

/** Proofs, by means other than the derivation's own, that a derivation is right.
 *  @throws NotCertified */
export async function certify(derivation: Derivation): Promise<Certificate> {
  const stage = await import("./certify.ts");
  return stage.certify(derivation);
}
