/** Whether Π ≥ 0 can be relied on: the README's verdicts, each with what bears it out. */

import type { Bounded } from "../../paper/claims/claim.ts";
import { frame } from "../../paper/claims/drift-diffusion.ts";
import { show } from "../../paper/claims/exhibits.ts";
import { type Bloch, qubit } from "../../paper/claims/qubit-integral.ts";
import { few, jumpsOf, largest, seed, uniforms, use } from "../../paper/claims/trials.ts";
import { ginibreStates } from "../../paper/states/random-states.ts";
import type { ChannelUse, Positivity, ReservoirVerdict } from "../../runtime/evaluator.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { dicke, gibbs } from "../../spins/states/named-states.ts";
import { spinText } from "../../text/spin-text.ts";
import { leastDiffusion } from "./diffusion-matrix.ts";
import { beyondHarmonics } from "./harmonics.ts";
import type { Library } from "./library.ts";
import { randomPoints } from "./random-points.ts";
import { noisyBath, potentialOf, type Vector } from "./single-operator.ts";
import type { Tested } from "./statement.ts";
import { matrixOf, type VerdictEntry } from "./verdict-table.ts";

type Spins = keyof NonNullable<ReservoirVerdict["positivity"]>;

const isFor = ({ channels }: Library, name: string, spins: readonly Spins[], verdict: Positivity): boolean =>
  channels[name].reservoirs.every(({ positivity }) => spins.every((size) => positivity?.[size] === verdict));

const production = ({ evaluate }: Library, J: number, state: ComplexMatrix, one: ChannelUse): Bounded => {
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
export function shown(library: Library): Tested {
  const channels = Object.values(library.channels);
  const sizes: readonly (readonly [number, Spins])[] = [
    [0.5, "qubit"],
    [1, "one"],
  ];
  const results = channels.flatMap((channel) =>
    sizes.slice(0, channel.parties.length === 1 ? 2 : 1).map(([J, size]) => {
      const one = use(library, channel.name, Object.fromEntries(channel.parameters.map(({ name }) => [name, 0.5])));
      const spins = one.on.map(() => J);
      const state = anyState(J, spins.length);
      const result = library.evaluate({ spins, state, channels: [one], tolerance: 1e-4 });
      return { verdicts: channel.reservoirs, size, found: result.channels[0], isGiven: result.production !== null };
    }),
  );
  const isRepeated = ({ verdicts, size, found, isGiven }: (typeof results)[number]): boolean =>
    verdicts.length === 1 &&
    found.class === verdicts[0].class &&
    found.positivity === (verdicts[0].positivity?.[size] ?? null) &&
    isGiven === (found.positivity !== null) &&
    isGiven === (found.refusal === null);
  const given = results.filter(({ isGiven }) => isGiven);
  return {
    holds: results.every(isRepeated),
    evidence: `Results of the ${channels.length} built-in channels on spins ${sizes.map(([J]) => spinText(J)).join(" and ")}, ${results.length} in all: ${results.filter(isRepeated).length} bear the class that the compiler found and its verdict on Π ≥ 0 for that spin; there is one with the ${given.length} that give Π, and none with the others.`,
  };
}

/** ⟨n|ρ|n⟩ of a qubit. */
const husimi = ({ re, im }: ComplexMatrix, [x, y, z]: Vector): number =>
  (re[0] * (1 + z) + re[3] * (1 - z)) / 2 + re[1] * x - im[1] * y;

/** How far Q is from a multiple of Q* over random points: (largest − least)/largest of their ratio. */
function disproportion(state: ComplexMatrix, potential: (n: Vector) => number): number {
  const ratios = randomPoints(1, 50).map(([point]) => {
    const [n] = frame(point);
    return husimi(state, n) / potential(n);
  });
  return 1 - Math.min(...ratios) / Math.max(...ratios);
}

/** Of the steady state of a qubit under a channel: |Π|, and how far Q is from Q*. */
function atRest(library: Library, one: ChannelUse, potential: (n: Vector) => number) {
  const start = qubit([0.3, -0.2, 0.4]);
  const [rest] = library.evolve({ spins: [0.5], state: start, channels: [one], times: "steady" }).values;
  return { rest, rate: production(library, 0.5, rest, one).value, gap: disproportion(rest, potential) };
}

export function proven(library: Library): Tested {
  const diffusive = Object.values(library.channels).filter(({ reservoirs }) => reservoirs[0].class === "diffusive");
  const count = 100;
  const least = Math.min(
    ...diffusive.map(({ name, parameters }) => {
      const one = use(library, name, Object.fromEntries(parameters.map((parameter) => [parameter.name, 0.5])));
      const spins = one.on.map(() => 1);
      return leastDiffusion(jumpsOf(one), randomPoints(spins.length, count), spins);
    }),
    leastDiffusion(noisyBath(0.1), randomPoints(1, count), [1]),
  );
  const regular = library.declared("Gamma*(nbar + 1)*D[J-] + Gamma*nbar*D[J+] + lambda*D[Jx] + kappa*D[Jz]").verdict
    .positivity;
  const damping = (nbar: number) => use(library, "amplitude-damping", { Gamma: 1, nbar });
  const pumping = use(library, "pumping", { Gamma: 1 });
  const uniform = uniforms(seed);
  const rates = Array.from(
    { length: 200 },
    (_, k) => production(library, 0.5, qubit(ball(uniform)), k % 4 === 0 ? pumping : damping(3 * uniform())).value,
  );
  const nbars = [0, 0.7, 2];
  const thermal = nbars.map((nbar) => atRest(library, damping(nbar), ([, , z]) => 2 * nbar + 1 - z));
  const rests = [...thermal, atRest(library, pumping, (n) => potentialOf(jumpsOf(pumping), 0.5, n))];
  const fromGibbs = largest(
    thermal.map(({ rest }, k) => largest(Array.from(gibbs([0.5], [nbars[k]]).re, (entry, at) => entry - rest.re[at]))),
  );
  const [still, gap] = [largest(rests.map(({ rate }) => rate)), largest(rests.map((rest) => rest.gap))];
  const verdicts =
    diffusive.every(({ name }) =>
      isFor(library, name, ["qubit", "one", "threeHalves", "halfInteger", "integer"], "proven"),
    ) &&
    regular !== null &&
    Object.values(regular).every((one) => one === "proven") &&
    ["amplitude-damping", "pumping"].every((name) => isFor(library, name, ["qubit", "one", "threeHalves"], "proven"));
  return {
    holds:
      verdicts &&
      diffusive.length > 0 &&
      least > -1e-15 &&
      Math.min(...rates) >= 0 &&
      still < 1e-14 &&
      fromGibbs < 1e-14 &&
      gap < 1e-13,
    evidence: `${compilers(verdicts)} The least eigenvalue of B of ${diffusive.length} diffusive channels and of the regular example at ${count} random points each is ${least.toExponential(0)} (seed ${seed}). Least Π of ${rates.length} random states of a qubit in damping, n̄ up to 3, and pumping: ${Math.min(...rates).toExponential(0)}. In the steady state, in damping the Gibbs state to ${few(fromGibbs)}, the Husimi function is a multiple of Q* (2n̄ + 1 − cos θ in damping) to ${few(gap)}, and |Π| ≤ ${few(still)}.`,
  };
}

const compilers = (verdicts: boolean): string => `These are ${verdicts ? "" : "not "}the compiler's verdicts.`;

/** Uniform in the ball |r| < 1. */
function ball(uniform: () => number): Bloch {
  const [z, phi, r] = [2 * uniform() - 1, 2 * Math.PI * uniform(), Math.cbrt(uniform())];
  const across = r * Math.sqrt(1 - z * z);
  return [across * Math.cos(phi), across * Math.sin(phi), r * z];
}

const searches = [
  { name: "amplitude-damping", J: 1 },
  { name: "amplitude-damping", J: 2 },
  { name: "pumping", J: 1 },
  { name: "squeezed-vacuum", J: 1 },
];

/** Where there is Π < 0 to be found: at the steady state, and at the zeros of Q*. */
const controls = [
  { name: "squeezed-vacuum", J: 0.5 },
  { name: "squeezed-vacuum", J: 2 },
];

const named = ({ name, J }: (typeof searches)[number]): string => `${name} J = ${spinText(J)}`;

const isSearched = ({ channel, parameters }: VerdictEntry): boolean =>
  channel !== squeezed || !Object.hasOwn(parameters, "r");
const squeezed = "squeezed-vacuum";

const larger = [2, 2.5, 3];

/** Whether the table has what the README says of it: no Π < 0 from fifty starts for each J. */
function tableOf({ verdictEntries }: Library) {
  const own = verdictEntries.filter(({ verdict }) => verdict === "searched");
  const has = (name: string, J: number): boolean => own.some(({ channel, spin }) => channel === name && spin === J);
  const isWhole = larger.every((J) => ["amplitude-damping", "pumping"].every((name) => has(name, J)));
  const isFree = own.every(({ found }) => !found.violated && found.search.starts >= 50);
  return { own, holds: isWhole && has(squeezed, 1) && isFree };
}

export function searched(library: Library): Tested {
  const isViolated = ({ name, J }: (typeof searches)[number]): boolean =>
    library.searchPositivity({ channel: library.channels[name], J, starts: 2, seed, iterations: 25 }).violated;
  const found = searches.filter(isViolated);
  const finds = controls.filter(isViolated);
  const verdicts =
    ["amplitude-damping", "pumping"].every((name) => isFor(library, name, ["halfInteger", "integer"], "searched")) &&
    isFor(library, squeezed, ["one"], "searched");
  const { own, holds } = tableOf(library);
  const least = Math.min(...own.map(({ found: { quotient } }) => quotient));
  return {
    holds: verdicts && holds && found.length === 0 && finds.length === controls.length,
    evidence: `${compilers(verdicts)} In the ${own.length} searches of docs/verdicts.json where the verdict is *searched*, ${own.reduce((sum, { found: { search } }) => sum + search.evaluations, 0)} integrals of Π in all, the least Π Γ′/|D(ρ)|², Γ′ = Σ rate |l|², is ${least.toPrecision(2)}. Searched once more from two starts each (seed ${seed}; \`wehrl positivity\` takes more), Π is negative for ${found.length} of ${searches.map(named).join(", ")}; the same search finds a Π < 0 for ${finds.length} of ${controls.map(named).join(", ")}.`,
  };
}

/** Π/Γ near the steady state of the squeezed vacuum: (1 − s)ρ_ss + s|J, J⟩⟨J, J|. */
function nearSteady(library: Library, J: number, s: number, one: ChannelUse): Bounded {
  const [steady] = library.evolve({ spins: [J], state: dicke([J], [-J]), channels: [one], times: [100] }).values;
  const re = steady.re.map((entry, k) => (1 - s) * entry + (k === 0 ? s : 0));
  return production(library, J, { ...steady, re }, one);
}

/** The stored states with Π < 0 over all r, evaluated again; the least of each J. */
function storedViolations(library: Library) {
  const entries = library.verdictEntries.filter((entry) => entry.channel === squeezed && isSearched(entry));
  return entries
    .filter(({ spin }) => spin !== 1)
    .map((entry) => {
      const { spin, found } = entry;
      const again = production(library, spin, matrixOf(entry), use(library, squeezed, found.parameters));
      return { spin, again, isSame: Math.abs(again.value - found.production) <= again.error + found.error };
    });
}

export function violated(library: Library): Tested {
  const one = use(library, squeezed, { Gamma: 1, r: 0.5, phase: 0 });
  const jumps = jumpsOf(one);
  const spins = [0.5, 1.5, 2.5];
  const shareOf = (J: number) => beyondHarmonics((n) => potentialOf(jumps, J, n), 2 * J);
  const wholes = [1, 2];
  const [half, integer] = [spins.map(shareOf), wholes.map(shareOf)];
  const named = spins.map(spinText).join(", ");
  const left = 0.003;
  const near = spins.map((J) => nearSteady(library, J, left, one));
  const stored = storedViolations(library);
  const lowest = (J: number): string => stored.find(({ spin }) => spin === J)!.again.value.toFixed(2);
  const verdicts = isFor(library, squeezed, ["qubit", "threeHalves", "halfInteger", "integer"], "violated");
  return {
    holds:
      verdicts &&
      near.every(({ value, error }) => value + error < 0) &&
      half.every((share) => share > 1e-3) &&
      integer.every((share) => share < 1e-12) &&
      stored.every(({ again: { value, error }, isSame }) => value + error < 0 && isSame) &&
      lowest(2) === "-0.24" &&
      lowest(3) === "-1.70",
    evidence: `${compilers(verdicts)} The Husimi function of a spin J has harmonics up to 2J alone; of Q* at r = 1/2 the share beyond them is ${half.map(few).join(", ")} for J = ${named}, and ${integer.map(few).join(", ")} for J = ${wholes.join(", ")}. In ${1 - left} ρ_ss + ${left} |J, J⟩⟨J, J|, ρ_ss the steady state, Π/Γ = ${near.map(show).join(", ")} for J = ${named}. In the states of docs/verdicts.json Π/Γ = ${stored.map(({ again }) => show(again)).join(", ")} for J = ${stored.map(({ spin }) => spinText(spin)).join(", ")}.`,
  };
}

export function example(library: Library): Tested {
  const found = production(library, 0.5, qubit([0, 0, -0.6]), use(library, squeezed, { Gamma: 1, r: 0.5, phase: 0 }));
  return {
    holds: found.value.toFixed(4) === "-0.0025" && found.value + found.error < 0,
    evidence: `Π = ${show(found)}.`,
  };
}

/** The example, had the compiler another verdict. */
export function held(library: Library): Tested {
  const verdicts: readonly Positivity[] = ["proven", "searched", "violated"];
  const results = verdicts.map((verdict) => {
    const one = use(library, squeezed, { Gamma: 1, r: 0.5, phase: 0 });
    const reservoirs = one.channel.reservoirs.map((reservoir) => ({
      ...reservoir,
      positivity: { qubit: verdict, one: verdict, threeHalves: verdict, halfInteger: verdict, integer: verdict },
    }));
    const channels = [{ ...one, channel: { ...one.channel, reservoirs } }];
    return library.evaluate({ spins: [0.5], state: qubit([0, 0, -0.6]), channels });
  });
  const said = results.map(({ channels: [{ positivity }], warnings }) => ({ positivity, warned: warnings.length > 0 }));
  return {
    holds: said.every(({ positivity, warned }, k) => positivity === "violated" && warned === k < 2),
    evidence: `With the verdict ${verdicts.join(", ")} given to the squeezed vacuum, the result of the state above says ${said.map(({ positivity, warned }) => `${positivity}${warned ? " with a warning" : ""}`).join(", ")}.`,
  };
}
