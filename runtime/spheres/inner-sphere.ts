/** The ways of integrating one party's sphere for a block of its conditional states. */

import type { SphereRule } from "../quadrature/sphere.ts";
import { gridSphere } from "./grid-sphere.ts";
import type { InnerIntegrals } from "./handed-sphere.ts";
import type { LocalAverage } from "./local-average.ts";
import { qubitProduction } from "./qubit-production.ts";
import { qubitSphere } from "./qubit-sphere.ts";

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
    case "grid":
      return gridSphere(functionals, innerTwoJ, innerPresent, rule);
    default:
      return inner.integrals(functionals, innerTwoJ, innerPresent);
  }
}
