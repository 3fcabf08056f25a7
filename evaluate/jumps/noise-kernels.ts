/**
 * The integrands of a reservoir of one spin from its noise P and m in numbers (spins/dynamics/noise-matrix.ts), in the frame e_θ, e_φ:
 *
 *     B = ½[P_φφ − m·n, −P_θφ; −P_θφ, P_θθ − m·n]        A = −J (m_θ, m_φ)
 *
 * and ω with Bω = A by the class: 0; ∇ ln (α − m·n)^{2J}; ∇ ln (tr B)^J; B⁻¹A.
 */
import type { Geometry, PointwiseFunctions } from "../../runtime/evaluator.ts";
import { dot, type Noise, times, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import type { NoiseClass } from "./noise-class.ts";
import type { OwnAxes } from "./own-axes.ts";

/** A, B and ω at one point after the other. */
class LocalNoise {
  /** B_θθ, B_θφ, B_φφ. */
  tt = 0;
  tp = 0;
  pp = 0;
  driftTheta = 0;
  driftPhi = 0;
  forceTheta = 0;
  forcePhi = 0;
  private readonly noise: Noise;
  private readonly found: NoiseClass;
  private readonly J: number;

  constructor(noise: Noise, found: NoiseClass, J: number) {
    this.noise = noise;
    this.found = found;
    this.J = J;
  }

  move(cosTheta: number, sinTheta: number, cosPhi: number, sinPhi: number): void {
    const { noise, found, J } = this;
    const e: Vector3 = [cosTheta * cosPhi, cosTheta * sinPhi, -sinTheta];
    const f: Vector3 = [-sinPhi, cosPhi, 0];
    const n: Vector3 = [sinTheta * cosPhi, sinTheta * sinPhi, cosTheta];
    const [mt, mp] = [dot(noise.m, e), dot(noise.m, f)];
    this.driftTheta = -J * mt;
    this.driftPhi = -J * mp;
    if (found.kind === "axial") {
      this.setAxial(found.axes, dot(found.axes.axis, e), dot(found.axes.axis, f), dot(found.axes.axis, n));
      return;
    }
    const Pe = times(noise.P, e);
    const along = dot(noise.m, n);
    this.tt = 0.5 * (dot(f, times(noise.P, f)) - along);
    this.pp = 0.5 * (dot(e, Pe) - along);
    this.tp = -0.5 * dot(f, Pe);
    if (found.kind === "single") {
      const trace = this.tt + this.pp;
      const Pn = times(noise.P, n);
      this.forceTheta = (-J * (dot(e, Pn) + mt)) / trace;
      this.forcePhi = (-J * (dot(f, Pn) + mp)) / trace;
    } else if (found.kind === "regular") {
      const determinant = this.tt * this.pp - this.tp * this.tp;
      this.forceTheta = (this.pp * this.driftTheta - this.tp * this.driftPhi) / determinant;
      this.forcePhi = (this.tt * this.driftPhi - this.tp * this.driftTheta) / determinant;
    }
  }

  /** By the components of the axis: α − m·n as a sum of what is not negative, from which B and ω are made. */
  private setAxial({ lowering, raising, along }: OwnAxes, theta: number, phi: number, n: number): void {
    const base = raising * (1 + n) + lowering * (1 - n);
    const excess = along - lowering - raising;
    this.tt = 0.5 * (base + excess * phi * phi);
    this.pp = 0.5 * (base + excess * theta * theta);
    this.tp = -0.5 * excess * theta * phi;
    const slope = (2 * this.J * (raising - lowering)) / base;
    this.forceTheta = slope * theta;
    this.forcePhi = slope * phi;
  }

  /** v·Bv */
  quadratic(theta: number, phi: number): number {
    return this.tt * theta * theta + 2 * this.tp * theta * phi + this.pp * phi * phi;
  }
}

/** Takes the noise to every node of a block. */
function eachNode(local: LocalNoise, { rows, columns, spheres: [sphere] }: Geometry, at: (node: number) => void): void {
  const { cosTheta, sinTheta, cosPhi, sinPhi } = sphere;
  for (let row = 0, node = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, node++) {
      local.move(cosTheta[row], sinTheta[row], cosPhi[column], sinPhi[column]);
      at(node);
    }
}

export function noiseKernels(noise: Noise, found: NoiseClass): PointwiseFunctions {
  const isSplit = found.kind !== "undefined";
  return {
    entropyRate: (_, [J], geometry, Q, [theta, phi], out) => {
      const local = new LocalNoise(noise, found, J);
      eachNode(local, geometry, (k) => {
        out[k] = local.quadratic(theta[k], phi[k]) / Q[k] - local.driftTheta * theta[k] - local.driftPhi * phi[k];
      });
    },
    production: !isSplit
      ? null
      : (_, [J], geometry, Q, P, [theta, phi], out) => {
          const local = new LocalNoise(noise, found, J);
          eachNode(local, geometry, (k) => {
            const g = P[k] * local.forceTheta - theta[k];
            out[k] = local.quadratic(g, P[k] * local.forcePhi - phi[k]) / Q[k];
          });
        },
    flux: !isSplit
      ? null
      : (_, [J], geometry, Q, [theta, phi], out) => {
          const local = new LocalNoise(noise, found, J);
          eachNode(local, geometry, (k) => {
            out[k] =
              local.driftTheta * (local.forceTheta * Q[k] - theta[k]) +
              local.driftPhi * (local.forcePhi * Q[k] - phi[k]);
          });
        },
    coefficients: (_, [J], geometry, drift, diffusion) => {
      const local = new LocalNoise(noise, found, J);
      eachNode(local, geometry, (k) => {
        drift[0][k] = local.driftTheta;
        drift[1][k] = local.driftPhi;
        diffusion[0][k] = local.tt;
        diffusion[1][k] = local.tp;
        diffusion[2][k] = local.pp;
      });
    },
  };
}
