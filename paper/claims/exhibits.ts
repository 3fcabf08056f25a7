/** The paper's two channels, their rates, and states that can be shown. */
import { channels } from "../../generated/index.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { withBound } from "../../text/digits.ts";
import { dampingJob, dephasingJob } from "../figures/curves.ts";
import { type Drawn, matrixOf } from "../figures/drawn-states.ts";
import type { Bounded, Exhibit } from "./claim.ts";
import type { Library } from "./library.ts";

export const qubits = [0.5, 0.5] as const;

/** Eq 22 with λ = 1. */
export const dephasing: readonly ChannelUse[] = [0, 1].map((party) => ({
  channel: channels.dephasing,
  on: [party],
  parameters: { lambda: 1 },
}));

/** Eq 28 with Γ̄ = Γ(2n̄ + 1) = 1. */
export const damping = (nbar: number): readonly ChannelUse[] =>
  [0, 1].map((party) => ({
    channel: channels["amplitude-damping"],
    on: [party],
    parameters: { Gamma: 1 / (2 * nbar + 1), nbar },
  }));

/** n̄ of figures 4 and 5. */
export const nbar = 0.5;

/** Enough to tell many rates apart; what is shown is computed to 1e-9. */
const coarse = 1e-5;
export const fine = 1e-9;

/** Π of two-qubit states. */
export function productions(
  { evaluateMany }: Library,
  states: readonly ComplexMatrix[],
  uses: readonly ChannelUse[],
  tolerance = coarse,
): readonly Bounded[] {
  const { production } = evaluateMany({ spins: qubits, channels: uses, tolerance }, { states });
  return boundedList(production);
}

/** Π(t) of one state. */
export function productionsOver(
  { evaluateMany }: Library,
  state: ComplexMatrix,
  times: readonly number[],
  uses: readonly ChannelUse[],
  tolerance = coarse,
): readonly Bounded[] {
  return boundedList(evaluateMany({ spins: qubits, channels: uses, tolerance }, { state, times }).production);
}

const boundedList = ({ values, error }: { readonly values: Float64Array; readonly error: Float64Array }) =>
  Array.from(values, (value, k): Bounded => ({ value, error: error[k] }));

/** Whether a < b beyond doubt. */
export const below = (a: Bounded, b: Bounded): boolean => a.value + a.error < b.value - b.error;

/** Whether the second has more coherence and yet less production, beyond doubt. */
export const refutes = (less: Exhibit, more: Exhibit): boolean =>
  less.l1Coherence < more.l1Coherence && below(more.production, less.production);

/** Eq 27 in dephasing, eq 30 in damping with n̄ = 0.5: the number of coherences tells them apart. */
export function exhibit(library: Library, name: string, state: Drawn): Exhibit {
  const matrix = matrixOf(state);
  const isX = state.coherences.length === 2;
  const [production] = productions(library, [matrix], isX ? dephasing : damping(nbar), fine);
  return {
    name,
    matrix: [0, 4, 8, 12].map((at) => Array.from(matrix.re.subarray(at, at + 4))),
    l1Coherence: library.l1Coherence(matrix),
    relativeEntropyOfCoherence: library.relativeEntropyOfCoherence(matrix),
    production,
    job: isX ? dephasingJob(state, [0]) : dampingJob(state, nbar, [0]),
  };
}

/** The same state with coherences multiplied, nothing rounded. */
export const scaled = (state: Drawn, ...factors: readonly number[]): Drawn => ({
  populations: state.populations,
  coherences: state.coherences.map((value, k) => value * (factors[k] ?? factors[0])),
});

export const show = ({ value, error }: Bounded): string => withBound(value, error);
