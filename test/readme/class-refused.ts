/** The classes in which Π is refused, and the values of parameters at which it is given after all. */

import type { JumpUse, Result } from "../../evaluate/problem/problem.ts";
import { thermal } from "../../paper/claims/drift-diffusion.ts";
import { alongSlope } from "../../paper/claims/entropy-slope.ts";
import { qubit, splitOf } from "../../paper/claims/qubit-integral.ts";
import { few, jumpsOf, largest, seed, use } from "../../paper/claims/trials.ts";
import { ginibreStates } from "../../paper/states/random-states.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { shell, tube } from "./divergence.ts";
import type { Library } from "./library.ts";
import type { Tested } from "./statement.ts";

interface Refused {
  readonly result: Result;
  /** dS/dt minus the slope of S(t). */
  readonly gap: number;
}

/** In a random state of two qubits. */
const resultOf = (library: Library, one: ChannelUse | JumpUse): Refused =>
  alongSlope(library, { spins: [0.5, 0.5], state: ginibreStates(seed).next(), channels: [one] });

const isRefused = ({ result, gap }: Refused): boolean => {
  const { production, flux, entropy, entropyRate, converged, channels } = result;
  return (
    [production, flux, channels[0].production, channels[0].flux].every((one) => one === null) &&
    channels[0].refusal !== null &&
    converged === true &&
    [entropy, entropyRate].every(({ values, error }) => Number.isFinite(values[0]) && error[0] < 1e-5) &&
    Math.abs(gap) < 1e-7
  );
};

const rates = ({ result: { entropy, entropyRate }, gap }: Refused): string =>
  `S = ${entropy.values[0].toFixed(5)}, dS/dt = ${entropyRate.values[0].toFixed(5)}, the slope of S(t) to ${few(gap)}`;

const splitWord = ({ result: { production, flux } }: Refused): string =>
  production === null && flux === null ? "refused" : "given";

/** Every decade adds about the same, which is not zero. */
const isSteady = (decades: readonly number[]): boolean =>
  decades.every((value) => Math.abs(value / decades[0] - 1) < 0.05) && Math.abs(decades[0]) > 0.01;

export function undefinedIntegral(library: Library): Tested {
  const squeezed = use(library, "squeezed-thermal", { Gamma: 1, nbar: 0.5, r: 0.5, phase: 0 });
  const collective = use(library, "collective-decay", { Gamma: 1, nbar: 0.5 });
  const [cuts, distances] = [
    [1e-2, 1e-3, 1e-4, 1e-5],
    [1e-1, 1e-2, 1e-3, 1e-4],
  ];
  const shells = cuts.map((epsilon) => shell(jumpsOf(squeezed), 0.5, epsilon));
  const tubes = distances.map((epsilon) => tube(jumpsOf(collective), [0.5, 0.5], epsilon));
  const results = [squeezed, collective].map((one) => resultOf(library, one));
  const classes = [squeezed, collective].flatMap(({ channel }) => channel.reservoirs.map((one) => one.class));
  return {
    holds:
      results.every(isRefused) && isSteady(shells) && isSteady(tubes) && classes.every((one) => one === "undefined"),
    evidence: `The compiler finds both ${[...new Set(classes)].join(", ")}. In maximally mixed qubits the integral of Π changes with every factor 10 by which its cut at det B = 0 shrinks: squeezed thermal bath (n̄ = r = 1/2), over ε/10 < det B < ε, by ${shells.map((value) => value.toFixed(4)).join(", ")} for ε = ${cuts.map(few).join(", ")}; collective decay (n̄ = 1/2), over distances from ε/10 to ε from the points n_b = (−x_a, −y_a, z_a), by ${tubes.map((value) => value.toFixed(3)).join(", ")} for ε = ${distances.map(few).join(", ")}. In a random state of two qubits (seed ${seed}) Π and Φ are ${results.map(splitWord).join(" and ")}, with ${results.map(rates).join("; ")}.`,
  };
}

/** J₋ of a qubit times J₊ of another, as a matrix. */
const exchange: ComplexMatrix = {
  dimension: 4,
  re: Float64Array.from({ length: 16 }, (_, k) => (k === 9 ? 1 : 0)),
  im: new Float64Array(16),
};

export function undecided(library: Library): Tested {
  const bare = resultOf(library, { jumps: [exchange], on: [0, 1] });
  const found = bare.result.channels[0].class;
  const joint = library.declared("Gamma*D[J-[a]] + Gamma*D[J-[b]]", ["a", "b"]).production.class;
  return {
    holds: isRefused(bare) && found === "undecided" && joint === "undecided",
    evidence: `J₋ᵃJ₊ᵇ as a matrix on two qubits: class ${found}, Π and Φ ${splitWord(bare)}, ${rates(bare)}. Γ D[J₋ᵃ] + Γ D[J₋ᵇ] as one reservoir: ${joint}.`,
  };
}

/** Where a parameter is zero the bath is another channel, and Π is that channel's: the evaluators', and in the first case that of a grid. */
export function strata(library: Library): Tested {
  const state = qubit([0.3, -0.2, 0.4]);
  const production = (one: ChannelUse) =>
    library.evaluate({ spins: [0.5], state, channels: [one] }).production?.values[0] ?? null;
  const at = (nbar: number, r: number) => use(library, "squeezed-thermal", { Gamma: 1, nbar, r, phase: 0.4 });
  const [inside, unsqueezed, cold] = [at(0.5, 0.5), at(0.5, 0), at(0, 0.5)].map(production);
  const damped = production(use(library, "amplitude-damping", { Gamma: 1, nbar: 0.5 }));
  const vacuum = use(library, "squeezed-vacuum", { Gamma: 1, r: 0.5, phase: 0.4 });
  const gaps = [(unsqueezed ?? Number.NaN) - damped!, (cold ?? Number.NaN) - production(vacuum)!];
  const smooth = (unsqueezed ?? Number.NaN) - splitOf(jumpsOf(at(0.5, 0)), thermal(2, 0.5), state, 32).production;
  return {
    holds: inside === null && largest(gaps) < 1e-9 && Math.abs(smooth) < 1e-9,
    evidence: `The squeezed thermal bath on one qubit ${inside === null ? "refuses" : "gives"} Π at n̄ = r = 1/2. At r = 0 it gives ${unsqueezed?.toPrecision(9) ?? "none"}, amplitude damping's Π, and at n̄ = 0, r = 1/2 ${cold?.toPrecision(9) ?? "none"}, the squeezed vacuum's; the differences are at most ${few(largest(gaps))}, and that of the first from a sum over a grid ${few(smooth)}.`,
  };
}
