/**
 * What the neighbourhood of det B = 0 adds to the integral of Π where A leaves the range of B there, decade by decade. The
 * state is the maximally mixed one, in which Q = Π_j 1/(2J_j + 1) and the integrand of Π is Q A·B⁻¹A.
 */

import { driftDiffusion, type Points } from "../../paper/claims/drift-diffusion.ts";
import { gaussLegendre } from "../../runtime/quadrature/sphere-rule.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { determinantOf, inverse } from "./diffusion-matrix.ts";

const azimuths = 24;

/** A·B⁻¹A at a point. */
function density(jumps: readonly Jump[], spins: readonly number[], points: Points): number {
  const reservoir = driftDiffusion(jumps, spins, points);
  const omega = inverse(reservoir, points);
  return reservoir.A.reduce((sum, a, p) => sum + a * omega[p], 0);
}

/** One spin: the share of ε/10 < det B < ε. Around a simple pole every decade of ε adds the same, so that the part of the
 *  integral where det B > ε grows as ln(1/ε). */
export function shell(jumps: readonly Jump[], J: number, epsilon: number): number {
  let sum = 0;
  for (let k = 0; k < azimuths; k++) {
    const phi = (2 * Math.PI * (k + 0.5)) / azimuths;
    const depth = (theta: number) => determinantOf(driftDiffusion(jumps, [J], [[theta, phi]]));
    for (const { root, side } of zeros(depth)) {
      const [near, far] = [epsilon / 10, epsilon].map((level) => distance(depth, root, side, level));
      if (near === null || far === null) continue;
      sum += overLogarithm(near, far, (x) => {
        const theta = root + side * x;
        return x * Math.sin(theta) * density(jumps, [J], [[theta, phi]]);
      });
    }
  }
  // M Q = 1/4π.
  return sum / (2 * azimuths);
}

/** Two spins, one reservoir: the share of ε/10 < r < ε around the points n_b = (−x_a, −y_a, z_a) with π/4 < θ < 3π/4, r the
 *  distance from them in θ_a − θ_b and sin θ (φ_a − φ_b). A density that goes as 1/r² adds the same for every ε. */
export function tube(jumps: readonly Jump[], spins: readonly [number, number], epsilon: number): number {
  const { theta: nodes, weight } = gaussLegendre(8);
  let sum = 0;
  nodes.forEach((node, row) => {
    const theta = Math.PI / 2 + (Math.PI / 4) * Math.cos(node);
    for (let k = 0; k < azimuths; k++) {
      const angle = (2 * Math.PI * (k + 0.5)) / azimuths;
      const ring = overLogarithm(epsilon / 10, epsilon, (r) => {
        const point = [theta + r * Math.cos(angle), (r * Math.sin(angle)) / Math.sin(theta)] as const;
        return r * r * Math.sin(point[0]) * density(jumps, spins, [point, [theta, Math.PI]]);
      });
      // dΩ_a dΩ_b = sin θ_a sin θ dθ dφ · r dr dα / sin θ
      sum += ((Math.PI / 4) * weight[row] * 2 * Math.PI * 2 * Math.PI * ring) / azimuths;
    }
  });
  // M Q = 1/(4π)².
  return sum / (4 * Math.PI) ** 2;
}

const steps = 24;

/** The zeros of a function of θ between 0 and π, and on which side of each it is positive. */
function zeros(depth: (theta: number) => number): readonly { readonly root: number; readonly side: 1 | -1 }[] {
  const grid = Array.from({ length: steps + 1 }, (_, k) => 1e-9 + ((Math.PI - 2e-9) * k) / steps);
  const positive = grid.map((theta) => depth(theta) > 0);
  return grid.slice(1).flatMap((high, k) => {
    if (positive[k] === positive[k + 1]) return [];
    const root = bisect((theta) => depth(theta) > 0 === positive[k], grid[k], high);
    return [{ root, side: positive[k] ? (-1 as const) : (1 as const) }];
  });
}

/** How far from its zero a function reaches a level; null where it does not within a twentieth of a radian. */
function distance(depth: (theta: number) => number, root: number, side: number, level: number): number | null {
  const reach = 0.05;
  if (!(depth(root + side * reach) > level)) return null;
  return bisect((x) => depth(root + side * x) < level, 0, reach);
}

/** The end of the interval on which `inside` holds, which it does at `low`. */
function bisect(inside: (x: number) => boolean, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let step = 0; step < 45; step++) {
    const middle = (a + b) / 2;
    if (inside(middle)) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

/** ∫ f(x) dx/x between two distances. */
function overLogarithm(near: number, far: number, f: (x: number) => number): number {
  const { theta, weight } = gaussLegendre(6);
  const [middle, half] = [Math.log(near * far) / 2, Math.log(far / near) / 2];
  return weight.reduce((sum, w, k) => sum + w * half * f(Math.exp(middle + half * Math.cos(theta[k]))), 0);
}
