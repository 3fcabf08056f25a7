/**
 * collective-decay (superradiance: one bath that all spins see alike), compiled from collective-decay.ts.
 * Generated: do not edit; change that file and run `wehrl gen` again (in wehrl's own repository: `npm run gen`).
 * Content hash: 08dbbb37579b99a4
 *
 * Operations a node, as derived → as emitted (+ those a row and once):
 *   entropyRate  319 → 48 (+ 33 a row, 16 once)
 *   coefficients 286 → 16 (+ 32 a row, 14 once)
 */
import type { Evaluator, Geometry, Gradient, Jump, Parameters } from "wehrl/runtime";

/**
 * Integrand of dS/dt|diss (Zicari et al. 2023, eq 6), ∇Q·B∇Q / Q − A·∇Q:
 *
 *     dS/dt|diss = M ∫ {(B_θaθa (∂θaQ)² + B_φaφa (∂φaQ/sinθ_a)² + 2B_θaθb ∂θaQ ∂θbQ + 2B_φaθb (∂φaQ/sinθ_a) ∂θbQ
 *       + B_θbθb (∂θbQ)² + 2B_θaφb (∂φbQ/sinθ_b) ∂θaQ + 2B_φaφb (∂φaQ/sinθ_a)(∂φbQ/sinθ_b) + B_φbφb (∂φbQ/sinθ_b)²)/Q
 *       − A_θa ∂θaQ − A_φa (∂φaQ/sinθ_a) − A_θb ∂θbQ − A_φb (∂φbQ/sinθ_b)} dΩ
 */
function entropyRate(
  parameters: Parameters,
  [JA, JB]: readonly number[],
  geometry: Geometry,
  Q: Float64Array,
  dQ: Gradient,
  out: Float64Array,
): void {
  const { Gamma, nbar } = parameters;
  const constant1 = (nbar + 0.5) * Gamma;
  const constant2 = 0.5 * Gamma;
  const constant3 = 2 * nbar;
  const constant4 = (constant3 + 1) * Gamma;
  const constant5 = (-constant3 - 1) * Gamma;
  const constant6 = JA * Gamma;
  const constant7 = (JB + 0.5) * Gamma;
  const constant8 = JB * Gamma;
  const constant9 = (JA + 0.5) * Gamma;
  const constant10 = (-JA - 0.5) * Gamma;
  const { rows, columns } = geometry;
  const cosThetaAs = geometry.spheres[0].cosTheta;
  const cosThetaBs = geometry.spheres[1].cosTheta;
  const sinThetaAs = geometry.spheres[0].sinTheta;
  const sinThetaBs = geometry.spheres[1].sinTheta;
  const cosPhiAs = geometry.spheres[0].cosPhi;
  const cosPhiBs = geometry.spheres[1].cosPhi;
  const sinPhiAs = geometry.spheres[0].sinPhi;
  const sinPhiBs = geometry.spheres[1].sinPhi;
  const dQThetaAs = dQ[0];
  const dQPhiAs = dQ[1];
  const dQThetaBs = dQ[2];
  const dQPhiBs = dQ[3];
  for (let row = 0, node = 0; row < rows; row++) {
    const cosThetaA = cosThetaAs[row];
    const cosThetaB = cosThetaBs[row];
    const sinThetaA = sinThetaAs[row];
    const sinThetaB = sinThetaBs[row];
    const diffusionThetaAThetaA = constant1 - constant2 * cosThetaA;
    const diffusionPhiAPhiA = (constant1 * cosThetaA - constant2) * cosThetaA;
    const rowTerm1 = constant4 - constant2 * (cosThetaA + cosThetaB);
    const rowTerm2 = constant2 * (1 + cosThetaB * cosThetaA);
    const rowTerm3 = constant4 * cosThetaA - rowTerm2;
    const diffusionThetaBThetaB = constant1 - constant2 * cosThetaB;
    const rowTerm4 = rowTerm2 + constant5 * cosThetaB;
    const rowTerm5 = constant4 * cosThetaB * cosThetaA - constant2 * (cosThetaA + cosThetaB);
    const diffusionPhiBPhiB = (constant1 * cosThetaB - constant2) * cosThetaB;
    const rowTerm6 = constant6 * sinThetaA;
    const rowTerm7 = constant7 * sinThetaB;
    const rowTerm8 = constant7 * sinThetaB * cosThetaA;
    const rowTerm9 = constant8 * sinThetaB;
    const rowTerm10 = constant9 * sinThetaA;
    const rowTerm11 = constant10 * sinThetaA * cosThetaB;
    for (let column = 0; column < columns; column++, node++) {
      const cosPhiA = cosPhiAs[column];
      const cosPhiB = cosPhiBs[column];
      const sinPhiA = sinPhiAs[column];
      const sinPhiB = sinPhiBs[column];
      const q = Q[node];
      const dQPhiA = dQPhiAs[node];
      const dQPhiB = dQPhiBs[node];
      const dQThetaA = dQThetaAs[node];
      const dQThetaB = dQThetaBs[node];
      const term1 = cosPhiB * cosPhiA + sinPhiB * sinPhiA;
      const twiceDiffusionThetaAThetaB = rowTerm1 * term1;
      const term2 = sinPhiB * cosPhiA - sinPhiA * cosPhiB;
      const twiceDiffusionPhiAThetaB = rowTerm3 * term2;
      const twiceDiffusionThetaAPhiB = rowTerm4 * term2;
      const twiceDiffusionPhiAPhiB = rowTerm5 * term1;
      const driftThetaA = rowTerm6 + rowTerm7 * term1;
      const driftPhiA = rowTerm8 * term2;
      const driftThetaB = rowTerm9 + rowTerm10 * term1;
      const driftPhiB = rowTerm11 * term2;
      out[node] = (diffusionThetaAThetaA * dQThetaA * dQThetaA + diffusionPhiAPhiA * dQPhiA * dQPhiA
        + twiceDiffusionThetaAThetaB * dQThetaA * dQThetaB + twiceDiffusionPhiAThetaB * dQPhiA * dQThetaB
        + diffusionThetaBThetaB * dQThetaB * dQThetaB + twiceDiffusionThetaAPhiB * dQThetaA * dQPhiB
        + twiceDiffusionPhiAPhiB * dQPhiA * dQPhiB + diffusionPhiBPhiB * dQPhiB * dQPhiB) / q
        - (driftThetaA * dQThetaA + driftPhiA * dQPhiA + driftThetaB * dQThetaB + driftPhiB * dQPhiB);
    }
  }
}

/**
 * The drift A and the diffusion B, D(Q) = −∇·(A Q − B∇Q), of all reservoirs together:
 *
 *     A_θa = ½Γ((2J_b + 1) sinθ_b cos(φ_a − φ_b) + 2J_a sinθ_a), A_φa = −½Γ(2J_b + 1) cosθ_a sinθ_b sin(φ_a
 *       − φ_b), A_θb = ½Γ((2J_a + 1) sinθ_a cos(φ_a − φ_b) + 2J_b sinθ_b), A_φb = ½Γ(2J_a + 1) cosθ_b sinθ_a sin(φ_a
 *       − φ_b)
 *
 *     B_θaθa = ½Γ(2n̄ + 1 − cosθ_a), B_θaθb = ¼Γ cos(φ_a − φ_b) (4n̄ + 2 − cosθ_a − cosθ_b), B_θaφb = ¼Γ sin(φ_a
 *       − φ_b) (2(2n̄ + 1) cosθ_b − 1 − cosθ_a cosθ_b), B_φaφa = ½Γ cosθ_a ((2n̄ + 1) cosθ_a − 1), B_φaθb = ¼Γ sin(φ_a
 *       − φ_b) (1 + cosθ_a cosθ_b − 2(2n̄ + 1) cosθ_a), B_φaφb = ¼Γ cos(φ_a − φ_b) (2(2n̄ + 1) cosθ_a cosθ_b − cosθ_a
 *       − cosθ_b), B_θbθb = ½Γ(2n̄ + 1 − cosθ_b), B_φbφb = ½Γ cosθ_b ((2n̄ + 1) cosθ_b − 1)
 */
function coefficients(
  parameters: Parameters,
  [JA, JB]: readonly number[],
  geometry: Geometry,
  drift: readonly Float64Array[],
  diffusion: readonly Float64Array[],
): void {
  const { Gamma, nbar } = parameters;
  const constant1 = JA * Gamma;
  const constant2 = (JB + 0.5) * Gamma;
  const constant3 = JB * Gamma;
  const constant4 = (JA + 0.5) * Gamma;
  const constant5 = (-JA - 0.5) * Gamma;
  const constant6 = (nbar + 0.5) * Gamma;
  const constant7 = 0.5 * Gamma;
  const constant8 = 0.25 * Gamma;
  const constant9 = (-nbar - 0.5) * Gamma;
  const { rows, columns } = geometry;
  diffusion[1].fill(0, 0, rows * columns);
  diffusion[8].fill(0, 0, rows * columns);
  const cosThetaAs = geometry.spheres[0].cosTheta;
  const cosThetaBs = geometry.spheres[1].cosTheta;
  const sinThetaAs = geometry.spheres[0].sinTheta;
  const sinThetaBs = geometry.spheres[1].sinTheta;
  const cosPhiAs = geometry.spheres[0].cosPhi;
  const cosPhiBs = geometry.spheres[1].cosPhi;
  const sinPhiAs = geometry.spheres[0].sinPhi;
  const sinPhiBs = geometry.spheres[1].sinPhi;
  for (let row = 0, node = 0; row < rows; row++) {
    const cosThetaA = cosThetaAs[row];
    const cosThetaB = cosThetaBs[row];
    const sinThetaA = sinThetaAs[row];
    const sinThetaB = sinThetaBs[row];
    const rowTerm1 = constant1 * sinThetaA;
    const rowTerm2 = constant2 * sinThetaB;
    const rowTerm3 = constant2 * sinThetaB * cosThetaA;
    const rowTerm4 = constant3 * sinThetaB;
    const rowTerm5 = constant4 * sinThetaA;
    const rowTerm6 = constant5 * sinThetaA * cosThetaB;
    const diffusionThetaAThetaA = constant6 - constant7 * cosThetaA;
    const rowTerm7 = constant6 * cosThetaA;
    const diffusionPhiAPhiA = (rowTerm7 - constant7) * cosThetaA;
    const rowTerm8 = constant6 - constant8 * (cosThetaA + cosThetaB);
    const rowTerm9 = constant8 * (1 + cosThetaB * cosThetaA);
    const rowTerm10 = rowTerm7 - rowTerm9;
    const diffusionThetaBThetaB = constant6 - constant7 * cosThetaB;
    const rowTerm11 = rowTerm9 + constant9 * cosThetaB;
    const rowTerm12 = constant6 * cosThetaB * cosThetaA - constant8 * (cosThetaA + cosThetaB);
    const diffusionPhiBPhiB = (constant6 * cosThetaB - constant7) * cosThetaB;
    for (let column = 0; column < columns; column++, node++) {
      const cosPhiA = cosPhiAs[column];
      const cosPhiB = cosPhiBs[column];
      const sinPhiA = sinPhiAs[column];
      const sinPhiB = sinPhiBs[column];
      const term1 = cosPhiB * cosPhiA + sinPhiB * sinPhiA;
      const driftThetaA = rowTerm1 + rowTerm2 * term1;
      const term2 = sinPhiB * cosPhiA - sinPhiA * cosPhiB;
      const driftPhiA = rowTerm3 * term2;
      const driftThetaB = rowTerm4 + rowTerm5 * term1;
      const driftPhiB = rowTerm6 * term2;
      const diffusionThetaAThetaB = rowTerm8 * term1;
      const diffusionPhiAThetaB = rowTerm10 * term2;
      const diffusionThetaAPhiB = rowTerm11 * term2;
      const diffusionPhiAPhiB = rowTerm12 * term1;
      drift[0][node] = driftThetaA;
      drift[1][node] = driftPhiA;
      drift[2][node] = driftThetaB;
      drift[3][node] = driftPhiB;
      diffusion[0][node] = diffusionThetaAThetaA;
      diffusion[2][node] = diffusionPhiAPhiA;
      diffusion[3][node] = diffusionThetaAThetaB;
      diffusion[4][node] = diffusionPhiAThetaB;
      diffusion[5][node] = diffusionThetaBThetaB;
      diffusion[6][node] = diffusionThetaAPhiB;
      diffusion[7][node] = diffusionPhiAPhiB;
      diffusion[9][node] = diffusionPhiBPhiB;
    }
  }
}

/**
 * D(ρ) = Γ(n̄ + 1) D[J₋ᵃ + J₋ᵇ]ρ + Γ n̄ D[J₊ᵃ + J₊ᵇ]ρ
 */
function jumps(parameters: Parameters): readonly Jump[] {
  const { Gamma, nbar } = parameters;
  return [
    { reservoir: 0, rate: (nbar + 1) * Gamma, re: [[1, 0, 0], [1, 0, 0]], im: [[0, -1, 0], [0, -1, 0]] },
    { reservoir: 0, rate: nbar * Gamma, re: [[1, 0, 0], [1, 0, 0]], im: [[0, 1, 0], [0, 1, 0]] },
  ];
}

/**
 * Superradiance: one bath that all spins see alike. D(ρ) = Γ(n̄ + 1) D[J₋ᵃ + J₋ᵇ]ρ + Γ n̄ D[J₊ᵃ + J₊ᵇ]ρ
 */
export const collectiveDecay: Evaluator = {
  name: "collective-decay",
  cites: "superradiance: one bath that all spins see alike",
  parties: ["a", "b"],
  more: true,
  parameters: [
    // [0, inf)
    { name: "Gamma", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1/time", meaning: "damping rate" },
    // [0, inf)
    { name: "nbar", minimum: 0, maximum: Number.POSITIVE_INFINITY, openMinimum: false, openMaximum: true, unit: "1", meaning: "mean number of excitations of the bath" },
  ],
  reservoirs: [
    {
      name: "bath",
      class: "undefined",
      positivity: null,
      evidence: "Π is not given",
      refusal: "the drift A leaves the range of the diffusion B (at n_a = (1/3, 2/3, −2/3), n_b = (−1/3, −2/3, −2/3), for one), where no ω solves Bω = A: dS/dt does not split into a production and a flux; states symmetric under exchange are those of one spin J = J_a + J_b: give that spin the channel of one party with the same operators (for collective decay, amplitude-damping)",
    },
  ],
  equations: {
    "dissipator": "D(ρ) = Γ(n̄ + 1) D[J₋ᵃ + J₋ᵇ]ρ + Γ n̄ D[J₊ᵃ + J₊ᵇ]ρ",
    "drift": "A_θa = ½Γ((2J_b + 1) sinθ_b cos(φ_a − φ_b) + 2J_a sinθ_a), A_φa = −½Γ(2J_b + 1) cosθ_a sinθ_b sin(φ_a − φ_b), A_θb = ½Γ((2J_a + 1) sinθ_a cos(φ_a − φ_b) + 2J_b sinθ_b), A_φb = ½Γ(2J_a + 1) cosθ_b sinθ_a sin(φ_a − φ_b)",
    "diffusion": "B_θaθa = ½Γ(2n̄ + 1 − cosθ_a), B_θaθb = ¼Γ cos(φ_a − φ_b) (4n̄ + 2 − cosθ_a − cosθ_b), B_θaφb = ¼Γ sin(φ_a − φ_b) (2(2n̄ + 1) cosθ_b − 1 − cosθ_a cosθ_b), B_φaφa = ½Γ cosθ_a ((2n̄ + 1) cosθ_a − 1), B_φaθb = ¼Γ sin(φ_a − φ_b) (1 + cosθ_a cosθ_b − 2(2n̄ + 1) cosθ_a), B_φaφb = ¼Γ cos(φ_a − φ_b) (2(2n̄ + 1) cosθ_a cosθ_b − cosθ_a − cosθ_b), B_θbθb = ½Γ(2n̄ + 1 − cosθ_b), B_φbφb = ½Γ cosθ_b ((2n̄ + 1) cosθ_b − 1)",
    "phase-space operator": "D(Q) = −∇·(A Q − B∇Q)",
    "entropy rate": "dS/dt|diss = M ∫ {(B_θaθa (∂θaQ)² + B_φaφa (∂φaQ/sinθ_a)² + 2B_θaθb ∂θaQ ∂θbQ + 2B_φaθb (∂φaQ/sinθ_a) ∂θbQ + B_θbθb (∂θbQ)² + 2B_θaφb (∂φbQ/sinθ_b) ∂θaQ + 2B_φaφb (∂φaQ/sinθ_a)(∂φbQ/sinθ_b) + B_φbφb (∂φbQ/sinθ_b)²)/Q − A_θa ∂θaQ − A_φa (∂φaQ/sinθ_a) − A_θb ∂θbQ − A_φb (∂φbQ/sinθ_b)} dΩ",
  },
  jumps,
  cancelling: null,
  remainder: null,
  pointwise: { entropyRate, production: null, flux: null, coefficients },
  inner: null,
  fluxMatrix: null,
  steadyState: null,
  strata: [],
};
