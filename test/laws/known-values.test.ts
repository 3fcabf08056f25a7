/** Values of dephasing, of damping and of the Wehrl entropy that are known in closed form. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels } from "../../generated/index.ts";
import { angle, fromFactor, mixedStates, spin, states, time } from "../../laws/arbitraries.ts";
import { maximallyMixed } from "../../laws/matrices.ts";
import { at, type Rates, ratesOf } from "../../laws/rates.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import { evolution, evolve } from "../../spins/dynamics/evolve.ts";
import { dissipator } from "../../spins/dynamics/liouvillian.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { densityMatrix } from "../../spins/states/density-matrix.ts";
import { coherent, dicke, gibbs } from "../../spins/states/named-states.ts";
import { normals, randomStream } from "../../spins/states/random-stream.ts";

const damping = (nbar: number, on: number, Gamma = 1) => ({
  channel: channels["amplitude-damping"],
  on: [on],
  parameters: { Gamma, nbar },
});
const dephasing = (on: number, lambda = 1) => ({ channel: channels.dephasing, on: [on], parameters: { lambda } });

function expectValue({ value, error }: Bounded, known: number): void {
  expect(Math.abs(value - known), `${value} for ${known}`).toBeLessThanOrEqual(error + 1e-13 * Math.abs(known));
  expect(error).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(known)));
}

function ratesIn(spins: readonly number[], state: ComplexMatrix, ...channels: ChannelUse[]): Rates {
  return ratesOf({ spins, state, channels });
}

const QUBITS = [0.5, 0.5];

/** Two qubits a time t later. */
function laterUnder(uses: readonly ChannelUse[], rho: ComplexMatrix, t: number): ComplexMatrix {
  const dissipators = uses.map(({ channel, on, parameters }) => dissipator(channel.jumps(parameters, []), QUBITS, on));
  return evolve(evolution(dissipators, [2, 2]), rho, t);
}

function entropyOf(spins: readonly number[], state: ComplexMatrix, tolerance = 1e-9): Bounded {
  return at(evaluate({ spins, state, channels: [], tolerance }).entropy);
}

/** (|00⟩⟨00| + |11⟩⟨11| ± |00⟩⟨11| ± |11⟩⟨00|)/2, or the same with |01⟩ and |10⟩. */
function bell(first: 0 | 1, sign: 1 | -1): ComplexMatrix {
  const re = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  const last = 3 - first;
  re[first][first] = re[last][last] = 0.5;
  re[first][last] = re[last][first] = 0.5 * sign;
  return densityMatrix(
    [0.5, 0.5],
    re,
    re.map(() => [0, 0, 0, 0]),
  );
}

/** H_n = Σ_{k=1}^n 1/k = ψ(n + 1) + γ. */
function harmonic(n: number): number {
  let sum = 0;
  for (let k = n; k >= 1; k--) sum += 1 / k;
  return sum;
}

describe("the Wehrl entropy", () => {
  it.each([0.5, 1, 1.5, 2, 5, 20, 100])("of a coherent state is 2J/(2J + 1), J = %d", (J) => {
    expectValue(entropyOf([J], coherent([J], [{ theta: 1.2, phi: 0.6 }])), (2 * J) / (2 * J + 1));
  });

  it.each([0.5, 1, 2.5, 10])("of the maximally mixed state is ln(2J + 1), J = %d", (J) => {
    expectValue(entropyOf([J], maximallyMixed(2 * J + 1)), Math.log(2 * J + 1));
  });

  it("of |1, 0⟩ is 5/3 − ln 2", () => {
    expectValue(entropyOf([1], dicke([1], [0])), 5 / 3 - Math.LN2);
  });

  it("of |J, m⟩ is Σ k (H_{2J+1} − H_k) − ln C(2J, J + m), the sum over k = J ± m", () => {
    fc.assert(
      fc.property(spin(6), fc.nat(12), (J, step) => {
        const m = J - (step % (2 * J + 1));
        let known = 0;
        for (const k of [J + m, J - m]) known += k * (harmonic(2 * J + 1) - harmonic(k));
        for (let k = 1; k <= J - m; k++) known -= Math.log((J + m + k) / k);
        expectValue(entropyOf([J], dicke([J], [m])), known);
      }),
      { numRuns: 30 },
    );
  });

  it("of every Bell state is 1 + ln 2 − 1/2", () => {
    for (const first of [0, 1] as const) {
      for (const sign of [1, -1] as const) expectValue(entropyOf(QUBITS, bell(first, sign)), 0.5 + Math.LN2);
    }
  });

  it.each([0.5, 1, 1.5, 3])("of random pure states is ψ(2J + 2) − ψ(2) on average, J = %d", (J) => {
    const normal = normals(randomStream(2 * J, "pure states"));
    const samples = Array.from({ length: 60 }, () => {
      const amplitudes = Float64Array.from({ length: 2 * (2 * J + 1) }, normal);
      return entropyOf([J], fromFactor([J], amplitudes, 1), 1e-4).value;
    });
    const mean = samples.reduce((a, b) => a + b, 0) / samples.length;
    const variance = samples.reduce((sum, s) => sum + (s - mean) ** 2, 0) / (samples.length - 1);
    const standardError = Math.sqrt(variance / samples.length);
    expect(Math.abs(mean - (harmonic(2 * J + 1) - 1))).toBeLessThanOrEqual(4 * standardError + 1e-12);
  });
});

describe("damping at zero temperature", () => {
  it("lets 2ΓJ(J + ⟨Jz⟩) flow out of any state", () => {
    fc.assert(
      fc.property(
        spin().chain((J) => fc.record({ J: fc.constant(J), state: states([J]) })),
        ({ J, state }) => {
          let Jz = 0;
          for (let i = 0; i <= 2 * J; i++) Jz += (J - i) * state.re[i * (2 * J + 2)];
          const { flux } = ratesOf({ spins: [J], state, channels: [damping(0, 0, 0.7)], tolerance: 1e-3 });
          const known = 1.4 * J * (J + Jz);
          expect(Math.abs(flux!.value - known)).toBeLessThanOrEqual(flux!.error + 1e-14);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([0.5, 1, 3])("changes the entropy of no ground state, J = %d", (J) => {
    const { production, flux, entropyRate } = ratesIn([J], dicke([J], [-J]), damping(0, 0));
    for (const one of [production!, flux!, entropyRate]) expect(Math.abs(one.value)).toBeLessThanOrEqual(1e-12);
  });

  it("of both qubits of a Bell pair |00⟩ ± |11⟩ or |01⟩ ± |10⟩ produces 5/3", () => {
    for (const first of [0, 1] as const) {
      for (const sign of [1, -1] as const) {
        const { production, flux } = ratesIn(QUBITS, bell(first, sign), damping(0, 0), damping(0, 1));
        expectValue(production!, 5 / 3);
        expectValue(flux!, 1);
      }
    }
  });

  it("of cats (|J, J⟩ + |J, −J⟩)/√2 produces 87/16 for J = 3/2 and 663/32 for J = 3", () => {
    for (const [J, known] of [
      [1.5, 87 / 16],
      [3, 663 / 32],
    ]) {
      const d = 2 * J + 1;
      const re = Array.from({ length: d }, () => Array<number>(d).fill(0));
      re[0][0] = re[d - 1][d - 1] = re[0][d - 1] = re[d - 1][0] = 0.5;
      const state = densityMatrix(
        [J],
        re,
        re.map((row) => row.map(() => 0)),
      );
      expectValue(ratesIn([J], state, damping(0, 0)).production!, known);
    }
  });
});

describe("damping at any temperature", () => {
  it("mixes ρ₁₂ with ρ₃₄, and ρ₁₃ with ρ₂₄, as eqs B1 and B2 say, and lets ρ₁₄ and ρ₂₃ decay", () => {
    fc.assert(
      fc.property(mixedStates(QUBITS), time, fc.nat(20), (rho, t, tenths) => {
        const nbar = tenths / 10;
        const gamma = 2 * nbar + 1;
        const decay = Math.exp(-1.5 * gamma * t);
        const growth = Math.exp(gamma * t);
        const evolved = laterUnder([damping(nbar, 0), damping(nbar, 1)], rho, t);
        for (const [upper, lower] of [
          [1, 11],
          [2, 7],
        ]) {
          for (const part of ["re", "im"] as const) {
            const [a, b] = [rho[part][upper], rho[part][lower]];
            const first = (decay / gamma) * ((1 + nbar) * a - nbar * b + nbar * growth * (a + b));
            const second = (decay / gamma) * (nbar * b - (1 + nbar) * a + (nbar + 1) * growth * (a + b));
            expect(evolved[part][upper]).toBeCloseTo(first, 13);
            expect(evolved[part][lower]).toBeCloseTo(second, 13);
          }
        }
        for (const place of [3, 6]) expect(evolved.re[place]).toBeCloseTo(Math.exp(-gamma * t) * rho.re[place], 13);
      }),
      { numRuns: 40 },
    );
  });

  it("produces nothing in the Gibbs state", () => {
    fc.assert(
      fc.property(spin(), fc.integer({ min: 0, max: 30 }), (J, tenths) => {
        const nbar = tenths / 10;
        const { production, flux } = ratesIn([J], gibbs([J], [nbar]), damping(nbar, 0));
        expect(Math.abs(production!.value)).toBeLessThanOrEqual(1e-13 * (1 + nbar));
        expect(Math.abs(flux!.value)).toBeLessThanOrEqual(flux!.error);
      }),
      { numRuns: 40 },
    );
  });

  it("changes the entropy of a coherent state of any J by 2J times what it changes that of a qubit", () => {
    fc.assert(
      fc.property(spin(5), angle, (J, theta) => {
        const rate = (spinJ: number) =>
          ratesIn([spinJ], coherent([spinJ], [{ theta: theta / 2, phi: 0.3 }]), damping(0.4, 0)).entropyRate;
        const [one, many] = [rate(0.5), rate(J)];
        expect(Math.abs(many.value - 2 * J * one.value)).toBeLessThanOrEqual(
          many.error + 2 * J * one.error + 1e-12 * J,
        );
      }),
      { numRuns: 15 },
    );
  });
});

describe("dephasing", () => {
  it("of two qubits at λ keeps populations, lets ρ₁₄ and ρ₂₃ decay as e^{−λt}, the others as e^{−λt/2} (eqs 24–26)", () => {
    fc.assert(
      fc.property(mixedStates(QUBITS), time, fc.nat(30), (rho, t, tenths) => {
        const lambda = tenths / 10;
        const evolved = laterUnder([dephasing(0, lambda), dephasing(1, lambda)], rho, t);
        for (let place = 0; place < 16; place++) {
          const [i, j] = [Math.floor(place / 4), place % 4];
          const power = i === j ? 0 : i + j === 3 ? 1 : 0.5;
          const factor = Math.exp(-power * lambda * t);
          expect(evolved.re[place]).toBeCloseTo(factor * rho.re[place], 13);
          expect(evolved.im[place]).toBeCloseTo(factor * rho.im[place], 13);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("of both qubits produces 1/3 in |00⟩ ± |11⟩ and in |01⟩ ± |10⟩", () => {
    for (const first of [0, 1] as const) {
      for (const sign of [1, -1] as const) {
        const { production } = ratesIn(QUBITS, bell(first, sign), dephasing(0), dephasing(1));
        expectValue(production!, 1 / 3);
      }
    }
  });

  it("of a coherent state produces λJ sin²θ/2", () => {
    fc.assert(
      fc.property(spin(5), angle, (J, theta) => {
        const { production } = ratesIn([J], coherent([J], [{ theta: theta / 2, phi: 0.3 }]), dephasing(0, 0.7));
        expectValue(production!, 0.35 * J * Math.sin(theta / 2) ** 2);
      }),
      { numRuns: 15 },
    );
  });

  it("of |J, m⟩ produces nothing", () => {
    expect(ratesIn([2], dicke([2], [1]), dephasing(0)).production!.value).toBe(0);
  });
});
