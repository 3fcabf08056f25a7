/**
 * The inequalities that `npm run prove` proves, as data. For every nonnegative trigonometric polynomial r of degree ≤ d and ψ = √r
 *
 *   ⟨ψ_φ²⟩ ≤ Σ_{0<|M|≤orders} w_M |ψ_M|²
 *
 * (docs/positivity.md, section 5: from Lemma(d, κ), Lemma*(d, g) and Lemma*(d, g, b) each follows a bound on Π).
 */

export interface Inequality {
  /** By which files and commands name it. */
  readonly name: string;
  /** d = 2J. */
  readonly degree: number;
  /** As the page states it. */
  readonly statement: string;
  /** w_M for M ≥ 1; of all orders, for a witness against it. */
  readonly weight: (M: number) => number;
  /** The largest M that the proof uses. */
  readonly orders: number;
  /** Cuts after which what remains of a box is a task of its own. */
  readonly taskDepth: number;
}

const taskDepth = (degree: number): number => 5 * (degree - 1);

/** Lemma(d, κ): T_d ≤ κG, as w_M = M² + κM for M ≤ d, (d + κ)M above. */
export const lemma = (degree: number, kappa: number, orders: number): Inequality => ({
  name: `d${degree}-kappa-${kappa}`,
  degree,
  statement: `Lemma(${degree}, ${kappa})`,
  weight: (M) => (M <= degree ? M * M + kappa * M : (degree + kappa) * M),
  orders,
  taskDepth: taskDepth(degree),
});

/** Lemma*(d, g, b): Σ b_M|ψ_M|² ≥ g Σ|ψ_M|², b_M = ½((d + 1)² − M²) for M > d, as w_M = M² + 2b_M − 2g. */
export const starred = (degree: number, g: number, b: readonly number[], orders: number): Inequality => ({
  name: `d${degree}-g-${g}`,
  degree,
  statement: `Lemma*(${degree}, ${g}, (${b.join(", ")}))`,
  weight: (M) => (M <= degree ? M * M + 2 * b[M - 1] : (degree + 1) ** 2) - 2 * g,
  orders,
  taskDepth: taskDepth(degree),
});

export const inequalities: readonly Inequality[] = [
  lemma(2, 0.5, 32),
  starred(2, 0.875, [1, 2], 12),
  lemma(3, 0.85, 20),
  starred(3, 0.9, [1, 2, 3], 8),
  starred(4, 0.02, [3.89, 4.84, 4.73, 4], 8),
];
