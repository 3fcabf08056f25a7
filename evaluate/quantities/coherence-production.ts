/**
 * The share of entropy production that comes from coherence in the bath's own basis. With ρ̄ the average of ρ about the axis of a reservoir
 * that is symmetric about one,
 *
 *   Π(ρ) = Π(ρ̄) + [Π(ρ) − Π(ρ̄)],   Π_Spohn(ρ) = Π_Spohn(ρ̄) − d/dt S(ρ‖ρ̄),
 *
 * since D(ρ̄) is the average of D(ρ), and ln σ is its own. The second share is never negative, as S(ρ‖ρ̄) contracts; the first is not for
 * dephasing, nor was it found to be for damped qubits, and may be from J = 3/2 on, where Π is not convex (Santos, Céleri, Landi and Paternostro, npj Quantum Inf. 5, 23
 * (2019), for Spohn's).
 */

import type { Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { type Bounded, difference, ROUNDING, sum, ZERO } from "../../spins/numbers/bounded.ts";
import { refuseWithoutBound } from "../check/out-of-range.ts";
import type { CheckedProblem } from "../check/validate.ts";
import { type PreparedChannel, prepareChannel } from "../prepare/prepared-channel.ts";
import { RATES_ALONE, ratesOfItems } from "../problem/evaluate.ts";
import { averagedAbout, axesOf } from "./bath-axis.ts";
import { spohnProduction } from "./production.ts";

/** A channel of a problem and the axes of its spins. */
interface Axial {
  readonly channel: PreparedChannel;
  readonly axes: readonly Vector3[];
}

type Share = (rho: ComplexMatrix, stateError: number) => Bounded;

/** Π(ρ) − Π(ρ̄), summed over the channels, nats per unit of time.
 *  @throws InvalidInput  for a channel without an axis, or whose Π is refused */
export function coherenceProduction(problem: CheckedProblem, name: string): Share {
  const axial = axialChannels(problem, name);
  axial.forEach(({ channel: { verdict, active } }, k) => {
    if (verdict.refusal === null || !active) return;
    const found = `a channel whose Π is refused: ${verdict.refusal}`;
    throw new InvalidInput({ path: ["channels", problem.entries[k]], found, expected: `one that has Π, for ${name}` });
  });
  const rates = ratesOfItems({ ...problem, method: "quadrature" }, RATES_ALONE);
  const own = axial.map(({ channel }) => [channel]);
  return shares(problem, axial, (state, error, k) => {
    const { beyond, channels } = rates({ state, error, mended: 0, channels: own[k] });
    if (beyond === null) refuseWithoutBound(name);
    return channels[0].production!;
  });
}

/** Π_Spohn(ρ) − Π_Spohn(ρ̄) = −Tr[D(ρ)(ln ρ − ln ρ̄)], summed over the channels, nats per unit of time, from 0 to ∞.
 *  @throws InvalidInput  for a channel without an axis */
export function spohnCoherenceProduction(problem: CheckedProblem, name: string): Share {
  const axial = axialChannels(problem, name);
  return shares(problem, axial, (rho, error, k) => {
    const { dissipator } = axial[k].channel;
    return spohnProduction(rho, problem.dimensions, [{ dissipator, equilibrium: null }], error);
  });
}

/** @param production  of the k-th channel */
function shares(
  { dimensions }: CheckedProblem,
  axial: readonly Axial[],
  production: (rho: ComplexMatrix, stateError: number, k: number) => Bounded,
): Share {
  return (rho, stateError) =>
    sum(
      ...axial.map(({ channel, axes }, k) => {
        const mean = averagedAbout(rho, dimensions, channel.on, axes);
        if (!channel.active || (stateError === 0 && isSame(rho, mean))) return ZERO;
        const isUpright = axes.every(([x, y]) => x === 0 && y === 0);
        const turned = isUpright ? 0 : ROUNDING * rho.dimension;
        return less(production(rho, stateError, k), production(mean, stateError + turned, k));
      }),
    );
}

/** Where both are infinite nothing is known of what is between them. */
function less(whole: Bounded, populations: Bounded): Bounded {
  if (populations.value !== Number.POSITIVE_INFINITY) return difference(whole, populations);
  return { value: Number.POSITIVE_INFINITY, error: Number.POSITIVE_INFINITY };
}

const isSame = (a: ComplexMatrix, b: ComplexMatrix): boolean =>
  a.re.every((entry, k) => entry === b.re[k] && a.im[k] === b.im[k]);

function axialChannels({ channels, spins, entries }: CheckedProblem, name: string): readonly Axial[] {
  if (channels.length === 0)
    throw new InvalidInput({ path: ["channels"], found: "none", expected: `one at least for ${name}` });
  return channels.map((use, k) => {
    const channel = prepareChannel(use, spins);
    const jumps = channel.use?.channel.jumps(channel.use.parameters, channel.spins) ?? null;
    const axes = jumps === null ? null : axesOf(jumps, channel.on.length);
    if (axes !== null) return { channel, axes };
    throw new InvalidInput({
      path: ["channels", entries[k]],
      found: "a channel that is not symmetric about an axis of each of its spins",
      expected: `thermal damping, dephasing and the like for ${name}`,
    });
  });
}
