/** Steady states where a threshold on a scaled matrix finds none, several or others. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { channels as registered } from "../../generated/index.ts";
import { ordinaryParameters } from "../../laws/claims.ts";
import { dimensionOf, dimensionsOf, distance, reorder } from "../../laws/matrices.ts";
import { drift, evolution, evolved } from "../../spins/dynamics/evolve.ts";
import { allParts } from "../../spins/dynamics/generator/cluster.ts";
import { dissipator, dissipatorOf } from "../../spins/dynamics/liouvillian.ts";
import { exactNullity } from "../../spins/dynamics/rest/exact-nullity.ts";
import { coordinatesOf, nullities } from "../../spins/dynamics/rest/nullity.ts";
import { type SteadyState, steadyState } from "../../spins/dynamics/steady-state.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine, frobenius, tensorProduct } from "../../spins/matrices/complex-matrix.ts";
import { eigenvalues } from "../../spins/states/density-matrix.ts";
import { dicke } from "../../spins/states/named-states.ts";
import { randomState } from "../support/random-states.ts";
import { identity, scale, spinOperators } from "./dense.ts";

interface Use {
  readonly name: string;
  readonly on: readonly number[];
  readonly parameters: Readonly<Record<string, number>>;
}

const use = (name: string, on: readonly number[], parameters: Readonly<Record<string, number>>): Use => ({
  name,
  on,
  parameters,
});

function systemOf(spins: readonly number[], uses: readonly Use[], H: ComplexMatrix | null = null) {
  const dissipators = uses.map(({ name, on, parameters }) =>
    dissipator(registered[name].jumps(parameters, []), spins, on),
  );
  return evolution(dissipators, dimensionsOf(spins), H);
}

const axisNoise = (lambda: number, polar: number) => use("axis-dephasing", [0], { lambda, polar, azimuth: 0.3 });
const SPECIAL = [0, 1e-12, 1e-6, Math.PI / 2, Math.PI, (3 * Math.PI) / 2, 2 * Math.PI, 1];

/** At rest, a state, and one. */
function expectOne({ state, count }: SteadyState, system: ReturnType<typeof evolution>, size: number): void {
  expect(count).toBe(1);
  expect(frobenius(drift(system, state))).toBeLessThan(1e-14 * size);
  expect(eigenvalues(state)[0]).toBeGreaterThan(-1e-14);
}

describe("one steady state and no other", () => {
  for (const J of [0.5, 1, 1.5, 2]) {
    it(`of J = ${J} with noise about an axis in any position beside a bath or pumping`, () => {
      for (const polar of SPECIAL) {
        for (const other of [
          use("pumping", [0], { Gamma: 0.7 }),
          use("amplitude-damping", [0], { Gamma: 1, nbar: 0.3 }),
        ]) {
          for (const lambda of [1e-6, 1, 1e6]) {
            const system = systemOf([J], [axisNoise(lambda, polar), other]);
            expectOne(steadyState(system, randomState(2 * J + 1, 2, 3)), system, 1 + lambda);
          }
        }
      }
    });
  }

  it("of rates up to sixteen decades apart: pumping fills the highest level whatever dephases", () => {
    for (const [lambda, Gamma] of [
      [1e12, 1],
      [1e16, 1],
      [1, 1e-12],
      [1, 1e-16],
      [1e8, 1e-8],
    ]) {
      const system = systemOf([2], [use("dephasing", [0], { lambda }), use("pumping", [0], { Gamma })]);
      const { state, count, error } = steadyState(system, dicke([2], [0]));
      expect(count).toBe(1);
      expect(distance(state, dicke([2], [2]))).toBeLessThanOrEqual(error);
      expect(error).toBeLessThan(1e-14);
    }
  });

  it("of two qubits whose baths differ by sixteen decades and that a Hamiltonian couples", () => {
    const uses = [1e-8, 1e8].map((Gamma, k) => use("amplitude-damping", [k], { Gamma, nbar: 0.5 }));
    const [Jx, , Jz] = spinOperators(0.5);
    const H = combine(1, tensorProduct(Jx, Jx), 1, tensorProduct(Jz, identity(2)));
    const system = systemOf([0.5, 0.5], uses, H);
    expectOne(steadyState(system, dicke([0.5, 0.5], [0.5, 0.5])), system, 1e8);
  });
});

it("the number of steady states does not depend on rates: 2J + 1 under dephasing of any size about any axis", () => {
  for (const J of [0.5, 1, 2]) {
    for (const polar of SPECIAL) {
      for (const lambda of [1e-12, 1, 1e12]) {
        const { count } = steadyState(systemOf([J], [axisNoise(lambda, polar)]), randomState(2 * J + 1, 2, 3));
        expect(count).toBe(2 * J + 1);
      }
    }
  }
});

it("a second noise whose axis differs by less than thirty digits tell is refused", () => {
  const run = (polar: number) =>
    steadyState(systemOf([0.5], [use("dephasing", [0], { lambda: 1 }), axisNoise(1, polar)]), randomState(2, 2, 3));
  expect(run(1e-10).count).toBe(1);
  for (const polar of [1e-13, 1e-17, Math.PI]) expect(() => run(polar)).toThrow("is not to be told");
  expect(run(0).count).toBe(2);
});

it("elimination modulo a prime counts what thirty digits count, of all channels and of collective noise on larger spins", () => {
  for (const channel of Object.values(registered)) {
    for (const spins of channel.parties.length === 1
      ? [[0.5], [2]]
      : [
          [0.5, 0.5],
          [1, 1],
        ]) {
      const jumps = channel.jumps(ordinaryParameters(channel), []);
      const on = spins.map((_, k) => k);
      const [cluster] = evolution([dissipator(jumps, spins, on)], dimensionsOf(spins)).clusters;
      const parts = allParts(cluster);
      const exact = parts.starts.slice(1).map((_, p) => exactNullity(cluster.sources, coordinatesOf(parts, p)));
      expect([...exact], channel.name).toEqual(nullities(cluster, parts));
    }
  }
});

describe("what no threshold and no iteration may decide", () => {
  const [Jx, Jy, Jz] = spinOperators(0.5);
  const one = identity(2);
  const [up, down] = [dicke([0.5], [0.5]), dicke([0.5], [-0.5])];
  const both = combine(1, tensorProduct(Jz, one), 1, tensorProduct(one, Jz));
  /** (|↑↓⟩ + |↓↑⟩)/√2 */
  const bell = combine(0.5, tensorProduct(up, down), 0.5, tensorProduct(down, up));
  bell.re[1 * 4 + 2] = bell.re[2 * 4 + 1] = 0.5;

  it("a Bell state under equal fields rests where noise on either party takes its coherence, and where nothing acts", () => {
    for (const party of [0, 1]) {
      const { state } = steadyState(systemOf([0.5, 0.5], [use("dephasing", [party], { lambda: 1 })], both), bell);
      expect(distance(state, combine(0.5, tensorProduct(up, down), 0.5, tensorProduct(down, up)))).toBeLessThan(1e-15);
    }
    const { state, count } = steadyState(systemOf([0.5, 0.5], [], both), bell);
    expect(distance(state, bell)).toBeLessThan(1e-15);
    expect(count).toBe(6);
  });

  it("collective decay in equal fields takes |↑↑⟩ to |↓↓⟩", () => {
    const system = systemOf([0.5, 0.5], [use("collective-decay", [0, 1], { Gamma: 1, nbar: 0 })], both);
    const { state } = steadyState(system, tensorProduct(up, up));
    expect(distance(state, tensorProduct(down, down))).toBeLessThan(1e-14);
  });

  it("Hamiltonians alone let only what commutes with them rest", () => {
    const zz = tensorProduct(Jz, Jz);
    const flip = combine(1, tensorProduct(Jx, Jx), 1, tensorProduct(Jy, Jy));
    for (const H of [
      combine(1, tensorProduct(Jx, one), 1, zz),
      combine(1, tensorProduct(Jz, one), 1, flip),
      combine(1, flip, 0.3, tensorProduct(one, Jx)),
      combine(1, flip, 1, zz),
    ]) {
      const system = systemOf([0.5, 0.5], [], H);
      expect(() => steadyState(system, randomState(4, 4, 8))).toThrow("never comes to rest");
      const mixed = scale(identity(4), 0.25);
      expect(distance(steadyState(system, mixed).state, mixed)).toBeLessThan(1e-15);
    }
  });
});

/** Channels and fields that leave some systems one state, some several, some turning. */
const POOL: readonly ((party: number, other: number) => Use)[] = [
  (party) => use("dephasing", [party], { lambda: 1 }),
  (party) => use("amplitude-damping", [party], { Gamma: 0.7, nbar: 0 }),
  (party) => use("amplitude-damping", [party], { Gamma: 1e-6, nbar: 0.4 }),
  (party) => use("axis-dephasing", [party], { lambda: 0.3, polar: Math.PI / 2, azimuth: 0 }),
  (party, other) => use("collective-dephasing", [party, other], { lambda: 1 }),
  (party, other) => use("collective-decay", [party, other], { Gamma: 0.5, nbar: 0 }),
];

it("permuting parties permutes what is at rest, or what is refused", () => {
  const count = 3;
  const spins = Array<number>(count).fill(0.5);
  const party = fc.integer({ min: 0, max: count - 1 });
  const systems = fc.record({
    uses: fc.array(fc.tuple(fc.constantFrom(...POOL), party, fc.integer({ min: 1, max: count - 1 })), { maxLength: 3 }),
    fields: fc.array(fc.constantFrom(0, 0, 1, 1, 0.5), { minLength: count, maxLength: count }),
    coupled: fc.constantFrom(null, [0, 1], [1, 2]),
    order: fc.shuffledSubarray([0, 1, 2], { minLength: count }),
    seed: fc.integer({ min: 0, max: 3 }),
  });
  const outcome = (uses: readonly Use[], H: ComplexMatrix, rho: ComplexMatrix): SteadyState | null => {
    try {
      return steadyState(systemOf(spins, uses, H), rho);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidInput);
      return null;
    }
  };
  const states = [
    tensorProduct(tensorProduct(dicke([0.5], [0.5]), dicke([0.5], [-0.5])), dicke([0.5], [0.5])),
    randomState(8, 8, 5),
    randomState(8, 1, 6),
    ghz(),
  ];
  fc.assert(
    fc.property(systems, ({ uses, fields, coupled, order, seed }) => {
      const own = uses.map(([make, a, shift]) => make(a, (a + shift) % count));
      const H = hamiltonian(fields, coupled);
      const place = (k: number) => order.indexOf(k);
      const moved = own.map((one) => ({ ...one, on: one.on.map(place) }));
      const first = outcome(own, H, states[seed]);
      const second = outcome(moved, reorder(H, spins, order), reorder(states[seed], spins, order));
      expect(second === null).toBe(first === null);
      if (first === null || second === null) return;
      expect(second.count).toBe(first.count);
      const off = distance(second.state, reorder(first.state, spins, order));
      expect(off).toBeLessThanOrEqual(first.error + second.error + 1e-15);
    }),
    { numRuns: 60 },
  );
});

function ghz(): ComplexMatrix {
  const rho = scale(identity(8), 0);
  for (const [r, c] of [
    [0, 0],
    [0, 7],
    [7, 0],
    [7, 7],
  ])
    rho.re[r * 8 + c] = 0.5;
  return rho;
}

/** Σ f_k Jz of party k, and the flip-flop of two. */
function hamiltonian(fields: readonly number[], coupled: readonly number[] | null): ComplexMatrix {
  const [Jx, Jy, Jz] = spinOperators(0.5);
  const on = (parts: readonly (ComplexMatrix | null)[]) =>
    parts.map((part) => part ?? identity(2)).reduce((a, b) => tensorProduct(a, b));
  const at = (parties: readonly number[], S: ComplexMatrix) =>
    on([0, 1, 2].map((k) => (parties.includes(k) ? S : null)));
  let H = scale(identity(8), 0);
  fields.forEach((field, k) => {
    H = combine(1, H, field, at([k], Jz));
  });
  if (coupled === null) return H;
  return combine(1, combine(1, H, 0.2, at(coupled, Jx)), 0.2, at(coupled, Jy));
}

it("jumps whose rates are tuned to each other leave what their own rates leave, not those of one size", () => {
  const matrix = (rows: readonly (readonly number[])[]): ComplexMatrix => ({
    dimension: 3,
    re: Float64Array.from(rows.flat()),
    im: new Float64Array(9),
  });
  const first = matrix([
    [-1, -7, 2],
    [2, -4, 14],
    [2, 5, 5],
  ]);
  const second = matrix([
    [-5, -5, -2],
    [-14, 4, -2],
    [-2, 7, 1],
  ]);
  const rho = randomState(3, 2, 4);
  for (const share of [0.25, 0.5, 1, 1.5, 2, 4, 8]) {
    const system = evolution([dissipatorOf([first, scale(second, share)], [0])], [3]);
    const { state, count, error } = steadyState(system, rho);
    const parts = allParts(system.clusters[0]);
    const exact = parts.starts
      .slice(1)
      .map((_, p) => exactNullity(system.clusters[0].sources, coordinatesOf(parts, p)));
    expect(count).toBe(exact.reduce((sum, one) => sum + one, 0));
    const late = evolved(system, rho, 10);
    expect(distance(state, late.state)).toBeLessThanOrEqual(error + late.error);
  }
});

it("slow modes are waited for: 1e-10 of the other rates, against evolution until they have died", () => {
  for (const seed of [1, 2, 3]) {
    const H = scale(spinOperators(1)[0], seed);
    const uses = [axisNoise(1, 0.4 * seed), use("amplitude-damping", [0], { Gamma: 1e-10, nbar: 0.5 })];
    const system = systemOf([1], uses, H);
    const rho = randomState(dimensionOf([1]), 1, seed);
    const { state, count, error } = steadyState(system, rho);
    const late = evolved(system, rho, 1e13);
    expect(count).toBe(1);
    expect(distance(state, late.state)).toBeLessThanOrEqual(error + late.error);
  }
});
