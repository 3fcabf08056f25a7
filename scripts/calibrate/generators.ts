/** Hamiltonians, dissipators and their exponentials. */
import { channels } from "../../generated/index.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { cross, dot, noiseOf, times, trace } from "../../runtime/flux/noise.ts";
import { productRule } from "../../runtime/quadrature/sphere.ts";
import { coefficientsOn } from "../../runtime/spheres/coefficients.ts";
import { evolution } from "../../spins/dynamics/evolve.ts";
import { allParts } from "../../spins/dynamics/generator/cluster.ts";
import {
  apply,
  denseMatrix,
  largestColumn,
  longMatrix,
  type Part,
  partOf,
} from "../../spins/dynamics/generator/part.ts";
import { largestEntry, withoutMean } from "../../spins/dynamics/hamiltonian.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { dissipate, dissipationSize, dissipator } from "../../spins/dynamics/liouvillian.ts";
import { longExponential } from "../../spins/dynamics/propagate/long-exponential.ts";
import { withoutRotations } from "../../spins/dynamics/twist.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { combine, frobenius, identity, tensorProduct, zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { expm } from "../../spins/matrices/expm.ts";
import { LONG_EPSILON } from "../../spins/matrices/long-matrix.ts";
import { jumpOperator } from "../../spins/matrices/operators.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { norm } from "../../spins/numbers/vector.ts";
import { digits } from "../../test/support/many-digits/digits.ts";
import { exponential } from "../../test/support/many-digits/exponential.ts";
import { integer, largestOf, type Measures, randomHermitian, uniformOf } from "./measure.ts";

type Vector = readonly [number, number, number];

const vector = (uniform: () => number): Vector => [uniform() - 0.5, uniform() - 0.5, uniform() - 0.5];

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
  const re = spins.map((_, p) => vector(uniform).map((x) => sizes[p] * x) as unknown as Vector);
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
  const [re, im] = [vector(uniform), vector(uniform)];
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

/** Two different jumps of a spin or none too large, a Hamiltonian, and one part of their generator. */
function randomPart(uniform: () => number, largest: number): Part {
  const J = 0.5 * integer(uniform, 1, largest);
  const jumps = [0, 1].map(
    (): Jump => ({ reservoir: 0, rate: uniform(), re: [vector(uniform)], im: [vector(uniform)] }),
  );
  const d = 2 * J + 1;
  const [cluster] = evolution([dissipator(jumps, [J], [0])], [d], randomHermitian(d, uniform)).clusters;
  return partOf(allParts(cluster), 0);
}

/** ‖A‖t from 4 to 32, as in `propagate.ts`: beyond 4ε of the state. */
function squaringRatio(uniform: () => number): number {
  const part = randomPart(uniform, 3);
  const size = largestColumn(part);
  const time = (4 * 8 ** uniform()) / size;
  const E = expm(denseMatrix(part).mul(time));
  const { power } = longExponential(longMatrix(part), time, size);
  const x = Float64Array.from({ length: part.size }, () => uniform() - 0.5);
  const off = apply(Float64Array.from(E.to1DArray()), x).map((value, k) => value - apply(power.high, x)[k]);
  return Math.max(0, norm(off) / (ROUNDING * norm(x)) - 1) / (size * time);
}

/** ‖A‖t from 1 to 1e6, against squarings that keep forty digits. */
function longRatio(uniform: () => number): number {
  const part = randomPart(uniform, 2);
  const A = longMatrix(part);
  const n = part.size;
  const size = largestColumn(part);
  const time = 10 ** (6 * uniform()) / size;
  const d = digits(320);
  const rows = Array.from({ length: n }, (_, r) =>
    Array.from({ length: n }, (__, c) => d.of(A.high[r * n + c]) + d.of(A.low[r * n + c])),
  );
  const truth = exponential(rows, d.bits, time, Math.ceil(Math.log2(size)) + 1, 160);
  const { power } = longExponential(A, time, size);
  let squares = 0;
  for (let k = 0; k < n * n; k++) {
    const found = truth.d.of(power.high[k]) + truth.d.of(power.low[k]);
    squares += truth.d.toNumber(found - truth.power[Math.floor(k / n)][k % n]) ** 2;
  }
  return Math.sqrt(squares) / (LONG_EPSILON * n * (1 + size * time));
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

/** A bath's Gibbs state, its populations exactly (n̄/(n̄ + 1))^k but for one factor. */
function gibbsState(uniform: () => number): { state: ComplexMatrix; nbar: number; J: number } {
  const [nbar, J] = [10 ** (4 * uniform() - 2), 0.5 * integer(uniform, 1, 10)];
  return { state: channels["amplitude-damping"].steadyState!({ Gamma: 1, nbar }, [J]), nbar, J };
}

function gibbsRatio(uniform: () => number): number {
  const { state, nbar } = gibbsState(uniform);
  const d = digits(600);
  const ratio = d.over(d.of(nbar), d.of(nbar) + d.one);
  const n = state.dimension;
  // Index 0 is m = +J, which n̄ excitations less one lead to most seldom.
  const weights: bigint[] = [d.one];
  while (weights.length < n) weights.push(d.times(weights[weights.length - 1], ratio));
  const sum = weights.reduce((a, b) => a + b);
  return largestOf(n, (k) => {
    const truth = d.over(weights[n - 1 - k], sum);
    return Math.abs(d.toNumber(d.of(state.re[k * (n + 1)]) - truth)) / (n * Number.EPSILON * d.toNumber(truth));
  });
}

function atRest(uniform: () => number) {
  const { state, nbar, J } = gibbsState(uniform);
  const D = dissipator(channels["amplitude-damping"].jumps({ Gamma: 1, nbar }, [J]), [J], [0]);
  return { D, state, change: dissipate(D, state, [state.dimension]) };
}

export const ofGenerators: Measures = {
  COUPLING: {
    on: "1000 sums of terms of two or three parties, sizes from 1e-3 to 1e3",
    measure() {
      const uniform = uniformOf("couplings");
      return largestOf(1000, () => couplingRatio(uniform));
    },
  },
  ROTATION: {
    on: "1000 rotations of one spin or two, J up to 5, sizes from 0.1 to 10 (where sizes lie 1e6 apart up to 84 is left, and a rotation is taken for a twist as small as the rounding of H)",
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
  SQUARING: {
    on: "200 parts of up to 49 coordinates, ‖A‖t from 4 to 32, against thirty digits",
    measure() {
      const uniform = uniformOf("squarings");
      return largestOf(200, () => squaringRatio(uniform));
    },
  },
  LONG_SQUARING: {
    on: "40 parts of up to 25 coordinates, ‖A‖t from 1 to 1e6, against forty-eight digits",
    measure() {
      const uniform = uniformOf("long squarings");
      return largestOf(40, () => longRatio(uniform));
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
  GIBBS: {
    on: "500 baths, J up to 5, n̄ from 1e-2 to 1e2, against exact powers",
    measure() {
      const uniform = uniformOf("populations");
      return largestOf(500, () => gibbsRatio(uniform));
    },
  },
  AT_REST: {
    on: "the Gibbs states of 500 baths, J up to 5, n̄ from 1e-2 to 1e2",
    measure() {
      const uniform = uniformOf("rest");
      return largestOf(500, () => {
        const { D, change } = atRest(uniform);
        return frobenius(change) / (Number.EPSILON * dissipationSize(D));
      });
    },
  },
  KEPT: {
    on: "the Gibbs states of 500 baths, J up to 5, n̄ from 1e-2 to 1e2",
    measure() {
      const uniform = uniformOf("kept");
      return largestOf(500, () => {
        const { D, state, change } = atRest(uniform);
        const rate = D.rates.reduce((sum, each) => sum + Math.abs(each), 0);
        return largestEntry(change) / (Number.EPSILON * rate * largestEntry(state) * state.dimension ** 2);
      });
    },
  },
};
