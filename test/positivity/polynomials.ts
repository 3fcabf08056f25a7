/** Both sides of the lemmas' inequalities by plain means: |p| at many points of the circle. */
import type { Inequality } from "../../scripts/prove/inequalities.ts";

export type Complex = readonly [re: number, im: number];

const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];

/** p₀ … p_d by p ← p + k_m z^m p(1/z̄)*. */
export function szego(reflections: readonly Complex[]): readonly Complex[] {
  let p: readonly Complex[] = [[1, 0]];
  for (const k of reflections) {
    const reversed = [...p].reverse().map(([x, y]): Complex => [x, -y]);
    p = [...p, [0, 0] as Complex].map((entry, j) => (j === 0 ? entry : plus(entry, times(k, reversed[j - 1]))));
  }
  return p;
}

/** Π (1 − z/ζ) by polar ζ. */
export function fromRoots(roots: readonly (readonly [radius: number, angle: number])[]): readonly Complex[] {
  let p: readonly Complex[] = [[1, 0]];
  for (const [radius, angle] of roots) {
    const factor: Complex = [-Math.cos(angle) / radius, Math.sin(angle) / radius];
    p = [...p, [0, 0] as Complex].map((entry, j) => (j === 0 ? entry : plus(entry, times(factor, p[j - 1]))));
  }
  return p;
}

/** cos and sin of 2πj/count. */
const tables = new Map<number, readonly [Float64Array, Float64Array]>();
function tableOf(count: number): readonly [Float64Array, Float64Array] {
  const known = tables.get(count);
  if (known !== undefined) return known;
  const of = (f: (x: number) => number) => Float64Array.from({ length: count }, (_, j) => f((2 * Math.PI * j) / count));
  const made = [of(Math.cos), of(Math.sin)] as const;
  tables.set(count, made);
  return made;
}

/** |p| and its slope −Im(p* z p′)/|p| at `count` points of the circle. */
export function modulusOf(
  p: readonly Complex[],
  count: number,
): readonly { readonly psi: number; readonly slope: number }[] {
  const [cos, sin] = tableOf(count);
  return Array.from({ length: count }, (_, j) => {
    let [x, y, u, v] = [0, 0, 0, 0];
    for (const [k, [re, im]] of p.entries()) {
      const [c, s] = [cos[(j * k) % count], sin[(j * k) % count]];
      const [a, b] = [re * c - im * s, re * s + im * c];
      x += a;
      y += b;
      u += k * a;
      v += k * b;
    }
    const psi = Math.hypot(x, y);
    return { psi, slope: psi === 0 ? 0 : (x * v - y * u) / psi };
  });
}

/** ⟨ψ_φ²⟩. */
export const meanSquareSlope = (p: readonly Complex[], count = 2048): number =>
  modulusOf(p, count).reduce((sum, { slope }) => sum + slope * slope, 0) / count;

/** Σ_{0<|M|≤orders} w_M|ψ_M|² and ⟨ψ_φ²⟩. */
export function sidesOf({ orders, weight }: Inequality, p: readonly Complex[]): { sum: number; slope: number } {
  const count = Math.max(1024, 10 * orders);
  const [cos, sin] = tableOf(count);
  const psi = Float64Array.from(modulusOf(p, count), (at) => at.psi);
  let sum = 0;
  for (let M = 1; M <= orders; M++) {
    let [re, im] = [0, 0];
    for (let j = 0; j < count; j++) {
      re += psi[j] * cos[(j * M) % count];
      im += psi[j] * sin[(j * M) % count];
    }
    sum += (2 * weight(M) * (re * re + im * im)) / count ** 2;
  }
  return { sum, slope: meanSquareSlope(p, count) };
}

export function differenceOf(inequality: Inequality, p: readonly Complex[]): number {
  const { sum, slope } = sidesOf(inequality, p);
  return sum - slope;
}
