/** The solutions of the master equations that the paper gives. */
import type { ChannelUse } from "../../runtime/evaluator.ts";
import { type ComplexMatrix, partialTrace } from "../../spins/matrices/complex-matrix.ts";
import { ginibreStates } from "../states/random-states.ts";
import type { Claim, Finding } from "./claim.ts";
import { thermal } from "./drift-diffusion.ts";
import { alongSlope, slopeTimes } from "./entropy-slope.ts";
import { damping, dephasing, qubits } from "./exhibits.ts";
import type { Library } from "./library.ts";
import { splitOf, withoutOmega } from "./qubit-integral.ts";
import { few, jumpsOf, largest } from "./trials.ts";

const times = [0.1, 0.7, 2, 5];
const baths = [0, 0.3, 1.5];
const draws = 25;
const seed = 21;

/** ρ_ij(t), j ≥ i, real or imaginary part, from that part of ρ(0); null where nothing is said of it. */
type Solution = (entries: Float64Array, i: number, j: number, t: number) => number | null;

/** The largest |ρ_ij(t) − said(ρ(0), i, j, t)| over random states. */
function largestGap({ evolve }: Library, uses: readonly ChannelUse[], said: Solution): number {
  const sampler = ginibreStates(seed);
  const gaps = Array.from({ length: draws }, () => {
    const state = sampler.next();
    const evolved = evolve({ spins: qubits, state, channels: uses, times }).values;
    return largest(evolved.map((rho, k) => largest([gapOf(rho, state, times[k], said), skewness(rho)])));
  });
  return largest(gaps);
}

function gapOf(evolved: ComplexMatrix, state: ComplexMatrix, t: number, said: Solution): number {
  const gaps: number[] = [];
  for (const part of ["re", "im"] as const)
    for (let i = 0; i < 4; i++)
      for (let j = i; j < 4; j++) {
        const value = said(state[part], i, j, t);
        if (value !== null) gaps.push(evolved[part][4 * i + j] - value);
      }
  return largest(gaps);
}

/** |ρ − ρ†|, which the lower triangle has for the solution. */
const skewness = ({ re, im }: ComplexMatrix): number =>
  largest(
    Array.from(re, (_, at) => {
      const across = 4 * (at % 4) + Math.floor(at / 4);
      return Math.hypot(re[at] - re[across], im[at] + im[across]);
    }),
  );

/** Eqs B1 and B2 for (upper, lower) = (ρ12, ρ34) or (ρ13, ρ24), e^{−Γ̄t} for ρ14 and ρ23; Γ̄ = 1. */
function appendixB(nbar: number): Solution {
  return (entries, i, j, t) => {
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

/** dS/dt = Π − Φ: from the matrices of the dissipators; from what S does over time; and Φ from A and ω of formulas that the
 *  compiler does not use, party by party, since what acts on one party has the Φ of that party's state. */
function productionAndFlux(library: Library): Finding {
  const count = 5;
  const nbar = 0.5;
  const sampler = ginibreStates(seed);
  const [closures, slopes, fluxes]: number[][] = [[], [], []];
  for (let k = 0; k < count; k++) {
    const state = sampler.next();
    for (const channels of [dephasing, damping(nbar)]) {
      const { result, middle, gap } = alongSlope(library, { spins: qubits, state, channels });
      const split = result.production!.values[middle] - result.flux!.values[middle];
      closures.push(...result.closure);
      slopes.push(gap, gap + split - result.entropyRate.values[middle]);
      const rho = library.evolve({ spins: qubits, state, channels, times: [slopeTimes[middle]] }).values[0];
      channels.forEach((one, party) => {
        const omega = channels === dephasing ? withoutOmega : thermal(2 * nbar + 1, 0.5);
        const { flux } = splitOf(jumpsOf(one), omega, partialTrace(rho, [2, 2], [party]), 16);
        fluxes.push(result.channels[party].flux!.values[middle] - flux);
      });
    }
  }
  const holds = largest(closures) < 1e-9 && largest(slopes) < 1e-7 && largest(fluxes) < 1e-12;
  return {
    verdict: holds ? "holds" : "not borne out",
    evidence: `Derived from the dissipators and proven as identities (\`wehrl derive\`; the certificates in generated/). For ${count} random states dS/dt from the matrices of the dissipators differs from Π − Φ of the derived integrands by at most ${few(largest(closures))}, and the slope of S(t) from both by at most ${few(largest(slopes))}; Φ_j differs from the integral of its A and ω on a grid, A = 0 for dephasing, by at most ${few(largest(fluxes))}.`,
  };
}

export const dynamicsClaims: readonly Claim[] = [
  {
    name: "dephasing-solution",
    says: "Dephasing keeps populations; the antidiagonal decays as e^{−λt}, the other coherences as e^{−λt/2}.",
    where: "eqs 24–26",
    test: (library) => {
      const gap = largestGap(library, dephasing, (entries, i, j, t) => {
        return entries[4 * i + j] * (i === j ? 1 : Math.exp(i + j === 3 ? -t : -t / 2));
      });
      return { verdict: gap < 1e-13 ? "holds" : "not borne out", evidence: said(gap, "the solution") };
    },
  },
  {
    name: "damping-solution",
    says: "Thermal damping mixes ρ12 with ρ34 and ρ13 with ρ24 as in B1 and B2; ρ14 and ρ23 decay as e^{−Γ̄t}.",
    where: "eqs B1, B2",
    test: (library) => {
      const gap = Math.max(...baths.map((nbar) => largestGap(library, damping(nbar), appendixB(nbar))));
      const evidence = said(gap, `the solution, n̄ = ${baths.join(", ")},`);
      return { verdict: gap < 1e-13 ? "holds" : "not borne out", evidence };
    },
  },
  {
    name: "production-and-flux",
    says: "dS/dt = Π − Φ with Π of eq 11 and Φ = 0 (dephasing), or with Π of eq 21 and Φ_j below it (damping).",
    where: "eqs 6, 7, 10, 11, 19–21",
    see: "wehrl derive amplitude-damping",
    test: productionAndFlux,
  },
];
