import { describe, expect, it } from "vitest";
import { crossingTime } from "../../paper/claims/crossing.ts";
import { library } from "../../paper/claims/library.ts";
import { figure1States } from "../../paper/figures/dephasing-figures.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type FactoredState, pairTruth } from "../support/qubit-pair-oracle.ts";

const half = Math.SQRT1_2;

/** Σ λ |v⟩⟨v| of real orthonormal vectors. */
function stateOf(parts: readonly (readonly [number, readonly number[]])[]): FactoredState {
  const rho = zeroMatrix(4);
  const vectors = parts.map(([weight, v]) => {
    for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) rho.re[4 * i + j] += weight * v[i] * v[j];
    return Float64Array.from(v.flatMap((entry) => [Math.sqrt(weight) * entry, 0]));
  });
  return { rho, vectors };
}

/** Equal populations with ρ14 = ρ23 = 0.035 e^{−t} (eq 25). */
function xState(t: number): FactoredState {
  const a = 0.035 * Math.exp(-t);
  return stateOf([
    [0.25 + a, [half, 0, 0, half]],
    [0.25 - a, [half, 0, 0, -half]],
    [0.25 + a, [0, half, half, 0]],
    [0.25 - a, [0, half, -half, 0]],
  ]);
}

/** Equal populations with the other coherences 0.0175 e^{−t/2} (eq 26): 1/4 + b (σx ⊗ 1 + 1 ⊗ σx). */
function nonXState(t: number): FactoredState {
  const b = 0.0175 * Math.exp(-t / 2);
  const signs = [1, -1].flatMap((p) => [1, -1].map((q) => [p, q] as const));
  return stateOf(signs.map(([p, q]) => [0.25 + b * (p + q), [0.5, 0.5 * q, 0.5 * p, 0.5 * p * q]]));
}

/** Π/λ under dephasing of both qubits, by the oracle. */
function production(state: FactoredState): number {
  const { noises } = pairTruth(state, [
    { kind: "dephasing", on: 0, lambda: 1 },
    { kind: "dephasing", on: 1, lambda: 1 },
  ]);
  return noises[0].production.value + noises[1].production.value;
}

describe("figure 1", () => {
  it("has its crossing where an independent calculation has it, to eight digits", () => {
    const t = crossingTime(library, figure1States)!;
    const gap = (time: number) => production(xState(time)) - production(nonXState(time));
    expect(gap(t - 2e-9)).toBeGreaterThan(0);
    expect(gap(t + 2e-9)).toBeLessThan(0);
    expect(t).toBeCloseTo(0.287041733, 8);
  });
});
