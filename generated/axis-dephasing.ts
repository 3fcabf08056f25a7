/**
 * axis-dephasing (Zicari et al. 2023, eq 8, about any axis), compiled from axis-dephasing.ts.
 * Generated: do not edit; change that file and run `wehrl gen` again (in wehrl's own repository: `npm run gen`).
 * Content hash: de1900a996a7ab80
 *
 * Operations a node, as derived → as emitted (+ those a row and once):
 *   entropyRate  161 → 30 (+ 16 a row, 48 once)
 *   production   161 → 30 (+ 16 a row, 48 once)
 *   flux           0 → 0 (+ 0 a row, 0 once)
 *   coefficients 154 → 21 (+ 16 a row, 50 once)
 *   inner         66 → 19 (+ 0 a row, 32 once)
 */
import type { Evaluator, FluxMatrix, Geometry, Gradient, Jump, Parameters } from "wehrl/runtime";
import { sphereKernel } from "wehrl/runtime";

/**
 * Integrand of dS/dt|diss (Zicari et al. 2023, eq 6), ∇Q·B∇Q / Q − A·∇Q:
 *
 *     dS/dt|diss = M ∫ (B_θθ (∂θQ)² + 2B_θφ (∂φQ/sinθ) ∂θQ + B_φφ (∂φQ/sinθ)²)/Q dΩ
 */
function entropyRate(
  parameters: Parameters,
  _J: readonly number[],
  geometry: Geometry,
  Q: Float64Array,
  dQ: Gradient,
  out: Float64Array,
): void {
  const { lambda, polar, azimuth } = parameters;
  const cosAzimuth = Math.cos(azimuth);
  const cosPolar = Math.cos(polar);
  const sinAzimuth = Math.sin(azimuth);
  const sinPolar = Math.sin(polar);
  const constant1 = 0.5 * sinPolar * sinPolar * sinAzimuth * sinAzimuth * lambda;
  const constant2 = sinAzimuth * sinAzimuth;
  const constant3 = (0.5 - constant2) * sinPolar * sinPolar * lambda;
  const constant4 = sinPolar * sinPolar * sinAzimuth * lambda * cosAzimuth;
  const constant5 = sinPolar * lambda * cosPolar * cosAzimuth;
  const constant6 = 2 * sinPolar * sinPolar * sinAzimuth * lambda * cosAzimuth;
  const constant7 = (1 - 2 * sinAzimuth * sinAzimuth) * sinPolar * sinPolar * lambda;
  const constant8 = sinPolar * sinAzimuth * lambda * cosPolar;
  const constant9 = 0.5 * (1 - sinPolar * sinPolar) * lambda;
  const constant10 = sinPolar * sinPolar * lambda - 0.5 * (sinPolar * sinPolar * sinAzimuth * sinAzimuth + 1) * lambda;
  const constant11 = (constant2 - 0.5) * sinPolar * sinPolar * lambda;
  const { rows, columns } = geometry;
  const cosThetas = geometry.spheres[0].cosTheta;
  const sinThetas = geometry.spheres[0].sinTheta;
  const cosPhis = geometry.spheres[0].cosPhi;
  const sinPhis = geometry.spheres[0].sinPhi;
  const dQThetas = dQ[0];
  const dQPhis = dQ[1];
  for (let row = 0, node = 0; row < rows; row++) {
    const cosTheta = cosThetas[row];
    const sinTheta = sinThetas[row];
    const rowTerm1 = constant4 * cosTheta;
    const rowTerm2 = constant5 * sinTheta;
    const rowTerm3 = constant6 * cosTheta;
    const rowTerm4 = constant7 * cosTheta;
    const rowTerm5 = constant8 * sinTheta;
    const rowTerm6 = constant9 + constant10 * cosTheta * cosTheta;
    const rowTerm7 = constant8 * sinTheta * cosTheta;
    const rowTerm8 = constant11 * cosTheta * cosTheta;
    const rowTerm9 = constant4 * cosTheta * cosTheta;
    const rowTerm10 = constant5 * sinTheta * cosTheta;
    for (let column = 0; column < columns; column++, node++) {
      const cosPhi = cosPhis[column];
      const sinPhi = sinPhis[column];
      const q = Q[node];
      const dQPhi = dQPhis[node];
      const dQTheta = dQThetas[node];
      const diffusionThetaTheta = constant1 + (constant3 * sinPhi - constant4 * cosPhi) * sinPhi;
      const twiceDiffusionThetaPhi = (rowTerm3 * sinPhi + rowTerm4 * cosPhi - rowTerm2) * sinPhi + rowTerm5 * cosPhi
        - rowTerm1;
      const diffusionPhiPhi = rowTerm6 + (rowTerm8 * sinPhi + rowTerm9 * cosPhi - rowTerm7) * sinPhi
        - rowTerm10 * cosPhi;
      out[node] = (diffusionThetaTheta * dQTheta * dQTheta + twiceDiffusionThetaPhi * dQTheta * dQPhi
        + diffusionPhiPhi * dQPhi * dQPhi) / q;
    }
  }
}

/**
 * Integrand of Π (eqs 11, 20, 21), g·Bg / Q with g = P ω − ∇P; printed for P = Q:
 *
 *     Π = M ∫ (B_θθ (∂θQ)² + 2B_θφ (∂φQ/sinθ) ∂θQ + B_φφ (∂φQ/sinθ)²)/Q dΩ
 */
function production(
  parameters: Parameters,
  J: readonly number[],
  geometry: Geometry,
  Q: Float64Array,
  _P: Float64Array,
  dP: Gradient,
  out: Float64Array,
): void {
  entropyRate(parameters, J, geometry, Q, dP, out);
}

/**
 * Integrand of Φ (eq 20 and below), A·ω Q − A·∇Q:
 *
 *     Φ = 0
 */
function flux(
  _parameters: Parameters,
  _J: readonly number[],
  geometry: Geometry,
  _Q: Float64Array,
  _dQ: Gradient,
  out: Float64Array,
): void {
  out.fill(0, 0, geometry.rows * geometry.columns);
}

/**
 * The drift A and the diffusion B, D(Q) = −∇·(A Q − B∇Q), of all reservoirs together:
 *
 *     A = 0
 *
 *     B_θθ = ½λ sin²(polar) sin²(φ − azimuth), B_θφ = ½λ sin(polar) sin(φ − azimuth) (sin(polar) cosθ cos(φ − azimuth)
 *       − cos(polar) sinθ), B_φφ = ½λ(sin(polar) cosθ cos(φ − azimuth) − cos(polar) sinθ)²
 */
function coefficients(
  parameters: Parameters,
  _J: readonly number[],
  geometry: Geometry,
  drift: readonly Float64Array[],
  diffusion: readonly Float64Array[],
): void {
  const { lambda, polar, azimuth } = parameters;
  const cosAzimuth = Math.cos(azimuth);
  const cosPolar = Math.cos(polar);
  const sinAzimuth = Math.sin(azimuth);
  const sinPolar = Math.sin(polar);
  const constant1 = 0.5 * sinPolar * sinPolar * sinAzimuth * sinAzimuth * lambda;
  const constant2 = sinAzimuth * sinAzimuth;
  const constant3 = (0.5 - constant2) * sinPolar * sinPolar * lambda;
  const constant4 = sinPolar * sinPolar * sinAzimuth * lambda * cosAzimuth;
  const constant5 = 0.5 * sinPolar * sinPolar * sinAzimuth * lambda * cosAzimuth;
  const constant6 = 0.5 * sinPolar * lambda * cosPolar * cosAzimuth;
  const constant7 = 0.5 * sinPolar * sinAzimuth * lambda * cosPolar;
  const constant8 = 0.5 * (1 - sinPolar * sinPolar) * lambda;
  const constant9 = sinPolar * sinPolar * lambda - 0.5 * (sinPolar * sinPolar * sinAzimuth * sinAzimuth + 1) * lambda;
  const constant10 = sinPolar * sinAzimuth * lambda * cosPolar;
  const constant11 = (constant2 - 0.5) * sinPolar * sinPolar * lambda;
  const constant12 = sinPolar * lambda * cosPolar * cosAzimuth;
  const { rows, columns } = geometry;
  drift[0].fill(0, 0, rows * columns);
  drift[1].fill(0, 0, rows * columns);
  const cosThetas = geometry.spheres[0].cosTheta;
  const sinThetas = geometry.spheres[0].sinTheta;
  const cosPhis = geometry.spheres[0].cosPhi;
  const sinPhis = geometry.spheres[0].sinPhi;
  for (let row = 0, node = 0; row < rows; row++) {
    const cosTheta = cosThetas[row];
    const sinTheta = sinThetas[row];
    const rowTerm1 = constant5 * cosTheta;
    const rowTerm2 = constant6 * sinTheta;
    const rowTerm3 = constant4 * cosTheta;
    const rowTerm4 = constant3 * cosTheta;
    const rowTerm5 = constant7 * sinTheta;
    const rowTerm6 = constant8 + constant9 * cosTheta * cosTheta;
    const rowTerm7 = constant10 * sinTheta * cosTheta;
    const rowTerm8 = constant11 * cosTheta * cosTheta;
    const rowTerm9 = constant4 * cosTheta * cosTheta;
    const rowTerm10 = constant12 * sinTheta * cosTheta;
    for (let column = 0; column < columns; column++, node++) {
      const cosPhi = cosPhis[column];
      const sinPhi = sinPhis[column];
      const diffusionThetaTheta = constant1 + (constant3 * sinPhi - constant4 * cosPhi) * sinPhi;
      const diffusionThetaPhi = (rowTerm3 * sinPhi + rowTerm4 * cosPhi - rowTerm2) * sinPhi + rowTerm5 * cosPhi
        - rowTerm1;
      const diffusionPhiPhi = rowTerm6 + (rowTerm8 * sinPhi + rowTerm9 * cosPhi - rowTerm7) * sinPhi
        - rowTerm10 * cosPhi;
      diffusion[0][node] = diffusionThetaTheta;
      diffusion[1][node] = diffusionThetaPhi;
      diffusion[2][node] = diffusionPhiPhi;
    }
  }
}

/**
 * The integral of `entropyRate` over the unit sphere of a qubit, exact, for Q(n) = A0 + R·n; with the measure 1/2π:
 *
 *     dS/dt|diss = ¼λ(sin²(polar) |R|² + (sin²(azimuth) sin²(polar) + cos²(polar) − sin²(polar)) Rx²
 *       + (cos²(polar) − sin²(azimuth) sin²(polar)) Ry² − 2cos(azimuth) sin(azimuth) sin²(polar) Rx Ry
 *       − 2cos(azimuth) cos(polar) sin(polar) Rx Rz − 2cos(polar) sin(azimuth) sin(polar) Ry Rz) K(A₀, |R|²)
 *
 * @param out  the integral, one a conditional state
 * @param size  the same with every summand in absolute value
 */
function inner(
  parameters: Parameters,
  A0: Float64Array,
  Rx: Float64Array,
  Ry: Float64Array,
  Rz: Float64Array,
  out: Float64Array,
  size: Float64Array,
): void {
  const { lambda, polar, azimuth } = parameters;
  const cosAzimuth = Math.cos(azimuth);
  const cosPolar = Math.cos(polar);
  const sinAzimuth = Math.sin(azimuth);
  const sinPolar = Math.sin(polar);
  const constant1 = 0.5 * ((sinAzimuth * sinAzimuth - 1) * sinPolar * sinPolar + 1) * Math.PI * lambda;
  const constant2 = 0.5 * (1 - sinPolar * sinPolar * sinAzimuth * sinAzimuth) * Math.PI * lambda;
  const constant3 = 0.5 * sinPolar * sinPolar * Math.PI * lambda;
  const constant4 = sinPolar * sinPolar * sinAzimuth * Math.PI * lambda * cosAzimuth;
  const constant5 = sinPolar * Math.PI * lambda * cosPolar * cosAzimuth;
  const constant6 = sinPolar * sinAzimuth * Math.PI * lambda * cosPolar;
  const constant7 = 0.5 * sinPolar * sinPolar * sinAzimuth * sinAzimuth * Math.PI * lambda;
  const constant8 = 0.5 * Math.PI * lambda;
  const constant9 = constant3 + constant7 + constant8;
  const constant10 = constant8 + constant7;
  for (let k = 0; k < out.length; k++) {
    const a0 = A0[k];
    const rx = Rx[k];
    const ry = Ry[k];
    const rz = Rz[k];
    const r2 = rx * rx + ry * ry + rz * rz;
    const kernel = sphereKernel(a0, r2);
    const even = constant1 * rx * rx;
    const even2 = constant2 * ry * ry;
    const even3 = constant3 * rz * rz;
    const even4 = constant4 * rx * ry;
    const even5 = constant5 * rx * rz;
    const even6 = constant6 * ry * rz;
    out[k] = kernel * (even + even2 + even3 - even4 - even5 - even6);
    size[k] = kernel * (constant9 * rx * rx + constant10 * ry * ry + even3 + Math.abs(even4) + Math.abs(even5)
      + Math.abs(even6));
  }
}

/**
 * D(ρ) = λ D[cos(azimuth) sin(polar) Jx + sin(azimuth) sin(polar) Jy + cos(polar) Jz]ρ
 */
function jumps(parameters: Parameters): readonly Jump[] {
  const { lambda, polar, azimuth } = parameters;
  const cosAzimuth = Math.cos(azimuth);
  const cosPolar = Math.cos(polar);
  const sinAzimuth = Math.sin(azimuth);
  const sinPolar = Math.sin(polar);
  return [
    { reservoir: 0, rate: lambda, re: [[sinPolar * cosAzimuth, sinPolar * sinAzimuth, cosPolar]], im: [[0, 0, 0]] },
  ];
}

/**
 * The largest Σ |terms| of an entry of the Kossakowski matrix, expanded in the parameters, of those whose terms may cancel;
 * summed over reservoirs.
 */
function cancelling(parameters: Parameters): number {
  const { lambda, polar, azimuth } = parameters;
  const sinAzimuth = Math.sin(azimuth);
  const sinPolar = Math.sin(polar);
  return Math.max(Math.abs(sinPolar * sinPolar * lambda) + Math.abs(sinPolar * sinPolar * sinAzimuth * sinAzimuth * lambda), Math.abs(lambda) + Math.abs(sinPolar * sinPolar * lambda));
}

/**
 * F with Φ = Tr[ρF], F = D†(M ∫ |Ω⟩⟨Ω| ln Q*).
 */
function fluxMatrix(_parameters: Parameters, [J]: readonly number[]): FluxMatrix {
  const dimension = Math.round(2 * J + 1);
  return { dimension, re: new Float64Array(dimension * dimension), im: new Float64Array(dimension * dimension) };
}

/**
 * Zicari et al. 2023, eq 8, about any axis. D(ρ) = λ D[cos(azimuth) sin(polar) Jx + sin(azimuth) sin(polar) Jy + cos(polar) Jz]ρ
 */
export const axisDephasing: Evaluator = {
  name: "axis-dephasing",
  cites: "Zicari et al. 2023, eq 8, about any axis",
  parties: ["a"],
  parameters: [
    // [0, inf)
    { name: "lambda", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1/time", meaning: "dephasing rate" },
    // (-inf, inf)
    { name: "polar", minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY, openMinimum: true, openMaximum: true, unit: "rad", meaning: "angle of the axis from +z" },
    // (-inf, inf)
    { name: "azimuth", minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY, openMinimum: true, openMaximum: true, unit: "rad", meaning: "angle of the axis about z, from +x" },
  ],
  reservoirs: [
    {
      name: "noise",
      class: "diffusive",
      positivity: { qubit: "proven", one: "proven", threeHalves: "proven", halfInteger: "proven", integer: "proven" },
      evidence: "A = 0 means a real Kossakowski matrix, for which B ≥ 0 at every point: the integrand is not negative",
      refusal: null,
    },
  ],
  equations: {
    "dissipator": "D(ρ) = λ D[cos(azimuth) sin(polar) Jx + sin(azimuth) sin(polar) Jy + cos(polar) Jz]ρ",
    "drift": "A = 0",
    "diffusion": "B_θθ = ½λ sin²(polar) sin²(φ − azimuth), B_θφ = ½λ sin(polar) sin(φ − azimuth) (sin(polar) cosθ cos(φ − azimuth) − cos(polar) sinθ), B_φφ = ½λ(sin(polar) cosθ cos(φ − azimuth) − cos(polar) sinθ)²",
    "phase-space operator": "D(Q) = −∇·(A Q − B∇Q)",
    "entropy rate": "dS/dt|diss = M ∫ (B_θθ (∂θQ)² + 2B_θφ (∂φQ/sinθ) ∂θQ + B_φφ (∂φQ/sinθ)²)/Q dΩ",
    "entropy of a qubit": "S = −A₀ L₀(A₀, |R|²) − ½|R|² K(A₀, |R|²) for J = ½, Q = A₀ + R·n",
    "entropy rate of a qubit": "dS/dt|diss = ¼λ(sin²(polar) |R|² + (sin²(azimuth) sin²(polar) + cos²(polar) − sin²(polar)) Rx² + (cos²(polar) − sin²(azimuth) sin²(polar)) Ry² − 2cos(azimuth) sin(azimuth) sin²(polar) Rx Ry − 2cos(azimuth) cos(polar) sin(polar) Rx Rz − 2cos(polar) sin(azimuth) sin(polar) Ry Rz) K(A₀, |R|²) for J = ½, Q = A₀ + R·n",
    "production": "Π = M ∫ (B_θθ (∂θQ)² + 2B_θφ (∂φQ/sinθ) ∂θQ + B_φφ (∂φQ/sinθ)²)/Q dΩ",
    "flux": "Φ = 0",
  },
  jumps,
  cancelling,
  remainder: null,
  pointwise: { entropyRate, production, flux, coefficients },
  inner,
  fluxMatrix,
  steadyState: null,
  strata: [],
};
