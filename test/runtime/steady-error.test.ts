import { describe, expect, it } from "vitest";
import { channels as registered } from "../../generated/index.ts";
import { evolution } from "../../runtime/dynamics/evolve.ts";
import { dissipator } from "../../runtime/dynamics/liouvillian.ts";
import { type SteadyState, steadyState } from "../../runtime/dynamics/steady-state.ts";
import type { ComplexMatrix } from "../../runtime/evaluator.ts";
import { cholesky, relativeSize } from "../../runtime/matrix/cholesky.ts";
import { combine } from "../../runtime/matrix/complex-matrix.ts";
import { dicke } from "../../runtime/states/states.ts";
import { channelsOf, drivenSpins, hamiltonianOf } from "../support/driven-spins.ts";
import { type DrivenSpins, deviationFrom, type ExactState, exactSteadyState } from "../support/exact-steady-state.ts";
import { fixed, ONE } from "../support/fixed-point.ts";
import { randomState } from "../support/random-states.ts";
import { dimensionsOf, norm } from "../support/states.ts";
import { scale, spinOperators } from "./dense.ts";

/** No state of these tests is off by more: what its generator's own numbers are rounded by. */
const LARGEST = 64 * Number.EPSILON;

function restOf(driven: DrivenSpins): SteadyState {
  const dissipators = channelsOf(driven).map(({ channel, on, parameters }) =>
    dissipator(channel.jumps(parameters), driven.spins, on),
  );
  const H = hamiltonianOf(driven);
  return steadyState(evolution(dissipators, dimensionsOf(driven.spins), H), randomState(H.dimension, H.dimension, 5));
}

function damped(J: number, nbar: number, H: ComplexMatrix | null, from: ComplexMatrix): SteadyState {
  const jumps = registered["amplitude-damping"].jumps({ Gamma: 1, nbar });
  return steadyState(evolution([dissipator(jumps, [J], [0])], [2 * J + 1], H), from);
}

function expectBounded({ state, error, relative }: SteadyState, exact: ExactState, where: string): void {
  const off = deviationFrom(state, exact);
  expect(norm(off), where).toBeLessThanOrEqual(error);
  expect(error, where).toBeLessThan(LARGEST);
  const C = cholesky(combine(1, state, -1, off));
  if (C !== null) expect(relativeSize(C, off), where).toBeLessThanOrEqual(relative * (1 + 1e-6));
}

describe("the error of a steady state bounds what it is off by, and is no more than a few roundings", () => {
  for (const spins of [[0.5], [1], [1.5], [2], [3], [4], [5], [6], [0.5, 0.5], [0.5, 1], [1, 1], [0.5, 1.5]]) {
    it(`of spins ${spins.join(" and ")}, driven weakly and strongly, hot and cold, against elimination to sixty digits`, () => {
      for (let k = 0; k < 72; k++) {
        const driven = drivenSpins(k);
        if (driven.spins.join() === spins.join()) expectBounded(restOf(driven), exactSteadyState(driven), `case ${k}`);
      }
    });
  }

  it("of pairs that nothing couples", () => {
    for (let k = 4; k < 72; k += 6) {
      const driven = { ...drivenSpins(k), coupling: 0 };
      if (driven.spins.length > 1) expectBounded(restOf(driven), exactSteadyState(driven), `case ${k}`);
    }
  });

  it("of damping alone, the Gibbs state", () => {
    for (const J of [0.5, 2, 6, 20]) {
      for (const nbar of [1e-3, 0.3, 7, 1e4]) {
        expectBounded(damped(J, nbar, null, dicke([J], [J])), gibbsState(2 * J + 1, nbar), `J = ${J}, n̄ = ${nbar}`);
      }
    }
  });

  it("of damping at n̄ = 0, which has none", () => {
    for (const J of [0.5, 2, 6]) {
      const { state, error, relative } = damped(J, 0, null, randomState(2 * J + 1, 2, 3));
      expect([state.re[state.re.length - 1], error, relative]).toEqual([1, 0, 0]);
    }
  });

  it("of a driven qubit, ρ₀₀ = ω²/(Γ² + 2ω²) and ρ₀₁ = −iΓω/(Γ² + 2ω²)", () => {
    for (const omega of [2 ** -20, 0.1, 1, 7, 2 ** 20]) {
      const found = damped(0.5, 0, scale(spinOperators(0.5)[0], omega), dicke([0.5], [0.5]));
      expectBounded(found, drivenQubit(omega), `ω = ${omega}`);
    }
  });

  it("where there are several: collective decay keeps the singlet's share", () => {
    for (const nbar of [0.3, 0.5, 4]) {
      const jumps = registered["collective-decay"].jumps({ Gamma: 1, nbar });
      const rho = randomState(4, 4, 3);
      const found = steadyState(evolution([dissipator(jumps, [0.5, 0.5], [0, 1])], [2, 2]), rho);
      expect(found.count).toBe(2);
      const off = norm(deviationFrom(found.state, collectiveState(rho, nbar)));
      expect(off).toBeLessThanOrEqual(found.error);
      expect(found.error).toBeLessThan(1e-12);
    }
  });
});

/** Populations ∝ (n̄/(n̄ + 1))^k. */
function gibbsState(d: number, nbar: number): ExactState {
  const n = fixed(nbar);
  const weights = [ONE];
  for (let i = 1; i < d; i++) weights.unshift((weights[0] * n) / (n + ONE));
  const sum = weights.reduce((a, b) => a + b, 0n);
  return diagonalState(weights.map((weight) => (weight * ONE) / sum));
}

function diagonalState(populations: readonly bigint[]): ExactState {
  const dimension = populations.length;
  const re = new Array<bigint>(dimension ** 2).fill(0n);
  populations.forEach((population, i) => {
    re[i * (dimension + 1)] = population;
  });
  return { dimension, re, im: re.map(() => 0n) };
}

/** Γ = 1. */
function drivenQubit(omega: number): ExactState {
  const w = fixed(omega);
  const square = (w * w) / ONE;
  const sum = ONE + 2n * square;
  const up = (square * ONE) / sum;
  const y = (w * ONE) / sum;
  return { dimension: 2, re: [up, 0n, 0n, ONE - up], im: [0n, -y, y, 0n] };
}

/** The singlet's share as it was, and the Gibbs state of J = 1 on the triplet. */
function collectiveState(rho: ComplexMatrix, nbar: number): ExactState {
  const trace = [0, 5, 10, 15].reduce((sum, k) => sum + fixed(rho.re[k]), 0n);
  const singlet = ((fixed(rho.re[5]) + fixed(rho.re[10]) - fixed(rho.re[6]) - fixed(rho.re[9])) * ONE) / (2n * trace);
  const [up, middle, down] = gibbsState(3, nbar).re.filter((_, k) => k % 4 === 0);
  const share = (population: bigint) => ((ONE - singlet) * population) / ONE;
  const state = diagonalState([share(up), 0n, 0n, share(down)]);
  const re = state.re.slice();
  re[5] = re[10] = (share(middle) + singlet) / 2n;
  re[6] = re[9] = (share(middle) - singlet) / 2n;
  return { ...state, re };
}
