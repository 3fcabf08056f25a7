/**
 * The integrands of a reservoir of one spin from its noise P and m in numbers (runtime/flux/noise-matrix.ts), in the frame e_θ, e_φ:
 *
 *     B = ½[P_φφ − m·n, −P_θφ; −P_θφ, P_θθ − m·n]        A = −J (m_θ, m_φ)
 *
 * and ω with Bω = A by the class: 0; ∇ ln (α − m·n)^{2J}; ∇ ln (tr B)^J; B⁻¹A.
 */
import type { Geometry, PointwiseKernels } from "../../runtime/evaluator.ts";
import type { Noise } from "../../runtime/flux/noise-matrix.ts";
import type { NoiseClass } from "./noise-class.ts";

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
    const { P, m } = this.noise;
    const [a, b, c] = [cosTheta * cosPhi, cosTheta * sinPhi, -sinTheta];
    const [n0, n1, n2] = [sinTheta * cosPhi, sinTheta * sinPhi, cosTheta];
    const [x, y, z] = [
      P[0][0] * a + P[0][1] * b + P[0][2] * c,
      P[1][0] * a + P[1][1] * b + P[1][2] * c,
      P[2][0] * a + P[2][1] * b + P[2][2] * c,
    ];
    const across = P[0][0] * sinPhi * sinPhi - 2 * P[0][1] * sinPhi * cosPhi + P[1][1] * cosPhi * cosPhi;
    const along = m[0] * n0 + m[1] * n1 + m[2] * n2;
    const [mt, mp] = [m[0] * a + m[1] * b + m[2] * c, m[1] * cosPhi - m[0] * sinPhi];
    this.tt = 0.5 * (across - along);
    this.pp = 0.5 * (a * x + b * y + c * z - along);
    this.tp = -0.5 * (y * cosPhi - x * sinPhi);
    this.driftTheta = -this.J * mt;
    this.driftPhi = -this.J * mp;
    this.setForce(mt, mp, n0 * x + n1 * y + n2 * z, n0, n1, n2, cosPhi, sinPhi);
  }

  private setForce(
    mt: number,
    mp: number,
    thetaN: number,
    n0: number,
    n1: number,
    n2: number,
    cosPhi: number,
    sinPhi: number,
  ): void {
    const { found, J } = this;
    if (found.kind === "axial") {
      const { axis: k, lowering, raising } = found.axes;
      const along = k[0] * n0 + k[1] * n1 + k[2] * n2;
      // α − m·n, a sum of what is not negative.
      const base = raising * (1 + along) + lowering * (1 - along);
      this.forceTheta = (-2 * J * mt) / base;
      this.forcePhi = (-2 * J * mp) / base;
    } else if (found.kind === "single") {
      const { P } = this.noise;
      const phiN =
        cosPhi * (P[1][0] * n0 + P[1][1] * n1 + P[1][2] * n2) - sinPhi * (P[0][0] * n0 + P[0][1] * n1 + P[0][2] * n2);
      const trace = this.tt + this.pp;
      this.forceTheta = (-J * (thetaN + mt)) / trace;
      this.forcePhi = (-J * (phiN + mp)) / trace;
    } else if (found.kind === "regular") {
      const determinant = this.tt * this.pp - this.tp * this.tp;
      this.forceTheta = (this.pp * this.driftTheta - this.tp * this.driftPhi) / determinant;
      this.forcePhi = (this.tt * this.driftPhi - this.tp * this.driftTheta) / determinant;
    }
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

export function noiseKernels(noise: Noise, found: NoiseClass): PointwiseKernels {
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
