/** The finest partition of the parties of a state into groups that know nothing of each other. */

import {
  basisOffsets,
  type ComplexMatrix,
  combine,
  otherParties,
  partialTrace,
  tensorProduct,
  trace,
  zeroMatrix,
} from "../matrices/complex-matrix.ts";
import { weightedTrace } from "../matrices/weighted-trace.ts";
import { CORRELATED } from "../numbers/safety-factors.ts";

/** Parties, ascending, and their state. */
export interface Group {
  readonly parties: readonly number[];
  readonly state: ComplexMatrix;
}

/** ρ = ⊗ of the groups' states but for `distance`, in the Frobenius norm. */
export interface Uncorrelated {
  readonly groups: readonly Group[];
  readonly distance: number;
}

/**
 * Two parties are correlated where what all others are found in leaves them so. A state is a product over the components of that graph,
 * and over no finer partition, as soon as the others are found in directions that are not special: where no party of one set is correlated with
 * any of another, ln ⟨Ω|ρ|Ω⟩ is a sum over the sets. Each direction is taken near the party's own state, so that it is found there often
 * enough. The distance is then measured, whatever the graph says.
 * @param most  that the distance may be
 * @returns  null where there is one group only
 */
export function uncorrelated(rho: ComplexMatrix, dimensions: readonly number[], most: number): Uncorrelated | null {
  if (dimensions.length < 2) return null;
  for (const least of CORRELATED) {
    const sets = components(rho, dimensions, least);
    if (sets.length === 1) return null;
    const whole = trace(rho);
    const groups = sets.map((parties, k) => {
      const state = reduced(rho, dimensions, parties);
      // The trace of ρ, which rounding may have left at another value than one, is to be that of the product.
      return { parties, state: k === 0 ? state : combine(1 / whole, state, 0, state) };
    });
    const distance = distanceFromProduct(rho, dimensions, groups);
    if (distance <= most) return { groups, distance };
  }
  return null;
}

/** Of the graph of what is correlated by more than `least`. */
function components(rho: ComplexMatrix, dimensions: readonly number[], least: number): readonly (readonly number[])[] {
  const own = dimensions.map((_, party) => party);
  const groupOf = own.slice();
  const correlate = (a: number, b: number) => {
    const [from, to] = [groupOf[b], groupOf[a]];
    for (const party of own) if (groupOf[party] === from) groupOf[party] = to;
  };
  // Of two parties there are no others.
  const directions = own.length === 2 ? [] : own.map((party) => directionOf(rho, dimensions, party));
  visitPairs({ matrix: rho, parties: own }, { dimensions, directions, least, correlate });
  return [...new Set(groupOf)].map((name) => own.filter((party) => groupOf[party] === name));
}

/** The others are traced out one by one, so that sums are added up in pairs and keep their digits. */
function reduced(rho: ComplexMatrix, dimensions: readonly number[], parties: readonly number[]): ComplexMatrix {
  let left = { matrix: rho, own: dimensions.map((_, party) => party) };
  for (const party of otherParties(dimensions, parties)) {
    const own = left.own.filter((one) => one !== party);
    const sizes = left.own.map((one) => dimensions[one]);
    left = {
      matrix: partialTrace(
        left.matrix,
        sizes,
        own.map((one) => left.own.indexOf(one)),
      ),
      own,
    };
  }
  return left.matrix;
}

/** A state of some of the parties, unnormalised. */
interface Left {
  readonly matrix: ComplexMatrix;
  readonly parties: readonly number[];
}

interface Search {
  readonly dimensions: readonly number[];
  /** A projector a party. */
  readonly directions: readonly ComplexMatrix[];
  readonly least: number;
  readonly correlate: (a: number, b: number) => void;
}

/** |k⟩⟨k| with k = ρ_p k₀, k₀ of irrational phases and sizes. */
function directionOf(rho: ComplexMatrix, dimensions: readonly number[], party: number): ComplexMatrix {
  const own = partialTrace(rho, dimensions, [party]);
  const d = own.dimension;
  const [re, im] = [new Float64Array(d), new Float64Array(d)];
  for (let j = 0; j < d; j++) {
    const phase = 2 * Math.PI * Math.SQRT2 * (j + 1) * (party + 1);
    const size = 1 + ((Math.sqrt(3) * (j + 1) + Math.sqrt(5) * (party + 1)) % 1);
    const [x, y] = [size * Math.cos(phase), size * Math.sin(phase)];
    for (let i = 0; i < d; i++) {
      re[i] += own.re[i * d + j] * x - own.im[i * d + j] * y;
      im[i] += own.re[i * d + j] * y + own.im[i * d + j] * x;
    }
  }
  const norm = re.reduce((sum, x, i) => sum + x * x + im[i] * im[i], 0);
  const projector = zeroMatrix(d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      projector.re[i * d + j] = (re[i] * re[j] + im[i] * im[j]) / norm;
      projector.im[i * d + j] = (im[i] * re[j] - re[i] * im[j]) / norm;
    }
  }
  return projector;
}

/** Every pair once: those with the last party, then those without it. All together cost a few times the entries of ρ. */
function visitPairs(left: Left, search: Search): void {
  const last = left.parties[left.parties.length - 1];
  visitPairsWith(last, left, search);
  if (left.parties.length > 2) visitPairs(found(left, [last], search), search);
}

/** By halves of the others. */
function visitPairsWith(party: number, left: Left, search: Search): void {
  const others = left.parties.filter((one) => one !== party);
  if (others.length === 1) {
    if (isCorrelated(left, search)) search.correlate(others[0], party);
    return;
  }
  const half = others.length >> 1;
  visitPairsWith(party, found(left, others.slice(half), search), search);
  visitPairsWith(party, found(left, others.slice(0, half), search), search);
}

/** What finding some parties in their directions leaves of the others. */
function found(left: Left, parties: readonly number[], { dimensions, directions }: Search): Left {
  return parties.reduce(({ matrix, parties: own }, party) => {
    const place = own.indexOf(party);
    const sizes = own.map((one) => dimensions[one]);
    return {
      matrix: weightedTrace(matrix, sizes, [place], directions[party]),
      parties: own.filter((one) => one !== party),
    };
  }, left);
}

/** Whether a state M of two parties is no product but for that: M Tr M = Tr_b M ⊗ Tr_a M. */
function isCorrelated({ matrix, parties }: Left, { dimensions, least }: Search): boolean {
  const own = parties.map((party) => dimensions[party]);
  const [a, b] = [partialTrace(matrix, own, [0]), partialTrace(matrix, own, [1])];
  const weight = trace(matrix);
  const [n, d] = [matrix.dimension, b.dimension];
  let square = 0;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const outer = Math.floor(r / d) * a.dimension + Math.floor(c / d);
      const inner = (r % d) * d + (c % d);
      const x = a.re[outer] * b.re[inner] - a.im[outer] * b.im[inner];
      const y = a.re[outer] * b.im[inner] + a.im[outer] * b.re[inner];
      square += (weight * matrix.re[r * n + c] - x) ** 2 + (weight * matrix.im[r * n + c] - y) ** 2;
    }
  }
  return !(Math.sqrt(square) <= least * weight * weight);
}

/** ‖ρ − ⊗ρ_g‖, the product in two halves. */
function distanceFromProduct(rho: ComplexMatrix, dimensions: readonly number[], groups: readonly Group[]): number {
  const half = Math.max(
    1,
    groups.findIndex((_, k) => 2 * groups.slice(0, k + 1).flatMap(({ parties }) => parties).length > dimensions.length),
  );
  const [A, B] = [groups.slice(0, half), groups.slice(half)].map((some) => ({
    product: some.map(({ state }) => state).reduce(tensorProduct),
    places: basisOffsets(
      dimensions,
      some.flatMap(({ parties }) => parties),
    ),
  }));
  const n = rho.dimension;
  let square = 0;
  for (let i = 0; i < A.places.length; i++) {
    for (let j = 0; j < A.places.length; j++) {
      const [x, y] = [A.product.re[i * A.places.length + j], A.product.im[i * A.places.length + j]];
      for (let k = 0, at = 0; k < B.places.length; k++) {
        const row = (A.places[i] + B.places[k]) * n + A.places[j];
        for (let l = 0; l < B.places.length; l++, at++) {
          const place = row + B.places[l];
          const [u, v] = [B.product.re[at], B.product.im[at]];
          square += (rho.re[place] - (x * u - y * v)) ** 2 + (rho.im[place] - (x * v + y * u)) ** 2;
        }
      }
    }
  }
  return Math.sqrt(square);
}
