/** Fixed-point numbers on BigInt with as many bits after the point as are asked for; nothing is taken from runtime/. */

/** A number x stands as the integer x·2^bits. */
export interface Digits {
  readonly bits: number;
  readonly one: bigint;
  times(a: bigint, b: bigint): bigint;
  over(a: bigint, b: bigint): bigint;
  /** The double as it is, down to the last bit that there is. */
  of(x: number): bigint;
  /** From numbers with another count of bits. */
  from(x: bigint, bits: number): bigint;
  /** The nearest double, or one of the two nearest. */
  toNumber(x: bigint): number;
}

const made = new Map<number, Digits>();

export function digits(bits: number): Digits {
  const known = made.get(bits);
  if (known !== undefined) return known;
  const shift = BigInt(bits);
  const one = 1n << shift;
  const fresh: Digits = {
    bits,
    one,
    times: (a, b) => (a * b) >> shift,
    over: (a, b) => (a << shift) / b,
    of: (x) => doubleTimes(x, bits),
    from: (x, other) => shifted(x, bits - other),
    toNumber: (x) => nearest(x, bits),
  };
  made.set(bits, fresh);
  return fresh;
}

export function shifted(x: bigint, by: number): bigint {
  return by >= 0 ? x << BigInt(by) : x >> BigInt(-by);
}

/** How many bits |x| has. */
export function bitLength(x: bigint): number {
  const text = (x < 0n ? -x : x).toString(16);
  return text === "0" ? 0 : 4 * (text.length - 1) + (32 - Math.clz32(Number.parseInt(text[0], 16)));
}

/** x = mantissa·2^exponent, exactly. */
export function parts(x: number): { readonly mantissa: bigint; readonly exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(x));
  const word = view.getBigUint64(0);
  const exponent = Number(word >> 52n);
  const mantissa = (word & ((1n << 52n) - 1n)) | (exponent > 0 ? 1n << 52n : 0n);
  return { mantissa: x < 0 ? -mantissa : mantissa, exponent: Math.max(exponent, 1) - 1075 };
}

function doubleTimes(x: number, bits: number): bigint {
  const { mantissa, exponent } = parts(x);
  return shifted(mantissa, bits + exponent);
}

function nearest(x: bigint, bits: number): number {
  const extra = Math.max(bitLength(x) - 64, 0);
  const head = Number(shifted(x, -extra));
  const exponent = extra - bits;
  // In two steps, as 2^exponent may be no double where the product is one.
  const half = Math.trunc(exponent / 2);
  return head * 2 ** half * 2 ** (exponent - half);
}

export function squareRoot({ bits }: Digits, a: bigint): bigint {
  const n = a << BigInt(bits);
  if (n < 2n) return n;
  let x = 1n << BigInt((bitLength(n) + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** cosh x and sinh x (sign 1), or cos x and sin x (sign −1), by their series; |x| up to a few dozen. */
export function evenAndOdd({ bits }: Digits, x: number, sign: 1n | -1n): { even: bigint; odd: bigint } {
  const guard = 64 + Math.ceil(3 * Math.abs(x));
  const fine = digits(bits + guard);
  const argument = fine.of(x);
  let [even, odd] = [0n, 0n];
  for (let n = 0n, term = fine.one; term !== 0n && term !== -1n; n++, term = fine.times(term, argument) / n) {
    const signed = (n / 2n) % 2n === 0n ? term : sign * term;
    if (n % 2n === 0n) even += signed;
    else odd += signed;
  }
  return { even: shifted(even, -guard), odd: shifted(odd, -guard) };
}

/** ln a for a > 0: its 2⁸-th root is near 1, and ln x = 2 artanh((x − 1)/(x + 1)). */
export function logarithm({ bits }: Digits, a: bigint): bigint {
  const guard = 32;
  const fine = digits(bits + guard);
  const doublings = bitLength(a) - 1 - bits;
  let root = shifted(a, guard - doublings);
  for (let k = 0; k < 8; k++) root = squareRoot(fine, root);
  const sum = (twiceArtanh(fine, fine.over(root - fine.one, root + fine.one)) << 8n) + BigInt(doublings) * ln2(fine);
  return shifted(sum, -guard);
}

function twiceArtanh({ times }: Digits, z: bigint): bigint {
  const square = times(z, z);
  let sum = 0n;
  for (let n = 1n, power = z; power !== 0n && power !== -1n; n += 2n, power = times(power, square)) sum += power / n;
  return 2n * sum;
}

const logarithmsOfTwo = new Map<number, bigint>();

function ln2(fine: Digits): bigint {
  const known = logarithmsOfTwo.get(fine.bits);
  if (known !== undefined) return known;
  const fresh = twiceArtanh(fine, fine.one / 3n);
  logarithmsOfTwo.set(fine.bits, fresh);
  return fresh;
}
