/** Entanglement of a pair: of qubits, and negativity of any two parts. */

import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { type ComplexMatrix, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { functionOf, spectrum, traceOf } from "../../spins/matrices/spectrum.ts";
import { embedding, singularValues } from "../../spins/matrices/spectrum-of.ts";
import type { Bounded } from "../../spins/numbers/bounded.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { CONCURRENCE, EIGENVALUE } from "../../spins/numbers/safety-factors.ts";
import { nearestState } from "../../spins/states/nearest-state.ts";

/**
 * Concurrence max(0, λ₁ − λ₂ − λ₃ − λ₄), λ descending the singular values of √ρ̃ √ρ with ρ̃ = (σy⊗σy) ρ* (σy⊗σy), from 0
 * (separable) to 1 (a Bell state) (Wootters, Phys. Rev. Lett. 80, 2245 (1998), eqs 6–8). Singular values, since the roots of
 * eigenvalues of ρρ̃ would lose half of the digits.
 * @param rho  two qubits
 * @throws InvalidInput  when the matrix is not 4 × 4
 */
export function concurrence(rho: ComplexMatrix): number {
  return boundedConcurrence(pairOf("concurrence", rho)).value;
}

/** The same with a bound on its error. |√A − √B| ≤ √|A − B|, or |A − B| over the least √λ (Bhatia, Matrix Analysis, 1997, theorem
 *  X.1.1), and no singular value of a product moves by more than the product.
 *  @param stateError  of ρ in the Frobenius norm */
export function boundedConcurrence(rho: ComplexMatrix, stateError = 0): Bounded {
  const found = spectrum(rho);
  const root = functionOf(found, (value) => (value > found.zero / EIGENVALUE ? Math.sqrt(value) : 0));
  const product = embedding(spinFlipped(root)).mmul(embedding(root));
  const values = singularValues(product);
  // The embedding has every value twice.
  const value = Math.max(0, values[0] - values[2] - values[4] - values[6]);
  const off = stateError + 2 * found.zero + ROUNDING;
  const least = found.values.reduce((a, b) => Math.min(a, b)) - off;
  const ofRoot = least > 0 ? Math.min(Math.sqrt(off), off / Math.sqrt(least)) : Math.sqrt(off);
  const largest = Math.sqrt(found.values.reduce((a, b) => Math.max(a, b)));
  return { value, error: 4 * ofRoot * (2 * largest + ofRoot) + CONCURRENCE * Number.EPSILON };
}

/** Negativity (‖ρ^{T_b}‖₁ − 1)/2, the sum of the negative eigenvalues' sizes, from 0 (separable) to ½ (a Bell state)
 *  (Vidal and Werner, Phys. Rev. A 65, 032314 (2002)).
 *  @param rho  two qubits
 *  @throws InvalidInput  when the matrix is not 4 × 4 */
export function negativity(rho: ComplexMatrix): number {
  return boundedNegativity(pairOf("negativity", rho)).value;
}

/** The same of two parts with a bound on its error: the trace norm of a d × d matrix is at most √d times its Frobenius norm.
 *  @param rho  of the first part and the second, in that order
 *  @param second  the dimension of the second part
 *  @param stateError  of ρ in the Frobenius norm */
export function boundedNegativity(rho: ComplexMatrix, stateError = 0, second = 2): Bounded {
  const d = rho.dimension;
  const found = spectrum(partialTranspose(rho, second));
  const value = traceOf(found, (eigenvalue) => (eigenvalue < -found.zero / EIGENVALUE ? -eigenvalue : 0));
  return { value, error: 0.5 * Math.sqrt(d) * stateError + d * (found.zero + Number.EPSILON) };
}

/** Logarithmic negativity ln ‖ρ^{T_b}‖₁ = ln(1 + 2N), nats, from 0 to ln min(d_a, d_b) (Plenio, Phys. Rev. Lett. 95, 090503 (2005), there
 *  to base 2). */
export function boundedLogNegativity(rho: ComplexMatrix, stateError = 0, second = 2): Bounded {
  const { value, error } = boundedNegativity(rho, stateError, second);
  return { value: Math.log1p(2 * value), error: (2 * error) / (1 + 2 * Math.max(value - error, 0)) };
}

function pairOf(name: string, rho: ComplexMatrix): ComplexMatrix {
  const own = nearestState(["rho"], rho).state;
  const { dimension } = own;
  if (dimension !== 4)
    throw new InvalidInput({
      path: ["rho"],
      found: `a ${dimension} × ${dimension} matrix`,
      expected: `one of two qubits, 4 × 4, for the ${name}`,
    });
  return own;
}

/** (σy⊗σy) A* (σy⊗σy): entry (r, c) is ± A*_{3−r, 3−c}, with a minus where r and c differ in one spin. */
function spinFlipped({ re, im }: ComplexMatrix): ComplexMatrix {
  const flipped = zeroMatrix(4);
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

/** ⟨ab|ρ^{T_b}|a'b'⟩ = ⟨ab'|ρ|a'b⟩.
 *  @param second  the dimension of b */
function partialTranspose({ dimension: n, re, im }: ComplexMatrix, second: number): ComplexMatrix {
  const turned = zeroMatrix(n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const [b, other] = [r % second, c % second];
      const from = n * (r - b + other) + c - other + b;
      turned.re[n * r + c] = re[from];
      turned.im[n * r + c] = im[from];
    }
  }
  return turned;
}
