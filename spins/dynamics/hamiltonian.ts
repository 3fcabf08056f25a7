/** Hamiltonians on all parties: which parties they tie together, and what they do to a state. */

import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { basisOffsets, otherParties, partialTrace, zeroMatrix } from "../matrices/complex-matrix.ts";
import { COUPLING } from "../numbers/safety-factors.ts";

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

/** The terms that act within some parties, up to a constant: Tr H/d over the others. */
export function withinParties(
  H: ComplexMatrix,
  dimensions: readonly number[],
  parties: readonly number[],
): ComplexMatrix | null {
  const reduced = partialTrace(H, dimensions, parties);
  const n = reduced.dimension;
  const share = n / H.dimension;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += (share * reduced.re[i * (n + 1)]) / n;
  for (let k = 0; k < n * n; k++) {
    reduced.re[k] *= share;
    reduced.im[k] *= share;
  }
  for (let i = 0; i < n; i++) reduced.re[i * (n + 1)] -= mean;
  return largestEntry(reduced) > ENTRY_ROUNDING * largestEntry(H) ? reduced : null;
}

/** −i[H, ρ]. */
export function turn(H: ComplexMatrix, rho: ComplexMatrix): ComplexMatrix {
  const n = rho.dimension;
  const out = zeroMatrix(n);
  // Y = Hρ; −i(Y − Y†) has entries (Im Y_rc + Im Y_cr) − i (Re Y_rc − Re Y_cr).
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < n; k++) {
      const [x, y] = [H.re[r * n + k], H.im[r * n + k]];
      if (x === 0 && y === 0) continue;
      for (let c = 0; c < n; c++) {
        re[r * n + c] += x * rho.re[k * n + c] - y * rho.im[k * n + c];
        im[r * n + c] += x * rho.im[k * n + c] + y * rho.re[k * n + c];
      }
    }
  }
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      out.re[r * n + c] = im[r * n + c] + im[c * n + r];
      out.im[r * n + c] = re[c * n + r] - re[r * n + c];
    }
  }
  return out;
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
export function aroundMean({ dimension: d, re, im }: ComplexMatrix): ComplexMatrix {
  const levels = Float64Array.from({ length: d }, (_, i) => re[i * (d + 1)] - re[0]);
  const mean = re[0] + levels.reduce((sum, level) => sum + level / d, 0);
  return { dimension: d, re: re.map((x, k) => (k % (d + 1) === 0 ? x - mean : x)), im };
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
