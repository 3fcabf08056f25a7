/** Complex matrices on the tensor product of spins, row-major (see `ComplexMatrix`). */

/** A complex matrix, row-major; entry (r, c) is `re[r * dimension + c] + i im[r * dimension + c]`. */
export interface ComplexMatrix {
  readonly dimension: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export function zeroMatrix(dimension: number): ComplexMatrix {
  return { dimension, re: new Float64Array(dimension * dimension), im: new Float64Array(dimension * dimension) };
}

export function identity(dimension: number): ComplexMatrix {
  const one = zeroMatrix(dimension);
  for (let i = 0; i < dimension; i++) one.re[i * (dimension + 1)] = 1;
  return one;
}

/** A ⊗ B, the first factor's index slowest. */
export function tensorProduct(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const product = zeroMatrix(a.dimension * b.dimension);
  for (let i = 0; i < a.dimension; i++) {
    for (let j = 0; j < a.dimension; j++) {
      const re = a.re[i * a.dimension + j];
      const im = a.im[i * a.dimension + j];
      for (let k = 0; k < b.dimension; k++) {
        for (let l = 0; l < b.dimension; l++) {
          const source = k * b.dimension + l;
          const target = (i * b.dimension + k) * product.dimension + j * b.dimension + l;
          product.re[target] = re * b.re[source] - im * b.im[source];
          product.im[target] = re * b.im[source] + im * b.re[source];
        }
      }
    }
  }
  return product;
}

/** α A + β B, real coefficients. */
export function combine(alpha: number, a: ComplexMatrix, beta: number, b: ComplexMatrix): ComplexMatrix {
  const sum = zeroMatrix(a.dimension);
  for (let k = 0; k < sum.re.length; k++) {
    sum.re[k] = alpha * a.re[k] + beta * b.re[k];
    sum.im[k] = alpha * a.im[k] + beta * b.im[k];
  }
  return sum;
}

/** M† */
export function adjoint({ dimension: n, re, im }: ComplexMatrix): ComplexMatrix {
  const out = zeroMatrix(n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      out.re[r * n + c] = re[c * n + r];
      out.im[r * n + c] = -im[c * n + r];
    }
  }
  return out;
}

/** Tr M of a Hermitian matrix. */
export function trace({ dimension, re }: ComplexMatrix): number {
  let sum = 0;
  for (let k = 0; k < re.length; k += dimension + 1) sum += re[k];
  return sum;
}

/** √Σ|M_ij|² */
export function frobenius({ re, im }: ComplexMatrix): number {
  let sum = 0;
  for (let k = 0; k < re.length; k++) sum += re[k] * re[k] + im[k] * im[k];
  return Math.sqrt(sum);
}

/** ‖A − B‖ in the Frobenius norm. */
export function distanceBetween(a: ComplexMatrix, b: ComplexMatrix): number {
  let sum = 0;
  for (let k = 0; k < a.re.length; k++) sum += (a.re[k] - b.re[k]) ** 2 + (a.im[k] - b.im[k]) ** 2;
  return Math.sqrt(sum);
}

/** |z|: by far the most entries of operators are zero, real or imaginary. */
export function modulus(re: number, im: number): number {
  if (im === 0) return Math.abs(re);
  return re === 0 ? Math.abs(im) : Math.hypot(re, im);
}

/** The number of rows of all parties together. */
export function totalDimension(dimensions: readonly number[]): number {
  let product = 1;
  for (const dimension of dimensions) product *= dimension;
  return product;
}

/**
 * Where the basis states of some parties stand in the whole basis, all other parties in their first state: the
 * row of |k⟩ on `parties` (in the given order, the first slowest) is the k-th offset plus an offset of the others.
 */
export function basisOffsets(dimensions: readonly number[], parties: readonly number[]): Int32Array {
  const strides = new Array<number>(dimensions.length).fill(1);
  for (let p = dimensions.length - 2; p >= 0; p--) strides[p] = strides[p + 1] * dimensions[p + 1];
  let offsets = new Int32Array(1);
  for (const party of parties) {
    const finer = new Int32Array(offsets.length * dimensions[party]);
    for (let k = 0; k < offsets.length; k++) {
      for (let i = 0; i < dimensions[party]; i++) finer[k * dimensions[party] + i] = offsets[k] + i * strides[party];
    }
    offsets = finer;
  }
  return offsets;
}

/** The parties that are not in `parties`, ascending. */
export function otherParties(dimensions: readonly number[], parties: readonly number[]): number[] {
  const others: number[] = [];
  for (let p = 0; p < dimensions.length; p++) if (!parties.includes(p)) others.push(p);
  return others;
}

/** The reduced matrix on `keep`, in the order given; with all parties kept it is a permutation of them. */
export function partialTrace(
  matrix: ComplexMatrix,
  dimensions: readonly number[],
  keep: readonly number[],
): ComplexMatrix {
  const kept = basisOffsets(dimensions, keep);
  const traced = basisOffsets(dimensions, otherParties(dimensions, keep));
  const reduced = zeroMatrix(kept.length);
  for (let r = 0; r < kept.length; r++) {
    for (let c = 0; c < kept.length; c++) {
      let re = 0;
      let im = 0;
      for (let t = 0; t < traced.length; t++) {
        const source = (kept[r] + traced[t]) * matrix.dimension + kept[c] + traced[t];
        re += matrix.re[source];
        im += matrix.im[source];
      }
      reduced.re[r * kept.length + c] = re;
      reduced.im[r * kept.length + c] = im;
    }
  }
  return reduced;
}
