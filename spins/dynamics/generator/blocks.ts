/** A state in the coordinates of a cluster's generator, and what acts on it part by part. */
import type { ComplexMatrix } from "../../matrices/complex-matrix.ts";
import { basisOffsets, otherParties, zeroMatrix } from "../../matrices/complex-matrix.ts";
import type { Parts } from "./parts.ts";

/** Replaces, part by part, the coordinates of each block that has any there. */
export function eachPart(
  { starts, coordinates }: Parts,
  blocks: readonly Float64Array[],
  actionOf: (part: number) => (x: Float64Array) => Float64Array,
): void {
  for (let p = 0; p + 1 < starts.length; p++) {
    const own = coordinates.subarray(starts[p], starts[p + 1]);
    let action: ((x: Float64Array) => Float64Array) | null = null;
    const x = new Float64Array(own.length);
    for (const block of blocks) {
      let present = false;
      for (let k = 0; k < own.length; k++) {
        x[k] = block[own[k]];
        if (x[k] !== 0) present = true;
      }
      if (!present) continue;
      action ??= actionOf(p);
      const y = action(x);
      for (let k = 0; k < own.length; k++) block[own[k]] = y[k];
    }
  }
}

/**
 * ρ as Hermitian matrices on some parties, one for each pair (t, u) of states of the others: (ρ_tu + ρ_ut)/2 for t ≤ u and
 * (ρ_tu − ρ_ut)/2i for t > u, since ρ_tu† = ρ_ut. Coordinates as in `generator.ts`.
 */
export function hermitianBlocks(
  rho: ComplexMatrix,
  dimensions: readonly number[],
  parties: readonly number[],
): Float64Array[] {
  const own = basisOffsets(dimensions, parties);
  const others = basisOffsets(dimensions, otherParties(dimensions, parties));
  const [d, n] = [own.length, rho.dimension];
  const blocks: Float64Array[] = [];
  for (let t = 0; t < others.length; t++) {
    for (let u = 0; u < others.length; u++) {
      const block = new Float64Array(d * d);
      const [low, high] = t <= u ? [others[t], others[u]] : [others[u], others[t]];
      for (let k = 0; k < d; k++) {
        for (let l = k; l < d; l++) {
          const a = (own[k] + low) * n + own[l] + high;
          const b = (own[k] + high) * n + own[l] + low;
          const re = 0.5 * (t <= u ? rho.re[a] + rho.re[b] : rho.im[a] - rho.im[b]);
          const im = 0.5 * (t <= u ? rho.im[a] + rho.im[b] : rho.re[b] - rho.re[a]);
          block[k * d + l] = re;
          if (l > k) block[l * d + k] = im;
        }
      }
      blocks.push(block);
    }
  }
  return blocks;
}

/** The inverse. */
export function fromBlocks(
  blocks: readonly Float64Array[],
  dimensions: readonly number[],
  parties: readonly number[],
): ComplexMatrix {
  const own = basisOffsets(dimensions, parties);
  const others = basisOffsets(dimensions, otherParties(dimensions, parties));
  const [d, n] = [own.length, own.length * others.length];
  const rho = zeroMatrix(n);
  const entry = (block: Float64Array, k: number, l: number): readonly [number, number] => {
    if (k === l) return [block[k * d + k], 0];
    return k < l ? [block[k * d + l], block[l * d + k]] : [block[l * d + k], -block[k * d + l]];
  };
  for (let t = 0; t < others.length; t++) {
    for (let u = t; u < others.length; u++) {
      const plus = blocks[t * others.length + u];
      const minus = blocks[u * others.length + t];
      for (let k = 0; k < d; k++) {
        for (let l = 0; l < d; l++) {
          const [a, b] = entry(plus, k, l);
          const [x, y] = t === u ? [0, 0] : entry(minus, k, l);
          // ρ_tu = plus + i minus, and its adjoint.
          const at = (own[k] + others[t]) * n + own[l] + others[u];
          const mirrored = (own[l] + others[u]) * n + own[k] + others[t];
          rho.re[at] = rho.re[mirrored] = a - y;
          rho.im[at] = b + x;
          rho.im[mirrored] = -(b + x);
        }
      }
    }
  }
  for (let i = 0; i < n; i++) rho.im[i * (n + 1)] = 0;
  return rho;
}
