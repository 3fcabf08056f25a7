/** A declaration → its module, at once: the product loads the emitter when it is first needed. */
import { type Compiled, planned } from "../../symbolic/compile.ts";
import type { ChannelDeclaration } from "../../symbolic/declare/declaration.ts";
import { emit } from "../../symbolic/write/emit.ts";

export function compile(declaration: ChannelDeclaration, source: string, hash: string): Compiled {
  const plan = planned(declaration);
  return { plan, text: emit(plan, source, hash) };
}
