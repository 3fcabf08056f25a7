/** The names that formulas give to values, as letters: B_θφ for diffusionThetaPhi. */
import { suffix } from "../derive/integrands.ts";
import { angleOf, subscripted } from "./letters.ts";
import type { Letters } from "./table-of-letters.ts";
import { leaf, product, row, type Tree, whole } from "./tree.ts";

const bases = { drift: leaf("A"), diffusion: leaf("B"), force: leaf("ω", "\\omega"), current: leaf("g") };

const fixed: ReadonlyMap<string, Tree> = new Map<string, Tree>([
  ["potentialBase", leaf("p")],
  ["driftWork", row(leaf("A·ω", "A \\cdot \\omega"))],
  ["diffusionDeterminant", row(leaf("det B", "\\det B"))],
  ["kernel", leaf("K")],
]);

/** The components in the frame of the angles, under the names that the integrands give them. */
function componentTrees(parties: readonly string[]): ReadonlyMap<string, Tree> {
  const angles = parties.flatMap((party) => [angleOf("theta", party), angleOf("phi", party)]);
  const names = angles.map((_, k) => suffix(k, parties));
  const vectors = (["drift", "force", "current"] as const).flatMap((base) =>
    names.map((name, k): [string, Tree] => [base + name, subscripted(bases[base], angles[k])]),
  );
  const pairs = names.flatMap((first, i) =>
    names.flatMap((second, j): [string, Tree][] => {
      const entry = subscripted(bases.diffusion, angles[i], angles[j]);
      return [
        [`diffusion${first}${second}`, entry],
        [`twiceDiffusion${first}${second}`, product([whole(2), entry])],
      ];
    }),
  );
  return new Map([...vectors, ...pairs]);
}

export const namedTree = (name: string, { parties }: Letters): Tree =>
  fixed.get(name) ?? componentTrees(parties).get(name) ?? leaf(name, `\\mathrm{${name}}`);
