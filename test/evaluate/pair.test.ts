import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { evaluateMany } from "../../evaluate/problem/evaluate-many.ts";
import { integratePair } from "../../evaluate/ways/pair.ts";
import { channels } from "../../generated/index.ts";
import { logMoment } from "../../generated/log-moment.ts";
import { integrate, type Sought } from "../../runtime/integrate.ts";
import { EXACTLY } from "../../runtime/quadrature/integral.ts";
import { randomStates } from "../../scripts/bench/states.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { blochAxis, hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { axesAbout, pairTensor, turnPair } from "../../spins/matrices/pair-tensor.ts";
import { symmetricThree } from "../../spins/matrices/symmetric-three.ts";
import { classState } from "../../spins/states/named-states.ts";
import { normals, randomStream } from "../../spins/states/random-stream.ts";

const damping = (on: number, nbar: number) => ({
  channel: channels["amplitude-damping"],
  on: [on],
  parameters: { Gamma: 0.25, nbar },
});

describe("the sweeps of a pair of qubits", () => {
  it("have the tensors that are made party by party", () => {
    for (const rho of randomStates(5, 1)) {
      for (const inner of [0, 1]) {
        const expected = hermitianTensor(rho, [2, 2], [1 - inner, inner]);
        blochAxis(expected);
        const found = new Float64Array(16);
        pairTensor(rho, inner, found);
        expect(found).toEqual(expected);
      }
    }
  });

  it("turn to any axis, and then have the same conditional states along the same directions", () => {
    const normal = normals(randomStream(7, "turned pairs"));
    const along = (tensor: Float64Array, [x, y, z]: readonly number[]) =>
      [0, 1, 2, 3].map(
        (i) => 0.5 * ((1 + z) * tensor[i] + (1 - z) * tensor[4 + i]) + x * tensor[8 + i] + y * tensor[12 + i],
      );
    for (const [k, rho] of randomStates(20, 2).entries()) {
      const [tensor, axes] = [new Float64Array(16), new Float64Array(9)];
      pairTensor(rho, k % 2, tensor);
      const z = Float64Array.from({ length: 3 }, normal);
      axesAbout(k === 0 ? Float64Array.of(0, 0, -1) : z, axes);
      const n = [0.48, -0.6, 0.64];
      const components = [0, 1, 2].map((a) => n.reduce((sum, x, i) => sum + axes[3 * a + i] * x, 0));
      expect(Math.hypot(...components)).toBeCloseTo(1, 14);
      const expected = along(tensor, n);
      turnPair(tensor, axes);
      along(tensor, components).forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i], 15);
      });
      if (k > 0) for (let i = 0; i < 3; i++) expect(axes[6 + i]).toBeCloseTo(z[i] / Math.hypot(...z), 15);
    }
  });

  it.each([1e-5, 1e-9])("find to %s what grids of growing size do", (relative) => {
    const change = randomStates(1, 9)[0];
    const goal = { ...EXACTLY, relative };
    const states: ComplexMatrix[] = [classState([0.1, 0.2, 0.1, 0.6], 0.02, 0.15, 0.02), ...randomStates(12, 4)];
    for (const rho of states) {
      for (const party of [0, 1]) {
        const integrands = [
          { kind: "entropy", closed: logMoment },
          { kind: "logMoment", closed: logMoment, of: change },
          { kind: "entropyRate", use: damping(party, 0.4) },
        ] as const;
        const sought = integrands.map(
          (integrand): Sought => ({ integrand, party, inner: "closed", goal, along: false, share: 1 }),
        );
        const found = integratePair(rho, [0.5, 0.5], sought, 4e7)!;
        const onGrids = integrate(
          rho,
          [0.5, 0.5],
          sought.map((one) => ({ ...one, goal: { ...EXACTLY, relative: 1e-12 } })),
          4e7,
        );
        found.integrals.forEach(({ value, error, converged }, f) => {
          const expected = onGrids.integrals[f];
          expect(Math.abs(value - expected.value)).toBeLessThanOrEqual(error + expected.error);
          expect(converged).toBe(true);
        });
      }
    }
  });

  it("lie within their bounds of closer ones, whichever spheres are taken", () => {
    const shared = { spins: [0.5, 0.5], channels: [damping(0, 0.1), damping(1, 2)] };
    const states = randomStates(60, 77);
    const [rough, fine] = [1e-5, 1e-12].map((tolerance) => evaluateMany({ ...shared, tolerance }, { states }));
    for (const name of ["entropy", "entropyRate", "production"] as const) {
      states.forEach((_, k) => {
        const off = Math.abs(rough[name].values[k] - fine[name].values[k]);
        expect(off).toBeLessThanOrEqual(rough[name].error[k] + fine[name].error[k]);
      });
    }
  });

  it("take axes of a symmetric matrix that its eigenvalues belong to", () => {
    const normal = normals(randomStream(3, "symmetric matrices"));
    for (let k = 0; k < 50; k++) {
      const half = [0, 1, 2].map(() => [0, 1, 2].map(() => normal() * (k % 5 === 0 ? 1e-9 : 1)));
      const rows = half.map((row, i) => row.map((entry, j) => entry + half[j][i]));
      if (k % 3 === 0) rows[0][1] = rows[1][0] = rows[0][2] = rows[2][0] = 0;
      const own = { values: new Float64Array(3), axes: new Float64Array(9) };
      symmetricThree(Float64Array.from(rows.flat()), own);
      const expected = new EigenvalueDecomposition(new Matrix(rows), { assumeSymmetric: true }).realEigenvalues;
      const size = Math.max(...expected.map(Math.abs));
      expected.sort((a, b) => a - b);
      for (let axis = 0; axis < 3; axis++) {
        expect(Math.abs(own.values[axis] - expected[axis])).toBeLessThanOrEqual(1e-14 * size);
        for (let i = 0; i < 3; i++) {
          const image = rows[i].reduce((sum, entry, j) => sum + entry * own.axes[3 * axis + j], 0);
          expect(Math.abs(image - own.values[axis] * own.axes[3 * axis + i])).toBeLessThanOrEqual(1e-14 * size);
        }
      }
    }
  });
});
