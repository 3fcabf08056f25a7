/** The solutions of the master equations that the paper gives. */
import type { ComplexMatrix } from "../../runtime/index.ts";
import { evaluate } from "../../runtime/index.ts";
import { statesOverTime } from "../../runtime/quantities/states-over-time.ts";
import { ginibreStates } from "../../runtime/states/random-states.ts";
import type { Claim } from "./claim.ts";
import { damping, dephasing, qubits } from "./states.ts";

const times = [0.1, 0.7, 2, 5];
const baths = [0, 0.3, 1.5];
const draws = 25;
const seed = 21;

/** The largest |ρ_ij(t) − said(ρ(0), i, j, t)| over random states; `said` gives null where it says nothing. */
function largestGap(
  uses: Parameters<typeof statesOverTime>[0]["channels"],
  said: (entries: Float64Array, i: number, j: number, t: number) => number | null,
): number {
  const sampler = ginibreStates(seed);
  let largest = 0;
  for (let k = 0; k < draws; k++) {
    const state = sampler.next();
    statesOverTime({ spins: qubits, state, channels: uses, times }).forEach((evolved, at) => {
      for (const part of ["re", "im"] as const)
        largest = Math.max(largest, gapOf(evolved, state, part, times[at], said));
    });
  }
  return largest;
}

function gapOf(
  evolved: ComplexMatrix,
  state: ComplexMatrix,
  part: "re" | "im",
  t: number,
  said: (entries: Float64Array, i: number, j: number, t: number) => number | null,
): number {
  let largest = 0;
  for (let i = 0; i < 4; i++) {
    for (let j = i; j < 4; j++) {
      const value = said(state[part], i, j, t);
      if (value !== null) largest = Math.max(largest, Math.abs(evolved[part][4 * i + j] - value));
    }
  }
  return largest;
}

/** Eqs B1 and B2 for (upper, lower) = (ρ12, ρ34) or (ρ13, ρ24), e^{−Γ̄t} for ρ14 and ρ23; Γ̄ = 1. */
function appendixB(nbar: number) {
  return (entries: Float64Array, i: number, j: number, t: number): number | null => {
    if (i === j) return null;
    if (i + j === 3) return Math.exp(-t) * entries[4 * i + j];
    const [a, b] = i + j === 1 || (i === 2 && j === 3) ? [entries[1], entries[11]] : [entries[2], entries[7]];
    const [decay, growth] = [Math.exp(-1.5 * t) / (2 * nbar + 1), Math.exp(t) * (a + b)];
    return i === 0
      ? decay * ((1 + nbar) * a - nbar * b + nbar * growth)
      : decay * (nbar * b - (1 + nbar) * a + (nbar + 1) * growth);
  };
}

const said = (gap: number, what: string): string =>
  `Largest difference between ${what} and the evolved matrices of ${draws} random states (seed ${seed}) at ${times.length} times: ${gap.toExponential(0)}.`;

export const dynamicsClaims: readonly Claim[] = [
  {
    name: "dephasing-solution",
    says: "Dephasing keeps populations; the antidiagonal decays as e^{−λt}, the other coherences as e^{−λt/2}.",
    where: "eqs 24–26",
    test: () => {
      const gap = largestGap(dephasing, (entries, i, j, t) => {
        return entries[4 * i + j] * (i === j ? 1 : Math.exp(i + j === 3 ? -t : -t / 2));
      });
      return { verdict: gap < 1e-13 ? "holds" : "fails: here is a state", evidence: said(gap, "the solution") };
    },
  },
  {
    name: "damping-solution",
    says: "Thermal damping mixes ρ12 with ρ34 and ρ13 with ρ24 as in B1 and B2; ρ14 and ρ23 decay as e^{−Γ̄t}.",
    where: "eqs B1, B2",
    test: () => {
      const gap = Math.max(...baths.map((nbar) => largestGap(damping(nbar), appendixB(nbar))));
      const evidence = said(gap, `the solution, n̄ = ${baths.join(", ")},`);
      return { verdict: gap < 1e-13 ? "holds" : "fails: here is a state", evidence };
    },
  },
  {
    name: "production-and-flux",
    says: "dS/dt = Π − Φ with Π of eq 11 and Φ = 0 (dephasing), or with Π of eq 21 and Φ_j below it (damping).",
    where: "eqs 6, 7, 10, 11, 19–21",
    see: "wehrl derive amplitude-damping",
    test: () => {
      const sampler = ginibreStates(seed);
      let closure = 0;
      let flux = 0;
      for (let k = 0; k < 10; k++) {
        const state = sampler.next();
        const dephased = evaluate({ spins: qubits, state, channels: dephasing, tolerance: 1e-6 });
        flux = Math.max(flux, Math.abs(dephased.flux!.values[0]));
        const damped = evaluate({ spins: qubits, state, channels: damping(0.5), tolerance: 1e-6 });
        closure = Math.max(closure, Math.abs(damped.closure[0]), Math.abs(dephased.closure[0]));
      }
      return {
        verdict: closure < 1e-9 && flux === 0 ? "holds" : "fails: here is a state",
        evidence: `Derived from the dissipators and proven as identities (\`wehrl derive\`; the certificates in generated/). For 10 random states dS/dt from the matrices of the dissipators differs from Π − Φ of the derived integrands by at most ${closure.toExponential(0)}; Φ of dephasing is ${flux}.`,
      };
    },
  },
];
