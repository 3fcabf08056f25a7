import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { channels as registered } from "../../generated/index.ts";
import { ordinaryParameters } from "../../laws/claims.ts";
import { dimensionsOf, distance, maximallyMixed } from "../../laws/matrices.ts";
import { evaluateHusimi, husimiGrid } from "../../runtime/husimi/husimi.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import { drift, evolution, evolve } from "../../spins/dynamics/evolve.ts";
import { dissipator } from "../../spins/dynamics/liouvillian.ts";
import { steadyState } from "../../spins/dynamics/steady-state.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { frobenius, tensorProduct } from "../../spins/matrices/complex-matrix.ts";
import { hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { coherent, dicke, gibbs, product } from "../../spins/states/named-states.ts";
import { identity, multiply, randomHermitian, scale, spinOperators } from "../evaluate/dense.ts";
import { randomState } from "../support/random-states.ts";

function use(name: string, on: readonly number[], parameters: Readonly<Record<string, number>>) {
  return { channel: registered[name], on, parameters };
}

function systemOf(spins: readonly number[], uses: readonly ReturnType<typeof use>[], H: ComplexMatrix | null = null) {
  const dissipators = uses.map(({ channel, on, parameters }) => dissipator(channel.jumps(parameters, []), spins, on));
  return evolution(dissipators, dimensionsOf(spins), H);
}

describe("a state that was computed has an error, which everything made of it bears", () => {
  it("in the steady state of a drive much stronger than the damping: Φ = Γ ω²/(Γ² + 2ω²)", () => {
    for (const omega of [1, 1e3, 1e6]) {
      const channels = [use("amplitude-damping", [0], { Gamma: 1, nbar: 0 })];
      const { flux, converged } = evaluate({
        spins: [0.5],
        state: coherent([0.5], [{ theta: 0.4, phi: 1 }]),
        channels,
        hamiltonian: scale(spinOperators(0.5)[0], omega),
        times: "steady",
      });
      expect(Math.abs(flux!.values[0] - 1 / (2 + 1 / omega ** 2))).toBeLessThanOrEqual(flux!.error[0]);
      expect(converged).toBe(true);
    }
  });

  it("after many turns about z, which change no rate of damping and leave no larger error", () => {
    for (const omega of [1e2, 1e5, 1e12]) {
      const problem = {
        spins: [0.5],
        state: coherent([0.5], [{ theta: 0.9, phi: 1 }]),
        channels: [use("amplitude-damping", [0], { Gamma: 1, nbar: 0.4 })],
        times: [0.7],
      };
      const still = evaluate(problem);
      const turned = evaluate({ ...problem, hamiltonian: scale(spinOperators(0.5)[2], omega) });
      for (const quantity of ["entropy", "entropyRate", "production", "flux"] as const) {
        const [a, b] = [still[quantity]!, turned[quantity]!];
        expect(Math.abs(a.values[0] - b.values[0])).toBeLessThanOrEqual(a.error[0] + b.error[0]);
        expect(b.error[0]).toBeLessThan(2 * a.error[0] + 1e-15);
      }
    }
  });
});

it("a vanishing rate is found down to rounding and no further: driven spins at rest", () => {
  for (const [J, omega] of [
    [2, 1],
    [3, 0.5],
    [3, 1],
    [3.5, 1.2],
  ]) {
    const { entropyRate, production, flux, converged, evaluations } = evaluate({
      spins: [J],
      state: dicke([J], [-J]),
      channels: [use("amplitude-damping", [0], { Gamma: 1, nbar: 0 })],
      hamiltonian: scale(spinOperators(J)[0], omega),
      times: "steady",
    });
    expect(converged).toBe(true);
    expect(evaluations[0]).toBeLessThan(1e6);
    expect(Math.abs(entropyRate.values[0])).toBeLessThanOrEqual(entropyRate.error[0]);
    expect(Math.abs(production!.values[0] - flux!.values[0])).toBeLessThanOrEqual(
      production!.error[0] + flux!.error[0],
    );
  }
});

describe("driven damping at n̄ = 0 with H = ωJx rests where Π = Φ = 2ΓJ(J + ⟨Jz⟩)", () => {
  for (const [J, omega, expected, digits] of [
    [0.5, 0.25, 1 / 18, 14],
    [0.5, 1, 1 / 3, 14],
    [5, 2.5, 6.7728369, 7],
  ]) {
    it(`J = ${J}, ω = ${omega}: ${expected}`, () => {
      const hamiltonian = scale(spinOperators(J)[0], omega);
      const channels = [use("amplitude-damping", [0], { Gamma: 1, nbar: 0 })];
      const problem = { spins: [J], state: dicke([J], [J]), channels, hamiltonian, times: "steady" } as const;
      const { times, production, flux, unitaryRate, steadyStates, converged } = evaluate(problem);
      expect(production!.values[0]).toBeCloseTo(expected, digits);
      expect(flux!.values[0]).toBeCloseTo(expected, digits);
      expect([times[0], unitaryRate.values[0], steadyStates, converged]).toEqual([Number.NaN, 0, 1, true]);
    });
  }
});

describe("the steady state", () => {
  it("is what long evolution leads to, for every registered channel with and without a Hamiltonian", () => {
    for (const channel of Object.values(registered)) {
      const spins = channel.parties.length === 1 ? [1] : [0.5, 0.5];
      const d = channel.parties.length === 1 ? 3 : 4;
      const uses = [{ channel, on: spins.map((_, k) => k), parameters: ordinaryParameters(channel) }];
      for (const H of [null, randomHermitian(d, 5)]) {
        const system = systemOf(spins, uses, H);
        const rho = randomState(d, d, 12);
        const { state } = steadyState(system, rho);
        expect(frobenius(drift(system, state)), channel.name).toBeLessThan(1e-12);
        let [time, late] = [1, rho];
        while (frobenius(drift(system, late)) > 1e-13 && time < 1e6) {
          time *= 4;
          late = evolve(system, rho, time);
        }
        expect(distance(state, late), channel.name).toBeLessThan(1e-11);
      }
    }
  });

  it("keeps what a dissipator leaves alone: the populations under dephasing, and there are 2J + 1", () => {
    const rho = randomState(4, 4, 3);
    const { state, count } = steadyState(systemOf([1.5], [use("dephasing", [0], { lambda: 1 })]), rho);
    expect(count).toBe(4);
    for (let i = 0; i < 4; i++) expect(state.re[5 * i]).toBeCloseTo(rho.re[5 * i], 15);
    expect(frobenius(state) ** 2).toBeCloseTo(
      [0, 5, 10, 15].reduce((sum, k) => sum + rho.re[k] ** 2, 0),
      14,
    );
  });

  it("is one of four under collective decay of two qubits at n̄ = 0, of two at n̄ > 0", () => {
    const rho = randomState(4, 4, 3);
    const at = (nbar: number) =>
      steadyState(systemOf([0.5, 0.5], [use("collective-decay", [0, 1], { Gamma: 1, nbar })]), rho);
    expect(at(0).count).toBe(4);
    expect(at(0.5).count).toBe(2);
    // The singlet's population is kept.
    const singlet = ({ re }: ComplexMatrix) => (re[5] + re[10] - re[6] - re[9]) / 2;
    for (const nbar of [0, 0.5]) expect(singlet(at(nbar).state)).toBeCloseTo(singlet(rho), 14);
  });

  it("of parties that nothing couples is each one's own, and idle parties keep theirs", () => {
    const parts = [randomState(2, 2, 1), randomState(3, 3, 2), randomState(2, 2, 4)];
    const uses = [use("amplitude-damping", [0], { Gamma: 1, nbar: 0.4 }), use("dephasing", [1], { lambda: 2 })];
    const { state, count } = steadyState(systemOf([0.5, 1, 0.5], uses), product(parts));
    const diagonal = scale(parts[1], 1);
    for (let k = 0; k < 9; k++) if (k % 4 !== 0) [diagonal.re[k], diagonal.im[k]] = [0, 0];
    expect(distance(state, product([gibbs([0.5], [0.4]), diagonal, parts[2]]))).toBeLessThan(1e-15);
    expect(count).toBe(1 * 3 * 4);
  });

  it("of the squeezed vacuum is the pure state that its operator annihilates, for integer J; for J = ½ it is mixed", () => {
    const r = 0.4;
    const { state } = steadyState(
      systemOf([2], [use("squeezed-vacuum", [0], { Gamma: 1, r, phase: 0.3 })]),
      maximallyMixed(5),
    );
    expect(frobenius(state)).toBeCloseTo(1, 12);
    const half = steadyState(
      systemOf([0.5], [use("squeezed-vacuum", [0], { Gamma: 1, r, phase: 0.3 })]),
      maximallyMixed(2),
    );
    // Populations ∝ sinh², cosh² of r.
    const [s, c] = [Math.sinh(r) ** 2, Math.cosh(r) ** 2];
    expect(half.state.re[0]).toBeCloseTo(s / (s + c), 14);
  });

  it("of depolarising noise knows nothing, and multipoles decay to it at λ l(l+1)/2", () => {
    const lambda = 0.8;
    const system = systemOf([1], [use("depolarizing", [0], { lambda })]);
    expect(distance(steadyState(system, randomState(3, 3, 7)).state, maximallyMixed(3))).toBeLessThan(1e-15);
    // T₁ ∝ Jz, T₂ ∝ Jz² − 2/3
    const [dipole, quadrupole] = [0.2, 0.1];
    const rho = maximallyMixed(3);
    rho.re[0] += dipole + quadrupole;
    rho.re[4] -= 2 * quadrupole;
    rho.re[8] += quadrupole - dipole;
    const later = evolve(system, rho, 0.6);
    expect((later.re[0] - later.re[8]) / 2).toBeCloseTo(dipole * Math.exp(-lambda * 0.6), 14);
    expect((1 / 3 - later.re[4]) / 2).toBeCloseTo(quadrupole * Math.exp(-3 * lambda * 0.6), 14);
  });

  it("of 101 levels under damping is the Gibbs state", () => {
    const state = steadyState(systemOf([50], [use("amplitude-damping", [0], { Gamma: 1, nbar: 2 })]), dicke([50], [0]));
    expect(state.count).toBe(1);
    expect(distance(state.state, gibbs([50], [2]))).toBeLessThan(1e-12);
  });
});

describe("a state that never rests is refused, naming the frequency", () => {
  const hamiltonian = scale(spinOperators(0.5)[2], 1.5);
  const problem = { spins: [0.5], channels: [], hamiltonian, times: "steady" } as const;

  it("a spin that precesses", () => {
    const run = () => evaluate({ ...problem, state: coherent([0.5], [{ theta: 1, phi: 0 }]) });
    expect(run).toThrow(InvalidInput);
    expect(run).toThrow(
      'times: found "steady", but the state never comes to rest: a share of it has modes that do not decay, and turns at a frequency of about 1.5',
    );
  });

  it("but an eigenstate of H rests", () => {
    const { steadyStates } = evaluate({ ...problem, state: dicke([0.5], [0.5]) });
    expect(steadyStates).toBe(2);
  });

  it("coherence between the singlet and the ground state under collective decay", () => {
    const Jz = spinOperators(0.5)[2];
    const H = [tensorProduct(Jz, identity(2)), tensorProduct(identity(2), Jz)].map((M) => scale(M, 0.7));
    const total = { dimension: 4, re: H[0].re.map((x, k) => x + H[1].re[k]), im: new Float64Array(16) };
    const run = () =>
      evaluate({
        spins: [0.5, 0.5],
        state: randomState(4, 4, 2),
        channels: [use("collective-decay", [0, 1], { Gamma: 1, nbar: 0 })],
        hamiltonian: total,
        times: "steady",
      });
    expect(run).toThrow("turns at a frequency of about 0.7");
    expect(multiply(total, total).re[0]).toBeCloseTo(0.49, 15);
  });
});

describe("excess production −d/dt KL(Q‖Q_ss)", () => {
  const damping = use("amplitude-damping", [0], { Gamma: 1, nbar: 0.4 });

  it("is Π where Q* is the steady state's: damping without a Hamiltonian", () => {
    for (const [J, nbar] of [
      [0.5, 0.4],
      [0.5, 0],
      [1.5, 0.4],
      [1, 0],
    ]) {
      const d = 2 * J + 1;
      const channels = [use("amplitude-damping", [0], { Gamma: 1, nbar })];
      const { excess, production, converged } = evaluate({
        spins: [J],
        state: randomState(d, d, 9),
        channels,
        excess: true,
      });
      expect(Math.abs(excess!.values[0] - production!.values[0])).toBeLessThanOrEqual(
        excess!.error[0] + production!.error[0],
      );
      expect(excess!.error[0]).toBeLessThan(2e-9);
      expect(converged).toBe(true);
    }
  });

  it("is the slope of KL(Q‖Q_ss) where a Hamiltonian drives, and not Π", () => {
    const hamiltonian = scale(spinOperators(1)[0], 0.8);
    const h = 2e-3;
    const times = [0, 1, 2, 3, 4].map((k) => k * h);
    const problem = { spins: [1], state: randomState(3, 3, 9), channels: [damping], hamiltonian };
    const { excess, production, entropy } = evaluate({ ...problem, times, excess: true });
    // KL = −S − M ∫ Q ln Q_ss, whose second term is linear in ρ: its slope is that of the cross entropy.
    const system = systemOf([1], [damping], hamiltonian);
    const steady = steadyState(system, problem.state).state;
    const cross = (rho: ComplexMatrix) => crossEntropy(rho, steady);
    const KL = times.map((time, k) => cross(evolve(system, problem.state, time)) - entropy.values[k]);
    const slope = (KL[0] - 8 * KL[1] + 8 * KL[3] - KL[4]) / (12 * h);
    expect(Math.abs(excess!.values[2] + slope)).toBeLessThan(1e-7);
    expect(Math.abs(excess!.values[2] - production!.values[2])).toBeGreaterThan(1e-3);
  });

  it("vanishes in the steady state", () => {
    const { excess } = evaluate({
      spins: [0.5],
      state: randomState(2, 2, 1),
      channels: [damping],
      times: "steady",
      excess: true,
    });
    expect(Math.abs(excess!.values[0])).toBeLessThanOrEqual(excess!.error[0]);
  });

  it("is refused where there are several steady states", () => {
    const channels = [use("dephasing", [0], { lambda: 1 })];
    expect(() => evaluate({ spins: [0.5], state: randomState(2, 2, 1), channels, excess: true })).toThrow(
      "excess: found true, but the generator has 2 independent steady states, expected a single one",
    );
  });
});

/** −M ∫ Q ln P on a fixed grid. */
function crossEntropy(rho: ComplexMatrix, sigma: ComplexMatrix): number {
  const rows = 60;
  const rule = productRule(rows, 2 * rows, 0.3);
  const grid = husimiGrid(2, rule);
  const [Q, P] = [rho, sigma].map((matrix) => {
    const out = new Float64Array(2 * rows * rows);
    evaluateHusimi(grid, hermitianTensor(matrix, [3], [0]), Uint8Array.of(1, 1, 1), out, new Float64Array(rows));
    return out;
  });
  let sum = 0;
  for (let k = 0; k < Q.length; k++)
    sum -= rule.rowWeight[Math.floor(k / (2 * rows))] * rule.columnWeight[0] * Q[k] * Math.log(P[k]);
  return (3 / (4 * Math.PI)) * sum;
}
