/** What scripts measure goes into the README between two marks of its own, `<!-- name -->` and `<!-- end name -->`. */
import { readFileSync, writeFileSync } from "node:fs";

/** Replaces the block in README.md.
 *  @throws Error  when a mark is missing */
export function writeReadmeBlock(name: string, text: string): void {
  const [open, close] = [`<!-- ${name} -->`, `<!-- end ${name} -->`];
  const readme = readFileSync("README.md", "utf8");
  const [from, to] = [readme.indexOf(open), readme.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`README.md: no block from ${open} to ${close}; put both marks there`);
  writeFileSync("README.md", `${readme.slice(0, from)}${open}\n${text}\n${readme.slice(to)}`);
}
