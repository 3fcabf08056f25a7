/** For which channels a law is claimed, and why not for others, read off the compiled channel: never off its name. */

import { sizeOf } from "../evaluate/prepare/verdict.ts";
import type { Evaluator, Parameters } from "../runtime/evaluator.ts";
import { valueAt } from "./arbitraries.ts";
import { axisOf, isMultiple, jumpsAt } from "./noise.ts";

/** Π and Φ are given. */
export function isSplit(channel: Evaluator): boolean {
  return channel.pointwise.production !== null && channel.reservoirs.every(({ refusal }) => refusal === null);
}

/** A = 0: all of dS/dt is production. */
export function isDiffusive(channel: Evaluator): boolean {
  return isSplit(channel) && channel.reservoirs.every((reservoir) => reservoir.class === "diffusive");
}

/** Π ≥ 0 is proven or searched for, for the channel's own spins. */
export function keepsSecondLaw(channel: Evaluator, spins: readonly number[]): boolean {
  const size = sizeOf(spins);
  return (
    isSplit(channel) &&
    channel.reservoirs.every(({ positivity }) => positivity !== null && positivity[size] !== "violated")
  );
}

/** Parameters in the middle of their ranges, all different. */
export function ordinaryParameters(channel: Evaluator): Parameters {
  return Object.fromEntries(channel.parameters.map((one, k) => [one.name, valueAt(one, 0.21 + 0.13 / (k + 1))]));
}

/** Parameters whose unit is a rate, all multiplied by the same. */
export function faster(channel: Evaluator, parameters: Parameters, factor: number): Parameters {
  return Object.fromEntries(
    channel.parameters.map(({ name, unit }) => [
      name,
      unit === "1/time" ? factor * parameters[name] : parameters[name],
    ]),
  );
}

/** How fast a channel can change states, a bound on its rates: Σ |rate|·|l|²·(2ΣJ)². */
export function speed(channel: Evaluator, parameters: Parameters, spins: readonly number[]): number {
  const size = 2 * spins.reduce((a, b) => a + b, 0);
  return channel.jumps(parameters, spins).reduce((sum, { rate, re, im }) => {
    const squares = [...re, ...im].flat().reduce((total, entry) => total + entry * entry, 0);
    return sum + Math.abs(rate) * squares * size * size;
  }, 0);
}

/** Why a law is not claimed for a channel; null where it is. */
export type Claim = (channel: Evaluator) => string | null;

export const always: Claim = () => null;

/** For what is said of Π and Φ. */
export const whereSplit: Claim = ({ pointwise, reservoirs }) => {
  const refused = reservoirs.find(({ refusal }) => refusal !== null);
  if (refused !== undefined) return `Π and Φ are refused of reservoir "${refused.name}": ${refused.refusal}`;
  return pointwise.production === null ? "it has no integrand of Π" : null;
};

export const whereDiffusive: Claim = (channel) => {
  const other = channel.reservoirs.find((reservoir) => reservoir.class !== "diffusive");
  if (other === undefined) return whereSplit(channel);
  return `reservoir "${other.name}" is ${other.class}: it has a drift, so that entropy flows too`;
};

/** Where Π ≥ 0 is not known to be violated, of any of the spins that laws are tried on. */
export const whereSecondLaw: Claim = (channel) => {
  const sizes = channel.parties.length === 1 ? [[0.5], [1], [1.5], [2], [2.5]] : [[0.5], [0.5, 1]];
  if (!isSplit(channel) || sizes.some((spins) => keepsSecondLaw(channel, spins))) return whereSplit(channel);
  const { name, evidence } = channel.reservoirs.find(({ positivity }) => positivity?.qubit === "violated")!;
  return `Π ≥ 0 is violated by reservoir "${name}": ${evidence}`;
};

export const whereAtRest: Claim = (channel) =>
  whereSplit(channel) ?? (channel.steadyState === null ? "it has no state whose Husimi function is Q*" : null);

/** Where no constant part of an operator turns the state away, either. */
export const whereItComesToRest: Claim = (channel) => {
  const own = channel.parties.map(() => 0.5);
  const turns = (channel.remainder?.(ordinaryParameters(channel), own) ?? []).flat().some((entry) => entry !== 0);
  return whereAtRest(channel) ?? (turns ? "constant parts of its operators turn the state away from Q*" : null);
};

export const whereAxial: Claim = (channel) =>
  axisOf(channel, ordinaryParameters(channel)) === null ? "its noise is symmetric about no axis" : null;

export const whereAlone: Claim = ({ parties }) =>
  parties.length === 1 ? null : `it acts on ${parties.length} spins together`;

export const whereInProportion: Claim = (channel) => {
  const once = ordinaryParameters(channel);
  if (isMultiple(channel, once, faster(channel, once, 2), 2)) return null;
  const rates = channel.parameters.filter(({ unit }) => unit === "1/time").map(({ name }) => name);
  if (rates.length === 0) return "none of its parameters is a rate";
  return `its noise is not proportional to ${rates.join(", ")}, the parameters in 1/time`;
};

/** Where populations stay as they are: noise along z alone. */
export const whereDephasing: Claim = (channel) => {
  const jumps = jumpsAt(channel, ordinaryParameters(channel));
  const isAlong = jumps.every(({ re, im }) => [...re, ...im].every(([x, y]) => x === 0 && y === 0));
  return whereDiffusive(channel) ?? (isAlong ? null : "its noise is not along z alone, and changes populations");
};
