/**
 * Quadrature on the sphere for what is smooth but for four points, where it is a smooth function of the square root of the distance's complex
 * coordinate and of its conjugate. The double cover of the sphere that is branched at four points is a torus, whose coordinate makes all of it
 * smooth: with sn²(u) at 0, 1, 1/k² and ∞ for u = 0, K, K + iK′, iK′ and theta functions of ζ = πu/2K (DLMF §§20.2, 22.2),
 *     sn² = (θ₃/θ₂)² θ₁(ζ)²/θ₄(ζ)²,   d sn² ∝ θ₁θ₂θ₃(ζ)/θ₄(ζ)³ dζ,
 * and equidistant nodes on a torus converge geometrically.
 */

import {
  type Complex,
  exponential,
  minus,
  over,
  plus,
  root,
  scaled,
  squaredSize,
  times,
} from "../../spins/numbers/complex.ts";
import { noPoints, type PointRule, type Points } from "./point-rule.ts";

/** A point as a spinor. */
export type Spinor = readonly [Complex, Complex];

/** The torus over four points. */
export interface Torus {
  /** In the order 0, 1, 1/k², ∞. */
  readonly points: readonly Spinor[];
  /** The ratio of its periods, 2iK′ over 2K. */
  readonly tau: Complex;
}

/** Thinner ones take more nodes than they save. */
const THINNEST = 6;

/** Of the orders of the points that which makes the shortest periods. @returns  null where two or more are all but one point */
export function torusOver(points: readonly Spinor[]): Torus | null {
  let best: Torus | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const order of ORDERS) {
    const own = order.map((k) => points[k]);
    const tau = periodRatio(own);
    const reduced = tau[1] - NEARER * Math.abs(tau[0]);
    if (!(reduced > most)) continue;
    most = reduced;
    best = { points: own, tau };
  }
  return best !== null && best.tau[1] <= THINNEST ? best : null;
}

/** The six cross ratios of four points. */
const ORDERS = [
  [0, 1, 2, 3],
  [0, 2, 1, 3],
  [1, 0, 2, 3],
  [1, 2, 0, 3],
  [2, 0, 1, 3],
  [2, 1, 0, 3],
] as const;
/** Among orders of equal height the one whose periods are nearer to a right angle. */
const NEARER = 0.01;

/** a₁b₀ − a₀b₁. */
const bracket = (a: Spinor, b: Spinor): Complex => minus(times(a[1], b[0]), times(a[0], b[1]));

/** iK′/K by arithmetic-geometric means (DLMF 19.8.5). */
function periodRatio([a, b, c, d]: readonly Spinor[]): Complex {
  const m = over(times(bracket(c, d), bracket(b, a)), times(bracket(c, a), bracket(b, d)));
  const ratio = over(commonMean(root(minus(ONE, m))), commonMean(root(m)));
  return times([0, 1], ratio);
}

const ONE: Complex = [1, 0];
const STEPS = 40;

/** The arithmetic-geometric mean of 1 and another, by the roots that lie nearer to the arithmetic means. */
function commonMean(other: Complex): Complex {
  let [a, b]: Complex[] = [ONE, other];
  for (let k = 0; k < STEPS && squaredSize(minus(a, b)) > Number.EPSILON ** 2 * squaredSize(a); k++) {
    const mean = scaled(0.5, plus(a, b));
    const other = root(times(a, b));
    b = squaredSize(minus(mean, other)) > squaredSize(plus(mean, other)) ? scaled(-1, other) : other;
    a = mean;
  }
  return a;
}

/** Both sheets have the same nodes, of which one is taken.
 *  @param size  nodes along the shorter period, even */
export function ellipticRule({ points: [a, b, , d], tau }: Torus, size: number): PointRule {
  const rows = 2 * Math.max(1, Math.round((size * tau[1]) / 2));
  const rule = noPoints();
  const [, at2, at3] = thetas([0, 0], tau);
  const near = times(bracket(b, d), times(at2, at2));
  const far = times(bracket(b, a), times(at3, at3));
  for (let k = 0; 2 * k < rows; k++) {
    const height = (k + 0.5) / rows;
    for (let j = 0; j < size; j++) {
      const zeta = scaled(Math.PI, plus([(j + 0.5) / size, 0], scaled(height, tau)));
      const [t1, t2, t3, t4] = thetas(zeta, tau);
      const [toA, toD] = [times(near, times(t4, t4)), times(far, times(t1, t1))];
      const up = minus(times(a[0], toA), times(d[0], toD));
      const down = minus(times(a[1], toA), times(d[1], toD));
      addPoint(rule, [up, down], squaredSize(times(times(t1, t2), times(t3, t4))));
    }
  }
  const whole = rule.weights.reduce((sum, weight) => sum + weight, 0);
  return { ...rule, weights: rule.weights.map((weight) => (4 * Math.PI * weight) / whole) };
}

function addPoint({ x, y, z, weights }: Points, [up, down]: Spinor, stretch: number): void {
  const size = squaredSize(up) + squaredSize(down);
  const across = times([up[0], -up[1]], down);
  x.push((2 * across[0]) / size);
  y.push((2 * across[1]) / size);
  z.push((squaredSize(up) - squaredSize(down)) / size);
  weights.push(stretch / (size * size));
}

/** Terms of the series: |q| is at most e^{−π√3/2}, and |Im ζ| half of Im πτ. */
const TERMS = 7;

/** θ₁ to θ₄ of ζ, nome e^{iπτ} (DLMF 20.2.1–4). */
function thetas(zeta: Complex, tau: Complex): readonly [Complex, Complex, Complex, Complex] {
  let [t1, t2, t3, t4]: Complex[] = [[0, 0], [0, 0], ONE, ONE];
  for (let n = 0; n < TERMS; n++) {
    const sign = n % 2 === 0 ? 1 : -1;
    const [plusOdd, minusOdd] = wave(n + 0.5, zeta, tau);
    t1 = plus(t1, times([0, -sign], minus(plusOdd, minusOdd)));
    t2 = plus(t2, plus(plusOdd, minusOdd));
    if (n === 0) continue;
    const [plusEven, minusEven] = wave(n, zeta, tau);
    const even = plus(plusEven, minusEven);
    t3 = plus(t3, even);
    t4 = plus(t4, scaled(sign, even));
  }
  return [t1, t2, t3, t4];
}

/** q^{n²} e^{±2inζ}. */
function wave(n: number, zeta: Complex, tau: Complex): readonly [Complex, Complex] {
  const power = times([0, Math.PI * n * n], tau);
  const phase = times([0, 2 * n], zeta);
  return [exponential(plus(power, phase)), exponential(minus(power, phase))];
}
