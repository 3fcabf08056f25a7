/** Elimination of a real banded matrix with row interchanges (Golub & Van Loan, Matrix Computations, §4.3.3). */

/** LU in LAPACK's band layout by columns: row r of column c at [c·height + r − c + 2·width]; a null pivot stands as zero. */
export interface BandedFactors {
  readonly size: number;
  readonly width: number;
  readonly factors: Float64Array;
  readonly pivot: Int32Array;
  /** The first row of each column of U that is not zero, and the last of each of L. */
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** @param fill  told to put each entry, |row − column| ≤ width */
export function factorBanded(
  size: number,
  width: number,
  fill: (put: (row: number, column: number, value: number) => void) => void,
): BandedFactors {
  const height = 3 * width + 1;
  const factors = new Float64Array(size * height);
  fill((row, column, value) => {
    factors[column * height + row - column + 2 * width] += value;
  });
  const [pivot, ends] = [new Int32Array(size), new Int32Array(size)];
  for (let k = 0; k < size; k++) {
    const column = k * height - k + 2 * width;
    let last = Math.min(size - 1, k + width);
    while (last > k && factors[column + last] === 0) last--;
    ends[k] = last;
    let best = k;
    for (let r = k + 1; r <= last; r++) if (Math.abs(factors[column + r]) > Math.abs(factors[column + best])) best = r;
    pivot[k] = best;
    const value = factors[column + best];
    if (value === 0) continue;
    const right = Math.min(size - 1, k + 2 * width);
    if (best !== k) {
      for (let c = k; c <= right; c++) {
        const at = c * height - c + 2 * width;
        const kept = factors[at + k];
        factors[at + k] = factors[at + best];
        factors[at + best] = kept;
      }
    }
    for (let r = k + 1; r <= last; r++) factors[column + r] /= value;
    for (let c = k + 1; c <= right; c++) {
      const at = c * height - c + 2 * width;
      const factor = factors[at + k];
      if (factor === 0) continue;
      for (let r = k + 1; r <= last; r++) factors[at + r] -= factors[column + r] * factor;
    }
  }
  return { size, width, factors, pivot, first: firstRows(size, width, factors), last: ends };
}

function firstRows(size: number, width: number, factors: Float64Array): Int32Array {
  return Int32Array.from({ length: size }, (_, c) => {
    const column = c * (3 * width) + 2 * width;
    let first = Math.max(0, c - 2 * width);
    while (first < c && factors[column + first] === 0) first++;
    return first;
  });
}

/** x ← A⁻¹x; infinite or none where A is singular. */
export function solveBanded({ size, width, factors, pivot, first, last }: BandedFactors, x: Float64Array): void {
  const height = 3 * width + 1;
  for (let k = 0; k < size; k++) {
    const p = pivot[k];
    const value = x[p];
    x[p] = x[k];
    x[k] = value;
    if (value === 0) continue;
    const column = k * height - k + 2 * width;
    for (let r = k + 1; r <= last[k]; r++) x[r] -= factors[column + r] * value;
  }
  for (let k = size - 1; k >= 0; k--) {
    const column = k * height - k + 2 * width;
    const value = x[k] / factors[column + k];
    x[k] = value;
    if (value === 0) continue;
    for (let r = first[k]; r < k; r++) x[r] -= factors[column + r] * value;
  }
}
