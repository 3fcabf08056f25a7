import { nearest } from "../../text/nearest.ts";
import { listed, shortened } from "../../text/visible.ts";

/** `; did you mean "x"?` where something is near, and what is known: how an error about an unknown word ends. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  const list = known.length === 0 ? "none is known" : `known: ${listed(known)}`;
  return near === null ? ` (${list})` : `; did you mean "${shortened(near)}"? (${list})`;
}
