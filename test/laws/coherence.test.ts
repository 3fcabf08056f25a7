/** How coherence changes the production of entropy: what is true of the claims of Zicari et al., New J. Phys. 25,
 *  013030 (2023), sections 4.1 to 4.3, and what is not. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { channels } from "../../generated/index.ts";
import { classCoherences, xCoherences } from "../../laws/arbitraries.ts";
import { expectSame } from "../../laws/expect.ts";
import { populationsOf, scaleCoherence } from "../../laws/matrices.ts";
import { byThreeGrids, productionByDefinition } from "../../laws/phase-space.ts";
import { ratesIn } from "../../laws/rates.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import { type ComplexMatrix, combine } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { densityMatrix } from "../../spins/states/density-matrix.ts";
import { classState, xState } from "../../spins/states/named-states.ts";

const QUBITS = [0.5, 0.5];

const dephasingOf = (...rates: number[]): ChannelUse[] =>
  rates.map((lambda, party) => ({ channel: channels.dephasing, on: [party], parameters: { lambda } }));

const dampingOf = (nbar: number, parties: number): ChannelUse[] =>
  Array.from({ length: parties }, (_, party) => ({
    channel: channels["amplitude-damping"],
    on: [party],
    parameters: { Gamma: 1, nbar },
  }));

function productionIn(state: ComplexMatrix, uses: readonly ChannelUse[] = dephasingOf(1, 1), spins = QUBITS): Bounded {
  return ratesIn(spins, state, ...uses).production!;
}

const coherenceOf = (rho: ComplexMatrix): ComplexMatrix => combine(1, rho, -1, populationsOf(rho));

/** The coherence C = Σ_{i≠j} |ρ_ij| of the paper. */
function l1Coherence(rho: ComplexMatrix): number {
  const part = coherenceOf(rho);
  return part.re.reduce((sum, entry, k) => sum + Math.hypot(entry, part.im[k]), 0);
}

/** Π(µ)/µ². */
function perSquare(rho: ComplexMatrix, mu: number): Bounded {
  const { value, error } = productionIn(scaleCoherence(rho, mu));
  return { value: value / mu ** 2, error: error / mu ** 2 };
}

/** Of µ: with a state at µ = 1 there is one down to −1/3, the eigenvalues of a 4 × 4 matrix of zero trace being what they are. */
const tenths = fc.integer({ min: -3, max: 9 });

const absent = fc.constant(0);
const present = fc.constantFrom(1, -1);
const fromX = ({ populations, values: [alpha, beta] }: { populations: readonly number[]; values: readonly number[] }) =>
  xState(populations, alpha, beta);

/** Eq 27 with one of the two classes. */
const oneClass = [
  { name: "α alone (X states)", states: xCoherences(present, absent).map(fromX) },
  { name: "β alone (no antidiagonal)", states: xCoherences(absent, present).map(fromX) },
];

describe("dephasing of two qubits", () => {
  for (const { name, states } of oneClass) {
    it(`with ${name} produces the same for µ and −µ`, () => {
      fc.assert(
        fc.property(states, (rho) => {
          expectSame(productionIn(rho), productionIn(scaleCoherence(rho, -1)), 1e-14, "Π");
        }),
        { numRuns: 30 },
      );
    });

    it(`with ${name} has a Π/µ² that does not fall with |µ|`, () => {
      fc.assert(
        fc.property(states, (rho) => {
          const values = [0.2, 0.4, 0.6, 0.8, 1].map((mu) => perSquare(rho, mu));
          values.slice(1).forEach(({ value, error }, k) => {
            expect(value).toBeGreaterThanOrEqual(values[k].value - values[k].error - error);
          });
        }),
        { numRuns: 30 },
      );
    });

    it(`with ${name} has a Π/µ² that starts at M ∫ ∇P·B∇P/Q₀, P of the coherences and Q₀ of the populations`, () => {
      fc.assert(
        fc.property(states, (rho) => {
          const uses = dephasingOf(1, 1);
          const limit = byThreeGrids(QUBITS, (space) =>
            uses.reduce(
              (sum, use) => sum + productionByDefinition(space, use, scaleCoherence(rho, 0), coherenceOf(rho)),
              0,
            ),
          );
          if (limit === null) return;
          // Even in µ: two values give the limit up to µ⁴.
          const [near, far] = [0.02, 0.04].map((mu) => perSquare(rho, mu));
          const extrapolated = { value: (4 * near.value - far.value) / 3, error: 2 * near.error + far.error };
          expectSame(extrapolated, limit, 1e-5 * limit.value, "the limit of Π/µ²");
          expect(far.value).toBeGreaterThanOrEqual(limit.value - limit.error - far.error);
        }),
        { numRuns: 15 },
      );
    });
  }

  it("with both classes has a Π/µ² that is neither even nor monotone: α = 0.1, β = 0.1, equal populations", () => {
    const rho = xState([0.25, 0.25, 0.25, 0.25], 0.1, 0.1);
    const values = [-0.8, -0.4, -0.1, 0.1, 0.4, 0.8].map((mu) => perSquare(rho, mu));
    values.slice(1).forEach(({ value, error }, k) => {
      expect(value).toBeLessThan(values[k].value - values[k].error - error);
    });
  });

  it("of any state of eq 27 is convex along the ray of its coherences, and zero without them", () => {
    fc.assert(
      fc.property(xCoherences().map(fromX), tenths, (rho, mu) => {
        expectConvexRay(rho, mu / 10, dephasingOf(1, 0.7));
        expect(productionIn(scaleCoherence(rho, 0)).value).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it("produces more the more all coherences of a state are multiplied by", () => {
    fc.assert(
      fc.property(classCoherences(), ({ populations, values: [alpha, beta, gamma] }) => {
        const rho = classState(populations, alpha, beta, gamma);
        expectGrowing(rho, dephasingOf(1, 1));
      }),
      { numRuns: 30 },
    );
  });

  it("may produce less with more coherence: against figure 2(d), equal populations, β = 0.12, α from 0 to 0.05", () => {
    const [less, more] = [0, 0.05].map((alpha) => xState([0.25, 0.25, 0.25, 0.25], alpha, 0.12));
    expect(l1Coherence(more)).toBeGreaterThan(l1Coherence(less) + 0.19);
    const [before, after] = [less, more].map((state) => productionIn(state));
    expect(after.value).toBeLessThan(before.value - before.error - after.error);
  });
});

/** Π((a + b)/2) ≤ (Π(a) + Π(b))/2 for µ = a and µ = b = 1. */
function expectConvexRay(rho: ComplexMatrix, a: number, uses: readonly ChannelUse[]): void {
  const [left, middle, right] = [a, (a + 1) / 2, 1].map((mu) => productionIn(scaleCoherence(rho, mu), uses));
  const slack = middle.error + (left.error + right.error) / 2 + 1e-15;
  expect(middle.value).toBeLessThanOrEqual((left.value + right.value) / 2 + slack);
}

/** Π(µ) does not fall on 0 ≤ µ ≤ 1. */
function expectGrowing(rho: ComplexMatrix, uses: readonly ChannelUse[]): void {
  const values = [0, 0.25, 0.5, 0.75, 1].map((mu) => productionIn(scaleCoherence(rho, mu), uses));
  values.slice(1).forEach(({ value, error }, k) => {
    expect(value).toBeGreaterThanOrEqual(values[k].value - values[k].error - error);
  });
}

describe("damping", () => {
  it("of qubits produces convexly along the ray of the coherences of eq 30", () => {
    fc.assert(
      fc.property(classCoherences(), tenths, ({ populations, values: [a, b, g] }, mu) => {
        expectConvexRay(classState(populations, a, b, g), mu / 10, dampingOf(0.5, 2));
      }),
      { numRuns: 30 },
    );
  });

  it.each(["α", "β", "γ"])("of qubits with %s of eq 30 alone produces more the more it is multiplied by", (name) => {
    const [alpha, beta, gamma] = ["α", "β", "γ"].map((other) => (other === name ? present : absent));
    fc.assert(
      fc.property(classCoherences(alpha, beta, gamma), ({ populations, values: [a, b, g] }) => {
        expectGrowing(classState(populations, a, b, g), dampingOf(0.5, 2));
      }),
      { numRuns: 20 },
    );
  });

  it("of J = 3/2 may produce less with more coherence: n̄ = 0, populations .499, .498, .003, 0, ρ₀₁ from 0 to .374", () => {
    const populations = [0.499, 0.498, 0.003, 0];
    const state = (coherence: number) =>
      densityMatrix(
        [1.5],
        populations.map((p, i) => populations.map((_, j) => (i === j ? p : i + j === 1 ? coherence : 0))),
        populations.map(() => [0, 0, 0, 0]),
      );
    const [without, with_] = [0, 0.374].map((coherence) => productionIn(state(coherence), dampingOf(0, 1), [1.5]));
    expect(with_.value).toBeLessThan(without.value - without.error - with_.error);
  });
});
