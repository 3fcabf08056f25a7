/** The paper's channels typed by hand, the oracle of what the compiler emits. Equations of Zicari et al.,
 *  New J. Phys. 25, 013030 (2023). */
import type { Evaluator, ParameterDescription } from "../../runtime/evaluator.ts";
import { logPotentialGaps } from "../../runtime/flux/axial.ts";
import { sphereKernel } from "../../runtime/special/sphere-kernel.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";

function rate(name: string, meaning: string, unit: string): ParameterDescription {
  return {
    name,
    minimum: 0,
    maximum: Number.POSITIVE_INFINITY,
    openMinimum: false,
    openMaximum: true,
    unit,
    meaning,
  };
}

function diagonal(entries: Float64Array): ComplexMatrix {
  const d = entries.length;
  const matrix = { dimension: d, re: new Float64Array(d * d), im: new Float64Array(d * d) };
  for (let i = 0; i < d; i++) matrix.re[i * d + i] = entries[i];
  return matrix;
}

/** D(ρ) = −(λ/2)[Jz, [Jz, ρ]] = λ D[Jz] (eq 8); Π = dS/dt = (λ/2) M ∫ (∂φQ)²/Q (eqs 10, 11), Φ = 0. */
export const dephasing: Evaluator = {
  name: "dephasing",
  cites: "Zicari et al. 2023, eq 8",
  parties: ["a"],
  parameters: [rate("lambda", "dephasing rate", "1/time")],
  reservoirs: [
    {
      name: "noise",
      class: "diffusive",
      positivity: { qubit: "proven", one: "proven", threeHalves: "proven", halfInteger: "proven", integer: "proven" },
      evidence: "B ≥ 0 pointwise",
      refusal: null,
    },
  ],
  equations: {},
  jumps: ({ lambda }) => [{ reservoir: 0, rate: lambda, re: [[0, 0, 1]], im: [[0, 0, 0]] }],
  pointwise: {
    entropyRate({ lambda }, _J, geometry, Q, dQ, out) {
      // ∂φQ = sin θ · dQ[1]
      const { rows, columns, spheres } = geometry;
      for (let r = 0; r < rows; r++) {
        const s = spheres[0].sinTheta[r];
        for (let c = 0; c < columns; c++) {
          const k = r * columns + c;
          const slope = s * dQ[1][k];
          out[k] = (0.5 * lambda * slope * slope) / Q[k];
        }
      }
    },
    production({ lambda }, _J, geometry, Q, _P, dP, out) {
      dephasing.pointwise.entropyRate({ lambda }, [], geometry, Q, dP, out);
    },
    flux(_parameters, _J, _geometry, _Q, _dQ, out) {
      out.fill(0);
    },
    // B_φφ = (λ/2) sin²θ
    coefficients({ lambda }, _J, { rows, columns, spheres }, drift, diffusion) {
      for (const component of [...drift, ...diffusion]) component.fill(0);
      for (let k = 0; k < rows * columns; k++)
        diffusion[2][k] = 0.5 * lambda * spheres[0].sinTheta[Math.floor(k / columns)] ** 2;
    },
  },
  inner({ lambda }, A0, Rx, Ry, Rz, out, size) {
    // πK · ½(R² tr P − RᵀPR) with P = λ ẑẑᵀ
    for (let k = 0; k < A0.length; k++) {
      const across = Rx[k] * Rx[k] + Ry[k] * Ry[k];
      out[k] = size[k] = 0.5 * Math.PI * lambda * across * sphereKernel(A0[k], across + Rz[k] * Rz[k]);
    }
  },
  fluxMatrix: (_parameters, J) => diagonal(new Float64Array(Math.round(2 * J[0]) + 1)),
  steadyState: null,
  cancelling: null,
  remainder: null,
  strata: [],
};

/**
 * D(ρ) = Γ(n̄+1) D[J₋]ρ + Γn̄ D[J₊]ρ (eq 13). With N = 2n̄ + 1 the current I = A Q − B∇Q has A_θ = JΓ sin θ,
 * B_θθ = (Γ/2)(N − cos θ), B_φφ = (Γ/2)(N cos θ − 1) cos θ; Q* = (N − cos θ)^{2J} (eqs 18, 21).
 */
export const amplitudeDamping: Evaluator = {
  name: "amplitude-damping",
  cites: "Zicari et al. 2023, eq 13",
  parties: ["a"],
  parameters: [rate("Gamma", "damping rate", "1/time"), rate("nbar", "mean number of excitations of the bath", "1")],
  reservoirs: [
    {
      name: "bath",
      class: "potential",
      positivity: {
        qubit: "proven",
        one: "proven",
        threeHalves: "proven",
        halfInteger: "searched",
        integer: "searched",
      },
      evidence: "Q* is the Husimi function of the steady state",
      refusal: null,
    },
  ],
  equations: {},
  jumps: ({ Gamma, nbar }) => [
    { reservoir: 0, rate: Gamma * (nbar + 1), re: [[1, 0, 0]], im: [[0, -1, 0]] },
    { reservoir: 0, rate: Gamma * nbar, re: [[1, 0, 0]], im: [[0, 1, 0]] },
  ],
  pointwise: {
    // Π − Φ of eq 21 and Φ_j, multiplied out: B_θθ Q_θ²/Q + B_φφ Q_φ²/Q + … − A_θ Q_θ
    entropyRate({ Gamma, nbar }, J, geometry, Q, dQ, out) {
      const { rows, columns, spheres } = geometry;
      const N = 2 * nbar + 1;
      for (let r = 0; r < rows; r++) {
        const c = spheres[0].cosTheta[r];
        const s = spheres[0].sinTheta[r];
        for (let column = 0; column < columns; column++) {
          const k = r * columns + column;
          const t = dQ[0][k];
          const p = dQ[1][k];
          out[k] = (0.5 * Gamma * ((N - c) * t * t + (N * c - 1) * c * p * p)) / Q[k] - J[0] * Gamma * s * t;
        }
      }
    },
    // eq 21 with the braces linear in P
    production({ Gamma, nbar }, J, geometry, Q, P, dP, out) {
      const { rows, columns, spheres } = geometry;
      const N = 2 * nbar + 1;
      for (let r = 0; r < rows; r++) {
        const c = spheres[0].cosTheta[r];
        const s = spheres[0].sinTheta[r];
        for (let column = 0; column < columns; column++) {
          const k = r * columns + column;
          const current = 2 * J[0] * P[k] * s + (c - N) * dP[0][k];
          const p = dP[1][k];
          out[k] = (0.5 * Gamma * ((current * current) / (N - c) + (N * c - 1) * c * p * p)) / Q[k];
        }
      }
    },
    // Φ_j below eq 21: JΓ (2JQ sin²θ/(N − cos θ) − sin θ ∂θQ), the prefactor J(2J+1)²Γ/16π² being M·J·Γ
    flux({ Gamma, nbar }, J, geometry, Q, dQ, out) {
      const { rows, columns, spheres } = geometry;
      const N = 2 * nbar + 1;
      for (let r = 0; r < rows; r++) {
        const c = spheres[0].cosTheta[r];
        const s = spheres[0].sinTheta[r];
        for (let column = 0; column < columns; column++) {
          const k = r * columns + column;
          out[k] = J[0] * Gamma * s * ((2 * J[0] * Q[k] * s) / (N - c) - dQ[0][k]);
        }
      }
    },
    coefficients({ Gamma, nbar }, J, { rows, columns, spheres }, drift, diffusion) {
      const N = 2 * nbar + 1;
      for (const component of [...drift, ...diffusion]) component.fill(0);
      for (let k = 0; k < rows * columns; k++) {
        const c = spheres[0].cosTheta[Math.floor(k / columns)];
        drift[0][k] = J[0] * Gamma * spheres[0].sinTheta[Math.floor(k / columns)];
        diffusion[0][k] = 0.5 * Gamma * (N - c);
        diffusion[2][k] = 0.5 * Gamma * (N * c - 1) * c;
      }
    },
  },
  inner({ Gamma, nbar }, A0, Rx, Ry, Rz, out, size) {
    // P = ΓN(x̂x̂ᵀ + ŷŷᵀ), m = Σ rate v × u = Γ ẑ: πK {½ΓN (R² + Rz²) + Γ A₀ Rz}
    const N = 2 * nbar + 1;
    for (let k = 0; k < A0.length; k++) {
      const across = Rx[k] * Rx[k] + Ry[k] * Ry[k];
      const along = Rz[k] * Rz[k];
      const K = sphereKernel(A0[k], across + along);
      const [even, odd] = [0.5 * N * (across + 2 * along), A0[k] * Rz[k]];
      out[k] = Math.PI * Gamma * K * (even + odd);
      size[k] = Math.PI * Gamma * K * (even + Math.abs(odd));
    }
  },
  fluxMatrix({ Gamma, nbar }, J) {
    // F_k = Γ[(n̄+1) k (2J−k+1) (X_{k−1} − X_k) − n̄ (2J−k)(k+1)(X_k − X_{k+1})], k = J + m, up to sign: F = D†(X)
    const twoJ = Math.round(2 * J[0]);
    const gaps = logPotentialGaps(J[0], 2 * nbar + 1, -1);
    const F = new Float64Array(twoJ + 1);
    for (let k = 0; k <= twoJ; k++) {
      const down = k > 0 ? (nbar + 1) * k * (twoJ - k + 1) * gaps[k] : 0;
      const up = k < twoJ ? nbar * (twoJ - k) * (k + 1) * gaps[k + 1] : 0;
      F[twoJ - k] = Gamma * (down - up);
    }
    return diagonal(F);
  },
  cancelling: null,
  remainder: null,
  strata: [],
  steadyState({ nbar }, J) {
    const twoJ = Math.round(2 * J[0]);
    const populations = new Float64Array(twoJ + 1);
    let sum = 0;
    for (let k = 0; k <= twoJ; k++) sum += populations[twoJ - k] = (nbar / (nbar + 1)) ** k;
    for (let k = 0; k <= twoJ; k++) populations[k] /= sum;
    return diagonal(populations);
  },
};
