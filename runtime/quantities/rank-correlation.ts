/** How well one quantity orders states as another does. */

export interface RankCorrelation {
  /** Spearman's ρ, Pearson's correlation of the ranks, from −1 to 1. */
  readonly spearman: number;
  /** Its standard error (1 − ρ²)√((1 + ρ²/2)/(N − 3)) (Bonett and Wright, Psychometrika 65, 23 (2000)). */
  readonly error: number;
  /** The share of pairs of states that the two quantities order differently; ties count as neither. */
  readonly discordant: number;
  /** And the share that they order alike. */
  readonly concordant: number;
}

/** @param x, y  one value a state, at least four, none NaN */
export function rankCorrelation(x: Float64Array, y: Float64Array): RankCorrelation {
  const n = x.length;
  const [a, b] = [ranks(x), ranks(y)];
  const mean = (n + 1) / 2;
  let [xx, xy, yy] = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    xx += (a[k] - mean) ** 2;
    xy += (a[k] - mean) * (b[k] - mean);
    yy += (b[k] - mean) ** 2;
  }
  const spearman = xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
  const error = (1 - spearman ** 2) * Math.sqrt((1 + spearman ** 2 / 2) / (n - 3));
  return { spearman, error, ...pairShares(x, y) };
}

/** 1 … n, the mean of their places for equal values. */
function ranks(x: Float64Array): Float64Array {
  const order = orderOf(x);
  const rank = new Float64Array(x.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && x[order[end]] === x[order[start]]) end++;
    for (let k = start; k < end; k++) rank[order[k]] = (start + end + 1) / 2;
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
