/** Thermal baths and the states that rest in them. */
import { channels } from "../../generated/index.ts";
import { largestEntry } from "../../spins/dynamics/hamiltonian.ts";
import { dissipate, dissipationSize, dissipator } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius } from "../../spins/matrices/complex-matrix.ts";
import { digits } from "../../test/support/many-digits/digits.ts";
import { integer, largestOf, type Measures, uniformOf } from "./measure.ts";

/** A bath's Gibbs state, its populations exactly (n̄/(n̄ + 1))^k but for one factor. */
function gibbsState(uniform: () => number): { state: ComplexMatrix; nbar: number; J: number } {
  const [nbar, J] = [10 ** (4 * uniform() - 2), 0.5 * integer(uniform, 1, 10)];
  return { state: channels["amplitude-damping"].steadyState!({ Gamma: 1, nbar }, [J]), nbar, J };
}

function gibbsRatio(uniform: () => number): number {
  const { state, nbar } = gibbsState(uniform);
  const d = digits(600);
  const ratio = d.over(d.of(nbar), d.of(nbar) + d.one);
  const n = state.dimension;
  // Index 0 is m = +J, which n̄ excitations less one lead to most seldom.
  const weights: bigint[] = [d.one];
  while (weights.length < n) weights.push(d.times(weights[weights.length - 1], ratio));
  const sum = weights.reduce((a, b) => a + b);
  return largestOf(n, (k) => {
    const truth = d.over(weights[n - 1 - k], sum);
    return Math.abs(d.toNumber(d.of(state.re[k * (n + 1)]) - truth)) / (n * Number.EPSILON * d.toNumber(truth));
  });
}

function atRest(uniform: () => number) {
  const { state, nbar, J } = gibbsState(uniform);
  const D = dissipator(channels["amplitude-damping"].jumps({ Gamma: 1, nbar }, [J]), [J], [0]);
  return { D, state, change: dissipate(D, state, [state.dimension]) };
}

export const ofBaths: Measures = {
  GIBBS: {
    on: "500 baths, J up to 5, n̄ from 1e-2 to 1e2, against exact powers",
    measure() {
      const uniform = uniformOf("populations");
      return largestOf(500, () => gibbsRatio(uniform));
    },
  },
  AT_REST: {
    on: "the Gibbs states of 500 baths, J up to 5, n̄ from 1e-2 to 1e2",
    measure() {
      const uniform = uniformOf("rest");
      return largestOf(500, () => {
        const { D, change } = atRest(uniform);
        return frobenius(change) / (Number.EPSILON * dissipationSize(D));
      });
    },
  },
  KEPT: {
    on: "the Gibbs states of 500 baths, J up to 5, n̄ from 1e-2 to 1e2",
    measure() {
      const uniform = uniformOf("kept");
      return largestOf(500, () => {
        const { D, state, change } = atRest(uniform);
        const rate = D.rates.reduce((sum, each) => sum + Math.abs(each), 0);
        return largestEntry(change) / (Number.EPSILON * rate * largestEntry(state) * state.dimension ** 2);
      });
    },
  },
};
