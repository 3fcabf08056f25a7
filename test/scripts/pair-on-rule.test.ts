import { describe, expect, it } from "vitest";
import { prepareChannel } from "../../evaluate/prepare/prepared-channel.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import { type PairChannel, pairOnRule } from "../../scripts/bench/pair-on-rule.ts";
import { classState } from "../../spins/states/named-states.ts";
import { amplitudeDamping } from "../support/paper-evaluators.ts";
import { turnedBellState } from "../support/random-states.ts";

const damped = (on: number, Gamma: number, nbar: number) => ({
  channel: amplitudeDamping,
  on: [on],
  parameters: { Gamma, nbar },
});
const figure3 = classState([0.1, 0.2, 0.1, 0.6], 0.02, 0.15, 0.02);

describe("a pair on one rule", () => {
  it("has the Π and Φ of an evaluation once the rule is fine", () => {
    const uses = [damped(0, 0.25, 1.5), damped(1, 0.5, 0.2)];
    const channels = uses.map((use): PairChannel => {
      const { flux } = prepareChannel(use, [0.5, 0.5]);
      return { party: use.on[0], use, split: true, flux };
    });
    for (const rho of [figure3, turnedBellState(5)]) {
      const { production, flux } = evaluate({ spins: [0.5, 0.5], state: rho, channels: uses, tolerance: 1e-13 });
      const found = new Float64Array(2);
      pairOnRule(channels, productRule(24, 48, 0.5), found)(rho);
      expect(Math.abs(found[0] / production!.values[0] - 1)).toBeLessThan(1e-12);
      expect(Math.abs(found[1] / flux!.values[0] - 1)).toBeLessThan(1e-13);
    }
  });
});
