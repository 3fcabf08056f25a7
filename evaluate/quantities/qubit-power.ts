/** The sphere of a qubit in closed form. */

import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";

/**
 * μ ∫ (Q^q − Q) over the sphere of a qubit, μ = 2/4π, Q = A + R·n ≥ 0. With B = A + R, b = A − R and h(x) = x²(x^{q−1} − 1),
 *
 *   ½ μ ∫ (Q^q − Q) = [h(B) − h(b)]/(2R(q+1)) − A (q−1)/(q+1),
 *
 * and for small R/A its series A [(A^{q−1} − 1) + A^{q−1} Σ_{j≥1} C(q+1, 2j+1) (R/A)^{2j}/(q+1)].
 * @param matrix  2 × 2, Hermitian
 */
export function qubitPower({ re, im }: ComplexMatrix, q: number): number {
  const A = 0.5 * (re[0] + re[3]);
  const R = Math.min(Math.hypot(0.5 * (re[0] - re[3]), re[1], im[1]), A);
  if (!(A > 0)) return 0;
  const power = Math.expm1((q - 1) * Math.log(A));
  if (R < NEAR * A) return 2 * A * (power + ((1 + power) * series(q, (R / A) ** 2)) / (q + 1));
  const slope = (h(A + R, q) - h(A - R, q)) / (2 * R);
  return (2 * (slope - A * (q - 1))) / (q + 1);
}

/** R/A below which the difference of h loses digits. */
const NEAR = 0.1;

const h = (x: number, q: number): number => (x > 0 ? x * x * Math.expm1((q - 1) * Math.log(x)) : 0);

/** Σ_{j≥1} C(q+1, 2j+1) x^j. */
function series(q: number, x: number): number {
  let [term, sum] = [q + 1, 0];
  for (let n = 1; n < 400; n += 2) {
    term *= (((q + 1 - n) * (q - n)) / ((n + 1) * (n + 2))) * x;
    sum += term;
    if (Math.abs(term) <= 1e-18 * Math.abs(sum)) break;
  }
  return sum;
}
