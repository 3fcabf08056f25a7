/** Zeros of Husimi functions that are filled up by next to nothing: too narrow for any grid. */

import { total } from "../quadrature/integral.ts";
import { movePatch, patchRule, productRule, type SphereRule } from "../quadrature/sphere-rule.ts";
import { type LocalAverage, sumOver } from "./local-average.ts";
import { ANY, vortexSquares } from "./pole.ts";

/** Conditional states of less probability than this change their shape within an angle of 1e-4 and less. */
const FILLED = 1e-9;
/** The least of A₀(n) = ½ Tr⟨n|ρ|n⟩ over the sphere, and where it is.
 *  @param tensor  ρ with the outer qubit's axis first and the inner one's Bloch form last */
function leastProbability(tensor: Float64Array) {
  const [x, y, z] = [tensor[8], tensor[12], 0.5 * (tensor[0] - tensor[4])];
  const length = Math.hypot(x, y, z);
  const zero = [-x / length, -y / length, -z / length] as const;
  return { least: 0.5 * (tensor[0] + tensor[4]) - length, length, zero };
}

/** What the spot around the zero may contribute to each integral that no level of a grid sees; null where there is none. */
export function unseenAtZero(average: LocalAverage): readonly number[] | null {
  const { inner, outer, tensors, functionals } = average;
  if (inner !== "closed" || outer.length !== 1 || outer[0].twoJ !== 1) return null;
  const { least, length, zero } = leastProbability(tensors[0]);
  if (!(least < FILLED)) return null;
  const rule = ruleAt(zero);
  const sums = sumOver(average, { outer: [rule], inner: rule });
  // A₀ = least + length θ²/2 around the zero, and what does not vanish there falls off like 1/A₀: 2π least/length ln(length/least),
  // twice for what is linear in A₀.
  const share = Math.max(least / length, Number.EPSILON);
  const spot = 4 * Math.PI * share * (1 - Math.log(share));
  return functionals.map((_, f) => spot * Math.abs(total(sums, f)));
}

/** The square of the angle around a pole within which rows of the first grids see nothing of what fills a zero up, and no row of any. */
const REACH = { production: 0.01, entropyRate: 1e-4 } as const;

/** The same around the poles of a single sphere, ring by ring, for rates: the integrand of Π may be next to nothing elsewhere. */
export function unseenAtPoles(average: LocalAverage): readonly number[] | null {
  const { inner, outer, tensors, functionals, innerTwoJ } = average;
  const kind = (["production", "entropyRate"] as const).find((one) => functionals.some(({ kind }) => kind === one));
  if (inner !== "grid" || outer.length > 0 || kind === undefined) return null;
  const unseen = functionals.map(() => 0);
  const ring = patchRule(1, 8);
  for (const side of [0, 1] as const) {
    const [least, most] = vortexSquares(innerTwoJ, tensors[0], side, REACH[kind], ANY);
    for (let from = 0, to = Math.sqrt(least) / 2; to <= 2 * Math.sqrt(most); from = to, to *= 2) {
      movePatch(ring, side === 0 ? [from, to, 0, 2 * Math.PI] : [Math.PI - to, Math.PI - from, 0, 2 * Math.PI]);
      const { magnitude } = sumOver(average, { outer: [], inner: ring });
      for (let f = 0; f < unseen.length; f++) unseen[f] += 2 * magnitude[f];
    }
  }
  return unseen;
}

/** One node with weight 1. */
function ruleAt([x, y, z]: readonly [number, number, number]): SphereRule {
  const sine = Math.hypot(x, y);
  const half = Math.atan2(sine, z) / 2;
  const phi = Math.atan2(y, x);
  const one = (value: number) => Float64Array.of(value);
  return {
    ...productRule(1, 1, 0),
    cosTheta: one(z),
    sinTheta: one(sine),
    cosHalf: one(Math.cos(half)),
    sinHalf: one(Math.sin(half)),
    phi: one(phi),
    cosPhi: one(Math.cos(phi)),
    sinPhi: one(Math.sin(phi)),
    rowWeight: one(1),
    columnWeight: one(1),
  };
}
