/**
 * correlated-dephasing (two fields with a correlation), compiled from correlated-dephasing.ts.
 * Generated: do not edit; change that file and run `wehrl gen` again (in wehrl's own repository: `npm run gen`).
 * Content hash: eb9fa293913f8358
 *
 * Operations a node, as derived → as emitted (+ those a row and once):
 *   entropyRate   18 → 9 (+ 6 a row, 2 once)
 *   production    18 → 9 (+ 6 a row, 2 once)
 *   flux           0 → 0 (+ 0 a row, 0 once)
 *   coefficients  10 → 0 (+ 6 a row, 3 once)
 */
import type { Evaluator, FluxMatrix, Geometry, Gradient, Jump, Parameters } from "wehrl/runtime";

/**
 * Integrand of dS/dt|diss (Zicari et al. 2023, eq 6), ∇Q·B∇Q / Q − A·∇Q:
 *
 *     dS/dt|diss = M ∫ ½λ((∂φaQ)² + 2 correlation ∂φaQ ∂φbQ + (∂φbQ)²)/Q dΩ
 */
function entropyRate(
  parameters: Parameters,
  _J: readonly number[],
  geometry: Geometry,
  Q: Float64Array,
  dQ: Gradient,
  out: Float64Array,
): void {
  const { lambda, correlation } = parameters;
  const constant1 = 0.5 * lambda;
  const constant2 = lambda * correlation;
  const { rows, columns } = geometry;
  const sinThetaAs = geometry.spheres[0].sinTheta;
  const sinThetaBs = geometry.spheres[1].sinTheta;
  const dQPhiAs = dQ[1];
  const dQPhiBs = dQ[3];
  for (let row = 0, node = 0; row < rows; row++) {
    const sinThetaA = sinThetaAs[row];
    const sinThetaB = sinThetaBs[row];
    const diffusionPhiAPhiA = constant1 * sinThetaA * sinThetaA;
    const twiceDiffusionPhiAPhiB = constant2 * sinThetaB * sinThetaA;
    const diffusionPhiBPhiB = constant1 * sinThetaB * sinThetaB;
    for (let column = 0; column < columns; column++, node++) {
      const q = Q[node];
      const dQPhiA = dQPhiAs[node];
      const dQPhiB = dQPhiBs[node];
      out[node] = (diffusionPhiAPhiA * dQPhiA * dQPhiA + twiceDiffusionPhiAPhiB * dQPhiA * dQPhiB
        + diffusionPhiBPhiB * dQPhiB * dQPhiB) / q;
    }
  }
}

/**
 * Integrand of Π (eqs 11, 20, 21), g·Bg / Q with g = P ω − ∇P; printed for P = Q:
 *
 *     Π = M ∫ ½λ((∂φaQ)² + 2 correlation ∂φaQ ∂φbQ + (∂φbQ)²)/Q dΩ
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
 *     B_φaφa = ½λ sin²θ_a, B_φaφb = ½λ correlation sinθ_a sinθ_b, B_φbφb = ½λ sin²θ_b
 */
function coefficients(
  parameters: Parameters,
  _J: readonly number[],
  geometry: Geometry,
  drift: readonly Float64Array[],
  diffusion: readonly Float64Array[],
): void {
  const { lambda, correlation } = parameters;
  const constant1 = 0.5 * lambda;
  const constant2 = 0.5 * lambda * correlation;
  const { rows, columns } = geometry;
  drift[0].fill(0, 0, rows * columns);
  drift[1].fill(0, 0, rows * columns);
  drift[2].fill(0, 0, rows * columns);
  drift[3].fill(0, 0, rows * columns);
  diffusion[0].fill(0, 0, rows * columns);
  diffusion[1].fill(0, 0, rows * columns);
  diffusion[3].fill(0, 0, rows * columns);
  diffusion[4].fill(0, 0, rows * columns);
  diffusion[5].fill(0, 0, rows * columns);
  diffusion[6].fill(0, 0, rows * columns);
  diffusion[8].fill(0, 0, rows * columns);
  const sinThetaAs = geometry.spheres[0].sinTheta;
  const sinThetaBs = geometry.spheres[1].sinTheta;
  for (let row = 0, node = 0; row < rows; row++) {
    const sinThetaA = sinThetaAs[row];
    const sinThetaB = sinThetaBs[row];
    const diffusionPhiAPhiA = constant1 * sinThetaA * sinThetaA;
    const diffusionPhiAPhiB = constant2 * sinThetaB * sinThetaA;
    const diffusionPhiBPhiB = constant1 * sinThetaB * sinThetaB;
    for (let column = 0; column < columns; column++, node++) {
      diffusion[2][node] = diffusionPhiAPhiA;
      diffusion[7][node] = diffusionPhiAPhiB;
      diffusion[9][node] = diffusionPhiBPhiB;
    }
  }
}

/**
 * D(ρ) = ½λ(correlation + 1) D[Jzᵃ + Jzᵇ]ρ + ½λ(1 − correlation) D[Jzᵃ − Jzᵇ]ρ
 */
function jumps(parameters: Parameters): readonly Jump[] {
  const { lambda, correlation } = parameters;
  return [
    { reservoir: 0, rate: 0.5 * (correlation + 1) * lambda, re: [[0, 0, 1], [0, 0, 1]], im: [[0, 0, 0], [0, 0, 0]] },
    { reservoir: 0, rate: 0.5 * lambda * (1 - correlation), rateSize: 1 * (Math.abs(0.5) + Math.abs(-0.5 * correlation)) * Math.abs(lambda), re: [[0, 0, 1], [0, 0, -1]], im: [[0, 0, 0], [0, 0, 0]] },
  ];
}

/**
 * F with Φ = Tr[ρF], F = D†(M ∫ |Ω⟩⟨Ω| ln Q*).
 */
function fluxMatrix(_parameters: Parameters, [JA, JB]: readonly number[]): FluxMatrix {
  const dimension = Math.round((2 * JA + 1) * (2 * JB + 1));
  return { dimension, re: new Float64Array(dimension * dimension), im: new Float64Array(dimension * dimension) };
}

/**
 * Two fields with a correlation. D(ρ) = ½λ(correlation + 1) D[Jzᵃ + Jzᵇ]ρ + ½λ(1 − correlation) D[Jzᵃ − Jzᵇ]ρ
 */
export const correlatedDephasing: Evaluator = {
  name: "correlated-dephasing",
  cites: "two fields with a correlation",
  parties: ["a", "b"],
  parameters: [
    // [0, inf)
    { name: "lambda", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1/time", meaning: "dephasing rate of each spin" },
    // [-1, 1]
    { name: "correlation", minimum: -1, maximum: 1, openMinimum: false, openMaximum: false, unit: "1", meaning: "correlation of the two fields" },
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
    "dissipator": "D(ρ) = ½λ(correlation + 1) D[Jzᵃ + Jzᵇ]ρ + ½λ(1 − correlation) D[Jzᵃ − Jzᵇ]ρ",
    "drift": "A = 0",
    "diffusion": "B_φaφa = ½λ sin²θ_a, B_φaφb = ½λ correlation sinθ_a sinθ_b, B_φbφb = ½λ sin²θ_b",
    "phase-space operator": "D(Q) = −∇·(A Q − B∇Q)",
    "entropy rate": "dS/dt|diss = M ∫ ½λ((∂φaQ)² + 2 correlation ∂φaQ ∂φbQ + (∂φbQ)²)/Q dΩ",
    "production": "Π = M ∫ ½λ((∂φaQ)² + 2 correlation ∂φaQ ∂φbQ + (∂φbQ)²)/Q dΩ",
    "flux": "Φ = 0",
  },
  jumps,
  cancelling: null,
  remainder: null,
  pointwise: { entropyRate, production, flux, coefficients },
  inner: null,
  fluxMatrix,
  steadyState: null,
  strata: [],
};
