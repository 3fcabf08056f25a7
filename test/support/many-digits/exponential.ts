/** e^{tA} of real matrices in many digits, by Taylor's series and squaring. */
import { type Digits, digits, parts, shifted } from "./digits.ts";
import type { Rows } from "./generator.ts";

/** tA/2^s has this norm at most: the series is short then. */
const SERIES_BITS = 24;

export function identityRows(d: Digits, n: number): Rows {
  return Array.from({ length: n }, (_, r) => Array.from({ length: n }, (_, c) => (r === c ? d.one : 0n)));
}

export function multiplyRows({ bits }: Digits, A: Rows, B: Rows): Rows {
  const shift = BigInt(bits);
  const n = A.length;
  return A.map((row) => {
    const out = new Array<bigint>(n).fill(0n);
    for (let k = 0; k < n; k++) {
      const a = row[k];
      if (a === 0n) continue;
      const line = B[k];
      for (let c = 0; c < n; c++) if (line[c] !== 0n) out[c] += a * line[c];
    }
    for (let c = 0; c < n; c++) out[c] >>= shift;
    return out;
  });
}

/** How often e^{tA/2^s} is to be squared, for A of a norm below 2^size. */
export function squarings(time: number, size: number): number {
  const { mantissa, exponent } = parts(time);
  return Math.max(0, mantissa.toString(2).length + exponent + size + SERIES_BITS);
}

/** e^{tA/2^s} with other digits than A has. */
export function startingPower(d: Digits, A: Rows, bits: number, time: number, s: number): Rows {
  const { mantissa, exponent } = parts(time);
  const M = A.map((row) => row.map((x) => shifted(x * mantissa, d.bits - bits + exponent - s)));
  const n = A.length;
  const unit = identityRows(d, n);
  let sum = unit;
  // From the last term that counts: 1 + M(1 + M/2(1 + M/3(…))).
  for (let k = Math.ceil(d.bits / SERIES_BITS); k >= 1; k--) {
    sum = multiplyRows(d, M, sum).map((row, r) => row.map((x, c) => x / BigInt(k) + unit[r][c]));
  }
  return sum;
}

/** e^{tA} where e^{tA} is no larger than about one: squaring doubles what the start is off by. */
export function exponential(
  A: Rows,
  bits: number,
  time: number,
  size: number,
  kept: number,
): { d: Digits; power: Rows } {
  const s = squarings(time, size);
  const d = digits(kept + s + 16);
  let power = startingPower(d, A, bits, time, s);
  for (let k = 0; k < s; k++) power = multiplyRows(d, power, power);
  return { d, power };
}
