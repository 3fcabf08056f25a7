/** Exponentials of generators. */
import { evolution } from "../../spins/dynamics/evolve.ts";
import { allParts } from "../../spins/dynamics/generator/cluster.ts";
import { largestColumn, longMatrix, type Part, partOf } from "../../spins/dynamics/generator/part.ts";
import type { Jump } from "../../spins/dynamics/jump.ts";
import { dissipator } from "../../spins/dynamics/liouvillian.ts";
import { longExponential } from "../../spins/dynamics/propagate/long-exponential.ts";
import { sparseRows } from "../../spins/dynamics/propagate/sparse-rows.ts";
import { taylorExponential } from "../../spins/dynamics/propagate/taylor.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { LONG_EPSILON, type LongMatrix, zeroVector } from "../../spins/matrices/long-matrix.ts";
import { digits } from "../../test/support/many-digits/digits.ts";
import { exponential } from "../../test/support/many-digits/exponential.ts";
import { integer, largestOf, type Measures, randomHermitian, randomVector, uniformOf } from "./measure.ts";

/** Two different jumps of a spin or none too large, a Hamiltonian, and one part of their generator. */
function randomPart(uniform: () => number, largest: number, slow = 1): Part {
  const J = 0.5 * integer(uniform, 1, largest);
  const jumps = [0, 1].map(
    (): Jump => ({ reservoir: 0, rate: slow * uniform(), re: [randomVector(uniform)], im: [randomVector(uniform)] }),
  );
  const d = 2 * J + 1;
  const [cluster] = evolution([dissipator(jumps, [J], [0])], [d], randomHermitian(d, uniform)).clusters;
  return partOf(allParts(cluster), 0);
}

/** By squarings that keep forty digits. */
function truthOf(A: LongMatrix, time: number, size: number) {
  const d = digits(320);
  const n = A.rows;
  const rows = Array.from({ length: n }, (_, r) =>
    Array.from({ length: n }, (__, c) => d.of(A.high[r * n + c]) + d.of(A.low[r * n + c])),
  );
  return exponential(rows, d.bits, time, Math.ceil(Math.log2(size)) + 1, 160);
}

/** ‖A‖t from 1 to 1e6. */
function longRatio(uniform: () => number): number {
  const part = randomPart(uniform, 2);
  const A = longMatrix(part);
  const n = part.size;
  const size = largestColumn(part);
  const time = 10 ** (6 * uniform()) / size;
  const truth = truthOf(A, time, size);
  const { power } = longExponential(A, time, size);
  let squares = 0;
  for (let k = 0; k < n * n; k++) {
    const found = truth.d.of(power.high[k]) + truth.d.of(power.low[k]);
    squares += truth.d.toNumber(found - truth.power[Math.floor(k / n)][k % n]) ** 2;
  }
  return Math.sqrt(squares) / (LONG_EPSILON * n * (1 + size * time));
}

/** A spin that precesses about its bath's axis, slowly damped: of a generator that turns pairs of coordinates the norm is the frequency, and
 *  terms grow as far as they may. */
function precessingPart(uniform: () => number): Part {
  const J = 0.5 * integer(uniform, 1, 12);
  const jump: Jump = { reservoir: 0, rate: 10 ** (-7 * uniform()), re: [[0.5, 0, 0]], im: [[0, -0.5, 0]] };
  const H = zeroMatrix(2 * J + 1);
  for (let k = 0; k <= 2 * J; k++) H.re[k * (2 * J + 2)] = (0.5 + uniform()) * (J - k);
  const parts = allParts(evolution([dissipator([jump], [J], [0])], [2 * J + 1], H).clusters[0]);
  return partOf(parts, integer(uniform, 0, parts.starts.length - 2));
}

/** ‖A‖t from 1 to 1e3, of rates that are up to a thousand times less than the Hamiltonian, on one coordinate. */
function steppedRatio(part: Part, uniform: () => number): number {
  const n = part.size;
  const size = largestColumn(part);
  const time = 10 ** (3 * uniform()) / size;
  const truth = truthOf(longMatrix(part), time, size);
  const x = zeroVector(n);
  const at = integer(uniform, 0, n - 1);
  x.high[at] = 1;
  const { high, low } = taylorExponential(sparseRows(part), x, time, null);
  let squares = 0;
  for (let k = 0; k < n; k++) {
    const found = truth.d.of(high[k]) + truth.d.of(low[k]);
    squares += truth.d.toNumber(found - truth.power[k][at]) ** 2;
  }
  return Math.sqrt(squares) / (LONG_EPSILON * (1 + size * time));
}

export const ofExponentials: Measures = {
  LONG_STEPPING: {
    on: "200 parts of up to 25 coordinates, and of 400 spins that precess, ‖A‖t from 1 to 1e3, against forty-eight digits",
    measure() {
      const uniform = uniformOf("long steps");
      const mixed = largestOf(200, () => steppedRatio(randomPart(uniform, 4, 10 ** (-3 * uniform())), uniform));
      return Math.max(
        mixed,
        largestOf(400, () => steppedRatio(precessingPart(uniform), uniform)),
      );
    },
  },
  LONG_SQUARING: {
    on: "40 parts of up to 25 coordinates, ‖A‖t from 1 to 1e6, against forty-eight digits",
    measure() {
      const uniform = uniformOf("long squarings");
      return largestOf(40, () => longRatio(uniform));
    },
  },
};
