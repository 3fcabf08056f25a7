/** States from which a search for Π < 0 starts: at random, nearly pure, near the steady state, and near it where the noise is least. */

import type { ChannelUse } from "../../runtime/evaluator.ts";
import { evolution } from "../../spins/dynamics/evolve.ts";
import { dissipate } from "../../spins/dynamics/liouvillian.ts";
import { noiseOf, unit, type Vector3 } from "../../spins/dynamics/noise-matrix.ts";
import { steadyState } from "../../spins/dynamics/steady-state.ts";
import { Unsettled } from "../../spins/dynamics/unsettled.ts";
import { cholesky } from "../../spins/matrices/cholesky.ts";
import { type ComplexMatrix, combine, identity, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { dickeAmplitudes, dickeDerivatives } from "../../spins/states/dicke.ts";
import { normals } from "../../spins/states/random-stream.ts";
import { prepareChannel } from "../prepare/prepared-channel.ts";
import { leastNoise } from "./least-noise.ts";

/** A column-major factor T of ρ = TT†/Tr TT†, re and im in turn. */
type Factor = Float64Array<ArrayBuffer>;

type Start = (use: ChannelUse, J: number, uniform: () => number) => Factor;

/** The k-th of the starts of a search; every fifth is of the same kind, and two of the five are near the zeros of Q*. */
export const startOf = (k: number): Start => STARTS[k % STARTS.length];

const STARTS: readonly Start[] = [
  (_, J, uniform) => randomFactor(J, uniform, 1),
  nearLeastNoise,
  (_, J, uniform) => randomFactor(J, uniform, 0.05),
  nearLeastNoise,
  nearSteady,
];

/** @param rest  the size of all columns but the first */
function randomFactor(J: number, uniform: () => number, rest: number): Factor {
  const d = Math.round(2 * J) + 1;
  const normal = normals(uniform);
  return Float64Array.from({ length: 2 * d * d }, (_, entry) => (entry < 2 * d ? 1 : rest) * normal());
}

/** The share of another state beside the steady one: log-uniform from 1e-6 to 1e-1. */
const shareOf = (uniform: () => number): number => 10 ** (-6 + 5 * uniform());

function nearSteady(use: ChannelUse, J: number, uniform: () => number): Factor {
  const normal = normals(uniform);
  const d = Math.round(2 * J) + 1;
  return mixed(use, J, projector(Float64Array.from({ length: 2 * d }, normal)), shareOf(uniform));
}

/** Superpositions that are drawn for one to be taken. */
const DRAWN = 8;

/**
 * Beside the steady state a superposition of |J, J⟩ and |J, J−1⟩ along n₀, where tr B is least: for a single operator, where
 * Q* = (tr B)^J is. Where Q* has a zero of order 2J, a share s of q puts −M s ∫ D(q) ln(1 + s q/Q*) into Π, of the order
 * −s^{1+1/J} D(q) q^{1/J} at n₀: of those drawn it is the one where that is least. D(q)(n₀) > 0 takes coherence.
 */
function nearLeastNoise(use: ChannelUse, J: number, uniform: () => number): Factor {
  const normal = normals(uniform);
  const { dissipator } = prepareChannel(use, [J]);
  const n = leastNoise(noiseOf(use.channel.jumps(use.parameters, [J])), unit([normal(), normal(), normal()]));
  const top = superposition(J, n, 0, 0);
  const drawn = Array.from({ length: DRAWN }, () =>
    projector(superposition(J, n, (Math.PI / 2) * uniform(), 2 * Math.PI * uniform())),
  );
  const gains = drawn.map(
    (q) => mean(dissipate(dissipator, q, [q.dimension]), top) * Math.max(mean(q, top), 0) ** (1 / J),
  );
  return mixed(use, J, drawn[gains.indexOf(Math.max(...gains))], shareOf(uniform));
}

/** ⟨ψ|A|ψ⟩ of a Hermitian matrix. */
function mean({ dimension: d, re, im }: ComplexMatrix, psi: Float64Array): number {
  const { re: x, im: y } = projector(psi);
  let sum = 0;
  for (let k = 0; k < d * d; k++) sum += re[k] * x[k] + im[k] * y[k];
  return sum;
}

/** cos(angle)|J, J⟩ + e^{i·phase} sin(angle)|J, J−1⟩ along n, as e^{−iφJz} of d and of d'·2/√(2J). */
function superposition(J: number, [x, y, z]: Vector3, angle: number, phase: number): Float64Array {
  const twoJ = Math.round(2 * J);
  const [top, next] = [new Float64Array(twoJ + 1), new Float64Array(twoJ + 1)];
  dickeAmplitudes(twoJ, Math.sqrt(Math.max(1 + z, 0) / 2), Math.sqrt(Math.max(1 - z, 0) / 2), top);
  dickeDerivatives(twoJ, top, next);
  const phi = Math.atan2(y, x);
  const [a, b] = [Math.cos(angle), (2 * Math.sin(angle)) / Math.sqrt(twoJ)];
  return Float64Array.from({ length: 2 * twoJ + 2 }, (_, k) => {
    const i = k >> 1;
    const turn = -(J - i) * phi;
    const wave = k % 2 === 0 ? Math.cos : Math.sin;
    return a * top[i] * wave(turn) + b * next[i] * wave(turn + phase);
  });
}

/** What is added for ρ to have a factor. */
const FLOOR = 1e-10;

/** |ψ⟩⟨ψ|/⟨ψ|ψ⟩. */
function projector(psi: Float64Array): ComplexMatrix {
  const d = psi.length / 2;
  const norm = psi.reduce((sum, entry) => sum + entry * entry, 0);
  const out = zeroMatrix(d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) {
      const [a, b, c, e] = [psi[2 * i], psi[2 * i + 1], psi[2 * j], psi[2 * j + 1]];
      out.re[i * d + j] = (a * c + b * e) / norm;
      out.im[i * d + j] = (b * c - a * e) / norm;
    }
  return out;
}

/** (1 − share) ρ_ss + share ρ. */
function mixed(use: ChannelUse, J: number, other: ComplexMatrix, share: number): Factor {
  const d = other.dimension;
  const rho = combine(1 - share, atRest(use, J), share, other);
  for (let i = 0; i < d; i++) rho.re[i * (d + 1)] += FLOOR;
  const C = cholesky(rho) ?? identity(d);
  return Float64Array.from({ length: 2 * d * d }, (_, k) => {
    const [column, row] = [Math.floor(k / (2 * d)), (k % (2 * d)) >> 1];
    return (k % 2 === 0 ? C.re : C.im)[row * d + column];
  });
}

/** What the maximally mixed state comes to; itself where it does not come to rest. */
function atRest(use: ChannelUse, J: number): ComplexMatrix {
  const d = Math.round(2 * J) + 1;
  const even = combine(1 / d, identity(d), 0, identity(d));
  try {
    return steadyState(evolution([prepareChannel(use, [J]).dissipator], [d]), even).state;
  } catch (error) {
    if (error instanceof Unsettled) return even;
    throw error;
  }
}
