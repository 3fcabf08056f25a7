/** The judge of extremes, judged: by closed forms, by other oracles, and by its own two routes to rest. */
import { describe, expect, it } from "vitest";
import { coherent, dicke } from "../../spins/states/named-states.ts";
import { channelsOf, drivenSpins, hamiltonianOf } from "../support/driven-spins.ts";
import { exactSteadyState } from "../support/exact-steady-state.ts";
import { systemTruth } from "../support/extremes/judge.ts";
import { restTruth } from "../support/extremes/long-time.ts";
import { extremeSystem, tame } from "../support/extremes/systems.ts";
import { ONE } from "../support/fixed-point.ts";
import { gaussLegendre } from "../support/gauss-legendre.ts";
import { illConditionedKinds, illConditionedState } from "../support/ill-conditioned-states.ts";
import { digits, evenAndOdd, logarithm, squareRoot } from "../support/many-digits/digits.ts";
import { type ExactState, evolvedState } from "../support/many-digits/evolution.ts";
import { frobenius } from "../support/many-digits/matrix.ts";
import { truthOf } from "../support/many-digits/rates.ts";
import { restOf } from "../support/many-digits/rest.ts";
import type { NamedNoise, System } from "../support/many-digits/system.ts";
import { producedTruth } from "../support/many-digits/time-average.ts";
import type { Truth } from "../support/near-gibbs-oracle.ts";
import { type LocalNoise, pairTruth } from "../support/qubit-pair-oracle.ts";

const noise = (channel: string, parameters: NamedNoise["parameters"], on = [0]): NamedNoise => ({
  channel,
  on,
  parameters,
});

const spin = (J: number, m: number, noises: readonly NamedNoise[]): System => ({
  spins: [J],
  state: dicke([J], [m]),
  noises,
  hamiltonian: null,
  time: "steady",
});

/** The largest entry of the difference. */
function gap(a: ExactState, b: ExactState): number {
  const differences = (part: "re" | "im") =>
    a.rho[part].map((x, k) => x - a.digits.from(b.rho[part][k], b.digits.bits));
  return frobenius(a.digits, { n: a.rho.n, re: differences("re"), im: differences("im") });
}

function entropyAtRest(system: System): number {
  return systemTruth(system).rates!.entropy.value;
}

const about = (lambda: number, polar: number, azimuth = 0) => noise("axis-dephasing", { lambda, polar, azimuth });
const bath = (Gamma: number, nbar: number) => noise("amplitude-damping", { Gamma, nbar });
const pumping = (Gamma: number) => noise("pumping", { Gamma });

describe("numbers of many digits", () => {
  const d = digits(400);

  it("have functions that are right to the last but a few bits", () => {
    const small = (x: bigint) => Math.abs(d.toNumber(x)) < 2 ** -390;
    const root = squareRoot(d, d.of(2));
    expect(small(d.times(root, root) - 2n * d.one)).toBe(true);
    const { even: cos, odd: sin } = evenAndOdd(d, 5.3, -1n);
    expect(small(d.times(cos, cos) + d.times(sin, sin) - d.one)).toBe(true);
    const { even: cosh, odd: sinh } = evenAndOdd(d, 7, 1n);
    expect(small(logarithm(d, cosh + sinh) - 7n * d.one)).toBe(true);
    expect(d.toNumber(evenAndOdd(d, Math.PI / 2, -1n).even)).toBe(6.123233995736766e-17);
  });

  it.each([0, 1, -1.5, 1e-300, 3e-320, 1e300, Math.PI])("hold the double %s as it is", (x) => {
    expect(digits(1200).toNumber(digits(1200).of(x))).toBe(x);
  });
});

describe("the state at rest", () => {
  it("of J = 2 under pumping is coherent and the only one, however strong the dephasing", () => {
    for (const lambda of [1, 1e12, 1e16]) {
      const system = spin(2, 0, [noise("dephasing", { lambda }), pumping(1)]);
      expect(restOf(system).count).toBe(1);
      expect(entropyAtRest(system)).toBeCloseTo(0.8, 12);
    }
  });

  it.each([
    ["J = 1/2, across, pumped", spin(0.5, 0.5, [about(1, Math.PI / 2), pumping(1)]), 0.6152616437758672],
    ["J = 1, across", spin(1, 1, [about(1, Math.PI / 2), bath(1, 0.3)]), 0.9633410108384284],
    ["J = 3/2, across", spin(1.5, 1.5, [about(0.4, Math.PI / 2, 0.7), pumping(0.3)]), 1.0255372983069992],
    ["J = 1, a little off", spin(1, 1, [about(1, 1e-12), bath(1, 0.3)]), 0.8801758114062439],
    ["J = 2, upside down", spin(2, 2, [about(1, Math.PI), bath(0.2, 0.6)]), 1.2332484322540906],
  ])("has the entropy that is known from elsewhere: %s", (_, system, entropy) => {
    expect(entropyAtRest(system)).toBeCloseTo(entropy, 9);
    expect(systemTruth(system).steadyStates).toBe(1);
  });

  it("is the same as by elimination of driven spins", () => {
    for (let k = 0; k < 20; k++) {
      const driven = drivenSpins(k);
      if (driven.spins.reduce((n, J) => n * (2 * J + 1), 1) > 5) continue;
      const noises = channelsOf(driven).map(({ channel, on, parameters }) => noise(channel.name, parameters, [...on]));
      const state = dicke(driven.spins, driven.spins);
      const system: System = { spins: driven.spins, state, noises, hamiltonian: hamiltonianOf(driven), time: "steady" };
      const { dimension, re, im } = exactSteadyState(driven);
      const { rho, digits: own } = restOf(system);
      const bits = ONE.toString(2).length - 1;
      const other = { digits: digits(bits), rho: { n: dimension, re: [...re], im: [...im] } };
      // H is a matrix of doubles here, and in many digits there.
      expect(gap({ digits: own, rho: rho! }, other)).toBeLessThan(1e-12);
      if (driven.spins.every((J) => J === 0.5) && driven.coupling === 0)
        expect(gap({ digits: own, rho: rho! }, other)).toBeLessThan(1e-45);
    }
  });

  it("is the same by the kernel and by a long time, with as many beside it", () => {
    for (let seed = 1; seed <= 33; seed++) {
      const system = { ...extremeSystem(seed, { ...tame, largest: 1 }) };
      const [kernel, long] = [systemTruth(system), restTruth(system)];
      expect(kernel.steadyStates, `seed ${seed}`).toBe(long.steadyStates);
      expect(kernel.state === null, `seed ${seed}`).toBe(long.state === null);
      if (kernel.state !== null) expect(gap(long.state!, kernel.state), `seed ${seed}`).toBeLessThan(1e-50);
    }
  });
});

describe("the state at a time", () => {
  it.each([
    [1e-12, 1e13],
    [1e16, 1e-17],
    [3, 50],
  ])("of a dephased qubit has lost e^{−λt/2} of its coherence, λ = %s, t = %s", (lambda, time) => {
    const state = coherent([0.5], [{ theta: Math.PI / 2, phi: 0 }]);
    const system: System = {
      ...spin(0.5, 0.5, [noise("dephasing", { lambda })]),
      state: { ...state, re: Float64Array.of(0.5, 0.5, 0.5, 0.5), im: new Float64Array(4) },
    };
    const { digits: d, rho } = evolvedState(system, time);
    const exponent = d.times(d.of(lambda), d.of(time)) / 2n;
    expect(Math.abs(d.toNumber(logarithm(d, 2n * rho.re[1]) + exponent))).toBeLessThan(1e-40);
  });

  it("forgets where it began after any time that is long enough, and not before", () => {
    const system = spin(1.5, 0.5, [about(1e16, 3 * (Math.PI / 2)), bath(1e-12, 0.7)]);
    const rest = restOf(system);
    const end = { digits: rest.digits, rho: rest.rho! };
    expect(gap(evolvedState(system, 1e20), end)).toBeLessThan(1e-50);
    expect(gap(evolvedState(system, 1e300), end)).toBeLessThan(1e-50);
    expect(gap(evolvedState(system, 1e10), end)).toBeGreaterThan(0.01);
    expect(gap(evolvedState(system, 1e-300), evolvedState(system, 0))).toBeLessThan(1e-60);
  });

  it("is turned by a field of any size as by a rotation", () => {
    const field = { dimension: 2, re: Float64Array.of(0, 0.5e16, 0.5e16, 0), im: new Float64Array(4) };
    const damped = { ...spin(0.5, 0.5, [bath(1, 0)]), hamiltonian: field };
    const truth = truthOf(damped, evolvedState(damped, 1));
    expect(truth.entropy.value).toBeCloseTo(0.6550705754571514, 12);
    const free = { ...spin(0.5, 0.5, []), hamiltonian: field };
    const { digits: d, rho } = evolvedState(free, 1e200);
    expect(Math.abs(d.toNumber(rho.re[0] + rho.re[3] - d.one))).toBeLessThan(1e-60);
    // ⟨σz⟩ = cos ωt
    const { digits: e, rho: early } = evolvedState(free, 2 ** -50);
    const cos = evenAndOdd(e, 1e16 * 2 ** -50, -1n).even;
    expect(Math.abs(e.toNumber(early.re[0] - early.re[3] - cos))).toBeLessThan(1e-60);
  });
});

describe("S, dS/dt, Π and Φ", () => {
  const expectSame = (a: Truth, b: Truth) =>
    expect(Math.abs(a.value - b.value)).toBeLessThanOrEqual(a.error + b.error + 1e-15 * Math.abs(b.value));

  it("of pairs are those of the other oracle", () => {
    const noises: LocalNoise[] = [
      { kind: "damping", on: 0, Gamma: 1, nbar: 0.3 },
      { kind: "dephasing", on: 1, lambda: 2 },
      { kind: "damping", on: 1, Gamma: 0.5, nbar: 0 },
    ];
    illConditionedKinds.forEach((kind, k) => {
      const state = illConditionedState(kind, 20 + k, [0.3, 0]);
      const system: System = {
        spins: [0.5, 0.5],
        state: state.rho,
        noises: noises.map((one) =>
          one.kind === "damping"
            ? noise("amplitude-damping", { Gamma: one.Gamma, nbar: one.nbar }, [one.on])
            : noise("dephasing", { lambda: one.lambda }, [one.on]),
        ),
        hamiltonian: null,
        time: 0,
      };
      const [own, other] = [truthOf(system, evolvedState(system, 0)), pairTruth(state, noises)];
      // The rounding of ρ is in one and not in the other: it is felt where Q has zeros.
      const rounding = { value: 0, error: 2e-13, size: 0 };
      expectSame(own.entropy, { ...other.entropy, error: other.entropy.error + rounding.error });
      own.noises.forEach(({ entropyRate, production, flux }, which) => {
        const theirs = other.noises[which];
        expectSame(entropyRate, { ...theirs.entropyRate, error: theirs.entropyRate.error + rounding.error });
        expectSame(production!, { ...theirs.production, error: theirs.production.error + rounding.error });
        expectSame(flux!, { ...theirs.flux, error: theirs.flux.error + 1e-15 });
      });
    });
  });

  it("of a spin are what is known: Φ of |1, 0⟩ at three temperatures, S of |1, 0⟩, Φ = 2ΓJ(J + ⟨Jz⟩) at n̄ = 0", () => {
    for (const [nbar, flux] of [
      [5.66, 0.1299926324963125],
      [50, 0.015841806014842096],
      [1e6, 7.999996000002286e-7],
    ]) {
      const system = { ...spin(1, 0, [bath(1, nbar)]), time: 0 };
      const { entropy, noises } = truthOf(system, evolvedState(system, 0));
      expect(noises[0].flux!.value / flux).toBeCloseTo(1, 13);
      expect(entropy.value).toBeCloseTo(5 / 3 - Math.LN2, 13);
    }
    for (const [J, m] of [
      [0.5, 0.5],
      [1.5, -0.5],
      [2, 1],
    ]) {
      const system = { ...spin(J, m, [bath(1, 0)]), time: 0 };
      expect(truthOf(system, evolvedState(system, 0)).noises[0].flux!.value).toBeCloseTo(2 * J * (J + m), 13);
      const mirrored = { ...spin(J, -m, [pumping(1)]), time: 0 };
      expect(truthOf(mirrored, evolvedState(mirrored, 0)).noises[0].flux!.value).toBeCloseTo(2 * J * (J + m), 13);
    }
  });

  it("make the integral of Π over time", () => {
    const noises = [bath(1, 0.4), noise("dephasing", { lambda: 0.7 })];
    const state = {
      dimension: 2,
      re: Float64Array.of(0.625, 0.25, 0.25, 0.375),
      im: Float64Array.of(0, 0.25, -0.25, 0),
    };
    const system = { ...spin(0.5, 0.5, noises), state };
    const [time, { x, w }] = [0.25, gaussLegendre(12)];
    const truthAt = (t: number) => truthOf(system, evolvedState(system, t));
    const sum = x.reduce((total, node, k) => {
      const productions = truthAt((time * (1 + node)) / 2).noises.map(({ production }) => production!.value);
      return total + (time / 2) * w[k] * (productions[0] + productions[1]);
    }, 0);
    expect(producedTruth(system, time, truthAt(time))!.value).toBeCloseTo(sum, 13);
  });

  it("of a squeezed vacuum: Π of the qubit that is known to be negative; without squeezing, damping", () => {
    const state = { dimension: 2, re: Float64Array.of(0.2, 0, 0, 0.8), im: new Float64Array(4) };
    const system = { ...spin(0.5, 0.5, [noise("squeezed-vacuum", { Gamma: 1, r: 0.5, phase: 0.3 })]), state, time: 0 };
    expect(truthOf(system, evolvedState(system, 0)).noises[0].production!.value).toBeCloseTo(-0.0025, 4);
    const none = { ...spin(1.5, 0.5, [noise("squeezed-vacuum", { Gamma: 1, r: 0, phase: 1 })]), time: 0 };
    expect(truthOf(none, evolvedState(none, 0)).noises[0].flux!.value).toBeCloseTo(2 * 1.5 * 2, 12);
  });
});
