/** Laws of evolution in time. For which channels each is claimed stands in `laws.ts`. */

import { evaluate } from "../evaluate/problem/evaluate.ts";
import { evolution, evolve } from "../spins/dynamics/evolve.ts";
import { type Dissipator, dissipate, dissipator, turnByRemainder } from "../spins/dynamics/liouvillian.ts";
import { type ComplexMatrix, combine, trace } from "../spins/matrices/complex-matrix.ts";
import { eigenvalues } from "../spins/states/density-matrix.ts";
import { product } from "../spins/states/named-states.ts";
import type { Situation } from "./arbitraries.ts";
import { speed } from "./claims.ts";
import { expectAtLeast, expectAtMost, expectSame } from "./expect.ts";
import { dimensionsOf, distance, maximallyMixed } from "./matrices.ts";
import { at, BUDGET } from "./rates.ts";

function dissipatorOf({ spins, use: { channel, on, parameters } }: Situation): Dissipator {
  const own = on.map((party) => spins[party]);
  return dissipator(channel.jumps(parameters, own), spins, on, channel.remainder?.(parameters, own) ?? []);
}

/** D(ρ). */
function changeOf(situation: Situation): ComplexMatrix {
  return dissipate(dissipatorOf(situation), situation.state, dimensionsOf(situation.spins));
}

/** e^{Dt}ρ. */
function later(situation: Situation, time: number): ComplexMatrix {
  return evolve(evolution([dissipatorOf(situation)], dimensionsOf(situation.spins)), situation.state, time);
}

function speedOf({ spins, use }: Situation): number {
  return speed(use.channel, use.parameters, spins);
}

/** Tr D(ρ) = 0. */
export function expectTracePreserved(situation: Situation): void {
  expectAtMost(Math.abs(trace(changeOf(situation))), 1e-15 * (1 + speedOf(situation)), "|Tr D(ρ)|");
}

/** D(ρ)† = D(ρ). */
export function expectHermitian(situation: Situation): void {
  const { re, im, dimension } = changeOf(situation);
  for (let r = 0; r < dimension; r++) {
    for (let c = r; c < dimension; c++) {
      const gap = Math.hypot(
        re[r * dimension + c] - re[c * dimension + r],
        im[r * dimension + c] + im[c * dimension + r],
      );
      expectAtMost(gap, 1e-15 * (1 + speedOf(situation)), `|D(ρ) − D(ρ)†| at (${r}, ${c})`);
    }
  }
}

/** What rounding does to e^{Dt}, whose condition is up to |D|t. */
function exponentialRounding(situation: Situation, time: number): number {
  return 1e-13 + 2 * Number.EPSILON * time * speedOf(situation);
}

/** e^{Dt} ⊗ 1 leaves a state entangled with a copy of the system a state: no eigenvalue is negative. */
export function expectCompletelyPositive(situation: Situation & { readonly time: number }): void {
  const { spins, time } = situation;
  const dimensions = dimensionsOf(spins);
  const d = dimensions.reduce((a, b) => a * b, 1);
  const re = new Float64Array(d ** 4);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) re[i * (d + 1) * d * d + j * (d + 1)] = 1 / d;
  const entangled = { dimension: d * d, re, im: new Float64Array(d ** 4) };
  const evolved = later({ ...situation, spins: [...spins, ...spins], state: entangled }, time);
  expectAtLeast(eigenvalues(evolved)[0], -exponentialRounding(situation, time), "the least eigenvalue");
}

/** e^{Dt} = e^{Dt/2} e^{Dt/2}. */
export function expectSemigroup(situation: Situation & { readonly time: number }): void {
  const { time } = situation;
  const halfway = later(situation, time / 2);
  const whole = later(situation, time);
  const twice = later({ ...situation, state: halfway }, time / 2);
  expectAtMost(distance(whole, twice), exponentialRounding(situation, time), "|ρ(t) − ρ(t/2 + t/2)|");
}

/** dρ/dt = D(ρ) − i[H′, ρ], by the forward difference of order four, h⁴. */
export function expectGeneratedByDissipator(situation: Situation): void {
  const rate = speedOf(situation);
  if (rate === 0) return;
  const h = 1e-2 / rate;
  const weights = [-25 / 12, 4, -3, 4 / 3, -1 / 4];
  const D = dissipatorOf(situation);
  const still = changeOf(situation);
  const turn = D.remainder === null ? null : turnByRemainder(D, situation.state, dimensionsOf(situation.spins));
  const slope = turn === null ? still : combine(1, still, 1, turn);
  const states = weights.map((_, k) => later(situation, k * h));
  for (const part of ["re", "im"] as const) {
    slope[part].forEach((expected, k) => {
      const found = weights.reduce((sum, weight, step) => sum + weight * states[step][part][k], 0) / h;
      expectAtMost(Math.abs(found - expected), 1e-7 * rate, `|dρ/dt − D(ρ)|, ${part} of entry ${k},`);
    });
  }
}

/** dS/dt of dissipation and of the Hamiltonian make the slope of S(t): five points, h⁴ and the errors of S. */
export function expectEntropyRateIsDerivative({ spins, state, use }: Situation): void {
  const rate = speed(use.channel, use.parameters, spins);
  if (rate === 0) return;
  const h = 1e-2 / rate;
  const times = [0, 1, 2, 3, 4].map((k) => k * h);
  const { entropy, entropyRate, unitaryRate } = evaluate({
    spins,
    state,
    channels: [use],
    times,
    tolerance: 1e-13,
    budget: 1e6,
  });
  const S = entropy.values;
  const slope = (S[0] - 8 * S[1] + 8 * S[3] - S[4]) / (12 * h);
  expectAtMost(Math.abs(slope - entropyRate.values[2] - unitaryRate.values[2]), 1e-6 * rate, "|slope of S(t) − dS/dt|");
}

/** S(t) does not fall. */
export function expectEntropyGrows({ spins, state, use }: Situation): void {
  const times = [0, 0.01, 0.1, 0.5, 2];
  const { entropy } = evaluate({ spins, state, channels: [use], times, tolerance: 1e-8, budget: BUDGET });
  for (let k = 1; k < times.length; k++) {
    const slack = entropy.error[k] + entropy.error[k - 1];
    expectAtLeast(entropy.values[k], entropy.values[k - 1] - slack, `S(${times[k]})`);
  }
}

/** ∫Π dt, found from S and Φ, is the integral of Π over time (Gauss–Legendre, five points). */
export function expectProducedIsIntegral(situation: Situation & { readonly time: number }): void {
  const { spins, state, use, time } = situation;
  if (time === 0) return;
  const nodes = [0, 0.5384693101056831, 0.906179845938664];
  const weights = [128 / 225, 0.47862867049936647, 0.23692688505618908];
  const rate = speedOf(situation);
  const span = Math.min(time, 0.5 / (1 + rate));
  const places = [-nodes[2], -nodes[1], 0, nodes[1], nodes[2]].map((x) => (span * (1 + x)) / 2);
  const { production, produced } = evaluate({
    spins,
    state,
    channels: [use],
    times: [...places, span],
    tolerance: 1e-8,
    budget: BUDGET,
  });
  // Refused at these parameters.
  if (production === null || produced === null) return;
  const order = [2, 1, 0, 1, 2];
  const whole = { value: 0, error: 1e-7 * span * (1 + rate) };
  order.forEach((w, k) => {
    whole.value += (span / 2) * weights[w] * production.values[k];
    whole.error += (span / 2) * weights[w] * production.error[k];
  });
  expectSame(at(produced, places.length), whole, 0, "∫Π dt");
}

/** After a long time the state is the steady one and nothing is produced any more. */
export function expectProductionDiesOut({ spins, use }: Situation): void {
  const own = use.on.map((party) => spins[party]);
  const channels = [{ ...use, on: own.map((_, k) => k) }];
  const state = product(own.map((J) => maximallyMixed(2 * J + 1)));
  const scale = speed(use.channel, use.parameters, own);
  const times = [0, timeToRest({ spins: own, state, use: channels[0] })];
  const { production } = evaluate({ spins: own, state, channels, times, tolerance: 1e-8, budget: BUDGET });
  expectAtMost(Math.abs(production!.values[1]), 1e-12 * (1 + scale), "|Π| after a long time");
  const end = later({ spins: own, state, use: channels[0] }, times[1]);
  expectAtMost(distance(end, use.channel.steadyState!(use.parameters, own)), 1e-12, "the distance to the steady state");
}

/** The first of 1, 2, 4, … after which as long again changes nothing. */
function timeToRest(situation: Situation): number {
  let time = 1;
  while (distance(later(situation, time), later(situation, 2 * time)) > 1e-14 && time < 1e6) time *= 2;
  return time;
}
