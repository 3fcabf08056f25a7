/** Numbers of thirty digits against whole numbers. */
import { describe, expect, it } from "vitest";
import { jumpOperator } from "../../spins/matrices/operators.ts";
import { type Long, longProduct, longQuotient, longRoot, longSum, longTimes } from "../../spins/numbers/long-number.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { digits } from "../support/many-digits/digits.ts";

const d = digits(400);

const exact = ([high, low]: Long): bigint => d.of(high) + d.of(low);

/** |a − b| over b, in units of 2⁻¹⁰². */
const off = (a: Long, b: bigint): number => (Number(((exact(a) - b) << 120n) / b) * 2 ** -120) / 2 ** -102;

describe("thirty digits", () => {
  const uniform = randomStream(7, "long numbers");
  const sign = () => (uniform() < 0.5 ? -1 : 1);
  const draw = (): Long => longSum(sign() * 10 ** (4 * uniform() - 2), 0, 1e-17 * (uniform() - 0.5), 0);
  const size = (x: bigint): bigint => (x < 0n ? -x : x);
  const pairs = Array.from({ length: 300 }, () => [draw(), draw()] as const);

  it("are left by sums, products, quotients", () => {
    for (const [a, b] of pairs) {
      const product = d.times(exact(a), exact(b));
      const sum = exact(longSum(...a, ...b)) - exact(a) - exact(b);
      expect(Number(size(sum))).toBeLessThan(Number(size(exact(a)) + size(exact(b))) * 2 ** -102);
      expect(Math.abs(off(longTimes(a, b), product))).toBeLessThan(1);
      expect(Math.abs(off(longProduct(a[0], ...b), d.times(d.of(a[0]), exact(b))))).toBeLessThan(1);
      expect(Math.abs(off(longQuotient(a, b), d.over(exact(a), exact(b))))).toBeLessThan(1);
    }
  });

  it("are left by square roots of whole numbers", () => {
    for (let n = 1; n < 2000; n += 7) {
      const root = exact(longRoot(n));
      const square = d.times(root, root);
      expect(Math.abs(d.toNumber(square - d.of(n))) / n).toBeLessThan(2 ** -101);
    }
    expect(longRoot(0)).toEqual([0, 0]);
  });

  it("are given up where they overflow, not the number", () => {
    expect(longSum(1e308, 0, 1e308, 0)).toEqual([Number.POSITIVE_INFINITY, 0]);
    expect(longProduct(1e305, 2, 0)).toEqual([2e305, 0]);
    expect(longProduct(1e200, 1e200, 0)).toEqual([Number.POSITIVE_INFINITY, 0]);
  });

  it("of an operator are the nearest double and the rest, whatever its coefficients: (l·J)† = l*·J", () => {
    const [re, im] = [
      [0.1, 0.7, -0.3],
      [0.2, -0.6, 0.9],
    ] as unknown as [number, number, number][];
    const minus = im.map((x) => -x) as [number, number, number];
    const L = jumpOperator({ re: [re, im], im: [im, re] }, [2, 1.5]);
    const M = jumpOperator({ re: [re, im], im: [minus, re.map((x) => -x) as [number, number, number]] }, [2, 1.5]);
    const places = new Map(Array.from(M.row, (row, e) => [row * M.dimension + M.column[e], e]));
    for (let e = 0; e < L.row.length; e++) {
      const mirror = places.get(L.column[e] * L.dimension + L.row[e])!;
      expect([M.re[mirror], M.low!.re[mirror]]).toEqual([L.re[e], L.low!.re[e]]);
      expect(exact([M.im[mirror], M.low!.im[mirror]])).toBe(-exact([L.im[e], L.low!.im[e]]));
      expect(L.re[e] + L.low!.re[e]).toBe(L.re[e]);
      expect(L.im[e] + L.low!.im[e]).toBe(L.im[e]);
    }
  });

  it("are those of the spin operators: Σ J_k² = J(J + 1) on every level", () => {
    const J = 40;
    const n = 2 * J + 1;
    const levels = new Array<bigint>(n).fill(0n);
    for (const axis of [0, 1, 2]) {
      const re = [[0, 1, 2].map((k) => Number(k === axis)) as unknown as [number, number, number]];
      const { row, re: x, im: y, low } = jumpOperator({ re, im: [[0, 0, 0]] }, [J]);
      for (let e = 0; e < row.length; e++) {
        const [a, b] = [exact([x[e], low!.re[e]]), exact([y[e], low!.im[e]])];
        levels[row[e]] += d.times(a, a) + d.times(b, b);
      }
    }
    for (const level of levels)
      expect(Math.abs(d.toNumber(level - d.of(J * (J + 1))))).toBeLessThan(2 ** -100 * J * (J + 1));
  });
});
