/** Two qubits together: the sphere of one closed, that of the other by a rule of its own for each conditional state, laid so that determinants
 *  of what is left of the first vanish at its poles if anywhere. */

import { type ConditionalBlock, gatherColumn } from "../../runtime/husimi/conditional.ts";
import { addTerm, type Sums, total } from "../../runtime/quadrature/integral.ts";
import type { Functional, HandedSphere, InnerIntegrals } from "../../runtime/spheres/integrand.ts";
import { addStates } from "../../runtime/spheres/marginals.ts";
import { axesAbout, boostPair, pairOfAxis, turnPair } from "../../spins/matrices/pair-tensor.ts";
import { COARSER } from "../../spins/numbers/safety-factors.ts";
import { closedForms } from "./closed-forms.ts";
import { minimaOf } from "./form-width.ts";
import { sumOfPair } from "./pair-sweep.ts";
import { axesBetween, boostedRule, rapidityOf, type Size } from "./two-poles.ts";

/** How many conditional states there are to each that is integrated by a smaller rule besides. */
const EVERY = 6;
/** Smaller rules with what their differences count: in the mean over many states, and of a single one, where one may agree by chance. */
const SMALLER = {
  mean: [{ share: 5 / 6, counts: COARSER[0] }],
  single: [
    { share: 5 / 6, counts: COARSER[1] },
    { share: 2 / 3, counts: COARSER[1] / 4 },
  ],
} as const;

/** Of two qubits as one party, the second of them closed. */
export function nextSphere(size: Size): HandedSphere {
  return {
    name: `next ${size.rows}`,
    cost: size.rows * size.columns,
    tells: true,
    derived: pairTensors,
    integrals: (functionals) => integralsOf(functionals, size),
  };
}

/** The last axis in another form. */
function pairTensors(tensor: Float64Array): Float64Array {
  const out = new Float64Array(tensor.length);
  for (let at = 0; at < tensor.length; at += 16) pairOfAxis(tensor.subarray(at, at + 16), out.subarray(at, at + 16));
  return out;
}

function integralsOf(functionals: readonly Functional[], size: Size): InnerIntegrals {
  let tensors: Float64Array[] = [];
  let values: Float64Array[] = [];
  return {
    visit(block, sums) {
      const { columns, weights, place } = block;
      const half = block.states.length / 2;
      if (tensors.length !== half) tensors = Array.from({ length: half }, () => new Float64Array(16));
      if (values[0]?.length !== columns) values = functionals.map(() => new Float64Array(columns));
      const each = columns / Math.ceil(columns / EVERY);
      for (let column = 0; column < columns; column++) {
        if (!takePair(block, column, tensors)) {
          for (const own of values) own[column] = 0;
          continue;
        }
        const rapidity = lay(tensors);
        const own = sumOfPair(boostedRule(size, rapidity), tensors, true, functionals, true, rapidity);
        for (let f = 0; f < values.length; f++) values[f][column] = total(own, f);
        addState(sums, own, weights[column], rapidity);
        if (column % EVERY !== 0) continue;
        for (const { share, counts } of columns === 1 ? SMALLER.single : SMALLER.mean) {
          const smaller = sumOfPair(
            boostedRule(shareOf(size, share), rapidity),
            tensors,
            true,
            functionals,
            true,
            rapidity,
          );
          sums.evaluations += smaller.evaluations;
          const weight = each * counts * weights[column];
          for (let f = 0; f < values.length; f++)
            sums.noise[f] += weight * Math.abs(values[f][column] - total(smaller, f));
        }
      }
      if (sums.marginals === null) return;
      for (let f = 0; f < values.length; f++)
        addStates(sums.marginals, f, place, 1, values[f], weighted(weights, values[f]));
    },
  };
}

function weighted(weights: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < values.length; c++) sum += weights[c] * values[c];
  return sum;
}

const shareOf = ({ rows, columns }: Size, share: number): Size => ({
  rows: Math.round(share * rows),
  columns: Math.round(share * columns),
});

/** The tensors of one conditional state. @returns  whether it has any probability */
function takePair({ states, columns }: ConditionalBlock, column: number, tensors: readonly Float64Array[]): boolean {
  for (let t = 0; t < tensors.length; t++) gatherColumn(states[tensors.length + t], columns, column, tensors[t]);
  return tensors[0][0] + tensors[0][4] > 0;
}

/** Rounding of a boosted tensor, in ε of the contributions: both the boost and λ⁻¹ of what it came from are at most 2 cosh η. */
const BOOSTED = 4 * Number.EPSILON;

function addState(sums: Sums, own: Sums, weight: number, rapidity: number): void {
  sums.evaluations += own.evaluations;
  const rounding = rapidity === 0 ? 0 : BOOSTED * Math.cosh(rapidity) ** 2;
  for (let f = 0; f < own.value.length; f++) {
    addTerm(sums, f, weight * own.value[f]);
    sums.carry[f] += weight * own.carry[f];
    sums.magnitude[f] += weight * own.magnitude[f];
    sums.noise[f] += weight * (own.noise[f] + rounding * own.magnitude[f]);
  }
}

/** The determinant, in shares of its form's size, below which a second minimum is to be at a pole too; */
const BOTH = 0.01;
/** … below which there is none, as of pure states, and what vanishes is A₀. */
const PURE = 1e-5;

/** Written and read within one state. */
const [first, second, axes] = [3, 3, 9].map((length) => new Float64Array(length));

/** Turns the tensors so that the nearest zero of what is under logarithms is at a pole; where there are two, boosted so that both are.
 *  @returns  the rapidity of the boost */
function lay(tensors: readonly Float64Array[]): number {
  const [determinant, mean] = closedForms(tensors[0]);
  const { other, most } = minimaOf(determinant, first, second);
  const isPure = most <= PURE * determinant.size;
  if (isPure) opposite(mean.slope, first);
  const between = !isPure && other <= BOTH * determinant.size ? axesBetween(first, second, axes) : null;
  if (between === null) axesAbout(first, axes);
  const rapidity = rapidityOf(between ?? 0);
  for (const tensor of tensors) {
    turnPair(tensor, axes);
    if (rapidity > 0) boostPair(tensor, rapidity);
  }
  return rapidity;
}

/** Where what is linear is least. */
function opposite(slope: ArrayLike<number>, out: Float64Array): void {
  const length = Math.hypot(slope[0], slope[1], slope[2]);
  for (let i = 0; i < 3; i++) out[i] = length > 0 ? -slope[i] / length : i >> 1;
}
