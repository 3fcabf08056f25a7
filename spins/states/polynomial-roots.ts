/** All zeros of a complex polynomial, on the Riemann sphere. */
import { POLYNOMIAL_ZERO } from "../numbers/safety-factors.ts";

/** Σ c_i ζ^i, i = 0 … degree, c_0 and c_degree not zero. */
export interface Polynomial {
  degree: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Zeros ζ_k, or 1/ζ_k of those that are inverted: all within the unit disk. */
export interface Zeros {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly inverted: Uint8Array;
  /** Scratch: which need no further step. */
  readonly found: Uint8Array;
}

export function emptyZeros(count: number): Zeros {
  return {
    re: new Float64Array(count),
    im: new Float64Array(count),
    inverted: new Uint8Array(count),
    found: new Uint8Array(count),
  };
}

/** Simple zeros take five to ten sweeps; those of an n-fold one come nearer by a factor in each. */
const MOST_SWEEPS = 200;

/**
 * All at once (Aberth, Math. Comp. 27, 339 (1973)): Newton's step for the polynomial over the factors of the other zeros.
 * One outside the unit disk is sought inside it as a zero of the reversed polynomial. Each is found where the polynomial is
 * its own rounding (Bini, Numer. Algorithms 13, 179 (1996)), which for an n-fold zero is a disk of ε^{1/n}, except around
 * ζ = 0 and ∞, where rounding is relative.
 */
export function findZeros(polynomial: Polynomial, zeros: Zeros): void {
  const { degree } = polynomial;
  scatter(degree, zeros);
  for (let sweep = 0, open = degree; sweep < MOST_SWEEPS && open > 0; sweep++) {
    for (let k = 0; k < degree; k++) {
      if (zeros.found[k] === 1 || !improve(polynomial, zeros, k)) continue;
      zeros.found[k] = 1;
      open--;
    }
  }
}

const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Where the search begins: evenly over the sphere on a spiral. */
function scatter(degree: number, zeros: Zeros): void {
  for (let k = 0; k < degree; k++) {
    const height = 1 - (2 * k + 1) / degree;
    const inverted = height < 0;
    const angle = (inverted ? -1 : 1) * (GOLDEN * k + 0.7);
    const size = Math.sqrt((1 - Math.abs(height)) / (1 + Math.abs(height)));
    zeros.re[k] = size * Math.cos(angle);
    zeros.im[k] = size * Math.sin(angle);
    zeros.inverted[k] = inverted ? 1 : 0;
    zeros.found[k] = 0;
  }
}

/** z ← z − 1/(p'/p − Σ_{j≠k} 1/(z − z_j)); whether it was found before. */
function improve({ degree, re, im }: Polynomial, zeros: Zeros, k: number): boolean {
  const x = zeros.re[k];
  const y = zeros.im[k];
  const inverted = zeros.inverted[k];
  const modulus = Math.sqrt(x * x + y * y);
  let p = 0;
  let pi = 0;
  let d = 0;
  let di = 0;
  let terms = 0;
  // Horner's rule from the leading coefficient of this chart.
  for (let n = 0; n <= degree; n++) {
    const i = inverted === 1 ? n : degree - n;
    const slope = d * x - di * y + p;
    di = d * y + di * x + pi;
    d = slope;
    const value = p * x - pi * y + re[i];
    pi = p * y + pi * x + im[i];
    p = value;
    terms = terms * modulus + Math.abs(re[i]) + Math.abs(im[i]);
  }
  const size = Math.max(Math.abs(p), Math.abs(pi));
  if (size <= POLYNOMIAL_ZERO * Number.EPSILON * terms) return true;
  // Divided by its size first: of many zeros near 0 the square of p would underflow.
  p /= size;
  pi /= size;
  d /= size;
  di /= size;
  const square = p * p + pi * pi;
  let a = (d * p + di * pi) / square;
  let b = (di * p - d * pi) / square;
  for (let j = 0; j < degree; j++) {
    if (j === k) continue;
    const u = zeros.re[j];
    const v = zeros.im[j];
    // Across charts 1/(z − 1/z_j) = z_j/(z z_j − 1).
    const across = zeros.inverted[j] !== inverted;
    const s = across ? x * u - y * v - 1 : x - u;
    const t = across ? x * v + y * u : y - v;
    const norm = s * s + t * t;
    if (norm === 0) continue;
    a -= (across ? u * s + v * t : s) / norm;
    b -= (across ? v * s - u * t : -t) / norm;
  }
  const norm = a * a + b * b;
  if (!(norm > 0)) return false;
  place(zeros, k, x - a / norm, y + b / norm);
  return 1 / norm <= (Number.EPSILON * modulus) ** 2 / 16;
}

/** Sets a zero in its chart, or in the other one where it has left the disk. */
function place(zeros: Zeros, k: number, x: number, y: number): void {
  const square = x * x + y * y;
  const leaves = square > 1;
  zeros.re[k] = leaves ? x / square : x;
  zeros.im[k] = leaves ? -y / square : y;
  if (leaves) zeros.inverted[k] = 1 - zeros.inverted[k];
}
