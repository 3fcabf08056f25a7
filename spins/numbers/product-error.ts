/** kφ − fl(kφ) for an integer |k| < 2²⁶, exactly (Dekker, Numer. Math. 18, 224 (1971)): large spins turn fast, and where Q is
 *  small its terms must cancel to the last digit. */
export function productError(k: number, phi: number, product: number): number {
  const scaled = 134217729 * phi;
  const high = scaled - (scaled - phi);
  return k * high - product + k * (phi - high);
}
