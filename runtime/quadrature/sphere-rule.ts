/** Quadrature on one sphere: rows of polar angle θ times columns of azimuth φ. */
import type { SphereGrid } from "../evaluator.ts";

/** Nodes and weights with ∫ dn f(n) ≈ Σ_r Σ_c rowWeight[r] columnWeight[c] f(θ_r, φ_c). */
export interface SphereRule extends SphereGrid {
  /** cos θ/2 and sin θ/2, one a row: accurate where 1 ∓ cos θ would cancel. */
  readonly cosHalf: Float64Array;
  readonly sinHalf: Float64Array;
  readonly phi: Float64Array;
  readonly rowWeight: Float64Array;
  readonly columnWeight: Float64Array;
  /** Whether the rule covers the sphere, or a patch of it. */
  readonly whole: boolean;
  /** How often the integrand repeats in φ, where the nodes cover one period. */
  readonly period: number;
  /** How often the nodes of a patch have been moved: tables made for another count are stale. */
  placement: number;
}

interface GaussRule {
  /** θ of each node in ascending order, cos θ being a zero of the Legendre polynomial P_n. */
  readonly theta: Float64Array;
  /** Weights for ∫₋₁¹ f(c) dc. */
  readonly weight: Float64Array;
}

const gaussRules = new Map<number, GaussRule>();

/**
 * Gauss–Legendre in θ by Newton from θ ≈ π(i + ¾)/(n + ½) (Abramowitz & Stegun 22.16.6). P_n is summed by
 * (k+1)(P_{k+1} − P_k) = k(P_k − P_{k−1}) − (2k+1)(1 − c)P_k with 1 − c = 2 sin²(θ/2), which keeps its digits at the pole.
 */
export function gaussLegendre(n: number): GaussRule {
  const known = gaussRules.get(n);
  if (known !== undefined) return known;
  const theta = new Float64Array(n);
  const weight = new Float64Array(n);
  for (let i = 0; 2 * i < n; i++) {
    let t = 2 * i + 1 === n ? Math.PI / 2 : (Math.PI * (i + 0.75)) / (n + 0.5);
    let slope = 0;
    for (let iteration = 0; iteration < 7; iteration++) {
      const sinHalf = Math.sin(t / 2);
      const gap = 2 * sinHalf * sinHalf;
      let P = 1;
      let step = 0;
      for (let k = 0; k < n; k++) {
        step = (k * step - (2 * k + 1) * gap * P) / (k + 1);
        P += step;
      }
      // dP_n/dθ = −n (P_{n−1} − cos θ P_n) / sin θ
      slope = (n * (step - gap * P)) / Math.sin(t);
      if (2 * i + 1 === n) break;
      t -= P / slope;
      if (Math.abs(P / slope) < 4e-16 * t) break;
    }
    theta[i] = t;
    theta[n - 1 - i] = Math.PI - t;
    weight[i] = 2 / (slope * slope);
    weight[n - 1 - i] = weight[i];
  }
  const rule = { theta, weight };
  gaussRules.set(n, rule);
  return rule;
}

/** The rule of `rows` Gauss nodes in cos θ and `columns` equidistant ones in φ, the first at `offset` of a step,
 *  over one period 2π/`symmetry` of the integrand; `symmetry` 0 stands for an integrand that does not depend on φ. */
export function productRule(rows: number, columns: number, offset: number, symmetry: number = 1): SphereRule {
  const key = keyOf(rows, columns, offset, symmetry);
  let rule = productRules.get(key);
  if (rule === undefined) {
    rule = makeProductRule(rows, columns, offset, symmetry);
    if (rows <= LARGEST_KEPT) productRules.set(key, rule);
  }
  return rule;
}

/** Rules are asked for again with every state; large ones are not worth their memory. */
const productRules = new Map<number, SphereRule>();
const gradedRules = new Map<number, SphereRule>();
const LARGEST_KEPT = 256;

/** Of less than 65536 rows and 4096 periods. */
const keyOf = (rows: number, columns: number, offset: number, symmetry: number): number =>
  (columns * 65536 + rows) * 4096 + symmetry + offset / 8;

function makeProductRule(rows: number, columns: number, offset: number, symmetry: number): SphereRule {
  const gauss = gaussLegendre(rows);
  const used = symmetry === 0 ? 1 : columns;
  const rule = emptyRule(rows, used, true, Math.max(symmetry, 1));
  for (let r = 0; r < rows; r++) {
    const upper = 2 * r < rows;
    const half = gauss.theta[upper ? r : rows - 1 - r] / 2;
    setRow(rule, r, upper ? Math.cos(half) : Math.sin(half), upper ? Math.sin(half) : Math.cos(half), gauss.weight[r]);
  }
  const step = (2 * Math.PI) / (used * Math.max(symmetry, 1));
  for (let c = 0; c < used; c++) setColumn(rule, c, (c + offset) * step, (2 * Math.PI) / used);
  return rule;
}

/** The same with Gauss nodes in u, sin² θ/2 = u²(3 − 2u), which lie closer to the poles: logarithms of what vanishes where several parties'
 *  points are at poles together leave the others only a low algebraic order. */
export function gradedRule(rows: number, columns: number, offset: number, symmetry: number): SphereRule {
  const key = keyOf(rows, columns, offset, symmetry);
  let rule = gradedRules.get(key);
  if (rule !== undefined) return rule;
  rule = makeProductRule(rows, columns, offset, symmetry);
  const { theta, weight } = gaussLegendre(rows);
  for (let r = 0; r < rows; r++) {
    const [u, v] = [Math.sin(theta[r] / 2) ** 2, Math.cos(theta[r] / 2) ** 2];
    setRow(rule, r, v * Math.sqrt(3 - 2 * v), u * Math.sqrt(3 - 2 * u), 6 * u * v * weight[r]);
  }
  gradedRules.set(key, rule);
  return rule;
}

/** One node, where a rule is asked for and there is no sphere to use it on. */
export const NOWHERE = productRule(1, 1, 0);

/** A rule for patches, to be moved to one after the other. */
export function patchRule(rows: number, columns: number): SphereRule {
  return emptyRule(rows, columns, false, 1);
}

/** Moves a rule to the patch θ ∈ [θ₀, θ₁], φ ∈ [φ₀, φ₁], with Gauss nodes in θ itself, where fields are smooth at the poles
 *  too. */
export function movePatch(
  rule: SphereRule,
  [theta0, theta1, phi0, phi1]: readonly [number, number, number, number],
): void {
  rule.placement++;
  const polar = gaussLegendre(rule.rowWeight.length);
  for (let r = 0; r < polar.theta.length; r++) {
    const half = 0.25 * (theta0 + theta1 - (theta1 - theta0) * Math.cos(polar.theta[r]));
    const sine = 2 * Math.sin(half) * Math.cos(half);
    setRow(rule, r, Math.cos(half), Math.sin(half), 0.5 * (theta1 - theta0) * polar.weight[r] * sine);
  }
  const azimuthal = gaussLegendre(rule.columnWeight.length);
  for (let c = 0; c < azimuthal.theta.length; c++) {
    const phi = 0.5 * (phi0 + phi1 - (phi1 - phi0) * Math.cos(azimuthal.theta[c]));
    setColumn(rule, c, phi, 0.5 * (phi1 - phi0) * azimuthal.weight[c]);
  }
}

function emptyRule(rows: number, columns: number, whole: boolean, period: number): SphereRule {
  return {
    whole,
    period,
    placement: 0,
    cosTheta: new Float64Array(rows),
    sinTheta: new Float64Array(rows),
    cosHalf: new Float64Array(rows),
    sinHalf: new Float64Array(rows),
    rowWeight: new Float64Array(rows),
    phi: new Float64Array(columns),
    cosPhi: new Float64Array(columns),
    sinPhi: new Float64Array(columns),
    columnWeight: new Float64Array(columns),
  };
}

function setRow(rule: SphereRule, r: number, cosHalf: number, sinHalf: number, weight: number): void {
  rule.cosHalf[r] = cosHalf;
  rule.sinHalf[r] = sinHalf;
  rule.cosTheta[r] = (cosHalf - sinHalf) * (cosHalf + sinHalf);
  rule.sinTheta[r] = 2 * sinHalf * cosHalf;
  rule.rowWeight[r] = weight;
}

function setColumn(rule: SphereRule, c: number, phi: number, weight: number): void {
  rule.phi[c] = phi;
  rule.cosPhi[c] = Math.cos(phi);
  rule.sinPhi[c] = Math.sin(phi);
  rule.columnWeight[c] = weight;
}
