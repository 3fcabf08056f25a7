/** Points of the unit circle to half a unit of the last place, from integers: the engine's sin and cos promise nothing. */

const BITS = 120n;
const ONE = 1n << BITS;

/** atan(1/n)·2^BITS. */
function arctangent(n: bigint): bigint {
  let sum = 0n;
  for (let k = 1n, power = ONE / n; power !== 0n; k += 2n, power /= -n * n) sum += power / k;
  return sum;
}

/** π·2^BITS, by Machin's formula, to some 2⁸ units. */
const PI = 4n * (4n * arctangent(5n) - arctangent(239n));

/** cos or sin of x·2^−BITS for |x| ≤ π/4, by its series. */
function series(x: bigint, first: bigint, k: bigint): bigint {
  let sum = 0n;
  for (let term = first; term !== 0n; k += 2n) {
    sum += term;
    term = (-term * ((x * x) >> BITS)) / (k * (k + 1n)) / ONE;
  }
  return sum;
}

const asDouble = (x: bigint): number => Number(x) / 2 ** Number(BITS);

export interface Circle {
  readonly count: number;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

/** e^{2πij/n} for 0 ≤ j < n; each part to 2⁻⁵³. @param n  a multiple of 8 */
export function circleOf(n: number): Circle {
  const [cos, sin] = [new Float64Array(n), new Float64Array(n)];
  const put = (j: number, c: number, s: number): void => {
    cos[j % n] = c;
    sin[j % n] = s;
  };
  for (let j = 0; j <= n / 8; j++) {
    const x = (2n * PI * BigInt(j)) / BigInt(n);
    const [c, s] = [asDouble(series(x, ONE, 1n)), asDouble(series(x, x, 2n))];
    for (const [quarter, [a, b]] of [
      [c, s],
      [-s, c],
      [-c, -s],
      [s, -c],
    ].entries()) {
      put(j + (quarter * n) / 4, a, b);
      // The reflection of the eighth turn about the diagonal of its quarter.
      const [e, f] = [
        [s, c],
        [-c, s],
        [-s, -c],
        [c, -s],
      ][quarter];
      put(n / 4 - j + (quarter * n) / 4, e, f);
    }
  }
  return { count: n, cos, sin };
}

const FINE = circleOf(1024);
const TURN = 2 * Math.PI;

/** e^{i·angle} to 2⁻⁴⁹, 0 ≤ angle ≤ 7: the next of 1024 points and Taylor's polynomial of degree 5 (|x| < 0.0031: x⁶/720 < 2⁻⁵⁹). */
export function unitAt(angle: number): readonly [cos: number, sin: number] {
  const j = Math.round((angle / TURN) * FINE.count);
  const x = angle - (j / FINE.count) * TURN;
  const c = 1 - (x * x) / 2 + (x * x * x * x) / 24;
  const s = x - (x * x * x) / 6 + (x * x * x * x * x) / 120;
  const [a, b] = [FINE.cos[j % FINE.count], FINE.sin[j % FINE.count]];
  return [a * c - b * s, a * s + b * c];
}
