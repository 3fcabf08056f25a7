/** The names that formulas give to values, as letters: B_θφ for diffusionThetaPhi. */
import { angleOf, subscripted } from "./letters.ts";
import type { Letters } from "./table-of-letters.ts";
import { type Leaf, leaf, product, row, type Tree, whole } from "./tree.ts";

const bases: Readonly<Record<string, Leaf>> = {
  drift: leaf("A"),
  diffusion: leaf("B"),
  force: leaf("ω", "\\omega"),
  current: leaf("g"),
};

const fixed: Readonly<Record<string, Tree>> = {
  potentialBase: leaf("p"),
  driftWork: row(leaf("A·ω", "A \\cdot \\omega")),
  diffusionDeterminant: row(leaf("det B", "\\det B")),
  kernel: leaf("K"),
};

/** θ or φ of every party, by the end of a name. */
const anglesByEnd = (parties: readonly string[]): ReadonlyMap<string, Leaf> =>
  new Map(
    parties.flatMap((party) =>
      (["theta", "phi"] as const).map((angle) => [
        angle[0].toUpperCase() + angle.slice(1) + (parties.length > 1 ? party.toUpperCase() : ""),
        angleOf(angle, party),
      ]),
    ),
  );

export function namedTree(name: string, { parties }: Letters): Tree {
  if (Object.hasOwn(fixed, name)) return fixed[name];
  const ends = anglesByEnd(parties);
  const [, prefix, rest] = /^([a-z]+(?:Diffusion)?)(.*)$/.exec(name)!;
  const isTwice = prefix === "twiceDiffusion";
  const key = isTwice ? "diffusion" : prefix;
  const base = Object.hasOwn(bases, key) ? bases[key] : undefined;
  for (const [end, last] of ends) {
    if (!base) break;
    if (rest === end) return subscripted(base, last);
    const first = rest.endsWith(end) ? ends.get(rest.slice(0, -end.length)) : undefined;
    if (first) return isTwice ? product([whole(2), subscripted(base, first, last)]) : subscripted(base, first, last);
  }
  return leaf(name, `\\mathrm{${name}}`);
}
