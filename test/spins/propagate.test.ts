import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { channels as registered } from "../../generated/index.ts";
import { evolution } from "../../spins/dynamics/evolve.ts";
import { allParts } from "../../spins/dynamics/generator/cluster.ts";
import { denseMatrix, largestColumn, type Part, partOf } from "../../spins/dynamics/generator/part.ts";
import { dissipator } from "../../spins/dynamics/liouvillian.ts";
import { bandedExponential } from "../../spins/dynamics/propagate/banded.ts";
import { sparseRows } from "../../spins/dynamics/propagate/sparse-rows.ts";
import { steppedError, taylorExponential } from "../../spins/dynamics/propagate/taylor.ts";
import { expm } from "../../spins/matrices/expm.ts";
import { type LongVector, zeroVector } from "../../spins/matrices/long-matrix.ts";
import { randomHermitian, scale, spinOperators } from "../evaluate/dense.ts";
import { digits } from "../support/many-digits/digits.ts";
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
  const integral = zeroVector(x.length);
  const start = { high: x, low: new Float64Array(x.length) };
  return { state: taylorExponential(sparseRows(part), start, time, integral), integral };
}

const d = digits(320);

/** e^{tA}x and its integral by Taylor's series in steps of ‖A‖τ ≤ 8, in whole numbers. */
function byWholeNumbers({ size, columnStart, row, value, low }: Part, x: Float64Array, time: number) {
  const steps =
    2 **
    Math.max(0, Math.ceil(Math.log2((Math.abs(time) * largestColumn({ size, columnStart, row, value, low })) / 8)));
  const tau = d.of(time) / BigInt(steps);
  let state = Array.from(x, d.of);
  const integral = state.map(() => 0n);
  for (let step = 0; step < steps; step++) {
    let term = state;
    const next = state.slice();
    for (let k = 1n; term.some((y) => y > 1n || y < -1n); k++) {
      for (let c = 0; c < size; c++) integral[c] += d.times(term[c], tau) / k;
      const image = term.map(() => 0n);
      for (let c = 0; c < size; c++) {
        for (let e = columnStart[c]; e < columnStart[c + 1]; e++)
          image[row[e]] += d.times(d.of(value[e]) + d.of(low[e]), term[c]);
      }
      term = image.map((y) => d.times(y, tau) / k);
      for (let c = 0; c < size; c++) next[c] += term[c];
    }
    state = next;
  }
  return { state, integral };
}

/** Σ |a − b| */
function gap({ high, low }: LongVector, b: readonly bigint[]): number {
  return b.reduce((sum, y, k) => sum + Math.abs(d.toNumber(d.of(high[k]) + d.of(low[k]) - y)), 0);
}

/** The coherences of eight levels apart, which turn at 8ω, slowly damped. */
function precessing(J: number, omega: number, rate: number): Part {
  const H = scale(spinOperators(J)[2], omega);
  const D = dissipator(registered["amplitude-damping"].jumps({ Gamma: rate, nbar: 0 }, []), [J], [0]);
  const parts = allParts(evolution([D], [2 * J + 1], H).clusters[0]);
  const all = Array.from({ length: parts.starts.length - 1 }, (_, p) => partOf(parts, p));
  return all.find(({ size }) => size === 2 * (2 * J + 1 - 8))!;
}

describe("thirty digits", () => {
  const ladder = (J: number, at: number) => Float64Array.from({ length: 2 * J + 1 }, (_, k) => Number(k === at));
  it.each([
    ["a ladder from its top", largestPart([30], 0), ladder(30, 0), 0.3],
    ["a ladder near its foot, for long", largestPart([30], 0), ladder(30, 57), 3],
    ["a ladder of a warm bath", largestPart([20], 0.5), ladder(20, 3), 0.5],
    ["a ladder from anywhere", largestPart([12], 0.1), vector(25, 3), 0.7],
    ["what a Hamiltonian turns", largestPart([0.5, 1], 0.4, randomHermitian(6, 4)), vector(36, 5), 4],
    ["what a Hamiltonian turns backwards", largestPart([0.5, 1], 0, randomHermitian(6, 9)), vector(36, 2), -0.3],
    // The 1-norm of a turn is its frequency: terms grow as far as they may.
    ["a spin that precesses", precessing(10, 1.1931, 1e-7), vector(26, 1), 5.995 / (8 * 1.1931)],
  ] as const)("of %s are right to what is said of them", (_, part, x, time) => {
    const { state, integral } = taylor(part, x, time);
    const whole = byWholeNumbers(part, x, time);
    const size = x.reduce((sum, y) => sum + Math.abs(y), 0);
    const allowed = steppedError(Math.abs(time) * largestColumn(part)) * size;
    expect(gap(state, whole.state)).toBeLessThan(allowed);
    expect(gap(integral, whole.integral)).toBeLessThan(Math.abs(time) * allowed);
  });
});

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
      expectClose(steps.state.high, power, tolerance);
      expectClose(steps.integral.high, integral, tolerance);
    });
  }

  it("of four qubits under a Hamiltonian that couples all, 256 coordinates, is the same by Taylor's series and dense", () => {
    const part = largestPart([0.5, 0.5, 0.5, 0.5], 0.4, randomHermitian(16, 4));
    expect(part.size).toBe(256);
    const A = denseMatrix(part);
    const x = vector(256, 8);
    const [power, integral] = byDense(A, x, 1.5);
    const steps = taylor(part, x, 1.5);
    expectClose(steps.state.high, power, 1e-13);
    expectClose(steps.integral.high, integral, 1e-13);
  });
});
