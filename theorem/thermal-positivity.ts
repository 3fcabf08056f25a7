/**
 * What is proven of one damped spin (docs/positivity.md): for a reservoir with noise axisymmetric about its drift, in a turned frame
 * Γ(n̄ + 1) D[J₋] + Γn̄ D[J₊] with any dephasing about the same axis,
 *
 *   Π ≥ 2Γ f(1 − A²),   N = 2n̄ + 1,   A = μ∫√(QQ*) dΩ.
 *
 * The one table that verdicts, bounds, pages and certificates follow.
 */

export type Means = "by hand" | "by computer";

export interface Row {
  /** d = 2J, from and to. */
  readonly degrees: readonly [from: number, to: number];
  readonly means: Means;
  /** f, a lower bound, which may be negative: then nothing is said. @param N  ≥ 1 */
  readonly factor: (N: number, degree: number) => number;
  /** f as formula. */
  readonly formula: string;
  /** Names of certificates in docs/positivity/. */
  readonly certificates: readonly string[];
}

/** N − √(N² − 1), from 0 to 1. */
export const epsilonOf = (N: number): number => 1 / (N + Math.sqrt(Math.max(N * N - 1, 0)));

const KAPPA = (9 * Math.PI ** 2) / 64 - 1;

/** The larger of N − κ/N and gN. */
const larger = (kappa: number, g: number) => (N: number) => Math.max(N - kappa / N, g * N);

export const rows: readonly Row[] = [
  {
    degrees: [1, 1],
    means: "by hand",
    factor: larger(KAPPA, 1 - KAPPA / 2),
    formula: "max(N − κ/N, gN), κ = 9π²/64 − 1, g = 1 − κ/2",
    certificates: [],
  },
  {
    degrees: [2, 2],
    means: "by computer",
    factor: larger(0.5, 0.875),
    formula: "max(N − 1/(2N), 0.875N)",
    certificates: ["d2-kappa-0.5", "d2-g-0.875"],
  },
  {
    degrees: [3, 3],
    means: "by computer",
    factor: larger(0.85, 0.9),
    formula: "max(N − 0.85/N, 0.9N)",
    certificates: ["d3-kappa-0.85", "d3-g-0.9"],
  },
  {
    degrees: [2, Number.POSITIVE_INFINITY],
    means: "by hand",
    factor: (N, d) => N - 6.9 * (0.5 + 0.5 / ((d + 1) * (d + 3))) * epsilonOf(N) * d * d,
    formula: "N − 6.9 q ε d², q = 1/2 + 1/(2(d + 1)(d + 3)), ε = N − √(N² − 1)",
    certificates: [],
  },
];

/** Relative, of N as rates give it and of f: far above their rounding. */
const SLACK = 1e-12;

export interface Proven {
  /** f, rounded down, above zero. */
  readonly factor: number;
  /** By hand where that alone shows f > 0. */
  readonly means: Means;
}

/** What is proven of a spin at N = 2n̄ + 1; null where nothing is.
 *  @param J  1/2, 1, … */
export function provenFor(J: number, N: number): Proven | null {
  const degree = Math.round(2 * J);
  const lowered = Math.max(N * (1 - SLACK), 1);
  const found = rows
    .filter(({ degrees: [from, to] }) => from <= degree && degree <= to)
    .map(({ means, factor }) => ({ means, factor: factor(lowered, degree) - SLACK * N }))
    .filter(({ factor }) => factor > 0);
  if (found.length === 0) return null;
  return {
    factor: Math.max(...found.map(({ factor }) => factor)),
    means: found.some(({ means }) => means === "by hand") ? "by hand" : "by computer",
  };
}

/** The least N from which on f > 0 by hand for J ≥ 2, c/√(2c − 1) with c = 6.9 q d². */
export function leastNoise(J: number): number {
  const d = Math.round(2 * J);
  const c = 6.9 * (0.5 + 0.5 / ((d + 1) * (d + 3))) * d * d;
  return c / Math.sqrt(2 * c - 1);
}

/** The table in a sentence. */
export const EVIDENCE =
  "noise axisymmetric about the drift is a thermal bath's, turned: Π ≥ 2Γf(1 − A²), A the overlap of √Q with √Q*, is proven by hand for J = 1/2, by " +
  "computer for J = 1 and 3/2, at every temperature, and by hand for J ≥ 2 where N = 2n̄ + 1 ≥ 1.34·2J (docs/positivity.md); colder, " +
  "minimising Π over states up to J = 3 found no counterexample";
