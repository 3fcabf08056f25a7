import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { normals, randomStream } from "../../spins/states/random-stream.ts";

const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const start = (seed: number, use: string, count: number): number[] => {
  const uniform = randomStream(seed, use);
  return Array.from({ length: count }, uniform);
};

/** Kolmogorov's statistic √n sup |F_n − F| of numbers that should be uniform: above 2.2 once in eight thousand times. */
function distanceFromUniform(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const gaps = sorted.map((x, k) => Math.max((k + 1) / sorted.length - x, x - k / sorted.length));
  return Math.sqrt(values.length) * Math.max(...gaps);
}

/** Pearson's correlation times √n. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const sum = a.reduce((all, x, k) => all + (x - 0.5) * (b[k] - 0.5), 0);
  return (12 * sum) / Math.sqrt(a.length);
}

describe("random streams", () => {
  const count = 20_000;
  const starts = Array.from({ length: count }, (_, seed) => start(seed, "Monte Carlo", 8));

  it("of the seeds 0, 1, 2, … have first numbers, second, … eighth that are uniform over the seeds", () => {
    for (let k = 0; k < 8; k++) expect(distanceFromUniform(starts.map((own) => own[k]))).toBeLessThan(2.2);
  });

  it("of neighbouring seeds, and numbers that follow one another, are not correlated", () => {
    for (let k = 0; k < 7; k++) {
      const [own, next] = [starts.map((one) => one[k]), starts.map((one) => one[k + 1])];
      expect(Math.abs(correlation(own.slice(1), own.slice(0, -1)))).toBeLessThan(4.5);
      expect(Math.abs(correlation(own, next))).toBeLessThan(4.5);
    }
  });

  it("differ from the first number on with every one of the 53 bits of a seed, and with the use", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 52 }), (seed, bit) => {
        const other = Number(BigInt(seed) ^ (1n << BigInt(bit)));
        const [a, b, c] = [start(seed, "a", 4), start(other, "a", 4), start(seed, "b", 4)];
        return a.every((value, k) => value !== b[k] && value !== c[k]);
      }),
    );
  });

  it("of seeds that differ in one bit differ in half of their own bits", () => {
    const bits = (value: number): string => (value * 2 ** 53).toString(2).padStart(53, "0");
    let [same, all] = [0, 0];
    for (let bit = 0; bit < 53; bit++) {
      for (const seed of [0, 1, 12345, 2 ** 40]) {
        const [a, b] = [seed, Number(BigInt(seed) ^ (1n << BigInt(bit)))].map((one) => bits(start(one, "a", 1)[0]));
        for (let k = 0; k < 53; k++) same += a[k] === b[k] ? 1 : 0;
        all += 53;
      }
    }
    expect(Math.abs(2 * same - all)).toBeLessThan(4.5 * Math.sqrt(all));
  });

  it("are the same again on every machine, and what SplitMix64 and xoroshiro128+ give when written another time", () => {
    expect(start(1, "Monte Carlo", 2)).toEqual(start(1, "Monte Carlo", 2));
    expect(start(1, "Monte Carlo", 2)).toEqual([0.9874476337468154, 0.7500511452903601]);
  });

  it("make normal deviates with mean 0 and deviation 1", () => {
    const normal = normals(randomStream(3, "normal"));
    const values = Array.from({ length: count }, normal);
    const moment = (k: number) => values.reduce((sum, value) => sum + value ** k, 0) / count;
    expect(Math.abs(moment(1)) * Math.sqrt(count)).toBeLessThan(4.5);
    expect(Math.abs(moment(2) - 1) * Math.sqrt(count / 2)).toBeLessThan(4.5);
    expect(Math.abs(moment(4) - 3) * Math.sqrt(count / 96)).toBeLessThan(4.5);
  });

  it.each([-1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, "1" as never, null as never, undefined as never])(
    "refuse a seed of %s in one line",
    (seed) => {
      const draw = () => randomStream(seed, "any");
      expect(draw).toThrow(InvalidInput);
      expect(draw).toThrow(/^seed: found .+, expected a seed, an integer from 0 to 2\^53 − 1, such as 1$/);
    },
  );
});
