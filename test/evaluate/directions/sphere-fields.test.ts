/** Q, the local integrand of Π and the current at directions. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Directions, emptyHusimi, husimiAt } from "../../../evaluate/directions/husimi-on-grid.ts";
import { prepareChannel } from "../../../evaluate/prepare/prepared-channel.ts";
import { channels, coherent, evaluate, ghz, majoranaPoints, type Problem, sphereFields } from "../../../index.ts";
import { angle, mixedStates, pureStates, smoothStates, spin } from "../../../laws/arbitraries.ts";
import { distance } from "../../../laws/matrices.ts";
import { productRule } from "../../../runtime/quadrature/sphere-rule.ts";
import { dissipate } from "../../../spins/dynamics/liouvillian.ts";
import { partialTrace, tensorProduct } from "../../../spins/matrices/complex-matrix.ts";
import { traceProduct } from "../../../spins/numbers/bounded.ts";

const damping = (on: number, nbar = 0.4) => ({
  channel: channels["amplitude-damping"],
  on: [on],
  parameters: { Gamma: 1, nbar },
});
const dephasing = (on: number) => ({ channel: channels.dephasing, on: [on], parameters: { lambda: 0.6 } });

function gaussGrid(rows: number, columns: number): { readonly at: Directions; readonly weight: (k: number) => number } {
  const rule = productRule(rows, columns, 0.2);
  return {
    at: { theta: rule.cosHalf.map((cos, r) => 2 * Math.atan2(rule.sinHalf[r], cos)), phi: rule.phi },
    weight: (k) => rule.rowWeight[Math.floor(k / columns)] * rule.columnWeight[k % columns],
  };
}

const { at, weight } = gaussGrid(24, 48);
const coarse = gaussGrid(10, 16);
const sumOf = (values: Float64Array): number => values.reduce((sum, value, k) => sum + weight(k) * value, 0);

describe("Q at directions", () => {
  it("is ⟨Ω|ρ|Ω⟩, and its gradient the slope of that", () => {
    fc.assert(
      fc.property(
        spin(3).chain((J) => fc.tuple(fc.constant(J), mixedStates([J]))),
        angle.filter((a) => a > 0.05 && a < 3.05),
        angle,
        ([J, rho], theta, phi) => {
          const h = 1e-5;
          const Q = (t: number, f: number) => traceProduct(rho, coherent([J], [{ theta: t, phi: f }])).value;
          const found = emptyHusimi({ theta: Float64Array.of(theta), phi: Float64Array.of(phi) });
          husimiAt(rho, { theta: Float64Array.of(theta), phi: Float64Array.of(phi) }, found);
          expect(found.Q[0]).toBeCloseTo(Q(theta, phi), 13);
          expect(found.gradient[0][0]).toBeCloseTo((Q(theta + h, phi) - Q(theta - h, phi)) / (2 * h), 7);
          const turn = (Q(theta, phi + h) - Q(theta, phi - h)) / (2 * h * Math.sin(theta));
          expect(Math.abs(found.gradient[1][0] - turn)).toBeLessThan(1e-7 / Math.sin(theta));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("of a part is that of the reduced state, with others held that of ⟨Ω|ρ|Ω⟩", () => {
    fc.assert(
      fc.property(mixedStates([0.5, 1]), angle, angle, (state, theta, phi) => {
        const problem: Problem = { spins: [0.5, 1], state, channels: [] };
        const reduced = sphereFields(problem, { party: 1 }, at);
        expect(distance(reduced.matrix, partialTrace(state, [2, 3], [1]))).toBeLessThan(1e-15);
        expect((3 / (4 * Math.PI)) * sumOf(reduced.Q)).toBeCloseTo(1, 12);
        const held = sphereFields(problem, { party: 1, held: [{ theta, phi }, null] }, at);
        const r = 5;
        const own = coherent(
          [0.5, 1],
          [
            { theta, phi },
            { theta: at.theta[r], phi: at.phi[7] },
          ],
        );
        expect(held.Q[r * 48 + 7]).toBeCloseTo(traceProduct(state, own).value, 13);
      }),
      { numRuns: 15 },
    );
  });
});

describe("the integrand of Π", () => {
  it("sums up to Π of the channels on the spin, at any time", () => {
    fc.assert(
      fc.property(smoothStates([1]), fc.constantFrom(0, 0.4), (state, time) => {
        const own: Problem = { spins: [1], state, channels: [damping(0), dephasing(0)], times: [time] };
        const { production, channels: found, others } = sphereFields(own, { party: 0 }, at);
        expect([found, others]).toEqual([[0, 1], []]);
        expect(sumOf(production!)).toBeCloseTo(evaluate(own).production!.values[0], 7);
      }),
      { numRuns: 10 },
    );
  });

  it("of one of a pair sums up to its own channel's share, the other spin integrated", () => {
    fc.assert(
      fc.property(smoothStates([0.5, 1]), (state) => {
        const problem: Problem = { spins: [0.5, 1], state, channels: [damping(0), damping(1)], tolerance: 1e-6 };
        const { production, channels: found, others } = sphereFields(problem, { party: 1 }, at);
        expect([found, others]).toEqual([[1], ["channels[0]"]]);
        expect(sumOf(production!)).toBeCloseTo(evaluate(problem).channels[1].production!.values[0], 6);
      }),
      { numRuns: 3 },
    );
  });

  it("of a product does not know of the other factor", () => {
    fc.assert(
      fc.property(mixedStates([0.5]), mixedStates([1]), (a, b) => {
        const alone = sphereFields({ spins: [1], state: b, channels: [damping(0)] }, { party: 0 }, coarse.at);
        const state = tensorProduct(a, b);
        const whole = sphereFields({ spins: [0.5, 1], state, channels: [damping(1)] }, { party: 1 }, coarse.at);
        whole.production!.forEach((value, k) => {
          expect(Math.abs(value - alone.production![k])).toBeLessThan(1e-11);
        });
      }),
      { numRuns: 3 },
    );
  });

  it("is null, with the reason, where Π is refused; the current is there still", () => {
    const use = {
      channel: channels["squeezed-thermal"],
      on: [0],
      parameters: { Gamma: 1, nbar: 0.3, r: 0.5, phase: 0 },
    };
    const state = coherent([0.5], [{ theta: 1, phi: 0 }]);
    const { production, refusal, current } = sphereFields({ spins: [0.5], state, channels: [use] }, { party: 0 }, at);
    expect(production).toBeNull();
    expect(refusal).toMatch(/leaves the range of the diffusion/);
    expect(current).not.toBeNull();
  });
});

describe("the current", () => {
  it("has the divergence −D(Q): through the circle of θ flows what is lost above it", () => {
    fc.assert(
      fc.property(mixedStates([1.5]), fc.constantFrom(damping(0), damping(0, 0)), (state, use) => {
        const problem: Problem = { spins: [1.5], state, channels: [use, dephasing(0)] };
        const change = [use, dephasing(0)].map((one) => dissipate(prepareChannel(one, [1.5]).dissipator, state, [4]));
        const cap = 1.1;
        const phi = Float64Array.from({ length: 64 }, (_, c) => (2 * Math.PI * c) / 64);
        const circle = sphereFields(problem, { party: 0 }, { theta: Float64Array.of(cap), phi });
        const outward =
          circle.current![0].reduce((sum, value) => sum + value, 0) * ((2 * Math.PI) / 64) * Math.sin(cap);
        // ∫ D(Q) over the cap, by Simpson's rule in θ.
        const steps = 200;
        const theta = Float64Array.from({ length: steps + 1 }, (_, k) => Math.max((cap * k) / steps, 1e-12));
        const inside = change.map((matrix) => {
          const found = emptyHusimi({ theta, phi });
          husimiAt(matrix, { theta, phi }, found);
          return theta.reduce((sum, t, r) => {
            const ring = found.Q.subarray(64 * r, 64 * (r + 1)).reduce((a, b) => a + b, 0) * ((2 * Math.PI) / 64);
            const simpson = r === 0 || r === steps ? 1 : r % 2 === 1 ? 4 : 2;
            return sum + (simpson * cap * ring * Math.sin(t)) / (3 * steps);
          }, 0);
        });
        expect(outward).toBeCloseTo(-(inside[0] + inside[1]), 8);
      }),
      { numRuns: 10 },
    );
  });
});

describe("what is asked of a map", () => {
  const state = ghz([0.5, 0.5]);
  it.each([
    [
      "a spin that is not there",
      { spins: [0.5, 0.5], state, channels: [] },
      2,
      /party: found 2, expected a spin by index, 0 to 1/,
    ],
    [
      "several times",
      { spins: [0.5, 0.5], state, channels: [], times: [0, 1] },
      0,
      /times: found 2 times, expected one/,
    ],
  ])("is refused for %s", (_, problem, party, message) => {
    expect(() => sphereFields(problem, { party }, at)).toThrow(message);
  });
});

describe("Majorana points", () => {
  it("are the zeros of Q of a pure spin", () => {
    fc.assert(
      fc.property(
        spin(3).chain((J) => fc.tuple(fc.constant(J), pureStates([J]))),
        ([J, state]) => {
          const { points, residual } = majoranaPoints(state);
          expect(points.length).toBe(2 * J);
          expect(residual).toBeLessThan(1e-13);
          for (const { theta, phi } of points)
            expect(Math.abs(traceProduct(state, coherent([J], [{ theta, phi }])).value)).toBeLessThan(1e-14);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("of a coherent state all lie opposite to it, and a mixed state has none", () => {
    const { points } = majoranaPoints(coherent([0.5], [{ theta: 0.8, phi: 0.3 }]));
    expect(points[0].theta).toBeCloseTo(Math.PI - 0.8, 13);
    expect(points[0].phi).toBeCloseTo(Math.PI + 0.3, 13);
    expect(() => majoranaPoints(partialTrace(ghz([0.5, 0.5]), [2, 2], [0]))).toThrow(/state: found a mixed state/);
  });
});
