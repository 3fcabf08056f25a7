/**
 * Which way a state goes: the table. Under each heading the rows stand in the order in which they are tried, and the first that applies is
 * taken; where it misses its goal `state-integrals.ts` seeks what is left by another.
 */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { InnerSphere, Integrand } from "../../runtime/spheres/integrand.ts";
import { dissipate } from "../../spins/dynamics/liouvillian.ts";
import {
  type ComplexMatrix,
  combine,
  frobenius,
  otherParties,
  partialTrace,
  tensorProduct,
} from "../../spins/matrices/complex-matrix.ts";
import { distanceFromPure } from "../../spins/states/pure-state.ts";
import type { PreparedChannel } from "../prepare/prepared-channel.ts";
import type { Setting } from "../prepare/setting.ts";
import type { Method } from "../problem/problem.ts";
import { isPair, widest } from "./pair.ts";
import { majoranaSphere } from "./pure-sphere.ts";

/** The sphere that is integrated first, for each point of all others. */
export interface FirstSphere {
  readonly party: number;
  readonly inner: InnerSphere;
  /** What of a state that passes for pure is not: trace norm; 0 elsewhere. */
  readonly impurity: number;
}

/** A way with what it knows and what it costs. `take` is null where it does not apply. */
interface Way<Name extends string, Case extends readonly unknown[], Taken> {
  readonly name: Name;
  readonly knows: string;
  readonly costs: string;
  readonly take: (...of: Case) => Taken | null;
}

/** To entropy and rates together. */
const ofRates: readonly Way<"sampled" | "integrated", [method: Method], true>[] = [
  {
    name: "sampled",
    knows: "means over points uniform on all spheres, with standard errors",
    costs: "the points that are asked for",
    take: (method) => (method === "monte-carlo" ? true : null),
  },
  {
    name: "integrated",
    knows: "integrals with bounds, as close as the tolerance asks",
    costs: "what the ways below do",
    take: () => true,
  },
];

/** To S alone, before the logarithms. */
const ofEntropy: readonly Way<"product" | "purified", [rho: ComplexMatrix, setting: Setting], Factors>[] = [
  {
    name: "product",
    knows: "S of states of single spins, whose sum it is: zeros of one factor's Q are on one sphere alone",
    costs: "one sphere for each spin",
    take: factorsOf,
  },
  {
    name: "purified",
    knows:
      "S of a pure state of three spins and more, one a qubit: whatever the others' points leave of that is pure, and adds ½",
    costs: "that of the others' mixed state",
    take: withoutQubit,
  },
];

/** To −M ∫ X ln Q: S, and the change of it by anything. */
const ofLogarithms: readonly Way<"closed" | "pure" | "grid", [rho: ComplexMatrix, setting: Setting], FirstSphere>[] = [
  {
    name: "closed",
    knows:
      "the sphere of a qubit, rather one with a channel, in closed form; of a pair that which leaves the other's the smoother",
    costs: "a point for each point of the other spheres",
    take: qubitSphere,
  },
  {
    name: "pure",
    knows: "the sphere of the largest spin of a pure state, by the zeros of Q on it",
    costs: "the roots of a polynomial for each point of the other spheres",
    take: (rho, { spins }) => pureSphere(rho, spins),
  },
  {
    name: "grid",
    knows: "any sphere, that of a party with a channel first",
    costs: "the points of a grid for each point of the other spheres",
    take: (_, setting) => ({ party: busyParties(setting)[0] ?? 0, inner: "grid", impurity: 0 }),
  },
];

/** To Π of one channel by its own integral, from how the state deviates from the channel's steady one. */
const ofProduction: readonly Way<"closed" | "grid", [Deviation, Setting], Integrand>[] = [
  {
    name: "closed",
    knows: "the sphere of a qubit in closed form, where there is a steady state",
    costs: "a point for each point of the other spheres",
    take: ({ channel, matrix }, { spins, dimensions }) => {
      if (channel.steadyState === null || spins[channel.on[0]] !== 0.5) return null;
      return { kind: "qubitProduction", of: matrix, change: dissipate(channel.dissipator, matrix, dimensions) };
    },
  },
  {
    name: "grid",
    knows: "any sphere, by the emitted integrand",
    costs: "the points of a grid for each point of the other spheres",
    take: ({ channel, matrix }) => (channel.use === null ? null : { kind: "production", use: channel.use, of: matrix }),
  },
];

/** ρ − σ* ⊗ Tr_a ρ, or ρ where the channel has no σ*. */
interface Deviation {
  readonly channel: PreparedChannel;
  readonly matrix: ComplexMatrix;
}

export const ways = { ofRates, ofEntropy, ofLogarithms, ofProduction } as const;

/** The first row that applies with what it takes; null where none does. */
export function wayOf<Name extends string, Case extends readonly unknown[], Taken>(
  rows: readonly Way<Name, Case, Taken>[],
  ...of: Case
): { readonly name: Name; readonly taken: Taken } | null {
  for (const { name, take } of rows) {
    const taken = take(...of);
    if (taken !== null) return { name, taken };
  }
  return null;
}

/** Whether a state goes as a pure one. */
export const isPure = ({ inner }: FirstSphere): boolean => inner === majoranaSphere;

/** The sphere by which the logarithms of a state go. */
export function firstSphere(rho: ComplexMatrix, setting: Setting): FirstSphere {
  const way = wayOf(ways.ofLogarithms, rho, setting);
  if (way === null) throw new Error("no way to the logarithms of a state");
  return way.taken;
}

const busyParties = ({ channels }: Setting): readonly number[] =>
  channels.filter(({ active }) => active).flatMap(({ on }) => on);

function qubitSphere(rho: ComplexMatrix, setting: Setting): FirstSphere | null {
  const busy = busyParties(setting);
  const qubits = setting.spins.flatMap((J, party) => (J === 0.5 ? [party] : []));
  if (qubits.length === 0) return null;
  const own = qubits.filter((party) => busy.includes(party));
  const parties = own.length === 0 ? qubits : own;
  return { party: isPair(setting.spins) ? widest(rho, parties) : parties[0], inner: "closed", impurity: 0 };
}

/** Majorana points of larger spins cost more than they save. */
const LARGEST_PURE = 64;

function pureSphere(rho: ComplexMatrix, spins: readonly number[]): FirstSphere | null {
  const largest = Math.max(...spins);
  const impurity = largest <= LARGEST_PURE ? distanceFromPure(rho) : null;
  return impurity === null ? null : { party: spins.indexOf(largest), inner: majoranaSphere, impurity };
}

/** A change of one party alone by that party's sphere: in a product of states the logarithms of all others' Q then fall out before the
 *  other spheres are integrated, where their zeros would converge slowly. */
export function ownSphere({ channels, spins }: Setting, k: number, sphere: FirstSphere): FirstSphere {
  const { on } = channels[k];
  if (on.length > 1 || (sphere.inner === majoranaSphere && spins[on[0]] > LARGEST_PURE)) return sphere;
  const inner = sphere.inner === "closed" && spins[on[0]] !== 0.5 ? "grid" : sphere.inner;
  return { ...sphere, inner, party: on[0] };
}

/** The share of the budget for a product of grids where a closed qubit sphere offers another way. */
const SHARE_OF_GRIDS = 0.25;

/** How much of what is left of the budget a way may take for the moments and rates that have another. */
export function shareOf(inner: InnerSphere, party: number, spins: readonly number[]): number {
  return inner === "grid" && spins.some((J, other) => J === 0.5 && other !== party) ? SHARE_OF_GRIDS : 1;
}

/** Whether dS/dt has a closed form that keeps its digits however small it is. */
export function isExact({ spins, channels }: Setting, k: number): boolean {
  const { use, on } = channels[k];
  return use !== null && on.length === 1 && isClosed(spins[on[0]], use);
}

export function isClosed(J: number, { channel }: ChannelUse): boolean {
  return J === 0.5 && channel.inner !== null;
}

/** States whose S add up to that of ρ. */
export interface Factors {
  readonly factors: readonly { readonly state: ComplexMatrix; readonly spins: readonly number[] }[];
  /** What comes to their sum. */
  readonly constant: number;
  /** What the distance of ρ from a state of which that is true does to S. */
  readonly off: number;
}

/** What that may take of the tolerance. */
const SHARE = 0.25;

/** @returns null where ρ is no product to within the tolerance, and where a closed sphere leaves one to integrate at most */
export function factorsOf(rho: ComplexMatrix, { spins, dimensions, tolerance }: Setting): Factors | null {
  if (spins.length < 2 || (spins.length === 2 && spins.includes(0.5))) return null;
  const factors = spins.map((_, party) => partialTrace(rho, dimensions, [party]));
  const distance = Math.sqrt(rho.dimension) * frobenius(combine(1, rho, -1, factors.reduce(tensorProduct)));
  const off = offBy(distance, spins, tolerance);
  return off === null
    ? null
    : { factors: factors.map((state, party) => ({ state, spins: [spins[party]] })), constant: 0, off };
}

/** −μ∫ Q ln Q over the sphere of a qubit in a pure state of norm p is p(½ − ln p), and p the Husimi function of the others' state. */
function withoutQubit(rho: ComplexMatrix, { spins, dimensions, tolerance }: Setting): Factors | null {
  const party = spins.indexOf(0.5);
  const distance = spins.length < 3 || party < 0 ? null : distanceFromPure(rho);
  const off = distance === null ? null : offBy(distance, spins, tolerance);
  if (off === null) return null;
  const state = partialTrace(rho, dimensions, otherParties(dimensions, [party]));
  return { factors: [{ state, spins: spins.toSpliced(party, 1) }], constant: 0.5, off };
}

/** What a distance in the trace norm does to S; null where that is too much. */
function offBy(distance: number, spins: readonly number[], tolerance: number): number | null {
  // The bound grows with the distance up to 1.
  if (!(distance < 1)) return null;
  const off = distance === 0 ? 0 : distance * (1 - Math.log(distance)) * logarithmSize(spins);
  const least = spins.reduce((sum, J) => sum + (2 * J) / (2 * J + 1), 0);
  return off <= SHARE * tolerance * least ? off : null;
}

/** |M ∫ X ln Q| ≤ this · ‖X‖₁: no mean of −ln Q over a state is larger than Σ 2J (1 + 1/2 + … + 1/(2J+1)), where Q is a coherent
 *  state's and that state the opposite one (by Majorana's points where Q is another pure state's, by Jensen where it is a mixed one's),
 *  and 1 + 1/2 + … + 1/n ≤ 1 + ln n. */
export function logarithmSize(spins: readonly number[]): number {
  return spins.reduce((sum, J) => sum + 2 * J * (1 + Math.log(2 * J + 1)), 1);
}
