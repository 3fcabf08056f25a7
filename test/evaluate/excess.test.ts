import { describe, expect, it } from "vitest";
import { checkProblem } from "../../evaluate/check/validate.ts";
import { referenceBlur, relaxationBlur } from "../../evaluate/errors/excess-blur.ts";
import { traceNormBound } from "../../evaluate/errors/state-error.ts";
import { prepareChannel } from "../../evaluate/prepare/prepared-channel.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { ratesOf } from "../../evaluate/rates/rates.ts";
import { channels as registered } from "../../generated/index.ts";
import { mix } from "../../laws/matrices.ts";
import { evaluateHusimi, husimiGrid } from "../../runtime/husimi/husimi.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import { newWorkspace } from "../../runtime/spheres/local-average.ts";
import { drift, evolution } from "../../spins/dynamics/evolve.ts";
import { largestRow, turn } from "../../spins/dynamics/hamiltonian.ts";
import { dissipate, dissipationSize, dissipator } from "../../spins/dynamics/liouvillian.ts";
import { twistOf } from "../../spins/dynamics/twist.ts";
import { cholesky, relativeSize } from "../../spins/matrices/cholesky.ts";
import { type ComplexMatrix, combine, frobenius, identity, trace } from "../../spins/matrices/complex-matrix.ts";
import { hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { coherent, dicke, gibbs } from "../../spins/states/named-states.ts";
import { channelsOf, drivenSpins, hamiltonianOf } from "../support/driven-spins.ts";
import { exactSteadyState, rounded } from "../support/exact-steady-state.ts";
import { randomState } from "../support/random-states.ts";
import { multiply, randomHermitian, scale, spinOperators } from "./dense.ts";

const ROWS = 120;
const COLUMNS = 48;
const rule = productRule(ROWS, COLUMNS, 0.3);

function husimi(matrix: ComplexMatrix): Float64Array {
  const d = matrix.dimension;
  const out = new Float64Array(ROWS * COLUMNS);
  const all = new Uint8Array(d).fill(1);
  evaluateHusimi(husimiGrid(d - 1, rule), hermitianTensor(matrix, [d], [0]), all, out, new Float64Array(ROWS));
  return out;
}

/** M ∫ X ln(P/R) on a fixed grid, of one spin. */
function logarithmMoment(X: ComplexMatrix, P: ComplexMatrix, R: ComplexMatrix): number {
  const [x, p, r] = [X, P, R].map(husimi);
  let sum = 0;
  for (let k = 0; k < x.length; k++) {
    const logarithm = Math.log(Math.max(p[k], 1e-300) / Math.max(r[k], 1e-300));
    sum += rule.rowWeight[Math.floor(k / COLUMNS)] * rule.columnWeight[k % COLUMNS] * x[k] * logarithm;
  }
  return (X.dimension / (4 * Math.PI)) * sum;
}

/** Of full rank and not, with zeros of Q and next to them. */
function statesOf(J: number): Readonly<Record<string, ComplexMatrix>> {
  const d = 2 * J + 1;
  return {
    coherent: coherent([J], [{ theta: 0.5, phi: 0.3 }]),
    dicke: dicke([J], [J - 1]),
    cold: gibbs([J], [0.01]),
    "of rank two": randomState(d, 2, 3),
    "of full rank": randomState(d, d, 4),
    "nearly pure": randomState(d, d, 5, 1e-8),
  };
}

/** A state opposite to the coherent one, and one that has nothing to do with any. */
function admixtures(J: number): readonly ComplexMatrix[] {
  return [coherent([J], [{ theta: Math.PI - 0.5, phi: 0.3 + Math.PI }]), randomState(2 * J + 1, 2 * J + 1, 9)];
}

const SHARES = [1e-2, 1e-4, 1e-8, 1e-12];

it("what an error of the reference does to M ∫ X ln P is bounded, next to zeros of P too", () => {
  for (const J of [0.5, 1, 2, 5]) {
    const X = randomHermitian(2 * J + 1, 7);
    const mean = trace(X) / X.dimension;
    for (let i = 0; i < X.dimension; i++) X.re[i * (X.dimension + 1)] -= mean;
    for (const [name, sigma] of Object.entries(statesOf(J))) {
      for (const admixture of admixtures(J)) {
        for (const share of SHARES) {
          const moved = mix(sigma, admixture, share);
          const off = combine(1, moved, -1, sigma);
          const difference = Math.abs(logarithmMoment(X, moved, sigma));
          for (const relative of [relativeSize(cholesky(moved), off), Number.POSITIVE_INFINITY]) {
            const bound = referenceBlur(X, { error: frobenius(off), relative }, [J]);
            expect(difference, `J = ${J}, ${name}, ${share}`).toBeLessThanOrEqual(bound);
          }
        }
      }
    }
  }
});

it("what an error of the state does to its excess is bounded, and little near the steady state", () => {
  for (const J of [0.5, 1, 2, 5]) {
    const [Jx, Jy] = spinOperators(J);
    const damping = dissipator(registered["amplitude-damping"].jumps({ Gamma: 1, nbar: 0.3 }, []), [J], [0]);
    const steady = gibbs([J], [0.3]);
    for (const H of [scale(Jx, 3), multiply(Jy, Jy), randomHermitian(2 * J + 1, 3)]) {
      const G = (rho: ComplexMatrix) => combine(1, dissipate(damping, rho, [2 * J + 1]), 1, turn(H, rho));
      const twist = twistOf(H, [J]);
      const size = dissipationSize(damping) + 2 * largestRow(H);
      const unturned = dissipationSize(damping) + (twist === null ? 0 : 2 * largestRow(twist));
      const near = { near: mix(steady, randomState(2 * J + 1, 2 * J + 1, 8), 1e-3) };
      for (const [name, rho] of Object.entries({ ...statesOf(J), ...near })) {
        for (const admixture of admixtures(J)) {
          for (const share of SHARES.slice(1)) {
            const moved = mix(rho, admixture, share);
            const change = G(rho);
            const difference = Math.abs(
              logarithmMoment(G(moved), moved, steady) - logarithmMoment(change, rho, steady),
            );
            const error = frobenius(combine(1, moved, -1, rho));
            const bound = relaxationBlur({ rho, steady, change, size, unturned }, [J], error);
            // Beyond the first order, and what the sums themselves are rounded by.
            const allowed = 1.1 * bound + 1e-13 * size;
            expect(difference, `J = ${J}, ${name}, ${share}`).toBeLessThanOrEqual(allowed);
          }
        }
      }
    }
  }
});

describe("the excess of driven spins, cold and hot, bears what its steady state is off by", () => {
  for (const k of [5, 9, 13, 17, 19, 27, 35, 53]) {
    const driven = drivenSpins(k);
    it(`case ${k}, J = ${driven.spins}, n̄ = ${driven.baths[0].nbar}: beside the steady state to sixty digits`, () => {
      const hamiltonian = hamiltonianOf(driven);
      const state = randomState(hamiltonian.dimension, hamiltonian.dimension, 9);
      const problem = { spins: driven.spins, state, channels: channelsOf(driven), hamiltonian };
      const { excess } = evaluate({ ...problem, excess: true });
      const checked = checkProblem(problem);
      const channels = checked.channels.map((use) => prepareChannel(use, checked.spins));
      const system = evolution(
        channels.map((channel) => channel.dissipator),
        checked.dimensions,
        hamiltonian,
      );
      const relaxation = {
        steady: rounded(exactSteadyState(driven)),
        steadyError: { error: 0, relative: 0 },
        drift: (rho: ComplexMatrix) => drift(system, rho),
      };
      const twist = twistOf(hamiltonian, driven.spins);
      const exact = ratesOf(state, {
        ...checked,
        channels,
        twist,
        isQuadratic: false,
        relaxation,
        closes: false,
        workspace: newWorkspace(),
      }).excess!;
      expect(Math.abs(excess!.values[0] - exact.value)).toBeLessThanOrEqual(excess!.error[0] + exact.error);
      expect(excess!.error[0]).toBeLessThan(1e-6 * excess!.values[0]);
    });
  }
});

it("next to zeros of Q_ss the excess is not known, and says so", () => {
  const { excess, converged, warnings } = evaluate({
    spins: [2],
    state: randomState(5, 5, 9),
    channels: [{ channel: registered["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0 } }],
    hamiltonian: scale(spinOperators(2)[0], 1e-7),
    excess: true,
  });
  expect(excess!.error[0]).toBeGreaterThan(1e-3);
  expect([converged, warnings.length]).toEqual([false, 1]);
});

describe("the trace norm", () => {
  it("is bounded for matrices of any size: the identity of J = 200", () => {
    expect(traceNormBound(identity(401))).toBeCloseTo(401, 10);
  });
});
