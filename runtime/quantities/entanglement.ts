/** Entanglement of a pair of qubits. */
import { SingularValueDecomposition } from "ml-matrix";
import type { ComplexMatrix } from "../evaluator.ts";
import { densityMatrixOf } from "../given.ts";
import { InvalidInput } from "../invalid-input.ts";
import { embedding, functionOf, spectrum, traceOf } from "./spectrum.ts";

/**
 * Concurrence max(0, λ₁ − λ₂ − λ₃ − λ₄), λ descending the singular values of √ρ̃ √ρ with ρ̃ = (σy⊗σy) ρ* (σy⊗σy), from 0
 * (separable) to 1 (a Bell state) (Wootters, Phys. Rev. Lett. 80, 2245 (1998), eqs 6–8). Singular values, since the roots of
 * eigenvalues of ρρ̃ would lose half of the digits.
 * @param rho  two qubits
 * @throws InvalidInput  when the matrix is not 4 × 4
 */
export function concurrence(rho: ComplexMatrix): number {
  const found = spectrum(pairOf("concurrence", rho));
  const root = functionOf(found, (value) => (value > found.zero / 16 ? Math.sqrt(value) : 0));
  const product = embedding(spinFlipped(root)).mmul(embedding(root));
  const values = new SingularValueDecomposition(product, { autoTranspose: true }).diagonal.sort((a, b) => b - a);
  // The embedding has every value twice.
  return Math.max(0, values[0] - values[2] - values[4] - values[6]);
}

/** Negativity (‖ρ^{T_b}‖₁ − 1)/2, the sum of the negative eigenvalues' sizes, from 0 (separable) to ½ (a Bell state)
 *  (Vidal and Werner, Phys. Rev. A 65, 032314 (2002)).
 *  @param rho  two qubits
 *  @throws InvalidInput  when the matrix is not 4 × 4 */
export function negativity(rho: ComplexMatrix): number {
  const found = spectrum(partialTranspose(pairOf("negativity", rho)));
  return traceOf(found, (value) => (value < -found.zero / 16 ? -value : 0));
}

function pairOf(name: string, rho: ComplexMatrix): ComplexMatrix {
  const own = densityMatrixOf("rho", rho);
  const { dimension } = own;
  if (dimension !== 4)
    throw new InvalidInput(`${name}: a ${dimension} × ${dimension} matrix; it is for two qubits, 4 × 4`);
  return own;
}

/** (σy⊗σy) A* (σy⊗σy): entry (r, c) is ± A*_{3−r, 3−c}, with a minus where r and c differ in one spin. */
function spinFlipped({ re, im }: ComplexMatrix): ComplexMatrix {
  const flipped = { dimension: 4, re: new Float64Array(16), im: new Float64Array(16) };
  const sign = [-1, 1, 1, -1];
  for (let r = 0; r < 4; r++) {
    for (let c = 0; c < 4; c++) {
      const from = 4 * (3 - r) + 3 - c;
      flipped.re[4 * r + c] = sign[r] * sign[c] * re[from];
      flipped.im[4 * r + c] = -sign[r] * sign[c] * im[from];
    }
  }
  return flipped;
}

/** ⟨ab|ρ^{T_b}|a'b'⟩ = ⟨ab'|ρ|a'b⟩. */
function partialTranspose({ re, im }: ComplexMatrix): ComplexMatrix {
  const turned = { dimension: 4, re: new Float64Array(16), im: new Float64Array(16) };
  for (let r = 0; r < 4; r++) {
    for (let c = 0; c < 4; c++) {
      const from = 4 * ((r & 2) | (c & 1)) + ((c & 2) | (r & 1));
      turned.re[4 * r + c] = re[from];
      turned.im[4 * r + c] = im[from];
    }
  }
  return turned;
}
