import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels as registered } from "../../generated/index.ts";
import { ordinaryParameters } from "../../laws/claims.ts";
import { dimensionsOf, distance, mix } from "../../laws/matrices.ts";
import { drift, evolution, evolve, integrateState } from "../../spins/dynamics/evolve.ts";
import { dissipator } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { tensorProduct, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { coherent } from "../../spins/states/named-states.ts";
import { add, dagger, identity, multiply, randomHermitian, scale, spinOperators, subtract } from "../evaluate/dense.ts";
import { randomState } from "../support/random-states.ts";

const TIME = 0.3;

type Vector = readonly [number, number, number];

/** l·J of one of the parties, dense. */
function spin(spins: readonly number[], party: number, re: Vector, im: Vector = [0, 0, 0]): ComplexMatrix {
  const own = spinOperators(spins[party]);
  const l = own.reduce((sum, S, k) => add(sum, scale(S, re[k], im[k])), scale(own[0], 0));
  return spins.map((J, p) => (p === party ? l : identity(2 * J + 1))).reduce(tensorProduct);
}

interface Lindblad {
  readonly H: ComplexMatrix;
  readonly jumps: readonly { readonly rate: number; readonly L: ComplexMatrix }[];
}

/** −i[H, ρ] + Σ rate (LρL† − ½L†Lρ − ½ρL†L), by dense products. */
function derivative({ H, jumps }: Lindblad, rho: ComplexMatrix): ComplexMatrix {
  let sum = scale(subtract(multiply(H, rho), multiply(rho, H)), 0, -1);
  for (const { rate, L } of jumps) {
    const square = multiply(dagger(L), L);
    const decay = add(multiply(square, rho), multiply(rho, square));
    sum = add(sum, scale(subtract(multiply(multiply(L, rho), dagger(L)), scale(decay, 0.5)), rate));
  }
  return sum;
}

/** ρ(t) and ∫ρ dt by Taylor's series of order 24 in steps of a quarter of 1/|G|. */
function integrateBySeries(system: Lindblad, start: ComplexMatrix, time: number) {
  const size = [system.H, ...system.jumps.map(({ rate, L }) => scale(multiply(L, dagger(L)), 2 * rate))].reduce(
    (sum, M) => sum + 2 * Math.sqrt(M.re.reduce((s, x, k) => s + x * x + M.im[k] ** 2, 0)),
    0,
  );
  const steps = Math.ceil(time * size);
  const h = time / steps;
  let rho = start;
  let integral = zeroMatrix(start.dimension);
  for (let s = 0; s < steps; s++) {
    let term = rho;
    let next = rho;
    integral = add(integral, scale(rho, h));
    for (let k = 1; k <= 24; k++) {
      term = scale(derivative(system, term), h / k);
      next = add(next, term);
      integral = add(integral, scale(term, h / (k + 1)));
    }
    rho = next;
  }
  return { rho, integral };
}

const hamiltonians = (spins: readonly number[]): readonly [string, ComplexMatrix][] => {
  const dimension = spins.reduce((d, J) => d * (2 * J + 1), 1);
  const local = spins.map((_, party) => spin(spins, party, [0.7 - 0.3 * party, 0.2, -0.4 + 0.1 * party])).reduce(add);
  return [
    ["no Hamiltonian", scale(local, 0)],
    ["one that is local", local],
    ["one that couples everything", randomHermitian(dimension, 17)],
  ];
};

describe("every registered channel evolves states as the master equation says", () => {
  for (const channel of Object.values(registered)) {
    const spins = channel.parties.length === 1 ? [1, 0.5] : [0.5, 1];
    const on = channel.parties.length === 1 ? [0] : [1, 0];
    const parameters = ordinaryParameters(channel);
    const remainder = channel.remainder?.(parameters, []) ?? [];
    for (const [what, H] of hamiltonians(spins)) {
      it(`${channel.name}, ${what}`, () => {
        const rho = randomState(6, 4, 31);
        const jumps = channel.jumps(parameters, []).map(({ rate, re, im }) => ({
          rate,
          L: on.map((party, k) => spin(spins, party, re[k], im[k])).reduce(add),
        }));
        const turned = remainder.map((vector, k) => spin(spins, on[k], vector)).reduce(add, H);
        const expected = integrateBySeries({ H: turned, jumps }, rho, TIME);
        const D = dissipator(channel.jumps(parameters, []), spins, on, remainder);
        const system = evolution([D], dimensionsOf(spins), H);
        expect(distance(drift(system, rho), derivative({ H: turned, jumps }, rho))).toBeLessThan(1e-13);
        expect(distance(evolve(system, rho, TIME), expected.rho)).toBeLessThan(1e-12);
        expect(distance(integrateState(system, rho, [0, 1], TIME).state, expected.integral)).toBeLessThan(1e-12);
      });
    }
  }
});

describe("a Hamiltonian", () => {
  const damped = (on: number) => ({
    channel: registered["amplitude-damping"],
    on: [on],
    parameters: { Gamma: 1, nbar: 0.3 },
  });

  it("that only couples two of three parties leaves the third by itself", () => {
    const spins = [0.5, 0.5, 0.5];
    const [x, y] = [spin(spins, 0, [1, 0, 0]), spin(spins, 2, [1, 0, 0])];
    const system = evolution([], [2, 2, 2], add(multiply(x, y), spin(spins, 1, [0, 0, 1])));
    expect(system.clusters.map(({ parties }) => parties)).toEqual([[1], [0, 2]]);
  });

  it("that turns each spin changes no entropy, exactly", () => {
    const spins = [0.5, 1];
    const [, [, local]] = hamiltonians(spins);
    const { unitaryRate } = evaluate({
      spins,
      state: randomState(6, 6, 2),
      channels: [],
      hamiltonian: local,
      tolerance: 1e-6,
    });
    expect([unitaryRate.values[0], unitaryRate.error[0]]).toEqual([0, 0]);
  });

  it("that couples spins or twists one changes entropy at the rate of its slope", () => {
    const twist = multiply(spin([1], 0, [0, 0, 1]), spin([1], 0, [0, 0, 1]));
    const [, , [, coupling]] = hamiltonians([0.5, 0.5]);
    const cases: [number[], ComplexMatrix, ComplexMatrix][] = [
      [[1], twist, mix(coherent([1], [{ theta: 1, phi: 0.4 }]), null, 0.3)],
      [[0.5, 0.5], coupling, randomState(4, 4, 8)],
    ];
    for (const [spins, hamiltonian, state] of cases) {
      const h = 2e-3;
      const times = [0, 1, 2, 3, 4].map((k) => k * h);
      const channels = [damped(0)];
      const { entropy, entropyRate, unitaryRate } = evaluate({ spins, state, channels, hamiltonian, times });
      const S = entropy.values;
      const slope = (S[0] - 8 * S[1] + 8 * S[3] - S[4]) / (12 * h);
      expect(Math.abs(unitaryRate.values[2])).toBeGreaterThan(1e-4);
      expect(Math.abs(slope - entropyRate.values[2] - unitaryRate.values[2])).toBeLessThan(2e-8);
    }
  });

  it("that changes entropy by itself leaves no ∫ Π dt; one that turns each spin does", () => {
    const [, [, local], [, coupling]] = hamiltonians([0.5, 0.5]);
    const n = 8;
    const times = Array.from({ length: n + 1 }, (_, k) => (0.4 * k) / n);
    const problem = { spins: [0.5, 0.5], state: randomState(4, 4, 9), channels: [damped(0)], times };
    expect(evaluate({ ...problem, hamiltonian: coupling }).produced).toBeNull();
    const { produced, production } = evaluate({ ...problem, hamiltonian: local });
    const Pi = production!.values;
    let simpson = 0;
    for (let k = 0; k < n; k += 2) simpson += ((Pi[k] + 4 * Pi[k + 1] + Pi[k + 2]) * 0.4) / (3 * n);
    expect(Math.abs(produced!.values[n] - simpson)).toBeLessThan(1e-6);
  });

  it("has its heat current −Tr[H D(ρ)] for every channel, and null without a Hamiltonian", () => {
    const hamiltonian = spin([0.5], 0, [0, 0, 2]);
    const state = randomState(2, 2, 4);
    const problem = { spins: [0.5], state, channels: [damped(0)] };
    // d⟨Jz⟩/dt = −Γ(2n̄ + 1)⟨Jz⟩ − Γ/2
    const expected = 2 * (1.6 * 0.5 * (state.re[0] - state.re[3]) + 0.5);
    const { values, error } = evaluate({ ...problem, hamiltonian }).channels[0].heatCurrent!;
    expect(Math.abs(values[0] - expected)).toBeLessThan(error[0]);
    expect(error[0]).toBeLessThan(1e-14);
    expect(evaluate(problem).channels[0].heatCurrent).toBeNull();
  });

  it("is refused in one line where it is no Hamiltonian of the spins", () => {
    const problem = { spins: [0.5], state: randomState(2, 2, 4), channels: [] };
    const lopsided = zeroMatrix(2);
    lopsided.re[1] = 1;
    expect(() => evaluate({ ...problem, hamiltonian: lopsided })).toThrow(
      /^hamiltonian\[0\]\[1\]: found 1 \+ 0i with 0 \+ 0i at \[1\]\[0\], expected .*: a Hamiltonian is Hermitian$/,
    );
    expect(() => evaluate({ ...problem, hamiltonian: zeroMatrix(3) })).toThrow("hamiltonian: found a 3 × 3 matrix");
  });
});
