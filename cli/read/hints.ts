/** Names that other programs have for what a job has, and what a job has for them. */
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { oneOf } from "../../text/nearest.ts";
import type { Path } from "../../text/refusal.ts";

const state = 'write "state": { "ket": […] } or "state": { "re": [[…]], "im": [[…]] }';
const matrix = 'give the entries as rows, or as { "re": [[…]], "im": [[…]] }';
const spins = 'dimensions are those of "spins": [2, 3] is [0.5, 1]';
const jumps = 'write "channels": [{ "jumps": ["sqrt(0.3)*sm[0]"], "on": [0] }]';
const quantities = "ask for it with --with";

/** Keys, in lower case → the remedy. */
const hints: ReadonlyMap<string, string> = new Map([
  ["dims", `${matrix}; ${spins}`],
  ["dim", spins],
  ["dimensions", spins],
  ["j", 'write "spins": [0.5, …]'],
  ["data", matrix],
  ["real", matrix],
  ["imag", matrix],
  ["matrix", matrix],
  ["rows", matrix],
  ["shape", matrix],
  ...["ket", "psi", "psi0", "rho", "rho0", "initial", "initialstate", "initial_state"].map(
    (key) => [key, state] as const,
  ),
  ...["h", "ham"].map((key) => [key, 'write "hamiltonian": "0.5*Jz[0]"'] as const),
  ...["jumps", "c_ops", "collapse_operators", "lindblad", "dissipators"].map((key) => [key, jumps] as const),
  ...["time", "t", "tlist"].map((key) => [key, 'write "times": [0, 0.5]'] as const),
  ...["with", "e_ops", "observables", "quantities"].map((key) => [key, quantities] as const),
  ...["params", "args"].map((key) => [key, 'names for numbers stand in "constants"'] as const),
]);

/** @param path  of a key that is none of those that are known */
export function refuseHinted(path: Path, known: readonly string[]): never {
  const key = String(path.at(-1));
  const { expected, remedy } = oneOf(key, known);
  const hint = hints.get(key.toLowerCase()) ?? null;
  throw new InvalidInput({ path, found: "an unknown field", expected, remedy: hint ?? remedy });
}
