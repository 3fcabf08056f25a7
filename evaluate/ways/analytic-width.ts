/** How far beyond real directions what is integrated over phase space stays analytic: rules converge like e^{−2Ns} with it. */

import type { LocalAverage } from "../../runtime/spheres/local-average.ts";
import { BETWEEN_DIRECTIONS } from "../../spins/numbers/safety-factors.ts";
import { dickeAmplitudes } from "../../spins/states/dicke.ts";
import { azimuthalWidth } from "./azimuthal-width.ts";
import { closedForms, FLAT, type Form, WIDEST, widthOf } from "./form-width.ts";
import type { Widths } from "./spectral-tail.ts";

/** Directions of the other parties that a width is the least over. */
const SAMPLES = 32;

/** Of each sphere that has nodes, outer ones first; null where Q, or a closed sphere's A₀² − |R|², is no quadratic form of its direction, and
 *  for Π by its own integrand, whose ω has poles of its own. */
export function analyticWidths(average: LocalAverage): readonly Widths[] | null {
  const { inner, outer, innerTwoJ } = average;
  if (average.functionals.some(({ kind }) => kind === "production")) return null;
  const isClosed = inner === "closed";
  if (!isClosed && (inner !== "grid" || innerTwoJ > 2)) return null;
  if (outer.some(({ twoJ }) => twoJ > (isClosed ? 1 : 2))) return null;
  const twoJs = [...outer.map(({ twoJ }) => twoJ), innerTwoJ];
  const spheres = isClosed ? outer.length : outer.length + 1;
  return Array.from({ length: spheres }, (_, axis) => leastWidth(average, twoJs, axis));
}

/** In the direction of one party, the least over the directions of the others. */
function leastWidth({ inner, tensors }: LocalAverage, twoJs: readonly number[], axis: number): Widths {
  const isClosed = inner === "closed";
  const others = twoJs.length - (isClosed ? 2 : 1);
  let [polar, azimuthal] = [WIDEST, WIDEST];
  for (let sample = 0; sample < (others === 0 ? 1 : SAMPLES) && polar > 0; sample++) {
    const own = others === 0 ? tensors[0] : conditional(tensors[0], twoJs, axis, sample, isClosed);
    for (const form of isClosed ? closedForms(own) : [husimiForm(own, twoJs[axis])]) {
      const width = widthOf(form);
      polar = Math.min(polar, width);
      if (polar > 0) azimuthal = Math.min(azimuthal, azimuthalWidth(form, width));
    }
  }
  const share = others === 0 ? 1 : BETWEEN_DIRECTIONS;
  return { polar: share * polar, azimuthal: share * azimuthal };
}

/** What is left of a tensor where all parties but one, and a closed inner one, are found along directions that fill their spheres evenly. */
function conditional(
  tensor: Float64Array,
  twoJs: readonly number[],
  axis: number,
  sample: number,
  isClosed: boolean,
): Float64Array {
  const lengths = twoJs.map((twoJ) => (twoJ + 1) ** 2);
  let left = tensor;
  let done = 1;
  let after = left.length;
  for (let party = 0; party < twoJs.length; party++) {
    after /= lengths[party];
    if (party === axis || (isClosed && party === twoJs.length - 1)) {
      done *= lengths[party];
      continue;
    }
    left = contracted(left, done, weightsAlong(twoJs[party], sample, party), after);
  }
  return left;
}

function contracted(tensor: Float64Array, done: number, weights: Float64Array, after: number): Float64Array {
  const out = new Float64Array(done * after);
  for (let p = 0; p < done; p++) {
    for (let i = 0; i < weights.length; i++) {
      const from = (p * weights.length + i) * after;
      for (let k = 0; k < after; k++) out[p * after + k] += weights[i] * tensor[from + k];
    }
  }
  return out;
}

/** What a party's axis (see `hermitian-tensor.ts`) is multiplied by to find it along a direction: of an additive recurrence, another one for
 *  each party. */
function weightsAlong(twoJ: number, sample: number, party: number): Float64Array {
  const at = (k: number) => ((sample + 0.5) * RECURRENCE[(2 * party + k) % RECURRENCE.length]) % 1;
  const theta = Math.acos(1 - 2 * at(0));
  const phi = 2 * Math.PI * at(1);
  const d = twoJ + 1;
  const amplitudes = new Float64Array(d);
  dickeAmplitudes(twoJ, Math.cos(theta / 2), Math.sin(theta / 2), amplitudes);
  const weights = new Float64Array(d * d);
  let to = 0;
  for (; to < d; to++) weights[to] = amplitudes[to] ** 2;
  for (let q = 1; q < d; q++) {
    for (let i = 0; i + q < d; i++) {
      const across = 2 * amplitudes[i] * amplitudes[i + q];
      weights[to++] = across * Math.cos(q * phi);
      weights[to++] = across * Math.sin(q * phi);
    }
  }
  return weights;
}

/** Fractional parts of square roots of primes. */
const RECURRENCE = [2, 3, 5, 7, 11, 13, 17, 19].map((prime) => Math.sqrt(prime) % 1);

/** Q of a qubit or a spin 1 by its axis. */
function husimiForm(t: Float64Array, twoJ: number): Form {
  if (twoJ === 1) {
    return {
      mean: 0.5 * (t[0] + t[1]),
      slope: [0.5 * t[2], 0.5 * t[3], 0.25 * (t[0] - t[1])],
      curvature: FLAT,
      size: t[0] + t[1],
    };
  }
  // d² = (1+z)²/4, (1−z²)/2, (1−z)²/4; products of neighbours (1 ± z)(x, y)/√8, and (x² − y², 2xy)/2 of the outermost two.
  const [sum, rest] = [0.25 * (t[0] + t[2]), 0.5 * t[1]];
  const half = Math.SQRT1_2 / 2;
  const across = [half * (t[3] - t[5]), half * (t[4] - t[6])];
  return {
    mean: sum + rest,
    slope: [half * (t[3] + t[5]), half * (t[4] + t[6]), 0.25 * (t[0] - t[2])],
    curvature: Float64Array.of(
      ...[0.5 * t[7], 0.5 * t[8], across[0]],
      ...[0.5 * t[8], -0.5 * t[7], across[1]],
      ...[across[0], across[1], sum - rest],
    ),
    size: t[0] + t[1] + t[2],
  };
}
