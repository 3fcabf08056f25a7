/** Random states, channel parameters and systems for laws. All are built from integers, so that they shrink. */
import fc, { type Arbitrary } from "fast-check";
import type { ChannelUse, Evaluator, ParameterDescription, Parameters } from "../runtime/evaluator.ts";
import type { ComplexMatrix } from "../spins/matrices/complex-matrix.ts";
import { densityMatrix } from "../spins/states/density-matrix.ts";
import { classState, product, xState } from "../spins/states/named-states.ts";
import { dimensionOf, mix, reachAlongRay } from "./matrices.ts";

/** A state of some spins and a channel that acts on some of them. */
export interface Situation {
  readonly spins: readonly number[];
  readonly state: ComplexMatrix;
  readonly use: ChannelUse;
}

/** J = 1/2, 1, …, `largest`. */
export const spin = (largest = 2.5): Arbitrary<number> =>
  fc.integer({ min: 1, max: Math.round(2 * largest) }).map((twoJ) => twoJ / 2);

/** t ∈ [0, 1] in steps of 1/1000, or close to 0. */
export const fraction: Arbitrary<number> = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 1000 }).map((k) => k / 1000) },
  { weight: 1, arbitrary: fc.constantFrom(1e-9, 1e-6, 1e-4) },
);

/** t ∈ [0, 1] in steps of 1/20: at an end or well away from it. */
export const coarseFraction: Arbitrary<number> = fc.integer({ min: 0, max: 20 }).map((k) => k / 20);

export const angle: Arbitrary<number> = fc.integer({ min: 0, max: 6283 }).map((k) => k / 1000);

export const time: Arbitrary<number> = fc.integer({ min: 0, max: 3000 }).map((k) => k / 1000);

/** Bell-shaped like a normal deviate, and 0 when shrunk: the quantile of the logistic distribution of variance 1. */
const deviate: Arbitrary<number> = fc
  .integer({ min: -1000, max: 1000 })
  .map((k) => (Math.sqrt(3) / Math.PI) * Math.log((1001 + k) / (1001 - k)));

/** GG†/Tr with G of `rank` random columns (Ginibre). */
export function statesOfRank(spins: readonly number[], rank: Arbitrary<number>): Arbitrary<ComplexMatrix> {
  const d = dimensionOf(spins);
  return fc
    .record({ rank, entries: fc.array(deviate, { minLength: 2 * d * d, maxLength: 2 * d * d }) })
    .filter(({ rank: columns, entries }) => entries.slice(0, 2 * d * columns).some((entry) => entry !== 0))
    .map(({ rank: columns, entries }) => fromFactor(spins, entries, columns));
}

/** GG†/Tr for the first `columns` columns of the d × d matrix G that `entries` holds, column by column, re and im. */
export function fromFactor(spins: readonly number[], entries: ArrayLike<number>, columns: number): ComplexMatrix {
  const d = dimensionOf(spins);
  const rows = (part: (a: number, b: number, c: number, e: number) => number) =>
    Array.from({ length: d }, (_, i) =>
      Array.from({ length: d }, (_, j) => {
        let sum = 0;
        for (let k = 0; k < columns; k++) {
          const p = 2 * (k * d + i);
          const q = 2 * (k * d + j);
          sum += part(entries[p], entries[p + 1], entries[q], entries[q + 1]);
        }
        return sum;
      }),
    );
  const re = rows((a, b, c, e) => a * c + b * e);
  const im = rows((a, b, c, e) => b * c - a * e);
  const trace = re.reduce((sum, row, i) => sum + row[i], 0);
  const scaled = (matrix: number[][]) => matrix.map((row) => row.map((entry) => entry / trace));
  return densityMatrix(spins, scaled(re), scaled(im));
}

/** Every rank, each as likely. */
export const mixedStates = (spins: readonly number[]): Arbitrary<ComplexMatrix> =>
  statesOfRank(spins, fc.integer({ min: 1, max: dimensionOf(spins) }));

export const pureStates = (spins: readonly number[]): Arbitrary<ComplexMatrix> => statesOfRank(spins, fc.constant(1));

/** A pure state with a little of another one, down to 10⁻¹². */
export const nearlyPureStates = (spins: readonly number[]): Arbitrary<ComplexMatrix> =>
  fc
    .record({ pure: pureStates(spins), other: mixedStates(spins), digits: fc.integer({ min: 1, max: 12 }) })
    .map(({ pure, other, digits }) => mix(pure, other, 10 ** -digits));

/** With at least 0.3/d of every direction: inf Q > 0 well, so that plain quadrature converges fast. */
export const smoothStates = (spins: readonly number[]): Arbitrary<ComplexMatrix> =>
  fc
    .record({ state: mixedStates(spins), share: fc.integer({ min: 30, max: 100 }) })
    .map(({ state, share }) => mix(state, null, share / 100));

export const productStates = (spins: readonly number[]): Arbitrary<ComplexMatrix> =>
  fc.tuple(...spins.map((J) => mixedStates([J]))).map(product);

/** Positive numbers of sum one. */
export const populations = (count: number): Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 1, max: 100 }), { minLength: count, maxLength: count }).map((weights) => {
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map((weight) => weight / sum);
  });

/** Populations and coherences of two qubits that together are a state, of eq 27 or of eq 30. */
export interface Coherences {
  readonly populations: readonly number[];
  readonly values: readonly number[];
}

/** A direction of the coherences and how far along it to go, 1 being the boundary of the states. */
function coherences(
  matrixOf: (values: readonly number[]) => readonly (readonly number[])[],
  directions: Arbitrary<number[]>,
): Arbitrary<Coherences> {
  return fc
    .record({ weights: populations(4), direction: directions, part: fc.integer({ min: 1, max: 999 }) })
    .filter(({ direction }) => direction.some((value) => value !== 0))
    .map(({ weights, direction, part }) => {
      const reach = reachAlongRay(weights, matrixOf(direction));
      return { populations: weights, values: direction.map((value) => (value * reach * part) / 1000) };
    });
}

const share = fc.integer({ min: -100, max: 100 }).map((k) => k / 100);

/** Eq 27: α on the antidiagonal, β elsewhere; give 0 for the class that is to be absent. */
export const xCoherences = (alpha: Arbitrary<number> = share, beta: Arbitrary<number> = share): Arbitrary<Coherences> =>
  coherences(
    ([a, b]) => [
      [0, b, b, a],
      [b, 0, a, b],
      [b, a, 0, b],
      [a, b, b, 0],
    ],
    fc.tuple(alpha, beta),
  );

/** Eq 30: α at ρ₁₂ = ρ₁₃, β at ρ₂₄ = ρ₃₄, γ on the antidiagonal. */
export const classCoherences = (
  alpha: Arbitrary<number> = share,
  beta: Arbitrary<number> = share,
  gamma: Arbitrary<number> = share,
): Arbitrary<Coherences> =>
  coherences(
    ([a, b, g]) => [
      [0, a, a, g],
      [a, 0, g, b],
      [a, g, 0, b],
      [g, b, b, 0],
    ],
    fc.tuple(alpha, beta, gamma),
  );

export const xStates = xCoherences().map(({ populations: p, values: [a, b] }) => xState(p, a, b));

export const classStates = classCoherences().map(({ populations: p, values: [a, b, g] }) => classState(p, a, b, g));

/** All kinds of states, the expensive ones less often. */
export function states(spins: readonly number[]): Arbitrary<ComplexMatrix> {
  const twoQubits = spins.length === 2 && spins.every((J) => J === 0.5);
  return fc.oneof(
    { weight: 5, arbitrary: mixedStates(spins) },
    { weight: 2, arbitrary: smoothStates(spins) },
    { weight: 1, arbitrary: nearlyPureStates(spins) },
    { weight: spins.length > 1 ? 1 : 0, arbitrary: productStates(spins) },
    ...(twoQubits ? [xStates, classStates].map((arbitrary) => ({ weight: 1, arbitrary })) : []),
  );
}

/** Values from the declared ranges; what is unbounded goes five beyond its other end. */
export function parameters(channel: Evaluator, depth = fraction): Arbitrary<Parameters> {
  return fc.record(Object.fromEntries(channel.parameters.map((one) => [one.name, someValue(one, depth)])));
}

function someValue(one: ParameterDescription, depth: Arbitrary<number>): Arbitrary<number> {
  return depth
    .filter((t) => !(t === 0 && one.openMinimum) && !(t === 1 && one.openMaximum))
    .map((t) => valueAt(one, t));
}

/** The value a fraction t of the way through a parameter's range. */
export function valueAt({ minimum, maximum }: ParameterDescription, t: number): number {
  const low = Number.isFinite(minimum) ? minimum : Number.isFinite(maximum) ? maximum - 5 : -5;
  const high = Number.isFinite(maximum) ? maximum : low + (Number.isFinite(minimum) ? 5 : 10);
  return low + t * (high - low);
}

/** Spins, and which of them play the channel's parties. */
export interface System {
  readonly spins: readonly number[];
  readonly on: readonly number[];
}

/** As many parties as the channel has: one spin up to 5/2, qubits, and sparingly a qubit beside a spin 1; a channel of
 *  one party is also put on one of two. */
export function systems(channel: Evaluator): Arbitrary<System> {
  const count = channel.parties.length;
  if (count > 1) {
    const order = fc.shuffledSubarray([...Array(count).keys()], { minLength: count });
    const qubits = Array<number>(count).fill(0.5);
    return fc.record({
      spins: fc.oneof(
        { weight: 9, arbitrary: fc.constant(qubits) },
        { weight: count === 2 ? 1 : 0, arbitrary: fc.constant([0.5, 1]) },
      ),
      on: order,
    });
  }
  const pair = (spins: number[]) => fc.record({ spins: fc.constant(spins), on: fc.constantFrom([0], [1]) });
  return fc.oneof(
    { weight: 12, arbitrary: spin().map((J) => ({ spins: [J], on: [0] })) },
    { weight: 7, arbitrary: pair([0.5, 0.5]) },
    { weight: 1, arbitrary: pair([0.5, 1]) },
  );
}

/** The same channel, printed by its name in a counterexample. */
function named(channel: Evaluator): Evaluator {
  return Object.assign({ ...channel }, { [fc.toStringMethod]: () => channel.name });
}

/** A channel with random parameters on random parties in a random state.
 *  @param kind  the states to draw from
 *  @param depth  how far into their ranges parameters are drawn */
export function situations(
  channel: Evaluator,
  kind: (spins: readonly number[]) => Arbitrary<ComplexMatrix> = states,
  depth = fraction,
): Arbitrary<Situation> {
  const printed = named(channel);
  return systems(channel).chain(({ spins, on }) =>
    fc
      .record({ state: kind(spins), values: parameters(channel, depth) })
      .map(({ state, values }) => ({ spins, state, use: { channel: printed, on, parameters: values } })),
  );
}
