/** How well one quantity orders states as another does. */
import { randomStream } from "../../spins/states/random-stream.ts";

export interface RankCorrelation {
  /** Spearman's ρ, Pearson's correlation of the ranks, from −1 to 1. */
  readonly spearman: number;
  /** Its standard error, by the bootstrap: formulas hold for normal pairs, which coherence and production are not. */
  readonly error: number;
  /** The share of pairs of states that the two quantities order differently; ties count as neither. */
  readonly discordant: number;
  /** And the share that they order alike. */
  readonly concordant: number;
}

/** @param x, y  one value a state, independent draws, at least four, none NaN
 *  @param seed  of the draws with replacement that the error is taken from
 *  @throws InvalidInput  when the seed is none */
export function rankCorrelation(x: Float64Array, y: Float64Array, seed = 1): RankCorrelation {
  const [inX, inY] = [ordered(x), ordered(y)];
  const once = new Uint32Array(x.length).fill(1);
  return { spearman: spearmanOf(inX, inY, once) ?? 0, error: bootstrapError(inX, inY, seed), ...pairShares(x, y) };
}

/** Draws with replacement: the deviation of their ρ is known to 2 % by so many. */
const RESAMPLES = 1000;

/** The deviation of ρ over samples drawn from the sample (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, p. 47);
 *  a draw that has no ranks, one state over and over, tells nothing. Of a hundred states that are nearly in order (ρ = 0.98) it is a
 *  third too large, since a state that is drawn twice shifts the ranks of both its sides; of a thousand, right. */
function bootstrapError(x: Ordered, y: Ordered, seed: number): number {
  const n = x.order.length;
  const uniform = randomStream(seed, "bootstrap");
  const times = new Uint32Array(n);
  let [count, mean, squares] = [0, 0, 0];
  for (let k = 0; k < RESAMPLES; k++) {
    times.fill(0);
    for (let draw = 0; draw < n; draw++) times[Math.floor(n * uniform())]++;
    const rho = spearmanOf(x, y, times);
    if (rho === null) continue;
    count++;
    const before = rho - mean;
    mean += before / count;
    squares += before * (rho - mean);
  }
  return count > 1 ? Math.sqrt(squares / (count - 1)) : Number.POSITIVE_INFINITY;
}

/** Values with the order of their places, sorted once for all draws. */
interface Ordered {
  readonly values: Float64Array;
  readonly order: Uint32Array;
}

const ordered = (values: Float64Array): Ordered => ({ values, order: orderOf(values) });

/** Pearson's correlation of the ranks, each state taken so many times; null where all ranks of one are equal. */
function spearmanOf(x: Ordered, y: Ordered, times: Uint32Array): number | null {
  const n = times.length;
  const [a, b] = [ranks(x, times), ranks(y, times)];
  const mean = (n + 1) / 2;
  let [xx, xy, yy] = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    xx += times[k] * (a[k] - mean) ** 2;
    xy += times[k] * (a[k] - mean) * (b[k] - mean);
    yy += times[k] * (b[k] - mean) ** 2;
  }
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy);
}

/** 1 … n of n states with repetitions, the mean of their places for equal values. */
function ranks({ values, order }: Ordered, times: Uint32Array): Float64Array {
  const rank = new Float64Array(values.length);
  let below = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let equal = 0;
    for (; end < order.length && values[order[end]] === values[order[start]]; end++) equal += times[order[end]];
    for (let k = start; k < end; k++) rank[order[k]] = below + (equal + 1) / 2;
    below += equal;
    start = end;
  }
  return rank;
}

function orderOf(x: Float64Array): Uint32Array {
  return Uint32Array.from(x, (_, k) => k).sort((a, b) => x[a] - x[b]);
}

/** Pairs with x_i < x_j are counted by a tree of the y's seen so far (Fenwick, Software: Practice and Experience 24, 327
 *  (1994)): n log n steps. */
function pairShares(x: Float64Array, y: Float64Array): { discordant: number; concordant: number } {
  const n = x.length;
  const order = orderOf(x);
  const levels = Float64Array.from(new Set(y)).sort();
  const place = new Map<number, number>();
  for (let k = 0; k < levels.length; k++) place.set(levels[k], k + 1);
  const tree = new Uint32Array(levels.length + 1);
  const countUpTo = (at: number): number => {
    let sum = 0;
    for (let k = at; k > 0; k -= k & -k) sum += tree[k];
    return sum;
  };
  let [discordant, concordant] = [0, 0];
  for (let start = 0; start < n; ) {
    let end = start;
    while (end < n && x[order[end]] === x[order[start]]) end++;
    for (let k = start; k < end; k++) {
      const at = place.get(y[order[k]])!;
      concordant += countUpTo(at - 1);
      discordant += start - countUpTo(at);
    }
    for (let k = start; k < end; k++) {
      for (let j = place.get(y[order[k]])!; j < tree.length; j += j & -j) tree[j]++;
    }
    start = end;
  }
  const pairs = (n * (n - 1)) / 2;
  return { discordant: discordant / pairs, concordant: concordant / pairs };
}

/**
 * The pair that contradicts "more x, more y" most: of all pairs with x_i > x_j and y_i < y_j the one with the largest
 * (x_i − x_j)(y_j − y_i). Both are on the staircases of states that no other beats in both respects, which are short.
 * @returns null where x and y order all states alike
 */
export function strongestCounterexample(
  x: Float64Array,
  y: Float64Array,
): { readonly more: number; readonly less: number } | null {
  const byX = orderOf(x);
  const upper: number[] = [];
  for (const k of byX) if (upper.length === 0 || y[k] > y[upper[upper.length - 1]]) upper.push(k);
  const lower: number[] = [];
  for (const k of byX.reverse()) if (lower.length === 0 || y[k] < y[lower[lower.length - 1]]) lower.push(k);
  let best: { more: number; less: number } | null = null;
  let most = 0;
  for (const more of lower) {
    for (const less of upper) {
      const size = x[more] > x[less] ? (x[more] - x[less]) * (y[less] - y[more]) : 0;
      if (size <= most) continue;
      most = size;
      best = { more, less };
    }
  }
  return best;
}
