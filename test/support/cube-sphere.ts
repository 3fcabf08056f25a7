/** Adaptive integration over the unit sphere on the faces of a cube, where no direction is special and there are no poles. */
import { type GaussRule, gaussLegendre } from "./gauss-legendre.ts";

/** Integrals of several functions at once. */
export interface SphereIntegrals {
  readonly values: Float64Array;
  /** What the values may be off by, rounding included. */
  readonly errors: Float64Array;
  /** ∫ of the sizes of the terms that the functions are sums of. */
  readonly sizes: Float64Array;
  readonly evaluations: number;
}

/** Writes the functions at the unit vector (x, y, z) into `out`, the sizes of the terms that they are sums of, and what they
 *  may be off by, in ε. */
export type SphereIntegrand = (x: number, y: number, z: number, out: Sample) => void;

export interface Sample {
  readonly values: Float64Array;
  readonly sizes: Float64Array;
  readonly blurs: Float64Array;
}

export interface CubatureSetting {
  /** Gauss nodes a side of a cell. */
  readonly nodes: number;
  /** A cell whose quarters differ from it by less than this share of the whole is left. */
  readonly share: number;
}

interface Cell {
  readonly face: number;
  /** Centre and half the side, radians. */
  readonly alpha: number;
  readonly beta: number;
  readonly half: number;
  readonly depth: number;
  readonly sums: Sample;
}

/** A feature of this size, 2⁻⁴⁰ of a face, contributes nothing. */
const DEEPEST = 40;
/** Far below the square of any state's rounding. */
const NOTHING = 1e-38;
/** Near r² ln r, the worst that occurs, quarters are off by a fifteenth of what they differ by from the whole. */
const SAFETY = 1 / 4;
const ROUNDING = 8 * Number.EPSILON;

/**
 * ∫ f dΩ. A face of the cube holds n ∝ (1, tan α, tan β), |α|, |β| ≤ π/4, with
 * dΩ = sec²α sec²β (1 + tan²α + tan²β)^{−3/2} dα dβ; cells are quartered until their quarters add up to them.
 */
export function integrateOverSphere(
  integrand: SphereIntegrand,
  count: number,
  { nodes, share }: CubatureSetting,
): SphereIntegrals {
  const measure = measureOn(integrand, count, gaussLegendre(nodes));
  let evaluations = 0;
  const make = (face: number, alpha: number, beta: number, half: number, depth: number): Cell => {
    evaluations += nodes * nodes;
    return { face, alpha, beta, half, depth, sums: measure(face, alpha, beta, half) };
  };
  const quarters = ({ face, alpha, beta, half, depth }: Cell): Cell[] => {
    const h = half / 2;
    return [-h, h].flatMap((a) => [-h, h].map((b) => make(face, alpha + a, beta + b, h, depth + 1)));
  };
  let open = [0, 1, 2, 3, 4, 5].flatMap((face) => quarters(make(face, 0, 0, Math.PI / 4, 0)));
  const whole = total(open, count);
  const done: Cell[] = [];
  const errors = new Float64Array(count);
  while (open.length > 0) {
    const next: Cell[] = [];
    for (const cell of open) {
      const parts = quarters(cell);
      const { values, blurs } = total(parts, count);
      const gaps = values.map((value, f) => Math.abs(value - cell.sums.values[f]));
      const isOpen = (gap: number, f: number) =>
        gap > Math.max(share * whole.sizes[f], 2 * Number.EPSILON * blurs[f], NOTHING);
      if (cell.depth < DEEPEST && gaps.some(isOpen)) next.push(...parts);
      else {
        done.push(...parts);
        for (let f = 0; f < count; f++) errors[f] += SAFETY * gaps[f];
      }
    }
    open = next;
  }
  const { values, sizes, blurs } = total(done, count);
  return { values, sizes, errors: errors.map((error, f) => error + ROUNDING * blurs[f]), evaluations };
}

function zeros(count: number): Sample {
  return { values: new Float64Array(count), sizes: new Float64Array(count), blurs: new Float64Array(count) };
}

/** Compensated sums (Kahan). */
function total(cells: readonly Cell[], count: number): Sample {
  const { values, sizes, blurs } = zeros(count);
  const carry = new Float64Array(count);
  for (const { sums } of cells) {
    for (let f = 0; f < count; f++) {
      const term = sums.values[f] - carry[f];
      const sum = values[f] + term;
      carry[f] = sum - values[f] - term;
      values[f] = sum;
      sizes[f] += sums.sizes[f];
      blurs[f] += sums.blurs[f];
    }
  }
  return { values, sizes, blurs };
}

type Measure = (face: number, alpha: number, beta: number, half: number) => Sample;

function measureOn(integrand: SphereIntegrand, count: number, rule: GaussRule): Measure {
  const out = zeros(count);
  return (face, alpha, beta, half) => {
    const sums = zeros(count);
    for (let i = 0; i < rule.x.length; i++) {
      const s = Math.tan(alpha + half * rule.x[i]);
      for (let j = 0; j < rule.x.length; j++) {
        const t = Math.tan(beta + half * rule.x[j]);
        const square = 1 + s * s + t * t;
        const r = 1 / Math.sqrt(square);
        const weight = (half * half * rule.w[i] * rule.w[j] * (1 + s * s) * (1 + t * t) * r) / square;
        const u = face < 3 ? r : -r;
        if (face % 3 === 0) integrand(u, s * r, t * r, out);
        else if (face % 3 === 1) integrand(t * r, u, s * r, out);
        else integrand(s * r, t * r, u, out);
        for (let f = 0; f < count; f++) {
          sums.values[f] += weight * out.values[f];
          sums.sizes[f] += weight * out.sizes[f];
          sums.blurs[f] += weight * out.blurs[f];
        }
      }
    }
    return sums;
  };
}
