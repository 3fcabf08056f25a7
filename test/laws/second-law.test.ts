/** Π ≥ 0 where it is said to hold, tried by an adversary that looks for the worst state. */
import { describe, expect, it } from "vitest";
import { channels } from "../../generated/index.ts";
import { valueAt } from "../../laws/arbitraries.ts";
import { isDiffusive, keepsSecondLaw } from "../../laws/claims.ts";
import { ratesIn } from "../../laws/rates.ts";
import type { Evaluator, Parameters } from "../../runtime/evaluator.ts";
import { searchNegativeProduction } from "../support/adversary.ts";

const effort = { starts: 2, iterations: 25, seed: 20230130 };

/** Damping without the polar part of its production, whose azimuthal part is negative for 0 < cosθ < 1/(2n̄ + 1). */
const withoutPolarPart: Evaluator = {
  ...channels["amplitude-damping"],
  pointwise: {
    ...channels["amplitude-damping"].pointwise,
    production({ Gamma, nbar }, _J, { rows, columns, spheres }, Q, _P, [, dPhi], out) {
      for (let node = 0; node < rows * columns; node++) {
        const c = spheres[0].cosTheta[Math.floor(node / columns)];
        out[node] = (0.5 * Gamma * c * ((2 * nbar + 1) * c - 1) * dPhi[node] ** 2) / Q[node];
      }
    },
  },
};

describe("the adversary", () => {
  it.each([1, 2.5])("finds a violation that is there, J = %d", (J) => {
    const use = { channel: withoutPolarPart, on: [0], parameters: { Gamma: 1, nbar: 0.1 } };
    expect(searchNegativeProduction([J], use, { ...effort, starts: 1 }).quotient).toBeLessThan(0);
  });
});

/** Rates of 1, all other parameters a fraction t into their ranges. */
function parametersAt(channel: Evaluator, t: number): Parameters {
  return Object.fromEntries(channel.parameters.map((one) => [one.name, one.unit === "1/time" ? 1 : valueAt(one, t)]));
}

/** The parties of the channel alone, and a channel of one party also on one of two qubits. */
function systemsOf(channel: Evaluator): { spins: number[]; on: number[] }[] {
  const on = channel.parties.map((_, k) => k);
  const equal = (J: number) => ({ spins: on.map(() => J), on });
  if (on.length > 1) return [equal(0.5)];
  return [...[0.5, 1, 1.5, 2, 2.5].map(equal), { spins: [0.5, 0.5], on }];
}

/** Values that are told apart by nothing but t are tried once. */
function parameterSets(channel: Evaluator): Parameters[] {
  const sets = [0, 0.02, 0.1].map((t) => parametersAt(channel, t));
  return sets.filter((set, k) => sets.findIndex((other) => JSON.stringify(other) === JSON.stringify(set)) === k);
}

// Where A = 0 the integrand itself is not negative.
const tried = Object.values(channels)
  .filter((channel) => !isDiffusive(channel))
  .flatMap((channel) =>
    systemsOf(channel)
      .filter(({ spins, on }) =>
        keepsSecondLaw(
          channel,
          on.map((party) => spins[party]),
        ),
      )
      .map((system) => ({ channel, ...system, name: channel.name, J: system.spins.join(", ") })),
  );

describe("the second law", () => {
  it.each(tried)("holds for $name in the worst state that is found, J = $J", ({ channel, spins, on }) => {
    for (const parameters of parameterSets(channel)) {
      const use = { channel, on, parameters };
      const { state, quotient } = searchNegativeProduction(spins, use, effort);
      const { value, error } = ratesIn(spins, state, use).production!;
      const found = `Π/|D(ρ)|² = ${quotient} at ${JSON.stringify(parameters)}`;
      expect(value, found).toBeGreaterThanOrEqual(-error);
      expect(quotient, found).toBeGreaterThan(0);
    }
  });
});
