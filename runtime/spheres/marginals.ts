/** What integration over all spheres but one leaves at the nodes of that one: whoever knows how smooth it is reads errors from it. */

import type { Place } from "../husimi/conditional.ts";
import type { Marginals } from "../quadrature/integral.ts";
import type { SphereRule } from "../quadrature/sphere-rule.ts";
import type { InnerSphere } from "./integrand.ts";

/** Null where nobody asks: on patches, and by spheres that are handed in without telling. */
export function marginalsOn(
  inner: InnerSphere,
  rules: { readonly outer: readonly SphereRule[]; readonly inner: SphereRule },
  count: number,
): Marginals | null {
  const spheres = inner === "grid" ? [...rules.outer, rules.inner] : rules.outer;
  const isTold = typeof inner === "string" || inner.tells;
  if (spheres.length === 0 || !isTold || spheres.some(({ whole }) => !whole)) return null;
  return spheres.map(({ rowWeight, phi }) =>
    Array.from({ length: count }, () => new Float64Array(rowWeight.length * phi.length)),
  );
}

/** Adds conditional states to the outer spheres' nodes.
 *  @param place  of their block
 *  @param at  the first one's column there
 *  @param measure  of the inner sphere
 *  @param out  each one's integral over that sphere, less the measure
 *  @param value  Σ of them with all weights but the measure */
export function addStates(
  marginals: Marginals,
  f: number,
  { first, outside, nodes, nodeWeights }: Place,
  measure: number,
  out: Float64Array,
  value: number,
): void {
  const own = marginals[nodes.length][f];
  const weight = measure * outside;
  for (let c = 0; c < out.length; c++) own[first + c] += weight * out[c];
  for (let party = 0; party < nodes.length; party++) {
    marginals[party][f][nodes[party]] += (measure * value) / nodeWeights[party];
  }
}

/** The same of one conditional state on a grid, whose integrand goes to the inner sphere's nodes too.
 *  @param out  the integrand there
 *  @param weight  of the state, its outer nodes' weights and measures
 *  @param value  its integral over the inner sphere */
export function addGrid(
  marginals: Marginals,
  f: number,
  { first, outside, nodes, nodeWeights }: Place,
  column: number,
  { out, measure, weight, value }: GridState,
): void {
  const own = marginals[marginals.length - 1][f];
  const share = measure * weight;
  for (let k = 0; k < out.length; k++) own[k] += share * out[k];
  if (marginals.length === 1) return;
  marginals[marginals.length - 2][f][first + column] += outside * value;
  for (let party = 0; party < nodes.length; party++)
    marginals[party][f][nodes[party]] += (weight * value) / nodeWeights[party];
}

export interface GridState {
  readonly out: Float64Array;
  readonly measure: number;
  readonly weight: number;
  readonly value: number;
}
