import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { boxesOf, emptyTally, prove, root, Stuck, tasksOf } from "../../scripts/prove/branch.ts";
import { type Certificate, certificatePath, proverHash } from "../../scripts/prove/certificate.ts";
import { circleOf, unitAt } from "../../scripts/prove/circle.ts";
import { type Inequality, inequalities, lemma } from "../../scripts/prove/inequalities.ts";
import { lowerBound, proverOf } from "../../scripts/prove/lower-bound.ts";
import { nearOne } from "../../scripts/prove/near-one.ts";
import { roughness } from "../../scripts/prove/roughness.ts";
import { familyOf, fill, scaleOf } from "../../scripts/prove/szego.ts";
import { type Witness, witnessAt } from "../../scripts/prove/witness.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { type Complex, differenceOf, fromRoots, meanSquareSlope, sidesOf, szego } from "./polynomials.ts";

const uniform = randomStream(17, "polynomials");
const between = (low: number, high: number): number => low + (high - low) * uniform();

const inequalityOf = (name: string): Inequality => inequalities.find((one) => one.name === name)!;

/** Reflection coefficients at parameters in [0, 1]. */
const reflections = (degree: number, s: readonly number[]): readonly Complex[] =>
  Array.from({ length: degree }, (_, j): Complex => {
    if (j + 1 === degree) return [s[0], 0];
    const [radius, angle] = [s[2 * j + 1], s[2 * j + 2] * scaleOf(degree, 2 * j + 2)];
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });

describe("points of the circle", () => {
  it("are those of sine and cosine, to the last place", () => {
    const { cos, sin } = circleOf(64);
    for (let j = 0; j <= 8; j++) {
      expect(Math.abs(cos[j] - Math.cos((2 * Math.PI * j) / 64))).toBeLessThanOrEqual(2 ** -52);
      expect(Math.abs(sin[j] - Math.sin((2 * Math.PI * j) / 64))).toBeLessThanOrEqual(2 ** -52);
      expect([cos[16 - j], sin[16 - j]]).toEqual([sin[j], cos[j]]);
    }
    for (let j = 0; j < 48; j++) expect(Math.abs(cos[j + 16] + sin[j]) + Math.abs(sin[j + 16] - cos[j])).toBe(0);
    for (let k = 0; k < 1000; k++) {
      const angle = between(0, 6.9);
      const [c, s] = unitAt(angle);
      expect(Math.hypot(c - Math.cos(angle), s - Math.sin(angle))).toBeLessThan(2 ** -50);
    }
  });
});

describe("a box of polynomials", () => {
  it.each([2, 3, 4])(
    "of degree %i holds those of Szegő's recursion, by its linear part and the bound on the rest",
    (d) => {
      const family = familyOf(d);
      for (let k = 0; k < 300; k++) {
        const half = Float64Array.from({ length: 2 * d - 1 }, () => 2 ** -between(2, 9));
        const centre = half.map((h) => between(h, 1 - h));
        fill(family, centre, half);
        const h = half.map(() => (uniform() < 0.5 ? Math.sign(between(-1, 1)) : between(-1, 1)));
        const truth = szego(
          reflections(
            d,
            Array.from(centre, (c, i) => c + h[i] * half[i]),
          ),
        );
        for (let j = 1; j <= d; j++) {
          let [re, im] = [family.re[j], family.im[j]];
          h.forEach((share, i) => {
            re += share * family.slopeRe[i * (d + 1) + j];
            im += share * family.slopeIm[i * (d + 1) + j];
          });
          expect(Math.hypot(truth[j][0] - re, truth[j][1] - im)).toBeLessThanOrEqual(family.rest[j]);
          expect(Math.hypot(truth[j][0] - family.re[j], truth[j][1] - family.im[j])).toBeLessThanOrEqual(
            family.linear[j] + family.rest[j],
          );
        }
      }
    },
  );
});

describe("⟨ψ_φ²⟩ as a polynomial in the coefficients", () => {
  it.each([1, 2, 3, 4, 5])("is the mean of the squared slope, of polynomials by their roots, d = %i", (d) => {
    for (let k = 0; k < 20; k++) {
      const p = fromRoots(Array.from({ length: d }, () => [between(1.05, 3), between(0, 2 * Math.PI)] as const));
      const series = { re: Float64Array.from(p, ([x]) => x), im: Float64Array.from(p, ([, y]) => y) };
      const gradient = { re: new Float64Array(d + 1), im: new Float64Array(d + 1) };
      expect(roughness(series, d, gradient)).toBeCloseTo(meanSquareSlope(p), 10);
    }
  });
});

describe("the bound over a box", () => {
  it.each(inequalities.map((one) => [one.statement, one] as const))("is below every polynomial of it: %s", (_, one) => {
    const prover = proverOf(one);
    const length = 2 * one.degree - 1;
    let close = 0;
    for (let k = 0; k < 25; k++) {
      const half = Float64Array.from({ length }, () => 2 ** -between(4, 12));
      const centre = half.map((h) => between(h, 1 - h));
      const bound = lowerBound(prover, { centre, half }, 1);
      for (let j = 0; j < 4; j++) {
        const at = Array.from(centre, (c, i) => c + (j === 0 ? 0 : Math.sign(between(-1, 1)) * half[i]));
        const truth = differenceOf(one, szego(reflections(one.degree, at)));
        expect(bound).toBeLessThan(truth);
        if (bound > 0 && bound > truth / 2) close++;
      }
    }
    expect(close).toBeGreaterThan(5);
  });

  it("proves nothing where there is a violation", () => {
    const prover = proverOf(lemma(2, 0.4, 32));
    const half = new Float64Array(3).fill(2 ** -20);
    // p = 1 + z².
    expect(lowerBound(prover, { centre: Float64Array.of(1, 0, 0), half }, 3)).toBeLessThan(0);
  });
});

describe("the ball about p = 1", () => {
  it.each(inequalities.map((one) => [one.statement, one] as const))("holds no violation: %s", (_, one) => {
    const radius = nearOne(one);
    expect(radius).toBeGreaterThan(0.01);
    for (let k = 0; k < 50; k++) {
      const raw = Array.from({ length: one.degree }, (): Complex => [between(-1, 1), between(-1, 1)]);
      const size = raw.reduce((sum, [x, y]) => sum + Math.hypot(x, y), 0) / (radius * between(0.3, 1));
      const p: Complex[] = [[1, 0], ...raw.map(([x, y]): Complex => [x / size, y / size])];
      expect(differenceOf({ ...one, orders: one.degree }, p)).toBeGreaterThan(0);
    }
  });
});

const violationOf = (inequality: Inequality): Witness | null => {
  const prover = proverOf(inequality);
  try {
    prove(prover, root(prover), emptyTally());
    throw new Error(`${inequality.statement} was proven`);
  } catch (error) {
    if (error instanceof Stuck) return witnessAt(inequality, error.box);
    throw error;
  }
};

describe("npm run prove", () => {
  it.each(inequalities.filter(({ degree }) => degree === 2).map((one) => [one.statement, one] as const))(
    "proves %s again, box by box as in its certificate",
    (_, one) => {
      const [prover, tally] = [proverOf(one), emptyTally()];
      prove(prover, root(prover), tally);
      const certificate = JSON.parse(readFileSync(certificatePath(one), "utf8")) as Certificate;
      expect(boxesOf(tally)).toBe(certificate.boxes);
      expect(Array.from(tally.byDepth, (count) => count ?? 0)).toEqual(certificate.boxesByDepth);
      expect(tally.margin).toBe(certificate.smallestMargin);
      expect(tally.margin).toBeGreaterThan(0);
    },
  );

  it("finds what violates a lemma whose constant is too small, or whose weights are wrong: a polynomial, all orders counted", () => {
    const { weight, ...rest } = inequalityOf("d2-g-0.875");
    const wrong = [lemma(2, 0.46, 32), { ...rest, weight: (M: number) => (M === 2 ? 5 : weight(M)) }];
    for (const one of wrong) {
      const witness = violationOf(one)!;
      expect(witness, one.statement).not.toBeNull();
      const p = witness.re.map((re, k): Complex => [re, witness.im[k]]);
      const { sum, slope } = sidesOf({ ...one, orders: 400 }, p);
      expect(sum).toBeLessThan(slope);
      expect(witness.roughness).toBeCloseTo(slope, 9);
    }
  });
});

describe("the committed certificates", () => {
  const finished = inequalities.flatMap((one) => {
    try {
      return [[one.statement, one, JSON.parse(readFileSync(certificatePath(one), "utf8")) as Certificate] as const];
    } catch {
      return [];
    }
  });

  it("are there for d = 2 and d = 3, by the sources as they are", () => {
    const names = finished.map(([, { name }]) => name);
    for (const { name, degree } of inequalities) if (degree <= 3) expect(names).toContain(name);
    for (const [, , { prover }] of finished) expect(prover).toBe(proverHash());
  });

  it.each(finished)("say of tasks drawn at random what is found again: %s", (_, one, certificate) => {
    const prover = proverOf(one);
    const tasks = tasksOf(prover, emptyTally());
    expect(certificate.tasks).toHaveLength(tasks.length);
    expect(certificate.weights).toEqual(certificate.weights.map((_, k) => one.weight(k + 1)));
    const start = performance.now();
    for (let k = 0; k < 12 && performance.now() - start < 1500; k++) {
      const which = Math.floor(Math.random() * tasks.length);
      const tally = emptyTally();
      prove(prover, tasks[which], tally);
      const [boxes, margin] = certificate.tasks[which];
      expect([boxesOf(tally), tally.margin], `task ${which}`).toEqual([boxes, margin ?? Number.POSITIVE_INFINITY]);
    }
  });
});
