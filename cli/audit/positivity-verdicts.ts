/** Whether Π ≥ 0 can be relied on: the README's verdicts, each with what bears it out. */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { channels } from "../../generated/index.ts";
import type { Positivity, ReservoirVerdict } from "../../runtime/evaluator.ts";
import {
  type ChannelUse,
  type ComplexMatrix,
  dicke,
  evaluate,
  gibbs,
  ginibreStates,
  searchPositivity,
} from "../../runtime/index.ts";
import { statesOverTime } from "../../runtime/quantities/states-over-time.ts";
import type { Bounded } from "./claim.ts";
import { declared } from "./declared.ts";
import { driftDiffusion } from "./drift-diffusion.ts";
import { beyondHarmonics } from "./harmonics.ts";
import { type Bloch, qubit } from "./qubit-integral.ts";
import { few, jumpsOf, largest, noisyBath, randomPoints, seed, uniforms, use } from "./samples.ts";
import { potentialOf } from "./single-operator.ts";
import type { Tested } from "./statement.ts";
import { show } from "./states.ts";

type Spins = keyof NonNullable<ReservoirVerdict["positivity"]>;

const isFor = (name: string, spins: readonly Spins[], verdict: Positivity): boolean =>
  channels[name].reservoirs.every(({ positivity }) => spins.every((size) => positivity?.[size] === verdict));

const production = (J: number, state: ComplexMatrix, one: ChannelUse): Bounded => {
  const { values, error } = evaluate({ spins: [J], state, channels: [one] }).production!;
  return { value: values[0], error: error[0] };
};

/** A spin J ≤ 1 or two qubits, nothing about it special. */
function anyState(J: number, parties: number): ComplexMatrix {
  if (parties === 2) return ginibreStates(seed).next();
  const rows = J === 0.5 ? [0.6, 0.1, 0.1, 0.4] : [0.4, 0.1, 0.05, 0.1, 0.35, 0.1, 0.05, 0.1, 0.25];
  return { dimension: 2 * J + 1, re: Float64Array.from(rows), im: new Float64Array(rows.length) };
}

/** Every channel, in its results. */
export function shown(): Tested {
  const results = Object.values(channels).flatMap((channel) =>
    (channel.parties.length === 1 ? [0.5, 1] : [0.5]).map((J) => {
      const one = use(channel.name, Object.fromEntries(channel.parameters.map(({ name }) => [name, 0.5])));
      const spins = one.on.map(() => J);
      const result = evaluate({ spins, state: anyState(J, spins.length), channels: [one], tolerance: 1e-4 });
      return { verdict: channel.reservoirs[0], found: result.channels[0], isGiven: result.production !== null };
    }),
  );
  return {
    holds: results.every(
      ({ verdict, found, isGiven }) => found.class === verdict.class && isGiven === (found.positivity !== null),
    ),
    evidence: `Results of the ${Object.keys(channels).length} built-in channels on spins 1/2 and 1, ${results.length} in all: each bears the class that the compiler found; the ${results.filter(({ isGiven }) => isGiven).length} that give Π bear a verdict on Π ≥ 0, the others none.`,
  };
}

/** The least eigenvalue of B over random points. */
function leastDiffusion(jumps: ReturnType<typeof jumpsOf>, spins: readonly number[]): number {
  const values = randomPoints(spins.length, 100).map((points) => {
    const { B } = driftDiffusion(jumps, spins, points);
    const matrix = new Matrix(B.map((row) => [...row]));
    return Math.min(...new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues);
  });
  return Math.min(...values);
}

export function proven(): Tested {
  const diffusive = Object.values(channels).filter(({ reservoirs }) => reservoirs[0].class === "diffusive");
  const uses = diffusive.map(({ name, parameters }) =>
    use(name, Object.fromEntries(parameters.map((one) => [one.name, 0.5]))),
  );
  const least = [
    ...uses.map((one) =>
      leastDiffusion(
        jumpsOf(one),
        one.on.map(() => 1),
      ),
    ),
    leastDiffusion(noisyBath(0.1), [1]),
  ];
  const regular = declared("Gamma*(nbar + 1)*D[J-] + Gamma*nbar*D[J+] + lambda*D[Jx] + kappa*D[Jz]").verdict.positivity;
  const uniform = uniforms(seed);
  const rates = Array.from({ length: 200 }, (_, k) => {
    const one =
      k % 4 === 0 ? use("pumping", { Gamma: 1 }) : use("amplitude-damping", { Gamma: 1, nbar: 3 * uniform() });
    return production(0.5, qubit(ball(uniform)), one).value;
  });
  const still = [0, 0.7, 2].map(
    (nbar) => production(0.5, gibbs([0.5], [nbar]), use("amplitude-damping", { Gamma: 1, nbar })).value,
  );
  const verdicts =
    diffusive.every(({ name }) => isFor(name, ["qubit", "halfInteger", "integer"], "proven")) &&
    Object.values(regular ?? {}).every((one) => one === "proven") &&
    ["amplitude-damping", "pumping"].every((name) => isFor(name, ["qubit"], "proven"));
  return {
    holds: verdicts && Math.min(...least) > -1e-15 && Math.min(...rates) >= 0 && largest(still) < 1e-14,
    evidence: `These are the compiler's verdicts. The least eigenvalue of B of ${diffusive.length} diffusive channels and of the regular example at 100 random points each is ${Math.min(...least).toExponential(0)} (seed ${seed}). Least Π of ${rates.length} random states of a qubit in damping, n̄ up to 3, and pumping: ${few(Math.min(...rates))}; in the Gibbs state, whose Husimi function is proportional to Q* = 2n̄ + 1 − cos θ, |Π| ≤ ${few(largest(still))}.`,
  };
}

/** Uniform in the ball |r| < 1. */
function ball(uniform: () => number): Bloch {
  const [z, phi, r] = [2 * uniform() - 1, 2 * Math.PI * uniform(), Math.cbrt(uniform())];
  const across = r * Math.sqrt(1 - z * z);
  return [across * Math.cos(phi), across * Math.sin(phi), r * z];
}

const searches = [
  { name: "amplitude-damping", J: 1 },
  { name: "amplitude-damping", J: 1.5 },
  { name: "amplitude-damping", J: 2 },
  { name: "squeezed-vacuum", J: 1 },
  { name: "squeezed-vacuum", J: 2 },
];

export function searched(): Tested {
  const found = searches.map(({ name, J }) =>
    searchPositivity({ channel: channels[name], J, starts: 1, seed, iterations: 15 }),
  );
  const verdicts =
    ["amplitude-damping", "pumping"].every((name) => isFor(name, ["halfInteger", "integer"], "searched")) &&
    isFor("squeezed-vacuum", ["integer"], "searched");
  return {
    holds: verdicts && found.every(({ violated }) => !violated),
    evidence: `These are the compiler's verdicts. Minimised once more over states and n̄ or r, from one random start each (seed ${seed}; \`wehrl positivity\` takes more), no Π is negative: ${searches.map(({ name, J }) => `${name} J = ${J}`).join(", ")}.`,
  };
}

/** Π/Γ near the steady state of the squeezed vacuum at r = 1/2: (1 − s)ρ_ss + s|J, J⟩⟨J, J|. */
function nearSteady(J: number, s: number): Bounded {
  const one = use("squeezed-vacuum", { Gamma: 1, r: 0.5, phase: 0 });
  const [steady] = statesOverTime({ spins: [J], state: dicke([J], [-J]), channels: [one], times: [100] });
  const re = steady.re.map((entry, k) => (1 - s) * entry + (k === 0 ? s : 0));
  return production(J, { ...steady, re }, one);
}

export function violated(): Tested {
  const jumps = channels["squeezed-vacuum"].jumps({ Gamma: 1, r: 0.5, phase: 0 });
  const spins = [0.5, 1.5, 2.5];
  const share = (J: number) => beyondHarmonics((n) => potentialOf(jumps, J, n), 2 * J);
  const [half, integer] = [spins.map(share), [1, 2].map(share)];
  const near = spins.map((J) => nearSteady(J, 0.003));
  return {
    holds:
      isFor("squeezed-vacuum", ["qubit", "halfInteger"], "violated") &&
      near.every(({ value, error }) => value + error < 0) &&
      half.every((one) => one > 1e-3) &&
      integer.every((one) => one < 1e-12),
    evidence: `These are the compiler's verdicts. The Husimi function of a spin J has harmonics up to 2J alone; of Q* at r = 1/2 the share beyond them is ${half.map(few).join(", ")} for J = 1/2, 3/2, 5/2, and ${integer.map(few).join(", ")} for J = 1, 2. In 0.997 ρ_ss + 0.003 |J, J⟩⟨J, J|, ρ_ss the steady state, Π/Γ = ${near.map(show).join(", ")} for J = 1/2, 3/2, 5/2.`,
  };
}

export function example(): Tested {
  const found = production(0.5, qubit([0, 0, -0.6]), use("squeezed-vacuum", { Gamma: 1, r: 0.5, phase: 0 }));
  return {
    holds: found.value.toFixed(4) === "-0.0025" && found.value + found.error < 0,
    evidence: `Π = ${show(found)}.`,
  };
}
