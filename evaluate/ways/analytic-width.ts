/** How far beyond real directions what is integrated over phase space stays analytic: rules converge like e^{−2Ns} with it. */

import type { LocalAverage } from "../../runtime/spheres/local-average.ts";
import { axesAbout } from "../../spins/matrices/pair-tensor.ts";
import { BETWEEN_DIRECTIONS } from "../../spins/numbers/safety-factors.ts";
import { dickeAmplitudes } from "../../spins/states/dicke.ts";
import { azimuthalWidth } from "./azimuthal-width.ts";
import { closedForms } from "./closed-forms.ts";
import { FLAT, type Form, isWideEnough, widthOf } from "./form-width.ts";
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

/** In the direction of one party, the least over the directions of the others: the smallest of some that fill their spheres evenly, and from
 *  the smallest few of these downhill. */
function leastWidth({ inner, tensors }: LocalAverage, twoJs: readonly number[], axis: number): Widths {
  const isClosed = inner === "closed";
  const last = twoJs.length - 1;
  const others = twoJs.flatMap((_, party) => (party === axis || (isClosed && party === last) ? [] : [party]));
  const formsAt = (directions: Directions): readonly Form[] => {
    const own = directions.size === 0 ? tensors[0] : conditional(tensors[0], twoJs, directions);
    return isClosed ? closedForms(own) : [husimiForm(own, twoJs[axis])];
  };
  if (others.length === 0) return widthsOf(formsAt(new Map()));
  const starts = Array.from({ length: SAMPLES }, (_, sample): Found => {
    const directions: Directions = new Map(others.map((party) => [party, directionOf(sample, party)]));
    return { directions, widths: widthsOf(formsAt(directions)) };
  });
  const polar = leastFrom(starts, (directions) => polarWidthOf(formsAt(directions)));
  const azimuthal = Math.min(SURE * polar, ...starts.map(({ widths }) => widths.azimuthal));
  return { polar: BETWEEN_DIRECTIONS * polar, azimuthal: BETWEEN_DIRECTIONS * Math.max(azimuthal, polar) };
}

/** What azimuthal widths, which are no less than polar ones but fall steeply between directions, are believed to be of them at the most. */
const SURE = 1.2;

/** Downhill from the smallest few. */
function leastFrom(starts: readonly Found[], widthAt: (directions: Directions) => number): number {
  const sorted = starts.toSorted((a, b) => a.widths.polar - b.widths.polar);
  let least = sorted[0].widths.polar;
  for (const { directions, widths } of sorted.slice(0, DOWNHILL))
    if (isWideEnough(least)) least = Math.min(least, downhill(directions, widths.polar, widthAt));
  return least;
}

/** Unit vectors by party. */
type Directions = ReadonlyMap<number, Vector>;
type Vector = readonly [x: number, y: number, z: number];

interface Found {
  readonly directions: Directions;
  readonly widths: Widths;
}

const polarWidthOf = (forms: readonly Form[]): number => Math.min(...forms.map((form) => widthOf(form)));

function widthsOf(forms: readonly Form[]): Widths {
  const polar = polarWidthOf(forms);
  if (!(polar > 0)) return { polar, azimuthal: 0 };
  return { polar, azimuthal: Math.min(...forms.map((form) => azimuthalWidth(form, polar))) };
}

/** One direction after the other is moved by an angle, which is halved where that leads nowhere. */
function downhill(start: Directions, from: number, widthAt: (directions: Directions) => number): number {
  let [directions, width] = [start, from];
  for (let angle = FIRST_ANGLE; angle > LAST_ANGLE && isWideEnough(width); ) {
    let isLower = false;
    for (const [party, direction] of directions) {
      for (const near of around(direction, angle)) {
        const moved = new Map(directions).set(party, near);
        const own = widthAt(moved);
        if (own >= width) continue;
        [directions, width, isLower] = [moved, own, true];
      }
    }
    if (!isLower) angle /= 2;
  }
  return width;
}

/** From how many of the samples, and by which angles. */
const DOWNHILL = 4;
const [FIRST_ANGLE, LAST_ANGLE] = [0.4, 0.04];

/** Four directions at an angle from one. */
function* around(direction: Vector, angle: number): Generator<Vector> {
  axesAbout(Float64Array.from(direction), axes);
  for (const [axis, sign] of [
    [0, 1],
    [0, -1],
    [1, 1],
    [1, -1],
  ] as const) {
    const [c, s] = [Math.cos(angle), sign * Math.sin(angle)];
    yield [0, 1, 2].map((i) => c * direction[i] + s * axes[3 * axis + i]) as unknown as Vector;
  }
}

/** Written and read within one direction. */
const axes = new Float64Array(9);

/** What is left of a tensor where some parties are found along directions. */
function conditional(tensor: Float64Array, twoJs: readonly number[], directions: Directions): Float64Array {
  const lengths = twoJs.map((twoJ) => (twoJ + 1) ** 2);
  let left = tensor;
  let done = 1;
  let after = left.length;
  for (let party = 0; party < twoJs.length; party++) {
    after /= lengths[party];
    const direction = directions.get(party);
    if (direction === undefined) done *= lengths[party];
    else left = contracted(left, done, weightsAlong(twoJs[party], direction), after);
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

/** Of an additive recurrence, another one for each of twelve parties, beyond which no rule is within reach. */
function directionOf(sample: number, party: number): Vector {
  const at = (k: number) => ((sample + 0.5) * RECURRENCE[(2 * party + k) % RECURRENCE.length]) % 1;
  const z = 1 - 2 * at(0);
  const [across, phi] = [Math.sqrt(1 - z * z), 2 * Math.PI * at(1)];
  return [across * Math.cos(phi), across * Math.sin(phi), z];
}

/** What a party's axis (see `hermitian-tensor.ts`) is multiplied by to find it along a direction. */
function weightsAlong(twoJ: number, [x, y, z]: Vector): Float64Array {
  const [across, phi] = [Math.hypot(x, y), Math.atan2(y, x)];
  const theta = Math.atan2(across, z);
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

/** Fractional parts of square roots of primes, two a party. */
const RECURRENCE = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89].map(
  (prime) => Math.sqrt(prime) % 1,
);

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
