/** The classes in which Π is given: Bω = A has a solution on the whole sphere. */

import {
  type DriftDiffusion,
  driftDiffusion,
  frame,
  type Omega,
  type Points,
  thermal,
} from "../../paper/claims/drift-diffusion.ts";
import { alongSlope } from "../../paper/claims/entropy-slope.ts";
import { type Bloch, qubit, splitOf, withoutOmega } from "../../paper/claims/qubit-integral.ts";
import { few, jumpsOf, largest, seed, uniforms, use } from "../../paper/claims/trials.ts";
import { ginibreStates } from "../../paper/states/random-states.ts";
import type { ChannelUse } from "../../runtime/evaluator.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { noiseOf } from "../../spins/dynamics/noise-matrix.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { inverse, leastDiffusion, residual } from "./diffusion-matrix.ts";
import type { Library } from "./library.ts";
import { randomPoints } from "./random-points.ts";
import { gradientOfTrace, noisyBath, potentialOf, single, type Vector } from "./single-operator.ts";
import type { Tested } from "./statement.ts";

/** Any state of a qubit. */
const bloch: Bloch = [0.3, -0.2, 0.4];

/** A random state of two qubits with as much of the maximally mixed one, whose 1/Q a plain grid resolves. */
function mixedState(): ComplexMatrix {
  const { dimension, re, im } = ginibreStates(seed).next();
  return {
    dimension,
    re: re.map((entry, k) => entry / 2 + (k % (dimension + 1) === 0 ? 0.5 / dimension : 0)),
    im: im.map((entry) => entry / 2),
  };
}

const withoutDrift = {
  dephasing: { lambda: 1 },
  "axis-dephasing": { lambda: 1, polar: 0.8, azimuth: 0.3 },
  depolarizing: { lambda: 1 },
  "collective-dephasing": { lambda: 1 },
  "correlated-dephasing": { lambda: 1, correlation: 0.6 },
};

/** A = 0, Π = dS/dt and Φ = 0: from the dissipators A, and M ∫ ∇Q·B∇Q/Q on a grid; from S over time its slope. */
export function diffusive(library: Library): Tested {
  const count = 50;
  const uses = Object.entries(withoutDrift).map(([name, parameters]) => use(library, name, parameters));
  const found = uses.map((one) => {
    const spins = one.on.map(() => 0.5);
    const larger = spins.map((_, party) => 1 + party / 2);
    const state = spins.length === 1 ? qubit(bloch) : mixedState();
    const { result, middle, gap } = alongSlope(library, { spins, state, channels: [one] });
    const { production, flux, entropyRate } = result;
    const grid = splitOf(jumpsOf(one), withoutOmega, state, spins.length === 1 ? 24 : 8).production;
    const rate = production!.values[0];
    return {
      drift: largest(
        randomPoints(spins.length, count).map((points) => largest(driftDiffusion(jumpsOf(one), larger, points).A)),
      ),
      flux: largest([...flux!.values]),
      integral: rate - grid,
      slope: production!.values[middle] - (entropyRate.values[middle] - gap),
    };
  });
  const [drifts, fluxes, integrals, slopes] = (["drift", "flux", "integral", "slope"] as const).map((kind) =>
    largest(found.map((one) => one[kind])),
  );
  const named = uses.every(({ channel }) => channel.reservoirs.every((one) => one.class === "diffusive"));
  return {
    holds: named && drifts < 1e-15 && fluxes === 0 && integrals < 1e-6 && slopes < 1e-7,
    evidence: `The compiler finds ${uses.map(({ channel }) => `${channel.name} ${channel.reservoirs.map((one) => one.class).join(", ")}`).join("; ")}. From the dissipators |A| ≤ ${few(drifts)} at ${count} random points each (seed ${seed}); in a state of one qubit or two |Φ| ≤ ${few(fluxes)}, and Π differs from the integral of ∇Q·B∇Q/Q, which is dS/dt without A, by at most ${few(integrals)}, from the slope of S(t) by at most ${few(slopes)}.`,
  };
}

const ofOneOperator = (library: Library) => [
  use(library, "pumping", { Gamma: 1 }),
  use(library, "squeezed-vacuum", { Gamma: 1, r: 0.6, phase: 0.4 }),
];

interface PotentialCase {
  readonly jumps: readonly Jump[];
  readonly omega: Omega;
  /** ln Q*. */
  readonly logarithm: (n: Vector) => number;
}

const ofTrace = (jumps: readonly Jump[], J: number): PotentialCase => ({
  jumps,
  omega: gradientOfTrace(jumps, J),
  logarithm: (n) => Math.log(potentialOf(jumps, J, n)),
});

const ofBath = (jumps: readonly Jump[], nbar: number, J: number): PotentialCase => ({
  jumps,
  omega: thermal(2 * nbar + 1, J),
  logarithm: ([, , z]) => 2 * J * Math.log(2 * nbar + 1 - z),
});

/** |Bω − A|, relative to ω where that is large. */
function solutionGap({ jumps, omega }: PotentialCase, J: number, points: Points): number {
  const reservoir: DriftDiffusion = driftDiffusion(jumps, [J], points);
  const found = omega(reservoir, points);
  return residual(reservoir, found) / Math.max(1, largest(found));
}

/** |ω − ∇ ln Q*| by central differences, relative to ω where that is large. */
function gradientGap({ jumps, omega, logarithm }: PotentialCase, J: number, points: Points): number {
  const h = 1e-4;
  const [n, ...tangents] = frame(points[0]);
  const found = omega(driftDiffusion(jumps, [J], points), points);
  const along = (e: Vector, x: number): number => {
    const [c, s] = [Math.cos(x), Math.sin(x)];
    return logarithm([c * n[0] + s * e[0], c * n[1] + s * e[1], c * n[2] + s * e[2]]);
  };
  return largest(tangents.map((e, p) => found[p] - (along(e, h) - along(e, -h)) / (2 * h))) / (1 + largest(found) ** 3);
}

const operators = ["2*Jx + 3*i*Jy - 5*Jz", "J- + i*Jz", "Jx + i*(Jy + 4*Jz)"];

/** Bω = A with ω = ∇ ln Q*, and Π of a qubit with this ω is the evaluators'. */
export function potential(library: Library): Tested {
  const [J, nbar, count, at] = [2, 0.7, 100, 20];
  const damping = use(library, "amplitude-damping", { Gamma: 1, nbar });
  const [pumping, squeezed] = ofOneOperator(library);
  const uniform = uniforms(seed);
  const vector = () => [2 * uniform() - 1, 2 * uniform() - 1, 2 * uniform() - 1] as const;
  const random = Array.from({ length: count }, () => [single(vector(), vector())]);
  const cases = [
    ofBath(jumpsOf(damping), nbar, J),
    ...[jumpsOf(pumping), jumpsOf(squeezed), ...random].map((jumps) => ofTrace(jumps, J)),
  ];
  const over = (gap: (one: PotentialCase, J: number, points: Points) => number) =>
    largest(cases.flatMap((one) => randomPoints(1, at).map((points) => gap(one, J, points))));
  const [solution, gradient] = [solutionGap, gradientGap].map(over);
  const production = (one: ChannelUse) =>
    library.evaluate({ spins: [0.5], state: qubit(bloch), channels: [one] }).production?.values[0] ?? Number.NaN;
  const onGrid = (one: ChannelUse, omega: Omega, nodes: number) =>
    splitOf(jumpsOf(one), omega, qubit(bloch), nodes).production;
  // On a plain grid the squeezed vacuum converges slowly: ω has poles where tr B = 0. Its Π is among the known values.
  const rates = [
    production(damping) - onGrid(damping, thermal(2 * nbar + 1, 0.5), 32),
    production(pumping) - onGrid(pumping, gradientOfTrace(jumpsOf(pumping), 0.5), 32),
  ];
  const named = [damping, pumping, squeezed].map(({ channel }) => channel);
  const classes = [
    ...named.flatMap(({ reservoirs }) => reservoirs.map((one) => one.class)),
    ...operators.map((L) => library.declared(`D[${L}]`).production.class),
  ];
  return {
    holds:
      classes.every((found) => found === "potential") && solution < 1e-12 && gradient < 1e-6 && largest(rates) < 1e-9,
    evidence: `The compiler finds ${[...new Set(classes)].join(", ")} for ${named.map(({ name }) => name).join(", ")} and for D[L] with L = ${operators.join("; ")}. With ω from Q* = (2n̄ + 1 − cos θ)^2J for damping and (tr B)^J for one operator, J = ${J}, |Bω − A| ≤ ${few(solution)} and |ω − ∇ ln Q*| ≤ ${few(gradient)} (by differences, over 1 + |ω|³) for these and ${count} random operators (seed ${seed}) at ${at} points each; Π of a qubit in damping and pumping, summed on a grid with this ω, differs from the evaluators' by at most ${few(largest(rates))}.`,
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
export function regular(library: Library): Tested {
  const { production } = library.declared("Gamma*(nbar + 1)*D[J-] + Gamma*nbar*D[J+] + lambda*D[Jx] + kappa*D[Jz]");
  const [strong, weak] = [0.1, 0.01].map((kappa) => library.guard(noiseOf(noisyBath(kappa))));
  const count = 1000;
  const [least, negative] = [0.1, 0.01].map((kappa) => leastDiffusion(noisyBath(kappa), randomPoints(1, count), [1]));
  const nodes = [24, 48] as const;
  const [coarse, fine] = nodes.map((one) => splitOf(noisyBath(0.1), inverse, qubit(bloch), one));
  const bare = { jumps: noisyMatrices(0.1), on: [0] };
  const { entropyRate } = library.evaluate({ spins: [0.5], state: qubit(bloch), channels: [bare] });
  const gap = fine.production - fine.flux - entropyRate.values[0];
  const settled = fine.production - coarse.production;
  return {
    holds:
      `${production.class} ${strong} ${weak}` === "regular regular undefined" &&
      least > 0 &&
      negative < 0 &&
      Math.abs(settled) < 1e-5 &&
      Math.abs(gap) < 1e-9,
    evidence: `The compiler finds Γ(n̄ + 1) D[J₋] + Γn̄ D[J₊] + λ D[Jx] + κ D[Jz] ${production.class}; at Γ = 1/2, n̄ = 0.8, λ = 3/2 the runtime finds it ${strong} with κ = 1/10 and ${weak} with κ = 1/100, where the least eigenvalue of B at ${count} random points (seed ${seed}) is ${least.toPrecision(2)} and ${negative.toPrecision(2)}. With κ = 1/10 the integral of Π with ω = B⁻¹A converges: ${coarse.production.toFixed(7)} and ${fine.production.toFixed(7)} on ${nodes.map((one) => `${one}²`).join(" and ")} nodes; Π − Φ differs from dS/dt of the matrices by ${few(gap)}.`,
  };
}
