/** Bounds from the differences of rules, against much finer rules. */
import { integrateAdaptively, patchRules } from "../../runtime/quadrature/adaptive.ts";
import { addTerm, EXACTLY, type Integral, type Sums, total, zeroSums } from "../../runtime/quadrature/integral.ts";
import { convergence } from "../../runtime/quadrature/refine.ts";
import { productRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import { ROUNDING } from "../../spins/numbers/bounded.ts";
import { LEVELS, PATCHES } from "../../spins/numbers/safety-factors.ts";
import { integer, type Measures, uniformOf } from "./measure.ts";

type Vector = readonly [number, number, number];

/** Of Q = Σ w_s Π_k (1 − n·m_sk)/2 the integrands of S and of isotropic noise, −Q ln Q and |∇Q|²/Q. */
interface Mixture {
  readonly weights: readonly number[];
  readonly points: readonly (readonly Vector[])[];
}

function direction(uniform: () => number): Vector {
  const z = 2 * uniform() - 1;
  const [phi, r] = [2 * Math.PI * uniform(), Math.sqrt(1 - z * z)];
  return [r * Math.cos(phi), r * Math.sin(phi), z];
}

/** Pure, nearly pure or mixed, of one to six points. */
function randomMixture(uniform: () => number): Mixture {
  const count = integer(uniform, 1, 6);
  const rest = [0, 10 ** (-6 * uniform()), 1][integer(uniform, 0, 2)];
  const weights = rest === 0 ? [1] : [1, rest, rest];
  return { weights, points: weights.map(() => Array.from({ length: count }, () => direction(uniform))) };
}

function integrandsAt({ weights, points }: Mixture, n: Vector): readonly [number, number] {
  let Q = 0;
  const slope = [0, 0, 0];
  weights.forEach((weight, s) => {
    const gaps = points[s].map(([x, y, z]) => 0.5 * (1 - n[0] * x - n[1] * y - n[2] * z));
    Q += weight * gaps.reduce((a, b) => a * b, 1);
    points[s].forEach((m, k) => {
      const others = gaps.reduce((product, gap, j) => (j === k ? product : product * gap), weight);
      for (const axis of [0, 1, 2]) slope[axis] -= 0.5 * others * m[axis];
    });
  });
  const along = slope[0] * n[0] + slope[1] * n[1] + slope[2] * n[2];
  const square = slope.reduce((sum, x, axis) => sum + (x - along * n[axis]) ** 2, 0);
  return Q > 0 ? [-Q * Math.log(Q), square / Q] : [0, 0];
}

function sumOn(mixture: Mixture, rule: SphereRule): Sums {
  const sums = zeroSums(2);
  for (let r = 0; r < rule.cosTheta.length; r++) {
    for (let c = 0; c < rule.phi.length; c++) {
      const [s, x, y] = [rule.sinTheta[r], rule.cosPhi[c], rule.sinPhi[c]];
      const weight = rule.rowWeight[r] * rule.columnWeight[c];
      integrandsAt(mixture, [s * x, s * y, rule.cosTheta[r]]).forEach((value, f) => {
        addTerm(sums, f, weight * value);
        sums.magnitude[f] += weight * Math.abs(value);
      });
      sums.evaluations++;
    }
  }
  return sums;
}

const ruleOf = (level: number): SphereRule => {
  const rows = Math.round(8 * 1.5 ** level);
  return productRule(rows, 2 * rows, 0.1 + 0.17 * level);
};

/** Patches to eleven digits, or as many as a million values give. */
const truthOf = (mixture: Mixture): readonly Integral[] => onPatches(mixture, 1e-12);

function onPatches(mixture: Mixture, tolerance: number): readonly Integral[] {
  const sizes = [...sumOn(mixture, ruleOf(2)).magnitude];
  const goals = sizes.map(() => ({ ...EXACTLY, relative: tolerance }));
  return integrateAdaptively(patchRules(), (rule) => sumOn(mixture, rule), sizes, goals, 4e5)!.integrals;
}

type Kind = ReturnType<typeof convergence>;

/** By how convergence looked: the least factor with which the bound would have held. */
function levelFactors(): Readonly<Record<Kind, number>> {
  const uniform = uniformOf("levels");
  const most = { geometric: 0, fast: 0, slow: 0 };
  for (let k = 0; k < 120; k++) {
    const mixture = randomMixture(uniform);
    const truth = truthOf(mixture);
    const levels = Array.from({ length: 8 }, (_, level) => sumOn(mixture, ruleOf(level)));
    for (const f of [0, 1]) {
      const d = levels.slice(1).map((sums, level) => Math.abs(total(sums, f) - total(levels[level], f)));
      const floor = ROUNDING * levels[0].magnitude[f];
      for (let level = 2; level < d.length; level++) {
        const seen = d.slice(0, level + 1);
        const off = Math.abs(total(levels[level + 1], f) - truth[f].value) - truth[f].error;
        const [last, before] = [seen[level], seen[level - 1]];
        if (Math.max(last, before) <= LEVELS * floor) continue;
        const kind = convergence(seen, floor);
        const free = kind === "geometric" ? before / 4 : kind === "fast" ? before : 0;
        const unit =
          kind === "slow" ? Math.max(last, before / 2, seen[level - 2] / 4, level > 2 ? seen[level - 3] / 8 : 0) : last;
        if (off > free && off > floor) most[kind] = Math.max(most[kind], off / unit);
      }
    }
  }
  return most;
}

let known: Readonly<Record<Kind, number>> | null = null;
function ofLevels(kind: Kind): number {
  known ??= levelFactors();
  return known[kind];
}

const levels =
  "both integrands of 120 states, pure, nearly pure and mixed, J up to 3, on levels 3 to 7, against patches; 0 where the difference before, which is a bound too, was always enough";

/** |value − truth| over the bound, times the factor in it. */
function patchFactor(): number {
  const uniform = uniformOf("patches");
  let most = 0;
  for (let k = 0; k < 60; k++) {
    const mixture = randomMixture(uniform);
    const truth = truthOf(mixture);
    for (const tolerance of [1e-2, 1e-4, 1e-6]) {
      onPatches(mixture, tolerance).forEach(({ value, error, contributions }, f) => {
        const off = Math.abs(value - truth[f].value) - truth[f].error;
        if (error > 1e3 * ROUNDING * contributions) most = Math.max(most, (PATCHES * off) / error);
      });
    }
  }
  return most;
}

export const ofRefinement: Measures = {
  GEOMETRIC_LEVELS: { on: levels, measure: () => ofLevels("geometric") },
  FAST_LEVELS: { on: levels, measure: () => ofLevels("fast") },
  SLOW_LEVELS: { on: levels, measure: () => ofLevels("slow") },
  PATCHES: { on: "both integrands of 60 states at three tolerances, against patches at 1e-12", measure: patchFactor },
};
