/**
 * Logarithms over the sphere of a qubit, integrated by the compiler.
 * Generated: do not edit; change the compiler and run `wehrl gen` again (in wehrl's own repository: `npm run gen`).
 * Content hash: 5f757e4b62c64b0f
 *
 * Operations a node, as derived → as emitted (+ those a row and once):
 *   logMoment     15 → 10 (+ 0 a row, 1 once)
 */
/**
 * The integral of −X ln Q over the unit sphere of a qubit, exact, for Q(n) = A0 + R·n and X(n) = X0 + X·n; for X = Q the
 * entropy. With the measure 1/2π:
 *
 *     −M ∫ X ln Q dΩ = −X₀ L₀(A₀, |R|²) − ½(Xx Rx + Xy Ry + Xz Rz) K(A₀, |R|²)
 *
 * @param K  `sphereKernel(A0, |R|²)`
 * @param L0  `logMean(A0, |R|²)`
 * @param out  the integral, one a conditional state
 * @param size  the same with both summands in absolute value
 */
export function logMoment(
  Rx: Float64Array,
  Ry: Float64Array,
  Rz: Float64Array,
  X0: Float64Array,
  Xx: Float64Array,
  Xy: Float64Array,
  Xz: Float64Array,
  K: Float64Array,
  L0: Float64Array,
  out: Float64Array,
  size: Float64Array,
): void {
  const constant1 = 2 * Math.PI;
  for (let k = 0; k < out.length; k++) {
    const rx = Rx[k];
    const ry = Ry[k];
    const rz = Rz[k];
    const x0 = X0[k];
    const xx = Xx[k];
    const xy = Xy[k];
    const xz = Xz[k];
    const kernel = K[k];
    const mean = L0[k];
    const even = mean * x0;
    const odd = 0.5 * kernel * (xx * rx + xy * ry + xz * rz);
    out[k] = -constant1 * (even + odd);
    size[k] = constant1 * (Math.abs(even) + Math.abs(odd));
  }
}
