/** A pair of qubits: one sphere closed, the other by one rule. */

import type { Sought } from "../../runtime/integrate.ts";
import { ANYHOW, type Goal, heldAgainst, type Integral, type Integrals } from "../../runtime/quadrature/integral.ts";
import { functionalOf, type Integrand } from "../../runtime/spheres/integrand.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { axesAbout, pairTensor, turnPair } from "../../spins/matrices/pair-tensor.ts";
import { onAnalyticRules, ruleOf, USUAL } from "./analytic.ts";
import { azimuthalWidth } from "./azimuthal-width.ts";
import { closedForms, isWideEnough, widthOf } from "./form-width.ts";
import { sumOfPair } from "./pair-sweep.ts";
import type { Widths } from "./spectral-tail.ts";

/** A pair with one of its spheres closed. */
interface Half {
  /** See `pairTensor`; on the axes below. */
  readonly tensor: Float64Array;
  /** Of the other sphere, the last through where the integrands' nearest zero is, which leaves them smooth about it; null where they are its
   *  own and nothing depends on the azimuth about the last. */
  readonly axes: Float64Array | null;
  /** How far integrands on the other sphere are analytic. */
  readonly widths: Widths;
}

export const isPair = (spins: readonly number[]): boolean => spins.length === 2 && spins[0] === 0.5 && spins[1] === 0.5;

/** The halves of the last pair: sweeps over one state follow each other. */
const last: { rho: ComplexMatrix | null; readonly halves: (Half | null)[] } = { rho: null, halves: [null, null] };

function halfOf(rho: ComplexMatrix, inner: number): Half {
  if (last.rho !== rho) {
    last.rho = rho;
    last.halves.fill(null);
  }
  last.halves[inner] ??= makeHalf(rho, inner);
  return last.halves[inner];
}

/** Written and read within one half. */
const nearest = new Float64Array(3);

function makeHalf(rho: ComplexMatrix, inner: number): Half {
  const tensor = new Float64Array(16);
  pairTensor(rho, inner, tensor);
  const [determinant, mean] = closedForms(tensor);
  const polar = Math.min(widthOf(determinant, nearest), widthOf(mean));
  if (!turns(tensor)) return { tensor, axes: null, widths: { polar, azimuthal: polar } };
  const axes = new Float64Array(9);
  axesAbout(nearest, axes);
  turnPair(tensor, axes);
  if (!isWideEnough(polar)) return { tensor, axes, widths: { polar, azimuthal: polar } };
  const azimuthal = Math.min(...closedForms(tensor).map((form) => azimuthalWidth(form, polar)));
  return { tensor, axes, widths: { polar, azimuthal } };
}

/** As nodes become fewer. */
function smoothness(rho: ComplexMatrix, inner: number): number {
  const { polar, azimuthal } = halfOf(rho, inner).widths;
  return polar * azimuthal;
}

/** The one of these parties whose closed sphere leaves the other one the fewest nodes. */
export function widest(rho: ComplexMatrix, parties: readonly number[]): number {
  return parties.reduce((best, party) => (smoothness(rho, party) > smoothness(rho, best) ? party : best));
}

/** Either sphere is taken where it needs not many more nodes than the other. */
const ALIKE = 0.64;

export function areAlike(rho: ComplexMatrix): boolean {
  const [a, b] = [smoothness(rho, 0), smoothness(rho, 1)];
  return Math.min(a, b) >= ALIKE * Math.max(a, b);
}

/** `integrate` of what is sought by closed spheres of a pair; null where it is not, and where a sphere is not smooth enough. */
export function integratePair(
  rho: ComplexMatrix,
  spins: readonly number[],
  sought: readonly Sought[],
  budget: number,
): Integrals | null {
  if (!isPair(spins) || !sought.every(isClosedAlone)) return null;
  const integrals: Integral[] = new Array(sought.length);
  let evaluations = 0;
  for (let inner = 0; inner < 2; inner++) {
    const places = sought.flatMap(({ party }, k) => (party === inner ? [k] : []));
    if (places.length === 0) continue;
    const own = places.map((k) => sought[k]);
    const goals = own.map(({ along, goal }) => (along ? ANYHOW : goal));
    const integrands = own.map(({ integrand }) => integrand);
    const found = integrateHalf(rho, inner, integrands, goals, budget - evaluations);
    if (found === null) return null;
    evaluations += found.evaluations;
    places.forEach((k, f) => {
      integrals[k] = own[f].along ? heldAgainst(own[f].goal, found.integrals[f]) : found.integrals[f];
    });
  }
  return { integrals, evaluations };
}

const isClosedAlone = ({ inner, integrand: { kind } }: Sought): boolean =>
  inner === "closed" && (kind === "entropy" || kind === "logMoment" || kind === "entropyRate");

/** With the sphere of one party closed; null where the other is not smooth enough. */
export function integrateHalf(
  rho: ComplexMatrix,
  inner: number,
  integrands: readonly Integrand[],
  goals: readonly Goal[],
  budget: number,
): Integrals | null {
  const { tensor, axes, widths } = halfOf(rho, inner);
  if (!isWideEnough(widths.polar)) return null;
  const tensors = [tensor];
  const functionals = integrands.map((one) => functionalOf(one, (matrix) => placeIn(tensors, matrix, inner, axes)));
  const isTurned = axes !== null || tensors.some(turns);
  return onAnalyticRules(
    {
      widths: [widths],
      usual: USUAL.closed,
      ruleOf: (axis, degree, order) => ruleOf(axis, degree, order, isTurned ? 1 : 0, true),
      sumOn: ([rule]) => sumOfPair(rule, tensors, isTurned, functionals),
    },
    goals,
    budget,
  );
}

function placeIn(tensors: Float64Array[], matrix: ComplexMatrix, inner: number, axes: Float64Array | null): number {
  const own = new Float64Array(16);
  pairTensor(matrix, inner, own);
  if (axes !== null) turnPair(own, axes);
  return tensors.push(own) - 1;
}

/** Whether there are coherences of the outer qubit. */
function turns(tensor: Float64Array): boolean {
  for (let k = 8; k < 16; k++) if (tensor[k] !== 0) return true;
  return false;
}
