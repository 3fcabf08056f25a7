/** Pure states by their amplitudes, in the basis |m_a, m_b, …⟩ with m descending, and those of several qubits that have a name. */

import { described } from "../../text/described.ts";
import { oneOf } from "../../text/nearest.ts";
import { fieldsOf, numbersOf } from "../input/given.ts";
import { InvalidInput } from "../input/invalid-input.ts";
import { type ComplexMatrix, totalDimension, zeroMatrix } from "../matrices/complex-matrix.ts";
import { checkedSpins, spinDimensions } from "./density-matrix.ts";
import { spinsMeant } from "./spins-meant.ts";

/** Amplitudes ⟨m_a, m_b, …|ψ⟩; those of `im` are zero where it is left out. */
export interface Amplitudes {
  readonly re: ArrayLike<number>;
  readonly im?: ArrayLike<number>;
}

/** How far ⟨ψ|ψ⟩ may be from one. */
const MENDED = 1e-6 * (1 + 1e-6);

/**
 * |ψ⟩⟨ψ|. What rounding did to the norm is mended where the state is evaluated.
 * @throws InvalidInput  when there are not Π(2J+1) amplitudes, or ⟨ψ|ψ⟩ is not 1 within 1e-6
 */
export function ket(spins: readonly number[], amplitudes: Amplitudes): ComplexMatrix {
  const dimension = totalDimension(spinDimensions(spins));
  const fields = fieldsOf(["ket"], amplitudes, "amplitudes { re, im }", ["re", "im"]);
  const re = finiteList("re", fields.re, spins, dimension);
  const im = fields.im === undefined ? re.map(() => 0) : finiteList("im", fields.im, spins, dimension);
  const square = re.reduce((sum, a, k) => sum + a * a + im[k] * im[k], 0);
  if (!(Math.abs(square - 1) <= MENDED)) refuseNorm(Math.hypot(...re, ...im));
  return outer(re, im);
}

function refuseNorm(norm: number): never {
  throw new InvalidInput({
    path: ["ket"],
    found: `a norm of ${norm}`,
    expected: "1, squared within 0.000001",
    remedy: norm > 0 && Number.isFinite(norm) ? `divide all amplitudes by ${Number(norm.toPrecision(12))}` : null,
  });
}

function finiteList(key: "re" | "im", value: unknown, spins: readonly number[], dimension: number): readonly number[] {
  const path = ["ket", key];
  const list = numbersOf(path, value, `a list of ${dimension} numbers`);
  if (list.length !== dimension)
    throw new InvalidInput({
      // Who writes amplitudes as one list has no "re".
      path: key === "re" ? ["ket"] : path,
      found: `${list.length} amplitudes`,
      expected: `${dimension}, one for each state of the spins`,
      remedy: spinsMeant(spins, list.length),
    });
  const wrong = list.findIndex((x) => !Number.isFinite(x));
  if (wrong >= 0)
    throw new InvalidInput({ path: [...path, wrong], found: `${list[wrong]}`, expected: "a finite number" });
  return list;
}

function outer(re: readonly number[], im: readonly number[]): ComplexMatrix {
  const n = re.length;
  const rho = zeroMatrix(n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      rho.re[r * n + c] = re[r] * re[c] + im[r] * im[c];
      rho.im[r * n + c] = im[r] * re[c] - re[r] * im[c];
    }
  }
  return rho;
}

/** Signs of |01⟩ + |10⟩ and |00⟩ + |11⟩: which pair, and the sign between. */
const bells = { "phi+": [0, 1], "phi-": [0, -1], "psi+": [1, 1], "psi-": [1, -1] } as const;

/**
 * |Φ±⟩ = (|00⟩ ± |11⟩)/√2 or |Ψ±⟩ = (|01⟩ ± |10⟩)/√2 of two qubits, |0⟩ that with m = 1/2.
 * @param name  phi+, phi-, psi+ or psi-
 * @throws InvalidInput  for another name, or other spins
 */
export function bell(spins: readonly number[], name: string): ComplexMatrix {
  requireQubits("bell", spins, 2, 2);
  if (!Object.hasOwn(bells, name)) {
    const near = typeof name === "string" ? name : "";
    throw new InvalidInput({ path: ["bell"], found: described(name), ...oneOf(near, Object.keys(bells)) });
  }
  const [pair, sign] = bells[name as keyof typeof bells];
  return superposed(
    4,
    new Map([
      [pair, 1],
      [3 - pair, sign],
    ]),
  );
}

/** (|J_a, J_b, …⟩ + |−J_a, −J_b, …⟩)/√2 of two spins or more. */
export function ghz(spins: readonly number[]): ComplexMatrix {
  const dimension = totalDimension(spinDimensions(spins));
  if (spins.length < 2)
    throw new InvalidInput({ path: ["ghz"], found: "one spin", expected: "two or more, of which it is a state" });
  return superposed(
    dimension,
    new Map([
      [0, 1],
      [dimension - 1, 1],
    ]),
  );
}

/** (|10…0⟩ + |01…0⟩ + … + |00…1⟩)/√N of N qubits, |1⟩ that with m = −1/2. */
export function w(spins: readonly number[]): ComplexMatrix {
  requireQubits("w", spins, 2, Number.POSITIVE_INFINITY);
  return superposed(2 ** spins.length, new Map(spins.map((_, party) => [2 ** party, 1])));
}

function requireQubits(name: string, spins: readonly number[], least: number, most: number): void {
  const own = checkedSpins(spins);
  if (own.every((J) => J === 0.5) && own.length >= least && own.length <= most) return;
  const expected = least === most ? "spins [0.5, 0.5] with it" : "two spins 1/2 or more with it";
  throw new InvalidInput({ path: [name], found: `a state of qubits, but spins is [${own.join(", ")}]`, expected });
}

/** Basis states with these signs, each as often as the others. */
function superposed(dimension: number, signs: ReadonlyMap<number, number>): ComplexMatrix {
  const rho = zeroMatrix(dimension);
  for (const [r, a] of signs) for (const [c, b] of signs) rho.re[r * dimension + c] = (a * b) / signs.size;
  return rho;
}
