/** Names that other programs have for what a job has, and what a job has for them. */
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { oneOf } from "../../text/nearest.ts";
import type { Path } from "../../text/refusal.ts";

const state = 'write "state": { "ket": […] } or "state": { "re": [[…]], "im": [[…]] }';
const matrix = 'give the entries as rows, or as { "re": [[…]], "im": [[…]] }';
const spins = 'dimensions are those of "spins": [2, 3] is [0.5, 1]';
const jumps = 'write "channels": [{ "jumps": ["sqrt(0.3)*sm[0]"], "on": [0] }]';
const quantities = "ask for it with --with";
const observables = 'write "observables": { "name": "operator" }';
const amplitudes = 'write { "ket": [1, 0] }, amplitudes in the order of |m⟩, m descending';

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
  ...["with", "quantities"].map((key) => [key, quantities] as const),
  ...["e_ops", "eops", "expect", "observable"].map((key) => [key, observables] as const),
  ...["basis", "fock"].map((key) => [key, amplitudes] as const),
  ...["params", "args"].map((key) => [key, 'names for numbers stand in "constants"'] as const),
]);

/** @param path  of a key that is none of those that are known */
export function refuseHinted(path: Path, known: readonly string[]): never {
  const key = String(path.at(-1));
  const { expected, remedy } = oneOf(key, known);
  const hint = hints.get(key.toLowerCase()) ?? null;
  throw new InvalidInput({ path, found: "an unknown field", expected, remedy: hint ?? remedy });
}

const named: readonly (readonly [RegExp, string])[] = [
  [/bell/i, 'write { "bell": "phi+" }'],
  [/ghz/i, 'write "ghz"'],
  [/^w_state/i, 'write "w"'],
  [/maximally|identity|qeye/i, 'write "mixed"'],
  [/thermal|gibbs/i, 'write { "thermal": { "temperature": 0.8 } } of the Hamiltonian, or { "gibbs": [nbar, …] }'],
  [/coherent|bloch/i, 'write { "coherent": [{ "theta": 1.2, "phi": 0 }] }, a direction for each spin'],
  [/tensor|kron|product/i, 'write { "product": [{ "ket": [1, 0] }, { "ket": [0, 1] }] }, a state for each spin'],
  [/\.(npy|npz|json)$/i, 'write { "file": "rho.npy" }'],
  [/basis|fock|ket|psi|spin|qubit|up|down|plus|minus|excited|ground|[|⟩>]|^[01+-]+$/i, amplitudes],
];

/** What leads from a text in place of a state, such as QuTiP's `basis(2, 0)`, to the state; null where nothing does. */
export function stateHint(text: string): string | null {
  const [, size, place] =
    /^\s*(?:\w+\.)?(?:basis|fock|fock_dm)\s*\(\s*(\d)\s*(?:,\s*(?:n\s*=\s*)?(\d))?\s*\)\s*$/.exec(text) ?? [];
  if (size === undefined) return named.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  const entries = Array.from({ length: Number(size) }, (_, k) => (k === Number(place ?? 0) ? 1 : 0));
  return `write { "ket": [${entries.join(", ")}] }`;
}

const dephasing =
  'that is "dephasing", under which coherences of a qubit decay at lambda/2: lambda = 2/Tphi, or "p" of a phase flip with "time"';
const damping =
  'that is "amplitude-damping" with "Gamma" and "nbar", or "T" and "omega": nbar = 1/(e^(omega/T) − 1); T1 and T2 of a qubit are "thermal-relaxation" in a job';
const flips = 'that is "axis-dephasing" about the axis of the flip: lambda = −2 ln(1 − 2p)/time';

const channelHints: ReadonlyMap<string, string> = new Map([
  ...["phasedamping", "phaseflip", "puredephasing", "tphi", "t2", "zdephasing"].map(
    (name) => [name, dephasing] as const,
  ),
  ...[
    "thermal",
    "thermalbath",
    "thermaldamping",
    "bath",
    "decay",
    "damping",
    "relaxation",
    "thermalrelaxation",
    "t1",
    "t1t2",
    "spontaneousemission",
    "emission",
    "generalizedamplitudedamping",
    "gad",
    "cooling",
  ].map((name) => [name, damping] as const),
  ...["bitflip", "bitphaseflip"].map((name) => [name, flips] as const),
  ...["heating", "excitation", "absorption", "pump"].map((name) => [name, 'that is "pumping"'] as const),
  ...["superradiance", "dicke", "collectivedamping"].map((name) => [name, 'that is "collective-decay"'] as const),
  ...["squeezed", "squeezing", "squeezedbath"].map(
    (name) => [name, 'that is "squeezed-vacuum", or "squeezed-thermal" at a temperature'] as const,
  ),
]);

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** What leads from a name that people try to the channel; null where nothing does. */
export const channelHint = (name: string): string | null => channelHints.get(plain(name)) ?? null;

const byTimes = '"thermal-relaxation" takes T1 and T2: Gamma (2 nbar + 1) = 1/T1, lambda = 2/T2 − 1/T1';
const byTemperature = "a channel with nbar takes T and omega: nbar = 1/(e^(omega/T) − 1)";
const byProbability =
  '"dephasing", "amplitude-damping" and "pumping" of qubits take p and time: lambda = −2 ln(1 − 2p)/time, Gamma = −ln(1 − p)/time';

const parameterHints: ReadonlyMap<string, string> = new Map([
  ...["t1", "t2", "tphi"].map((name) => [name, byTimes] as const),
  ...["t", "temp", "temperature", "beta", "omega", "w", "frequency"].map((name) => [name, byTemperature] as const),
  ...["p", "prob", "probability", "time"].map((name) => [name, byProbability] as const),
]);

/** The same for a parameter. */
export const parameterHint = (name: string): string | null => parameterHints.get(plain(name)) ?? null;
