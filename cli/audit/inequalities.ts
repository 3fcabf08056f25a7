/** Bounds that must hold in every state, over random states: how near they come to failing. */
import type { ChannelUse, ComplexMatrix } from "../../runtime/index.ts";
import { evaluate, ginibreStates } from "../../runtime/index.ts";
import type { Bounded } from "./claim.ts";
import { randomState, seed, uniforms } from "./samples.ts";
import { damping, dephasing, productions } from "./states.ts";

export interface Inequality {
  readonly what: string;
  readonly source: string;
  /** How many states it was tried on, and what they are. */
  readonly tried: string;
  /** The larger side minus the smaller, of the state that comes nearest to failing: where value + error is least. */
  readonly margin: Bounded;
}

export const isKept = ({ margin }: Inequality): boolean => margin.value >= -margin.error;

/** The margin that `isKept` judges: a small violation that is certain counts more than a larger one within its error. */
export const least = (margins: readonly Bounded[]): Bounded =>
  margins.reduce((a, b) => (b.value + b.error < a.value + a.error ? b : a));

const draws = 12;
const systems: readonly (readonly number[])[] = [
  [0.5, 0.5],
  [0.5, 1],
  [1, 1.5],
  [0.5, 0.5, 0.5],
];

const names = (spins: readonly number[]): string =>
  spins.map((J) => (Number.isInteger(J) ? `${J}` : `${2 * J}/2`)).join(", ");

/** S of random states: pure ones are near the lower bound, mixed ones near the upper. */
function entropies(spins: readonly number[]): readonly Bounded[] {
  const uniform = uniforms(seed);
  const dimension = spins.reduce((product, J) => product * (2 * J + 1), 1);
  return Array.from({ length: draws }, (_, k) => {
    const state = randomState(dimension, k % 2 === 0 ? 1 : dimension, uniform);
    const { entropy } = evaluate({ spins, state, channels: [], tolerance: 1e-4 });
    return { value: entropy.values[0], error: entropy.error[0] };
  });
}

const triedOn = `${draws} random states of each, half of them pure (seed ${seed})`;

function lowerBound(spins: readonly number[], found: readonly Bounded[]): Inequality {
  const low = spins.reduce((sum, J) => sum + (2 * J) / (2 * J + 1), 0);
  return {
    what: `S ≥ Σ 2J/(2J+1), spins ${names(spins)}`,
    source: "Lieb and Solovej, Acta Math. 212, 379 (2014), and the chain rule of entropy",
    tried: triedOn,
    margin: least(found.map(({ value, error }) => ({ value: value - low, error }))),
  };
}

function upperBound(spins: readonly number[], found: readonly Bounded[]): Inequality {
  const high = spins.reduce((sum, J) => sum + Math.log(2 * J + 1), 0);
  return {
    what: `S ≤ Σ ln(2J+1), spins ${names(spins)}`,
    source: "Gibbs' inequality",
    tried: triedOn,
    margin: least(found.map(({ value, error }) => ({ value: high - value, error }))),
  };
}

/** ½Π(ρ₁) + ½Π(ρ₂) ≥ Π(½ρ₁ + ½ρ₂), for pairs of random states of two qubits. */
function convexity(name: string, uses: readonly ChannelUse[], source: string): Inequality {
  const count = 60;
  const sampler = ginibreStates(seed);
  const states = Array.from({ length: count + 1 }, () => sampler.next());
  const middles = states.slice(1).map((state, k) => middle(state, states[k]));
  const [ends, between] = [states, middles].map((list) => productions(list, uses));
  const margins = between.map(({ value, error }, k) => ({
    value: (ends[k].value + ends[k + 1].value) / 2 - value,
    error: error + (ends[k].error + ends[k + 1].error) / 2,
  }));
  return {
    what: `Π is convex in ρ: ${name}`,
    source,
    tried: `${count} pairs of random states of two qubits (seed ${seed})`,
    margin: least(margins),
  };
}

const middle = (a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix => ({
  dimension: a.dimension,
  re: a.re.map((entry, k) => (entry + b.re[k]) / 2),
  im: a.im.map((entry, k) => (entry + b.im[k]) / 2),
});

export function inequalities(): readonly Inequality[] {
  const found = systems.map(entropies);
  return [
    ...systems.map((spins, k) => lowerBound(spins, found[k])),
    ...systems.map((spins, k) => upperBound(spins, found[k])),
    convexity("dephasing of both", dephasing, "x²/y is convex"),
    convexity(
      "damping of both, n̄ = 0.5",
      damping(0.5),
      "found numerically; false from J = 3/2 on (wehrl audit larger-spin)",
    ),
  ];
}
