/** The noise of a compiled channel in numbers, C = Σ rate l l† over the dissipators L = l·J, which says what its symmetries are. */

import type { Evaluator, Parameters } from "../runtime/evaluator.ts";
import { cross, dot, times, unit, type Vector3 } from "../spins/dynamics/noise-matrix.ts";

/** Differences below this share of what is compared are rounding. */
const SHARE = 1e-12;

type Jumps = ReturnType<Evaluator["jumps"]>;

/** Real and imaginary part of C, by rows of `size` entries, three a party. */
interface NoiseMatrix {
  readonly size: number;
  readonly parts: readonly (readonly number[])[];
}

/** The channel's jumps on qubits; what they are linear in does not depend on the spins. */
export const jumpsAt = (channel: Evaluator, parameters: Parameters): Jumps =>
  channel.jumps(
    parameters,
    channel.parties.map(() => 0.5),
  );

function noiseOf(jumps: Jumps, parties: number): NoiseMatrix {
  const size = 3 * parties;
  const re = new Array<number>(size * size).fill(0);
  const im = new Array<number>(size * size).fill(0);
  for (const jump of jumps) {
    const a = jump.re.flat();
    const b = jump.im.flat();
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        re[i * size + j] += jump.rate * (a[i] * a[j] + b[i] * b[j]);
        im[i * size + j] += jump.rate * (b[i] * a[j] - a[i] * b[j]);
      }
    }
  }
  return { size, parts: [re, im] };
}

/** C of a channel, all reservoirs together, entry by entry. */
const entriesAt = (channel: Evaluator, parameters: Parameters): readonly number[] =>
  noiseOf(jumpsAt(channel, parameters), channel.parties.length).parts.flat();

/** Whether C at `there` is `factor` times C at `here`. */
export function isMultiple(channel: Evaluator, here: Parameters, there: Parameters, factor: number): boolean {
  const [before, after] = [here, there].map((parameters) => entriesAt(channel, parameters));
  return before.every((entry, k) => Math.abs(factor * entry - after[k]) <= SHARE * Math.hypot(...after));
}

/** |C(there) − C(here)|/|C(there)|; 0 where there is none. */
export function noiseChange(channel: Evaluator, here: Parameters, there: Parameters): number {
  const [before, after] = [here, there].map((parameters) => entriesAt(channel, parameters));
  return Math.hypot(...before.map((entry, k) => entry - after[k])) / (Math.hypot(...after) || 1);
}

/**
 * The axis k about which all parties may be turned together without a change of any reservoir: [k·G, C] = 0 with G the generators of
 * rotations, so that k is a null vector of M_ij = ⟨[G_i, C], [G_j, C]⟩. +z where every axis does; null where none does.
 */
export function axisOf(channel: Evaluator, parameters: Parameters): Vector3 | null {
  const jumps = jumpsAt(channel, parameters);
  const groups = channel.reservoirs.map((_, which) => jumps.filter(({ reservoir }) => reservoir === which));
  const noises = groups.map((group) => noiseOf(group, channel.parties.length));
  const changes = [0, 1, 2].map((i) =>
    noises.flatMap((noise) => noise.parts.flatMap((part) => turned(noise, part, i))),
  );
  const M = changes.map((a) => changes.map((b) => a.reduce((sum, entry, k) => sum + entry * b[k], 0))) as never as [
    Vector3,
    Vector3,
    Vector3,
  ];
  const size = noises.reduce((sum, { parts }) => sum + parts.flat().reduce((all, entry) => all + entry * entry, 0), 0);
  const stands = (k: Vector3) => dot(k, times(M, k)) <= SHARE ** 2 * size;
  if (stands([0, 0, 1])) return [0, 0, 1];
  const normals = [cross(M[0], M[1]), cross(M[1], M[2]), cross(M[2], M[0])];
  const longest = normals.reduce((a, b) => (dot(b, b) > dot(a, a) ? b : a));
  if (dot(longest, longest) === 0) return null;
  const k = unit(longest);
  return stands(k) ? k : null;
}

/** [G_i, C] with (G_i v) = e_i × v for the components of each party: G_i is antisymmetric, so that it is G_i C + (G_i Cᵀ)ᵀ. */
function turned({ size }: NoiseMatrix, C: readonly number[], i: number): readonly number[] {
  const flipped = C.map((_, k) => C[(k % size) * size + Math.floor(k / size)]);
  const [rows, columns] = [C, flipped].map((matrix) => crossed(matrix, size, i));
  return rows.map((entry, k) => entry + columns[(k % size) * size + Math.floor(k / size)]);
}

function crossed(matrix: readonly number[], size: number, i: number): readonly number[] {
  const [j, k] = [(i + 1) % 3, (i + 2) % 3];
  const out = matrix.map(() => 0);
  for (let p = 0; p < size; p += 3) {
    for (let q = 0; q < size; q++) {
      out[(p + k) * size + q] = matrix[(p + j) * size + q];
      out[(p + j) * size + q] = -matrix[(p + k) * size + q];
    }
  }
  return out;
}
