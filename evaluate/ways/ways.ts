/**
 * Which way a state goes: the table. Under each heading the rows stand in the order in which they are tried, and the first that applies is
 * taken; where it misses its goal `state-integrals.ts` seeks what is left by another.
 */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { InnerSphere, Integrand } from "../../runtime/spheres/integrand.ts";
import { dissipate } from "../../spins/dynamics/liouvillian.ts";
import { type ComplexMatrix, otherParties, partialTrace } from "../../spins/matrices/complex-matrix.ts";
import { FACTORS } from "../../spins/numbers/safety-factors.ts";
import { distanceFromPure } from "../../spins/states/pure-state.ts";
import { type Group, uncorrelated } from "../../spins/states/uncorrelated.ts";
import { logarithmSize } from "../errors/logarithm-size.ts";
import { type ProductBlur, productBlur } from "../errors/state-error.ts";
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
const ofRates: readonly Way<"sampled" | "lattices" | "integrated", [method: Method], true>[] = [
  {
    name: "sampled",
    knows: "means over points uniform on all spheres, with standard errors",
    costs: "the points that are asked for",
    take: (method) => (method === "monte-carlo" ? true : null),
  },
  {
    name: "lattices",
    knows: "integrals over all spheres but one by lattices shifted at random, with standard errors",
    costs: "as many points as the tolerance asks, up to the budget or half a minute an average",
    take: (method) => (method === "quasi-monte-carlo" ? true : null),
  },
  {
    name: "integrated",
    knows:
      "integrals with bounds, as close as the tolerance asks; by lattices what five spheres or more put beyond all grids",
    costs: "what the ways below do",
    take: () => true,
  },
];

/** To all that is sought of one state. */
const ofState: readonly Way<"apart", [rho: ComplexMatrix, setting: Setting, stateError: number], Apart>[] = [
  {
    name: "apart",
    knows: "a product over groups of parties: S and rates are sums over the groups, whose spheres alone are integrated",
    costs: "finding the groups, a few times the entries of ρ, and each group by itself",
    take: takenApart,
  },
];

/** To S alone, before the logarithms. */
const ofEntropy: readonly Way<"purified", [rho: ComplexMatrix, setting: Setting], Purified>[] = [
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

export const ways = { ofRates, ofState, ofEntropy, ofLogarithms, ofProduction } as const;

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

export interface Apart {
  readonly groups: readonly Group[];
  readonly blur: ProductBlur;
}

/** What that may take of the tolerance. */
const SHARE = 0.25;
/** What rounding of a product of numbers, and of the sums that take it apart, leaves of it for each party: more is correlation, which small rates show. */
const ROUNDED = FACTORS * Number.EPSILON;

/** @param stateError  of ρ in the Frobenius norm
 *  @returns  null where ρ is no product of several groups to rounding, or that is too much for S and for rates as large as their terms */
function takenApart(rho: ComplexMatrix, { spins, dimensions, tolerance }: Setting, stateError: number): Apart | null {
  // Of a pair a closed sphere leaves one to integrate, and small rates keep digits that a distance from a product would hide.
  if (spins.length === 1 || (spins.length === 2 && spins.includes(0.5))) return null;
  const found = uncorrelated(rho, dimensions, ROUNDED * spins.length + stateError);
  if (found === null) return null;
  const { groups, distance } = found;
  const blur = productBlur(
    groups.map(({ state }) => state),
    distance,
    spins,
  );
  const isNear = blur.entropy <= SHARE * tolerance * leastEntropy(spins) && blur.rate(0, 1, 1) <= SHARE * tolerance;
  return isNear ? { groups, blur } : null;
}

/** S of coherent states. */
const leastEntropy = (spins: readonly number[]): number => spins.reduce((sum, J) => sum + (2 * J) / (2 * J + 1), 0);

/** The others' state, whose S that of a pure state is but for a constant. */
export interface Purified {
  readonly state: ComplexMatrix;
  readonly spins: readonly number[];
  /** What comes to it. */
  readonly constant: number;
  /** What the distance from a pure state does to S. */
  readonly off: number;
}

/** −μ∫ Q ln Q over the sphere of a qubit in a pure state of norm p is p(½ − ln p), and p the Husimi function of the others' state. */
function withoutQubit(rho: ComplexMatrix, { spins, dimensions, tolerance }: Setting): Purified | null {
  const party = spins.indexOf(0.5);
  const distance = party < 0 ? null : distanceFromPure(rho);
  if (distance === null || !(distance < 1)) return null;
  const off = distance === 0 ? 0 : distance * (1 - Math.log(distance)) * logarithmSize(spins);
  if (off > SHARE * tolerance * leastEntropy(spins)) return null;
  const state = partialTrace(rho, dimensions, otherParties(dimensions, [party]));
  return { state, spins: spins.toSpliced(party, 1), constant: 0.5, off };
}
