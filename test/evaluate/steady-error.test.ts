import { describe, expect, it } from "vitest";
import { channels as registered } from "../../generated/index.ts";
import { dimensionsOf } from "../../laws/matrices.ts";
import { evolution } from "../../spins/dynamics/evolve.ts";
import { allParts } from "../../spins/dynamics/generator/cluster.ts";
import { partOf } from "../../spins/dynamics/generator/part.ts";
import { dissipator } from "../../spins/dynamics/liouvillian.ts";
import { kernelOf } from "../../spins/dynamics/rest/null-space.ts";
import { refinedState, restingBy } from "../../spins/dynamics/rest/refined-state.ts";
import { type SteadyState, steadyState } from "../../spins/dynamics/steady-state.ts";
import { cholesky, relativeSize } from "../../spins/matrices/cholesky.ts";
import { type ComplexMatrix, combine, frobenius, tensorProduct } from "../../spins/matrices/complex-matrix.ts";
import { dicke } from "../../spins/states/named-states.ts";
import { compiled } from "../support/compiled.ts";
import { channelsOf, drivenSpins, hamiltonianOf } from "../support/driven-spins.ts";
import {
  type DrivenSpins,
  deviationFrom,
  type ExactJump,
  type ExactNumber,
  type ExactState,
  evenAndOdd,
  exactRestOf,
  exactSteadyState,
} from "../support/exact-steady-state.ts";
import { fixed, ONE } from "../support/fixed-point.ts";
import { randomState } from "../support/random-states.ts";
import { add, identity, scale, spinOperators } from "./dense.ts";

/** No state of these tests is off by more: what its generator's own numbers are rounded by. */
const LARGEST = 64 * Number.EPSILON;

function restOf(driven: DrivenSpins): SteadyState {
  const dissipators = channelsOf(driven).map(({ channel, on, parameters }) =>
    dissipator(channel.jumps(parameters, []), driven.spins, on),
  );
  const H = hamiltonianOf(driven);
  return steadyState(evolution(dissipators, dimensionsOf(driven.spins), H), randomState(H.dimension, H.dimension, 5));
}

function damped(J: number, nbar: number, H: ComplexMatrix | null, from: ComplexMatrix): SteadyState {
  const jumps = registered["amplitude-damping"].jumps({ Gamma: 1, nbar }, []);
  return steadyState(evolution([dissipator(jumps, [J], [0])], [2 * J + 1], H), from);
}

function expectBounded(
  { state, error, relative }: SteadyState,
  exact: ExactState,
  where: string,
  largest = LARGEST,
): void {
  const off = deviationFrom(state, exact);
  expect(frobenius(off), where).toBeLessThanOrEqual(error);
  expect(error, where).toBeLessThan(largest);
  const C = cholesky(combine(1, state, -1, off));
  if (C !== null) expect(relativeSize(C, off), where).toBeLessThanOrEqual(relative * (1 + 1e-6));
}

describe("the error of a steady state bounds what it is off by, and is no more than a few roundings", () => {
  for (const spins of [[0.5], [1], [1.5], [2], [3], [4], [5], [6], [0.5, 0.5], [0.5, 1], [1, 1], [0.5, 1.5]]) {
    it(`of spins ${spins.join(" and ")}, driven weakly and strongly, hot and cold, against elimination to sixty digits`, () => {
      for (let k = 0; k < 72; k++) {
        const driven = drivenSpins(k);
        if (driven.spins.join() === spins.join()) expectBounded(restOf(driven), exactSteadyState(driven), `case ${k}`);
      }
    });
  }

  it("of pairs that nothing couples", () => {
    for (let k = 4; k < 72; k += 6) {
      const driven = { ...drivenSpins(k), coupling: 0 };
      if (driven.spins.length > 1) expectBounded(restOf(driven), exactSteadyState(driven), `case ${k}`);
    }
  });

  it("of damping alone, the Gibbs state", () => {
    for (const J of [0.5, 2, 6, 20]) {
      for (const nbar of [1e-3, 0.3, 7, 1e4]) {
        expectBounded(damped(J, nbar, null, dicke([J], [J])), gibbsState(2 * J + 1, nbar), `J = ${J}, n̄ = ${nbar}`);
      }
    }
  });

  it("of damping at n̄ = 0, which has none", () => {
    for (const J of [0.5, 2, 6]) {
      const { state, error, relative } = damped(J, 0, null, randomState(2 * J + 1, 2, 3));
      expect([state.re[state.re.length - 1], error, relative]).toEqual([1, 0, 0]);
    }
  });

  it("of a driven qubit, ρ₀₀ = ω²/(Γ² + 2ω²) and ρ₀₁ = −iΓω/(Γ² + 2ω²)", () => {
    for (const omega of [2 ** -20, 0.1, 1, 7, 2 ** 20]) {
      const found = damped(0.5, 0, scale(spinOperators(0.5)[0], omega), dicke([0.5], [0.5]));
      expectBounded(found, drivenQubit(omega), `ω = ${omega}`);
    }
  });

  for (const J of [0.5, 1, 2]) {
    it(`of a squeezed vacuum on J = ${J}, whose raising is what is left of larger numbers`, () => {
      const jumpsOf = registered["squeezed-vacuum"].jumps;
      for (let k = 0; k < 60; k++) {
        const r = 2 * 10 ** (-k / 9.5);
        for (const phase of [0, 0.7, Math.PI / 2, Math.PI, -2.5]) {
          const jumps = jumpsOf({ Gamma: 1.3, r, phase }, []);
          const found = steadyState(evolution([dissipator(jumps, [J], [0])], [2 * J + 1]), dicke([J], [J]));
          expectBounded(found, squeezedState(J, r, phase), `r = ${r}, phase ${phase}`);
          // Pure where J is an integer.
          if (J > 0.5) expect(found.relative).toBe(Number.POSITIVE_INFINITY);
        }
      }
    });
  }

  it("of a squeezing hardly larger than the rounding of cosh r", () => {
    for (let k = 0; k < 60; k++) {
      const r = 10 ** (-6 - k / 6);
      for (const J of [0.5, 1]) {
        const jumps = registered["squeezed-vacuum"].jumps({ Gamma: 1, r, phase: 0 }, []);
        const { state, error, relative } = steadyState(
          evolution([dissipator(jumps, [J], [0])], [2 * J + 1]),
          dicke([J], [J]),
        );
        const off = deviationFrom(state, squeezedState(J, r, 0));
        if (r > Number.EPSILON) expect(frobenius(off), `r = ${r}`).toBeLessThanOrEqual(error);
        // The two populations are the shares tanh²r : 1.
        if (J === 0.5 && r > Number.EPSILON) {
          expect(Math.abs(state.re[0] - Math.tanh(r) ** 2), `r = ${r}`).toBeLessThanOrEqual(relative * state.re[0]);
        }
      }
    }
  });

  it("of two spins in baths that a Kossakowski matrix correlates", async () => {
    const part = { range: "[-0.7, 0.7]", unit: "1", meaning: "part of the correlation" };
    const rate = { range: "[0, inf)", unit: "1/time", meaning: "rate" };
    const channel = await compiled({
      name: "correlated-baths",
      cites: "a test",
      parties: ["a", "b"],
      parameters: { g: rate, h: rate, x: part, y: part },
      reservoirs: {
        cold: {
          operators: ["J-[a]", "J-[b]"],
          matrix: [
            ["g", "g*x + i*g*y"],
            ["g*x - i*g*y", "g"],
          ],
        },
        hot: "h*D[J+[a]] + h/2*D[J+[b]]",
      },
    });
    // Rates are differences here, rounded with all that they are taken from.
    for (const spins of [[0.5, 0.5] as const, [0.5, 1] as const]) {
      for (const [x, y] of [0, 0.1, 0.7, -0.7, 0.3, 1e-9].flatMap((x) => [-0.7, -0.3, 0.3, 0.6].map((y) => [x, y]))) {
        const [g, h] = [1.1, 0.3];
        const dissipators = [dissipator(channel.jumps({ g, h, x, y }, []), spins, [0, 1])];
        const found = steadyState(evolution(dissipators, dimensionsOf(spins)), dicke(spins, spins));
        expectBounded(found, exactRestOf(spins, correlatedJumps(g, h, x, y)), `${spins}: ${x}, ${y}`, 4 * LARGEST);
      }
    }
  });

  it("of a jump with a constant, D[J₋ + a] = D[J₋] − i a [Jy, ·]", async () => {
    const channel = await compiled({
      name: "shifted-damping",
      cites: "a test",
      parties: ["s"],
      parameters: { a: { range: "[0, inf)", unit: "1", meaning: "constant" } },
      reservoirs: { bath: "D[J- + a]" },
    });
    for (const J of [0.5, 1, 1.5]) {
      for (const a of [1e-3, 0.1, 0.7, 3]) {
        const vectors = channel.remainder?.({ a }, []) ?? [];
        const found = steadyState(
          evolution([dissipator(channel.jumps({ a }, []), [J], [0], vectors)], [2 * J + 1]),
          dicke([J], [J]),
        );
        const baths = [{ Gamma: 1, nbar: 0, lambda: 0 }];
        const exact = exactSteadyState({ spins: [J], fields: [[0, a, 0]], coupling: 0, baths });
        expectBounded(found, exact, `J = ${J}, a = ${a}`, 4 * LARGEST);
      }
    }
  });

  it("of clusters one after the other, in either order: a pair near resonance, and one that comes to rest in its ground state", () => {
    const zero = [0, 0, 0] as const;
    const bath = (nbar: number) => ({ Gamma: 1, nbar, lambda: 0 });
    const pair = { spins: [0.5, 0.5], coupling: 1 };
    const fields = [[0, 0, 1e8] as const, [0, 0, 1e8 + 1] as const];
    const resonant = { ...pair, fields, baths: [bath(0.1), bath(3)] };
    const cold = { ...pair, fields: [zero, zero], baths: [bath(0), bath(0)] };
    const [first, last] = [
      [resonant, cold],
      [cold, resonant],
    ].map(([one, other]): number => {
      const H = add(tensorProduct(hamiltonianOf(one), identity(4)), tensorProduct(identity(4), hamiltonianOf(other)));
      const spins = [...one.spins, ...other.spins];
      const dissipators = [one, other].flatMap((driven, k) =>
        channelsOf(driven).map(({ channel, on, parameters }) =>
          dissipator(channel.jumps(parameters, []), spins, [on[0] + 2 * k]),
        ),
      );
      return steadyState(evolution(dissipators, dimensionsOf(spins), H), randomState(16, 16, 7)).error;
    });
    expect(last).toBeGreaterThan(1e-10);
    expect(Math.abs(first / last - 1)).toBeLessThan(1e-3);
  });

  it("where coordinates rest one by one: collective dephasing of a matrix of trace 1/3", () => {
    const jumps = registered["collective-dephasing"].jumps({ lambda: 1 }, []);
    for (let seed = 1; seed <= 40; seed++) {
      const rho = scale(randomState(4, 4, seed), 1 / 3);
      const found = steadyState(evolution([dissipator(jumps, [0.5, 0.5], [0, 1])], [2, 2]), rho);
      const trace = [0, 5, 10, 15].reduce((sum, k) => sum + fixed(rho.re[k]), 0n);
      const stays = (k: number) => k % 5 === 0 || k === 6 || k === 9;
      const share = (x: number, k: number) => (stays(k) ? (fixed(x) * ONE) / trace : 0n);
      const exact = { dimension: 4, re: Array.from(rho.re, share), im: Array.from(rho.im, share) };
      expect(frobenius(deviationFrom(found.state, exact))).toBeLessThanOrEqual(found.error);
    }
  });

  it("where there are several: collective decay keeps the singlet's share", () => {
    for (const nbar of [0.3, 0.5, 4]) {
      const jumps = registered["collective-decay"].jumps({ Gamma: 1, nbar }, []);
      const rho = randomState(4, 4, 3);
      const found = steadyState(evolution([dissipator(jumps, [0.5, 0.5], [0, 1])], [2, 2]), rho);
      expect(found.count).toBe(2);
      const off = frobenius(deviationFrom(found.state, collectiveState(rho, nbar)));
      expect(off).toBeLessThanOrEqual(found.error);
      expect(found.error).toBeLessThan(1e-12);
    }
  });
});

it("a steady state is not refined with numbers that are none", () => {
  const jumps = registered["amplitude-damping"].jumps({ Gamma: 1, nbar: 0.5 }, []);
  const [cluster] = evolution([dissipator(jumps, [0.5], [0])], [2]).clusters;
  const parts = allParts(cluster);
  const p = [0, 1, 2].find((k) => parts.starts[k + 1] - parts.starts[k] === 2) ?? 0;
  const coordinates = parts.coordinates.subarray(parts.starts[p], parts.starts[p + 1]);
  const part = restingBy(cluster.sources, coordinates, kernelOf(partOf(parts, p), 1)!);
  expect(refinedState(part)?.coordinates).toEqual(Float64Array.of(0.25, 0.75));
  const dissipators = cluster.sources.dissipators.map((D) => ({ ...D, rates: D.rates.map(() => Number.NaN) }));
  expect(refinedState({ ...part, sources: { ...cluster.sources, dissipators } })).toBeNull();
});

/** D[cosh r J₋ + e^{iφ} sinh r J₊]. */
function squeezedState(J: number, r: number, phase: number): ExactState {
  const { even: cosh, odd: sinh } = evenAndOdd(r, 1n);
  const { even: cos, odd: sin } = evenAndOdd(phase, -1n);
  const plus: ExactNumber = [(sinh * cos) / ONE, (sinh * sin) / ONE];
  return exactRestOf([J], [{ rate: ONE, ladders: [{ minus: [cosh, 0n], plus }] }]);
}

/** g Σ_ij h_ij (J₋ⁱρJ₊ʲ − …), h₁₂ = c = x + iy, is g D[J₋ᵃ + c* J₋ᵇ] + g(1 − |c|²) D[J₋ᵇ]. */
function correlatedJumps(g: number, h: number, x: number, y: number): ExactJump[] {
  const [none, one]: ExactNumber[] = [
    [0n, 0n],
    [ONE, 0n],
  ];
  const [idle, down, up] = [
    { minus: none, plus: none },
    { minus: one, plus: none },
    { minus: none, plus: one },
  ];
  const left = ONE - (fixed(x) ** 2n + fixed(y) ** 2n) / ONE;
  return [
    { rate: fixed(g), ladders: [down, { minus: [fixed(x), -fixed(y)], plus: none }] },
    { rate: (fixed(g) * left) / ONE, ladders: [idle, down] },
    { rate: fixed(h), ladders: [up, idle] },
    { rate: fixed(h) / 2n, ladders: [idle, up] },
  ];
}

/** Populations ∝ (n̄/(n̄ + 1))^k. */
function gibbsState(d: number, nbar: number): ExactState {
  const n = fixed(nbar);
  const weights = [ONE];
  for (let i = 1; i < d; i++) weights.unshift((weights[0] * n) / (n + ONE));
  const sum = weights.reduce((a, b) => a + b, 0n);
  return diagonalState(weights.map((weight) => (weight * ONE) / sum));
}

function diagonalState(populations: readonly bigint[]): ExactState {
  const dimension = populations.length;
  const re = new Array<bigint>(dimension ** 2).fill(0n);
  populations.forEach((population, i) => {
    re[i * (dimension + 1)] = population;
  });
  return { dimension, re, im: re.map(() => 0n) };
}

/** Γ = 1. */
function drivenQubit(omega: number): ExactState {
  const w = fixed(omega);
  const square = (w * w) / ONE;
  const sum = ONE + 2n * square;
  const up = (square * ONE) / sum;
  const y = (w * ONE) / sum;
  return { dimension: 2, re: [up, 0n, 0n, ONE - up], im: [0n, -y, y, 0n] };
}

/** The singlet's share as it was, and the Gibbs state of J = 1 on the triplet. */
function collectiveState(rho: ComplexMatrix, nbar: number): ExactState {
  const trace = [0, 5, 10, 15].reduce((sum, k) => sum + fixed(rho.re[k]), 0n);
  const singlet = ((fixed(rho.re[5]) + fixed(rho.re[10]) - fixed(rho.re[6]) - fixed(rho.re[9])) * ONE) / (2n * trace);
  const [up, middle, down] = gibbsState(3, nbar).re.filter((_, k) => k % 4 === 0);
  const share = (population: bigint) => ((ONE - singlet) * population) / ONE;
  const state = diagonalState([share(up), 0n, 0n, share(down)]);
  const re = state.re.slice();
  re[5] = re[10] = (share(middle) + singlet) / 2n;
  re[6] = re[9] = (share(middle) - singlet) / 2n;
  return { ...state, re };
}
