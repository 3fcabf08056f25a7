/** Gauss–Legendre quadrature on [−1, 1]. */

interface WeightedNode {
  readonly node: number;
  readonly weight: number;
}

/** The zeros of P_n by Newton's method from cos(π(k − ¼)/(n + ½)), with weights 2/((1 − x²)P_n′(x)²) (Press et al. 2007, section 4.6). */
export function gaussLegendre(n: number): readonly WeightedNode[] {
  return Array.from({ length: n }, (_, k) => {
    let x = Math.cos((Math.PI * (k + 0.75)) / (n + 0.5));
    for (let step = 0; step < 8; step++) {
      const { value, slope } = legendre(n, x);
      x -= value / slope;
    }
    const { slope } = legendre(n, x);
    return { node: x, weight: 2 / ((1 - x * x) * slope * slope) };
  });
}

/** P_n and its derivative, by k P_k = (2k − 1) x P_{k−1} − (k − 1) P_{k−2}. */
function legendre(n: number, x: number): { readonly value: number; readonly slope: number } {
  let [previous, value] = [0, 1];
  for (let k = 1; k <= n; k++) [previous, value] = [value, ((2 * k - 1) * x * value - (k - 1) * previous) / k];
  return { value, slope: (n * (x * value - previous)) / (x * x - 1) };
}
