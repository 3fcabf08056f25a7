/** The flux matrix of a reservoir without a potential: Φ = M ∫ (A·ω Q − A·∇Q) is linear in Q, so Φ = Tr[ρF]. */

import type { ChannelUse, Geometry } from "../../runtime/evaluator.ts";
import { productRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { coefficientsOn } from "../../runtime/spheres/coefficients.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { distanceBetween, frobenius, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import type { BoundedMatrix } from "../../spins/numbers/bounded.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { FLUX_GRIDS, GEOMETRIC_LEVELS, SLOW_LEVELS } from "../../spins/numbers/safety-factors.ts";
import { dickeAmplitudes, dickeDerivatives } from "../../spins/states/dicke.ts";

/** F does not get better than this relative to the contributions that it is the sum of. */
const GOAL = FLUX_GRIDS * ROUNDING;
/** Rows of the largest grid: B nearly singular somewhere needs many. */
const MOST_ROWS = 700;

/** F by product grids, each half as fine again, until two of them agree. Within B > 0 the integrand is analytic, and they
 *  converge geometrically; the error is a bound on |F − truth| in the Frobenius norm, hence on Φ.
 *  @param J  of the channel's one party */
export function regularFluxMatrix(use: ChannelUse, J: number): BoundedMatrix {
  let rows = Math.round(16 + 2 * J);
  let { matrix } = onRule(use, J, productRule(rows, 2 * rows, 0.25));
  let before = Number.POSITIVE_INFINITY;
  for (;;) {
    rows = Math.round(1.5 * rows);
    const finer = onRule(use, J, productRule(rows, 2 * rows, 0.6));
    const change = distanceBetween(finer.matrix, matrix);
    const floor = GOAL * finer.size;
    matrix = finer.matrix;
    const geometric = change <= 0.1 * before;
    if ((change <= floor && geometric) || rows * 1.5 > MOST_ROWS) {
      const { sizes } = finer;
      return {
        matrix,
        errors: null,
        sizes,
        error: (geometric ? GEOMETRIC_LEVELS * change : SLOW_LEVELS * Math.max(change, before / 2)) + floor,
      };
    }
    before = change;
  }
}

/** F on one grid, and the Frobenius norm of Σ |contributions| to its entries. */
interface Summed {
  readonly matrix: ComplexMatrix;
  readonly sizes: Float64Array;
  readonly size: number;
}

/** A·ω, summed over reservoirs: the integrand of Φ where Q is 1 everywhere. */
function driftWork({ channel, parameters }: ChannelUse, J: number, geometry: Geometry): Float64Array {
  const field = (value: number) => new Float64Array(geometry.rows * geometry.columns).fill(value);
  const out = field(0);
  channel.pointwise.flux!(parameters, [J], geometry, field(1), [field(0), field(0)], out);
  return out;
}

/** Φ = M ∫ (A·ω Q − A·∇Q), and Q is linear in ρ. */
function onRule(use: ChannelUse, J: number, rule: SphereRule): Summed {
  const twoJ = Math.round(2 * J);
  const d = twoJ + 1;
  const geometry: Geometry = { rows: rule.cosTheta.length, columns: rule.phi.length, spheres: [rule] };
  const onGradient = coefficientsOn(use, J, geometry).drift.map((component) => component.map((value) => -value));
  const fields = [driftWork(use, J, geometry), ...onGradient];
  const waves = Array.from({ length: d }, (_, q) => ({
    cos: rule.phi.map((phi) => Math.cos(q * phi)),
    sin: rule.phi.map((phi) => Math.sin(q * phi)),
  }));
  const F = zeroMatrix(d);
  const sizes = zeroMatrix(d);
  const [a, b] = [new Float64Array(d), new Float64Array(d)];
  for (let r = 0; r < geometry.rows; r++) {
    dickeAmplitudes(twoJ, rule.cosHalf[r], rule.sinHalf[r], a);
    dickeDerivatives(twoJ, a, b);
    const weights = rule.columnWeight.map((weight) => (d / (4 * Math.PI)) * rule.rowWeight[r] * weight);
    const absolute = fields.map((field) => absoluteMean(field, r, weights));
    for (let q = 0; q < d; q++) {
      const means = fields.map((field) => waveMean(field, r, weights, waves[q]));
      addOrder(F, sizes, { a, b, q, turn: q / rule.sinTheta[r] }, means, absolute);
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) sizes.re[i * d + j] = sizes.re[j * d + i];
  return { matrix: F, sizes: sizes.re, size: frobenius(sizes) };
}

/** Σ weight |field| along a row of nodes. */
function absoluteMean(field: Float64Array, row: number, weights: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < weights.length; c++) sum += weights[c] * Math.abs(field[row * weights.length + c]);
  return sum;
}

/** e^{iqφ} at the nodes of a row. */
interface Wave {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

/** Σ weight field e^{−iqφ} along a row of nodes, real and imaginary part. */
function waveMean(field: Float64Array, row: number, weights: Float64Array, { cos, sin }: Wave): readonly number[] {
  let [re, im] = [0, 0];
  for (let c = 0; c < weights.length; c++) {
    const value = weights[c] * field[row * weights.length + c];
    re += value * cos[c];
    im -= value * sin[c];
  }
  return [re, im];
}

/** What a row of nodes has for the entries (i, i + q): ρ_{i+q,i} enters Q by a_i a_{i+q} e^{−iqφ}. */
interface Order {
  /** a_i = d_i(θ), and b_i its derivative. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly q: number;
  /** q/sin θ: ∂φ e^{−iqφ} = −iq e^{−iqφ}. */
  readonly turn: number;
}

/** @param means  of what stands beside Q, ∂Q/∂θ and (1/sin θ) ∂Q/∂φ, with e^{−iqφ}
 *  @param absolute  of their sizes */
function addOrder(
  F: ComplexMatrix,
  sizes: ComplexMatrix,
  { a, b, q, turn }: Order,
  means: readonly (readonly number[])[],
  absolute: readonly number[],
): void {
  const d = a.length;
  for (let i = 0; i + q < d; i++) {
    const size = a[i] * a[i + q];
    const slope = a[i] * b[i + q] + b[i] * a[i + q];
    const re = size * means[0][0] + slope * means[1][0] + turn * size * means[2][1];
    const im = size * means[0][1] + slope * means[1][1] - turn * size * means[2][0];
    sizes.re[i * d + i + q] += Math.abs(size) * (absolute[0] + turn * absolute[2]) + Math.abs(slope) * absolute[1];
    F.re[i * d + i + q] += re;
    F.im[i * d + i + q] += im;
    if (q === 0) continue;
    F.re[(i + q) * d + i] += re;
    F.im[(i + q) * d + i] -= im;
  }
}
