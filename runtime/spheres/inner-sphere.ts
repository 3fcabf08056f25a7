/** The ways of integrating one party's sphere for a block of its conditional states. */

import type { ConditionalBlock } from "../husimi/conditional.ts";
import type { SphereRule } from "../quadrature/sphere.ts";
import type { Sums } from "../quadrature/sums.ts";
import { gridSphere } from "./grid-sphere.ts";
import type { LocalAverage } from "./local-average.ts";
import { pureSphere } from "./pure-sphere.ts";
import { qubitProduction } from "./qubit-production.ts";
import { qubitSphere } from "./qubit-sphere.ts";

/** Adds a block of conditional states to the integrals. */
export interface InnerIntegrals {
  visit(block: ConditionalBlock, sums: Sums): void;
}

/** @param columns  of the blocks
 *  @param rule  of a grid */
export function innerSphere(
  { inner, functionals, innerTwoJ, innerPresent }: LocalAverage,
  columns: number,
  rule: SphereRule,
): InnerIntegrals {
  switch (inner) {
    case "closed":
      return functionals[0].kind === "qubitProduction"
        ? qubitProduction(functionals)
        : qubitSphere(functionals, columns);
    case "pure":
      return pureSphere(functionals, innerTwoJ, innerPresent);
    case "grid":
      return gridSphere(functionals, innerTwoJ, innerPresent, rule);
  }
}
