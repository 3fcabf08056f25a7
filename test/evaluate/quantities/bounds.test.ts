/** Every quantity of `--with` is within its bound of the same to fifty digits, and the bound is not idle. */
import { describe, expect, it } from "vitest";
import type { Problem } from "../../../evaluate/problem/problem.ts";
import { evaluateQuantities } from "../../../evaluate/quantities/quantities.ts";
import { channels } from "../../../generated/index.ts";
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import { classState, gibbs } from "../../../spins/states/named-states.ts";
import { type Bath, evolvedExactly, exactPair, exactQuantities } from "../../support/exact-pair.ts";
import { randomState } from "../../support/random-states.ts";

const names = [
  "l1-coherence",
  "relative-entropy-coherence",
  "von-neumann-entropy",
  "relative-entropy",
  "von-neumann-production",
  "mutual-information",
  "concurrence",
  "negativity",
];
const times = [0, 0.4, 3];

interface Case {
  readonly name: string;
  readonly state: ComplexMatrix;
  readonly bath: Bath;
}

const baths: readonly Bath[] = [0.5, 1.5, 1e-3, 1e-8, 20].map((nbar) => ({ Gamma: 1 / (2 * nbar + 1), nbar }));
const figure3 = classState([0.1, 0.2, 0.1, 0.6], 0.02, 0.15, 0.02);
const cases: readonly Case[] = [
  { name: "figure 3", state: figure3, bath: { Gamma: 0.25, nbar: 1.5 } },
  { name: "next to its Gibbs state", state: gibbs([0.5, 0.5], [0.5, 0.5000001]), bath: baths[0] },
  ...Array.from({ length: 40 }, (_, k) => {
    const [rank, admixture] = [1 + (k % 4), 10 ** -(k % 9)];
    return {
      name: `rank ${rank}, admixture ${admixture}, seed ${k}`,
      state: randomState(4, rank, 700 + k, admixture),
      bath: baths[k % baths.length],
    };
  }),
];

/** |value − truth|/error for each quantity and time; NaN where both are infinite or the error is. */
function found({
  state,
  bath,
}: Case): readonly { readonly what: string; readonly share: number; readonly relative: number }[] {
  const uses = [0, 1].map((party) => ({
    channel: channels["amplitude-damping"],
    on: [party],
    parameters: { ...bath },
  }));
  const problem: Problem = { spins: [0.5, 0.5], state, channels: uses, times };
  const exact = times.map((time) => exactQuantities(evolvedExactly(exactPair(state), bath, time), bath));
  return evaluateQuantities(problem, names).flatMap(({ name, values, error }) =>
    times.flatMap((time, k) => {
      if (!Number.isFinite(error[k])) return [];
      const truth = exact[k][name];
      const off = Math.abs(values[k] - truth);
      return [
        { what: `${name} at ${time}`, share: off === 0 ? 0 : off / error[k], relative: error[k] / Math.abs(truth) },
      ];
    }),
  );
}

describe("bounds of quantities", () => {
  it.each(cases)("hold in two baths from $name", (one) => {
    const all = found(one);
    expect(all.length).toBeGreaterThan(names.length);
    for (const { what, share } of all) expect(share, what).toBeLessThanOrEqual(1);
  });

  it("leave nine digits of figure 3's Π_vN, and are not zero", () => {
    const own = found(cases[0]).filter(({ what }) => what.startsWith("von-neumann-production"));
    expect(own.length).toBe(times.length);
    for (const { relative } of own) {
      expect(relative).toBeGreaterThan(0);
      expect(relative).toBeLessThan(1e-9);
    }
  });
});
