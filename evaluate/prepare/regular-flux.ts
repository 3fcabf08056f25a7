/** The flux matrix of a reservoir without a potential: Φ = M ∫ (A·ω Q − A·∇Q) is linear in Q, so Φ = Tr[ρF]. */

import type { ChannelUse, Geometry } from "../../runtime/evaluator.ts";
import { productRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { coefficientsOn } from "../../runtime/spheres/coefficients.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine, frobenius, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
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
    const change = frobenius(combine(1, finer.matrix, -1, matrix));
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
  const columns = rule.phi.length;
  const rows = rule.cosTheta.length;
  const geometry: Geometry = { rows, columns, spheres: [rule] };
  const [onTheta, onPhi] = coefficientsOn(use, J, geometry).drift.map((component) => component.map((value) => -value));
  const onQ = driftWork(use, J, geometry);
  const waves = Array.from({ length: d }, (_, q) => ({
    cos: rule.phi.map((phi) => Math.cos(q * phi)),
    sin: rule.phi.map((phi) => Math.sin(q * phi)),
  }));
  const F = zeroMatrix(d);
  const sizes = zeroMatrix(d);
  const a = new Float64Array(d);
  const b = new Float64Array(d);
  for (let r = 0; r < rows; r++) {
    dickeAmplitudes(twoJ, rule.cosHalf[r], rule.sinHalf[r], a);
    dickeDerivatives(twoJ, a, b);
    const weight = (d / (4 * Math.PI)) * rule.rowWeight[r];
    const absolute = [onQ, onTheta, onPhi].map((field) => {
      let sum = 0;
      for (let c = 0; c < columns; c++) sum += weight * rule.columnWeight[c] * Math.abs(field[r * columns + c]);
      return sum;
    });
    for (let q = 0; q < d; q++) {
      // ρ_{i+q,i} enters Q by d_i d_{i+q} e^{−iqφ}: F_{i,i+q} is what stands beside it.
      const mean = [onQ, onTheta, onPhi].map((field) => {
        let [re, im] = [0, 0];
        for (let c = 0; c < columns; c++) {
          const value = weight * rule.columnWeight[c] * field[r * columns + c];
          re += value * waves[q].cos[c];
          im -= value * waves[q].sin[c];
        }
        return [re, im];
      });
      const turn = q / rule.sinTheta[r];
      for (let i = 0; i + q < d; i++) {
        const size = a[i] * a[i + q];
        const slope = a[i] * b[i + q] + b[i] * a[i + q];
        // ∂φ e^{−iqφ} = −iq e^{−iqφ}
        const re = size * mean[0][0] + slope * mean[1][0] + turn * size * mean[2][1];
        const im = size * mean[0][1] + slope * mean[1][1] - turn * size * mean[2][0];
        sizes.re[i * d + i + q] += Math.abs(size) * (absolute[0] + turn * absolute[2]) + Math.abs(slope) * absolute[1];
        F.re[i * d + i + q] += re;
        F.im[i * d + i + q] += im;
        if (q === 0) continue;
        F.re[(i + q) * d + i] += re;
        F.im[(i + q) * d + i] -= im;
      }
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) sizes.re[i * d + j] = sizes.re[j * d + i];
  return { matrix: F, sizes: sizes.re, size: frobenius(sizes) };
}
