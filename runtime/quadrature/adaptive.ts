/** Integration over one sphere by patches that are split where it pays, for integrands that are not smooth where Q = 0. */

import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { PATCHES } from "../../spins/numbers/safety-factors.ts";
import {
  addTerm,
  allowedBy,
  type Goal,
  type Integral,
  type Integrals,
  judged,
  type Sums,
  total,
  zeroSums,
} from "./integral.ts";
import { movePatch, patchRule, type SphereRule } from "./sphere-rule.ts";

/** θ₀, θ₁, φ₀, φ₁. */
type Corners = readonly [number, number, number, number];

interface Patch {
  readonly corners: Corners;
  readonly values: Float64Array;
  /** What the rule may be off by because of θ and because of φ. */
  readonly polarErrors: Float64Array;
  readonly azimuthalErrors: Float64Array;
  readonly errors: Float64Array;
  readonly magnitudes: Float64Array;
  readonly noise: Float64Array;
  readonly evaluations: number;
}

/** Gauss nodes a side of a patch, and of the coarser rules that its error is judged by. */
const FINE = 8;
const COARSE = 6;
/** A patch whose error is below this share of its parent's converges too fast for that to be chance. */
const SMOOTH = 0.01;

/** Rules that are moved to one patch after the other. */
export interface PatchRules {
  readonly fine: SphereRule;
  readonly polar: SphereRule;
  readonly azimuthal: SphereRule;
}

export const patchRules = (): PatchRules => ({
  fine: patchRule(FINE, FINE),
  polar: patchRule(COARSE, FINE),
  azimuthal: patchRule(FINE, COARSE),
});

/**
 * Halves, round by round, the patches that hold most of the error, across the direction that it comes from, until all
 * goals are met or the budget is spent. A patch's error is the sum of its differences to rules that are coarser in one
 * direction, but at least half of what its parent turned out to be off by and an eighth of its parent's error: around a
 * zero of Q the error halves with the patch, while two rules may agree by chance.
 * @param rules  moved from patch to patch
 * @param sumOnPatch  all integrals over one patch, in sums that the next may overwrite
 * @returns  null where the budget is too small to begin with
 * @param sizes  Σ |contributions| of each integral as far as known
 */
export function integrateAdaptively(
  rules: PatchRules,
  sumOnPatch: (rule: SphereRule) => Sums,
  sizes: readonly number[],
  goals: readonly Goal[],
  budget: number,
): Integrals | null {
  const measure = patchMeasure(rules, sumOnPatch);
  const first = firstPatches(finest(sizes, goals));
  const one = measure(first[0]);
  if (first.length * one.evaluations > budget) return null;
  let patches = [one, ...first.slice(1).map(measure)];
  let evaluations = spentOn(patches);
  const cost = evaluations / patches.length;
  for (;;) {
    const integrals = summarize(patches, sizes, goals);
    if (integrals.every(({ settled, value }) => settled || Number.isNaN(value))) return { integrals, evaluations };
    const chosen = worst(patches, integrals);
    if (chosen.size === 0 || evaluations + 2 * cost * chosen.size > budget) return { integrals, evaluations };
    patches = patches.flatMap((patch, k) => {
      const f = chosen.get(k);
      if (f === undefined) return [patch];
      const halves = halve(measure, patch, f);
      evaluations += spentOn(halves);
      return halves;
    });
  }
}

const spentOn = (patches: readonly Patch[]): number => patches.reduce((sum, { evaluations }) => sum + evaluations, 0);

/** The angle of a cap whose share of the sphere is a sixteenth of the smallest goal. */
function finest(sizes: readonly number[], goals: readonly Goal[]): number {
  let share = 1;
  sizes.forEach((size, f) => {
    if (size > 0) share = Math.min(share, allowedBy(goals[f], size, size) / size);
  });
  return Math.max(0.5 * Math.sqrt(share), 1e-7);
}

/** Quarters of both hemispheres, graded towards the poles down to `cap`: in θ and φ what a zero near a pole does is seen
 *  only by rows that are as near. */
function firstPatches(cap: number): Corners[] {
  const edges = [Math.PI / 2];
  while (edges[0] > cap) edges.unshift(edges[0] / 4);
  edges.unshift(0);
  const corners: Corners[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    for (let j = 0; j < 4; j++) {
      const [phi0, phi1] = [(j * Math.PI) / 2, ((j + 1) * Math.PI) / 2];
      corners.push([edges[i], edges[i + 1], phi0, phi1], [Math.PI - edges[i + 1], Math.PI - edges[i], phi0, phi1]);
    }
  }
  return corners;
}

/** The integrals over one patch after the other, with what they may be off by; the rules are moved, not made anew. */
function patchMeasure(
  { fine, polar, azimuthal }: PatchRules,
  sumOnPatch: (rule: SphereRule) => Sums,
): (corners: Corners) => Patch {
  return (corners) => {
    for (const rule of [fine, polar, azimuthal]) movePatch(rule, corners);
    const sums = sumOnPatch(fine);
    const values = sums.value.map((_, f) => total(sums, f));
    const [magnitudes, noise] = [sums.magnitude.slice(), sums.noise.slice()];
    let { evaluations } = sums;
    const differences = (rule: SphereRule) => {
      const coarse = sumOnPatch(rule);
      evaluations += coarse.evaluations;
      return values.map((value, f) => Math.abs(value - total(coarse, f)));
    };
    const [polarErrors, azimuthalErrors] = [differences(polar), differences(azimuthal)];
    const errors = polarErrors.map((error, f) => error + azimuthalErrors[f]);
    return { corners, values, polarErrors, azimuthalErrors, errors, magnitudes, noise, evaluations };
  };
}

/** Two halves, across the direction that makes most of the f-th integral's error. */
function halve(measure: (corners: Corners) => Patch, patch: Patch, f: number): Patch[] {
  const [theta0, theta1, phi0, phi1] = patch.corners;
  const theta = 0.5 * (theta0 + theta1);
  const phi = 0.5 * (phi0 + phi1);
  const across: [Corners, Corners] =
    patch.polarErrors[f] >= patch.azimuthalErrors[f]
      ? [
          [theta0, theta, phi0, phi1],
          [theta, theta1, phi0, phi1],
        ]
      : [
          [theta0, theta1, phi0, phi],
          [theta0, theta1, phi, phi1],
        ];
  const halves = across.map(measure);
  for (let g = 0; g < patch.values.length; g++) {
    const off = Math.abs(halves[0].values[g] + halves[1].values[g] - patch.values[g]);
    for (const half of halves) {
      const seen = Math.max(half.errors[g], off / 2);
      half.errors[g] = seen < SMOOTH * patch.errors[g] ? seen : Math.max(seen, patch.errors[g] / 8);
    }
  }
  return halves;
}

/** For every integral that is not there yet the patches that together hold three quarters of its error, each with the
 *  integral that it was first chosen for. */
function worst(patches: readonly Patch[], integrals: readonly Integral[]): Map<number, number> {
  const chosen = new Map<number, number>();
  integrals.forEach(({ settled, value }, f) => {
    if (settled || Number.isNaN(value)) return;
    const order = patches.map((_, k) => k).sort((a, b) => patches[b].errors[f] - patches[a].errors[f]);
    const whole = patches.reduce((sum, patch) => sum + patch.errors[f], 0);
    let taken = 0;
    for (const k of order) {
      if (taken >= 0.75 * whole) break;
      taken += patches[k].errors[f];
      if (!chosen.has(k)) chosen.set(k, f);
    }
  });
  return chosen;
}

function summarize(patches: readonly Patch[], sizes: readonly number[], goals: readonly Goal[]): Integral[] {
  const count = sizes.length;
  const sums = zeroSums(count);
  const errors = new Float64Array(count);
  for (const patch of patches) {
    for (let f = 0; f < count; f++) {
      addTerm(sums, f, patch.values[f]);
      errors[f] += PATCHES * patch.errors[f];
      sums.noise[f] += patch.noise[f];
      sums.magnitude[f] += patch.magnitudes[f];
    }
  }
  return Array.from(errors, (error, f) => {
    const value = total(sums, f);
    const magnitude = Math.max(sums.magnitude[f], sizes[f]);
    const integral = judged(value, { truncation: error, unseen: 0, integrand: sums.noise[f] }, magnitude, goals[f]);
    // Differences of rules are rounding by now, and smaller patches have as much of it.
    return { ...integral, settled: integral.settled || error <= PATCHES * ROUNDING * magnitude };
  });
}
