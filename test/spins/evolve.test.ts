import { describe, expect, it } from "vitest";
import { evolution, evolve, evolved, integrals, integrateState, trajectory } from "../../spins/dynamics/evolve.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { dissipate, dissipator } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { partialTrace } from "../../spins/matrices/complex-matrix.ts";
import { coherent, dicke } from "../../spins/states/named-states.ts";
import { hamiltonianOf } from "../support/hamiltonian.ts";
import { amplitudeDamping, dephasing } from "../support/paper-evaluators.ts";
import { randomState } from "../support/random-states.ts";

function largestGap(a: ComplexMatrix, b: ComplexMatrix): number {
  let gap = 0;
  for (let k = 0; k < a.re.length; k++) gap = Math.max(gap, Math.abs(a.re[k] - b.re[k]), Math.abs(a.im[k] - b.im[k]));
  return gap;
}

/** Classical Runge–Kutta on the whole matrix, for ρ and for ∫ρ dt. */
function rungeKutta(rate: (rho: ComplexMatrix) => ComplexMatrix, start: ComplexMatrix, time: number, steps: number) {
  const shift = (a: ComplexMatrix, b: ComplexMatrix, h: number): ComplexMatrix => ({
    dimension: a.dimension,
    re: a.re.map((x, k) => x + h * b.re[k]),
    im: a.im.map((x, k) => x + h * b.im[k]),
  });
  const h = time / steps;
  let rho = start;
  let integral = shift(start, start, -1);
  for (let s = 0; s < steps; s++) {
    const k1 = rate(rho);
    const k2 = rate(shift(rho, k1, h / 2));
    const k3 = rate(shift(rho, k2, h / 2));
    const k4 = rate(shift(rho, k3, h));
    // ∫ρ over the step to the same order, from ρ and its derivatives at both ends
    integral = shift(integral, rho, h / 2);
    integral = shift(integral, k1, (h * h) / 12);
    rho = shift(shift(shift(shift(rho, k1, h / 6), k2, h / 3), k3, h / 3), k4, h / 6);
    integral = shift(integral, rho, h / 2);
    integral = shift(integral, rate(rho), (-h * h) / 12);
  }
  return { rho, integral };
}

describe("two qubits", () => {
  const spins = [0.5, 0.5];
  const rho = randomState(4, 4, 8);
  const at = (matrix: ComplexMatrix, i: number, j: number) => [
    matrix.re[4 * (i - 1) + j - 1],
    matrix.im[4 * (i - 1) + j - 1],
  ];

  it("dephase as eqs 24 to 26 say", () => {
    const lambda = 0.7;
    const t = 1.3;
    const system = evolution(
      [0, 1].map((party) => dissipator(dephasing.jumps({ lambda }, []), spins, [party])),
      [2, 2],
    );
    const later = evolve(system, rho, t);
    for (let i = 1; i <= 4; i++) {
      for (let j = 1; j <= 4; j++) {
        const rate = i === j ? 0 : i + j === 5 ? lambda : lambda / 2;
        for (let part = 0; part < 2; part++) {
          expect(Math.abs(at(later, i, j)[part] - at(rho, i, j)[part] * Math.exp(-rate * t))).toBeLessThan(1e-14);
        }
      }
    }
  });

  it("are damped as eqs B1 and B2 say", () => {
    const [Gamma, n, t] = [0.6, 0.35, 0.9];
    const rate = Gamma * (2 * n + 1);
    const system = evolution(
      [0, 1].map((party) => dissipator(amplitudeDamping.jumps({ Gamma, nbar: n }, []), spins, [party])),
      [2, 2],
    );
    const later = evolve(system, rho, t);
    for (let part = 0; part < 2; part++) {
      const [r12, r34, r14, r23] = [at(rho, 1, 2), at(rho, 3, 4), at(rho, 1, 4), at(rho, 2, 3)].map((z) => z[part]);
      const front = Math.exp(-1.5 * rate * t) / (1 + 2 * n);
      const grow = Math.exp(rate * t) * (r12 + r34);
      expect(Math.abs(at(later, 1, 2)[part] - front * ((1 + n) * r12 - n * r34 + n * grow))).toBeLessThan(1e-14);
      expect(Math.abs(at(later, 3, 4)[part] - front * (n * r34 - (1 + n) * r12 + (n + 1) * grow))).toBeLessThan(1e-14);
      expect(Math.abs(at(later, 1, 4)[part] - Math.exp(-rate * t) * r14)).toBeLessThan(1e-14);
      expect(Math.abs(at(later, 2, 3)[part] - Math.exp(-rate * t) * r23)).toBeLessThan(1e-14);
    }
  });
});

describe("exact evolution", () => {
  const oblique: Jump = { reservoir: 0, rate: 0.8, re: [[0.3, -0.2, 0.5]], im: [[0.1, 0.4, -0.3]] };
  const collective: Jump = {
    reservoir: 0,
    rate: 0.5,
    re: [
      [1, 0, 0.2],
      [0.4, 0, 0],
    ],
    im: [
      [0, -1, 0],
      [0, 0.3, 0],
    ],
  };

  it("agrees with Runge–Kutta for channels on one and on two parties, with its time integral", () => {
    const spins = [0.5, 1, 0.5];
    const dimensions = [2, 3, 2];
    const dissipators = [
      dissipator([oblique], spins, [1]),
      dissipator([collective], spins, [2, 0]),
      dissipator(amplitudeDamping.jumps({ Gamma: 0.4, nbar: 0.2 }, []), spins, [0]),
    ];
    const rho = randomState(12, 5, 21);
    const rate = (state: ComplexMatrix) =>
      dissipators
        .map((D) => dissipate(D, state, dimensions))
        .reduce((a, b) => ({
          dimension: 12,
          re: a.re.map((x, k) => x + b.re[k]),
          im: a.im.map((x, k) => x + b.im[k]),
        }));
    const expected = rungeKutta(rate, rho, 0.8, 400);
    const system = evolution(dissipators, dimensions);
    expect(largestGap(evolve(system, rho, 0.8), expected.rho)).toBeLessThan(1e-11);
    const reduced = partialTrace(expected.integral, dimensions, [2, 0]);
    expect(largestGap(integrateState(system, rho, [2, 0], 0.8).state, reduced)).toBeLessThan(1e-11);
  });

  it("turns by the Hamiltonian that an operator's constant part adds: ρ₀₁ → e^{−iht} ρ₀₁ for H′ = hJz", () => {
    const rho = randomState(2, 2, 6);
    const lambda = 0.3;
    const system = evolution([dissipator(dephasing.jumps({ lambda }, []), [0.5], [0], [[0, 0, 0.9]])], [2]);
    const later = evolve(system, rho, 1.7);
    const [cos, sin] = [Math.cos(0.9 * 1.7), Math.sin(0.9 * 1.7)];
    const shrink = Math.exp((-lambda * 1.7) / 2);
    expect(Math.abs(later.re[1] - shrink * (rho.re[1] * cos + rho.im[1] * sin))).toBeLessThan(1e-15);
    expect(Math.abs(later.im[1] - shrink * (rho.im[1] * cos - rho.re[1] * sin))).toBeLessThan(1e-15);
    expect(Math.abs(later.re[0] - rho.re[0])).toBeLessThan(1e-15);
  });

  it("preserves the trace, Hermiticity and the steady state", () => {
    const J = 3;
    const parameters = { Gamma: 1, nbar: 0.4 };
    const system = evolution([dissipator(amplitudeDamping.jumps(parameters, []), [J], [0])], [7]);
    const late = evolve(system, randomState(7, 3, 2), 60);
    expect(largestGap(late, amplitudeDamping.steadyState!(parameters, [J]))).toBeLessThan(1e-14);
    const change = dissipate(
      dissipator(amplitudeDamping.jumps(parameters, []), [J], [0]),
      amplitudeDamping.steadyState!(parameters, [J]),
      [7],
    );
    expect(Math.max(...change.re.map(Math.abs), ...change.im.map(Math.abs))).toBeLessThan(1e-15);
  });
});

it("a text's field turns a large spin a thousand million times, and its direction is right to the last digits", () => {
  const [J, theta, phi] = [3, 1, 0.3];
  const system = evolution([], [2 * J + 1], hamiltonianOf("1.5*Jx", [J]));
  for (const time of [1, 1e3, 1e6, 1e9]) {
    const { state, error } = evolved(system, coherent([J], [{ theta, phi }]), time);
    // 3t/2 turns by what is left over of 2π, to forty digits.
    const pi = 3141592653589793238462643383279502884197n;
    const angle = Number((BigInt(3 * time) * 10n ** 39n) % (4n * pi)) / 2e39;
    const expected = Math.cos(theta) * Math.cos(angle) + Math.sin(theta) * Math.sin(phi) * Math.sin(angle);
    let mean = 0;
    for (let k = 0; k <= 2 * J; k++) mean += (1 - k / J) * state.re[k * (2 * J + 2)];
    expect(Math.abs(mean - expected)).toBeLessThan(2e-15);
    expect(error).toBeLessThan(1e-15);
  }
});

it("a curve is what its times are by themselves, equally spaced or not, with its integral", () => {
  const H = hamiltonianOf("1.3*Jx + 0.4*Jz", [2]);
  const system = evolution([dissipator(amplitudeDamping.jumps({ Gamma: 0.4, nbar: 0.2 }, []), [2], [0])], [5], H);
  const rho = dicke([2], [1]);
  for (const times of [Array.from({ length: 21 }, (_, k) => 0.1 * k), [0.003, 0.4, 0.4, 7, 7.3, 1000]]) {
    const [states, sums] = [[...trajectory(system, rho, times)], [...integrals(system, rho, [0], times)]];
    times.forEach((time, k) => {
      const alone = evolved(system, rho, time);
      expect(largestGap(states[k].state, alone.state)).toBeLessThan(1e-16);
      expect(states[k].error).toBeLessThan(4 * Number.EPSILON);
      const sum = integrateState(system, rho, [0], time).state;
      expect(largestGap(sums[k].state, sum)).toBeLessThan(1e-15 * Math.max(1, time));
    });
  }
});
