import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rightDigits, withBound, withStandardError } from "../../text/digits.ts";
import { roundUp } from "../../text/round-up.ts";

/** An exact decimal number: digits · 10^exponent. */
interface Exact {
  readonly digits: bigint;
  readonly exponent: number;
}

function ofText(text: string): Exact {
  const [mantissa, exponent = "0"] = text.split("e");
  const [whole, fraction = ""] = mantissa!.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** Every double is an integer times a power of two, and 2⁻¹ = 5 · 10⁻¹. */
function ofDouble(value: number): Exact {
  let power = 0;
  let mantissa = value;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    power++;
  }
  return { digits: BigInt(mantissa) * 5n ** BigInt(power), exponent: -power };
}

function scaled({ digits, exponent }: Exact, least: number): bigint {
  return digits * 10n ** BigInt(exponent - least);
}

/** |a − b| + c ≤ bound, exactly but for what doubles leave of the sum of two bounds. */
function isWithin(a: Exact, b: Exact, c: Exact, bound: Exact): boolean {
  const least = Math.min(a.exponent, b.exponent, c.exponent, bound.exponent);
  const difference = scaled(a, least) - scaled(b, least);
  const needed = (difference < 0n ? -difference : difference) + scaled(c, least);
  return 10n ** 15n * needed <= (10n ** 15n + 1n) * scaled(bound, least);
}

/** |a − b| + c ≤ 10^unit, exactly. */
function within(a: Exact, b: Exact, c: Exact, unit: number): boolean {
  const least = Math.min(a.exponent, b.exponent, c.exponent, unit);
  const difference = scaled(a, least) - scaled(b, least);
  const distance = difference < 0n ? -difference : difference;
  return distance + scaled(c, least) <= 10n ** BigInt(unit - least);
}

const magnitude = (low: number, high: number) =>
  fc
    .tuple(fc.double({ min: 1, max: 10, noNaN: true }), fc.integer({ min: low, max: high }))
    .map(([m, e]) => m * 10 ** e);
const value = fc.tuple(magnitude(-20, 8), fc.constantFrom(1, -1)).map(([size, sign]) => sign * size);

describe("printed digits", () => {
  it("lie within one unit of the last of everything that the error allows", () => {
    fc.assert(
      fc.property(value, magnitude(-24, 6), (v, error) => {
        const text = rightDigits(v, error);
        if (text.startsWith("<")) return Math.abs(v) + error <= Number(text.slice(1));
        const printed = ofText(text);
        return within(printed, ofDouble(v), ofDouble(error), printed.exponent);
      }),
      { numRuns: 5000 },
    );
  });

  it("leave out no digit that is right, up to fifteen", () => {
    fc.assert(
      fc.property(value, magnitude(-24, 6), (v, error) => {
        const text = rightDigits(v, error);
        const { digits, exponent } = text.startsWith("<") ? ofText("0") : ofText(text);
        const count = digits.toString().replace("-", "").length;
        return text.startsWith("<") ? error > Math.abs(v) / 20 : 10 ** exponent <= 20.001 * error || count >= 15;
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    [0.11605481736112838, 2e-16, "0.116054817361128"],
    [0.11605481736112838, 1e-9, "0.11605482"],
    [0.11605481736112838, 0.6e-9, "0.11605482"],
    [0.11605481736112838, 0.4e-9, "0.116054817"],
    [-12.5, 0.01, "-12.5"],
    [1 / 3, 0, "0.333333333333333"],
    [0, 0, "0"],
    [9.9996e-10, 4e-14, "1.0000e-9"],
    [30, 2, "3e1"],
    [3, 2, "<5"],
    [1e-17, 1e-16, "<2e-16"],
    [0, 3e-16, "<3e-16"],
    [Infinity, 0, "∞"],
    [-Infinity, 0, "-∞"],
    [0.3, Infinity, "0.300000?"],
    [1.5e-9, NaN, "1.50000e-9?"],
    [NaN, 1, "?"],
  ])("of %d ± %d are %s", (v, error, text) => {
    expect(rightDigits(v, error)).toBe(text);
  });

  it("beside a bound are true as printed, rounding included, and no bound is five times what it could be", () => {
    fc.assert(
      fc.property(fc.oneof(value, fc.constant(0)), fc.oneof(magnitude(-24, 6), fc.constant(0)), (v, error) => {
        const [text, bound] = withBound(v, error).split(" ± ");
        const rounding = 5e-15 * Math.abs(v);
        return (
          isWithin(ofText(text!), ofDouble(v), ofDouble(error), ofText(bound!)) &&
          Number(bound) <= 4 * (error + rounding)
        );
      }),
      { numRuns: 5000 },
    );
  });

  it("beside a bound end where the bound's leading digit stands", () => {
    fc.assert(
      fc.property(value, magnitude(-24, 6), (v, error) => {
        const [text] = withBound(v, error).split(" ± ");
        const [place, leading] = [error, v].map((x) => Number(x.toExponential().split("e")[1]));
        return text === "0" ? Math.abs(v) < 10 * error : ofText(text!).exponent >= Math.min(place!, leading!);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    [0.002182930907123456, 1e-18, "0.00218293090712346 ± 6e-18"],
    [0.0916028074312, 4.4e-11, "0.09160280743 ± 5e-11"],
    [0.25, 0, "0.250000000000000 ± 0"],
    [1 / 3, 0, "0.333333333333333 ± 4e-16"],
    [3, 2, "3 ± 2"],
    [1e-20, 1e-16, "0 ± 2e-16"],
    [0, 0, "0 ± 0"],
    [-0.00005, 0.0003, "-5e-5 ± 3e-4"],
    [0.3, Infinity, "0.300000?"],
    [Infinity, 0, "∞"],
  ])("of %d ± %d are printed as %s", (v, error, text) => {
    expect(withBound(v, error)).toBe(text);
  });

  it.each([
    [0.116, 0.0024, "0.1160(24)"],
    [1.8123, 0.0127, "1.812(13)"],
    [123456, 1200, "1.235(12)e5"],
    [2.8384e-5, 7.9e-7, "2.838(79)e-5"],
    [0.0001, 0.0024, "0.0001(24)"],
    [1, 0.0995, "1.00(10)"],
    [0, 0, "0"],
  ])("of %d with standard error %d are %s", (v, error, text) => {
    expect(withStandardError(v, error)).toBe(text);
  });

  it("have no NaN and no Infinity, and bound what they say, to the ends of what doubles hold", () => {
    const any = fc.double({ noNaN: true, noDefaultInfinity: true });
    const largest = Number.MAX_VALUE;
    const ends = fc.oneof(any, fc.constantFrom(5e-324, 1e-323, 1e-310, 1e308, 1.7e308, largest, -largest));
    fc.assert(
      fc.property(ends, ends.map(Math.abs), (v, error) => {
        const texts = [rightDigits(v, error), withBound(v, error), withStandardError(v, error), roundUp(error)];
        const [digits, , , up] = texts;
        return (
          texts.every((text) => text.length < 60 && !/NaN|Inf/.test(text)) &&
          Number(up) >= error &&
          (!digits!.startsWith("<") || Number(digits!.slice(1)) >= Math.abs(v) + error)
        );
      }),
      { numRuns: 5000 },
    );
    expect([roundUp(Number.MAX_VALUE), roundUp(1.72e308, 2)]).toEqual(["2e308", "1.8e308"]);
    expect(withStandardError(2.5e-323, 5e-324)).toBe("2.47(50)e-323");
  });

  it("round errors up, never down", () => {
    fc.assert(fc.property(magnitude(-30, 10), (error) => Number(roundUp(error)) >= error));
    fc.assert(fc.property(magnitude(-30, 10), (error) => Number(roundUp(error)) <= 2 * error));
    fc.assert(fc.property(magnitude(-30, 10), (error) => Number(roundUp(error, 3)) >= error));
    fc.assert(fc.property(magnitude(-30, 10), (error) => Number(roundUp(error, 3)) <= 1.01 * error));
    expect([roundUp(2e-16), roundUp(9.01), roundUp(0), roundUp(Infinity)]).toEqual(["2e-16", "10", "0", "∞"]);
    expect([roundUp(7.4e-11), roundUp(0.0301, 2), roundUp(0.9996, 3), roundUp(5e-324)]).toEqual([
      "8e-11",
      "0.031",
      "1",
      "5e-324",
    ]);
  });
});
