/** Thermal baths and the states that rest in them. */
import { channels } from "../../generated/index.ts";
import { evolution, evolved } from "../../spins/dynamics/evolve.ts";
import { largestEntry } from "../../spins/dynamics/hamiltonian.ts";
import { dissipate, dissipationSize, dissipator } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius } from "../../spins/matrices/complex-matrix.ts";
import { dicke } from "../../spins/states/named-states.ts";
import { digits } from "../../test/support/many-digits/digits.ts";
import { integer, largestOf, type Measures, uniformOf } from "./measure.ts";

/** A bath's Gibbs state, its populations exactly (n̄/(n̄ + 1))^k but for one factor. */
function gibbsState(uniform: () => number): { state: ComplexMatrix; nbar: number; J: number } {
  const [nbar, J] = [10 ** (4 * uniform() - 2), 0.5 * integer(uniform, 1, 10)];
  return { state: channels["amplitude-damping"].steadyState!({ Gamma: 1, nbar }, [J]), nbar, J };
}

/** |p − truth| of what a bath's populations are said to be at rest, level by level. */
function offGibbs(
  populations: ArrayLike<number>,
  nbar: number,
): readonly { readonly off: number; readonly truth: number }[] {
  const d = digits(600);
  const ratio = d.over(d.of(nbar), d.of(nbar) + d.one);
  const n = populations.length;
  // Index 0 is m = +J, which n̄ excitations less one lead to most seldom.
  const weights: bigint[] = [d.one];
  while (weights.length < n) weights.push(d.times(weights[weights.length - 1], ratio));
  const sum = weights.reduce((a, b) => a + b);
  return Array.from({ length: n }, (_, k) => {
    const truth = d.over(weights[n - 1 - k], sum);
    return { off: Math.abs(d.toNumber(d.of(populations[k]) - truth)), truth: d.toNumber(truth) };
  });
}

const populationsOf = ({ dimension: n, re }: ComplexMatrix): Float64Array =>
  Float64Array.from({ length: n }, (_, k) => re[k * (n + 1)]);

function gibbsRatio(uniform: () => number): number {
  const { state, nbar } = gibbsState(uniform);
  const ratios = offGibbs(populationsOf(state), nbar).map(({ off, truth }) => off / truth);
  return Math.max(...ratios) / (state.dimension * Number.EPSILON);
}

/** After a million lifetimes, from the highest level. */
function fadingRatio(uniform: () => number): number {
  const [J, Gamma] = [0.5 * integer(uniform, 1, 40), uniform()];
  const nbar = 10 ** (4 * uniform() - 2);
  const D = dissipator(channels["amplitude-damping"].jumps({ Gamma, nbar }, [J]), [J], [0]);
  const { state } = evolved(evolution([D], [2 * J + 1]), dicke([J], [J]), 1e6 / Gamma);
  const off = offGibbs(populationsOf(state), nbar).map((one) => one.off);
  return Math.hypot(...off) / (Number.EPSILON * Math.sqrt(state.dimension));
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
  FADING: {
    on: "200 baths, J up to 20, n̄ from 1e-2 to 1e2, after 1e6 lifetimes, against exact powers",
    measure() {
      const uniform = uniformOf("fading");
      return largestOf(200, () => fadingRatio(uniform));
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
