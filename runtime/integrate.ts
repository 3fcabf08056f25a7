/** Integrals over phase space: a vector of integrands, a goal for each, a budget; out come values with bounds. */

import type { ComplexMatrix } from "../spins/matrices/complex-matrix.ts";
import { ANYHOW, EXACT_ZERO, type Goal, heldAgainst, type Integrals } from "./quadrature/integral.ts";
import type { Integrand } from "./spheres/integrand.ts";
import { integrateAverage } from "./spheres/integrate-average.ts";
import { type InnerSphere, localAverage, nameOf } from "./spheres/local-average.ts";
import { newWorkspace, type Workspace } from "./workspace.ts";

/** One integral: of what, over which party's sphere first and how that is done, and how well it is to be known. */
export interface Sought {
  readonly integrand: Integrand;
  readonly party: number;
  readonly inner: InnerSphere;
  readonly goal: Goal;
  /** Whether the others are not to be refined for its sake: it is as good as comes with them, and held against its goal then. */
  readonly along: boolean;
  /** The most of the budget that is left, as a share. */
  readonly share: number;
}

/** Those that have a party and a way of integrating its sphere in common share their sweeps over phase space.
 *  @param state  ρ of all spins
 *  @param budget  most evaluations to spend
 *  @param workspace  of the states before
 *  @returns  the integrals in the order in which they are sought */
export function integrate(
  state: ComplexMatrix,
  spins: readonly number[],
  sought: readonly Sought[],
  budget: number,
  workspace: Workspace = newWorkspace(),
): Integrals {
  const integrals = sought.map(() => EXACT_ZERO);
  let evaluations = 0;
  for (const group of groupsOf(sought)) {
    const { party, inner, share } = sought[group[0]];
    const integrands = group.map((k) => sought[k].integrand);
    const goals = group.map((k) => (sought[k].along ? ANYHOW : sought[k].goal));
    const average = localAverage(state, spins, party, inner, integrands, workspace);
    const found = integrateAverage(average, goals, share * (budget - evaluations));
    evaluations += found.evaluations;
    group.forEach((k, f) => {
      integrals[k] = sought[k].along ? heldAgainst(sought[k].goal, found.integrals[f]) : found.integrals[f];
    });
  }
  return { integrals, evaluations };
}

/** Places of those that share a party, the way of its sphere, and a share of the budget. */
function groupsOf(sought: readonly Sought[]): Iterable<readonly number[]> {
  const groups = new Map<string, number[]>();
  sought.forEach(({ party, inner, share }, k) => {
    const key = `${party} ${nameOf(inner)} ${share}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [k]);
    else group.push(k);
  });
  return groups.values();
}
