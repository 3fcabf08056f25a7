/**
 * dephasing (Zicari et al. 2023, eq 8), compiled from dephasing.ts.
 * Generated: do not edit; change that file and run `wehrl gen` again (in wehrl's own repository: `npm run gen`).
 * Content hash: 8aa7ccf8ed69ce09
 *
 * Operations a node, as derived → as emitted (+ those a row and once):
 *   entropyRate    6 → 3 (+ 2 a row, 1 once)
 *   production     6 → 3 (+ 2 a row, 1 once)
 *   flux           0 → 0 (+ 0 a row, 0 once)
 *   coefficients   3 → 0 (+ 2 a row, 1 once)
 *   inner         11 → 6 (+ 0 a row, 2 once)
 */
import type { Evaluator, FluxMatrix, Geometry, Gradient, Jump, Parameters } from "wehrl/runtime";
import { sphereKernel } from "wehrl/runtime";

/**
 * Integrand of dS/dt|diss (Zicari et al. 2023, eq 6), ∇Q·B∇Q / Q − A·∇Q:
 *
 *     dS/dt|diss = M ∫ ½λ(∂φQ)²/Q dΩ
 */
function entropyRate(
  parameters: Parameters,
  _J: readonly number[],
  geometry: Geometry,
  Q: Float64Array,
  dQ: Gradient,
  out: Float64Array,
): void {
  const { lambda } = parameters;
  const constant1 = 0.5 * lambda;
  const { rows, columns } = geometry;
  const sinThetas = geometry.spheres[0].sinTheta;
  const dQPhis = dQ[1];
  for (let row = 0, node = 0; row < rows; row++) {
    const sinTheta = sinThetas[row];
    const diffusionPhiPhi = constant1 * sinTheta * sinTheta;
    for (let column = 0; column < columns; column++, node++) {
      const q = Q[node];
      const dQPhi = dQPhis[node];
      out[node] = diffusionPhiPhi * dQPhi * dQPhi / q;
    }
  }
}

/**
 * Integrand of Π (eqs 11, 20, 21), g·Bg / Q with g = P ω − ∇P; printed for P = Q:
 *
 *     Π = M ∫ ½λ(∂φQ)²/Q dΩ
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
 *     B_φφ = ½λ sin²θ
 */
function coefficients(
  parameters: Parameters,
  _J: readonly number[],
  geometry: Geometry,
  drift: readonly Float64Array[],
  diffusion: readonly Float64Array[],
): void {
  const { lambda } = parameters;
  const constant1 = 0.5 * lambda;
  const { rows, columns } = geometry;
  drift[0].fill(0, 0, rows * columns);
  drift[1].fill(0, 0, rows * columns);
  diffusion[0].fill(0, 0, rows * columns);
  diffusion[1].fill(0, 0, rows * columns);
  const sinThetas = geometry.spheres[0].sinTheta;
  for (let row = 0, node = 0; row < rows; row++) {
    const sinTheta = sinThetas[row];
    const diffusionPhiPhi = constant1 * sinTheta * sinTheta;
    for (let column = 0; column < columns; column++, node++) {
      diffusion[2][node] = diffusionPhiPhi;
    }
  }
}

/**
 * The integral of `entropyRate` over the unit sphere of a qubit, exact, for Q(n) = A0 + R·n; with the measure 1/2π:
 *
 *     dS/dt|diss = ¼λ(Rx² + Ry²) K(A₀, |R|²)
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
  const { lambda } = parameters;
  const constant1 = 0.5 * Math.PI * lambda;
  for (let k = 0; k < out.length; k++) {
    const a0 = A0[k];
    const rx = Rx[k];
    const ry = Ry[k];
    const rz = Rz[k];
    const r2 = rx * rx + ry * ry + rz * rz;
    const kernel = sphereKernel(a0, r2);
    const even = constant1 * (rx * rx + ry * ry);
    const term1 = kernel * even;
    out[k] = term1;
    size[k] = term1;
  }
}

/**
 * D(ρ) = λ D[Jz]ρ
 */
function jumps(parameters: Parameters): readonly Jump[] {
  const { lambda } = parameters;
  return [
    { reservoir: 0, rate: lambda, re: [[0, 0, 1]], im: [[0, 0, 0]] },
  ];
}

/**
 * F with Φ = Tr[ρF], F = D†(M ∫ |Ω⟩⟨Ω| ln Q*).
 */
function fluxMatrix(_parameters: Parameters, [J]: readonly number[]): FluxMatrix {
  const dimension = Math.round(2 * J + 1);
  return { dimension, re: new Float64Array(dimension * dimension), im: new Float64Array(dimension * dimension) };
}

/**
 * Zicari et al. 2023, eq 8. D(ρ) = λ D[Jz]ρ
 */
export const dephasing: Evaluator = {
  name: "dephasing",
  cites: "Zicari et al. 2023, eq 8",
  parties: ["a"],
  parameters: [
    // [0, inf)
    { name: "lambda", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1/time", meaning: "dephasing rate" },
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
    "dissipator": "D(ρ) = λ D[Jz]ρ",
    "drift": "A = 0",
    "diffusion": "B_φφ = ½λ sin²θ",
    "phase-space operator": "D(Q) = −∇·(A Q − B∇Q)",
    "entropy rate": "dS/dt|diss = M ∫ ½λ(∂φQ)²/Q dΩ",
    "entropy of a qubit": "S = −A₀ L₀(A₀, |R|²) − ½|R|² K(A₀, |R|²) for J = ½, Q = A₀ + R·n",
    "entropy rate of a qubit": "dS/dt|diss = ¼λ(Rx² + Ry²) K(A₀, |R|²) for J = ½, Q = A₀ + R·n",
    "production": "Π = M ∫ ½λ(∂φQ)²/Q dΩ",
    "flux": "Φ = 0",
  },
  jumps,
  cancelling: null,
  remainder: null,
  pointwise: { entropyRate, production, flux, coefficients },
  inner,
  fluxMatrix,
  steadyState: null,
  strata: [],
};
