/** Gaussian rationals (re + i·im)/den, exact, in lowest terms with den > 0: equal numbers have equal fields. */
export interface Gaussian {
  readonly re: bigint;
  readonly im: bigint;
  readonly den: bigint;
}

const absolute = (a: bigint): bigint => (a < 0n ? -a : a);

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [absolute(a), absolute(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** @throws RangeError when den is zero */
export function gaussian(re: bigint, im: bigint = 0n, den: bigint = 1n): Gaussian {
  if (den === 0n) throw new RangeError("division by zero in exact arithmetic");
  if (den === 1n) return { re, im, den };
  const common = greatestCommonDivisor(greatestCommonDivisor(re, im), den) * (den < 0n ? -1n : 1n);
  return { re: re / common, im: im / common, den: den / common };
}

export const zero = gaussian(0n);
export const one = gaussian(1n);
export const imaginaryUnit = gaussian(0n, 1n);

export const isZero = (a: Gaussian): boolean => a.re === 0n && a.im === 0n;
export const isReal = (a: Gaussian): boolean => a.im === 0n;

export const add = (a: Gaussian, b: Gaussian): Gaussian =>
  a.den === b.den
    ? gaussian(a.re + b.re, a.im + b.im, a.den)
    : gaussian(a.re * b.den + b.re * a.den, a.im * b.den + b.im * a.den, a.den * b.den);

export const negate = (a: Gaussian): Gaussian => ({ re: -a.re, im: -a.im, den: a.den });

export const conjugate = (a: Gaussian): Gaussian => ({ re: a.re, im: -a.im, den: a.den });

export const multiply = (a: Gaussian, b: Gaussian): Gaussian =>
  gaussian(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re, a.den * b.den);

/** @throws RangeError when a is zero */
export function inverse(a: Gaussian): Gaussian {
  const norm = a.re * a.re + a.im * a.im;
  return gaussian(a.re * a.den, -a.im * a.den, norm);
}

/** The exact value of a decimal literal such as `0.25` or `1.5e-3`. */
export function fromDecimal(text: string): Gaussian {
  const match = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match || (match[1] === "" && !match[2])) throw new RangeError(`not a decimal number: ${text}`);
  const fraction = match[2] ?? "";
  const exponent = Number(match[3] ?? "0") - fraction.length;
  const digits = BigInt(match[1] + fraction);
  return exponent >= 0 ? gaussian(digits * 10n ** BigInt(exponent)) : gaussian(digits, 0n, 10n ** BigInt(-exponent));
}

/** The nearest double of the real part; exact arithmetic ends here. */
export function toNumber({ re, den }: Gaussian): number {
  // A quotient of at least 64 bits, its last bit set where more would follow, rounds once as the exact value does.
  const bits = (a: bigint): number => a.toString(2).length;
  const shift = BigInt(Math.max(0, 64 + bits(den) - bits(absolute(re))));
  const scaled = absolute(re) << shift;
  const quotient = (scaled / den) | (scaled % den === 0n ? 0n : 1n);
  const half = Number(shift / 2n);
  const value = Number(quotient) / 2 ** half / 2 ** (Number(shift) - half);
  return re < 0n ? -value : value;
}

/** √n for a square of a whole number. */
export function integerRoot(square: bigint): bigint | undefined {
  const near = Math.sqrt(Number(square));
  if (!Number.isFinite(near)) return undefined;
  const guess = BigInt(Math.round(near));
  return guess * guess === square ? guess : undefined;
}

/** `3/2`, `-i`, `(1 + 2i)/3`. */
export function format(a: Gaussian): string {
  const over = a.den === 1n ? "" : `/${a.den}`;
  if (a.im === 0n) return `${a.re}${over}`;
  const im = a.im === 1n ? "i" : a.im === -1n ? "-i" : `${a.im}i`;
  if (a.re === 0n) return `${im}${over}`;
  const both = `${a.re} ${a.im < 0n ? "-" : "+"} ${im.replace("-", "")}`;
  return over === "" ? `(${both})` : `(${both})${over}`;
}
