/** The laws of one instant, for every channel that is registered and for which they are claimed. */

import fc, { type Arbitrary } from "fast-check";
import { describe, it } from "vitest";
import { stratumAt } from "../../evaluate/prepare/prepared-channel.ts";
import { channels } from "../../generated/index.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { angle, coarseFraction, fraction, type Situation, situations, smoothStates } from "../support/arbitraries.ts";
import {
  hasSteadyState,
  isDiffusive,
  isLinearInRates,
  isSplit,
  keepsSecondLaw,
  turnsWithZ,
} from "../support/claims.ts";
import {
  expectAdditivity,
  expectBystanderUnnoticed,
  expectClosure,
  expectContinuousAtLeastValues,
  expectEntropyBounds,
  expectHonestErrors,
  expectIntegrals,
  expectLinearInRates,
  expectOnlyProduction,
  expectPartyExchange,
  expectRefusalWithReason,
  expectRotationInvariance,
  expectSecondLaw,
  expectStationaryAtGibbs,
} from "../support/laws.ts";

/** A law, the channels it is claimed for, and what it is tried on. */
interface Law {
  /** Completes "amplitude-damping …". */
  readonly claim: string;
  readonly claimedFor: (channel: Evaluator) => boolean;
  readonly check: (channel: Evaluator) => void;
}

function law<Case>(
  claim: string,
  claimedFor: (channel: Evaluator) => boolean,
  cases: (channel: Evaluator) => Arbitrary<Case>,
  expectation: (one: Case) => void,
  numRuns: number,
): Law {
  const check = (channel: Evaluator) => fc.assert(fc.property(cases(channel), expectation), { numRuns });
  return { claim, claimedFor, check };
}

const every = () => true;
const anyState = (channel: Evaluator) => situations(channel);
const smooth = (channel: Evaluator) => situations(channel, smoothStates);
/** Nothing on a scale below that of plain grids, as a bath has it that is nearly at zero temperature. */
const resolved = (channel: Evaluator) => situations(channel, smoothStates, coarseFraction);
const actsOnOne = (channel: Evaluator) => channel.parties.length === 1;
const keepsItSomewhere = (channel: Evaluator) => keepsSecondLaw(channel, [0.5]) || keepsSecondLaw(channel, [1]);
const keepsItHere = ({ spins, use }: Situation) =>
  keepsSecondLaw(
    stratumAt(use.channel, use.parameters),
    use.on.map((party) => spins[party]),
  );

/** As few parties as the channel has, none of them with more than `largest`. */
const small = (channel: Evaluator, largest: number) =>
  smooth(channel).filter(({ spins }) => spins.length === channel.parties.length && spins.every((J) => J <= largest));

const laws: readonly Law[] = [
  law("keeps the entropy between that of coherent states and ln Π(2J + 1)", every, anyState, expectEntropyBounds, 20),
  law("changes the entropy by what is produced less what flows out", every, anyState, expectClosure, 30),
  law("gives production and flux, or refuses both with a reason", every, anyState, expectRefusalWithReason, 5),
  law("has rates that are the integrals of its integrands", every, resolved, expectIntegrals, 12),
  law("states errors that hold", every, anyState, expectHonestErrors, 20),
  law(
    "produces no negative entropy",
    keepsItSomewhere,
    (channel) => anyState(channel).filter(keepsItHere),
    expectSecondLaw,
    50,
  ),
  law("only produces entropy", isDiffusive, anyState, expectOnlyProduction, 20),
  law(
    "produces nothing in its steady state and something away from it",
    hasSteadyState,
    (channel) => fc.tuple(smooth(channel), fc.nat(5)).map(([one, digits]) => ({ ...one, away: 10 ** -digits })),
    expectStationaryAtGibbs,
    15,
  ),
  law(
    "does not notice a rotation about z",
    turnsWithZ,
    (channel) => fc.tuple(anyState(channel), angle).map(([one, chi]) => ({ ...one, chi })),
    expectRotationInvariance,
    20,
  ),
  law(
    "does not notice in which order the parties are listed",
    every,
    (channel) => anyState(channel).filter(({ spins }) => spins.length > 1),
    expectPartyExchange,
    12,
  ),
  law(
    "adds up over uncorrelated systems",
    actsOnOne,
    (channel) => fc.tuple(small(channel, 1), small(channel, 0.5)),
    expectAdditivity,
    10,
  ),
  law(
    "does not notice a system that is left alone",
    every,
    (channel) => fc.tuple(small(channel, 0.5), smoothStates([0.5])).map(([one, bystander]) => ({ ...one, bystander })),
    expectBystanderUnnoticed,
    6,
  ),
  law(
    "acts in proportion to its rates",
    isLinearInRates,
    (channel) => fc.tuple(anyState(channel), fraction).map(([one, t]) => ({ ...one, factor: 0.1 + 7 * t })),
    expectLinearInRates,
    20,
  ),
  law("is continuous where its parameters are least", isSplit, smooth, expectContinuousAtLeastValues, 15),
];

for (const channel of Object.values(channels)) {
  describe(channel.name, () => {
    for (const { claim, claimedFor, check } of laws) if (claimedFor(channel)) it(claim, () => check(channel));
  });
}
