/** For which channels a law is claimed, read off the compiled channel: never off its name. */
import { sizeOf } from "../../evaluate/prepare/verdict.ts";
import type { Evaluator, Parameters } from "../../runtime/evaluator.ts";
import { valueAt } from "./arbitraries.ts";

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

/** One potential serves all reservoirs and belongs to a state, at which everything stands still. */
export function hasSteadyState(channel: Evaluator): boolean {
  return isSplit(channel) && channel.steadyState !== null;
}

/** Parameters in the middle of their ranges, all different. */
export function ordinaryParameters(channel: Evaluator): Parameters {
  return Object.fromEntries(channel.parameters.map((one, k) => [one.name, valueAt(one, 0.21 + 0.13 / (k + 1))]));
}

/** Turning all parties about z changes no reservoir: its C = Σ rate l l† commutes with the rotation. */
export function turnsWithZ(channel: Evaluator): boolean {
  const jumps = channel.jumps(ordinaryParameters(channel), []);
  const groups = channel.reservoirs.map((_, which) => jumps.filter(({ reservoir }) => reservoir === which));
  return groups.every((group) => {
    const before = kossakowski(group, 0);
    const after = kossakowski(group, 1);
    return before.every((entry, k) => Math.abs(entry - after[k]) < 1e-12);
  });
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

/** Everything is proportional to the parameters that are rates. */
export function isLinearInRates(channel: Evaluator): boolean {
  const once = ordinaryParameters(channel);
  const before = kossakowski(channel.jumps(once, []), 0);
  const after = kossakowski(channel.jumps(faster(channel, once, 2), []), 0);
  return before.every((entry, k) => Math.abs(2 * entry - after[k]) < 1e-12);
}

/** How fast a channel can change states, a bound on its rates: Σ |rate|·|l|²·(2ΣJ)². */
export function speed(channel: Evaluator, parameters: Parameters, spins: readonly number[]): number {
  const size = 2 * spins.reduce((a, b) => a + b, 0);
  return channel.jumps(parameters, spins).reduce((sum, { rate, re, im }) => {
    const squares = [...re, ...im].flat().reduce((total, entry) => total + entry * entry, 0);
    return sum + Math.abs(rate) * squares * size * size;
  }, 0);
}

/** Σ rate l l† of jumps turned by χ about z, the real and then the imaginary parts of all entries. */
function kossakowski(jumps: ReturnType<Evaluator["jumps"]>, chi: number): number[] {
  const turn = ([x, y, z]: readonly [number, number, number]) => [
    Math.cos(chi) * x - Math.sin(chi) * y,
    Math.sin(chi) * x + Math.cos(chi) * y,
    z,
  ];
  const size = 3 * (jumps[0]?.re.length ?? 0);
  const re = new Array<number>(size * size).fill(0);
  const im = new Array<number>(size * size).fill(0);
  for (const jump of jumps) {
    const a = jump.re.flatMap(turn);
    const b = jump.im.flatMap(turn);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        re[i * size + j] += jump.rate * (a[i] * a[j] + b[i] * b[j]);
        im[i * size + j] += jump.rate * (b[i] * a[j] - a[i] * b[j]);
      }
    }
  }
  return [...re, ...im];
}
