/** What rules of the next sphere leave out, beside a much larger rule, over their differences to smaller ones. */
import { FADED } from "../../evaluate/errors/convergence.ts";
import { nextSphere } from "../../evaluate/ways/next-sphere.ts";
import { channels } from "../../generated/index.ts";
import { logMoment } from "../../generated/log-moment.ts";
import { integrateAverage } from "../../runtime/integrate.ts";
import { ANYHOW, type Integral } from "../../runtime/quadrature/integral.ts";
import { localAverage } from "../../runtime/spheres/local-average.ts";
import { type ComplexMatrix, combine } from "../../spins/matrices/complex-matrix.ts";
import { type Measures, randomState, uniformOf } from "./measure.ts";

const use = { channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0.3 } };

/** S, a rate and a moment of a pair. */
function integralsOn(rows: number, state: ComplexMatrix, other: ComplexMatrix): readonly Integral[] {
  const integrands = [
    { kind: "entropy", closed: logMoment },
    { kind: "entropyRate", use },
    { kind: "logMoment", closed: logMoment, of: combine(1, other, -1, state) },
  ] as const;
  const sphere = nextSphere({ rows, columns: Math.round(1.2 * rows) });
  const average = localAverage(state, [1.5], 0, sphere, integrands);
  return integrateAverage(
    average,
    integrands.map(() => ANYHOW),
    Number.POSITIVE_INFINITY,
  ).integrals;
}

const [RANKS, SHARES, SIZES] = [
  [1, 2, 3, 4],
  [0, 1e-6, 1e-4, 1e-2],
  [10, 12, 16, 20, 24, 32],
] as const;
/** States of a kind, whose errors and differences are summed. */
const STATES = 40;
const MOST = 80;

/** The largest over kinds of states, sizes and integrals of the sum of errors over that of differences. */
function worst(): number {
  const uniform = uniformOf("next spheres");
  let largest = 0;
  for (const rank of RANKS) for (const share of SHARES) largest = Math.max(largest, worstOf(rank, share, uniform));
  return largest;
}

function worstOf(rank: number, share: number, uniform: () => number): number {
  const sums = SIZES.map(() => [0, 1, 2].map(() => ({ error: 0, difference: 0 })));
  for (let k = 0; k < STATES; k++) {
    const state = combine(1 - share, randomState(4, rank, uniform), share, randomState(4, 4, uniform));
    const other = randomState(4, 4, uniform);
    const truth = integralsOn(MOST, state, other);
    SIZES.forEach((rows, s) => {
      const [own, smaller] = [rows, Math.round((5 / 6) * rows)].map((size) => integralsOn(size, state, other));
      truth.forEach(({ value, contributions }, f) => {
        const error = Math.abs(own[f].value - value);
        if (error <= FADED * contributions) return;
        sums[s][f].error += error;
        sums[s][f].difference += Math.abs(own[f].value - smaller[f].value);
      });
    });
  }
  return Math.max(...sums.flat().map(({ error, difference }) => (error === 0 ? 0 : error / difference)));
}

export const ofNextSpheres: Measures = {
  COARSER: {
    on: "sums over 40 pairs each of ranks 1 to 4 and near to them: S, a rate and a moment on 10 to 32 rows",
    measure: worst,
  },
};
