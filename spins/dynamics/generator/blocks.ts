/** A state in the coordinates of a cluster's generator, to thirty digits. */
import type { ComplexMatrix } from "../../matrices/complex-matrix.ts";
import { basisOffsets, otherParties } from "../../matrices/complex-matrix.ts";
import { type DoubleDouble, zeroDoubleDouble } from "../../matrices/double-double.ts";
import { type LongVector, zeroVector } from "../../matrices/long-matrix.ts";
import { addMultiple } from "../../numbers/long-number.ts";

interface Offsets {
  readonly dimensions: readonly number[];
  readonly own: Int32Array;
  readonly others: Int32Array;
}

const known = new WeakMap<readonly number[], Offsets>();

/** Of the states of some parties and of all others, kept for the parties of a cluster. */
function offsetsOf(dimensions: readonly number[], parties: readonly number[]): Offsets {
  let offsets = known.get(parties);
  if (offsets?.dimensions !== dimensions) {
    const others = basisOffsets(dimensions, otherParties(dimensions, parties));
    offsets = { dimensions, own: basisOffsets(dimensions, parties), others };
    known.set(parties, offsets);
  }
  return offsets;
}

/**
 * ρ as Hermitian matrices on some parties, one for each pair (t, u) of states of the others: (ρ_tu + ρ_ut)/2 for t ≤ u and
 * (ρ_tu − ρ_ut)/2i for t > u, since ρ_tu† = ρ_ut. Coordinates as in `generator.ts`.
 */
export function hermitianBlocks(
  { high, low }: DoubleDouble,
  dimensions: readonly number[],
  parties: readonly number[],
): LongVector[] {
  const { own, others } = offsetsOf(dimensions, parties);
  const [d, n] = [own.length, high.dimension];
  const blocks: LongVector[] = [];
  for (let t = 0; t < others.length; t++) {
    for (let u = 0; u < others.length; u++) {
      const block = zeroVector(d * d);
      const [first, second] = t <= u ? [others[t], others[u]] : [others[u], others[t]];
      const half = (x: "re" | "im", a: number, sign: number, b: number, at: number) => {
        addMultiple(block.high, block.low, at, 0.5, high[x][a], low[x][a]);
        addMultiple(block.high, block.low, at, 0.5 * sign, high[x][b], low[x][b]);
      };
      for (let k = 0; k < d; k++) {
        for (let l = k; l < d; l++) {
          const a = (own[k] + first) * n + own[l] + second;
          const b = (own[k] + second) * n + own[l] + first;
          if (t <= u) half("re", a, 1, b, k * d + l);
          else half("im", a, -1, b, k * d + l);
          if (l === k) continue;
          if (t <= u) half("im", a, 1, b, l * d + k);
          else half("re", b, -1, a, l * d + k);
        }
      }
      blocks.push(block);
    }
  }
  return blocks;
}

/** Of a matrix whose doubles are exact. */
export const blocksOf = (
  rho: ComplexMatrix,
  dimensions: readonly number[],
  parties: readonly number[],
): LongVector[] => {
  const none = new Float64Array(rho.re.length);
  return hermitianBlocks({ high: rho, low: { ...rho, re: none, im: none } }, dimensions, parties);
};

/** The inverse. */
export function fromBlocks(
  blocks: readonly LongVector[],
  dimensions: readonly number[],
  parties: readonly number[],
): DoubleDouble {
  const { own, others } = offsetsOf(dimensions, parties);
  const [d, n] = [own.length, own.length * others.length];
  const rho = zeroDoubleDouble(n);
  const add = (x: "re" | "im", at: number, factor: number, block: LongVector, from: number) =>
    addMultiple(rho.high[x], rho.low[x], at, factor, block.high[from], block.low[from]);
  for (let t = 0; t < others.length; t++) {
    for (let u = t; u < others.length; u++) {
      const plus = blocks[t * others.length + u];
      const minus = blocks[u * others.length + t];
      for (let k = 0; k < d; k++) {
        for (let l = 0; l < d; l++) {
          // ρ_tu = plus + i minus, and its adjoint.
          const at = (own[k] + others[t]) * n + own[l] + others[u];
          const mirrored = (own[l] + others[u]) * n + own[k] + others[t];
          if (mirrored < at && t === u) continue;
          const [first, second] = k <= l ? [k * d + l, l * d + k] : [l * d + k, k * d + l];
          const sign = k <= l ? 1 : -1;
          add("re", at, 1, plus, first);
          if (k !== l) add("im", at, sign, plus, second);
          if (t !== u) {
            if (k !== l) add("re", at, -sign, minus, second);
            add("im", at, 1, minus, first);
          }
          mirror(rho.high, at, mirrored);
          mirror(rho.low, at, mirrored);
        }
      }
    }
  }
  return rho;
}

/** M_cr = M_rc*. */
function mirror({ re, im }: ComplexMatrix, at: number, mirrored: number): void {
  if (at === mirrored) return;
  re[mirrored] = re[at];
  im[mirrored] = -im[at];
}
