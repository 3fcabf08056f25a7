/** Rényi–Wehrl entropies: closed forms, the contraction against quadrature, the limit q → 1. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { qubitPower } from "../../../evaluate/quantities/qubit-power.ts";
import { momentByQuadrature, renyiWehrl } from "../../../evaluate/quantities/renyi-wehrl.ts";
import { isContractible, momentOfHusimi } from "../../../evaluate/quantities/symmetric-power.ts";
import { bell, coherent, evaluate, evaluateQuantities, ghz } from "../../../index.ts";
import { angle, fromFactor, mixedStates, spin } from "../../../laws/arbitraries.ts";
import { dimensionOf, maximallyMixed } from "../../../laws/matrices.ts";
import { combine, tensorProduct } from "../../../spins/matrices/complex-matrix.ts";
import { normals, randomStream } from "../../../spins/states/random-stream.ts";

const twice = (spins: readonly number[]) => spins.map((J) => 2 * J);

/** ln[Π (2J+1)/(2qJ+1)]/(1 − q). */
const ofCoherent = (spins: readonly number[], q: number): number =>
  Math.log(spins.reduce((all, J) => (all * (2 * J + 1)) / (2 * q * J + 1), 1)) / (1 - q);

const someSpins = fc.constantFrom([0.5], [1], [2.5], [0.5, 0.5], [0.5, 1], [0.5, 0.5, 0.5]);

describe("the Rényi–Wehrl entropy", () => {
  it("of a coherent state is the logarithm of (2J+1)/(2qJ+1), of whole and of other orders", () => {
    fc.assert(
      fc.property(spin(4), angle, angle, fc.constantFrom(2, 3, 7, 1.5, 2.25, 4.6), (J, theta, phi, q) => {
        const { value, error } = renyiWehrl(coherent([J], [{ theta, phi }]), [J], q);
        expect(Math.abs(value - ofCoherent([J], q))).toBeLessThanOrEqual(error + 1e-15);
        expect(error).toBeLessThan(Number.isInteger(q) ? 1e-11 : 1e-3);
      }),
      { numRuns: 40 },
    );
  });

  it("of the maximally mixed state is ln d, of every order", () => {
    for (const q of [2, 5, 1.0001, 3.7]) {
      const { value, error } = renyiWehrl(maximallyMixed(6), [0.5, 1], q);
      expect(Math.abs(value - Math.log(6))).toBeLessThanOrEqual(error + 1e-15);
      expect(error).toBeLessThan(1e-9);
    }
  });

  it("by the contraction is that by quadrature, within the bounds of both", () => {
    fc.assert(
      fc.property(
        someSpins.chain((spins) => fc.tuple(fc.constant(spins), mixedStates(spins))),
        fc.constantFrom(2, 3, 4),
        ([spins, rho], q) => {
          const exact = momentOfHusimi(rho, twice(spins), q);
          const sum = momentByQuadrature(rho, spins, q, 1e-7);
          expect(Math.abs(exact.value - 1 - sum.value)).toBeLessThanOrEqual(exact.error + sum.error);
          expect(exact.error).toBeLessThan(1e-12);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("of a product is the sum of its factors', and does not grow with the order", () => {
    fc.assert(
      fc.property(mixedStates([0.5]), mixedStates([1]), (a, b) => {
        const of = (q: number) => renyiWehrl(tensorProduct(a, b), [0.5, 1], q);
        const [two, three] = [of(2), of(3)];
        const sum = renyiWehrl(a, [0.5], 2).value + renyiWehrl(b, [1], 2).value;
        expect(Math.abs(two.value - sum)).toBeLessThan(1e-12);
        expect(three.value).toBeLessThan(two.value + 1e-12);
      }),
      { numRuns: 20 },
    );
  });

  it("goes to Wehrl's for q → 1, linearly, down to q = 1 + 1e-9", () => {
    for (const spins of [[0.5], [1.5]]) {
      const rho = coherentMixture(spins);
      const S = evaluate({ spins, state: rho, channels: [] }).entropy.values[0];
      const gaps = [1e-3, 1e-6, 1e-9].map((step) => Math.abs(renyiWehrl(rho, spins, 1 + step).value - S));
      expect(gaps[0]).toBeLessThan(2e-3);
      expect(gaps[0]).toBeGreaterThan(1e-5);
      expect(gaps[1] / gaps[0]).toBeCloseTo(1e-3, 5);
      expect(gaps[2]).toBeLessThan(1e-8);
    }
  });

  it.each([
    [0.5, 2],
    [1, 3],
    [2, 2],
    [1, 1.5],
  ])(
    "of random pure states of J = %d and order %d has the moment (2J+1) Γ(2J+1) Γ(q+1)/Γ(2J+1+q) on average",
    (J, q) => {
      const d = 2 * J + 1;
      const draw = normals(randomStream(5, "moments of Q"));
      const count = 400;
      const moments = Array.from({ length: count }, () => {
        const rho = fromFactor([J], Float64Array.from({ length: 2 * d * d }, draw), 1);
        return Number.isInteger(q)
          ? momentOfHusimi(rho, [2 * J], q).value
          : 1 + momentByQuadrature(rho, [J], q, 1e-4).value;
      });
      const mean = moments.reduce((a, b) => a + b, 0) / count;
      const deviation = Math.sqrt(moments.reduce((all, one) => all + (one - mean) ** 2, 0) / count / (count - 1));
      const known = (d * gamma(d) * gamma(q + 1)) / gamma(d + q);
      expect(Math.abs(mean - known)).toBeLessThan(4 * deviation + 1e-13);
      expect(4 * deviation).toBeLessThan(0.1 * known);
    },
  );

  it("holds for all states as near as the given one is said to be", () => {
    const spins = [0.5, 0.5];
    const [rho, other] = [coherentMixture(spins), ghz(spins)];
    for (const q of [2, 1.3, 1.00001]) {
      const moved = combine(1 - 1e-5, rho, 1e-5, other);
      const [near, far] = [renyiWehrl(rho, spins, q, 2e-5), renyiWehrl(moved, spins, q)];
      expect(Math.abs(near.value - far.value)).toBeLessThanOrEqual(near.error + far.error);
      expect(near.error).toBeLessThan(1e-3);
    }
  });

  it("of five spins is exact for whole orders, and refused for others", () => {
    const spins = [0.5, 0.5, 0.5, 0.5, 0.5];
    const state = coherent(
      spins,
      spins.map((_, k) => ({ theta: k, phi: 1 - k })),
    );
    const [{ values, error }] = evaluateQuantities({ spins, state, channels: [], tolerance: 0.5 }, ["renyi-wehrl(2)"]);
    expect(Math.abs(values[0] - ofCoherent(spins, 2))).toBeLessThanOrEqual(error[0] + 1e-14);
    expect(() => evaluateQuantities({ spins, state, channels: [] }, ["renyi-wehrl(2.5)"])).toThrow(/three at most/);
    expect(isContractible(2, [2000])).toBe(false);
  });
});

describe("a qubit's sphere in closed form", () => {
  it("is the same on either side of where its series takes over", () => {
    const matrix = (x: number) => ({
      dimension: 2,
      re: Float64Array.of(0.4 * (1 + x), 0, 0, 0.4 * (1 - x)),
      im: new Float64Array(4),
    });
    for (const q of [1.0001, 1.7, 2, 3.3, 6]) {
      const [below, above] = [0.1 - 1e-9, 0.1 + 1e-9].map((x) => qubitPower(matrix(x), q));
      expect(Math.abs(below - above)).toBeLessThan(1e-8 * Math.abs(below));
      // ∫ over u of ½ (A + Ru)^q in full, by its antiderivative.
      const [B, b] = [0.4 * 1.5, 0.4 * 0.5];
      const plain = 2 * ((B ** (q + 1) - b ** (q + 1)) / (2 * 0.2 * (q + 1)) - 0.4);
      expect(qubitPower(matrix(0.5), q)).toBeCloseTo(plain, 12);
    }
  });

  it("is refused by its name where rounding leaves nothing of the integral", () => {
    const entangled = { spins: [0.5, 0.5], state: bell([0.5, 0.5], "phi+"), channels: [] };
    expect(() => evaluateQuantities(entangled, ["renyi-wehrl(500)"])).toThrow(/renyi-wehrl\(500\), of whose/);
  });
});

const coherentMixture = (spins: readonly number[]) =>
  combine(
    0.7,
    coherent(
      spins,
      spins.map(() => ({ theta: 1, phi: 2 })),
    ),
    0.3,
    maximallyMixed(dimensionOf(spins)),
  );

/** Γ of a multiple of 1/2. */
const gamma = (x: number): number => (x === 1 ? 1 : x === 0.5 ? Math.sqrt(Math.PI) : (x - 1) * gamma(x - 1));
