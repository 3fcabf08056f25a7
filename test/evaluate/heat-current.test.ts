import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { evolve } from "../../evaluate/problem/evolve.ts";
import { heatCurrent } from "../../evaluate/rates/heat-current.ts";
import { channels as registered } from "../../generated/index.ts";
import { dissipationTerms } from "../../spins/dynamics/dissipation-terms.ts";
import { dissipate, dissipationSize, dissipatorOf } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { traceProduct } from "../../spins/numbers/bounded.ts";
import { dicke } from "../../spins/states/named-states.ts";
import { randomState } from "../support/random-states.ts";
import { add, dagger, identity, multiply, randomHermitian, scale, spinOperators } from "./dense.ts";

const damped = { channel: registered["amplitude-damping"], on: [0], parameters: { Gamma: 1.25, nbar: 0.3 } };
const dephased = { channel: registered.dephasing, on: [0], parameters: { lambda: 0.7 } };

/** Entries in units of 2⁻⁴⁰, whose products no double holds. */
function integers({ dimension, re, im }: ComplexMatrix): ComplexMatrix {
  const whole = (part: Float64Array) => part.map((x) => Math.round(2 ** 40 * x));
  return { dimension, re: whole(re), im: whole(im) };
}

type Exact = readonly (readonly { readonly re: bigint; readonly im: bigint }[])[];

function exact({ dimension: d, re, im }: ComplexMatrix): Exact {
  const entry = (r: number, c: number) => ({ re: BigInt(re[r * d + c]), im: BigInt(im[r * d + c]) });
  return Array.from({ length: d }, (_, r) => Array.from({ length: d }, (_, c) => entry(r, c)));
}

function times(A: Exact, B: Exact): Exact {
  const zero = { re: 0n, im: 0n };
  const entry = (r: number, c: number) =>
    A[r].reduce(
      (sum, a, k) => ({
        re: sum.re + a.re * B[k][c].re - a.im * B[k][c].im,
        im: sum.im + a.re * B[k][c].im + a.im * B[k][c].re,
      }),
      zero,
    );
  return A.map((_, r) => A.map((_, c) => entry(r, c)));
}

const realTrace = (A: Exact): bigint => A.reduce((sum, row, k) => sum + row[k].re, 0n);

/** Re Tr[H L†Lρ] − Re Tr[H LρL†], which is −Tr[H D(ρ)] for Hermitian H and ρ. */
function exactHeat(jump: ComplexMatrix, rho: ComplexMatrix, hamiltonian: ComplexMatrix): bigint {
  const [L, R, H] = [jump, rho, hamiltonian].map(exact);
  const adjoint = exact(dagger(jump));
  return realTrace(times(H, times(times(adjoint, L), R))) - realTrace(times(H, times(times(L, R), adjoint)));
}

describe("the heat currents of driven damping and dephasing of one qubit", () => {
  const channels = [damped, dephased];

  it("sum to zero in the steady state, within their errors", () => {
    const [Jx, , Jz] = spinOperators(0.5);
    for (const [field, drive] of [
      [1, 0.25],
      [0.1, 3],
      [20, 7],
    ]) {
      const hamiltonian = add(scale(Jx, drive), scale(Jz, field));
      const problem = { spins: [0.5], state: dicke([0.5], [0.5]), channels, hamiltonian, times: "steady" } as const;
      const [bath, noise] = evaluate(problem).channels.map(({ heatCurrent: heat }) => heat!);
      expect(Math.abs(bath.values[0])).toBeGreaterThan(1e-3);
      expect(Math.abs(bath.values[0] + noise.values[0])).toBeLessThanOrEqual(bath.error[0] + noise.error[0]);
      expect(bath.error[0]).toBeLessThan(1e-13 * Math.max(1, field));
    }
  });

  it("are what the energy loses, −d⟨H⟩/dt", () => {
    const hamiltonian = randomHermitian(2, 7);
    const h = 1e-3;
    const times = [0, 1, 2, 3, 4].map((k) => 0.2 + k * h);
    const problem = { spins: [0.5], state: randomState(2, 2, 9), channels, hamiltonian, times };
    const E = evolve(problem).values.map((rho) => traceProduct(rho, hamiltonian).value);
    const slope = (E[0] - 8 * E[1] + 8 * E[3] - E[4]) / (12 * h);
    const heat = evaluate(problem).channels.reduce((sum, channel) => sum + channel.heatCurrent!.values[2], 0);
    expect(Math.abs(heat)).toBeGreaterThan(1e-3);
    expect(Math.abs(slope + heat)).toBeLessThan(1e-11);
  });

  it("are the same numbers with Monte Carlo, with the same bounds", () => {
    const problem = { spins: [0.5], state: randomState(2, 2, 9), channels, hamiltonian: randomHermitian(2, 7) };
    const sampled = evaluate({ ...problem, method: "monte-carlo", samples: 100 });
    const heats = ({ channels: results }: typeof sampled) => results.map(({ heatCurrent: heat }) => heat);
    expect(heats(sampled)).toEqual(heats(evaluate(problem)));
  });
});

describe("the error of a heat current", () => {
  it("covers what rounding does to it, and is no more than a few hundred times that, against exact integers", () => {
    let largest = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const d = 2 + (seed % 5);
      const jump = integers(multiply(randomHermitian(d, seed), randomHermitian(d, seed + 100)));
      const [rho, H] = [integers(randomState(d, d, seed)), integers(randomHermitian(d, seed + 200))];
      const D = dissipatorOf([jump], [0]);
      const { value, error } = heatCurrent(dissipate(D, rho, [d]), dissipationTerms(D, rho, [d]), H);
      const share = Math.abs(value - Number(exactHeat(jump, rho, H))) / error;
      expect(share, `seed ${seed}`).toBeLessThan(1);
      largest = Math.max(largest, share);
    }
    expect(largest).toBeGreaterThan(1 / 300);
  });

  it("knows the size of a jump from one level to all others at once", () => {
    const [n, L, rho] = [30, zeroMatrix(30), zeroMatrix(30)];
    for (let row = 0; row < n; row++) L.re[row * n] = 1;
    rho.re[0] = 1;
    const D = dissipatorOf([L], [0]);
    const change = dissipate(D, rho, [n]);
    expect(Math.hypot(...change.re, ...change.im)).toBeLessThan(dissipationSize(D));
  });

  it("is zero where nothing flows: a channel whose rate is zero", () => {
    const still = { ...damped, parameters: { Gamma: 0, nbar: 1 } };
    const hamiltonian = identity(2);
    const { values, error } = evaluate({ spins: [0.5], state: dicke([0.5], [0.5]), channels: [still], hamiltonian })
      .channels[0].heatCurrent!;
    expect([values[0], error[0]]).toEqual([0, 0]);
  });

  it("knows no zero of energy: of a number it is zero, however large, and beside one it is what it was", () => {
    const shared = { spins: [0.5], state: randomState(2, 2, 9), channels: [damped], times: [0, 1] };
    for (const size of [1, 1e5, 1e20]) {
      const { channels, converged } = evaluate({ ...shared, hamiltonian: scale(identity(2), size) });
      const { values, error } = channels[0].heatCurrent!;
      expect([...values, ...error]).toEqual([0, 0, 0, 0]);
      expect(converged).toBe(true);
    }
    const H = integers(randomHermitian(2, 7));
    const [alone, beside] = [H, add(H, scale(identity(2), 2 ** 48))].map(
      (hamiltonian) => evaluate({ ...shared, times: [0], hamiltonian }).channels[0].heatCurrent!,
    );
    expect(Math.abs(alone.values[0])).toBeGreaterThan(2 ** 30);
    expect(beside.values[0]).toBeCloseTo(alone.values[0], 3);
    expect(beside.error[0]).toBeGreaterThan(Math.abs(beside.values[0] - alone.values[0]));
  });

  it("has converged or has not, whatever the unit of energy is", () => {
    const hamiltonian = spinOperators(0.5)[2];
    // At the state of rest nothing flows: what is left is rounding.
    const rest = { ...damped, parameters: { Gamma: 1, nbar: 0.5 } };
    const state = { dimension: 2, re: Float64Array.of(0.25, 0, 0, 0.75), im: new Float64Array(4) };
    for (const [one, channel] of [
      [state, rest],
      [randomState(2, 2, 9), damped],
    ] as const)
      for (const size of [1e-200, 1e-160, 1, 1e160]) {
        const problem = { spins: [0.5], state: one, channels: [channel], hamiltonian: scale(hamiltonian, size) };
        const { converged, channels } = evaluate(problem);
        expect(converged, `${size}`).toBe(true);
        expect(channels[0].heatCurrent!.error[0]).toBeGreaterThan(0);
      }
  });
});
