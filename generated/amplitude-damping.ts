/**
 * amplitude-damping (Zicari et al. 2023, eq 13), compiled from amplitude-damping.ts.
 * Generated: do not edit; change that file and run `wehrl gen` again (in wehrl's own repository: `npm run gen`).
 * Content hash: d93588bd26fbdbbd
 *
 * Operations a node, as derived → as emitted (+ those a row and once):
 *   entropyRate   31 → 8 (+ 6 a row, 4 once)
 *   production    42 → 8 (+ 8 a row, 6 once)
 *   flux          15 → 3 (+ 5 a row, 6 once)
 *   coefficients  22 → 0 (+ 6 a row, 4 once)
 *   inner         31 → 12 (+ 0 a row, 8 once)
 */
import type { ComplexMatrix, Evaluator, FluxMatrix, Geometry, Gradient, Jump, Parameters } from "wehrl/runtime";
import { axialFluxMatrix, axialState, sphereKernel } from "wehrl/runtime";

/**
 * Integrand of dS/dt|diss (Zicari et al. 2023, eq 6), ∇Q·B∇Q / Q − A·∇Q:
 *
 *     dS/dt|diss = M ∫ ½Γ(((2n̄ + 1 − cosθ)(∂θQ)² + cosθ ((2n̄ + 1) cosθ − 1)(∂φQ/sinθ)²)/Q − 2J sinθ ∂θQ) dΩ
 */
function entropyRate(
  parameters: Parameters,
  [J]: readonly number[],
  geometry: Geometry,
  Q: Float64Array,
  dQ: Gradient,
  out: Float64Array,
): void {
  const { Gamma, nbar } = parameters;
  const constant1 = (nbar + 0.5) * Gamma;
  const constant2 = 0.5 * Gamma;
  const constant3 = J * Gamma;
  const { rows, columns } = geometry;
  const cosThetas = geometry.spheres[0].cosTheta;
  const sinThetas = geometry.spheres[0].sinTheta;
  const dQThetas = dQ[0];
  const dQPhis = dQ[1];
  for (let row = 0, node = 0; row < rows; row++) {
    const cosTheta = cosThetas[row];
    const sinTheta = sinThetas[row];
    const diffusionThetaTheta = constant1 - constant2 * cosTheta;
    const diffusionPhiPhi = (constant1 * cosTheta - constant2) * cosTheta;
    const driftTheta = constant3 * sinTheta;
    for (let column = 0; column < columns; column++, node++) {
      const q = Q[node];
      const dQPhi = dQPhis[node];
      const dQTheta = dQThetas[node];
      out[node] = (diffusionThetaTheta * dQTheta * dQTheta + diffusionPhiPhi * dQPhi * dQPhi) / q
        - driftTheta * dQTheta;
    }
  }
}

/**
 * Integrand of Π (eqs 11, 20, 21), g·Bg / Q with g = P ω − ∇P; printed for P = Q:
 *
 *     Π = M ∫ ½Γ((2J sinθ Q − (2n̄ + 1 − cosθ) ∂θQ)²/(2n̄ + 1 − cosθ) + cosθ ((2n̄ + 1) cosθ − 1)(∂φQ/sinθ)²)/Q dΩ
 */
function production(
  parameters: Parameters,
  [J]: readonly number[],
  geometry: Geometry,
  Q: Float64Array,
  P: Float64Array,
  dP: Gradient,
  out: Float64Array,
): void {
  const { Gamma, nbar } = parameters;
  const constant1 = (nbar + 0.5) * Gamma;
  const constant2 = 0.5 * Gamma;
  const constant3 = 2 * J;
  const constant4 = 2 * nbar + 1;
  const { rows, columns } = geometry;
  const cosThetas = geometry.spheres[0].cosTheta;
  const sinThetas = geometry.spheres[0].sinTheta;
  const dPThetas = dP[0];
  const dPPhis = dP[1];
  for (let row = 0, node = 0; row < rows; row++) {
    const cosTheta = cosThetas[row];
    const sinTheta = sinThetas[row];
    const diffusionThetaTheta = constant1 - constant2 * cosTheta;
    const potentialBase = constant4 - cosTheta;
    const forceTheta = constant3 * sinTheta / potentialBase;
    const diffusionPhiPhi = (constant1 * cosTheta - constant2) * cosTheta;
    for (let column = 0; column < columns; column++, node++) {
      const p = P[node];
      const q = Q[node];
      const dPPhi = dPPhis[node];
      const dPTheta = dPThetas[node];
      const currentTheta = forceTheta * p - dPTheta;
      out[node] = (diffusionThetaTheta * currentTheta * currentTheta + diffusionPhiPhi * dPPhi * dPPhi) / q;
    }
  }
}

/**
 * Integrand of Φ (eq 20 and below), A·ω Q − A·∇Q:
 *
 *     Φ = M ∫ Γ J sinθ (2J sinθ Q/(2n̄ + 1 − cosθ) − ∂θQ) dΩ
 */
function flux(
  parameters: Parameters,
  [J]: readonly number[],
  geometry: Geometry,
  Q: Float64Array,
  dQ: Gradient,
  out: Float64Array,
): void {
  const { Gamma, nbar } = parameters;
  const constant1 = 2 * J * J * Gamma;
  const constant2 = 2 * nbar + 1;
  const constant3 = J * Gamma;
  const { rows, columns } = geometry;
  const cosThetas = geometry.spheres[0].cosTheta;
  const sinThetas = geometry.spheres[0].sinTheta;
  const dQThetas = dQ[0];
  for (let row = 0, node = 0; row < rows; row++) {
    const cosTheta = cosThetas[row];
    const sinTheta = sinThetas[row];
    const potentialBase = constant2 - cosTheta;
    const driftWork = constant1 * sinTheta * sinTheta / potentialBase;
    const driftTheta = constant3 * sinTheta;
    for (let column = 0; column < columns; column++, node++) {
      const q = Q[node];
      const dQTheta = dQThetas[node];
      out[node] = driftWork * q - driftTheta * dQTheta;
    }
  }
}

/**
 * The drift A and the diffusion B, D(Q) = −∇·(A Q − B∇Q), of all reservoirs together:
 *
 *     A_θ = Γ J sinθ
 *
 *     B_θθ = ½Γ(2n̄ + 1 − cosθ), B_φφ = ½Γ cosθ ((2n̄ + 1) cosθ − 1)
 */
function coefficients(
  parameters: Parameters,
  [J]: readonly number[],
  geometry: Geometry,
  drift: readonly Float64Array[],
  diffusion: readonly Float64Array[],
): void {
  const { Gamma, nbar } = parameters;
  const constant1 = J * Gamma;
  const constant2 = (nbar + 0.5) * Gamma;
  const constant3 = 0.5 * Gamma;
  const { rows, columns } = geometry;
  drift[1].fill(0, 0, rows * columns);
  diffusion[1].fill(0, 0, rows * columns);
  const cosThetas = geometry.spheres[0].cosTheta;
  const sinThetas = geometry.spheres[0].sinTheta;
  for (let row = 0, node = 0; row < rows; row++) {
    const cosTheta = cosThetas[row];
    const sinTheta = sinThetas[row];
    const driftTheta = constant1 * sinTheta;
    const diffusionThetaTheta = constant2 - constant3 * cosTheta;
    const diffusionPhiPhi = (constant2 * cosTheta - constant3) * cosTheta;
    for (let column = 0; column < columns; column++, node++) {
      drift[0][node] = driftTheta;
      diffusion[0][node] = diffusionThetaTheta;
      diffusion[2][node] = diffusionPhiPhi;
    }
  }
}

/**
 * The integral of `entropyRate` over the unit sphere of a qubit, exact, for Q(n) = A0 + R·n; with the measure 1/2π:
 *
 *     dS/dt|diss = ¼Γ((2n̄ + 1)(|R|² + Rz²) + 2A₀ Rz) K(A₀, |R|²)
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
  const { Gamma, nbar } = parameters;
  const constant1 = Math.PI * Gamma;
  const constant2 = (nbar + 0.5) * Math.PI * Gamma;
  const constant3 = (2 * nbar + 1) * Math.PI * Gamma;
  for (let k = 0; k < out.length; k++) {
    const a0 = A0[k];
    const rx = Rx[k];
    const ry = Ry[k];
    const rz = Rz[k];
    const r2 = rx * rx + ry * ry + rz * rz;
    const kernel = sphereKernel(a0, r2);
    const odd = constant1 * a0 * rz;
    const even = constant2 * (rx * rx + ry * ry);
    const even2 = constant3 * rz * rz;
    out[k] = kernel * (odd + even + even2);
    size[k] = kernel * (Math.abs(odd) + even + even2);
  }
}

/**
 * D(ρ) = Γ(n̄ + 1) D[J₋]ρ + Γ n̄ D[J₊]ρ
 */
function jumps(parameters: Parameters): readonly Jump[] {
  const { Gamma, nbar } = parameters;
  return [
    { reservoir: 0, rate: (nbar + 1) * Gamma, re: [[1, 0, 0]], im: [[0, -1, 0]] },
    { reservoir: 0, rate: nbar * Gamma, re: [[1, 0, 0]], im: [[0, 1, 0]] },
  ];
}

/**
 * F with Φ = Tr[ρF], F = D†(M ∫ |Ω⟩⟨Ω| ln Q*).
 */
function fluxMatrix(parameters: Parameters, [J]: readonly number[]): FluxMatrix {
  const { Gamma, nbar } = parameters;
  return axialFluxMatrix(J, [{ axis: -1, rise: 2 * nbar, fall: 2 * (nbar + 1), lowering: (nbar + 1) * Gamma, raising: nbar * Gamma, drift: Gamma }]);
}

/**
 * The state whose Husimi function is ∝ Q*: Q* = (2n̄ + 1 − cosθ)²ᴶ.
 */
function steadyState(parameters: Parameters, [J]: readonly number[]): ComplexMatrix {
  const { nbar } = parameters;
  return axialState(J, 2 * nbar, 2 * (nbar + 1));
}

/**
 * Zicari et al. 2023, eq 13. D(ρ) = Γ(n̄ + 1) D[J₋]ρ + Γ n̄ D[J₊]ρ
 */
export const amplitudeDamping: Evaluator = {
  name: "amplitude-damping",
  cites: "Zicari et al. 2023, eq 13",
  parties: ["a"],
  parameters: [
    // [0, inf)
    { name: "Gamma", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1/time", meaning: "damping rate" },
    // [0, inf)
    { name: "nbar", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1", meaning: "mean number of excitations of the bath" },
  ],
  reservoirs: [
    {
      name: "bath",
      class: "potential",
      positivity: { qubit: "proven", one: "proven", threeHalves: "proven", halfInteger: "searched", integer: "searched" },
      evidence: "noise axisymmetric about the drift is a thermal bath's, turned: Π ≥ 2Γf(1 − A²), A the overlap of √Q with √Q*, is proven by hand for J = 1/2, by computer for J = 1 and 3/2, at every temperature, and by hand for J ≥ 2 where N = 2n̄ + 1 ≥ 1.34·2J (docs/positivity.md); colder, minimising Π over states up to J = 3 found no counterexample",
      refusal: null,
    },
  ],
  equations: {
    "dissipator": "D(ρ) = Γ(n̄ + 1) D[J₋]ρ + Γ n̄ D[J₊]ρ",
    "drift": "A_θ = Γ J sinθ",
    "diffusion": "B_θθ = ½Γ(2n̄ + 1 − cosθ), B_φφ = ½Γ cosθ ((2n̄ + 1) cosθ − 1)",
    "potential": "Q* = (2n̄ + 1 − cosθ)²ᴶ",
    "phase-space operator": "D(Q) = −∇·(A Q − B∇Q)",
    "entropy rate": "dS/dt|diss = M ∫ ½Γ(((2n̄ + 1 − cosθ)(∂θQ)² + cosθ ((2n̄ + 1) cosθ − 1)(∂φQ/sinθ)²)/Q − 2J sinθ ∂θQ) dΩ",
    "entropy of a qubit": "S = −A₀ L₀(A₀, |R|²) − ½|R|² K(A₀, |R|²) for J = ½, Q = A₀ + R·n",
    "entropy rate of a qubit": "dS/dt|diss = ¼Γ((2n̄ + 1)(|R|² + Rz²) + 2A₀ Rz) K(A₀, |R|²) for J = ½, Q = A₀ + R·n",
    "production": "Π = M ∫ ½Γ((2J sinθ Q − (2n̄ + 1 − cosθ) ∂θQ)²/(2n̄ + 1 − cosθ) + cosθ ((2n̄ + 1) cosθ − 1)(∂φQ/sinθ)²)/Q dΩ",
    "flux": "Φ = M ∫ Γ J sinθ (2J sinθ Q/(2n̄ + 1 − cosθ) − ∂θQ) dΩ",
  },
  jumps,
  cancelling: null,
  remainder: null,
  pointwise: { entropyRate, production, flux, coefficients },
  inner,
  fluxMatrix,
  steadyState,
  strata: [],
};
