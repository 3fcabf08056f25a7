/** The classes in which Π is refused, and the values of parameters at which it is given after all. */
import { type ComplexMatrix, evaluate, ginibreStates, type JumpUse } from "../../runtime/index.ts";
import type { ChannelUse, Result } from "../../runtime/problem.ts";
import { declared } from "./declared.ts";
import { shell, tube } from "./divergence.ts";
import { qubit } from "./qubit-integral.ts";
import { few, jumpsOf, largest, seed, use } from "./samples.ts";
import type { Tested } from "./statement.ts";

const squeezed = use("squeezed-thermal", { Gamma: 1, nbar: 0.5, r: 0.5, phase: 0 });
const collective = use("collective-decay", { Gamma: 1, nbar: 0.5 });

/** In a random state of two qubits. */
const resultOf = (one: ChannelUse | JumpUse): Result =>
  evaluate({ spins: [0.5, 0.5], state: ginibreStates(seed).next(), channels: [one], tolerance: 1e-6 });

const isRefused = ({ production, flux, entropy, entropyRate, converged, channels: [only] }: Result): boolean =>
  production === null &&
  flux === null &&
  only.refusal !== null &&
  converged === true &&
  [entropy, entropyRate].every(({ values, error }) => Number.isFinite(values[0]) && error[0] < 1e-5);

const rates = ({ entropy, entropyRate }: Result): string =>
  `S = ${entropy.values[0].toFixed(5)}, dS/dt = ${entropyRate.values[0].toFixed(5)}`;

/** Every decade adds about the same, which is not zero. */
const isSteady = (decades: readonly number[]): boolean =>
  decades.every((value) => Math.abs(value / decades[0] - 1) < 0.05) && Math.abs(decades[0]) > 0.01;

export function undefinedIntegral(): Tested {
  const shells = [1e-2, 1e-3, 1e-4, 1e-5].map((epsilon) => shell(jumpsOf(squeezed), 0.5, epsilon));
  const tubes = [1e-1, 1e-2, 1e-3, 1e-4].map((epsilon) => tube(jumpsOf(collective), [0.5, 0.5], epsilon));
  const results = [squeezed, collective].map(resultOf);
  const classes = [squeezed, collective].map(({ channel }) => channel.reservoirs[0].class);
  return {
    holds:
      results.every(isRefused) && isSteady(shells) && isSteady(tubes) && classes.every((one) => one === "undefined"),
    evidence: `In maximally mixed qubits the integral of Π changes by the same amount with every factor 10 by which its cut at det B = 0 shrinks: squeezed thermal bath (n̄ = r = 1/2), over ε/10 < det B < ε, by ${shells.map((value) => value.toFixed(4)).join(", ")} for ε = 1e-2 … 1e-5; collective decay (n̄ = 1/2), over distances from ε/10 to ε from the points n_b = (−x_a, −y_a, z_a), by ${tubes.map((value) => value.toFixed(3)).join(", ")} for ε = 1e-1 … 1e-4. In a random state of two qubits (seed ${seed}) both refuse Π and Φ, and give ${results.map(rates).join("; ")}.`,
  };
}

/** J− of each qubit, as a matrix. */
const lowering: ComplexMatrix = { dimension: 2, re: Float64Array.of(0, 0, 1, 0), im: new Float64Array(4) };

export function undecided(): Tested {
  const bare = resultOf({ jumps: [lowering], on: [0] });
  const joint = declared("Gamma*D[J-[a]] + Gamma*D[J-[b]]", ["a", "b"]).production.class;
  return {
    holds: isRefused(bare) && bare.channels[0].class === "undecided" && joint === "undecided",
    evidence: `J₋ as a matrix on one of two qubits: class ${bare.channels[0].class}, Π and Φ refused, ${rates(bare)}. Γ D[J₋ᵃ] + Γ D[J₋ᵇ] as one reservoir: ${joint}.`,
  };
}

/** Where a parameter is zero the bath is another channel, and Π is that channel's. */
export function strata(): Tested {
  const state = qubit([0.3, -0.2, 0.4]);
  const production = (one: ChannelUse) => evaluate({ spins: [0.5], state, channels: [one] }).production;
  const at = (nbar: number, r: number) => production(use("squeezed-thermal", { Gamma: 1, nbar, r, phase: 0.4 }));
  const pairs = [
    [at(0.5, 0), production(use("amplitude-damping", { Gamma: 1, nbar: 0.5 }))],
    [at(0, 0.5), production(use("squeezed-vacuum", { Gamma: 1, r: 0.5, phase: 0.4 }))],
  ];
  const gaps = pairs.map(([given, known]) => given!.values[0] - known!.values[0]);
  return {
    holds: at(0.5, 0.5) === null && largest(gaps) < 1e-9,
    evidence: `The squeezed thermal bath on one qubit refuses Π at n̄ = r = 1/2. At r = 0 it gives ${pairs[0][0]!.values[0].toPrecision(9)}, amplitude damping's Π, and at n̄ = 0, r = 1/2 ${pairs[1][0]!.values[0].toPrecision(9)}, the squeezed vacuum's; the differences are at most ${few(largest(gaps))}.`,
  };
}
