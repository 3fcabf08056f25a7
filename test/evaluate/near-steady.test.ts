import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import { phaseSpace, productionByDefinition } from "../../laws/phase-space.ts";
import { kernelSlope } from "../../runtime/special/kernel-slope.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { gibbs } from "../../spins/states/named-states.ts";
import { exactKernel, fixed, ONE } from "../support/fixed-point.ts";
import { productionNearSteady } from "../support/near-gibbs-oracle.ts";
import { amplitudeDamping } from "../support/paper-evaluators.ts";

/** Π of thermal damping of party 0, Γ = 1. */
function productionOf(spins: readonly number[], state: ComplexMatrix, nbar: number): { value: number; error: number } {
  const channel = channels["amplitude-damping"];
  const { production } = evaluate({ spins, state, channels: [{ channel, on: [0], parameters: { Gamma: 1, nbar } }] });
  return { value: production!.values[0], error: production!.error[0] };
}

/** Six digits of a Π near 1e-12, and an error that says so. */
function expectSixDigits({ value, error }: { value: number; error: number }, exact: number, where: string): void {
  expect(exact, where).toBeGreaterThan(1e-13);
  expect(exact, where).toBeLessThan(1e-11);
  expect(Math.abs(value - exact), where).toBeLessThan(1e-6 * exact);
  expect(error, where).toBeLessThan(1e-6 * value);
  expect(error, where).toBeGreaterThan(0);
}

/** The state with entries x at [r, c] and its conjugate at [c, r] added; r = c takes from the last population what it adds. */
function displaced(rho: ComplexMatrix, entries: readonly (readonly [number, number, number, number])[]): ComplexMatrix {
  const { dimension } = rho;
  const moved = { dimension, re: rho.re.slice(), im: rho.im.slice() };
  for (const [r, c, re, im] of entries) {
    moved.re[r * dimension + c] += re;
    moved.re[c === r ? dimension ** 2 - 1 : c * dimension + r] += c === r ? -re : re;
    if (c === r) continue;
    moved.im[r * dimension + c] += im;
    moved.im[c * dimension + r] -= im;
  }
  return moved;
}

describe("Π = 1e-12 Γ has six correct digits", () => {
  it("for one qubit, against dS/dt + Φ in fixed point", () => {
    // n̄ = 1/2: z = −1/2 in the steady state. All numbers are short binary fractions, and R² is exact.
    for (const [x, z] of [
      [0, 2 ** -20],
      [2 ** -20, 0],
      [2 ** -21, -3 * 2 ** -22],
    ]) {
      const up = 0.25 + z;
      const rho = { dimension: 2, re: Float64Array.of(up, x, x, 1 - up), im: new Float64Array(4) };
      const Rz = up - 0.5;
      const R2 = fixed(x * x + Rz * Rz);
      const rise = R2 + fixed(Rz * Rz) + fixed(Rz / 2);
      const rate = (exactKernel(0.5, x * x + Rz * Rz) * rise) / (2n * ONE);
      const flux = (exactKernel(2, 1) * fixed(1 + 4 * Rz)) / (4n * ONE);
      expectSixDigits(productionOf([0.5], rho, 0.5), Number(rate + flux) / Number(ONE), `x = ${x}, z = ${z}`);
    }
  });

  it("for a pair, the deviation local or a correlation only, against an integral of the exact deviation", () => {
    const size = 7.3e-7;
    const deviations: Record<string, readonly (readonly [number, number, number, number])[]> = {
      "of the first qubit": [
        [0, 2, 0.4 * size, -0.3 * size],
        [1, 3, 0.8 * size, -0.6 * size],
      ],
      "of populations": [[0, 0, size, 0]],
      "that leaves both qubits in their steady states": [
        [0, 3, 0.5 * size, 0.9 * size],
        [1, 2, -0.7 * size, 0.2 * size],
      ],
      "of all kinds": [
        [0, 0, 0.3 * size, 0],
        [0, 1, 0.2 * size, 0.1 * size],
        [0, 2, -0.4 * size, 0.6 * size],
        [0, 3, 0.5 * size, -0.5 * size],
        [1, 3, 0.3 * size, 0.7 * size],
      ],
    };
    for (const [name, entries] of Object.entries(deviations)) {
      for (const nbar of [0.05, 0.5, 3]) {
        const rho = displaced(gibbs([0.5, 0.5], [nbar, 0.8]), entries);
        const exact = productionNearSteady(rho, 0, 1, nbar)!;
        expect(exact.error).toBeLessThan(1e-11 * exact.value);
        expectSixDigits(productionOf([0.5, 0.5], rho, nbar), exact.value, `deviation ${name}, n̄ = ${nbar}`);
      }
    }
  });

  it("for J = 2, against eq 21 at every node of a grid", () => {
    const use = { channel: amplitudeDamping, on: [0], parameters: { Gamma: 1, nbar: 0.8 } };
    for (const entries of [
      [[0, 1, 3e-7, 1e-7]],
      [[1, 1, 2e-7, 0]],
      [
        [0, 2, 2e-7, -1e-7],
        [2, 3, -3e-7, 2e-7],
      ],
    ] as const) {
      const rho = displaced(gibbs([2], [0.8]), entries);
      const exact = productionByDefinition(phaseSpace([2], 40), use, rho);
      expectSixDigits(productionOf([2], rho, 0.8), exact, JSON.stringify(entries));
    }
  });
});

describe("the slope of the kernel between two states", () => {
  it("keeps its digits where the states hardly differ", () => {
    for (const y of [1e-12, 0.01, 0.29, 0.31, 0.7, 0.99]) {
      for (const gap of [2 ** -45, 2 ** -30, 2 ** -12, 0.004]) {
        const z = y + gap;
        const difference = exactKernel(1, z) - exactKernel(1, y);
        const exact = Number((difference * ONE) / (fixed(z) - fixed(y))) / Number(ONE);
        expect(Math.abs(kernelSlope(y, z) / exact - 1), `${y}, ${z}`).toBeLessThan(1e-13);
      }
    }
  });

  it("is what it is between a state and a pure one", () => {
    for (const y of [0.2, 0.9, 0.999]) {
      const exact = Number(exactKernel(1, 1) - exactKernel(1, y)) / Number(ONE) / (1 - y);
      expect(Math.abs(kernelSlope(y, 1) / exact - 1)).toBeLessThan(1e-14 / (1 - y));
      expect(kernelSlope(y, 1)).toBe(kernelSlope(1, y));
    }
  });
});
