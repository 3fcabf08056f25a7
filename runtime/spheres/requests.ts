/** Integrals that are asked for, and how they share sweeps over phase space. */
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { integrate } from "../integrate.ts";
import type { Integral } from "../quadrature/quadrature.ts";
import type { Functional } from "./functional.ts";
import { type InnerSphere, type LocalAverage, localAverage } from "./local-average.ts";

/** What, over which party's sphere in which way, and how well it must be known. */
export interface Request {
  readonly party: number;
  readonly inner: InnerSphere;
  readonly functional: Functional;
  readonly goal: (value: number, magnitude: number) => number;
  readonly answer: (integral: Integral) => void;
}

/** The share of the budget for a product of grids where a closed qubit sphere offers another way. */
const SHARE_OF_GRIDS = 0.25;

/** Requests that share a party and a way of integrating its sphere share one sweep.
 *  @param matrices  the state first, then what functionals refer to
 *  @returns  evaluations spent */
export function answerAll(
  requests: readonly Request[],
  matrices: readonly ComplexMatrix[],
  spins: readonly number[],
  budget: number,
): number {
  let spent = 0;
  const open = [...requests];
  while (open.length > 0) {
    const { party, inner } = open[0];
    const group = open.filter((request) => request.party === party && request.inner === inner);
    for (const request of group) open.splice(open.indexOf(request), 1);
    const average = averageFor(group, matrices, spins);
    const goal = (f: number, value: number, magnitude: number) => group[f].goal(value, magnitude);
    const share = average.inner === "grid" && hasOtherQubit(spins, party) ? SHARE_OF_GRIDS : 1;
    const { integrals, evaluations } = integrate(average, goal, share * (budget - spent));
    spent += evaluations;
    group.forEach((request, f) => {
      request.answer(integrals[f]);
    });
  }
  return spent;
}

function hasOtherQubit(spins: readonly number[], party: number): boolean {
  return spins.some((J, other) => J === 0.5 && other !== party);
}

/** Only the matrices that the group refers to, renumbered. */
function averageFor(
  group: readonly Request[],
  matrices: readonly ComplexMatrix[],
  spins: readonly number[],
): LocalAverage {
  const used = [matrices[0]];
  const functionals = group.map(({ functional }): Functional => {
    if (functional.kind === "entropy" || functional.kind === "entropyRate") return functional;
    used.push(matrices[functional.tensor]);
    return { ...functional, tensor: used.length - 1 };
  });
  return localAverage(used, spins, group[0].party, group[0].inner, functionals);
}
