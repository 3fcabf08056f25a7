/** Steady states of large spins, by diagonals. */
import { describe, expect, it } from "vitest";
import { channels as registered } from "../../generated/index.ts";
import { distance } from "../../laws/matrices.ts";
import { type Evolution, evolution, evolved } from "../../spins/dynamics/evolve.ts";
import { dissipator } from "../../spins/dynamics/liouvillian.ts";
import { steadyState } from "../../spins/dynamics/steady-state.ts";
import { factorBanded, solveBanded } from "../../spins/matrices/banded-elimination.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { dicke } from "../../spins/states/named-states.ts";
import { add, scale, spinOperators } from "../evaluate/dense.ts";
import { hamiltonianOf } from "../support/hamiltonian.ts";
import { normals, randomState } from "../support/random-states.ts";

type Use = readonly [string, Readonly<Record<string, number>>];

function systemOf(J: number, uses: readonly Use[], H: ComplexMatrix): Evolution {
  const dissipators = uses.map(([name, parameters]) => dissipator(registered[name].jumps(parameters, []), [J], [0]));
  return evolution(dissipators, [2 * J + 1], H);
}

const drive = (J: number, x: number, z: number) => add(scale(spinOperators(J)[0], x), scale(spinOperators(J)[2], z));

describe("the steady state of one driven spin", () => {
  it.each<[number, Use[], number, number]>([
    [8, [["amplitude-damping", { Gamma: 0.2, nbar: 0 }]], 1.5, 0],
    [
      6,
      [
        ["amplitude-damping", { Gamma: 0.3, nbar: 0.4 }],
        ["dephasing", { lambda: 0.2 }],
      ],
      1.5,
      0.3,
    ],
    [6, [["squeezed-thermal", { Gamma: 0.3, nbar: 0.1, r: 0.4, phase: 0.7 }]], 0.6, 0.2],
    [6, [["pumping", { Gamma: 0.1 }]], 0.01, 0.5],
  ])("J = %d is what it evolves to: %j, H = %d Jx + %d Jz", (J, uses, x, z) => {
    const system = systemOf(J, uses, drive(J, x, z));
    const rest = steadyState(system, randomState(2 * J + 1, 2, 4));
    const late = evolved(system, dicke([J], [J]), 400);
    expect(rest.count).toBe(1);
    expect(distance(rest.state, late.state)).toBeLessThanOrEqual(rest.error + late.error);
    expect(rest.error).toBeLessThan(1e-13);
  });

  it("J = 20 loses 2ΓJ(J + ⟨Jz⟩) = 39.44485438284266, computed elsewhere", () => {
    const J = 20;
    const { state } = steadyState(
      systemOf(J, [["amplitude-damping", { Gamma: 0.05, nbar: 0 }]], drive(J, 1.5, 0)),
      dicke([J], [J]),
    );
    let mean = 0;
    for (let k = 0; k <= 2 * J; k++) mean += (J - k) * state.re[k * (2 * J + 2)];
    expect(Math.abs(2 * (J + mean) - 39.44485438284266)).toBeLessThan(1e-12);
  });

  it("that is not the only one, as where total spin is conserved, is refused where thirty digits do not reach", () => {
    const spins = [2.5, 2.5];
    const jumps = registered["collective-decay"].jumps({ Gamma: 1, nbar: 0.2 }, []);
    const system = evolution([dissipator(jumps, spins, [0, 1])], [6, 6], hamiltonianOf("Jx[0] + Jx[1]", spins));
    expect(() => steadyState(system, dicke(spins, spins))).toThrow("needs the kernel of a");
  });
});

it("banded elimination with interchanges solves what it was given", () => {
  const [n, width] = [60, 7];
  const random = normals(5);
  const A = Array.from({ length: n }, (_, r) =>
    Float64Array.from({ length: n }, (__, c) => (Math.abs(r - c) <= width ? random() : 0)),
  );
  const factors = factorBanded(n, width, (put) => {
    for (const [r, row] of A.entries()) for (const [c, value] of row.entries()) if (value !== 0) put(r, c, value);
  });
  const x = Float64Array.from({ length: n }, random);
  const b = Float64Array.from(A, (row) => row.reduce((sum, value, c) => sum + value * x[c], 0));
  solveBanded(factors, b);
  expect(distanceOf(b, x)).toBeLessThan(1e-11);
});

const distanceOf = (a: Float64Array, b: Float64Array): number => Math.hypot(...a.map((value, k) => value - b[k]));
