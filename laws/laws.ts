/** All laws: what each says, the channels it is claimed for, and what it is tried on. */

import fc from "fast-check";
import { stratumAt } from "../evaluate/prepare/prepared-channel.ts";
import type { Evaluator } from "../runtime/evaluator.ts";
import { angle, coarseFraction, fraction, type Situation, situations, smoothStates, time } from "./arbitraries.ts";
import {
  always,
  faster,
  keepsSecondLaw,
  whereAlone,
  whereAtRest,
  whereAxial,
  whereDephasing,
  whereDiffusive,
  whereInProportion,
  whereItComesToRest,
  whereSecondLaw,
  whereSplit,
} from "./claims.ts";
import * as evolution from "./evolution.ts";
import * as instant from "./instant.ts";
import { type Law, law } from "./law.ts";
import { axisOf, jumpsAt } from "./noise.ts";
import { expectNumbers } from "./numbers.ts";

const anyState = (channel: Evaluator) => situations(channel);
const smooth = (channel: Evaluator) => situations(channel, smoothStates);
/** Nothing on a scale below that of plain grids, as a bath has it that is nearly at zero temperature. */
const resolved = (channel: Evaluator) => situations(channel, smoothStates, coarseFraction);
const inTime = (channel: Evaluator) => fc.tuple(anyState(channel), time).map(([one, t]) => ({ ...one, time: t }));

/** As few parties as the channel has, none of them with more than `largest`. */
const isSmall = ({ spins, use }: Situation, largest: number) =>
  spins.length === use.on.length && spins.every((J) => J <= largest);

const keepsItHere = ({ spins, use: { channel, on, parameters } }: Situation) =>
  keepsSecondLaw(
    stratumAt(channel, parameters),
    on.map((party) => spins[party]),
  );

/** No rate so small that rest is far off. */
const isBrisk = ({ use }: Situation) => {
  const rates = jumpsAt(use.channel, use.parameters).map(({ rate }) => rate);
  return rates.some((rate) => rate > 0) && rates.every((rate) => rate === 0 || rate > 0.05);
};

const isInRange = ({ use: { channel, parameters }, factor }: Situation & { readonly factor: number }) =>
  Object.entries(faster(channel, parameters, factor)).every(([name, value]) => {
    const { minimum, maximum } = channel.parameters.find((one) => one.name === name)!;
    return value >= minimum && value <= maximum;
  });

const ofInstants: readonly Law[] = [
  law("gives numbers, from each of its functions", always, resolved, expectNumbers, 20),
  law(
    "keeps the entropy between that of coherent states and ln Π(2J + 1)",
    always,
    anyState,
    instant.expectEntropyBounds,
    15,
  ),
  law("changes the entropy by what is produced less what flows out", always, anyState, instant.expectClosure, 20),
  law("gives production and flux, or refuses both with a reason", always, anyState, instant.expectRefusalWithReason, 5),
  law("has rates that are the integrals of its integrands", always, resolved, instant.expectIntegrals, 12),
  law("states errors that hold", always, anyState, instant.expectHonestErrors, 15),
  law("produces no negative entropy", whereSecondLaw, anyState, instant.expectSecondLaw, 40, keepsItHere),
  law("only produces entropy", whereDiffusive, anyState, instant.expectOnlyProduction, 20),
  law(
    "produces nothing in its steady state and something away from it",
    whereAtRest,
    (channel) => fc.tuple(smooth(channel), fc.nat(5)).map(([one, digits]) => ({ ...one, away: 10 ** -digits })),
    instant.expectStationaryAtGibbs,
    15,
  ),
  law("produces as the square of small coherences", whereDephasing, smooth, instant.expectSquareOfCoherence, 15),
  law(
    "does not notice a rotation about its axis",
    whereAxial,
    (channel) => fc.tuple(anyState(channel), angle).map(([one, chi]) => ({ ...one, chi })),
    instant.expectRotationInvariance,
    15,
    ({ use }) => axisOf(use.channel, use.parameters) !== null,
  ),
  law(
    "does not notice in which order the parties are listed",
    always,
    anyState,
    instant.expectPartyExchange,
    12,
    ({ spins }) => spins.length > 1,
  ),
  law(
    "adds up over uncorrelated systems",
    whereAlone,
    (channel) => fc.tuple(smooth(channel), smooth(channel)),
    instant.expectAdditivity,
    10,
    ([a, b]) => isSmall(a, 1) && isSmall(b, 0.5),
  ),
  law(
    "does not notice a system that is left alone",
    always,
    (channel) => fc.tuple(smooth(channel), smoothStates([0.5])).map(([one, bystander]) => ({ ...one, bystander })),
    instant.expectBystanderUnnoticed,
    6,
    (one) => isSmall(one, 0.5),
  ),
  law(
    "acts in proportion to its rates",
    whereInProportion,
    (channel) => fc.tuple(anyState(channel), fraction).map(([one, t]) => ({ ...one, factor: 0.1 + 7 * t })),
    instant.expectLinearInRates,
    12,
    isInRange,
  ),
  law("is continuous where its parameters are least", whereSplit, smooth, instant.expectContinuousAtLeastValues, 15),
];

const ofEvolution: readonly Law[] = [
  law("keeps the trace", always, anyState, evolution.expectTracePreserved, 50),
  law("keeps states Hermitian", always, anyState, evolution.expectHermitian, 50),
  law("is completely positive", always, inTime, evolution.expectCompletelyPositive, 25),
  law("evolves twice by half a time as once by the whole", always, inTime, evolution.expectSemigroup, 25),
  law("begins as its dissipator says", always, anyState, evolution.expectGeneratedByDissipator, 25),
  law("has a dS/dt that is the slope of S(t)", always, smooth, evolution.expectEntropyRateIsDerivative, 12),
  law(
    "has produced the integral of Π",
    whereSplit,
    (channel) => fc.tuple(smooth(channel), time).map(([one, t]) => ({ ...one, time: t })),
    evolution.expectProducedIsIntegral,
    25,
  ),
  law("never lowers the entropy", whereDiffusive, anyState, evolution.expectEntropyGrows, 10),
  law(
    "comes to its steady state and produces nothing there",
    whereItComesToRest,
    smooth,
    evolution.expectProductionDiesOut,
    12,
    isBrisk,
  ),
];

/** In the order in which they are tried: of one instant, then of what a time brings about. */
export const laws: readonly Law[] = [...ofInstants, ...ofEvolution];
