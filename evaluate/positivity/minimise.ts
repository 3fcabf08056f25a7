/** Minimisation of smooth functions of many variables by L-BFGS, with their gradients given. */
import { dot } from "../../spins/numbers/vector.ts";

/** Sufficient decrease and curvature, as in Nocedal & Wright, Numerical Optimization (2006), p. 33, 34 and 142. */
const ARMIJO = 1e-4;
const CURVATURE = 0.9;
/** How many steps the inverse Hessian is made of; Nocedal & Wright, p. 179, find 3 to 20 to do. */
const MEMORY = 12;
/** A step that gains less than this share of the value is the last. */
const STALLED = 1e-6;
/** Trials along a line: twice as many bisections reach the rounding of most functions. */
const TRIALS = 25;

/** The value at x; its gradient goes to `slope`. Where the value is infinite the gradient is not read. */
export type Sloped = (x: Float64Array, slope: Float64Array) => number;

interface Minimum {
  readonly x: Float64Array<ArrayBuffer>;
  readonly value: number;
}

interface Point extends Minimum {
  readonly slope: Float64Array<ArrayBuffer>;
}

interface Step {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly curvature: number;
}

/**
 * L-BFGS (Nocedal & Wright, algorithms 7.4 and 7.5) until it stops falling.
 * @param enough  a value below which it stops
 */
export function minimise(
  f: Sloped,
  start: Float64Array<ArrayBuffer>,
  iterations: number,
  enough: number = Number.NEGATIVE_INFINITY,
): Minimum {
  let here = pointAt(f, start.slice());
  const steps: Step[] = [];
  for (let k = 0; k < iterations && here.value > enough && Number.isFinite(here.value); k++) {
    const direction = descent(here.slope, steps);
    const length = steps.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(here.slope, here.slope))) : 1;
    const next = alongLine(f, here, direction, length);
    if (next === null) break;
    const isStill = here.value - next.value <= STALLED * Math.abs(next.value);
    remember(steps, here, next);
    here = next;
    if (isStill) break;
  }
  return here;
}

function pointAt(f: Sloped, x: Float64Array<ArrayBuffer>): Point {
  const slope = new Float64Array(x.length);
  return { x, value: f(x, slope), slope };
}

/** −H∇f, H scaled by the latest curvature. */
function descent(slope: Float64Array, steps: readonly Step[]): Float64Array {
  const direction = slope.map((entry) => -entry);
  const shares = new Float64Array(steps.length);
  for (let k = steps.length - 1; k >= 0; k--) {
    const { s, y, curvature } = steps[k];
    shares[k] = dot(s, direction) / curvature;
    add(direction, -shares[k], y);
  }
  const latest = steps.at(-1);
  if (latest !== undefined) {
    const scale = latest.curvature / dot(latest.y, latest.y);
    for (let i = 0; i < direction.length; i++) direction[i] *= scale;
  }
  steps.forEach(({ s, y, curvature }, k) => {
    add(direction, shares[k] - dot(y, direction) / curvature, s);
  });
  return direction;
}

/** Weak Wolfe conditions by bisection and doubling, which need no smoothness (Lewis & Overton, Math. Program. 141, 135 (2013)); the
 *  lowest point seen where they are not met, and null where none is lower. */
function alongLine(f: Sloped, here: Point, direction: Float64Array, first: number): Point | null {
  const fall = dot(direction, here.slope);
  if (!(fall < 0)) return null;
  let [shortest, longest, length] = [0, Number.POSITIVE_INFINITY, first];
  let lowest: Point | null = null;
  for (let trial = 0; trial < TRIALS; trial++) {
    const x = here.x.slice();
    add(x, length, direction);
    const next = pointAt(f, x);
    if (!(next.value <= here.value + ARMIJO * length * fall)) longest = length;
    else {
      if (lowest === null || next.value < lowest.value) lowest = next;
      if (dot(direction, next.slope) >= CURVATURE * fall) return next;
      shortest = length;
    }
    length = Number.isFinite(longest) ? (shortest + longest) / 2 : 2 * length;
  }
  return lowest;
}

/** Where the curvature is not positive nothing is learnt. */
function remember(steps: Step[], from: Point, to: Point): void {
  const s = to.x.map((entry, i) => entry - from.x[i]);
  const y = to.slope.map((entry, i) => entry - from.slope[i]);
  const curvature = dot(s, y);
  if (!(curvature > Number.EPSILON * Math.sqrt(dot(s, s) * dot(y, y)))) return;
  if (steps.length === MEMORY) steps.shift();
  steps.push({ s, y, curvature });
}

function add(to: Float64Array, factor: number, x: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] += factor * x[i];
}
