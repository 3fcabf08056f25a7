/** A job of the library, and its dissipators in many digits as the declarations say, the doubles in it taken as they are. */
import type { ComplexMatrix } from "../../../spins/matrices/complex-matrix.ts";
import { type Digits, evenAndOdd, squareRoot } from "./digits.ts";
import { adjoint, type ExactMatrix, type ExactNumber, embedded, exactly, multiply, plus, zeros } from "./matrix.ts";

export interface NamedNoise {
  readonly channel: string;
  readonly on: readonly number[];
  readonly parameters: Readonly<Record<string, number>>;
}

export interface BareJumps {
  readonly jumps: readonly ComplexMatrix[];
  readonly on: readonly number[];
}

export type Noise = NamedNoise | BareJumps;

export interface System {
  readonly spins: readonly number[];
  readonly state: ComplexMatrix;
  readonly noises: readonly Noise[];
  readonly hamiltonian: ComplexMatrix | null;
  readonly time: number | "steady";
}

/** rate·D[L] on the whole space. */
export interface ExactJump {
  readonly rate: bigint;
  readonly L: ExactMatrix;
}

export interface ExactSystem {
  readonly digits: Digits;
  readonly dimensions: readonly number[];
  readonly state: ExactMatrix;
  /** One list a noise. */
  readonly jumps: readonly (readonly ExactJump[])[];
  readonly hamiltonian: ExactMatrix | null;
}

export function dimensionsOf({ spins }: Pick<System, "spins">): number[] {
  return spins.map((J) => Math.round(2 * J + 1));
}

export function exactSystem(d: Digits, system: System): ExactSystem {
  const dimensions = dimensionsOf(system);
  return {
    digits: d,
    dimensions,
    state: exactly(d, system.state),
    jumps: system.noises.map((noise) => jumpsOf(d, noise, dimensions).filter(({ rate }) => rate !== 0n)),
    hamiltonian: system.hamiltonian === null ? null : exactly(d, system.hamiltonian),
  };
}

/** ⟨i−1|J₊|i⟩ = √(i(d − i)), i = 0 the highest. */
function raising(d: Digits, size: number): ExactMatrix {
  const out = zeros(size);
  for (let i = 1; i < size; i++) out.re[(i - 1) * size + i] = squareRoot(d, BigInt(i * (size - i)) * d.one);
  return out;
}

function axial(d: Digits, size: number): ExactMatrix {
  const out = zeros(size);
  for (let i = 0; i < size; i++) out.re[i * (size + 1)] = (BigInt(size - 1 - 2 * i) * d.one) / 2n;
  return out;
}

/** Coefficients of J₋, J₊, Jz. */
type Ladder = readonly [ExactNumber, ExactNumber, ExactNumber];

function jumpsOf(d: Digits, noise: Noise, dimensions: readonly number[]): ExactJump[] {
  if ("jumps" in noise)
    return noise.jumps.map((L) => ({ rate: d.one, L: embedded(exactly(d, L), dimensions, noise.on) }));
  const { on, parameters } = noise;
  const operator = (ladders: readonly Ladder[]): ExactMatrix => {
    const size = dimensions.reduce((a, b) => a * b, 1);
    return ladders.reduce((sum, [minus, up, z], k) => {
      const own = dimensions[on[k]];
      const J = raising(d, own);
      const L = plus(d, plus(d, plus(d, zeros(own), minus, adjoint(J)), up, J), z, axial(d, own));
      return plus(d, sum, [d.one, 0n], embedded(L, dimensions, [on[k]]));
    }, zeros(size));
  };
  return declared(d, noise.channel, parameters).map(({ rate, ladders }) => ({ rate, L: operator(ladders) }));
}

interface DeclaredJump {
  readonly rate: bigint;
  readonly ladders: readonly Ladder[];
}

const NOTHING: ExactNumber = [0n, 0n];

/** The reservoirs of symbolic/channels, term by term. */
function declared(d: Digits, name: string, p: Readonly<Record<string, number>>): DeclaredJump[] {
  const one: ExactNumber = [d.one, 0n];
  const less: ExactNumber = [-d.one, 0n];
  const down: Ladder = [one, NOTHING, NOTHING];
  const up: Ladder = [NOTHING, one, NOTHING];
  const z: Ladder = [NOTHING, NOTHING, one];
  const [Gamma, nbar, lambda] = [p.Gamma ?? 0, p.nbar ?? 0, p.lambda ?? 0].map(d.of);
  const above = d.times(Gamma, nbar + d.one);
  const below = d.times(Gamma, nbar);
  switch (name) {
    case "dephasing":
      return [{ rate: lambda, ladders: [z] }];
    case "axis-dephasing":
      return [{ rate: lambda, ladders: [axis(d, p.polar, p.azimuth)] }];
    case "amplitude-damping":
      return [
        { rate: above, ladders: [down] },
        { rate: below, ladders: [up] },
      ];
    case "pumping":
      return [{ rate: Gamma, ladders: [up] }];
    case "depolarizing": {
      const half = d.one / 2n;
      const x: Ladder = [[half, 0n], [half, 0n], NOTHING];
      const y: Ladder = [[0n, half], [0n, -half], NOTHING];
      return [x, y, z].map((ladder) => ({ rate: lambda, ladders: [ladder] }));
    }
    case "squeezed-vacuum":
      return [{ rate: Gamma, ladders: [squeezed(d, p.r, p.phase)] }];
    case "squeezed-thermal": {
      const [minus, plusOne, none] = squeezed(d, p.r, p.phase);
      return [
        { rate: above, ladders: [[minus, plusOne, none]] },
        { rate: below, ladders: [[[plusOne[0], -plusOne[1]], minus, none]] },
      ];
    }
    case "collective-dephasing":
      return [{ rate: lambda, ladders: [z, z] }];
    case "collective-decay":
      return [
        { rate: above, ladders: [down, down] },
        { rate: below, ladders: [up, up] },
      ];
    case "correlated-dephasing": {
      // λ[[1, c], [c, 1]] has the eigenvectors (1, ±1)/√2.
      const share = d.of(p.correlation);
      return [
        { rate: d.times(lambda, d.one + share) / 2n, ladders: [z, z] },
        { rate: d.times(lambda, d.one - share) / 2n, ladders: [z, [NOTHING, NOTHING, less]] },
      ];
    }
    default:
      throw new Error(`no declaration of ${name} in many digits`);
  }
}

/** sinθ cosφ Jx + sinθ sinφ Jy + cosθ Jz = ½ sinθ (e^{iφ} J₋ + e^{−iφ} J₊) + cosθ Jz. */
function axis(d: Digits, polar: number, azimuth: number): Ladder {
  const { even: cos, odd: sin } = evenAndOdd(d, polar, -1n);
  const { even: x, odd: y } = evenAndOdd(d, azimuth, -1n);
  const [a, b] = [d.times(sin, x) / 2n, d.times(sin, y) / 2n];
  return [
    [a, b],
    [a, -b],
    [cos, 0n],
  ];
}

/** cosh r J₋ + e^{i phase} sinh r J₊. */
function squeezed(d: Digits, r: number, phase: number): Ladder {
  const { even: cosh, odd: sinh } = evenAndOdd(d, r, 1n);
  const { even: x, odd: y } = evenAndOdd(d, phase, -1n);
  return [[cosh, 0n], [d.times(sinh, x), d.times(sinh, y)], NOTHING];
}

/** Σ rate (LρL† − ½{L†L, ρ}). */
export function dissipated(d: Digits, jumps: readonly ExactJump[], rho: ExactMatrix): ExactMatrix {
  let out = zeros(rho.n);
  for (const { rate, L } of jumps) {
    const adj = adjoint(L);
    const square = multiply(d, adj, L);
    out = plus(d, out, [rate, 0n], multiply(d, multiply(d, L, rho), adj));
    out = plus(d, out, [-rate / 2n, 0n], multiply(d, square, rho));
    out = plus(d, out, [-rate / 2n, 0n], multiply(d, rho, square));
  }
  return out;
}

/** Rates and coefficients of jumps multiply each other's rounding. */
export function factorBits({ noises }: System): number {
  let largest = 0;
  for (const noise of noises) {
    if ("jumps" in noise) {
      for (const { re, im } of noise.jumps)
        for (const x of [...re, ...im]) largest = Math.max(largest, 2 * Math.log2(Math.max(Math.abs(x), 1)));
      continue;
    }
    const { Gamma = 0, nbar = 0, lambda = 0, r = 0 } = noise.parameters;
    const bits = [Gamma, nbar, lambda].reduce((sum, x) => sum + Math.log2(1 + x), 0);
    largest = Math.max(largest, bits + 3 * r);
  }
  return Math.ceil(largest) + 20;
}
