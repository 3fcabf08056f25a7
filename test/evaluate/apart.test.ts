/** Products over groups of parties are taken apart; the way of states that are no products judges it. */
import { describe, expect, it } from "vitest";
import { prepareChannel } from "../../evaluate/prepare/prepared-channel.ts";
import type { Setting } from "../../evaluate/prepare/setting.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { foundWhole } from "../../evaluate/rates/found.ts";
import { integrateAnalytic } from "../../evaluate/ways/analytic.ts";
import { channels as registered } from "../../generated/index.ts";
import { mix, reorder } from "../../laws/matrices.ts";
import { newWorkspace } from "../../runtime/spheres/local-average.ts";
import { twistOf } from "../../spins/dynamics/twist.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { bell } from "../../spins/states/ket-states.ts";
import { coherent, product } from "../../spins/states/named-states.ts";
import { uncorrelated } from "../../spins/states/uncorrelated.ts";
import { randomState } from "../support/random-states.ts";
import { randomHermitian } from "./dense.ts";

const use = (name: string, on: readonly number[], parameters: Readonly<Record<string, number>>) => ({
  channel: registered[name],
  on,
  parameters,
});

const groupsOf = (rho: ComplexMatrix, dimensions: readonly number[]) =>
  uncorrelated(rho, dimensions, 1e-13)?.groups.map(({ parties }) => parties) ?? null;

/** ½(1 + σzσzσz)/4: no two of its qubits are correlated, all three are. */
function parity(): ComplexMatrix {
  const rho = { dimension: 8, re: new Float64Array(64), im: new Float64Array(64) };
  for (const i of [0, 3, 5, 6]) rho.re[9 * i] = 0.25;
  return rho;
}

describe("the groups of a state that are uncorrelated", () => {
  it("are found whatever the order of the parties, of pure and of mixed states", () => {
    const spins = [0.5, 1, 0.5, 0.5, 0.5];
    const parts = product([randomState(6, 6, 1), bell([0.5, 0.5], "phi+"), randomState(2, 1, 2)]);
    expect(groupsOf(parts, [2, 3, 2, 2, 2])).toEqual([[0, 1], [2, 3], [4]]);
    const order = [2, 4, 0, 3, 1];
    expect(
      groupsOf(
        reorder(parts, spins, order),
        order.map((party) => 2 * spins[party] + 1),
      ),
    ).toEqual([[0, 3], [1], [2, 4]]);
  });

  it("are one where no pair is correlated by itself, and two beside a fourth party", () => {
    expect(groupsOf(parity(), [2, 2, 2])).toBeNull();
    expect(groupsOf(product([randomState(2, 2, 3), parity()]), [2, 2, 2, 2])).toEqual([[0], [1, 2, 3]]);
  });

  it("are not apart by correlations of 1e-12", () => {
    const pair = mix(product([randomState(2, 2, 4), randomState(2, 2, 5)]), randomState(4, 4, 6), 1e-12);
    expect(uncorrelated(pair, [2, 2], 1e-11)?.distance).toBeGreaterThan(1e-13);
    expect(uncorrelated(pair, [2, 2], 1e-14)).toBeNull();
  });
});

describe("a product of groups", () => {
  const spins = [0.5, 0.5, 0.5];
  const pair = mix(randomState(4, 4, 7), null, 0.6);
  // The pair on parties 0 and 2.
  const state = reorder(product([pair, mix(randomState(2, 2, 8), null, 0.5)]), spins, [0, 2, 1]);
  const hamiltonian = randomHermitian(8, 9);
  const channels = [
    use("amplitude-damping", [0], { Gamma: 1, nbar: 0.4 }),
    use("dephasing", [1], { lambda: 0.7 }),
    use("collective-dephasing", [2, 1], { lambda: 0.6 }),
    use("collective-decay", [1, 0], { Gamma: 0.3, nbar: 0.2 }),
  ];

  it("has the entropy and all rates that it has as a whole, with channels and a Hamiltonian across the groups", () => {
    const own = { spins, state, channels, hamiltonian, tolerance: 1e-8 };
    const apart = evaluate(own);
    const setting: Setting = {
      spins,
      dimensions: [2, 2, 2],
      channels: channels.map((one) => prepareChannel(one, spins)),
      hamiltonian,
      twist: twistOf(hamiltonian, spins),
      isQuadratic: true,
      relaxation: null,
      closes: true,
      tolerance: 1e-8,
      budget: 4e7,
      workspace: newWorkspace(integrateAnalytic),
    };
    const whole = foundWhole(state, setting, 0);
    expect(apart.converged).toBe(true);
    expect(apart.evaluations[0]).toBeLessThan(whole.evaluations / 10);
    const near = (a: { values: Float64Array; error: Float64Array }, b: { value: number; error: number }) => {
      expect(Math.abs(a.values[0] - b.value)).toBeLessThanOrEqual(a.error[0] + b.error);
      expect(b.error).toBeLessThan(1e-7);
    };
    near(apart.entropy, whole.entropy);
    near(apart.unitaryRate, whole.unitary.rate);
    whole.channels.forEach(({ rates }, k) => {
      near(apart.channels[k].entropyRate, rates.entropyRate);
      near(apart.channels[k].heatCurrent!, rates.heatCurrent);
      if (rates.production !== null) near(apart.channels[k].production!, rates.production);
      if (rates.flux !== null) near(apart.channels[k].flux!, rates.flux);
    });
    expect(Math.abs(apart.closure[0])).toBeLessThan(1e-8);
  });

  it("of pure qubits has S = ½ each, eight of them in no time", () => {
    const many = new Array<number>(8).fill(0.5);
    const pure = coherent(
      many,
      many.map((_, k) => ({ theta: 0.3 + 0.35 * k, phi: k })),
    );
    const { entropy, converged, evaluations } = evaluate({ spins: many, state: pure, channels: [] });
    expect(Math.abs(entropy.values[0] - 4)).toBeLessThanOrEqual(entropy.error[0]);
    expect([converged, evaluations[0]]).toEqual([true, 8]);
  });

  it("of Bell pairs on parties across each other has twice the entropy of one, and five thirds of production each", () => {
    const four = [0.5, 0.5, 0.5, 0.5];
    const pairs = reorder(product([bell([0.5, 0.5], "phi+"), bell([0.5, 0.5], "psi-")]), four, [0, 2, 1, 3]);
    const damped = four.map((_, k) => use("amplitude-damping", [k], { Gamma: 1, nbar: 0 }));
    const { entropy, production, converged } = evaluate({ spins: four, state: pairs, channels: damped });
    expect(Math.abs(entropy.values[0] - 2 * (0.5 + Math.LN2))).toBeLessThanOrEqual(entropy.error[0]);
    expect(Math.abs(production!.values[0] - 10 / 3)).toBeLessThanOrEqual(production!.error[0]);
    expect(converged).toBe(true);
  });
});
