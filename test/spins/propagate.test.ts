import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { channels as registered } from "../../generated/index.ts";
import { evolution } from "../../spins/dynamics/evolve.ts";
import { allParts } from "../../spins/dynamics/generator/cluster.ts";
import { denseMatrix, largestColumn, type Part, partOf } from "../../spins/dynamics/generator/part.ts";
import { dissipator } from "../../spins/dynamics/liouvillian.ts";
import { bandedExponential } from "../../spins/dynamics/propagate/banded.ts";
import { sparseRows } from "../../spins/dynamics/propagate/sparse-rows.ts";
import { taylorExponential } from "../../spins/dynamics/propagate/taylor.ts";
import { expm } from "../../spins/matrices/expm.ts";
import { zeroVector } from "../../spins/matrices/long-matrix.ts";
import { randomHermitian } from "../evaluate/dense.ts";
import { normals } from "../support/random-states.ts";

/** The largest part of spins that are all damped. */
function largestPart(spins: readonly number[], nbar: number, H: Parameters<typeof evolution>[2] = null): Part {
  const jumps = registered["amplitude-damping"].jumps({ Gamma: 1, nbar }, []);
  const system = evolution(
    spins.map((_, party) => dissipator(jumps, spins, [party])),
    spins.map((J) => 2 * J + 1),
    H,
  );
  const parts = allParts(system.clusters[0]);
  const all = Array.from({ length: parts.starts.length - 1 }, (_, p) => partOf(parts, p));
  return all.reduce((a, b) => (b.size > a.size ? b : a));
}

/** e^{tA}x and its integral from one dense exponential. */
function byDense(A: Matrix, x: Float64Array, time: number): [number[], number[]] {
  const n = x.length;
  const augmented = Matrix.zeros(n + 1, n + 1);
  augmented.setSubMatrix(Matrix.mul(A, time), 0, 0);
  x.forEach((value, k) => {
    augmented.set(k, n, time * value);
  });
  const E = expm(augmented);
  const power = E.subMatrix(0, n - 1, 0, n - 1).mmul(Matrix.columnVector(Array.from(x)));
  return [power.getColumn(0), E.getColumn(n).slice(0, n)];
}

function expectClose(found: Float64Array, expected: readonly number[], tolerance: number): void {
  expected.forEach((value, k) => {
    expect(Math.abs(found[k] - value)).toBeLessThan(tolerance);
  });
}

function vector(n: number, seed: number): Float64Array {
  const x = Float64Array.from({ length: n }, normals(seed));
  const size = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  return x.map((value) => value / size);
}

function taylor(part: Part, x: Float64Array, time: number) {
  const sum = zeroVector(x.length);
  const start = { high: x, low: new Float64Array(x.length) };
  const { high } = taylorExponential(sparseRows(part), start, time, time * largestColumn(part), sum);
  return { state: high, integral: sum.high };
}

describe("the exponential of a part", () => {
  for (const [J, nbar, time] of [
    [30, 0, 0.01],
    [30, 0.5, 0.05],
    [30, 0.5, 1],
    [45, 2, 0.004],
  ]) {
    it(`of a ladder is the same banded, by Taylor's series and dense: J = ${J}, n̄ = ${nbar}, t = ${time}`, () => {
      const part = largestPart([J], nbar);
      const n = part.size;
      const A = denseMatrix(part);
      const x = vector(n, 3);
      const [power, integral] = byDense(A, x, time);
      const diagonals = new Float64Array(3 * n);
      for (let c = 0; c < n; c++) {
        for (let r = Math.max(0, c - 1); r <= Math.min(n - 1, c + 1); r++) diagonals[(r - c + 1) * n + c] = A.get(r, c);
      }
      const sum = new Float64Array(n);
      const banded = bandedExponential({ dimension: n, width: 1, diagonals }, x, time, 2e-14, sum);
      // What squaring leaves of the dense one's digits: ε |A| t.
      const tolerance = 1e-13 + Number.EPSILON * largestColumn(part) * time;
      expectClose(banded, power, tolerance);
      expectClose(sum, integral, tolerance);
      const steps = taylor(part, x, time);
      expectClose(steps.state, power, tolerance);
      expectClose(steps.integral, integral, tolerance);
    });
  }

  it("of four qubits under a Hamiltonian that couples all, 256 coordinates, is the same by Taylor's series and dense", () => {
    const part = largestPart([0.5, 0.5, 0.5, 0.5], 0.4, randomHermitian(16, 4));
    expect(part.size).toBe(256);
    const A = denseMatrix(part);
    const x = vector(256, 8);
    const [power, integral] = byDense(A, x, 1.5);
    const steps = taylor(part, x, 1.5);
    expectClose(steps.state, power, 1e-13);
    expectClose(steps.integral, integral, 1e-13);
  });
});
