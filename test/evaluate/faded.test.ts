import { describe, expect, it } from "vitest";
import { checkProblem } from "../../evaluate/check/validate.ts";
import { knownBlur } from "../../evaluate/errors/known-blur.ts";
import { prepareChannel } from "../../evaluate/prepare/prepared-channel.ts";
import type { Setting } from "../../evaluate/prepare/setting.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { changesOf } from "../../evaluate/rates/moments.ts";
import { ratesOf } from "../../evaluate/rates/rates.ts";
import { newWorkspace } from "../../runtime/spheres/local-average.ts";
import { evolution, type Followed, trajectory } from "../../spins/dynamics/evolve.ts";
import { turn } from "../../spins/dynamics/hamiltonian.ts";
import { isQuadratic } from "../../spins/dynamics/spin-degree.ts";
import { sizeOff } from "../../spins/dynamics/state-off.ts";
import { twistOf } from "../../spins/dynamics/twist.ts";
import { cholesky } from "../../spins/matrices/cholesky.ts";
import { type ComplexMatrix, combine } from "../../spins/matrices/complex-matrix.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { coherent, dicke } from "../../spins/states/named-states.ts";
import { judge, systemTruth } from "../support/extremes/judge.ts";
import { problemOf } from "../support/extremes/library.ts";
import { hamiltonianOf } from "../support/hamiltonian.ts";
import { lateSystem } from "../support/late-systems.ts";
import { evolvedState } from "../support/many-digits/evolution.ts";
import type { System } from "../support/many-digits/system.ts";
import { problemOf as manyProblem, manyQubits } from "../support/many-qubits.ts";

const EXCHANGE = "Jz[0] + 0.8*Jz[1] + 0.3*(Jx[0]*Jx[1] + Jy[0]*Jy[1])";

const damped = (spins: readonly number[], state: ComplexMatrix, time: number): System => ({
  spins,
  state,
  noises: spins.map((_, party) => ({ channel: "amplitude-damping", on: [party], parameters: { Gamma: 1, nbar: 0 } })),
  hamiltonian: hamiltonianOf(EXCHANGE, spins),
  time,
});

const tilted = [
  { theta: 0.7, phi: 0.3 },
  { theta: 1.9, phi: 2 },
];

const settingOf = (system: System): Setting => {
  const checked = checkProblem(problemOf(system));
  const { hamiltonian, spins } = checked;
  const twist = hamiltonian === null ? null : twistOf(hamiltonian, spins);
  return {
    ...checked,
    channels: checked.channels.map((use) => prepareChannel(use, spins)),
    twist,
    isQuadratic: twist === null || isQuadratic(twist, spins),
    relaxation: null,
    closes: false,
    tolerance: 1e-12,
    budget: 1e5,
    workspace: newWorkspace(null),
  };
};

function followed({ state, time }: System, { channels, dimensions, hamiltonian }: Setting): Followed {
  const dissipators = channels.map(({ dissipator }) => dissipator);
  return trajectory(evolution(dissipators, dimensions, hamiltonian), state, [time as number]).next().value!;
}

describe("what moves a state in empty baths fades", () => {
  it("and with it what rounding leaves of rates: coupled qubits converge at any time, and are right to sixty digits", () => {
    for (const time of [5, 8, 15, 30]) {
      for (const state of [dicke([0.5, 0.5], [0.5, 0.5]), coherent([0.5, 0.5], tilted)]) {
        const system = damped([0.5, 0.5], state, time);
        const { outcome, words } = judge(system, systemTruth(system));
        expect(outcome, words).toBe("within");
      }
    }
  });

  it("and so does the heat of a qubit beside a spin J = 2", () => {
    const spins = [0.5, 2];
    const result = evaluate({ ...problemOf(damped(spins, dicke(spins, [0.5, 2]), 20)), times: [20, 25] });
    expect(result.converged, result.warnings.join()).toBe(true);
    for (const { heatCurrent } of result.channels)
      heatCurrent!.values.forEach((value, k) => {
        expect(value).toBeGreaterThan(0);
        expect(heatCurrent!.error[k]).toBeLessThan(1e-9 * value);
      });
  });

  it("until nothing is left: where a generator does not reach, and below thirty digits, all is zero to that and converges", () => {
    const spins = [0.5, 0.5];
    const local = hamiltonianOf("Jz[0] + 0.8*Jz[1] + 0.3*Jz[0]*Jz[1]", spins);
    const states = [dicke(spins, [-0.5, -0.5]), dicke(spins, [0.5, -0.5]), coherent(spins, tilted)];
    for (const state of states) {
      const { converged, warnings } = evaluate({
        ...problemOf({ ...damped(spins, state, 0), hamiltonian: local }),
        times: [2, 20, 80, 300],
      });
      expect(converged, warnings.join()).toBe(true);
    }
  });

  it("also where H leaves alone what is mixed completely", () => {
    const system = { ...damped([0.5, 0.5], dicke([0.5, 0.5], [0.5, 0.5]), 40), noises: [0, 1].map(depolarizing) };
    expect(evaluate(problemOf(system)).converged).toBe(true);
  });
});

describe("an evolved state that the budget does not do for", () => {
  it("is not tried once more for its own error: a time takes no more than its budget", () => {
    const problem = { ...manyProblem(manyQubits(3, 1, 1), 2e6), times: [0.01] };
    const { evaluations, converged } = evaluate(problem);
    expect(converged).toBe(false);
    expect(evaluations[0]).toBeGreaterThan(1e6);
    expect(evaluations[0]).toBeLessThanOrEqual(2e6);
  });
});

describe("Π of a spin that has all but come to rest at a pole", () => {
  it("is within its bound, though what fills the zero of Q up there is too narrow for the first grids and counts most", () => {
    for (const J of [1, 1.5, 2]) {
      for (const channel of ["amplitude-damping", "pumping"]) {
        for (const time of [9, 15]) {
          const parameters: Record<string, number> = channel === "pumping" ? { Gamma: 1 } : { Gamma: 1, nbar: 0 };
          const state = coherent([J], [{ theta: 1.2, phi: 0.4 }]);
          const system = { spins: [J], state, noises: [{ channel, on: [0], parameters }], hamiltonian: null, time };
          const { outcome, words } = judge(system, systemTruth(system));
          expect(outcome, words).toBe("within");
        }
      }
    }
  });
});

describe("dS/dt of a spin at rest next to a pole", () => {
  it("is no more than what moves it, whatever grids make of the zero of Q", () => {
    const state = coherent([1.5], [{ theta: 1.2, phi: 0.4 }]);
    const noises = [{ channel: "amplitude-damping", on: [0], parameters: { Gamma: 2, nbar: 8e-14 } }];
    const system = { spins: [1.5], state, noises, hamiltonian: null, time: 40 };
    const { entropyRate, converged } = evaluate(problemOf(system));
    expect(Math.abs(entropyRate.values[0])).toBeLessThanOrEqual(entropyRate.error[0]);
    expect(entropyRate.error[0]).toBeLessThan(2e-12);
    expect(converged).toBe(true);
  });
});

const depolarizing = (party: number) => ({ channel: "depolarizing", on: [party], parameters: { lambda: 2 } });

describe("the directions in which an evolved state is off", () => {
  it("hold each of its entries against sixty digits, early and late, and are nearer than the bound without them", () => {
    let nearer = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const system = lateSystem(seed);
      const { state, error, off } = followed(system, settingOf(system));
      const { parts, rest } = off()!;
      const { digits: d, rho } = evolvedState(system, system.time as number);
      for (const part of ["re", "im"] as const) {
        rho[part].forEach((exact, k) => {
          const bound = parts.reduce((sum, one) => sum + Math.abs(one[part][k]), rest);
          const deviation = Math.abs(d.toNumber(d.of(state[part][k]) - exact));
          expect(deviation, `seed ${seed}, entry ${k}`).toBeLessThanOrEqual(bound * (1 + 1e-9));
        });
      }
      if (sizeOff({ parts, rest }) < error / 2) nearer++;
    }
    expect(nearer).toBeGreaterThan(30);
  });

  it("do no more to rates than is said, a million and more times as large", () => {
    let seen = 0;
    for (let seed = 1; seed <= 24; seed++) {
      const system = lateSystem(seed);
      const setting = settingOf(system);
      const { state, off } = followed(system, setting);
      if (state.dimension > 4) continue;
      const parts = off()!.parts.map((part, k) => combine(k % 2 === 0 ? 1e9 : -1e9, part, 0, part));
      const other = parts.reduce((sum, part) => combine(1, sum, 1, part), state);
      if (cholesky(other) === null) continue;
      const { by } = changesOf(state, setting, 0);
      const turned = () => (setting.twist === null ? null : turn(setting.twist, state));
      const blur = knownBlur(setting, state, { parts, rest: 0 }, { by, turned });
      const [a, b] = [ratesOf(state, setting), ratesOf(other, setting)];
      const compare = (x: Bounded, y: Bounded, bound: number) => {
        expect(Math.abs(x.value - y.value), `seed ${seed}`).toBeLessThanOrEqual(x.error + y.error + bound);
        if (Math.abs(x.value - y.value) > x.error + y.error) seen++;
      };
      compare(a.entropy, b.entropy, blur.entropy);
      compare(a.unitaryRate, b.unitaryRate, blur.unitaryRate);
      a.channels.forEach((one, k) => {
        const [entropyRate, flux] = [blur.entropyRates[k], blur.fluxes[k]];
        compare(one.entropyRate, b.channels[k].entropyRate, entropyRate);
        compare(one.heatCurrent, b.channels[k].heatCurrent, blur.heatCurrents[k]);
        if (one.flux !== null) compare(one.flux, b.channels[k].flux!, flux);
        if (one.production !== null) compare(one.production, b.channels[k].production!, entropyRate + flux);
      });
    }
    expect(seen).toBeGreaterThan(20);
  });
});
