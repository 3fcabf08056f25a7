/** Coherence in the basis |m_a, m_b, …⟩ (Baumgratz, Cramer and Plenio, Phys. Rev. Lett. 113, 140401 (2014)). */
import type { ComplexMatrix } from "../evaluator.ts";
import { densityMatrixOf } from "../given.ts";
import { entropyTerm, vonNeumannEntropy } from "./entropy.ts";

/** l1 norm of coherence C(ρ) = Σ_{i≠j} |ρ_ij|, from 0 (diagonal) to d − 1; dimensionless (Zicari 2023, section 4). */
export function l1Coherence(rho: ComplexMatrix): number {
  const { dimension: n, re, im } = densityMatrixOf("rho", rho);
  let sum = 0;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const k = r * n + c;
      // Hypot costs ten times as much, and no entry of a state overflows.
      if (r !== c) sum += Math.sqrt(re[k] * re[k] + im[k] * im[k]);
    }
  }
  return sum;
}

/** Relative entropy of coherence C_rel(ρ) = S(ξ) − S(ρ), ξ the diagonal of ρ, from 0 to ln d, nats (Zicari 2023, eq 33). */
export function relativeEntropyOfCoherence(rho: ComplexMatrix): number {
  const own = densityMatrixOf("rho", rho);
  const n = own.dimension;
  let diagonal = 0;
  for (let i = 0; i < n; i++) diagonal += entropyTerm(own.re[i * (n + 1)]);
  return Math.max(0, diagonal - vonNeumannEntropy(own));
}
