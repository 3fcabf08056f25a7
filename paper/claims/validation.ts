/** Values known from elsewhere, against what comes out. */
import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { densityMatrix } from "../../spins/states/density-matrix.ts";
import { coherent, dicke } from "../../spins/states/named-states.ts";
import { spinText } from "../../text/spin-text.ts";
import { figure3State } from "../figures/damping-figures.ts";
import { matrixOf } from "../figures/drawn-states.ts";
import type { Bounded } from "./claim.ts";
import { damping, dephasing, fine, productions, qubits } from "./exhibits.ts";
import type { Library } from "./library.ts";
import { qubit } from "./qubit-integral.ts";
import { randomState, seed, uniforms, use } from "./trials.ts";

/** A line: what is known, and how it is found. */
interface KnownValue {
  readonly what: string;
  readonly source: string;
  /** In closed form. */
  readonly formula: string;
  readonly known: number;
  find(library: Library): Bounded;
  /** A mean over random states: its `error` is its standard error, and four of them are allowed. */
  readonly sampled?: true;
}

export interface Value extends Omit<KnownValue, "find"> {
  readonly found: Bounded;
}

const first = ({ values, error }: { readonly values: Float64Array; readonly error: Float64Array }): Bounded => ({
  value: values[0],
  error: error[0],
});

const entropy =
  (spins: readonly number[], state: ComplexMatrix) =>
  ({ evaluate }: Library): Bounded =>
    first(evaluate({ spins, state, channels: [] }).entropy);

const bell: ComplexMatrix = densityMatrix(
  [0.5, 0.5],
  [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i % 3 === 0 && j % 3 === 0 ? 0.5 : 0))),
  [0, 1, 2, 3].map(() => [0, 0, 0, 0]),
);

/** H = ωJx and damping at n̄ = 0, Γ = 1, in its steady state: the one of Π and Φ that may be farther from what both should be. */
const driven =
  (J: number, omega: number, known: number) =>
  (library: Library): Bounded => {
    const d = 2 * J + 1;
    const re = new Float64Array(d * d);
    for (let k = 0; k + 1 < d; k++) {
      const m = J - k - 1;
      re[k * d + k + 1] = re[(k + 1) * d + k] = 0.5 * omega * Math.sqrt((J - m) * (J + m + 1));
    }
    const { production, flux } = library.evaluate({
      spins: [J],
      state: dicke([J], [-J]),
      channels: [use(library, "amplitude-damping", { Gamma: 1, nbar: 0 })],
      hamiltonian: { dimension: d, re, im: new Float64Array(d * d) },
      times: "steady",
    });
    const [a, b] = [first(production!), first(flux!)];
    const reach = ({ value, error }: Bounded) => Math.abs(value - known) + error;
    return reach(a) >= reach(b) ? a : b;
  };

/** −ln of what is left of the multipole T_l0 of a spin after λt = 1: its rate of decay in isotropic depolarising. */
const multipoleDecay =
  (l: 1 | 2) =>
  (library: Library): Bounded => {
    const J = 1;
    const shape = l === 1 ? [1, 0, -1] : [1, -2, 1];
    const re = shape.map((value, i) => shape.map((_, j) => (i === j ? 1 / 3 + 0.1 * value : 0)));
    const state = densityMatrix(
      [J],
      re,
      re.map(() => [0, 0, 0]),
    );
    const channels = [use(library, "depolarizing", { lambda: 1 })];
    const [evolved] = library.evolve({ spins: [J], state, channels, times: [1] }).values;
    return { value: -Math.log((evolved.re[0] - 1 / 3) / 0.1), error: 1e-14 };
  };

/** The mean S of random pure states, with its standard error. */
const meanEntropy =
  (J: number, count: number) =>
  ({ evaluateMany }: Library): Bounded => {
    const uniform = uniforms(seed);
    const states = Array.from({ length: count }, () => randomState(2 * J + 1, 1, uniform));
    const found = evaluateMany({ spins: [J], channels: [], tolerance: 1e-5 }, { states }).entropy.values;
    const value = found.reduce((sum, S) => sum + S, 0) / count;
    const variance = found.reduce((sum, S) => sum + (S - value) ** 2, 0) / (count - 1);
    return { value, error: Math.max(Math.sqrt(variance / count), 1e-15) };
  };

/** ψ(2J + 2) − ψ(2) = 1/2 + 1/3 + … + 1/(2J + 1). */
function harmonicSum(J: number): number {
  let sum = 0;
  for (let k = 2 * J + 1; k >= 2; k--) sum += 1 / k;
  return sum;
}

/** J = 1/2, L = cosh(r) J− + sinh(r) J+, r = 1/2, Γ = 1, ρ = diag(0.2, 0.8). */
function squeezedProduction(library: Library): Bounded {
  const channel = use(library, "squeezed-vacuum", { Gamma: 1, r: 0.5, phase: 0 });
  return first(library.evaluate({ spins: [0.5], state: qubit([0, 0, -0.6]), channels: [channel] }).production!);
}

const pairProduction =
  (state: ComplexMatrix, uses: readonly ChannelUse[]) =>
  (library: Library): Bounded =>
    productions(library, [state], uses, fine)[0];

/** Any direction: entropies do not depend on it. */
const one = { theta: 1.2, phi: 0.6 };

const lieb = "Lieb, Commun. Math. Phys. 62, 35 (1978): coherent states have the least entropy";
const bloch = "Φ = 2ΓJ(J + ⟨Jz⟩) at n̄ = 0, and the optical Bloch equations";

const row = (what: string, source: string, formula: string, known: number, find: KnownValue["find"]): KnownValue => ({
  what,
  source,
  formula,
  known,
  find,
});

export const knownValues: readonly KnownValue[] = [
  ...[0.5, 1, 5].map((J) =>
    row(
      `S of a coherent state, J = ${spinText(J)}`,
      lieb,
      "2J/(2J+1)",
      (2 * J) / (2 * J + 1),
      entropy([J], coherent([J], [one])),
    ),
  ),
  row("S of |1, 0⟩", "elementary integral", "5/3 − ln 2", 5 / 3 - Math.LN2, entropy([1], dicke([1], [0]))),
  row("S of a Bell pair", "elementary integral", "1/2 + ln 2", 0.5 + Math.LN2, entropy(qubits, bell)),
  row(
    "Π of a Bell pair, damping of both, n̄ = 0",
    "elementary integral",
    "5/3",
    5 / 3,
    pairProduction(bell, damping(0)),
  ),
  row("Π of a Bell pair, dephasing of both", "elementary integral", "1/3", 1 / 3, pairProduction(bell, dephasing)),
  row("Π = Φ, driven damping, J = 1/2, ω = 1/4", bloch, "1/18", 1 / 18, driven(0.5, 0.25, 1 / 18)),
  row("Π = Φ, driven damping, J = 1/2, ω = 1", bloch, "1/3", 1 / 3, driven(0.5, 1, 1 / 3)),
  row(
    "Π = Φ, driven damping, J = 5, ω = 5/2",
    "independent matrix calculation, 8 digits",
    "6.7728369",
    6.7728369,
    driven(5, 2.5, 6.7728369),
  ),
  ...([0.5, 1, 2] as const).map(
    (J): KnownValue => ({
      ...row(
        `mean S of random pure states, J = ${spinText(J)}`,
        "Q of a random pure state is Beta(1, 2J) distributed",
        "ψ(2J+2) − ψ(2)",
        harmonicSum(J),
        meanEntropy(J, 1000),
      ),
      sampled: true,
    }),
  ),
  row("decay of rank 1, depolarising, λ = 1", "Casimir operator of rotations", "l(l+1)/2", 1, multipoleDecay(1)),
  row("decay of rank 2, depolarising, λ = 1", "Casimir operator of rotations", "l(l+1)/2", 3, multipoleDecay(2)),
  row(
    "Π of figure 3 at t = 0",
    "independent matrix calculation, 12 digits",
    "0.116054817361",
    0.116054817361,
    pairProduction(matrixOf(figure3State), damping(1.5)),
  ),
  row(
    "Π of diag(0.2, 0.8), squeezed, r = 1/2",
    "mean over φ in closed form, integral over cos θ to 30 digits",
    "-0.00246648940713",
    -0.00246648940713,
    squeezedProduction,
  ),
];
