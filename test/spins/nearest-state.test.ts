/** The state nearest to a matrix, judged by what makes it the nearest: no state lies further out in the direction of what was taken away. */
import { describe, expect, it } from "vitest";
import { type ComplexMatrix, combine, frobenius, trace } from "../../spins/matrices/complex-matrix.ts";
import { traceProduct } from "../../spins/numbers/bounded.ts";
import { eigenvalues } from "../../spins/states/density-matrix.ts";
import { coherent } from "../../spins/states/named-states.ts";
import { nearestState } from "../../spins/states/nearest-state.ts";
import { normals, randomState } from "../support/random-states.ts";

const mended = (matrix: ComplexMatrix) => nearestState(["state"], matrix);
const EPS = Number.EPSILON;

/** With an error of every entry, Hermitian or not, of this size. */
function disturbed({ dimension, re, im }: ComplexMatrix, size: number, seed: number): ComplexMatrix {
  const normal = normals(seed);
  const off = (entries: Float64Array) => entries.map((x) => x + (size / 4) * Math.max(-1, Math.min(1, normal())));
  return { dimension, re: off(re), im: off(im) };
}

const rounded = ({ dimension, re, im }: ComplexMatrix, to: (x: number) => number): ComplexMatrix => ({
  dimension,
  re: re.map(to),
  im: im.map(to),
});

const cases = Array.from({ length: 60 }, (_, seed) => {
  const dimension = 2 + (seed % 7);
  const rank = 1 + (seed % dimension);
  return { seed, dimension, rank, rho: randomState(dimension, rank, seed) };
});

describe("the nearest state", () => {
  it.each(cases)(
    "to a matrix off by rounding is a state, and no other is nearer (seed $seed)",
    ({ rho, seed, dimension }) => {
      const given = disturbed(rho, 1e-7, seed);
      const { state, distance } = mended(given);
      expect(Math.abs(trace(state) - 1)).toBeLessThan(4 * dimension * EPS);
      expect(eigenvalues(state)[0]).toBeGreaterThan(-8 * dimension * EPS);
      const taken = combine(1, given, -1, state);
      expect(Math.abs(distance - frobenius(taken))).toBeLessThan(1e-20);
      const hermitian = combine(0.5, taken, 0.5, {
        ...taken,
        re: transposed(taken.re),
        im: transposed(taken.im).map((x) => -x),
      });
      // Tr[K(σ − ρ)] ≤ 0 for every state σ, whose most is the largest eigenvalue of K.
      const most = eigenvalues(hermitian).at(-1)!;
      expect(most - traceProduct(hermitian, state).value).toBeLessThan(16 * dimension * EPS);
      expect(distance).toBeLessThanOrEqual(frobenius(combine(1, given, -1, rho)) + 1e-15);
    },
  );

  it.each(cases)("of a state made in doubles is that state, at no distance (seed $seed)", ({ rho }) => {
    expect(mended(rho)).toEqual({ state: rho, distance: 0, error: 0 });
  });

  it.each(cases.slice(0, 20))("is itself mended no further (seed $seed)", ({ rho, seed }) => {
    const { state } = mended(disturbed(rho, 1e-6, seed));
    expect(mended(state)).toEqual({ state, distance: 0, error: 0 });
  });

  it.each(cases)("takes in eight printed digits, and single precision (seed $seed)", ({ rho, dimension }) => {
    for (const to of [(x: number) => Number(x.toFixed(8)), Math.fround])
      expect(mended(rounded(rho, to)).distance).toBeLessThan(Math.max(2 ** -24, 1e-8 * dimension));
  });

  it("to a multiple of a pure state is pure: a ket of eight digits", () => {
    const ket = coherent([1], [{ theta: 1.2, phi: 0.4 }]);
    for (const factor of [1 - 3e-8, 1 + 3e-8]) {
      const { state, distance } = mended(combine(factor, ket, 0, ket));
      expect(frobenius(combine(1, state, -1, ket))).toBeLessThan(1e-15);
      expect(distance).toBeCloseTo(3e-8, 15);
    }
  });

  it("to three printed thirds is a third each", () => {
    const third = (x: number) => ({
      dimension: 3,
      re: Float64Array.of(x, 0, 0, 0, x, 0, 0, 0, x),
      im: new Float64Array(9),
    });
    const { state, distance } = mended(third(0.333333));
    expect(frobenius(combine(1, state, -1, third(1 / 3)))).toBeLessThan(1e-16);
    expect(distance).toBeCloseTo(Math.sqrt(3) * 3.333e-7, 9);
  });
});

describe("beyond 1e-6 a matrix is refused, with the number and the remedy", () => {
  const matrix = (...re: number[]) => ({ dimension: 2, re: Float64Array.from(re), im: new Float64Array(4) });
  const refused: readonly (readonly [ComplexMatrix, string])[] = [
    [
      matrix(0.5, 0, 0, 0.5 + 1.1e-6),
      "a trace of 1.0000011, off by 1.1e-6, expected a trace of 1 within 0.000001; divide the matrix by it",
    ],
    [
      matrix(1 + 2e-6, 0, 0, -2e-6),
      "an eigenvalue of -0.000002, expected a density matrix, which has none below 0 by more than 0.000001; look",
    ],
    [matrix(0.5, 0.1, 0.100002, 0.5), "conjugates within 0.000001: a density matrix is Hermitian; give (ρ + ρ†)/2"],
  ];
  it.each(refused)("%#", (given, message) => {
    expect(() => mended(given)).toThrow(message);
  });
});

function transposed(entries: Float64Array): Float64Array {
  const n = Math.sqrt(entries.length);
  return entries.map((_, k) => entries[(k % n) * n + Math.floor(k / n)]);
}
