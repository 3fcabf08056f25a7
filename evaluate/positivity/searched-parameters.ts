/** Which parameters of a channel are searched, and where. */

import type { Evaluator, ParameterDescription, Parameters } from "../../runtime/evaluator.ts";
import { cross, dot, type Noise, noiseOf, times, trace } from "../../spins/dynamics/noise-matrix.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { strengthOf } from "../check/strength.ts";

/** Those that are not kept, but for a rate that only sets the unit of time, and what only turns the axes.
 *  @param J  of the channel's party
 *  @param kept  values of some */
export function freeParameters(channel: Evaluator, J: number, kept: Parameters): readonly ParameterDescription[] {
  const free = channel.parameters.filter(({ name }) => kept[name] === undefined && !isRate(channel, name));
  return free.filter((parameter) => !isTurn(channel, J, parameter, free, kept));
}

/** Rates only set the unit of time where there is one alone. */
const isRate = (channel: Evaluator, name: string): boolean => {
  const rates = channel.parameters.filter(({ unit }) => unit === "1/time");
  return rates.length === 1 && rates[0].name === name;
};

/** A rate of 1, and for the rest the end of the range that is nearest to zero. */
export const defaults = (channel: Evaluator): Parameters =>
  Object.fromEntries(
    channel.parameters.map(({ name, minimum, maximum }) => [
      name,
      isRate(channel, name) ? Math.min(Math.max(1, minimum), maximum) : Math.min(Math.max(0, minimum), maximum),
    ]),
  );

/** Where an angle is tried, on the real line that is mapped into its range. */
const TRIED = [-1.3, -0.4, 0.7, 1.9];

/** What invariants may differ by, in shares of their size. */
const ALIKE = 1e-10;

/** Whether a parameter turns P and m of the only reservoir and does nothing else: Π of the states that are turned with them stays. */
function isTurn(
  channel: Evaluator,
  J: number,
  one: ParameterDescription,
  free: readonly ParameterDescription[],
  kept: Parameters,
): boolean {
  if (channel.reservoirs.length > 1) return false;
  const others = free.map((_, k) => 0.6 - 0.5 * (k % 3));
  const [first, ...rest] = TRIED.map((t) => {
    const at = parametersAt(
      free,
      Float64Array.from(free, (parameter, k) => (parameter === one ? t : others[k])),
    );
    return invariants(noiseOf(channel.jumps({ ...defaults(channel), ...kept, ...at }, [J])));
  });
  return rest.every((values) =>
    values.every(({ value, size }, k) => Math.abs(value - first[k].value) <= ALIKE * Math.max(size, first[k].size)),
  );
}

/** Of P and m under turns, with the size that each could have: P and m that agree in all of them are turned into one another. */
function invariants({ P, m }: Noise): readonly { readonly value: number; readonly size: number }[] {
  const [largest, length] = [trace(P), Math.hypot(...m)];
  const [once, twice] = [times(P, m), times(P, times(P, m))];
  const square = [times(P, P[0]), times(P, P[1]), times(P, P[2])] as const;
  return [
    { value: largest, size: largest },
    { value: trace(square), size: largest ** 2 },
    { value: P.reduce((sum, row, k) => sum + dot(row, square[k]), 0), size: largest ** 3 },
    { value: length, size: length },
    { value: dot(m, once), size: largest * length ** 2 },
    { value: dot(m, twice), size: largest ** 2 * length ** 2 },
    { value: dot(m, cross(once, twice)), size: largest ** 3 * length ** 3 },
  ];
}

/** How far a search goes from a finite end of a range: beyond, squeezing and heat only make Π large. */
const REACH = 3;

/** Shares from 2e-9 on: of lower rates nothing is seen, and beyond the range of magnitudes there is nothing to compute with. */
const FARTHEST = 20;

/** The real line mapped into each range, or into the part of it next to a finite end, by a logistic. */
export function parametersAt(free: readonly ParameterDescription[], t: Float64Array): Parameters {
  return Object.fromEntries(
    free.map((parameter, k) => {
      const [from, to] = rangeOf(parameter);
      const share = 1 / (1 + Math.exp(-Math.min(Math.max(t[k], -FARTHEST), FARTHEST)));
      return [parameter.name, Number.isFinite(from) ? from + share * (to - from) : t[k]];
    }),
  );
}

/** The part of each range that is searched. */
export const boxOf = (free: readonly ParameterDescription[]): Readonly<Record<string, readonly [number, number]>> =>
  Object.fromEntries(free.map((parameter) => [parameter.name, rangeOf(parameter)]));

function rangeOf({ minimum, maximum }: ParameterDescription): readonly [number, number] {
  if (Number.isFinite(minimum)) return [minimum, minimum + Math.min(maximum - minimum, REACH)];
  return [Number.isFinite(maximum) ? maximum - REACH : minimum, maximum];
}

/** Times the squares of spins it is a rate that an evolution can be computed with. */
const LARGEST_STRENGTH = 1e140;

/** Parameters in their ranges can still give rates that nothing is computed with: squeezing does by its cosh.
 *  @throws InvalidInput  naming those that are kept */
export function requireModest(channel: Evaluator, J: number, kept: Parameters): void {
  const strength = strengthOf({ channel, on: [0], parameters: { ...defaults(channel), ...kept } }, [J]);
  if (strength === 0 || (strength >= 1 / LARGEST_STRENGTH && strength <= LARGEST_STRENGTH)) return;
  const given = Object.entries(kept).map(([name, value]) => `${name} = ${value}`);
  const size = Number.isFinite(strength) ? `of ${strength.toExponential(0)}` : "beyond any double";
  throw new InvalidInput({
    path: ["parameters"],
    found: `${given.join(", ")}, which gives ${channel.name} a rate ${size}`,
    expected: "0 or one within 1e-140 to 1e140",
  });
}
