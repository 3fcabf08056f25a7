/** Integration over one sphere by patches that are split where it pays, for integrands that are not smooth where Q = 0. */
import { type Goal, type Integral, type Refined, ROUNDING } from "./quadrature.ts";
import { patchRule, type SphereRule } from "./sphere.ts";
import { addTerm, type Sums, total, zeroSums } from "./sums.ts";

interface Patch {
  readonly theta0: number;
  readonly theta1: number;
  readonly phi0: number;
  readonly phi1: number;
  readonly values: Float64Array;
  readonly errors: Float64Array;
  readonly magnitudes: Float64Array;
  readonly noise: Float64Array;
}

/** Gauss nodes a side of a patch, and of the coarser rule that its error is judged by. */
const FINE = 8;
const COARSE = 6;

/**
 * Splits, round by round, the patches that hold most of the error in four, until all goals are met or the budget is
 * spent. A patch's error is the difference of two Gauss rules, but at least an eighth of what its parent turned out to
 * be off by: around a zero of Q the error falls by four with each split, while two rules may agree by chance.
 * @param sumOnPatch  all integrals over one patch
 */
export function integrateAdaptively(
  sumOnPatch: (rule: SphereRule) => Sums,
  count: number,
  goal: Goal,
  budget: number,
): Refined {
  const cost = sumOnPatch(patchRule(1, 0, 1, 0, 1)).evaluations * (FINE * FINE + COARSE * COARSE);
  let patches: Patch[] = [];
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 4; j++) {
      patches.push(measure(sumOnPatch, [i / 2, (i + 1) / 2, j / 2, (j + 1) / 2]));
    }
  }
  let evaluations = patches.length * cost;
  for (;;) {
    const integrals = summarize(patches, count, goal);
    if (integrals.every(({ converged }) => converged)) return { integrals, evaluations };
    const chosen = worst(patches, integrals);
    if (chosen.size === 0 || evaluations + 4 * cost * chosen.size > budget) return { integrals, evaluations };
    patches = patches.flatMap((patch, k) => (chosen.has(k) ? split(sumOnPatch, patch) : [patch]));
    evaluations += 4 * cost * chosen.size;
  }
}

/** @param corners  θ₀, θ₁, φ₀, φ₁ in units of π */
function measure(sumOnPatch: (rule: SphereRule) => Sums, corners: readonly [number, number, number, number]): Patch {
  const [theta0, theta1, phi0, phi1] = corners;
  const rule = (nodes: number) => patchRule(nodes, theta0 * Math.PI, theta1 * Math.PI, phi0 * Math.PI, phi1 * Math.PI);
  const fine = sumOnPatch(rule(FINE));
  const coarse = sumOnPatch(rule(COARSE));
  const values = fine.value.map((_, f) => total(fine, f));
  const errors = values.map((value, f) => Math.abs(value - total(coarse, f)));
  return { theta0, theta1, phi0, phi1, values, errors, magnitudes: fine.magnitude, noise: fine.noise };
}

function split(sumOnPatch: (rule: SphereRule) => Sums, patch: Patch): Patch[] {
  const theta = 0.5 * (patch.theta0 + patch.theta1);
  const phi = 0.5 * (patch.phi0 + patch.phi1);
  const parts = [
    measure(sumOnPatch, [patch.theta0, theta, patch.phi0, phi]),
    measure(sumOnPatch, [patch.theta0, theta, phi, patch.phi1]),
    measure(sumOnPatch, [theta, patch.theta1, patch.phi0, phi]),
    measure(sumOnPatch, [theta, patch.theta1, phi, patch.phi1]),
  ];
  for (let f = 0; f < patch.values.length; f++) {
    let sum = 0;
    for (const part of parts) sum += part.values[f];
    const off = Math.abs(sum - patch.values[f]);
    for (const part of parts) part.errors[f] = Math.max(part.errors[f], off / 8);
  }
  return parts;
}

/** For every integral that is not there yet, the patches that together hold three quarters of its error. */
function worst(patches: readonly Patch[], integrals: readonly Integral[]): Set<number> {
  const chosen = new Set<number>();
  integrals.forEach(({ converged }, f) => {
    if (converged) return;
    const order = patches.map((_, k) => k).sort((a, b) => patches[b].errors[f] - patches[a].errors[f]);
    const whole = patches.reduce((sum, patch) => sum + patch.errors[f], 0);
    let taken = 0;
    for (const k of order) {
      if (taken >= 0.75 * whole) break;
      taken += patches[k].errors[f];
      chosen.add(k);
    }
  });
  return chosen;
}

function summarize(patches: readonly Patch[], count: number, goal: Goal): Integral[] {
  const sums = zeroSums(count);
  for (const patch of patches) {
    for (let f = 0; f < count; f++) {
      addTerm(sums, f, patch.values[f]);
      sums.noise[f] += patch.errors[f] + patch.noise[f];
      sums.magnitude[f] += patch.magnitudes[f];
    }
  }
  return Array.from(sums.noise, (error, f) => {
    const value = total(sums, f);
    const magnitude = sums.magnitude[f];
    const floor = ROUNDING * magnitude;
    const bound = Math.max(error, floor);
    return { value, bound, magnitude, converged: bound <= Math.max(goal(f, value), floor) };
  });
}
