/** T₁ and T₂ of a qubit → amplitude damping and a dephasing of its own. */
import type { Parameters } from "../../runtime/evaluator.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { Path } from "../../text/refusal.ts";
import { occupationOf, type Spoken } from "./spoken-parameters.ts";

export const relaxationNames = ["T1", "T2", "nbar", "T", "beta", "omega"] as const;

/** What the two are given by. */
export interface Relaxation {
  readonly damping: Parameters;
  readonly dephasing: Parameters;
  /** Of the one, and of the other. */
  readonly converted: { readonly damping: readonly string[]; readonly dephasing: string };
}

/**
 * Γ(2n̄ + 1) = 1/T₁ and λ = 2/T₂ − 1/T₁: populations relax with T₁, coherences with T₂, and each has a reservoir. n̄ = 0 where nothing
 * is said of it.
 * @throws InvalidInput  where T₂ > 2T₁, which no master equation has
 */
export function relaxationOf(spoken: Spoken, path: Path, spins: readonly number[]): Relaxation {
  const other = spins.find((J) => J !== 0.5);
  if (other !== undefined) {
    const found = `T1 and T2 of a spin J = ${other}`;
    throw new InvalidInput({ path, found, expected: "a qubit; larger spins have no two times of their own" });
  }
  const [T1, T2] = [timeOf("T1", spoken, path), timeOf("T2", spoken, path)];
  if (T2 > 2 * T1)
    throw new InvalidInput({
      path: [...path, "T2"],
      found: `T2 = ${T2}, which is more than 2 T1 = ${2 * T1}`,
      expected: "T2 ≤ 2 T1: what damps populations in T1 damps coherences in 2 T1",
    });
  const isByTemperature = ["T", "beta", "omega"].some((name) => spoken.has(name));
  const bath = isByTemperature
    ? occupationOf(spoken, path)
    : { parameters: { nbar: spoken.get("nbar") ?? 0 }, converted: [] };
  const nbar = bath.parameters.nbar!;
  if (!(nbar >= 0))
    throw new InvalidInput({ path: [...path, "nbar"], found: `${nbar}`, expected: "a mean occupation in [0, inf)" });
  const Gamma = 1 / T1 / (2 * nbar + 1);
  // 2T₁ − T₂ loses nothing where the two are near.
  const lambda = (2 * T1 - T2) / T1 / T2;
  return {
    damping: { Gamma, nbar },
    dephasing: { lambda },
    converted: {
      damping: [...bath.converted, `Gamma = 1/(T1 (2 nbar + 1)) = ${Gamma}, nbar = ${nbar}, of T1 = ${T1}`],
      dephasing: `lambda = 2/T2 − 1/T1 = ${lambda} of T2 = ${T2}`,
    },
  };
}

function timeOf(name: "T1" | "T2", spoken: Spoken, path: Path): number {
  const value = spoken.get(name);
  if (value !== undefined && value > 0) return value;
  const meaning = name === "T1" ? "in which populations relax" : "in which coherences do, at most 2 T1";
  throw new InvalidInput({
    path: [...path, name],
    found: value === undefined ? "nothing" : `${value}`,
    expected: `a time > 0 ${meaning}`,
  });
}
