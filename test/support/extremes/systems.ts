/** Random systems at the edges of what may be asked, by seed. States are exact in doubles, their trace is one exactly. */
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import type { NamedNoise, Noise, System } from "../many-digits/system.ts";
import { type Draw, draws } from "./draws.ts";
import { fieldsOf, hamiltonianFrom } from "./hamiltonians.ts";
import { exactState } from "./states.ts";

/** How far rates go, and what else is asked. */
export interface Range {
  readonly rates: readonly [number, number];
  readonly nbar: readonly [number, number];
  /** At rest; half of them at rest and others at any time; or a fifth of them at rest and others at powers of ten between two. */
  readonly times: "steady" | "any" | readonly [number, number];
  /** The largest J of a spin alone. */
  readonly largest: number;
}

export const extreme: Range = { rates: [-12, 16], nbar: [-10, 20], times: "any", largest: 2 };
/** As much as can be told at rest by evolution. */
export const tame: Range = { rates: [-8, 8], nbar: [-4, 4], times: "steady", largest: 2 };
/** What jobs are made of. */
export const ordinary: Range = { rates: [-2, 1], nbar: [-2, 1], times: [-3, 2], largest: 5 };

export const kinds = [
  "one channel",
  "noise about an axis beside a bath",
  "rates far apart",
  "driven",
  "Hamiltonian alone",
  "bare jumps",
  "two qubits, each its own",
  "two qubits, coupled",
  "two qubits, together",
  "several steady states",
  "slow modes",
] as const;

const larger = ["three qubits, coupled", "a pair of unequal spins"] as const;
export const ordinaryKinds = [...kinds, ...larger] as const;

export type Kind = (typeof ordinaryKinds)[number];

export const kindOf = (seed: number, { times }: Range): Kind =>
  Array.isArray(times) ? ordinaryKinds[seed % ordinaryKinds.length] : kinds[seed % kinds.length];

export interface ExtremeSystem extends System {
  readonly kind: Kind;
  readonly seed: number;
}

/** Angles that are zeros of a sine or a cosine, up to rounding. */
const SPECIAL_ANGLES = [0, Math.PI / 2, Math.PI, (3 * Math.PI) / 2, 2 * Math.PI, 1e-12, -Math.PI / 2, Math.PI / 4];

type Parts = Pick<System, "spins" | "noises" | "hamiltonian">;

export function extremeSystem(seed: number, range: Range): ExtremeSystem {
  const draw = draws(seed);
  const kind = kindOf(seed, range);
  const parts = makers[kind](draw, range);
  const time = drawnTime(draw, range, parts);
  return { ...parts, kind, seed, state: exactState(draw, parts.spins), time };
}

function drawnTime(draw: Draw, { times }: Range, parts: Parts): number | "steady" {
  if (times === "steady") return times;
  if (times === "any") return draw.chance(0.5) ? "steady" : timeFor(draw, parts);
  return draw.chance(0.2) ? "steady" : draw.power(...times);
}

/** Zero, any power of ten, or next to a time scale of the system. */
function timeFor(draw: Draw, { noises }: Parts): number {
  const which = draw.uniform();
  if (which < 0.03) return 0;
  if (which < 0.35) return draw.power(-300, 300);
  const rates = noises.flatMap((noise) => ("jumps" in noise ? [1] : [noise.parameters.Gamma, noise.parameters.lambda]));
  const rate = draw.pick(rates.filter((one) => one !== undefined && one > 0)) ?? 1;
  return draw.power(-3, 4) / rate;
}

const rate = (draw: Draw, { rates: [low, high] }: Range): number => draw.power(low, high);
const nbar = (draw: Draw, { nbar: [low, high] }: Range): number =>
  draw.chance(0.2) ? 0 : draw.chance(0.4) ? draw.power(-2, 1) : draw.power(low, high);
const angle = (draw: Draw): number => (draw.chance(0.7) ? draw.pick(SPECIAL_ANGLES) : 7 * draw.uniform());
const squeezing = (draw: Draw): number =>
  draw.chance(0.15) ? 0 : draw.chance(0.5) ? 1.5 * draw.uniform() : draw.power(-12, 0.9);
const spin = (draw: Draw, { largest }: Range): number =>
  draw.pick([0.5, 0.5, 1, 1.5, 2, 3, 4, 5].filter((J) => J <= largest));

const named = (channel: string, on: readonly number[], parameters: NamedNoise["parameters"]): NamedNoise => ({
  channel,
  on,
  parameters,
});

const bathNames = ["amplitude-damping", "pumping", "squeezed-vacuum", "squeezed-thermal"] as const;
const noiseNames = ["dephasing", "axis-dephasing", "depolarizing"] as const;

function local(draw: Draw, range: Range, name: string, party: number, given?: number): NamedNoise {
  const r = given ?? (draw.chance(0.04) ? 0 : rate(draw, range));
  const on = [party];
  switch (name) {
    case "amplitude-damping":
      return named(name, on, { Gamma: r, nbar: nbar(draw, range) });
    case "pumping":
      return named(name, on, { Gamma: r });
    case "squeezed-vacuum":
      return named(name, on, { Gamma: r, r: squeezing(draw), phase: angle(draw) });
    case "squeezed-thermal":
      return named(name, on, { Gamma: r, nbar: nbar(draw, range), r: squeezing(draw), phase: angle(draw) });
    case "axis-dephasing":
      return named(name, on, { lambda: r, polar: angle(draw), azimuth: angle(draw) });
    default:
      return named(name, on, { lambda: r });
  }
}

const anyLocal = (draw: Draw, range: Range, party: number): NamedNoise =>
  local(draw, range, draw.pick([...bathNames, ...noiseNames]), party);

function together(draw: Draw, range: Range): NamedNoise {
  const name = draw.pick(["collective-decay", "collective-dephasing", "correlated-dephasing"]);
  const on = draw.chance(0.5) ? [0, 1] : [1, 0];
  if (name === "collective-decay") return named(name, on, { Gamma: rate(draw, range), nbar: nbar(draw, range) });
  if (name === "collective-dephasing") return named(name, on, { lambda: rate(draw, range) });
  const correlation = draw.chance(0.5) ? draw.pick([-1, 0, 1]) : 2 * draw.uniform() - 1;
  return named(name, on, { lambda: rate(draw, range), correlation });
}

const QUBITS = [0.5, 0.5];

const makers: Readonly<Record<Kind, (draw: Draw, range: Range) => Parts>> = {
  "one channel": (draw, range) => ({
    spins: [spin(draw, range)],
    noises: [anyLocal(draw, range, 0)],
    hamiltonian: null,
  }),
  "noise about an axis beside a bath": (draw, range) => {
    const own = rate(draw, range);
    const other = draw.chance(0.5) ? own * draw.power(-2, 2) : undefined;
    return {
      spins: [spin(draw, range)],
      noises: [local(draw, range, "axis-dephasing", 0, own), local(draw, range, draw.pick(bathNames), 0, other)],
      hamiltonian: null,
    };
  },
  "rates far apart": (draw, range) => ({
    spins: [spin(draw, range)],
    noises: Array.from({ length: draw.pick([2, 2, 3]) }, () => anyLocal(draw, range, 0)),
    hamiltonian: null,
  }),
  driven: (draw, range) => {
    const spins = [spin(draw, { ...range, largest: Math.min(range.largest, 1.5) })];
    const noises = Array.from({ length: draw.pick([1, 1, 2]) }, () => anyLocal(draw, range, 0));
    return { spins, noises, hamiltonian: fieldsOf(draw, spins, fieldSize(draw, range)) };
  },
  "Hamiltonian alone": (draw, range) => {
    const spins = draw.chance(0.5) ? [spin(draw, range)] : QUBITS;
    return { spins, noises: [], hamiltonian: hamiltonianFrom(draw, spins, fieldSize(draw, range)) };
  },
  "bare jumps": (draw, range) => {
    const spins = draw.chance(0.3) ? QUBITS : [spin(draw, range)];
    const size = spins.reduce((n, J) => n * (2 * J + 1), 1);
    const on = spins.map((_, party) => party);
    const jumps = Array.from({ length: draw.pick([1, 1, 2]) }, () => bareJump(draw, size));
    const noises: Noise[] = [{ jumps, on }];
    if (draw.chance(0.3)) noises.push(anyLocal(draw, range, 0));
    return { spins, noises, hamiltonian: draw.chance(0.3) ? hamiltonianFrom(draw, spins, 1) : null };
  },
  "two qubits, each its own": (draw, range) => ({
    spins: QUBITS,
    noises: [anyLocal(draw, range, 0), anyLocal(draw, range, 1)].slice(0, draw.pick([1, 2, 2])),
    hamiltonian: null,
  }),
  "two qubits, coupled": (draw, range) => ({
    spins: QUBITS,
    noises: [anyLocal(draw, range, 0), anyLocal(draw, range, 1)].slice(0, draw.pick([1, 2])),
    hamiltonian: hamiltonianFrom(draw, QUBITS, rate(draw, range)),
  }),
  "two qubits, together": (draw, range) => ({
    spins: QUBITS,
    noises: draw.chance(0.5)
      ? [together(draw, range)]
      : [together(draw, range), anyLocal(draw, range, draw.pick([0, 1]))],
    hamiltonian: draw.chance(0.5) ? null : hamiltonianFrom(draw, QUBITS, draw.pick([1, rate(draw, range)])),
  }),
  "several steady states": (draw, range) => {
    const alone = draw.chance(0.5);
    const spins = alone ? [spin(draw, range)] : QUBITS;
    const noises = alone
      ? [local(draw, range, draw.pick(["dephasing", "axis-dephasing"]), 0)]
      : draw.chance(0.5)
        ? [local(draw, range, draw.pick(noiseNames), draw.pick([0, 1]))]
        : [together(draw, range)];
    return { spins, noises, hamiltonian: draw.chance(0.5) ? null : hamiltonianFrom(draw, spins, draw.pick([1, 0.25])) };
  },
  "slow modes": (draw, range) => {
    const fast = draw.power(-2, 4);
    const tilt = draw.pick([1e-5, 1e-6, Math.PI + 1e-5, Math.PI - 3e-6]);
    const slow = named("axis-dephasing", [0], { lambda: fast, polar: tilt, azimuth: angle(draw) });
    const others = draw.chance(0.5)
      ? [local(draw, range, "dephasing", 0, draw.power(-2, 4))]
      : [local(draw, range, draw.pick(bathNames), 0, fast * 1e-10)];
    return { spins: [spin(draw, range)], noises: [slow, ...others], hamiltonian: null };
  },
  "three qubits, coupled": (draw, range) => ({
    spins: [0.5, 0.5, 0.5],
    noises: [0, 1, 2].map((party) => anyLocal(draw, range, party)).slice(0, draw.pick([1, 2, 3])),
    hamiltonian: hamiltonianFrom(draw, [0.5, 0.5, 0.5], rate(draw, range)),
  }),
  "a pair of unequal spins": (draw, range) => {
    const spins = draw.pick([
      [0.5, 1],
      [1, 0.5],
      [0.5, 2],
      [1, 1.5],
    ]);
    const noises = [anyLocal(draw, range, 0), anyLocal(draw, range, 1)].slice(0, draw.pick([1, 2]));
    return { spins, noises, hamiltonian: draw.chance(0.7) ? hamiltonianFrom(draw, spins, rate(draw, range)) : null };
  },
};

function fieldSize(draw: Draw, range: Range): number {
  if (range.times !== "any") return rate(draw, range);
  return draw.chance(0.7) ? draw.power(-10, 20) : draw.power(20, 160);
}

/** Nilpotent, exactly symmetric, a permutation, diagonal, or of small numbers. */
function bareJump(draw: Draw, size: number): ComplexMatrix {
  const kind = draw.pick(["shift", "corner", "symmetric", "permutation", "diagonal", "any"]);
  const re = new Float64Array(size * size);
  const im = new Float64Array(size * size);
  const small = () => Math.floor(draw.uniform() * 5) - 2;
  const factor = 2 ** Math.floor(20 * draw.uniform() - 10);
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) {
      const at = r * size + c;
      if (kind === "shift" && c === r + 1) re[at] = factor;
      if (kind === "corner" && r === 0 && c === size - 1) re[at] = factor;
      if (kind === "symmetric") re[at] = factor;
      if (kind === "permutation" && c === (r + 1) % size) re[at] = factor;
      if (kind === "diagonal" && r === c) re[at] = factor * small();
      if (kind === "any") [re[at], im[at]] = [factor * small(), factor * small()];
    }
  }
  return { dimension: size, re, im };
}
