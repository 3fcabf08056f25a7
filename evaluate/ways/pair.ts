/** A pair of qubits: one sphere closed, the other by one rule. */

import type { Sought } from "../../runtime/integrate.ts";
import { ANYHOW, type Goal, heldAgainst, type Integral, type Integrals } from "../../runtime/quadrature/integral.ts";
import { isDelicate } from "../../runtime/spheres/closed-sphere.ts";
import { type Functional, functionalOf, type Integrand } from "../../runtime/spheres/integrand.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { axesAbout, pairTensor, turnPair } from "../../spins/matrices/pair-tensor.ts";
import { onAnalyticRules, ruleOf, USUAL } from "./analytic.ts";
import { azimuthalWidth } from "./azimuthal-width.ts";
import { closedForms } from "./closed-forms.ts";
import { widthOf } from "./form-width.ts";
import { sumOfPair } from "./pair-sweep.ts";
import { spectralTail } from "./spectral-tail.ts";

/** A pair with one of its spheres closed. */
interface Half {
  /** See `pairTensor`; on the axes below, where it is turned. */
  readonly tensor: Float64Array;
  /** Of the other sphere, the last through where the integrands' nearest zero is, which leaves them smooth about it. */
  readonly axes: Float64Array;
  /** False where nothing depends on the azimuth about its own last axis. */
  isTurned: boolean;
  /** How far integrands on the other sphere are analytic. */
  readonly widths: { polar: number; azimuthal: number };
  /** Whether conditional states may be small or nearly pure. */
  isDelicate: boolean;
  isMade: boolean;
}

export const isPair = (spins: readonly number[]): boolean => spins.length === 2 && spins[0] === 0.5 && spins[1] === 0.5;

const emptyHalf = (): Half => ({
  tensor: new Float64Array(16),
  axes: new Float64Array(9),
  isTurned: false,
  widths: { polar: 0, azimuthal: 0 },
  isDelicate: true,
  isMade: false,
});

/** The halves of the last pair: sweeps over one state follow each other. */
const last: { rho: ComplexMatrix | null; readonly halves: readonly Half[] } = {
  rho: null,
  halves: [emptyHalf(), emptyHalf()],
};

function halfOf(rho: ComplexMatrix, inner: number): Half {
  if (last.rho !== rho) {
    last.rho = rho;
    last.halves[0].isMade = last.halves[1].isMade = false;
  }
  const half = last.halves[inner];
  if (!half.isMade) makeHalf(rho, inner, half);
  return half;
}

/** Written and read within one half: a direction, and the least A₀² − |R|², which is there. */
const nearest = new Float64Array(4);

function makeHalf(rho: ComplexMatrix, inner: number, half: Half): void {
  const { tensor, axes, widths } = half;
  pairTensor(rho, inner, tensor);
  const [determinant, mean] = closedForms(tensor);
  const spread = 2 * Math.hypot(mean.slope[0], mean.slope[1], mean.slope[2]);
  const polar = Math.min(widthOf(determinant, nearest), widthOf(mean));
  half.isDelicate = isDelicate(mean.mean - spread, mean.mean + spread, nearest[3]);
  half.isTurned = turns(tensor);
  half.isMade = true;
  widths.polar = widths.azimuthal = polar;
  if (!half.isTurned) return;
  axesAbout(nearest, axes);
  turnPair(tensor, axes);
  if (polar < LEAST_WIDTH) return;
  closedForms(tensor);
  widths.azimuthal = Math.min(azimuthalWidth(determinant, polar), azimuthalWidth(mean, polar));
}

/** On one sphere, about the axis through the nearest zero, rules are smaller than what other ways take down to this width. */
const LEAST_WIDTH = 0.03;
const MOST_ROWS = 256;

/** As nodes become fewer. */
function smoothness(rho: ComplexMatrix, inner: number): number {
  const { polar, azimuthal } = halfOf(rho, inner).widths;
  return polar * azimuthal;
}

/** The one of these parties whose closed sphere leaves the other one the fewest nodes. */
export function widest(rho: ComplexMatrix, parties: readonly number[]): number {
  if (parties.length === 1) return parties[0];
  return smoothness(rho, parties[1]) > smoothness(rho, parties[0]) ? parties[1] : parties[0];
}

/** Either sphere is taken where it needs not many more nodes than the other. */
const ALIKE = 0.64;

export function areAlike(rho: ComplexMatrix): boolean {
  const a = smoothness(rho, 0);
  const b = smoothness(rho, 1);
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
  const half = halfOf(rho, inner);
  const { widths, isDelicate } = half;
  if (widths.polar < LEAST_WIDTH) return null;
  tensors.length = 0;
  tensors.push(half.tensor);
  const functionals: Functional[] = [];
  for (let f = 0; f < integrands.length; f++)
    functionals.push(functionalOf(integrands[f], (matrix) => placeIn(matrix, inner, half)));
  let isTurned = half.isTurned;
  for (let t = 1; t < tensors.length; t++) isTurned ||= turns(tensors[t]);
  return onAnalyticRules(
    {
      widths: [widths],
      usual: USUAL.closed,
      mostRows: MOST_ROWS,
      each: 1,
      ruleOf: (axis, degree, order) => ruleOf(axis, degree, order, isTurned ? 1 : 0, true),
      sumOn: (rules) => sumOfPair(rules[0], tensors, isTurned, functionals, isDelicate),
      tailOf: ({ along }, f, rules, out) => spectralTail(rules[0], along[f], widths, out),
    },
    goals,
    budget,
  );
}

/** Of the last half: ρ, and one change of it after the other. */
const tensors: Float64Array[] = [];
const changes: Float64Array[] = [];

function placeIn(matrix: ComplexMatrix, inner: number, { isTurned, axes }: Half): number {
  const place = tensors.length;
  changes[place] ??= new Float64Array(16);
  pairTensor(matrix, inner, changes[place]);
  if (isTurned) turnPair(changes[place], axes);
  return tensors.push(changes[place]) - 1;
}

/** Whether there are coherences of the outer qubit. */
function turns(tensor: Float64Array): boolean {
  for (let k = 8; k < 16; k++) if (tensor[k] !== 0) return true;
  return false;
}
