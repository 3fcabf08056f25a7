/** Minimisation of smooth functions of many variables. */

/** Sufficient decrease, as in Nocedal & Wright, Numerical Optimization (2006), p. 33. */
const ARMIJO = 1e-4;
/** The step of differences whose error is balanced between truncation and rounding: ε^{1/3}. */
const STEP = 6e-6;

interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
}

/** BFGS (Nocedal & Wright, algorithm 6.1) with central differences and backtracking, until it stops falling. */
export function minimise(
  f: (x: Float64Array) => number,
  start: Float64Array<ArrayBuffer>,
  iterations: number,
): Minimum {
  const n = start.length;
  let x = start.slice();
  let value = f(x);
  let slope = gradient(f, x);
  let inverse = identity(n);
  for (let k = 0; k < iterations; k++) {
    const direction = multiply(inverse, slope).map((entry) => -entry);
    const fall = dot(direction, slope);
    if (!(fall < 0)) break;
    let length = 1;
    let next = step(x, direction, length);
    let lower = f(next);
    while (!(lower <= value + ARMIJO * length * fall) && length > 1e-10) {
      length /= 3;
      next = step(x, direction, length);
      lower = f(next);
    }
    if (!(lower < value)) break;
    const nextSlope = gradient(f, next);
    inverse = updated(
      inverse,
      next.map((entry, i) => entry - x[i]),
      nextSlope.map((entry, i) => entry - slope[i]),
    );
    x = next;
    value = lower;
    slope = nextSlope;
  }
  return { x, value };
}

function gradient(f: (x: Float64Array) => number, x: Float64Array): Float64Array {
  const shifted = x.slice();
  return x.map((centre, i) => {
    shifted[i] = centre + STEP;
    const above = f(shifted);
    shifted[i] = centre - STEP;
    const below = f(shifted);
    shifted[i] = centre;
    return (above - below) / (2 * STEP);
  });
}

/** H ← (1 − s yᵀ/yᵀs) H (1 − y sᵀ/yᵀs) + s sᵀ/yᵀs; unchanged where the curvature is not positive. */
function updated(H: Float64Array, s: Float64Array, y: Float64Array): Float64Array {
  const n = s.length;
  const curvature = dot(s, y);
  if (!(curvature > 1e-14)) return H;
  const Hy = multiply(H, y);
  const factor = (1 + dot(y, Hy) / curvature) / curvature;
  return H.map((entry, k) => {
    const i = Math.floor(k / n);
    const j = k % n;
    return entry + factor * s[i] * s[j] - (Hy[i] * s[j] + s[i] * Hy[j]) / curvature;
  });
}

function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0));
}

function multiply(H: Float64Array, x: Float64Array): Float64Array<ArrayBuffer> {
  const n = x.length;
  return x.map((_, i) => dot(H.subarray(i * n, (i + 1) * n), x));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function step(x: Float64Array<ArrayBuffer>, direction: Float64Array, length: number): Float64Array<ArrayBuffer> {
  return x.map((entry, i) => entry + length * direction[i]);
}
