/** Sums, factors and spectra of matrices. */

import { sphereKernel } from "../../runtime/special/sphere-kernel.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { trace } from "../../spins/matrices/complex-matrix.ts";
import { logarithmicMoment, spectrum } from "../../spins/matrices/spectrum.ts";
import { traceProduct } from "../../spins/numbers/bounded.ts";
import { addMultiple } from "../../spins/numbers/long-number.ts";
import { coherent } from "../../spins/states/named-states.ts";
import { offProjector } from "../../spins/states/pure-state.ts";
import { exactKernel, fixed, toNumber } from "../../test/support/fixed-point.ts";
import { digits } from "../../test/support/many-digits/digits.ts";
import { integer, largestOf, type Measures, randomHermitian, randomState, uniformOf } from "./measure.ts";

/** Products of doubles are no longer than this. */
const exact = digits(400);

function traceRatio(uniform: () => number): number {
  const n = integer(uniform, 2, 12);
  const [rho, F] = [randomState(n, integer(uniform, 1, n), uniform), randomHermitian(n, uniform)];
  let sum = 0n;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const [here, there] = [i * n + j, j * n + i];
      sum += exact.times(exact.of(rho.re[here]), exact.of(F.re[there]));
      sum -= exact.times(exact.of(rho.im[here]), exact.of(F.im[there]));
    }
  }
  const { value, contributions } = traceProduct(rho, F);
  return Math.abs(exact.toNumber(exact.of(value) - sum)) / (Number.EPSILON * contributions);
}

/** K(A₀, R), of which a qubit's closed sphere is made. */
function kernelRatio(uniform: () => number): number {
  const A0 = 0.5 * uniform() + 1e-3;
  const R2 = A0 * A0 * (1 - 10 ** (-12 * uniform()));
  const truth = exactKernel(A0, R2);
  return Math.abs(toNumber(fixed(sphereKernel(A0, R2)) - truth)) / (Number.EPSILON * toNumber(truth));
}

function projectorRatio(uniform: () => number): number {
  const spins = [0.5 * integer(uniform, 1, 20), 0.5 * integer(uniform, 1, 4)].slice(0, integer(uniform, 1, 2));
  const place = () => ({ theta: Math.acos(2 * uniform() - 1), phi: 2 * Math.PI * uniform() });
  const rho = coherent(spins, spins.map(place));
  return offProjector(rho).largest / Number.EPSILON;
}

/** ‖AV − VΛ‖ of the embedding, to thirty digits, over nε‖A‖. */
function residualRatio(A: ComplexMatrix): number {
  const n = A.dimension;
  const { values, vectors } = spectrum(A);
  let [squares, largest] = [0, 0];
  for (let k = 0; k < 2 * n; k++) {
    largest = Math.max(largest, Math.abs(values[k]));
    const v = vectors.subarray(2 * n * k, 2 * n * (k + 1));
    for (let r = 0; r < 2 * n; r++) {
      const [sum, low] = [new Float64Array(1), new Float64Array(1)];
      for (let c = 0; c < 2 * n; c++) {
        const at = (r % n) * n + (c % n);
        const entry = r < n === c < n ? A.re[at] : r < n ? -A.im[at] : A.im[at];
        addMultiple(sum, low, 0, entry, v[c], 0);
      }
      addMultiple(sum, low, 0, -values[k], v[r], 0);
      squares += sum[0] * sum[0];
    }
  }
  // Each eigenvalue of A is there twice.
  return Math.sqrt(squares / 2) / (n * Number.EPSILON * largest);
}

export const ofMatrices: Measures = {
  SUM: {
    on: "2000 traces Tr[ρF] of 2 to 12 levels against exact sums, 2000 K(A₀, R) against fifty digits",
    measure() {
      const uniform = uniformOf("sums");
      return Math.max(
        largestOf(2000, () => traceRatio(uniform)),
        largestOf(2000, () => kernelRatio(uniform)),
      );
    },
  },
  TRACE: {
    on: "1000 states divided by their traces, 2 to 40 levels",
    measure() {
      const uniform = uniformOf("traces");
      return largestOf(1000, () => {
        const n = integer(uniform, 2, 40);
        return Math.abs(trace(randomState(n, 2, uniform)) - 1) / (n * Number.EPSILON);
      });
    },
  },
  PROJECTOR: {
    on: "1000 coherent states of one spin or two, J up to 10",
    measure() {
      const uniform = uniformOf("projectors");
      return largestOf(1000, () => projectorRatio(uniform));
    },
  },
  EIGENVALUE: {
    on: "300 Hermitian matrices and states of 2 to 12 levels, residuals to thirty digits",
    measure() {
      const uniform = uniformOf("spectra");
      return largestOf(300, (k) => {
        const n = integer(uniform, 2, 12);
        return residualRatio(
          k % 2 === 0 ? randomHermitian(n, uniform) : randomState(n, integer(uniform, 1, n), uniform),
        );
      });
    },
  },
  STRAY_SHARE: {
    on: "500 states without full rank, 2 to 12 levels, each in its own support",
    measure() {
      const uniform = uniformOf("supports");
      return largestOf(500, () => {
        const n = integer(uniform, 2, 12);
        const rho = randomState(n, integer(uniform, 1, n - 1), uniform);
        return logarithmicMoment(rho, spectrum(rho)).outside / Number.EPSILON;
      });
    },
  },
};
