/** Arithmetic to sixty digits after the point on BigInt, and a qubit's special functions to fifty. */

const BITS = 220n;
export const ONE = 1n << BITS;

export const multiply = (a: bigint, b: bigint): bigint => (a * b) >> BITS;
export const divide = (a: bigint, b: bigint): bigint => (a << BITS) / b;

/** The double as it is. */
export function fixed(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(x));
  const bits = view.getBigUint64(0);
  const exponent = bits >> 52n;
  const mantissa = (bits & ((1n << 52n) - 1n)) | (exponent > 0n ? 1n << 52n : 0n);
  const shift = BITS + (exponent > 0n ? exponent : 1n) - 1075n;
  const size = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  return x < 0 ? -size : size;
}

/** How far `x` is from `exact`, in units of its last place. */
export function unitsOff(x: number, exact: bigint): number {
  const unit = fixed(2 ** (Math.floor(Math.log2(Math.abs(x))) - 52));
  return Number(((fixed(x) - exact) * 1_000_000n) / unit) / 1e6;
}

/** √a, a ≥ 0. */
export function squareRoot(a: bigint): bigint {
  const n = a << BITS;
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** e^−x, x ≥ 0: the 2^k-th power of a series at a small argument. */
export function decay(x: bigint): bigint {
  let [halvings, small] = [0, x];
  for (; small > ONE >> 8n; small >>= 1n) halvings++;
  let [sum, term] = [0n, ONE];
  for (let n = 1n; term !== 0n; term = -multiply(term, small) / n, n++) sum += term;
  for (let k = 0; k < halvings; k++) sum = multiply(sum, sum);
  return sum;
}

/** The nearest double, about. */
export const toNumber = (a: bigint): number => Number(a / (1n << (BITS - 120n))) / 2 ** 120;

/** 2 artanh z by its series. */
function twiceArtanh(z: bigint): bigint {
  const square = multiply(z, z);
  let sum = 0n;
  for (let n = 1n, power = z; power !== 0n; n += 2n, power = multiply(power, square)) sum += power / n;
  return 2n * sum;
}

const LN2 = twiceArtanh(ONE / 3n);

/** ln a, a > 0: its 2⁸-th root is near 1. */
export function logarithm(a: bigint): bigint {
  let doublings = 0n;
  let root = a;
  for (; root >= 2n * ONE; root >>= 1n) doublings++;
  for (; root < ONE; root <<= 1n) doublings--;
  for (let k = 0; k < 8; k++) root = squareRoot(root);
  return (twiceArtanh(divide(root - ONE, root + ONE)) << 8n) + doublings * LN2;
}

/** Σ aₙ yⁿ with 1/aₙ from `inverse`, for small y. */
function series(y: bigint, from: bigint, numerator: bigint, inverse: (n: bigint) => bigint): bigint {
  let sum = 0n;
  let power = from === 0n ? ONE : y;
  for (let n = from; power !== 0n; n++, power = multiply(power, y)) sum += (numerator * power) / inverse(n);
  return sum;
}

const SMALL = ONE >> 20n;

/** K(A₀, R) = [2 − (1 − y)/√y · ln((1+√y)/(1−√y))]/(y A₀), y = R²/A₀². */
export function exactKernel(A0: number, R2: number): bigint {
  const A = fixed(A0);
  const y = divide(divide(fixed(R2), A), A);
  if (y < SMALL)
    return divide(
      series(y, 0n, 4n, (n) => (2n * n + 1n) * (2n * n + 3n)),
      A,
    );
  if (y >= ONE) return divide(2n * ONE, squareRoot(fixed(R2)));
  const x = squareRoot(y);
  const log = 2n * logarithm(ONE + x) - logarithm(ONE - y);
  return divide(divide(2n * ONE - multiply(divide(ONE - y, x), log), y), A);
}

/** L₀(A₀, R) = [(A₀+R) ln(A₀+R) − (A₀−R) ln(A₀−R)]/R − 2. */
export function exactLogMean(A0: number, R2: number): bigint {
  const A = fixed(A0);
  const y = divide(divide(fixed(R2), A), A);
  if (y < SMALL) return 2n * logarithm(A) - series(y, 1n, 1n, (n) => n * (2n * n + 1n));
  const R = squareRoot(fixed(R2));
  const low = A - R;
  const lower = low > 0n ? multiply(low, logarithm(low)) : 0n;
  return divide(multiply(A + R, logarithm(A + R)) - lower, R) - 2n * ONE;
}
