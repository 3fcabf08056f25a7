/**
 * squeezed-thermal (damping by a broadband squeezed thermal bath), compiled from squeezed-thermal.ts.
 * Generated: do not edit; change that file and run `wehrl gen` again (in wehrl's own repository: `npm run gen`).
 * Content hash: b8c748a72cd92fa4
 *
 * Operations a node, as derived → as emitted (+ those a row and once):
 *   entropyRate  240 → 26 (+ 13 a row, 53 once)
 *   coefficients 227 → 15 (+ 13 a row, 48 once)
 *   inner        107 → 16 (+ 0 a row, 47 once)
 */
import type { ComplexMatrix, Evaluator, FluxMatrix, Geometry, Gradient, Jump, Parameters } from "wehrl/runtime";
import { axialFluxMatrix, axialState, potentialFluxMatrix, singleJumpFactors, sphereKernel } from "wehrl/runtime";

/**
 * Integrand of dS/dt|diss (Zicari et al. 2023, eq 6), ∇Q·B∇Q / Q − A·∇Q:
 *
 *     dS/dt|diss = M ∫ ½Γ(((2n̄ + 1 − cosθ)(∂θQ)² + cosθ ((2n̄ + 1) cosθ − 1)(∂φQ/sinθ)²)/Q − 2J sinθ ∂θQ) dΩ
 */
function entropyRateAtZeroR(
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
function productionAtZeroR(
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
function fluxAtZeroR(
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
function coefficientsAtZeroR(
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
 * The integral of `entropyRateAtZeroR` over the unit sphere of a qubit, exact, for Q(n) = A0 + R·n; with the measure 1/2π:
 *
 *     dS/dt|diss = ¼Γ((2n̄ + 1)(|R|² + Rz²) + 2A₀ Rz) K(A₀, |R|²)
 *
 * @param out  the integral, one a conditional state
 * @param size  the same with every summand in absolute value
 */
function innerAtZeroR(
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
function jumpsAtZeroR(parameters: Parameters): readonly Jump[] {
  const { Gamma, nbar } = parameters;
  return [
    { reservoir: 0, rate: (nbar + 1) * Gamma, re: [[1, 0, 0]], im: [[0, -1, 0]] },
    { reservoir: 0, rate: nbar * Gamma, re: [[1, 0, 0]], im: [[0, 1, 0]] },
  ];
}

/**
 * F with Φ = Tr[ρF], F = D†(M ∫ |Ω⟩⟨Ω| ln Q*).
 */
function fluxMatrixAtZeroR(parameters: Parameters, [J]: readonly number[]): FluxMatrix {
  const { Gamma, nbar } = parameters;
  return axialFluxMatrix(J, [{ axis: -1, rise: 2 * nbar, fall: 2 * (nbar + 1), lowering: (nbar + 1) * Gamma, raising: nbar * Gamma, drift: Gamma }]);
}

/**
 * The state whose Husimi function is ∝ Q*: Q* = (2n̄ + 1 − cosθ)²ᴶ.
 */
function steadyStateAtZeroR(parameters: Parameters, [J]: readonly number[]): ComplexMatrix {
  const { nbar } = parameters;
  return axialState(J, 2 * nbar, 2 * (nbar + 1));
}

/**
 * Damping by a broadband squeezed thermal bath, at r = 0. D(ρ) = Γ(n̄ + 1) D[J₋]ρ + Γ n̄ D[J₊]ρ
 */
const squeezedThermalAtZeroR: Evaluator = {
  name: "squeezed-thermal",
  cites: "damping by a broadband squeezed thermal bath",
  parties: ["a"],
  parameters: [
    // [0, inf)
    { name: "Gamma", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1/time", meaning: "damping rate" },
    // [0, inf)
    { name: "nbar", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1", meaning: "mean number of excitations before squeezing" },
    // [0, inf)
    { name: "r", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1", meaning: "squeezing" },
    // (-inf, inf)
    { name: "phase", minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY, openMinimum: true, openMaximum: true, unit: "rad", meaning: "angle of the squeezing" },
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
  jumps: jumpsAtZeroR,
  cancelling: null,
  remainder: null,
  pointwise: { entropyRate: entropyRateAtZeroR, production: productionAtZeroR, flux: fluxAtZeroR, coefficients: coefficientsAtZeroR },
  inner: innerAtZeroR,
  fluxMatrix: fluxMatrixAtZeroR,
  steadyState: steadyStateAtZeroR,
  strata: [],
};

/**
 * Integrand of dS/dt|diss (Zicari et al. 2023, eq 6), ∇Q·B∇Q / Q − A·∇Q:
 *
 *     dS/dt|diss = M ∫ {(B_θθ (∂θQ)² + 2B_θφ (∂φQ/sinθ) ∂θQ + B_φφ (∂φQ/sinθ)²)/Q − A_θ ∂θQ} dΩ
 */
function entropyRateAtZeroNbar(
  parameters: Parameters,
  [J]: readonly number[],
  geometry: Geometry,
  Q: Float64Array,
  dQ: Gradient,
  out: Float64Array,
): void {
  const { Gamma, r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinPhase = Math.sin(phase);
  const sinhR = Math.sinh(r);
  const constant1 = 0.5 * Gamma;
  const constant2 = coshR * cosPhase;
  const constant3 = constant1 - (constant2 - sinhR) * sinhR * Gamma;
  const constant4 = 2 * sinhR * coshR * cosPhase * Gamma;
  const constant5 = 2 * sinhR * sinPhase * coshR * Gamma;
  const constant6 = 4 * sinhR * sinPhase * coshR * Gamma;
  const constant7 = 4 * sinhR * coshR * cosPhase * Gamma;
  const constant8 = constant1 + (sinhR + constant2) * sinhR * Gamma;
  const constant9 = J * Gamma;
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
    const rowTerm1 = constant3 - constant1 * cosTheta;
    const rowTerm2 = constant5 * cosTheta;
    const rowTerm3 = constant6 * cosTheta;
    const rowTerm4 = constant7 * cosTheta;
    const rowTerm5 = (constant8 * cosTheta - constant1) * cosTheta;
    const rowTerm6 = constant4 * cosTheta * cosTheta;
    const rowTerm7 = constant5 * cosTheta * cosTheta;
    const driftTheta = constant9 * sinTheta;
    for (let column = 0; column < columns; column++, node++) {
      const cosPhi = cosPhis[column];
      const sinPhi = sinPhis[column];
      const q = Q[node];
      const dQPhi = dQPhis[node];
      const dQTheta = dQThetas[node];
      const diffusionThetaTheta = rowTerm1 + (constant4 * sinPhi + constant5 * cosPhi) * sinPhi;
      const twiceDiffusionThetaPhi = rowTerm2 + (rowTerm4 * cosPhi - rowTerm3 * sinPhi) * sinPhi;
      const diffusionPhiPhi = rowTerm5 + (-rowTerm6 * sinPhi - rowTerm7 * cosPhi) * sinPhi;
      out[node] = (diffusionThetaTheta * dQTheta * dQTheta + twiceDiffusionThetaPhi * dQTheta * dQPhi
        + diffusionPhiPhi * dQPhi * dQPhi) / q
        - driftTheta * dQTheta;
    }
  }
}

/**
 * Integrand of Π (eqs 11, 20, 21), g·Bg / Q with g = P ω − ∇P; printed for P = Q:
 *
 *     Π = M ∫ (B_θθ g_θ² + 2B_θφ g_θ g_φ + B_φφ g_φ²)/Q dΩ
 */
function productionAtZeroNbar(
  parameters: Parameters,
  [J]: readonly number[],
  geometry: Geometry,
  Q: Float64Array,
  P: Float64Array,
  dP: Gradient,
  out: Float64Array,
): void {
  const { Gamma, r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinPhase = Math.sin(phase);
  const sinhR = Math.sinh(r);
  const constant1 = 0.5 * Gamma;
  const constant2 = coshR * cosPhase;
  const constant3 = constant1 - (constant2 - sinhR) * sinhR * Gamma;
  const constant4 = 2 * sinhR * coshR * cosPhase * Gamma;
  const constant5 = 2 * sinhR * sinPhase * coshR * Gamma;
  const constant6 = sinhR + constant2;
  const constant7 = -J - 2 * constant6 * sinhR * J;
  const constant8 = 4 * sinhR * coshR * cosPhase * J;
  const constant9 = 4 * sinhR * sinPhase * coshR * J;
  const constant10 = 2 * sinhR * sinhR + 1;
  const constant11 = -0.5 - constant6 * sinhR;
  const constant12 = 2 * sinhR * coshR * cosPhase;
  const constant13 = 2 * sinhR * sinPhase * coshR;
  const constant14 = 4 * sinhR * sinPhase * coshR * Gamma;
  const constant15 = 4 * sinhR * coshR * cosPhase * Gamma;
  const constant16 = 2 * sinhR * sinPhase * coshR * J;
  const constant17 = constant1 + constant6 * sinhR * Gamma;
  const { rows, columns } = geometry;
  const cosThetas = geometry.spheres[0].cosTheta;
  const sinThetas = geometry.spheres[0].sinTheta;
  const cosPhis = geometry.spheres[0].cosPhi;
  const sinPhis = geometry.spheres[0].sinPhi;
  const dPThetas = dP[0];
  const dPPhis = dP[1];
  for (let row = 0, node = 0; row < rows; row++) {
    const cosTheta = cosThetas[row];
    const sinTheta = sinThetas[row];
    const rowTerm1 = constant3 - constant1 * cosTheta;
    const rowTerm2 = (J + constant7 * cosTheta) * sinTheta;
    const rowTerm3 = constant8 * sinTheta * cosTheta;
    const rowTerm4 = constant9 * sinTheta * cosTheta;
    const rowTerm5 = constant10 + constant11 * sinTheta * sinTheta - cosTheta;
    const rowTerm6 = constant12 * sinTheta * sinTheta;
    const rowTerm7 = constant13 * sinTheta * sinTheta;
    const rowTerm8 = constant5 * cosTheta;
    const rowTerm9 = constant14 * cosTheta;
    const rowTerm10 = constant15 * cosTheta;
    const rowTerm11 = constant16 * sinTheta;
    const rowTerm12 = constant9 * sinTheta;
    const rowTerm13 = constant8 * sinTheta;
    const rowTerm14 = (constant17 * cosTheta - constant1) * cosTheta;
    const rowTerm15 = constant4 * cosTheta * cosTheta;
    const rowTerm16 = constant5 * cosTheta * cosTheta;
    for (let column = 0; column < columns; column++, node++) {
      const cosPhi = cosPhis[column];
      const sinPhi = sinPhis[column];
      const p = P[node];
      const q = Q[node];
      const dPPhi = dPPhis[node];
      const dPTheta = dPThetas[node];
      const diffusionThetaTheta = rowTerm1 + (constant4 * sinPhi + constant5 * cosPhi) * sinPhi;
      const potentialBase = rowTerm5 + (rowTerm6 * sinPhi + rowTerm7 * cosPhi) * sinPhi;
      const forceTheta = (rowTerm2 + (rowTerm3 * sinPhi + rowTerm4 * cosPhi) * sinPhi) / potentialBase;
      const currentTheta = p * forceTheta - dPTheta;
      const twiceDiffusionThetaPhi = rowTerm8 + (rowTerm10 * cosPhi - rowTerm9 * sinPhi) * sinPhi;
      const forcePhi = (rowTerm11 + (rowTerm13 * cosPhi - rowTerm12 * sinPhi) * sinPhi) / potentialBase;
      const currentPhi = p * forcePhi - dPPhi;
      const diffusionPhiPhi = rowTerm14 + (-rowTerm15 * sinPhi - rowTerm16 * cosPhi) * sinPhi;
      out[node] = (diffusionThetaTheta * currentTheta * currentTheta
        + twiceDiffusionThetaPhi * currentTheta * currentPhi + diffusionPhiPhi * currentPhi * currentPhi) / q;
    }
  }
}

/**
 * Integrand of Φ (eq 20 and below), A·ω Q − A·∇Q:
 *
 *     Φ = M ∫ {A·ω Q − A_θ ∂θQ} dΩ
 */
function fluxAtZeroNbar(
  parameters: Parameters,
  [J]: readonly number[],
  geometry: Geometry,
  Q: Float64Array,
  dQ: Gradient,
  out: Float64Array,
): void {
  const { Gamma, r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinPhase = Math.sin(phase);
  const sinhR = Math.sinh(r);
  const constant1 = J * J * Gamma;
  const constant2 = sinhR + coshR * cosPhase;
  const constant3 = -constant1 - 2 * constant2 * sinhR * J * J * Gamma;
  const constant4 = 4 * sinhR * coshR * cosPhase * J * J * Gamma;
  const constant5 = 4 * sinhR * sinPhase * coshR * J * J * Gamma;
  const constant6 = 2 * sinhR * sinhR + 1;
  const constant7 = -0.5 - constant2 * sinhR;
  const constant8 = 2 * sinhR * coshR * cosPhase;
  const constant9 = 2 * sinhR * sinPhase * coshR;
  const constant10 = J * Gamma;
  const { rows, columns } = geometry;
  const cosThetas = geometry.spheres[0].cosTheta;
  const sinThetas = geometry.spheres[0].sinTheta;
  const cosPhis = geometry.spheres[0].cosPhi;
  const sinPhis = geometry.spheres[0].sinPhi;
  const dQThetas = dQ[0];
  for (let row = 0, node = 0; row < rows; row++) {
    const cosTheta = cosThetas[row];
    const sinTheta = sinThetas[row];
    const rowTerm1 = (constant1 + constant3 * cosTheta) * sinTheta * sinTheta;
    const rowTerm2 = constant4 * sinTheta * sinTheta * cosTheta;
    const rowTerm3 = constant5 * sinTheta * sinTheta * cosTheta;
    const rowTerm4 = constant6 + constant7 * sinTheta * sinTheta - cosTheta;
    const rowTerm5 = constant8 * sinTheta * sinTheta;
    const rowTerm6 = constant9 * sinTheta * sinTheta;
    const driftTheta = constant10 * sinTheta;
    for (let column = 0; column < columns; column++, node++) {
      const cosPhi = cosPhis[column];
      const sinPhi = sinPhis[column];
      const q = Q[node];
      const dQTheta = dQThetas[node];
      const potentialBase = rowTerm4 + (rowTerm5 * sinPhi + rowTerm6 * cosPhi) * sinPhi;
      const driftWork = (rowTerm1 + (rowTerm2 * sinPhi + rowTerm3 * cosPhi) * sinPhi) / potentialBase;
      out[node] = q * driftWork - driftTheta * dQTheta;
    }
  }
}

/**
 * The drift A and the diffusion B, D(Q) = −∇·(A Q − B∇Q), of all reservoirs together:
 *
 *     A_θ = Γ J sinθ
 *
 *     B_θθ = ½Γ(cosh(2r) − sinh(2r) cos(2φ + phase) − cosθ), B_θφ = ½Γ sinh(2r) cosθ sin(2φ
 *       + phase), B_φφ = ½Γ cosθ (cosθ (cosh(2r) + sinh(2r) cos(2φ + phase)) − 1)
 */
function coefficientsAtZeroNbar(
  parameters: Parameters,
  [J]: readonly number[],
  geometry: Geometry,
  drift: readonly Float64Array[],
  diffusion: readonly Float64Array[],
): void {
  const { Gamma, r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinPhase = Math.sin(phase);
  const sinhR = Math.sinh(r);
  const constant1 = J * Gamma;
  const constant2 = 0.5 * Gamma;
  const constant3 = coshR * cosPhase;
  const constant4 = constant2 - (constant3 - sinhR) * sinhR * Gamma;
  const constant5 = 2 * sinhR * coshR * cosPhase * Gamma;
  const constant6 = 2 * sinhR * sinPhase * coshR * Gamma;
  const constant7 = sinhR * sinPhase * coshR * Gamma;
  const constant8 = constant2 + (sinhR + constant3) * sinhR * Gamma;
  const { rows, columns } = geometry;
  drift[1].fill(0, 0, rows * columns);
  const cosThetas = geometry.spheres[0].cosTheta;
  const sinThetas = geometry.spheres[0].sinTheta;
  const cosPhis = geometry.spheres[0].cosPhi;
  const sinPhis = geometry.spheres[0].sinPhi;
  for (let row = 0, node = 0; row < rows; row++) {
    const cosTheta = cosThetas[row];
    const sinTheta = sinThetas[row];
    const driftTheta = constant1 * sinTheta;
    const rowTerm1 = constant4 - constant2 * cosTheta;
    const rowTerm2 = constant7 * cosTheta;
    const rowTerm3 = constant6 * cosTheta;
    const rowTerm4 = constant5 * cosTheta;
    const rowTerm5 = (constant8 * cosTheta - constant2) * cosTheta;
    const rowTerm6 = constant5 * cosTheta * cosTheta;
    const rowTerm7 = constant6 * cosTheta * cosTheta;
    for (let column = 0; column < columns; column++, node++) {
      const cosPhi = cosPhis[column];
      const sinPhi = sinPhis[column];
      const diffusionThetaTheta = rowTerm1 + (constant5 * sinPhi + constant6 * cosPhi) * sinPhi;
      const diffusionThetaPhi = rowTerm2 + (rowTerm4 * cosPhi - rowTerm3 * sinPhi) * sinPhi;
      const diffusionPhiPhi = rowTerm5 + (-rowTerm6 * sinPhi - rowTerm7 * cosPhi) * sinPhi;
      drift[0][node] = driftTheta;
      diffusion[0][node] = diffusionThetaTheta;
      diffusion[1][node] = diffusionThetaPhi;
      diffusion[2][node] = diffusionPhiPhi;
    }
  }
}

/**
 * The integral of `entropyRateAtZeroNbar` over the unit sphere of a qubit, exact, for Q(n) = A0 + R·n; with the measure 1/2π:
 *
 *     dS/dt|diss = ¼Γ(2A₀ Rz + 2cosh(2r) |R|² + 2sinh(2r) sin(phase) Rx Ry + (cos(phase) sinh(2r) − cosh(2r)) Ry²
 *       − (cos(phase) sinh(2r) + cosh(2r)) Rx²) K(A₀, |R|²)
 *
 * @param out  the integral, one a conditional state
 * @param size  the same with every summand in absolute value
 */
function innerAtZeroNbar(
  parameters: Parameters,
  A0: Float64Array,
  Rx: Float64Array,
  Ry: Float64Array,
  Rz: Float64Array,
  out: Float64Array,
  size: Float64Array,
): void {
  const { Gamma, r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinPhase = Math.sin(phase);
  const sinhR = Math.sinh(r);
  const constant1 = Math.PI * Gamma;
  const constant2 = coshR * cosPhase;
  const constant3 = 0.5 * Math.PI * Gamma;
  const constant4 = constant3 - (constant2 - sinhR) * sinhR * Math.PI * Gamma;
  const constant5 = (sinhR + constant2) * sinhR * Math.PI * Gamma + constant3;
  const constant6 = (2 * sinhR * sinhR + 1) * Math.PI * Gamma;
  const constant7 = 2 * sinhR * sinPhase * Math.PI * coshR * Gamma;
  const constant8 = sinhR * sinhR * Math.PI * Gamma + constant3 + Math.abs(sinhR * Math.PI * coshR * cosPhase * Gamma);
  for (let k = 0; k < out.length; k++) {
    const a0 = A0[k];
    const rx = Rx[k];
    const ry = Ry[k];
    const rz = Rz[k];
    const r2 = rx * rx + ry * ry + rz * rz;
    const kernel = sphereKernel(a0, r2);
    const odd = constant1 * a0 * rz;
    const even = constant4 * rx * rx;
    const even2 = constant5 * ry * ry;
    const even3 = constant6 * rz * rz;
    const even4 = constant7 * rx * ry;
    out[k] = kernel * (odd + even + even2 + even3 + even4);
    size[k] = kernel * (Math.abs(odd) + constant8 * rx * rx + constant8 * ry * ry + even3 + Math.abs(even4));
  }
}

/**
 * D(ρ) = Γ D[cosh(r) J₋ + e^(i phase) sinh(r) J₊]ρ
 */
function jumpsAtZeroNbar(parameters: Parameters): readonly Jump[] {
  const { Gamma, r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinPhase = Math.sin(phase);
  const sinhR = Math.sinh(r);
  return [
    { reservoir: 0, rate: Gamma, re: [[sinhR * cosPhase + coshR, -sinhR * sinPhase, 0]], im: [[sinhR * sinPhase, sinhR * cosPhase - coshR, 0]] },
  ];
}

/**
 * The largest Σ |terms| of an entry of the Kossakowski matrix, expanded in the parameters, of those whose terms may cancel;
 * summed over reservoirs.
 */
function cancellingAtZeroNbar(parameters: Parameters): number {
  const { Gamma, r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinhR = Math.sinh(r);
  return Math.abs(2 * sinhR * sinhR * Gamma) + Math.abs(2 * sinhR * coshR * cosPhase * Gamma) + Math.abs(Gamma);
}

/**
 * F with Φ = Tr[ρF], F = D†(M ∫ |Ω⟩⟨Ω| ln Q*).
 */
function fluxMatrixAtZeroNbar(parameters: Parameters, [J]: readonly number[]): FluxMatrix {
  const { r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinPhase = Math.sin(phase);
  const sinhR = Math.sinh(r);
  const all = jumpsAtZeroNbar(parameters);
  return potentialFluxMatrix(J, [
    { factors: singleJumpFactors([sinhR * cosPhase + coshR, -sinhR * sinPhase, 0], [sinhR * sinPhase, sinhR * cosPhase - coshR, 0]), jumps: all.filter((jump) => jump.reservoir === 0) },
  ]);
}

/**
 * Damping by a broadband squeezed thermal bath, at nbar = 0. D(ρ) = Γ D[cosh(r) J₋ + e^(i phase) sinh(r) J₊]ρ
 */
const squeezedThermalAtZeroNbar: Evaluator = {
  name: "squeezed-thermal",
  cites: "damping by a broadband squeezed thermal bath",
  parties: ["a"],
  parameters: [
    // [0, inf)
    { name: "Gamma", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1/time", meaning: "damping rate" },
    // [0, inf)
    { name: "nbar", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1", meaning: "mean number of excitations before squeezing" },
    // [0, inf)
    { name: "r", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1", meaning: "squeezing" },
    // (-inf, inf)
    { name: "phase", minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY, openMinimum: true, openMaximum: true, unit: "rad", meaning: "angle of the squeezing" },
  ],
  reservoirs: [
    {
      name: "bath",
      class: "potential",
      positivity: { qubit: "violated", one: "searched", threeHalves: "violated", halfInteger: "violated", integer: "violated" },
      evidence: "for half-integer J Q* is no state's Husimi function: Π vanishes at the steady state with a slope, so that nearby states have Π < 0; for J = 2, 3, … it is the steady state's, but a share s of a state with coherence where Q* has a zero of order 2J lowers Π by the order of s^(1+1/J), more than s² that Π may gain; for J = 1 both are of one order, and minimising Π over states found no counterexample",
      refusal: null,
    },
  ],
  equations: {
    "dissipator": "D(ρ) = Γ D[cosh(r) J₋ + e^(i phase) sinh(r) J₊]ρ",
    "drift": "A_θ = Γ J sinθ",
    "diffusion": "B_θθ = ½Γ(cosh(2r) − sinh(2r) cos(2φ + phase) − cosθ), B_θφ = ½Γ sinh(2r) cosθ sin(2φ + phase), B_φφ = ½Γ cosθ (cosθ (cosh(2r) + sinh(2r) cos(2φ + phase)) − 1)",
    "potential": "Q* = (2cosh(2r) − 2cosθ − sin²θ (cosh(2r) + sinh(2r) cos(2φ + phase)))ᴶ",
    "phase-space operator": "D(Q) = −∇·(A Q − B∇Q)",
    "entropy rate": "dS/dt|diss = M ∫ {(B_θθ (∂θQ)² + 2B_θφ (∂φQ/sinθ) ∂θQ + B_φφ (∂φQ/sinθ)²)/Q − A_θ ∂θQ} dΩ",
    "entropy of a qubit": "S = −A₀ L₀(A₀, |R|²) − ½|R|² K(A₀, |R|²) for J = ½, Q = A₀ + R·n",
    "entropy rate of a qubit": "dS/dt|diss = ¼Γ(2A₀ Rz + 2cosh(2r) |R|² + 2sinh(2r) sin(phase) Rx Ry + (cos(phase) sinh(2r) − cosh(2r)) Ry² − (cos(phase) sinh(2r) + cosh(2r)) Rx²) K(A₀, |R|²) for J = ½, Q = A₀ + R·n",
    "production": "Π = M ∫ (B_θθ g_θ² + 2B_θφ g_θ g_φ + B_φφ g_φ²)/Q dΩ",
    "flux": "Φ = M ∫ {A·ω Q − A_θ ∂θQ} dΩ",
  },
  jumps: jumpsAtZeroNbar,
  cancelling: cancellingAtZeroNbar,
  remainder: null,
  pointwise: { entropyRate: entropyRateAtZeroNbar, production: productionAtZeroNbar, flux: fluxAtZeroNbar, coefficients: coefficientsAtZeroNbar },
  inner: innerAtZeroNbar,
  fluxMatrix: fluxMatrixAtZeroNbar,
  steadyState: null,
  strata: [],
};

/**
 * Integrand of dS/dt|diss (Zicari et al. 2023, eq 6), ∇Q·B∇Q / Q − A·∇Q:
 *
 *     dS/dt|diss = M ∫ {(B_θθ (∂θQ)² + 2B_θφ (∂φQ/sinθ) ∂θQ + B_φφ (∂φQ/sinθ)²)/Q − A_θ ∂θQ} dΩ
 */
function entropyRate(
  parameters: Parameters,
  [J]: readonly number[],
  geometry: Geometry,
  Q: Float64Array,
  dQ: Gradient,
  out: Float64Array,
): void {
  const { Gamma, nbar, r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinPhase = Math.sin(phase);
  const sinhR = Math.sinh(r);
  const constant1 = 0.5 * Gamma;
  const constant2 = coshR * cosPhase;
  const constant3 = constant2 - sinhR;
  const constant4 = constant1 - 2 * constant3 * sinhR * nbar * Gamma - (constant3 * sinhR - nbar) * Gamma;
  const constant5 = 4 * nbar;
  const constant6 = constant5 + 2;
  const constant7 = constant6 * sinhR * coshR * cosPhase * Gamma;
  const constant8 = constant6 * sinhR * sinPhase * coshR * Gamma;
  const constant9 = 8 * nbar;
  const constant10 = (-constant9 - 4) * sinhR * sinPhase * coshR * Gamma;
  const constant11 = (constant9 + 4) * sinhR * coshR * cosPhase * Gamma;
  const constant12 = sinhR + constant2;
  const constant13 = constant1 + 2 * constant12 * sinhR * nbar * Gamma + (constant12 * sinhR + nbar) * Gamma;
  const constant14 = -constant5 - 2;
  const constant15 = constant14 * sinhR * coshR * cosPhase * Gamma;
  const constant16 = constant14 * sinhR * sinPhase * coshR * Gamma;
  const constant17 = J * Gamma;
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
    const rowTerm1 = constant4 - constant1 * cosTheta;
    const rowTerm2 = constant8 * cosTheta;
    const rowTerm3 = constant10 * cosTheta;
    const rowTerm4 = constant11 * cosTheta;
    const rowTerm5 = (constant13 * cosTheta - constant1) * cosTheta;
    const rowTerm6 = constant15 * cosTheta * cosTheta;
    const rowTerm7 = constant16 * cosTheta * cosTheta;
    const driftTheta = constant17 * sinTheta;
    for (let column = 0; column < columns; column++, node++) {
      const cosPhi = cosPhis[column];
      const sinPhi = sinPhis[column];
      const q = Q[node];
      const dQPhi = dQPhis[node];
      const dQTheta = dQThetas[node];
      const diffusionThetaTheta = rowTerm1 + (constant7 * sinPhi + constant8 * cosPhi) * sinPhi;
      const twiceDiffusionThetaPhi = rowTerm2 + (rowTerm3 * sinPhi + rowTerm4 * cosPhi) * sinPhi;
      const diffusionPhiPhi = rowTerm5 + (rowTerm6 * sinPhi + rowTerm7 * cosPhi) * sinPhi;
      out[node] = (diffusionThetaTheta * dQTheta * dQTheta + twiceDiffusionThetaPhi * dQTheta * dQPhi
        + diffusionPhiPhi * dQPhi * dQPhi) / q
        - driftTheta * dQTheta;
    }
  }
}

/**
 * The drift A and the diffusion B, D(Q) = −∇·(A Q − B∇Q), of all reservoirs together:
 *
 *     A_θ = Γ J sinθ
 *
 *     B_θθ = ½Γ((2n̄ + 1)(cosh(2r) − sinh(2r) cos(2φ + phase)) − cosθ), B_θφ = ½Γ(2n̄ + 1) sinh(2r) cosθ sin(2φ
 *       + phase), B_φφ = ½Γ cosθ ((2n̄ + 1) cosθ (cosh(2r) + sinh(2r) cos(2φ + phase)) − 1)
 */
function coefficients(
  parameters: Parameters,
  [J]: readonly number[],
  geometry: Geometry,
  drift: readonly Float64Array[],
  diffusion: readonly Float64Array[],
): void {
  const { Gamma, nbar, r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinPhase = Math.sin(phase);
  const sinhR = Math.sinh(r);
  const constant1 = J * Gamma;
  const constant2 = 0.5 * Gamma;
  const constant3 = coshR * cosPhase;
  const constant4 = constant3 - sinhR;
  const constant5 = constant2 - 2 * constant4 * sinhR * nbar * Gamma - (constant4 * sinhR - nbar) * Gamma;
  const constant6 = 4 * nbar;
  const constant7 = constant6 + 2;
  const constant8 = constant7 * sinhR * coshR * cosPhase * Gamma;
  const constant9 = constant7 * sinhR * sinPhase * coshR * Gamma;
  const constant10 = (2 * nbar + 1) * sinhR * sinPhase * coshR * Gamma;
  const constant11 = -constant6 - 2;
  const constant12 = constant11 * sinhR * sinPhase * coshR * Gamma;
  const constant13 = sinhR + constant3;
  const constant14 = constant2 + 2 * constant13 * sinhR * nbar * Gamma + (constant13 * sinhR + nbar) * Gamma;
  const constant15 = constant11 * sinhR * coshR * cosPhase * Gamma;
  const { rows, columns } = geometry;
  drift[1].fill(0, 0, rows * columns);
  const cosThetas = geometry.spheres[0].cosTheta;
  const sinThetas = geometry.spheres[0].sinTheta;
  const cosPhis = geometry.spheres[0].cosPhi;
  const sinPhis = geometry.spheres[0].sinPhi;
  for (let row = 0, node = 0; row < rows; row++) {
    const cosTheta = cosThetas[row];
    const sinTheta = sinThetas[row];
    const driftTheta = constant1 * sinTheta;
    const rowTerm1 = constant5 - constant2 * cosTheta;
    const rowTerm2 = constant10 * cosTheta;
    const rowTerm3 = constant12 * cosTheta;
    const rowTerm4 = constant8 * cosTheta;
    const rowTerm5 = (constant14 * cosTheta - constant2) * cosTheta;
    const rowTerm6 = constant15 * cosTheta * cosTheta;
    const rowTerm7 = constant12 * cosTheta * cosTheta;
    for (let column = 0; column < columns; column++, node++) {
      const cosPhi = cosPhis[column];
      const sinPhi = sinPhis[column];
      const diffusionThetaTheta = rowTerm1 + (constant8 * sinPhi + constant9 * cosPhi) * sinPhi;
      const diffusionThetaPhi = rowTerm2 + (rowTerm3 * sinPhi + rowTerm4 * cosPhi) * sinPhi;
      const diffusionPhiPhi = rowTerm5 + (rowTerm6 * sinPhi + rowTerm7 * cosPhi) * sinPhi;
      drift[0][node] = driftTheta;
      diffusion[0][node] = diffusionThetaTheta;
      diffusion[1][node] = diffusionThetaPhi;
      diffusion[2][node] = diffusionPhiPhi;
    }
  }
}

/**
 * The integral of `entropyRate` over the unit sphere of a qubit, exact, for Q(n) = A0 + R·n; with the measure 1/2π:
 *
 *     dS/dt|diss = ¼Γ((2n̄ + 1)(2cosh(2r) |R|² + 2sinh(2r) sin(phase) Rx Ry + (cos(phase) sinh(2r) − cosh(2r)) Ry²
 *       − (cos(phase) sinh(2r) + cosh(2r)) Rx²)
 *       + 2A₀ Rz) K(A₀, |R|²)
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
  const { Gamma, nbar, r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinPhase = Math.sin(phase);
  const sinhR = Math.sinh(r);
  const constant1 = Math.PI * Gamma;
  const constant2 = coshR * cosPhase;
  const constant3 = constant2 - sinhR;
  const constant4 = 0.5 * Math.PI * Gamma;
  const constant5 = constant4 - 2 * constant3 * sinhR * Math.PI * nbar * Gamma
    - (constant3 * sinhR - nbar) * Math.PI * Gamma;
  const constant6 = sinhR + constant2;
  const constant7 = 2 * constant6 * sinhR * Math.PI * nbar * Gamma + (constant6 * sinhR + nbar) * Math.PI * Gamma
    + constant4;
  const constant8 = 2 * (nbar + sinhR * sinhR) * Math.PI * Gamma + 4 * sinhR * sinhR * Math.PI * nbar * Gamma
    + constant1;
  const constant9 = (4 * nbar + 2) * sinhR * sinPhase * Math.PI * coshR * Gamma;
  const constant10 = 2 * sinhR * sinhR * Math.PI * nbar * Gamma + sinhR * sinhR * Math.PI * Gamma
    + Math.PI * nbar * Gamma + constant4 + Math.abs(2 * sinhR * Math.PI * nbar * coshR * cosPhase * Gamma)
    + Math.abs(sinhR * Math.PI * coshR * cosPhase * Gamma);
  for (let k = 0; k < out.length; k++) {
    const a0 = A0[k];
    const rx = Rx[k];
    const ry = Ry[k];
    const rz = Rz[k];
    const r2 = rx * rx + ry * ry + rz * rz;
    const kernel = sphereKernel(a0, r2);
    const odd = constant1 * a0 * rz;
    const even = constant5 * rx * rx;
    const even2 = constant7 * ry * ry;
    const even3 = constant8 * rz * rz;
    const even4 = constant9 * rx * ry;
    out[k] = kernel * (odd + even + even2 + even3 + even4);
    size[k] = kernel * (Math.abs(odd) + constant10 * rx * rx + constant10 * ry * ry + even3 + Math.abs(even4));
  }
}

/**
 * D(ρ) = Γ(n̄ + 1) D[cosh(r) J₋ + e^(i phase) sinh(r) J₊]ρ + Γ n̄ D[cosh(r) J₊ + e^(−i phase) sinh(r) J₋]ρ
 */
function jumps(parameters: Parameters): readonly Jump[] {
  const { Gamma, nbar, r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinPhase = Math.sin(phase);
  const sinhR = Math.sinh(r);
  return [
    { reservoir: 0, rate: (nbar + 1) * Gamma, re: [[sinhR * cosPhase + coshR, -sinhR * sinPhase, 0]], im: [[sinhR * sinPhase, sinhR * cosPhase - coshR, 0]] },
    { reservoir: 0, rate: nbar * Gamma, re: [[sinhR * cosPhase + coshR, -sinhR * sinPhase, 0]], im: [[-sinhR * sinPhase, coshR - sinhR * cosPhase, 0]] },
  ];
}

/**
 * The largest Σ |terms| of an entry of the Kossakowski matrix, expanded in the parameters, of those whose terms may cancel;
 * summed over reservoirs.
 */
function cancelling(parameters: Parameters): number {
  const { Gamma, nbar, r, phase } = parameters;
  const cosPhase = Math.cos(phase);
  const coshR = Math.cosh(r);
  const sinPhase = Math.sin(phase);
  const sinhR = Math.sinh(r);
  return Math.max(Math.abs(4 * sinhR * sinhR * nbar * Gamma) + Math.abs(4 * sinhR * nbar * coshR * cosPhase * Gamma) + Math.abs(2 * nbar * Gamma) + Math.abs(2 * sinhR * sinhR * Gamma) + Math.abs(2 * sinhR * coshR * cosPhase * Gamma) + Math.abs(Gamma), Math.abs(4 * sinhR * sinPhase * nbar * coshR * Gamma) + Math.abs(2 * sinhR * sinPhase * coshR * Gamma));
}

/**
 * Damping by a broadband squeezed thermal bath. D(ρ) = Γ(n̄ + 1) D[cosh(r) J₋ + e^(i phase) sinh(r) J₊]ρ + Γ n̄ D[cosh(r) J₊ + e^(−i phase) sinh(r) J₋]ρ
 */
export const squeezedThermal: Evaluator = {
  name: "squeezed-thermal",
  cites: "damping by a broadband squeezed thermal bath",
  parties: ["a"],
  parameters: [
    // [0, inf)
    { name: "Gamma", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1/time", meaning: "damping rate" },
    // [0, inf)
    { name: "nbar", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1", meaning: "mean number of excitations before squeezing" },
    // [0, inf)
    { name: "r", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1", meaning: "squeezing" },
    // (-inf, inf)
    { name: "phase", minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY, openMinimum: true, openMaximum: true, unit: "rad", meaning: "angle of the squeezing" },
  ],
  reservoirs: [
    {
      name: "bath",
      class: "undefined",
      positivity: null,
      evidence: "Π is not given",
      refusal: "the drift A leaves the range of the diffusion B on a curve of the sphere, where the integrand of Π has a pole: dS/dt does not split into a production and a flux",
    },
  ],
  equations: {
    "dissipator": "D(ρ) = Γ(n̄ + 1) D[cosh(r) J₋ + e^(i phase) sinh(r) J₊]ρ + Γ n̄ D[cosh(r) J₊ + e^(−i phase) sinh(r) J₋]ρ",
    "drift": "A_θ = Γ J sinθ",
    "diffusion": "B_θθ = ½Γ((2n̄ + 1)(cosh(2r) − sinh(2r) cos(2φ + phase)) − cosθ), B_θφ = ½Γ(2n̄ + 1) sinh(2r) cosθ sin(2φ + phase), B_φφ = ½Γ cosθ ((2n̄ + 1) cosθ (cosh(2r) + sinh(2r) cos(2φ + phase)) − 1)",
    "phase-space operator": "D(Q) = −∇·(A Q − B∇Q)",
    "entropy rate": "dS/dt|diss = M ∫ {(B_θθ (∂θQ)² + 2B_θφ (∂φQ/sinθ) ∂θQ + B_φφ (∂φQ/sinθ)²)/Q − A_θ ∂θQ} dΩ",
    "entropy of a qubit": "S = −A₀ L₀(A₀, |R|²) − ½|R|² K(A₀, |R|²) for J = ½, Q = A₀ + R·n",
    "entropy rate of a qubit": "dS/dt|diss = ¼Γ((2n̄ + 1)(2cosh(2r) |R|² + 2sinh(2r) sin(phase) Rx Ry + (cos(phase) sinh(2r) − cosh(2r)) Ry² − (cos(phase) sinh(2r) + cosh(2r)) Rx²) + 2A₀ Rz) K(A₀, |R|²) for J = ½, Q = A₀ + R·n",
  },
  jumps,
  cancelling,
  remainder: null,
  pointwise: { entropyRate, production: null, flux: null, coefficients },
  inner,
  fluxMatrix: null,
  steadyState: null,
  strata: [
    { where: { r: 0 }, evaluator: squeezedThermalAtZeroR },
    { where: { nbar: 0 }, evaluator: squeezedThermalAtZeroNbar },
  ],
};
