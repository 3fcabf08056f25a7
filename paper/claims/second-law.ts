/** Π ≥ 0, Π(t) decreasing, and von Neumann's production beside Wehrl's. */
import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { densityMatrix } from "../../spins/states/density-matrix.ts";
import { gibbs } from "../../spins/states/named-states.ts";
import { figure3State } from "../figures/damping-figures.ts";
import { matrixOf } from "../figures/drawn-states.ts";
import { fields } from "../figures/spin-fields.ts";
import { ginibreStates } from "../states/random-states.ts";
import type { Bounded, Claim, Exhibit, Finding } from "./claim.ts";
import { below, damping, dephasing, fine, productions, productionsOver, qubits, refutes, show } from "./exhibits.ts";
import type { Library } from "./library.ts";
import { use } from "./trials.ts";

const baths: readonly { readonly name: string; readonly uses: readonly ChannelUse[]; readonly nbar: number | null }[] =
  [
    { name: "dephasing", uses: dephasing, nbar: null },
    ...[0, 0.5, 3].map((nbar) => ({ name: `damping with n̄ = ${nbar}`, uses: damping(nbar), nbar })),
  ];

/** How much of a state is left where it is tried next to rest. */
const left = 1e-3;

/** What a state of two qubits comes to: its populations alone under dephasing, the Gibbs state in a bath; and a little of it. */
function nearRest(state: ComplexMatrix, nbar: number | null): ComplexMatrix {
  const rest = nbar === null ? null : gibbs([...qubits], [nbar, nbar]);
  const mixed = (part: "re" | "im") =>
    state[part].map((entry, k) => {
      const end = rest === null ? (k % 5 === 0 ? entry : 0) : rest[part][k];
      return end + left * (entry - end);
    });
  return { dimension: 4, re: mixed("re"), im: mixed("im") };
}

const isNotNegative = ({ value, error }: Bounded): boolean => value >= -error && error < 1e-4;

function notNegative(library: Library): Finding {
  const [count, nearCount, seed] = [100, 10, 61];
  const sampler = ginibreStates(seed);
  const states = Array.from({ length: count }, () => sampler.next());
  const found = baths.map(({ uses, nbar }) => ({
    far: productions(library, states, uses),
    near: productions(
      library,
      states.slice(0, nearCount).map((state) => nearRest(state, nbar)),
      uses,
    ),
  }));
  const least = (kind: "far" | "near") =>
    found.map((one) => Math.min(...one[kind].map(({ value }) => value)).toPrecision(3)).join(", ");
  const verdicts = [dephasing, damping(0)].map(([{ channel }]) =>
    library.channels[channel.name].reservoirs.map(({ positivity }) => positivity?.qubit).join(", "),
  );
  const integrand = fields(library.channels["amplitude-damping"]).production.values.reduce((a, b) => Math.min(a, b));
  const holds = found.every(({ far, near }) => [...far, ...near].every(isNotNegative));
  return {
    verdict: holds && verdicts.every((one) => one === "proven") ? "holds" : "not borne out",
    evidence: `For qubits ${verdicts.join(" and ")}, says the compiler of the channels: the integrand of eq 11 is a square, and damping is a contraction of KL(Q‖Q*). Smallest Π of ${count} random states of two qubits (seed ${seed}): ${least("far")} for ${baths.map(({ name }) => name).join(", ")}; with ${left} of ${nearCount} of them in the state that it comes to: ${least("near")}. The integrand of eq 21 itself has values down to ${integrand.toPrecision(3)} (\`wehrl figure maps\`).`,
  };
}

function everyLindblad(library: Library): Finding {
  const one = use(library, "squeezed-vacuum", { Gamma: 1, r: 0.5, phase: 0 });
  const populations = [0.2, 0.8];
  const rho = populations.map((p, i) => populations.map((_, j) => (i === j ? p : 0)));
  const zero = populations.map(() => [0, 0]);
  const { production } = library.evaluate({ spins: [0.5], state: densityMatrix([0.5], rho, zero), channels: [one] });
  const found = { value: production!.values[0], error: production!.error[0] };
  const job = {
    spins: [0.5],
    state: { re: rho },
    channels: [{ channel: one.channel.name, on: one.on, parameters: one.parameters }],
  };
  const shown = { name: "one qubit in squeezed vacuum", matrix: rho, l1Coherence: 0, relativeEntropyOfCoherence: 0 };
  return {
    verdict: found.value + found.error < 0 ? "fails: here is a state" : "holds",
    evidence: `With Wehrl's entropy and the splitting of eq 7, J = 1/2 in squeezed vacuum, L = cosh(r) J₋ + sinh(r) J₊, r = ${one.parameters.r}, Γ = ${one.parameters.Gamma}, ρ = diag(${populations.join(", ")}) has Π = ${show(found)}.`,
    exhibits: [{ ...shown, production: found, job }],
  };
}

/** One spin 3/2: nearly all in two levels, coherence between them. */
function largerSpin(library: Library): Finding {
  const populations = [0.499, 0.498, 0.003, 0];
  const one = use(library, "amplitude-damping", { Gamma: 1, nbar: 0 });
  const coherences = [0, 0.374];
  const [less, more] = coherences.map((coherence): Exhibit => {
    const matrix = populations.map((p, i) => populations.map((_, j) => (i === j ? p : i + j === 1 ? coherence : 0)));
    const state = densityMatrix(
      [1.5],
      matrix,
      populations.map(() => [0, 0, 0, 0]),
    );
    const { production } = library.evaluate({ spins: [1.5], state, channels: [one] });
    return {
      name: `J = 3/2, ρ01 = ${coherence}`,
      matrix,
      l1Coherence: library.l1Coherence(state),
      relativeEntropyOfCoherence: library.relativeEntropyOfCoherence(state),
      production: { value: production!.values[0], error: production!.error[0] },
      job: {
        spins: [1.5],
        state: { re: matrix },
        channels: [{ channel: "amplitude-damping", on: [0], parameters: one.parameters }],
      },
    };
  });
  return {
    verdict: refutes(less, more) ? "fails: here is a state" : "holds",
    evidence: `One spin J = 3/2 at n̄ = 0 with populations ${populations.join(", ")}: raising ρ01 from ${coherences.join(" to ")} takes C from ${less.l1Coherence} to ${more.l1Coherence.toFixed(3)}, C_rel from ${less.relativeEntropyOfCoherence} to ${more.relativeEntropyOfCoherence.toFixed(3)}, and Π/Γ from ${show(less.production)} to ${show(more.production)}.`,
    exhibits: [less, more],
  };
}

const apart = 0.25;
/** Γ̄t by which next to nothing is left. */
const end = 30;
const vanished = 1e-9;
const grid = [...Array.from({ length: 13 }, (_, k) => apart * k), end];

/** Whether values start above zero, fall from each time to the next, and are all but gone at the last; beyond the errors. */
const isFalling = (values: readonly Bounded[]): boolean =>
  below({ value: 0, error: 0 }, values[0]) &&
  values.every((value, k) => k === 0 || below(value, values[k - 1])) &&
  Math.abs(values.at(-1)!.value) + values.at(-1)!.error < vanished * values[0].value;

function decreasing(library: Library): Finding {
  const [count, seed] = [12, 62];
  const sampler = ginibreStates(seed);
  const lists = baths.filter(({ nbar }) => nbar !== 3);
  const states = Array.from({ length: count }, () => sampler.next());
  const falling = lists.map(
    ({ uses }) => states.filter((state) => isFalling(productionsOver(library, state, grid, uses))).length,
  );
  return {
    verdict: falling.every((found) => found === count) ? "holds" : "not borne out",
    evidence: `Of ${count} random states of two qubits (seed ${seed}), each at ${grid.length} times up to λt or Γ̄t = ${end}, Π starts above zero, falls from each time to the next and ends below ${vanished} of its start for ${falling.map((found, k) => `${found} under ${lists[k].name}`).join(", ")}. For dephasing it is a theorem: Π is convex in ρ, and dephasing averages over rotations that do not change it.`,
  };
}

const shownAt = [0, 4, 12];

function figure3(library: Library): Finding {
  const state = matrixOf(figure3State);
  const uses = damping(1.5);
  const wehrl = productionsOver(library, state, grid, uses, fine);
  const [rates] = library.evaluateQuantities({ spins: qubits, state, channels: uses, times: grid }, [
    "von-neumann-production",
  ]);
  const neumann = Array.from(rates.values, (value, k): Bounded => ({ value, error: rates.error?.[k] ?? 0 }));
  const falling = [wehrl, neumann].map(isFalling);
  // At the last time both are rounding.
  const ratio = grid.slice(0, -1).map((_, k) => wehrl[k].value / neumann[k].value);
  const rises = ratio.filter((value, k) => k > 0 && value > ratio[k - 1]).length;
  return {
    verdict: falling.every(Boolean) ? "holds" : "not borne out",
    evidence: `At ${grid.length} times up to Γ̄t = ${end} Π ${courseOf(falling[0])}, Π_vN ${courseOf(falling[1])}: at Γ̄t = ${shownAt.map((k) => grid[k]).join(", ")}, Π/Γ̄ = ${shownAt.map((k) => wehrl[k].value.toPrecision(9)).join(", ")} (errors ≤ ${Math.max(...wehrl.map(({ error }) => error)).toExponential(0)}), Π_vN/Γ̄ = ${shownAt.map((k) => neumann[k].value.toPrecision(9)).join(", ")}. Π/Π_vN = ${shownAt.map((k) => ratio[k].toFixed(6)).join(", ")}, higher than before at ${rises} of the ${ratio.length - 1} later times up to Γ̄t = ${grid.at(-2)}.`,
  };
}

const courseOf = (falling: boolean): string =>
  falling
    ? "starts above zero, falls from each to the next and vanishes"
    : "does not fall from each to the next to zero";

function zeroTemperature(library: Library): Finding {
  const nbars = [1e-2, 1e-4, 1e-6, 1e-8, 0];
  const state = matrixOf(figure3State);
  const wehrl = nbars.map((nbar) => productions(library, [state], damping(nbar), fine)[0]);
  const neumann = nbars.map(
    (nbar) =>
      library.evaluateQuantities({ spins: qubits, state, channels: damping(nbar) }, ["von-neumann-production"])[0]
        .values[0],
  );
  const slope = (neumann[3] - neumann[2]) / Math.log(nbars[2] / nbars[3]);
  // What decays gives off βε = ln(1/n̄) each; the populations of the upper levels decay.
  const [p1, p2, p3] = figure3State.populations;
  const decaying = 2 * p1 + p2 + p3;
  const stays = wehrl.every(({ error }) => error < 1e-6) && Math.abs(wehrl[3].value - wehrl[4].value) < 1e-6;
  const diverges = neumann[4] === Number.POSITIVE_INFINITY && Math.abs(slope / decaying - 1) < 1e-3;
  return {
    verdict: stays && diverges ? "holds" : "not borne out",
    evidence: `The state of figure 3 at n̄ = ${nbars.map(String).join(", ")}: Π/Γ̄ = ${wehrl.map(({ value }) => value.toFixed(7)).join(", ")}; Π_vN/Γ̄ = ${neumann.map((value) => (Number.isFinite(value) ? value.toFixed(4) : "∞")).join(", ")}, growing as ${slope.toFixed(4)} ln(1/n̄), where the upper levels' populations are ${decaying.toFixed(4)}.`,
  };
}

export const secondLawClaims: readonly Claim[] = [
  {
    name: "second-law",
    says: "Π ≥ 0 for the paper's channels.",
    where: "below eq 7; figures 1–5",
    see: "wehrl positivity amplitude-damping",
    test: notNegative,
  },
  {
    name: "second-law-lindblad",
    says: "In the Born–Markov approximation leading to a Lindblad equation, Π ≥ 0.",
    where: "below eq 7",
    see: "wehrl positivity squeezed-vacuum --parameters r=0.5,phase=0",
    test: everyLindblad,
  },
  {
    name: "larger-spin",
    says: "Damping: multiplying coherence up raises Π, for larger spins too.",
    where: "section 4.2.2, read beyond qubits",
    test: largerSpin,
  },
  {
    name: "decreasing",
    says: "Π starts above zero and decreases monotonically until the steady state.",
    where: "section 4.2.1; all figures",
    test: decreasing,
  },
  {
    name: "figure-3",
    says: "Wehrl and von Neumann production rates behave alike: both fall monotonically to zero.",
    where: "section 4.2.1, figure 3",
    see: "wehrl figure 3 --out figures",
    test: figure3,
  },
  {
    name: "zero-temperature",
    says: "At zero temperature Wehrl's rate stays finite where von Neumann's diverges.",
    where: "introduction; section 5",
    test: zeroTemperature,
  },
];
