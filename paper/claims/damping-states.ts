/** States of one spin of many kinds, and a search among their neighbours. */
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine } from "../../spins/matrices/complex-matrix.ts";
import { gibbs } from "../../spins/states/named-states.ts";
import { normals } from "../../spins/states/random-stream.ts";

/** T with ρ = TT†/Tr TT†, d × d, re and im in turn, column by column. */
export type Factor = Float64Array;

export function stateOf(T: Factor, d: number): ComplexMatrix {
  const [re, im] = [new Float64Array(d * d), new Float64Array(d * d)];
  let trace = 0;
  for (const entry of T) trace += entry * entry;
  for (let column = 0; column < T.length; column += 2 * d)
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++) {
        const [a, b, c, e] = [T[column + 2 * i], T[column + 2 * i + 1], T[column + 2 * j], T[column + 2 * j + 1]];
        re[i * d + j] += (a * c + b * e) / trace;
        im[i * d + j] += (b * c - a * e) / trace;
      }
  return { dimension: d, re, im };
}

/** The k-th of many: mixed, pure, nearly pure, pure near a pole; every fifth is mixed with the steady state. */
export function drawn(k: number, d: number, uniform: () => number): Factor {
  const normal = normals(uniform);
  const kind = k % 4;
  const others = kind === 0 ? 1 : kind === 2 ? 10 ** (-4 * uniform()) : 0;
  const slope = kind === 3 ? 10 ** (-2 * uniform()) : 1;
  const up = uniform() < 0.5;
  return Float64Array.from({ length: 2 * d * d }, (_, at) => {
    const [column, row] = [Math.floor(at / (2 * d)), (at % (2 * d)) >> 1];
    return normal() * (column === 0 ? 1 : others) * slope ** (up ? row : d - 1 - row);
  });
}

/** ρ, or a share of it, from 1e-5 to 1, beside the steady state. */
export function besideSteady(
  rho: ComplexMatrix,
  J: number,
  nbar: number,
  k: number,
  uniform: () => number,
): ComplexMatrix {
  if (k % 5 !== 4) return rho;
  const share = 10 ** (-5 * uniform());
  return combine(share, rho, 1 - share, gibbs([J], [nbar]));
}

/** The least of a function of states by steps at random, longer after a gain and shorter after a loss. */
export function descend(
  of: (rho: ComplexMatrix) => number,
  start: Factor,
  d: number,
  steps: number,
  uniform: () => number,
): { readonly least: number; readonly state: ComplexMatrix } {
  const normal = normals(uniform);
  let [at, length] = [start, 0.3];
  let least = of(stateOf(at, d));
  for (let k = 0; k < steps; k++) {
    const norm = Math.hypot(...at);
    const next = at.map((entry) => entry + (length * norm * normal()) / Math.sqrt(at.length));
    const value = of(stateOf(next, d));
    if (value < least) [at, least, length] = [next, value, Math.min(2 * length, 1)];
    else length = Math.max(0.87 * length, 1e-5);
  }
  return { least, state: stateOf(at, d) };
}
