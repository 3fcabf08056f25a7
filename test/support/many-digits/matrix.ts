/** Complex matrices of many digits, square and row-major. */
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import type { Digits } from "./digits.ts";

export interface ExactMatrix {
  readonly n: number;
  readonly re: bigint[];
  readonly im: bigint[];
}

export type ExactNumber = readonly [bigint, bigint];

export function zeros(n: number): ExactMatrix {
  return { n, re: new Array<bigint>(n * n).fill(0n), im: new Array<bigint>(n * n).fill(0n) };
}

export function exactly(d: Digits, { dimension, re, im }: ComplexMatrix): ExactMatrix {
  return { n: dimension, re: Array.from(re, d.of), im: Array.from(im, d.of) };
}

export function roundedMatrix(d: Digits, { n, re, im }: ExactMatrix): ComplexMatrix {
  return { dimension: n, re: Float64Array.from(re, d.toNumber), im: Float64Array.from(im, d.toNumber) };
}

/** A + factor·B. */
export function plus(d: Digits, A: ExactMatrix, [a, b]: ExactNumber, B: ExactMatrix): ExactMatrix {
  return {
    n: A.n,
    re: A.re.map((x, k) => x + d.times(a, B.re[k]) - d.times(b, B.im[k])),
    im: A.im.map((x, k) => x + d.times(a, B.im[k]) + d.times(b, B.re[k])),
  };
}

export function adjoint({ n, re, im }: ExactMatrix): ExactMatrix {
  const out = zeros(n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      out.re[c * n + r] = re[r * n + c];
      out.im[c * n + r] = -im[r * n + c];
    }
  }
  return out;
}

export function multiply({ bits }: Digits, A: ExactMatrix, B: ExactMatrix): ExactMatrix {
  const n = A.n;
  const shift = BigInt(bits);
  const out = zeros(n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      let [re, im] = [0n, 0n];
      for (let k = 0; k < n; k++) {
        const [p, q] = [r * n + k, k * n + c];
        re += A.re[p] * B.re[q] - A.im[p] * B.im[q];
        im += A.re[p] * B.im[q] + A.im[p] * B.re[q];
      }
      out.re[r * n + c] = re >> shift;
      out.im[r * n + c] = im >> shift;
    }
  }
  return out;
}

/** A on the parties `on` of a system, in the order of `on`, and the identity on the others. */
export function embedded(A: ExactMatrix, dimensions: readonly number[], on: readonly number[]): ExactMatrix {
  const n = dimensions.reduce((a, b) => a * b, 1);
  const out = zeros(n);
  const indices = (k: number): number[] => {
    let rest = k;
    return dimensions
      .toReversed()
      .map((size) => {
        const index = rest % size;
        rest = (rest - index) / size;
        return index;
      })
      .toReversed();
  };
  const place = (index: readonly number[]) => on.reduce((at, party) => at * dimensions[party] + index[party], 0);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const [i, j] = [indices(r), indices(c)];
      if (i.some((index, party) => index !== j[party] && !on.includes(party))) continue;
      const from = place(i) * A.n + place(j);
      out.re[r * n + c] = A.re[from];
      out.im[r * n + c] = A.im[from];
    }
  }
  return out;
}

/** Tr over all parties but one. */
export function reducedTo(rho: ExactMatrix, dimensions: readonly number[], party: number): ExactMatrix {
  const after = dimensions.slice(party + 1).reduce((a, b) => a * b, 1);
  const size = dimensions[party];
  const out = zeros(size);
  const of = (k: number) => Math.floor(k / after) % size;
  for (let r = 0; r < rho.n; r++) {
    for (let c = 0; c < rho.n; c++) {
      if (r - of(r) * after !== c - of(c) * after) continue;
      out.re[of(r) * size + of(c)] += rho.re[r * rho.n + c];
      out.im[of(r) * size + of(c)] += rho.im[r * rho.n + c];
    }
  }
  return out;
}

/** √Σ|entries|². */
export function frobenius(d: Digits, matrix: ExactMatrix): number {
  const { re, im } = roundedMatrix(d, matrix);
  return Math.hypot(...re, ...im);
}
