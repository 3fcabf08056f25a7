/** Measures of chosen parts, purity, energies. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apart, askedQuantity } from "../../../evaluate/quantities/asked.ts";
import { boundedNegativity } from "../../../evaluate/quantities/entanglement.ts";
import {
  channels,
  coherent,
  evaluateQuantities,
  ghz,
  gibbs,
  negativity,
  type Problem,
  thermal,
  w,
} from "../../../index.ts";
import { mixedStates, pureStates } from "../../../laws/arbitraries.ts";
import { type ComplexMatrix, partialTrace, tensorProduct } from "../../../spins/matrices/complex-matrix.ts";
import { ONE_TEMPERATURE } from "../../../spins/numbers/safety-factors.ts";
import { hamiltonianOf } from "../../support/hamiltonian.ts";

const qubits = [0.5, 0.5, 0.5];

function valuesOf(
  problem: Omit<Problem, "channels"> & Partial<Problem>,
  ...names: readonly string[]
): readonly number[] {
  return evaluateQuantities({ channels: [], tolerance: 1e-6, ...problem }, names).map(({ values }) => values[0]);
}

describe("parts of a state", () => {
  it("of GHZ: a pair shares ln 2, one spin against the others has N = 1/2 and E_N = ln 2, a pair by itself is separable", () => {
    const found = valuesOf(
      { spins: qubits, state: ghz(qubits) },
      "mutual-information(0|1)",
      "mutual-information(0|1,2)",
      "negativity(0|1,2)",
      "log-negativity(1|0,2)",
      "negativity(0|2)",
      "concurrence(0,2)",
    );
    [Math.LN2, 2 * Math.LN2, 0.5, Math.LN2, 0, 0].forEach((known, k) => {
      expect(found[k]).toBeCloseTo(known, 12);
    });
  });

  it("of W: each pair has concurrence 2/3, and one spin against the others N = √2/3", () => {
    const [pair, one] = valuesOf({ spins: qubits, state: w(qubits) }, "concurrence(1,2)", "negativity(2|0,1)");
    expect(pair).toBeCloseTo(2 / 3, 7);
    expect(one).toBeCloseTo(Math.SQRT2 / 3, 12);
  });

  it("have of a pure state N = ((Σ√p)² − 1)/2 of the populations p of either part, of any spins", () => {
    const spins = [1, 0.5, 0.5];
    fc.assert(
      fc.property(pureStates(spins), (state) => {
        const [N] = valuesOf({ spins, state }, "negativity(0|1,2)");
        // (Σ√p)² by Newton's square root of the reduced state, its trace squared.
        expect(N).toBeCloseTo((traceOfRoot(partialTrace(state, [3, 2, 2], [0])) ** 2 - 1) / 2, 6);
      }),
      { numRuns: 15 },
    );
  });

  it("are what the same measure says of the reduced state, in either order of the parts", () => {
    fc.assert(
      fc.property(mixedStates(qubits), (state) => {
        const reduced = partialTrace(state, [2, 2, 2], [0, 2]);
        const [N, other, I, J] = valuesOf(
          { spins: qubits, state },
          "negativity(0|2)",
          "negativity(2|0)",
          "mutual-information(0|2)",
          "mutual-information(2|0)",
        );
        expect(N).toBeCloseTo(negativity(reduced), 12);
        expect(other).toBeCloseTo(N, 12);
        expect(J).toBeCloseTo(I, 12);
        const [pair] = valuesOf({ spins: [0.5, 0.5], state: reduced }, "mutual-information");
        expect(I).toBeCloseTo(pair, 12);
      }),
      { numRuns: 15 },
    );
  });

  it("share nothing where the state is a product of them, by Wehrl's entropy either", () => {
    fc.assert(
      fc.property(mixedStates([0.5]), mixedStates([0.5, 0.5]), (a, b) => {
        const state = tensorProduct(a, b);
        const [I] = valuesOf({ spins: qubits, state }, "mutual-information(0|1,2)");
        expect(Math.abs(I)).toBeLessThan(1e-12);
        const [{ values, error }] = evaluateQuantities({ spins: qubits, state, channels: [], tolerance: 1e-2 }, [
          "wehrl-mutual-information(1,2|0)",
        ]);
        expect(Math.abs(values[0])).toBeLessThanOrEqual(error[0]);
      }),
      { numRuns: 5 },
    );
  });

  it("know no more by Wehrl's entropy than by von Neumann's", () => {
    fc.assert(
      fc.property(mixedStates([0.5, 1]), (state) => {
        const [wehrl, neumann] = valuesOf(
          { spins: [0.5, 1], state },
          "wehrl-mutual-information(0|1)",
          "mutual-information(0|1)",
        );
        expect(wehrl).toBeLessThan(neumann + 1e-5);
        expect(wehrl).toBeGreaterThan(-1e-5);
      }),
      { numRuns: 10 },
    );
  });

  it("hold within their bounds for a state that is moved by what it is said to be off by", () => {
    const spins = [1, 0.5];
    fc.assert(
      fc.property(mixedStates(spins), mixedStates(spins), (a, b) => {
        const share = 1e-4;
        const moved = {
          ...a,
          re: a.re.map((x, k) => x + share * (b.re[k] - x)),
          im: a.im.map((x, k) => x + share * (b.im[k] - x)),
        };
        const distance = Math.hypot(...a.re.map((x, k) => Math.hypot(moved.re[k] - x, moved.im[k] - a.im[k])));
        for (const name of [
          "negativity(0|1)",
          "log-negativity(0|1)",
          "mutual-information(0|1)",
          "purity",
          "renyi-wehrl(2)",
        ]) {
          const [one] = evaluateQuantities({ spins, state: a, channels: [], stateError: distance }, [name]);
          const [other] = valuesOf({ spins, state: moved }, name);
          expect(Math.abs(one.values[0] - other)).toBeLessThanOrEqual(one.error[0]);
        }
      }),
      { numRuns: 10 },
    );
  });

  it("of two qubits are the pair: negativity without brackets is the same", () => {
    fc.assert(
      fc.property(mixedStates([0.5, 0.5]), (state) => {
        const [bare, asked] = valuesOf({ spins: [0.5, 0.5], state }, "negativity", "negativity(0|1)");
        expect(asked).toBe(bare);
        expect(boundedNegativity(state).value).toBe(bare);
      }),
      { numRuns: 5 },
    );
  });
});

describe("energies", () => {
  const H = hamiltonianOf("1.3*Jz[0] + 0.4*Jx[0]*Jx[1] + 5", [0.5, 1]);
  const problem = { spins: [0.5, 1], state: thermal([0.5, 1], H, 0.7), channels: [], hamiltonian: H };

  it("of the thermal state are least: F = −T ln Z there, and more in every other state", () => {
    const [least] = valuesOf(problem, "free-energy(0.7)");
    fc.assert(
      fc.property(mixedStates([0.5, 1]), (state) => {
        expect(valuesOf({ ...problem, state }, "free-energy(0.7)")[0]).toBeGreaterThan(least);
      }),
      { numRuns: 10 },
    );
    const [E, S, F] = valuesOf(problem, "energy", "von-neumann-entropy", "free-energy(0.7)");
    expect(F).toBeCloseTo(E - 0.7 * S, 13);
  });

  it("count a multiple of 1 in the Hamiltonian, which moves nothing", () => {
    const hamiltonian = hamiltonianOf("2", [0.5]);
    const state = coherent([0.5], [{ theta: 1, phi: 0 }]);
    const [E, purity] = valuesOf({ spins: [0.5], state, channels: [], hamiltonian }, "energy", "purity");
    expect(E).toBe(2);
    expect(purity).toBeCloseTo(1, 14);
  });

  it("take baths for one temperature as far as its error says what they differ by", () => {
    const [omega, T] = [1.4, 0.9];
    const at = (temperature: number) => ({
      channel: channels["amplitude-damping"],
      on: [0],
      parameters: { Gamma: 1, nbar: 1 / Math.expm1(omega / temperature) },
    });
    const job = { spins: [1], state: gibbs([1], [0.2]), hamiltonian: hamiltonianOf("1.4*Jz", [1]) };
    const freeEnergyOf = (other: number) =>
      evaluateQuantities({ ...job, channels: [at(T), at(other)] }, ["free-energy"])[0].error[0];
    const [S] = valuesOf({ ...job, channels: [] }, "von-neumann-entropy");
    const apart = T * ONE_TEMPERATURE;
    expect(freeEnergyOf(T)).toBeLessThan(1e-4 * apart * S);
    expect(freeEnergyOf(T + 0.5 * apart)).toBeGreaterThan(0.49 * apart * S);
    expect(() => freeEnergyOf(T + 2 * apart)).toThrow(/baths of temperatures/);
  });

  it("take the temperature of the job's baths where none is given: that of n̄ at the spin's spacing", () => {
    const [omega, T] = [1.4, 0.9];
    const nbar = 1 / Math.expm1(omega / T);
    const bath = { channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar } };
    const job = { spins: [1], state: gibbs([1], [0.2]), channels: [bath], hamiltonian: hamiltonianOf("1.4*Jz", [1]) };
    const [bare, asked] = valuesOf(job, "free-energy", `free-energy(${T})`);
    expect(bare).toBeCloseTo(asked, 13);
    const tilted = { ...job, hamiltonian: hamiltonianOf("1.4*Jz + 0.1*Jx", [1]) };
    expect(() => valuesOf(tilted, "free-energy")).toThrow(/level spacing.*free-energy\(T\)/);
    const other = { ...bath, parameters: { Gamma: 1, nbar: 2 * nbar } };
    expect(() => valuesOf({ ...job, channels: [bath, other] }, "free-energy")).toThrow(/baths of temperatures/);
    expect(() => valuesOf({ ...job, channels: [] }, "free-energy")).toThrow(/no channel that is one thermal bath/);
  });

  it("know of a cold bath's temperature no more digits than n̄ leaves of N", () => {
    for (const nbar of [1e-2, 1e-8, 1e-12, 1e-14]) {
      const bath = { channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar } };
      const job = {
        spins: [0.5],
        state: gibbs([0.5], [1e300]),
        channels: [bath],
        hamiltonian: hamiltonianOf("Jz", [0.5]),
      };
      const [{ values, error }] = evaluateQuantities(job, ["free-energy"]);
      const exact = -Math.log(2) / Math.log1p(1 / nbar);
      expect(Math.abs(values[0] - exact), `n̄ = ${nbar}`).toBeLessThan(error[0] + 1e-15);
      expect(error[0], `n̄ = ${nbar}`).toBeLessThan(1e-17 / nbar + 1e-13);
    }
  });
});

describe("what is asked for", () => {
  it("is parted by commas outside of brackets", () => {
    expect(apart("purity, negativity(0|1,2),concurrence(0,1)")).toEqual([
      "purity",
      "negativity(0|1,2)",
      "concurrence(0,1)",
    ]);
    expect(apart("purity,")).toEqual(["purity", ""]);
    expect(apart("")).toEqual([""]);
    expect(apart("negativity(0|1")).toEqual(["negativity(0|1"]);
  });

  it("is named without spaces", () => {
    expect(askedQuantity("negativity( 0 | 1, 2 )", [])).toEqual({
      key: "negativity(0|1,2)",
      name: "negativity",
      parts: [[0], [1, 2]],
      number: null,
    });
  });

  it.each([
    ["negativity(0,1)", /expected negativity\(0\|1,2\), two parts/],
    ["negativity(0|1|2)", /two parts/],
    ["concurrence(0|1)", /expected concurrence\(0,1\), two qubits/],
    ["concurrence(0,0)", /each spin once/],
    ["mutual-information(0|)", /two parts or more/],
    ["mutual-information()", /two parts or more/],
    ["renyi-wehrl", /expected renyi-wehrl\(2\), with the order, above 1/],
    ["renyi-wehrl(1)", /above 1/],
    ["renyi-wehrl(two)", /above 1/],
    ["free-energy(-1)", /0 or more/],
    ["purity(2)", /expected purity without brackets/],
    ["negativty(0|1)", /did you mean "negativity"/],
    ["negativity(0|9)", /names\[0\]: found negativity\(0\|9\) of 3 spins, expected indices 0 to 2/],
  ])("refuses %s", (name, message) => {
    expect(() => valuesOf({ spins: qubits, state: ghz(qubits) }, name)).toThrow(message);
  });

  it("refuses a concurrence of what is no qubit", () => {
    const state = gibbs([1, 0.5], [0.1, 0.1]);
    expect(() => valuesOf({ spins: [1, 0.5], state }, "concurrence(0,1)")).toThrow(
      /spin 0 has J = 1.*negativity takes any/,
    );
  });
});

/** Tr √A of a 3 × 3 state, by Denman and Beavers' iteration on its real embedding. */
function traceOfRoot({ dimension: n, re, im }: ComplexMatrix): number {
  const size = 2 * n;
  let Y = Array.from({ length: size }, (_, r) =>
    Array.from({ length: size }, (_, c) => {
      const at = (r % n) * n + (c % n);
      const value = r < n === c < n ? re[at] : r < n ? -im[at] : im[at];
      return value + (r === c ? 1e-14 : 0);
    }),
  );
  let Z: number[][] = Y.map((row, r) => row.map((_, c) => (r === c ? 1 : 0)));
  for (let step = 0; step < 60; step++) {
    const [inverseY, inverseZ] = [inverse(Y), inverse(Z)];
    Y = Y.map((row, r) => row.map((y, c) => (y + inverseZ[r][c]) / 2));
    Z = Z.map((row, r) => row.map((z, c) => (z + inverseY[r][c]) / 2));
  }
  return Y.reduce((sum, row, r) => sum + row[r], 0) / 2;
}

function inverse(A: readonly (readonly number[])[]): number[][] {
  const n = A.length;
  const M = A.map((row, r) => [...row, ...row.map((_, c) => (r === c ? 1 : 0))]);
  for (let k = 0; k < n; k++) {
    const pivot = M.slice(k).reduce((best, row, j) => (Math.abs(row[k]) > Math.abs(M[best][k]) ? k + j : best), k);
    [M[k], M[pivot]] = [M[pivot], M[k]];
    const scale = M[k][k];
    M[k] = M[k].map((x) => x / scale);
    for (let r = 0; r < n; r++) {
      const share = M[r][k];
      if (r !== k) M[r] = M[r].map((x, c) => x - share * M[k][c]);
    }
  }
  return M.map((row) => row.slice(n));
}
