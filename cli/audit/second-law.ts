/** Π ≥ 0, Π(t) decreasing, and von Neumann's production beside Wehrl's. */
import { channels } from "../../generated/index.ts";
import { densityMatrix, evaluate } from "../../runtime/index.ts";
import { l1Coherence, relativeEntropyOfCoherence } from "../../runtime/quantities/coherence.ts";
import { evaluateQuantities } from "../../runtime/quantities/quantities.ts";
import { ginibreStates } from "../../runtime/states/random-states.ts";
import { figure3State } from "../figure/damping-figures.ts";
import { matrixOf } from "../figure/sample.ts";
import type { Claim, Exhibit, Finding } from "./claim.ts";
import { below, damping, dephasing, fine, productions, productionsOver, qubits, show } from "./states.ts";

function notNegative(): Finding {
  const count = 100;
  const sampler = ginibreStates(61);
  const states = Array.from({ length: count }, () => sampler.next());
  const lowest = [dephasing, damping(0), damping(0.5), damping(3)].map((uses) =>
    Math.min(...productions(states, uses).map(({ value }) => value)),
  );
  return {
    verdict: lowest.every((value) => value >= 0) ? "holds" : "fails: here is a state",
    evidence: `Proven for both channels of qubits: the integrand of eq 11 is a square, and damping is a contraction of KL(Q‖Q*). Smallest Π of ${count} random states of two qubits (seed 61): ${lowest.map((value) => value.toPrecision(3)).join(", ")} for dephasing and for damping with n̄ = 0, 0.5, 3. The integrand of eq 21 itself is negative in places (\`wehrl figure maps\`).`,
  };
}

function everyLindblad(): Finding {
  const use = { channel: channels["squeezed-vacuum"], on: [0], parameters: { Gamma: 1, r: 0.5, phase: 0 } };
  const rho = [
    [0.2, 0],
    [0, 0.8],
  ];
  const state = densityMatrix([0.5], rho, [
    [0, 0],
    [0, 0],
  ]);
  const { production } = evaluate({ spins: [0.5], state, channels: [use] });
  const found = { value: production!.values[0], error: production!.error[0] };
  const job = {
    spins: [0.5],
    state: { re: rho },
    channels: [{ channel: "squeezed-vacuum", on: [0], parameters: use.parameters }],
  };
  const shown = { name: "one qubit in squeezed vacuum", matrix: rho, l1Coherence: 0, relativeEntropyOfCoherence: 0 };
  return {
    verdict: found.value + found.error < 0 ? "fails: here is a state" : "holds",
    evidence: `With Wehrl's entropy and the splitting of eq 7, a Lindblad equation is not enough: J = 1/2 in squeezed vacuum, L = cosh(r) J₋ + sinh(r) J₊, r = 0.5, Γ = 1, ρ = diag(0.2, 0.8) has Π = ${show(found)}.`,
    exhibits: [{ ...shown, production: found, job }],
  };
}

/** One spin 3/2: nearly all in two levels, coherence between them. */
function largerSpin(): Finding {
  const populations = [0.499, 0.498, 0.003, 0];
  const use = { channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0 } };
  const [less, more] = [0, 0.374].map((coherence): Exhibit => {
    const matrix = populations.map((p, i) => populations.map((_, j) => (i === j ? p : i + j === 1 ? coherence : 0)));
    const state = densityMatrix(
      [1.5],
      matrix,
      populations.map(() => [0, 0, 0, 0]),
    );
    const { production } = evaluate({ spins: [1.5], state, channels: [use] });
    return {
      name: `J = 3/2, ρ01 = ${coherence}`,
      matrix,
      l1Coherence: l1Coherence(state),
      relativeEntropyOfCoherence: relativeEntropyOfCoherence(state),
      production: { value: production!.values[0], error: production!.error[0] },
      job: {
        spins: [1.5],
        state: { re: matrix },
        channels: [{ channel: "amplitude-damping", on: [0], parameters: use.parameters }],
      },
    };
  });
  return {
    verdict: below(more.production, less.production) ? "fails: here is a state" : "holds",
    evidence: `One spin J = 3/2 at n̄ = 0 with populations ${populations.join(", ")}: raising ρ01 from 0 to 0.374 raises C from ${less.l1Coherence} to ${more.l1Coherence.toFixed(3)} and C_rel from ${less.relativeEntropyOfCoherence} to ${more.relativeEntropyOfCoherence.toFixed(3)}, and lowers Π/Γ from ${show(less.production)} to ${show(more.production)}. What figure 4 shows is a property of qubits.`,
    exhibits: [less, more],
  };
}

function decreasing(): Finding {
  const times = Array.from({ length: 13 }, (_, k) => 0.25 * k);
  const sampler = ginibreStates(62);
  const lists = { dephasing, "damping, n̄ = 0": damping(0), "damping, n̄ = 0.5": damping(0.5) };
  const count = 12;
  let rises = "";
  for (let k = 0; k < count; k++) {
    const state = sampler.next();
    for (const [name, uses] of Object.entries(lists)) {
      const rates = productionsOver(state, times, uses);
      if (rates.some((rate, t) => t > 0 && below(rates[t - 1], rate))) rises = name;
    }
  }
  return {
    verdict: rises === "" ? "holds" : "fails: here is a state",
    evidence: `Of ${count} random states of two qubits (seed 62), each at ${times.length} times up to 3/λ or 3/Γ̄ under ${Object.keys(lists).join("; ")}, none has a Π that rises${rises === "" ? "" : ` but under ${rises}`}. For dephasing it is a theorem: Π is convex in ρ, and dephasing averages over rotations that do not change it.`,
  };
}

function figure3(): Finding {
  const times = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 30];
  const state = matrixOf(figure3State);
  const uses = damping(1.5);
  const wehrl = productionsOver(state, times, uses, fine);
  const [neumann] = evaluateQuantities({ spins: qubits, state, channels: uses, times }, ["von-neumann-production"]);
  const falling = times.every(
    (_, k) => k === 0 || (below(wehrl[k], wehrl[k - 1]) && neumann.values[k] < neumann.values[k - 1]),
  );
  const ratio = times.map((_, k) => wehrl[k].value / neumann.values[k]);
  return {
    verdict: falling ? "holds" : "fails: here is a state",
    evidence: `Both start above zero, fall at every one of ${times.length} times and vanish: at Γ̄t = 0, 1, 3, Π/Γ̄ = ${[0, 4, 12].map((k) => wehrl[k].value.toPrecision(9)).join(", ")} (errors ≤ ${Math.max(...wehrl.map(({ error }) => error)).toExponential(0)}), Π_vN/Γ̄ = ${[0, 4, 12].map((k) => neumann.values[k].toPrecision(9)).join(", ")}. They differ by a factor: Π/Π_vN = ${[0, 4, 12].map((k) => ratio[k].toFixed(6)).join(", ")}, rising.`,
  };
}

function zeroTemperature(): Finding {
  const nbars = [1e-2, 1e-4, 1e-6, 1e-8, 0];
  const state = matrixOf(figure3State);
  const wehrl = nbars.map((nbar) => productions([state], damping(nbar), fine)[0]);
  const neumann = nbars.map(
    (nbar) =>
      evaluateQuantities({ spins: qubits, state, channels: damping(nbar) }, ["von-neumann-production"])[0].values[0],
  );
  const slope = (neumann[3] - neumann[2]) / Math.log(100);
  const limit = Math.abs(wehrl[3].value - wehrl[4].value) < 1e-6 && neumann[4] === Number.POSITIVE_INFINITY;
  return {
    verdict: limit ? "holds" : "fails: here is a state",
    evidence: `The state of figure 3 at n̄ = ${nbars.map(String).join(", ")}: Π/Γ̄ = ${wehrl.map(({ value }) => value.toFixed(7)).join(", ")}; Π_vN/Γ̄ = ${neumann.map((value) => (Number.isFinite(value) ? value.toFixed(4) : "∞")).join(", ")}, growing as ${slope.toFixed(4)} ln(1/n̄).`,
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
