/** Pure states by their amplitudes and names, and mixtures, against projectors and exponentials made in another way. */
import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { bell, coherent, dicke, ghz, gibbs, ket, mixed, mixture, thermal, w } from "../../index.ts";
import { type ComplexMatrix, combine, frobenius } from "../../spins/matrices/complex-matrix.ts";
import { expm } from "../../spins/matrices/expm.ts";
import { embedding } from "../../spins/matrices/spectrum-of.ts";
import { boundedThermal } from "../../spins/states/mixed-states.ts";
import { normals, randomState } from "../support/random-states.ts";

const gap = (a: ComplexMatrix, b: ComplexMatrix) => frobenius(combine(1, a, -1, b));
const half = Math.SQRT1_2;

describe("a ket", () => {
  it("is what its amplitudes say: a spin turned to the equator", () => {
    const turned = coherent([0.5], [{ theta: Math.PI / 2, phi: Math.PI / 3 }]);
    const phase = [Math.cos(Math.PI / 3), Math.sin(Math.PI / 3)] as const;
    expect(gap(ket([0.5], { re: [half, half * phase[0]], im: [0, half * phase[1]] }), turned)).toBeLessThan(1e-15);
  });

  it.each([
    [
      [1, 1],
      "ket: found a norm of 1.4142135623730951, expected 1, squared within 0.000001; divide all amplitudes by 1.41421356237",
    ],
    [[1], "ket: found 1 amplitudes, expected 2"],
    [[Number.NaN, 0], "ket.re[0]: found NaN"],
    [[0, 0], "ket: found a norm of 0"],
  ])("%j is refused", (re, message) => {
    expect(() => ket([0.5], { re })).toThrow(message);
  });
});

describe("states with a name", () => {
  const pair = [0.5, 0.5];
  it.each([
    ["phi+", [half, 0, 0, half]],
    ["phi-", [half, 0, 0, -half]],
    ["psi+", [0, half, half, 0]],
    ["psi-", [0, half, -half, 0]],
  ] as const)("Bell's %s", (name, re) => {
    expect(gap(bell(pair, name), ket(pair, { re }))).toBeLessThan(1e-15);
  });

  it("ghz and w of three qubits, and ghz of a spin 1 and a qubit", () => {
    const three = [0.5, 0.5, 0.5];
    const third = 1 / Math.sqrt(3);
    expect(gap(w(three), ket(three, { re: [0, third, third, 0, third, 0, 0, 0] }))).toBeLessThan(1e-15);
    expect(gap(ghz(three), ket(three, { re: [half, 0, 0, 0, 0, 0, 0, half] }))).toBeLessThan(1e-15);
    expect(gap(ghz([1, 0.5]), ket([1, 0.5], { re: [half, 0, 0, 0, 0, half] }))).toBeLessThan(1e-15);
  });

  it("mixed is the mixture of all basis states, and any mixture is their sum", () => {
    const parts = [1, 0, -1].map((m) => [1 / 3, dicke([1], [m])] as const);
    expect(gap(mixture(parts), mixed([1]))).toBeLessThan(1e-15);
    const [a, b] = [randomState(4, 2, 1), randomState(4, 1, 2)];
    expect(
      gap(
        mixture([
          [0.3, a],
          [0.7, b],
        ]),
        combine(0.3, a, 0.7, b),
      ),
    ).toBe(0);
  });

  it.each([
    [() => bell(pair, "fi+"), 'bell: found "fi+", expected one of phi+, phi-, psi+, psi-; did you mean "phi+"?'],
    [() => bell([0.5], "phi+"), "bell: found a state of qubits, but spins is [0.5], expected spins [0.5, 0.5]"],
    [() => w([1, 1]), "w: found a state of qubits, but spins is [1, 1]"],
    [() => ghz([0.5]), "ghz: found one spin, expected two or more"],
    [() => mixture([[0.5, mixed([0.5])]]), "mixture: found a trace of 0.5"],
    [() => mixture([[-0.5, mixed([0.5])]]), "mixture[0][0]: found -0.5, expected a probability in [0, 1]"],
    [
      () =>
        mixture([
          [0.5, mixed([0.5])],
          [0.5, mixed([1])],
        ]),
      "mixture[1][1]: found 3 states, expected 2",
    ],
    [() => mixture([]), "mixture: found an empty list"],
    [() => thermal([0.5], mixed([0.5]), -1), "thermal.temperature: found -1, expected a temperature in [0, inf)"],
    [() => thermal([0.5], mixed([1]), 1), "hamiltonian: found a 3 × 3 matrix"],
  ])("%# is refused in a line", (make, message) => {
    expect(make).toThrow(message);
  });
});

describe("a thermal state", () => {
  const random = (n: number, seed: number): ComplexMatrix => {
    const normal = normals(seed);
    const H = { dimension: n, re: new Float64Array(n * n), im: new Float64Array(n * n) };
    for (let r = 0; r < n; r++)
      for (let c = 0; c <= r; c++) {
        H.re[r * n + c] = H.re[c * n + r] = normal();
        H.im[r * n + c] = c < r ? normal() : 0;
        if (c < r) H.im[c * n + r] = -H.im[r * n + c];
      }
    return H;
  };
  const exponential = (H: ComplexMatrix, T: number): ComplexMatrix => {
    const n = H.dimension;
    const E = expm(Matrix.mul(embedding(H), -1 / T));
    const Z = E.subMatrix(0, n - 1, 0, n - 1).trace();
    const part = (at: number) =>
      Float64Array.from({ length: n * n }, (_, k) => E.get(at + Math.floor(k / n), k % n) / Z);
    return { dimension: n, re: part(0), im: part(n) };
  };

  it.each([1, 2, 3, 4, 5])("is the exponential of −H/T by scaling and squaring, within its error (seed %i)", (seed) => {
    const H = random(4, seed);
    for (const T of [0.5, 1, 10]) {
      const { state, error } = boundedThermal([1.5], H, T);
      expect(gap(state, exponential(H, T))).toBeLessThan(error + 1e-13);
      expect(error).toBeLessThan(1e-12);
    }
  });

  it("of Jz is that of a bath with n̄ = 1/(e^{1/T} − 1), and at T = 0 the state with m = −J", () => {
    const Jz = { dimension: 3, re: Float64Array.of(1, 0, 0, 0, 0, 0, 0, 0, -1), im: new Float64Array(9) };
    expect(gap(thermal([1], Jz, 0.7), gibbs([1], [1 / Math.expm1(1 / 0.7)]))).toBeLessThan(1e-15);
    expect(gap(thermal([1], Jz, 0), dicke([1], [-1]))).toBe(0);
    expect(gap(thermal([1], Jz, 1e-3), dicke([1], [-1]))).toBe(0);
  });

  it("at T = 0 is spread over all ground states, of which rounding sets none apart", () => {
    const { re } = bell([0.5, 0.5], "phi+");
    const H = { dimension: 4, re: re.map((x) => 3 * x), im: new Float64Array(16) };
    const rest = combine(
      1 / 3,
      { ...H, re: Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1) },
      -1 / 3,
      bell([0.5, 0.5], "phi+"),
    );
    const { state, error } = boundedThermal([0.5, 0.5], H, 0);
    expect(gap(state, rest)).toBeLessThan(1e-15 + error);
  });

  it("that rounding of the levels leaves unknown is refused", () => {
    expect(() => thermal([1.5], random(4, 1), 1e-9)).toThrow(
      /thermal\.temperature: found 1e-9, at which rounding .* 0 is the ground space/,
    );
  });
});
