/** Hamiltonians on all parties: which parties they tie together, and what they do to a state. */

import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { basisOffsets, modulus, otherParties, partialTrace, zeroMatrix } from "../matrices/complex-matrix.ts";
import { addMatrix, type DoubleDouble, zeroDoubleDouble } from "../matrices/double-double.ts";
import { addMultiple } from "../numbers/long-number.ts";
import { COUPLING } from "../numbers/safety-factors.ts";

/** H, and by what its entries were rounded, where that is known; without it they are as they stand. */
export interface Hamiltonian extends ComplexMatrix {
  readonly low?: ComplexMatrix;
}

/** What is below this share of the largest entry is rounding of the entries. */
const ENTRY_ROUNDING = COUPLING * Number.EPSILON;

/** Pairs of parties with a term that acts on both: (1 − P_a)(1 − P_b)H ≠ 0 with P_a H = 1 ⊗ Tr_a H/d_a. */
export function coupledPairs(H: ComplexMatrix, dimensions: readonly number[]): number[][] {
  const pairs: number[][] = [];
  const negligible = ENTRY_ROUNDING * largestEntry(H);
  for (let a = 0; a < dimensions.length; a++) {
    const rest = withoutMean(H, dimensions, a);
    for (let b = a + 1; b < dimensions.length; b++) {
      if (largestEntry(withoutMean(rest, dimensions, b)) > negligible) pairs.push([a, b]);
    }
  }
  return pairs;
}

/** The terms that act within some parties, up to a constant: Tr H/d over the others, to thirty digits. */
export function withinParties(
  H: Hamiltonian,
  dimensions: readonly number[],
  parties: readonly number[],
): DoubleDouble | null {
  const own = basisOffsets(dimensions, parties);
  const others = basisOffsets(dimensions, otherParties(dimensions, parties));
  const n = own.length;
  const { high, low } = zeroDoubleDouble(n);
  for (const part of ["re", "im"] as const) {
    const [whole, rest] = [H[part], H.low?.[part]];
    for (let r = 0; r < n; r++) {
      for (let c = 0; c < n; c++) {
        for (const other of others) {
          const at = (own[r] + other) * H.dimension + own[c] + other;
          addMultiple(high[part], low[part], r * n + c, 1, whole[at], rest?.[at] ?? 0);
        }
        divide(high[part], low[part], r * n + c, others.length);
      }
    }
  }
  const [mean, meanLow] = [new Float64Array(1), new Float64Array(1)];
  for (let k = 0; k < n * n; k += n + 1) addMultiple(mean, meanLow, 0, 1, high.re[k], low.re[k]);
  divide(mean, meanLow, 0, n);
  for (let k = 0; k < n * n; k += n + 1) addMultiple(high.re, low.re, k, -1, mean[0], meanLow[0]);
  return largestEntry(high) > ENTRY_ROUNDING * largestEntry(H) ? { high, low } : null;
}

/** high[at] + low[at] by a whole number. */
function divide(high: Float64Array, low: Float64Array, at: number, by: number): void {
  const quotient = high[at] / by;
  const [rest, tail] = [Float64Array.of(high[at]), Float64Array.of(low[at])];
  addMultiple(rest, tail, 0, -quotient, by, 0);
  high[at] = quotient;
  low[at] = (rest[0] + tail[0]) / by;
}

/** The largest row of H less its mean and the terms within each of some groups of parties. */
export function betweenGroups(
  H: Hamiltonian,
  dimensions: readonly number[],
  groups: readonly (readonly number[])[],
): number {
  const n = H.dimension;
  const rest = { high: { ...H, re: H.re.slice(), im: H.im.slice() }, low: zeroMatrix(n) };
  if (H.low !== undefined) addMatrix(rest, 1, { high: H.low, low: zeroMatrix(n) });
  const subtract = ({ high, low }: DoubleDouble, parties: readonly number[]) => {
    const own = basisOffsets(dimensions, parties);
    for (const other of basisOffsets(dimensions, otherParties(dimensions, parties))) {
      for (let e = 0; e < own.length ** 2; e++) {
        const at = (own[Math.floor(e / own.length)] + other) * n + own[e % own.length] + other;
        for (const part of ["re", "im"] as const)
          addMultiple(rest.high[part], rest.low[part], at, -1, high[part][e], low[part][e]);
      }
    }
  };
  for (const parties of groups) {
    const own = withinParties(H, dimensions, parties);
    if (own !== null) subtract(own, parties);
  }
  let [most, least] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let k = 0; k < n * n; k += n + 1)
    [most, least] = [Math.max(most, rest.high.re[k]), Math.min(least, rest.high.re[k])];
  // A constant moves nothing: levels are counted from the middle.
  for (let k = 0; k < n * n; k += n + 1) rest.high.re[k] -= (most + least) / 2;
  return largestRow(rest.high);
}

/** −i[H, ρ], levels of H by their differences. */
export function turn(H: Hamiltonian, rho: ComplexMatrix): ComplexMatrix {
  const n = rho.dimension;
  const out = zeroMatrix(n);
  // Y = Hρ; −i(Y − Y†) has entries (Im Y_rc + Im Y_cr) − i (Re Y_rc − Re Y_cr).
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < n; k++) {
      const [x, y] = [H.re[r * n + k], H.im[r * n + k]];
      if (r === k || (x === 0 && y === 0)) continue;
      for (let c = 0; c < n; c++) {
        re[r * n + c] += x * rho.re[k * n + c] - y * rho.im[k * n + c];
        im[r * n + c] += x * rho.im[k * n + c] + y * rho.re[k * n + c];
      }
    }
  }
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const [gap, at] = [gapOf(H, r, c), r * n + c];
      out.re[at] = im[at] + im[c * n + r] + gap * rho.im[at];
      out.im[at] = re[c * n + r] - re[at] - gap * rho.re[at];
    }
  }
  return out;
}

/** H_rr − H_cc. */
function gapOf({ dimension, re, low }: Hamiltonian, r: number, c: number): number {
  const [a, b] = [r * (dimension + 1), c * (dimension + 1)];
  return re[a] - re[b] + (low === undefined ? 0 : low.re[a] - low.re[b]);
}

/** T_ij = Σ_{k≠i} |H_ik||ρ_kj| + Σ_{k≠j} |ρ_ik||H_kj| + |H_ii − H_jj||ρ_ij|: |[H, ρ]_ij| ≤ T_ij, and its rounding is a few ε of that. */
export function turningTerms(H: Hamiltonian, rho: ComplexMatrix): Float64Array {
  const n = rho.dimension;
  const terms = new Float64Array(n * n);
  const sizes = rho.re.map((x, k) => modulus(x, rho.im[k]));
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < n; k++) {
      terms[r * n + k] += Math.abs(gapOf(H, r, k)) * sizes[r * n + k];
      const size = r === k ? 0 : modulus(H.re[r * n + k], H.im[r * n + k]);
      if (size === 0) continue;
      for (let c = 0; c < n; c++) {
        terms[r * n + c] += size * sizes[k * n + c];
        terms[c * n + r] += size * sizes[c * n + k];
      }
    }
  }
  return terms;
}

/** H − P_a H. */
export function withoutMean(H: ComplexMatrix, dimensions: readonly number[], party: number): ComplexMatrix {
  const others = otherParties(dimensions, [party]);
  const reduced = partialTrace(H, dimensions, others);
  const own = basisOffsets(dimensions, [party]);
  const rest = basisOffsets(dimensions, others);
  const out = { dimension: H.dimension, re: H.re.slice(), im: H.im.slice() };
  for (const o of own) {
    for (let r = 0; r < rest.length; r++) {
      for (let c = 0; c < rest.length; c++) {
        const at = (o + rest[r]) * H.dimension + o + rest[c];
        out.re[at] -= reduced.re[r * rest.length + c] / own.length;
        out.im[at] -= reduced.im[r * rest.length + c] / own.length;
      }
    }
  }
  return out;
}

/** H less its mean level, which moves no state and which no exchange of energy knows; a multiple of 1 leaves zero exactly. */
export function aroundMean({ dimension: d, re, im, low }: Hamiltonian): ComplexMatrix {
  const beside = (k: number): number => (low === undefined ? 0 : low.re[k] - low.re[0]);
  const levels = Float64Array.from({ length: d }, (_, i) => re[i * (d + 1)] - re[0] + beside(i * (d + 1)));
  const mean = levels.reduce((sum, level) => sum + level / d, 0);
  return { dimension: d, re: re.map((x, k) => (k % (d + 1) === 0 ? levels[k / (d + 1)] - mean : x)), im };
}

/** The largest row sum of |entries|. */
export function largestRow({ dimension, re, im }: ComplexMatrix): number {
  let largest = 0;
  for (let r = 0; r < dimension; r++) {
    let sum = 0;
    for (let k = r * dimension; k < (r + 1) * dimension; k++) sum += Math.hypot(re[k], im[k]);
    largest = Math.max(largest, sum);
  }
  return largest;
}

export function largestEntry({ re, im }: Pick<ComplexMatrix, "re" | "im">): number {
  let largest = 0;
  for (let k = 0; k < re.length; k++) largest = Math.max(largest, Math.abs(re[k]), Math.abs(im[k]));
  return largest;
}
