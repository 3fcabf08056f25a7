/** Q of one spin, the local integrand of its Π and its current, at a grid of directions. */

import { productRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { type ComplexMatrix, partialTrace } from "../../spins/matrices/complex-matrix.ts";
import { dickeAmplitudes } from "../../spins/states/dicke.ts";
import type { Direction } from "../../spins/states/named-states.ts";
import { entryName } from "../check/entries.ts";
import { checkProblem } from "../check/validate.ts";
import { isSplit, type PreparedChannel, prepareChannel } from "../prepare/prepared-channel.ts";
import { boundedStates } from "../problem/evolve.ts";
import type { Problem } from "../problem/problem.ts";
import { contracted, eachPoint } from "../quantities/conditional-matrices.ts";
import { type Directions, emptyHusimi, gridOf, husimiAt } from "./husimi-on-grid.ts";

/** Of which spin, and what is done with the others. */
export interface Viewed {
  readonly party: number;
  /** For every spin the direction that it is held at, null where it is integrated over; that of `party` is not looked at. */
  readonly held?: readonly (Direction | null)[];
}

/** Fields at `row * columns + column`. With spins integrated over Q is that of the reduced state, ⟨n|Tr ρ|n⟩, bare: μ∫ Q dΩ = 1 with
 *  μ = (2J+1)/4π. */
export interface SphereFields extends Directions {
  readonly Q: Float64Array;
  /** By dΩ, all measures of the integrated spins and μ within: Π of the channels on this spin is ∫ dΩ of it. Null where one is refused.
   *  Zero where Q is zero, where it depends on the side one comes from. */
  readonly production: Float64Array | null;
  /** I = AQ − B∇Q of those channels, along e_θ and e_φ: what dissipates changes Q by −∇·I. Null where a channel has no A and B. */
  readonly current: readonly [Float64Array, Float64Array] | null;
  /** What is Q's: the reduced or conditional matrix of the spin. */
  readonly matrix: ComplexMatrix;
  /** Places, among the channels of a result, of those on this spin alone. */
  readonly channels: readonly number[];
  /** What to call all others. */
  readonly others: readonly string[];
  /** Why Π of one of the channels is not given. */
  readonly refusal: string | null;
}

/** @throws InvalidInput  where the problem is not well posed or has several times, and for a spin that is not there */
export function sphereFields(problem: Problem, { party, held = [] }: Viewed, directions: Directions): SphereFields {
  const checked = checkProblem(problem);
  const { spins } = checked;
  if (spins[party] === undefined)
    throw new InvalidInput({
      path: ["party"],
      found: `${party}`,
      expected: `a spin by index, 0 to ${spins.length - 1}`,
    });
  const [{ state }, ...more] = boundedStates(checked);
  if (more.length > 0)
    throw new InvalidInput({
      path: ["times"],
      found: `${more.length + 1} times`,
      expected: "one, of which the map is",
    });
  const prepared = checked.channels.map((use) => prepareChannel(use, spins));
  const channels = prepared.flatMap(({ on }, k) => (on.length === 1 && on[0] === party ? [k] : []));
  const own = channels.map((k) => prepared[k]).filter(({ active }) => active);
  const refused = own.find((channel) => !isSplit(channel));
  const given = heldAt(state, spins, party, held);
  const matrix = partialTrace(
    given.state,
    given.spins.map((J) => 2 * J + 1),
    [given.party],
  );
  const husimi = emptyHusimi(directions);
  husimiAt(matrix, directions, husimi);
  const isKnown = own.every(({ use }) => use !== null);
  return {
    ...directions,
    Q: husimi.Q,
    production: refused === undefined && isKnown ? productionOf(given, own, directions) : null,
    current: isKnown ? currentOf(own, husimi, directions) : null,
    matrix,
    channels,
    others: prepared.flatMap((_, k) => (channels.includes(k) ? [] : [entryName(prepared, k, checked.entries, spins)])),
    refusal: refused?.verdict.refusal ?? null,
  };
}

interface Held {
  readonly state: ComplexMatrix;
  readonly spins: readonly number[];
  readonly party: number;
}

/** ⟨n|ρ|n⟩ by each spin that is held at a direction. */
function heldAt(rho: ComplexMatrix, spins: readonly number[], party: number, held: Viewed["held"]): Held {
  let left: Held = { state: rho, spins, party };
  for (let k = spins.length - 1; k >= 0; k--) {
    const direction = k === party ? null : (held?.[k] ?? null);
    if (direction === null) continue;
    const amplitudes = new Float64Array(2 * spins[k] + 1);
    dickeAmplitudes(2 * spins[k], Math.cos(direction.theta / 2), Math.sin(direction.theta / 2), amplitudes);
    left = {
      state: contracted(left.state, left.spins, k, amplitudes, direction.phi),
      spins: left.spins.toSpliced(k, 1),
      party: left.party - (k < left.party ? 1 : 0),
    };
  }
  return left;
}

/** Evaluations of an integrand: a few seconds. */
const BUDGET = 4e7;
const [LEAST_ROWS, MOST_ROWS] = [4, 32];

/** μ g·Bg/Q, integrated over all other spheres. */
function productionOf({ state, spins, party }: Held, channels: readonly PreparedChannel[], directions: Directions) {
  const [rows, columns] = [directions.theta.length, directions.phi.length];
  const others = spins.length - 1;
  const points = (BUDGET / (rows * columns)) ** (1 / Math.max(others, 1));
  const own = Math.min(MOST_ROWS, Math.floor(Math.sqrt(points / 2)));
  if (own < LEAST_ROWS)
    throw new InvalidInput({
      path: ["spins"],
      found: `${others} others to integrate at ${rows * columns} directions`,
      expected: "what takes a few seconds: fewer directions, or some of the others held",
    });
  const rules = spins.map((_, k): SphereRule | null => (k === party ? null : productRule(own, 2 * own, 0.7)));
  const husimi = emptyHusimi(directions);
  const geometry = { rows, columns, spheres: [gridOf(directions)] };
  const one = new Float64Array(rows * columns);
  const sum = new Float64Array(rows * columns);
  const mu = (2 * spins[party] + 1) / (4 * Math.PI);
  if (channels.length === 0) return sum;
  eachPoint(state, spins, rules, (conditional, weight) => {
    husimiAt(conditional, directions, husimi);
    for (const { use } of channels) {
      use!.channel.pointwise.production!(
        use!.parameters,
        [spins[party]],
        geometry,
        husimi.Q,
        husimi.Q,
        husimi.gradient,
        one,
      );
      for (let k = 0; k < sum.length; k++) if (husimi.Q[k] > 0) sum[k] += mu * weight * one[k];
    }
  });
  return sum;
}

function currentOf(
  channels: readonly PreparedChannel[],
  { Q, gradient: [slope, turn] }: ReturnType<typeof emptyHusimi>,
  directions: Directions,
): readonly [Float64Array, Float64Array] {
  const [rows, columns] = [directions.theta.length, directions.phi.length];
  const geometry = { rows, columns, spheres: [gridOf(directions)] };
  const field = () => new Float64Array(Q.length);
  const current = [field(), field()] as const;
  const [drift, diffusion] = [
    [field(), field()],
    [field(), field(), field()],
  ];
  for (const { use, spins } of channels) {
    use!.channel.pointwise.coefficients(use!.parameters, spins, geometry, drift, diffusion);
    const [polar, mixed, azimuthal] = diffusion;
    for (let k = 0; k < Q.length; k++) {
      current[0][k] += drift[0][k] * Q[k] - polar[k] * slope[k] - mixed[k] * turn[k];
      current[1][k] += drift[1][k] * Q[k] - mixed[k] * slope[k] - azimuthal[k] * turn[k];
    }
  }
  return current;
}
