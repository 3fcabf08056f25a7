/** States with a name. */

import { described } from "../../text/described.ts";
import type { Path } from "../../text/refusal.ts";
import { entriesOf, fieldsOf, matrixOf, numbersOf } from "../input/given.ts";
import { InvalidInput, inside } from "../input/invalid-input.ts";
import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { tensorProduct, totalDimension } from "../matrices/complex-matrix.ts";
import { productError } from "../numbers/bounded.ts";
import { checkedSpins, checkedState, requireFitting } from "./density-matrix.ts";
import { dickeAmplitudes } from "./dicke.ts";
import { nearestState } from "./nearest-state.ts";

/** A direction on the sphere, radians: θ from +z, φ from +x. */
export interface Direction {
  readonly theta: number;
  readonly phi: number;
}

/** ⊗_j |Ω_j⟩⟨Ω_j| with |Ω⟩ = e^{−iφJz} e^{−iθJy} |J, J⟩ (eq 1). */
export function coherent(spins: readonly number[], directions: readonly Direction[]): ComplexMatrix {
  const own = checkedSpins(spins);
  const given = entriesOf(["coherent"], directions, "a list with { theta, phi } of each spin");
  requireOneEach("coherent", own, given);
  return product(
    own.map((J, party) => {
      const d = 2 * J + 1;
      const path = ["coherent", party];
      const fields = fieldsOf(path, given[party], "a direction { theta, phi } in radians", ["theta", "phi"]);
      const theta = angle([...path, "theta"], fields.theta);
      const phi = angle([...path, "phi"], fields.phi);
      const amplitudes = new Float64Array(d);
      dickeAmplitudes(d - 1, Math.cos(theta / 2), Math.sin(theta / 2), amplitudes);
      const matrix = { dimension: d, re: new Float64Array(d * d), im: new Float64Array(d * d) };
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          // ⟨m|Ω⟩ = e^{−imφ} d_m, and m − m' = j − i
          const size = amplitudes[i] * amplitudes[j];
          const angle = (j - i) * phi;
          const rest = productError(j - i, phi, angle);
          matrix.re[i * d + j] = size * (Math.cos(angle) - rest * Math.sin(angle));
          matrix.im[i * d + j] = -size * (Math.sin(angle) + rest * Math.cos(angle));
        }
      }
      return matrix;
    }),
  );
}

/** ⊗_j |J_j, m_j⟩⟨J_j, m_j|. */
export function dicke(spins: readonly number[], m: readonly number[]): ComplexMatrix {
  const own = checkedSpins(spins);
  const given = listOf(["dicke"], m, "a list with an m of each spin");
  requireOneEach("dicke", own, given);
  return product(
    own.map((J, party) => {
      const mj = given[party];
      if (typeof mj !== "number" || !Number.isInteger(J - mj) || Math.abs(mj) > J) {
        throw new InvalidInput({
          path: ["dicke", party],
          found: described(mj),
          expected: `an m of J = ${J}: ${-J}${J > 1 ? `, ${1 - J}, …,` : J > 0.5 ? `, ${1 - J} or` : " or"} ${J}`,
        });
      }
      const populations = new Float64Array(2 * J + 1);
      populations[J - mj] = 1;
      return diagonalState(populations);
    }),
  );
}

/** ⊗_j of thermal populations ∝ (n̄_j/(n̄_j + 1))^{J+m}, what thermal damping leads to. */
export function gibbs(spins: readonly number[], nbar: readonly number[]): ComplexMatrix {
  const own = checkedSpins(spins);
  const given = listOf(["gibbs"], nbar, "a list with a mean occupation of each spin");
  requireOneEach("gibbs", own, given);
  return product(
    own.map((J, party) => {
      const d = 2 * J + 1;
      const n = given[party];
      if (typeof n !== "number" || !(n >= 0) || !Number.isFinite(n)) {
        throw new InvalidInput({
          path: ["gibbs", party],
          found: described(n),
          expected: "a mean occupation in [0, inf)",
        });
      }
      const populations = new Float64Array(d);
      let sum = 0;
      for (let k = 0; k < d; k++) sum += populations[d - 1 - k] = (n / (n + 1)) ** k;
      for (let k = 0; k < d; k++) populations[k] /= sum;
      return diagonalState(populations);
    }),
  );
}

/** Two qubits with α on the antidiagonal and β elsewhere off the diagonal (eq 27).
 *  @param populations  four, of |00⟩, |01⟩, |10⟩, |11⟩ */
export function xState(populations: readonly number[], alpha: number, beta: number): ComplexMatrix {
  return twoQubits("x", populations, { alpha, beta }, [
    [0, beta, beta, alpha],
    [0, 0, alpha, beta],
    [0, 0, 0, beta],
  ]);
}

/** Two qubits with α at ρ₁₂ = ρ₁₃, β at ρ₂₄ = ρ₃₄ and γ on the antidiagonal, which thermal damping keeps apart (eq 30). */
export function classState(populations: readonly number[], alpha: number, beta: number, gamma: number): ComplexMatrix {
  return twoQubits("classes", populations, { alpha, beta, gamma }, [
    [0, alpha, alpha, gamma],
    [0, 0, gamma, beta],
    [0, 0, 0, beta],
  ]);
}

/** ⊗_j ρ_j, the first slowest.
 *  @throws InvalidInput  when there are none, or one is no matrix */
export function product(states: readonly ComplexMatrix[]): ComplexMatrix {
  const given = entriesOf(["product"], states, "a list with a state of each spin");
  if (given.length === 0)
    throw new InvalidInput({ path: ["product"], found: "an empty list", expected: "the state of at least one spin" });
  // What is not quite a state is mended in the product.
  const own = given.map((state, party) => {
    const path = ["product", party];
    nearestState(path, state);
    return matrixOf(path, state, "a density matrix");
  });
  requireFitting(["product"], totalDimension(own.map(({ dimension }) => dimension)));
  return own.reduce(tensorProduct);
}

function diagonalState(populations: Float64Array): ComplexMatrix {
  const d = populations.length;
  const matrix = { dimension: d, re: new Float64Array(d * d), im: new Float64Array(d * d) };
  for (let i = 0; i < d; i++) matrix.re[i * d + i] = populations[i];
  return matrix;
}

function twoQubits(
  name: string,
  populations: readonly number[],
  coherences: Readonly<Record<string, number>>,
  upper: readonly (readonly number[])[],
): ComplexMatrix {
  const given = listOf([name, "populations"], populations, "a list of the four populations");
  if (given.length !== 4) {
    throw new InvalidInput({
      path: [name, "populations"],
      found: `${given.length} values`,
      expected: "4, as two qubits have",
    });
  }
  const own = given.map((population, k) => finiteNumber([name, "populations", k], population));
  for (const [coherence, value] of Object.entries(coherences)) finiteNumber([name, coherence], value);
  const re = new Float64Array(16);
  for (let i = 0; i < 4; i++) {
    re[5 * i] = own[i];
    for (let j = i + 1; j < 4; j++) re[4 * i + j] = re[4 * j + i] = upper[i][j];
  }
  const matrix = { dimension: 4, re, im: new Float64Array(16) };
  inside([name], ["state"], () => checkedState([0.5, 0.5], matrix));
  return matrix;
}

function requireOneEach(name: string, spins: readonly number[], list: ArrayLike<unknown>): void {
  if (list.length !== spins.length) {
    throw new InvalidInput({
      path: [name],
      found: `${list.length} entries for ${spins.length} spins`,
      expected: "one for each",
    });
  }
}

/** A list or a typed array, whose entries are looked at by who asks. */
function listOf(path: Path, value: unknown, expected: string): readonly unknown[] {
  return ArrayBuffer.isView(value) ? numbersOf(path, value, expected) : entriesOf(path, value, expected);
}

/** Its multiples up to 2J are doubles, as are their parts. */
function angle(path: Path, value: unknown): number {
  const own = finiteNumber(path, value);
  if (Math.abs(own) > 1e290)
    throw new InvalidInput({ path, found: `${own}`, expected: "an angle that doubles can turn by, of at most 1e290" });
  return own;
}

function finiteNumber(path: Path, value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value))
    throw new InvalidInput({ path, found: described(value), expected: "a finite number" });
  return value;
}
