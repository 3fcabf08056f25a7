/** The laws of evolution, for every channel that is registered and for which they are claimed. */
import fc, { type Arbitrary } from "fast-check";
import { describe, it } from "vitest";
import { channels } from "../../generated/index.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { situations, smoothStates, time } from "../support/arbitraries.ts";
import { hasSteadyState, isDiffusive, isSplit } from "../support/claims.ts";
import {
  expectCompletelyPositive,
  expectEntropyGrows,
  expectEntropyRateIsDerivative,
  expectGeneratedByDissipator,
  expectHermitian,
  expectProducedIsIntegral,
  expectProductionDiesOut,
  expectSemigroup,
  expectTracePreserved,
} from "../support/evolution-laws.ts";

function holds<Case>(cases: Arbitrary<Case>, expectation: (one: Case) => void, numRuns: number): void {
  fc.assert(fc.property(cases, expectation), { numRuns });
}

const inTime = (channel: Evaluator) => fc.tuple(situations(channel), time).map(([one, t]) => ({ ...one, time: t }));

/** No rate so small that rest is far off. */
const brisk = (channel: Evaluator) =>
  situations(channel, smoothStates).filter(({ use }) => {
    const rates = channel.jumps(use.parameters, []).map(({ rate }) => rate);
    return rates.some((rate) => rate > 0) && rates.every((rate) => rate === 0 || rate > 0.05);
  });

for (const channel of Object.values(channels)) {
  describe(channel.name, () => {
    it("keeps the trace", () => holds(situations(channel), expectTracePreserved, 50));
    it("keeps states Hermitian", () => holds(situations(channel), expectHermitian, 50));
    it("is completely positive", () => holds(inTime(channel), expectCompletelyPositive, 25));
    it("evolves twice by half a time as once by the whole", () => holds(inTime(channel), expectSemigroup, 25));
    it("begins as its dissipator says", () => holds(situations(channel), expectGeneratedByDissipator, 25));
    it("has a dS/dt that is the slope of S(t)", () =>
      holds(situations(channel, smoothStates), expectEntropyRateIsDerivative, 12));
    if (isSplit(channel))
      it("has produced the integral of Π", () =>
        holds(
          fc.tuple(situations(channel, smoothStates), time).map(([one, t]) => ({ ...one, time: t })),
          expectProducedIsIntegral,
          25,
        ));
    if (isDiffusive(channel)) it("never lowers the entropy", () => holds(situations(channel), expectEntropyGrows, 10));
    if (hasSteadyState(channel))
      it("comes to its steady state and produces nothing there", () =>
        holds(brisk(channel), expectProductionDiesOut, 12));
  });
}
