/** Hamiltonians and dissipators. */

import { channels } from "../../generated/index.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import { coefficientsOn } from "../../runtime/spheres/coefficients.ts";
import { largestEntry, withoutMean } from "../../spins/dynamics/hamiltonian.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { cross, dot, noiseOf, times, trace } from "../../spins/dynamics/noise-matrix.ts";
import { withoutRotations } from "../../spins/dynamics/twist.ts";
import { combine, identity, tensorProduct, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { jumpOperator } from "../../spins/matrices/operators.ts";
import { integer, largestOf, type Measures, randomHermitian, randomVector, uniformOf, type Vector } from "./measure.ts";

/** Terms of single parties, 1e-3 to 1e3 in size: nothing couples them. */
function couplingRatio(uniform: () => number): number {
  const dimensions = Array.from({ length: integer(uniform, 2, 3) }, () => integer(uniform, 2, 4));
  const n = dimensions.reduce((a, b) => a * b, 1);
  const H = dimensions.reduce((sum, d, party) => {
    const size = 10 ** (6 * uniform() - 3);
    const own = dimensions.map((other, p) => (p === party ? randomHermitian(d, uniform) : identity(other)));
    return combine(1, sum, size, own.reduce(tensorProduct));
  }, zeroMatrix(n));
  const left = withoutMean(withoutMean(H, dimensions, 0), dimensions, 1);
  return largestEntry(left) / (Number.EPSILON * largestEntry(H));
}

/** Rotations of one spin or two, 0.1 to 10 in size, and a constant. */
function rotationRatio(uniform: () => number): number {
  const spins = Array.from({ length: integer(uniform, 1, 2) }, () => 0.5 * integer(uniform, 1, 10));
  const sizes = spins.map(() => 10 ** (2 * uniform() - 1));
  const re = spins.map((_, p) => randomVector(uniform).map((x) => sizes[p] * x) as unknown as Vector);
  const S = jumpOperator({ re, im: spins.map((): Vector => [0, 0, 0]) }, spins);
  const H = zeroMatrix(S.dimension);
  S.row.forEach((row, e) => {
    H.re[row * S.dimension + S.column[e]] = S.re[e];
    H.im[row * S.dimension + S.column[e]] = S.im[e];
  });
  const constant = 10 * (uniform() - 0.5);
  for (let i = 0; i < S.dimension; i++) H.re[i * (S.dimension + 1)] += constant;
  const { rest, sizes: taken } = withoutRotations(H, spins);
  return (
    taken.reduce(
      (most, size, k) => (size === 0 ? most : Math.max(most, Math.hypot(rest.re[k], rest.im[k]) / size)),
      0,
    ) / Number.EPSILON
  );
}

/** One operator, written as several: (tr C)² − tr C² over (tr C)². */
function mixtureRatio(uniform: () => number): number {
  const [re, im] = [randomVector(uniform), randomVector(uniform)];
  const jumps = Array.from({ length: integer(uniform, 1, 4) }, (): Jump => {
    const angle = 2 * Math.PI * uniform();
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const turned = (a: Vector, b: Vector, x: number, y: number) =>
      a.map((_, k) => x * a[k] + y * b[k]) as unknown as Vector;
    return { reservoir: 0, rate: uniform(), re: [turned(re, im, c, -s)], im: [turned(im, re, c, s)] };
  });
  const { P, m } = noiseOf(jumps);
  const squares = P.flat().reduce((sum, entry) => sum + entry * entry, 2 * m.reduce((sum, x) => sum + x * x, 0));
  return Math.abs(trace(P) ** 2 - squares) / (Number.EPSILON * trace(P) ** 2);
}

const parametersOf = ({ parameters }: Evaluator, uniform: () => number) =>
  Object.fromEntries(parameters.map(({ name }) => [name, 0.1 + 0.8 * uniform()]));

/** Points of general position. */
const rule = productRule(3, 4, 0.3);
const geometry = { rows: 3, columns: 4, spheres: [rule] };

/** Emitted A and B against −J m_⊥ and ½[(n×e)·P(n×e′) − m·n δ] of the jumps, over tr P + J Σ |terms| of m. */
function emittedRatio(channel: Evaluator, J: number, uniform: () => number): number {
  const use = { channel, parameters: parametersOf(channel, uniform) };
  const { P, m, drifts } = noiseOf(channel.jumps(use.parameters, [J]));
  const { drift, diffusion } = coefficientsOn(use, J, geometry);
  const { cosTheta, sinTheta, cosPhi, sinPhi } = rule;
  const ratio = (node: number): number => {
    const [r, c] = [Math.floor(node / 4), node % 4];
    const n = [sinTheta[r] * cosPhi[c], sinTheta[r] * sinPhi[c], cosTheta[r]] as const;
    const frame = [
      [cosTheta[r] * cosPhi[c], cosTheta[r] * sinPhi[c], -sinTheta[r]],
      [-sinPhi[c], cosPhi[c], 0],
    ] as const;
    const B = (i: number, j: number) =>
      (dot(cross(n, frame[i]), times(P, cross(n, frame[j]))) - (i === j ? dot(m, n) : 0)) / 2;
    const off = [
      drift[0][node] + J * dot(m, frame[0]),
      drift[1][node] + J * dot(m, frame[1]),
      diffusion[0][node] - B(0, 0),
      diffusion[1][node] - B(1, 0),
      diffusion[2][node] - B(1, 1),
    ];
    return Math.max(...off.map(Math.abs)) / (Number.EPSILON * (trace(P) + J * drifts));
  };
  return largestOf(12, ratio);
}

const singles = Object.values(channels).filter(({ parties }) => parties.length === 1);

export const ofGenerators: Measures = {
  COUPLING: {
    on: "1000 sums of terms of two or three parties, sizes from 1e-3 to 1e3",
    measure() {
      const uniform = uniformOf("couplings");
      return largestOf(1000, () => couplingRatio(uniform));
    },
  },
  ROTATION: {
    on: "1000 rotations of one spin or two, J up to 5, sizes from 0.1 to 10 (of 3000 whose sizes lie 1e6 apart up to 1400 is left, and a rotation is taken for a twist as small as the rounding of H)",
    measure() {
      const uniform = uniformOf("rotations");
      return largestOf(1000, () => rotationRatio(uniform));
    },
  },
  NOISE_MATRIX: {
    on: "2000 operators, each as one to four dissipators",
    measure() {
      const uniform = uniformOf("mixtures");
      return largestOf(2000, () => mixtureRatio(uniform));
    },
  },
  EMITTED: {
    on: "50 draws of the parameters of each built-in channel of one party, J up to 5",
    measure() {
      const uniform = uniformOf("emitted");
      return largestOf(50 * singles.length, (k) => {
        return emittedRatio(singles[k % singles.length], 0.5 * integer(uniform, 1, 10), uniform);
      });
    },
  },
};
