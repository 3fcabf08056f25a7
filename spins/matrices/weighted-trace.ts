/** What is left of a matrix where some parties are averaged over, each state of theirs with its weight. */

import { basisOffsets, type ComplexMatrix, otherParties, zeroMatrix } from "./complex-matrix.ts";

/** Tr_p[M (1 ⊗ W)] over the parties p of W, on all others in their order: of a Hamiltonian and the state of p the mean field of p, of a
 *  state and a projector what that finds. */
export function weightedTrace(
  { dimension, re, im }: ComplexMatrix,
  dimensions: readonly number[],
  parties: readonly number[],
  W: ComplexMatrix,
): ComplexMatrix {
  const own = basisOffsets(dimensions, parties);
  const others = basisOffsets(dimensions, otherParties(dimensions, parties));
  const out = zeroMatrix(others.length);
  for (let i = 0; i < own.length; i++) {
    for (let j = 0; j < own.length; j++) {
      const [a, b] = [W.re[j * own.length + i], W.im[j * own.length + i]];
      if (a === 0 && b === 0) continue;
      for (let r = 0, to = 0; r < others.length; r++) {
        const row = (own[i] + others[r]) * dimension + own[j];
        for (let c = 0; c < others.length; c++, to++) {
          const from = row + others[c];
          out.re[to] += a * re[from] - b * im[from];
          out.im[to] += a * im[from] + b * re[from];
        }
      }
    }
  }
  return out;
}
