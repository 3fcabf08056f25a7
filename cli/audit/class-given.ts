/** The classes in which Π is given: Bω = A has a solution on the whole sphere. */
import { guard } from "../../runtime/flux/guard.ts";
import { type ComplexMatrix, evaluate, ginibreStates } from "../../runtime/index.ts";
import { declared } from "./declared.ts";
import { driftDiffusion, inverse, type Omega, residual } from "./drift-diffusion.ts";
import { type Bloch, qubit, splitOf } from "./qubit-integral.ts";
import { few, jumpsOf, largest, noisyBath, randomPoints, seed, uniforms, use } from "./samples.ts";
import { gradientOfTrace, single } from "./single-operator.ts";
import type { Tested } from "./statement.ts";

/** Any state of a qubit. */
const bloch: Bloch = [0.3, -0.2, 0.4];

const withoutDrift = [
  use("dephasing", { lambda: 1 }),
  use("axis-dephasing", { lambda: 1, polar: 0.8, azimuth: 0.3 }),
  use("depolarizing", { lambda: 1 }),
  use("collective-dephasing", { lambda: 1 }),
  use("correlated-dephasing", { lambda: 1, correlation: 0.6 }),
];

/** A = 0, Π = dS/dt and Φ = 0. */
export function diffusive(): Tested {
  const drifts: number[] = [];
  const gaps: number[] = [];
  for (const one of withoutDrift) {
    const spins = one.on.map((party) => 1 + party / 2);
    for (const points of randomPoints(spins.length, 50))
      drifts.push(largest(driftDiffusion(jumpsOf(one), spins, points).A));
    const state = ginibreStates(seed).next();
    const { production, flux, entropyRate } = evaluate({ spins: [0.5, 0.5], state, channels: [one], tolerance: 1e-6 });
    gaps.push(flux!.values[0], production!.values[0] - entropyRate.values[0]);
  }
  const named = withoutDrift.every(({ channel }) => channel.reservoirs[0].class === "diffusive");
  return {
    holds: named && largest(drifts) < 1e-15 && largest(gaps) === 0,
    evidence: `The compiler finds ${withoutDrift.map(({ channel }) => channel.name).join(", ")} diffusive. From the dissipators |A| ≤ ${few(largest(drifts))} at 50 random points each (seed ${seed}); in a random state of two qubits Φ and Π − dS/dt are ${largest(gaps)}.`,
  };
}

const damping = use("amplitude-damping", { Gamma: 1, nbar: 0.7 });
const ofOneOperator = [use("pumping", { Gamma: 1 }), use("squeezed-vacuum", { Gamma: 1, r: 0.6, phase: 0.4 })];

/** ω of Q* = (N − cos θ)^{2J}, N = 2n̄ + 1. */
const thermal =
  (N: number, J: number): Omega =>
  (_, [[theta]]) => [(2 * J * Math.sin(theta)) / (N - Math.cos(theta)), 0];

/** |Bω − A| for ω = ∇ ln Q*, largest over random points. */
function potentialGap(J: number): number {
  const uniform = uniforms(seed);
  const vector = () => [2 * uniform() - 1, 2 * uniform() - 1, 2 * uniform() - 1] as const;
  const random = Array.from({ length: 100 }, () => [single(vector(), vector())]);
  const cases = [
    { jumps: jumpsOf(damping), omega: thermal(2.4, J) },
    ...[...ofOneOperator.map(jumpsOf), ...random].map((jumps) => ({ jumps, omega: gradientOfTrace(jumps, J) })),
  ];
  const gaps = cases.flatMap(({ jumps, omega }) =>
    randomPoints(1, 20).map((points) => {
      const reservoir = driftDiffusion(jumps, [J], points);
      const found = omega(reservoir, points);
      return residual(reservoir, found) / Math.max(1, largest(found));
    }),
  );
  return largest(gaps);
}

/** Bω = A with ω = ∇ ln Q*, and Π of a qubit with this ω is the evaluators'. */
export function potential(): Tested {
  const J = 2;
  const gap = potentialGap(J);
  const [pumping] = ofOneOperator;
  // On a plain grid the squeezed vacuum converges slowly: ω has poles where tr B = 0.
  const cases = [
    { one: damping, omega: thermal(2.4, 0.5) },
    { one: pumping, omega: gradientOfTrace(jumpsOf(pumping), 0.5) },
  ];
  const rates = cases.map(({ one, omega }) => {
    const { production } = evaluate({ spins: [0.5], state: qubit(bloch), channels: [one] });
    return production!.values[0] - splitOf(jumpsOf(one), omega, bloch, 32).production;
  });
  const named = [damping, ...ofOneOperator].map(({ channel }) => channel);
  const operators = ["2*Jx + 3*i*Jy - 5*Jz", "J- + i*Jz", "Jx + i*(Jy + 4*Jz)"];
  const classes = [
    ...named.map(({ reservoirs }) => reservoirs[0].class),
    ...operators.map((L) => declared(`D[${L}]`).production.class),
  ];
  return {
    holds: classes.every((found) => found === "potential") && gap < 1e-12 && largest(rates) < 1e-9,
    evidence: `The compiler finds a potential for ${named.map(({ name }) => name).join(", ")} and for D[L] with L = ${operators.join("; ")}. With ω = ∇ ln Q*, Q* = (2n̄ + 1 − cos θ)^2J for damping and (tr B)^J for one operator, J = ${J}, |Bω − A| ≤ ${few(gap)} for these and 100 random operators (seed ${seed}) at 20 points each; Π of a qubit in damping and pumping, summed on a grid with this ω, differs from the evaluators' by at most ${few(largest(rates))}.`,
  };
}

/** Those of `noisyBath` as matrices of a qubit, rates inside. */
const noisyMatrices = (kappa: number): readonly ComplexMatrix[] =>
  [
    [0, 0, Math.sqrt(0.9), 0],
    [0, Math.sqrt(0.4), 0, 0],
    [0, Math.sqrt(1.5) / 2, Math.sqrt(1.5) / 2, 0],
    [Math.sqrt(kappa) / 2, 0, 0, -Math.sqrt(kappa) / 2],
  ].map((re) => ({ dimension: 2, re: Float64Array.from(re), im: new Float64Array(4) }));

/** B > 0 and ω = B⁻¹A; refused where B is not. */
export function regular(): Tested {
  const found = declared("Gamma*(nbar + 1)*D[J-] + Gamma*nbar*D[J+] + lambda*D[Jx] + kappa*D[Jz]").production.class;
  const [strong, weak] = [guard(noisyBath(0.1)), guard(noisyBath(0.01))];
  const [coarse, fine] = [24, 48].map((nodes) => splitOf(noisyBath(0.1), inverse, bloch, nodes));
  const bare = { jumps: noisyMatrices(0.1), on: [0] };
  const { entropyRate } = evaluate({ spins: [0.5], state: qubit(bloch), channels: [bare] });
  const gap = fine.production - fine.flux - entropyRate.values[0];
  const settled = fine.production - coarse.production;
  return {
    holds: `${found} ${strong} ${weak}` === "regular regular undefined" && largest([settled, gap]) < 1e-5,
    evidence: `The compiler finds Γ(n̄ + 1) D[J₋] + Γn̄ D[J₊] + λ D[Jx] + κ D[Jz] ${found}; at Γ = 1/2, n̄ = 0.8, λ = 3/2 the runtime finds it ${strong} with κ = 1/10 and ${weak} with κ = 1/100. With κ = 1/10 the integral of Π with ω = B⁻¹A converges: ${coarse.production.toFixed(7)} and ${fine.production.toFixed(7)} on 24² and 48² nodes; Π − Φ differs from dS/dt of the matrices by ${few(gap)}.`,
  };
}
