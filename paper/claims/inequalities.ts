/** Bounds that must hold in every state, over random states and those that come nearest to failing. */
import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { coherent, xState } from "../../spins/states/named-states.ts";
import { spinText } from "../../text/spin-text.ts";
import { ginibreStates } from "../states/random-states.ts";
import type { Bounded } from "./claim.ts";
import { damping, dephasing, productions } from "./exhibits.ts";
import type { Library } from "./library.ts";
import { randomState, seed, uniforms } from "./trials.ts";

/** A line: what is to hold, and how near it comes to failing. */
export interface Bound {
  readonly what: string;
  readonly source: string;
  /** How many states it was tried on, and what they are. */
  readonly tried: string;
  /** The larger side minus the smaller, of the state that comes nearest to failing: where value + error is least. */
  margin(library: Library): Bounded;
}

export interface Inequality extends Omit<Bound, "margin"> {
  readonly margin: Bounded;
}

/** An error that says nothing is no excuse. */
const largestError = 1e-3;

export const isKept = ({ margin }: Inequality): boolean => margin.value >= -margin.error && margin.error < largestError;

/** The margin that `isKept` judges: a small violation that is certain counts more than a larger one within its error. */
export const least = (margins: readonly Bounded[]): Bounded =>
  margins.reduce((a, b) => (b.value + b.error < a.value + a.error ? b : a));

const systems: readonly (readonly number[])[] = [
  [0.5, 0.5],
  [0.5, 1],
  [1, 1.5],
  [0.5, 0.5, 0.5],
];

const names = (spins: readonly number[]): string => spins.map(spinText).join(", ");

/** Random states, half of them pure; three spheres take a thousandfold of two. */
const drawsOf = (spins: readonly number[]): number => (spins.length > 2 ? 6 : 12);

/** Random states, every other one pure; a product of coherent states, which has the least S, and 1/d, which has the most. */
function statesOf(spins: readonly number[]): readonly ComplexMatrix[] {
  const uniform = uniforms(seed);
  const dimension = spins.reduce((product, J) => product * (2 * J + 1), 1);
  const random = Array.from({ length: drawsOf(spins) }, (_, k) =>
    randomState(dimension, k % 2 === 0 ? 1 : dimension, uniform),
  );
  const directions = spins.map((_, party) => ({ theta: 1.2 + party / 2, phi: 0.6 - party }));
  const re = Float64Array.from({ length: dimension ** 2 }, (_, k) => (k % (dimension + 1) === 0 ? 1 / dimension : 0));
  return [...random, coherent([...spins], directions), { dimension, re, im: new Float64Array(re.length) }];
}

const triedOn = (spins: readonly number[]): string =>
  `${drawsOf(spins)} random states, half of them pure (seed ${seed}), a product of coherent states, 1/d`;

/** Relative, of the k-th state. Where the margin is zero closeness is worth the time. */
function toleranceOf(spins: readonly number[], k: number): number {
  if (k < drawsOf(spins)) return 1e-4;
  return spins.length > 2 ? 5e-4 : 1e-6;
}

/** @param margin  of an S */
const ofEntropy =
  (spins: readonly number[], margin: (S: number) => number) =>
  ({ evaluate }: Library): Bounded =>
    least(
      statesOf(spins).map((state, k) => {
        const { entropy } = evaluate({ spins, state, channels: [], tolerance: toleranceOf(spins, k) });
        return { value: margin(entropy.values[0]), error: entropy.error[0] };
      }),
    );

function lowerBound(spins: readonly number[]): Bound {
  const low = spins.reduce((sum, J) => sum + (2 * J) / (2 * J + 1), 0);
  return {
    what: `S ≥ Σ 2J/(2J+1), spins ${names(spins)}`,
    source: "Lieb and Solovej, Acta Math. 212, 379 (2014), and the chain rule of entropy",
    tried: triedOn(spins),
    margin: ofEntropy(spins, (S) => S - low),
  };
}

function upperBound(spins: readonly number[]): Bound {
  const high = spins.reduce((sum, J) => sum + Math.log(2 * J + 1), 0);
  return {
    what: `S ≤ Σ ln(2J+1), spins ${names(spins)}`,
    source: "Gibbs' inequality",
    tried: triedOn(spins),
    margin: ofEntropy(spins, (S) => high - S),
  };
}

/** Two states whose Π and middle are within a hundredth of each other, so that the margin is small beside Π. */
const neighbours = [0.2, 0.204].map((alpha) => xState([0.3, 0.25, 0.2, 0.25], alpha, 0));

/** ½Π(ρ₁) + ½Π(ρ₂) ≥ Π(½ρ₁ + ½ρ₂), for pairs of random states of two qubits and of near ones. */
function convexity(name: string, uses: readonly ChannelUse[], source: string): Bound {
  const count = 60;
  return {
    what: `Π is convex in ρ: ${name}`,
    source,
    tried: `${count} pairs of random states of two qubits (seed ${seed}), and one of X states next to each other`,
    margin(library) {
      const sampler = ginibreStates(seed);
      const states = Array.from({ length: count + 1 }, () => sampler.next());
      const pairs = [...states.slice(1).map((state, k) => [state, states[k]]), neighbours];
      const [first, second, between] = [
        pairs.map(([a]) => a),
        pairs.map(([, b]) => b),
        pairs.map(([a, b]) => middle(a, b)),
      ].map((list) => [
        ...productions(library, list.slice(0, count), uses),
        ...productions(library, list.slice(count), uses, 1e-8),
      ]);
      return least(
        between.map(({ value, error }, k) => ({
          value: (first[k].value + second[k].value) / 2 - value,
          error: error + (first[k].error + second[k].error) / 2,
        })),
      );
    },
  };
}

const middle = (a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix => ({
  dimension: a.dimension,
  re: a.re.map((entry, k) => (entry + b.re[k]) / 2),
  im: a.im.map((entry, k) => (entry + b.im[k]) / 2),
});

export const bounds: readonly Bound[] = [
  ...systems.map(lowerBound),
  ...systems.map(upperBound),
  convexity("dephasing of both", dephasing, "x²/y is convex"),
  convexity(
    "damping of both, n̄ = 0.5",
    damping(0.5),
    "found numerically; false from J = 3/2 on (wehrl audit larger-spin)",
  ),
];
