/** Three qubits whose states have zeros: one sphere by rules of its own for each point of the others. */
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Result, Series } from "../../evaluate/problem/problem.ts";
import { analyticWidths } from "../../evaluate/ways/analytic-width.ts";
import { branchPoints } from "../../evaluate/ways/branch-points.ts";
import { closedForms } from "../../evaluate/ways/closed-forms.ts";
import { ellipticRule, type Spinor, torusOver } from "../../evaluate/ways/elliptic-rule.ts";
import { minimaOf, widthOf } from "../../evaluate/ways/form-width.ts";
import type { PointRule } from "../../evaluate/ways/point-rule.ts";
import { twoPoleRule } from "../../evaluate/ways/two-poles.ts";
import { channels } from "../../generated/index.ts";
import { logMoment } from "../../generated/log-moment.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import { localAverage } from "../../runtime/spheres/local-average.ts";
import { type ComplexMatrix, combine, partialTrace } from "../../spins/matrices/complex-matrix.ts";
import { boostPair, pairTensor, turnPair } from "../../spins/matrices/pair-tensor.ts";
import { weightedTrace } from "../../spins/matrices/weighted-trace.ts";
import { coherent } from "../../spins/states/named-states.ts";
import { normals, randomStream } from "../../spins/states/random-stream.ts";
import { directionOf, type Spinors } from "../../spins/states/spinors.ts";
import { randomState } from "../support/random-states.ts";

const QUBITS = [0, 1, 2] as const;
const DIMENSIONS = [2, 2, 2] as const;

/** @param order  the party of the state that each party is */
function ratesOf(state: ComplexMatrix, order: readonly number[], tolerance: number): Result {
  const uses = [
    { channel: channels["amplitude-damping"], parameters: { Gamma: 0.25, nbar: 1.5 } },
    { channel: channels.dephasing, parameters: { lambda: 0.7 } },
    { channel: channels["amplitude-damping"], parameters: { Gamma: 1, nbar: 0 } },
  ];
  return evaluate({
    spins: [0.5, 0.5, 0.5],
    state: partialTrace(state, DIMENSIONS, order),
    channels: QUBITS.map((party) => ({ ...uses[party], on: [order.indexOf(party)] })),
    tolerance,
  });
}

/** Within the bounds of both. */
function expectSame(one: Result, other: Result): void {
  const apart = (a: Series, b: Series) => Math.abs(a.values[0] - b.values[0]) / (a.error[0] + b.error[0]);
  expect(apart(one.entropy, other.entropy)).toBeLessThan(1);
  for (const k of QUBITS) expect(apart(one.channels[k].entropyRate, other.channels[k].entropyRate)).toBeLessThan(1);
}

describe("states of three qubits", () => {
  it.each([1, 2, 3])("of rank %d converge to 1e-8, and are the same with another sphere in closed form", (rank) => {
    const state = randomState(8, rank, 40 + rank);
    const [one, other] = [ratesOf(state, [0, 1, 2], 1e-8), ratesOf(state, [1, 2, 0], 1e-5)];
    expect([one.converged, other.converged]).toEqual([true, true]);
    expectSame(one, other);
  });

  it.each([
    [1, 1e-2],
    [1, 1e-5],
    [2, 1e-3],
    [2, 1e-7],
    [3, 1e-4],
  ])("near to rank %d, but for a share of %f, are the same with another sphere in closed form", (rank, share) => {
    const state = combine(1 - share, randomState(8, rank, 50), share, randomState(8, 8, 51));
    const [one, other] = [ratesOf(state, [0, 1, 2], 1e-5), ratesOf(state, [2, 0, 1], 1e-4)];
    expect([one.converged, other.converged]).toEqual([true, true]);
    expectSame(one, other);
  });

  it("are as far analytic as in any direction of the third: widths fall to a third between directions that are far apart", () => {
    const normal = normals(randomStream(3, "directions"));
    let narrowest = 1;
    for (let seed = 0; seed < 3; seed++) {
      const state = randomState(8, 4, seed);
      const average = localAverage(state, [0.5, 0.5, 0.5], 2, "closed", [{ kind: "entropy", closed: logMoment }]);
      const found = analyticWidths(average)![0].polar;
      let least = 4;
      for (let k = 0; k < 800; k++) {
        const [x, y, z] = [normal(), normal(), normal()];
        const direction = { theta: Math.atan2(Math.hypot(x, y), z), phi: Math.atan2(y, x) };
        const left = weightedTrace(state, DIMENSIONS, [1], coherent([0.5], [direction]));
        const pair = localAverage(left, [0.5, 0.5], 1, "closed", [{ kind: "entropy", closed: logMoment }]);
        least = Math.min(least, analyticWidths(pair)![0].polar);
      }
      // What is too narrow for a rule is not sought any closer.
      if (found > 0.12) expect(found).toBeLessThanOrEqual(least);
      narrowest = Math.min(narrowest, found / least);
    }
    expect(narrowest).toBeGreaterThan(0.5);
  });
});

describe("a form on the sphere", () => {
  it("has the minima that a search finds, whether one or two", () => {
    const normal = normals(randomStream(1, "forms"));
    let two = 0;
    for (let k = 0; k < 60; k++) {
      const state = randomState(4, 1 + (k % 4), k);
      const tensor = new Float64Array(16);
      pairTensor(state, 0, tensor);
      const [form] = closedForms(tensor);
      const [first, second] = [new Float64Array(3), new Float64Array(3)];
      const { least, other } = minimaOf(form, first, second);
      let lowest = Number.POSITIVE_INFINITY;
      const value = ([x, y, z]: readonly number[]) =>
        [x, y, z].reduce(
          (sum, a, i) =>
            sum + 2 * form.slope[i] * a + [x, y, z].reduce((s, b, j) => s + a * b * form.curvature[3 * i + j], 0),
          form.mean,
        );
      for (let n = 0; n < 300; n++) {
        const v = [normal(), normal(), normal()];
        const length = Math.hypot(...v);
        const at = value(v.map((x) => x / length));
        lowest = Math.min(lowest, at);
      }
      expect(lowest).toBeGreaterThan(least - 1e-14 * form.size);
      if (Number.isNaN(other)) continue;
      two++;
      // Nothing nearby is less.
      for (let n = 0; n < 50; n++) {
        const near = Array.from(second, (x) => x + 1e-3 * normal());
        const length = Math.hypot(...near);
        const at = value(near.map((x) => x / length));
        expect(at).toBeGreaterThan(other - 1e-12 * form.size);
      }
    }
    expect(two).toBeGreaterThan(20);
  });

  it("is as wide as it is whatever of its curvature is alike: one that is least all around an axis, with a slope along that", () => {
    const curvature = Float64Array.of(
      ...[0.014563163442241813, 0.03745866447125297, 0.02579183134183588],
      ...[0.03745866447125297, -0.014563163442241813, 0.017645141175490823],
      ...[0.02579183134183588, 0.017645141175490823, -0.02804060907027761],
    );
    const slope = [0.07117780983902253, 0.04869535964802078, 0.03352875818986139];
    expect(widthOf({ mean: 0.1882750048786666, slope, curvature, size: 0.5367844055657223 })).toBeGreaterThan(0.7);
  });

  it("of rank two has two zeros", () => {
    for (let seed = 0; seed < 30; seed++) {
      const tensor = new Float64Array(16);
      pairTensor(randomState(4, 2, seed), 1, tensor);
      const [form] = closedForms(tensor);
      const { least, other } = minimaOf(form, new Float64Array(3), new Float64Array(3));
      expect(Math.abs(least)).toBeLessThan(1e-14 * form.size);
      expect(Math.abs(other)).toBeLessThan(1e-14 * form.size);
    }
  });
});

describe("a boost of a pair's tensor", () => {
  it("makes conditional states along n from those along n′", () => {
    const [plain, boosted] = [new Float64Array(16), new Float64Array(16)];
    pairTensor(randomState(4, 4, 5), 1, plain);
    boosted.set(plain);
    const eta = 0.8;
    boostPair(boosted, eta);
    const at = (t: Float64Array, [x, y, z]: readonly number[]) =>
      [0, 1, 2, 3].map((i) => 0.5 * ((1 + z) * t[i] + (1 - z) * t[4 + i]) + x * t[8 + i] + y * t[12 + i]);
    for (const [x, y, z] of [
      [0.6, 0, 0.8],
      [-0.48, 0.6, 0.64],
      [0, 0, -1],
    ]) {
      const lambda = Math.cosh(eta) + Math.sinh(eta) * x;
      const n = [(Math.sinh(eta) + Math.cosh(eta) * x) / lambda, y / lambda, z / lambda];
      const [own, others] = [at(boosted, [x, y, z]), at(plain, n)];
      for (let i = 0; i < 4; i++) expect(own[i] / lambda).toBeCloseTo(others[i], 14);
    }
    turnPair(boosted, Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1));
    expect(boosted[8]).toBeCloseTo(Math.cosh(eta) * plain[8] + (Math.sinh(eta) * (plain[0] + plain[4])) / 2, 14);
  });
});

/** ∫ of a function of the sines of half the angles to some points, summed over these. */
function sumOver(rule: PointRule, points: readonly Float64Array[], f: (chord: number) => number): number {
  let sum = 0;
  for (let k = 0; k < rule.weights.length; k++) {
    for (const [x, y, z] of points) {
      const square = (rule.x[k] - x) ** 2 + (rule.y[k] - y) ** 2 + (rule.z[k] - z) ** 2;
      sum += rule.weights[k] * f(Math.sqrt(square) / 2);
    }
  }
  return sum;
}

function pointsOf(
  seed: number,
  count: number,
): { readonly spinors: readonly Spinor[]; readonly directions: readonly Float64Array[] } {
  const normal = normals(randomStream(seed, "points"));
  const spinors = Array.from(
    { length: count },
    (): Spinor => [
      [normal(), normal()],
      [normal(), normal()],
    ],
  );
  const directions = spinors.map(([[a, b], [c, d]]) => {
    const size = a * a + b * b + c * c + d * d;
    return Float64Array.of(
      (2 * (a * c + b * d)) / size,
      (2 * (a * d - b * c)) / size,
      (a * a + b * b - c * c - d * d) / size,
    );
  });
  return { spinors, directions };
}

describe("a rule on the torus over four points", () => {
  it("integrates cubes of distances to them, where Gauss's nodes do not", () => {
    for (let seed = 0; seed < 6; seed++) {
      const { spinors, directions } = pointsOf(seed, 4);
      const torus = torusOver(spinors)!;
      const rule = ellipticRule(torus, 44);
      const cube = (chord: number) => chord ** 3;
      // ∫ sin³(γ/2) dn = 8π/5.
      const exact = (4 * 8 * Math.PI) / 5;
      expect(Math.abs(sumOver(rule, directions, cube) - exact)).toBeLessThan(1e-7);
      const rows = Math.ceil(Math.sqrt(rule.weights.length / 2));
      const { cosTheta, sinTheta, cosPhi, sinPhi, rowWeight, columnWeight } = productRule(rows, 2 * rows, 0.3);
      const gauss: PointRule = {
        x: [...sinTheta].flatMap((s) => [...cosPhi].map((c) => s * c)),
        y: [...sinTheta].flatMap((s) => [...sinPhi].map((c) => s * c)),
        z: [...cosTheta].flatMap((z) => [...cosPhi].map(() => z)),
        weights: [...rowWeight].flatMap((w) => [...columnWeight].map((v) => w * v)),
      };
      const [off, offGauss] = [rule, gauss].map((one) => Math.abs(sumOver(one, directions, cube) - exact));
      expect(off).toBeLessThan(0.1 * offGauss);
    }
  });

  it("is not made where points fall together", () => {
    const { spinors } = pointsOf(1, 3);
    expect(torusOver([...spinors, spinors[0]])).toBe(null);
  });
});

describe("a rule about two points", () => {
  it("integrates what has logarithms there", () => {
    for (let seed = 0; seed < 6; seed++) {
      const { directions } = pointsOf(seed, 2);
      // ∫ sin²(γ/2) ln sin²(γ/2) dn = −π.
      const found = sumOver(twoPoleRule(directions[0], directions[1], 40), directions, (c) =>
        c > 0 ? c * c * Math.log(c * c) : 0,
      );
      const between = Math.hypot(...directions[0].map((x, i) => x + directions[1][i])) / 2;
      expect(Math.abs(found + 2 * Math.PI)).toBeLessThan(between < 0.8 ? 1e-8 : 1e-3);
    }
  });
});

/** What is left of the others where the first qubit is found at a point. */
function foundAlong(state: ComplexMatrix, points: Spinors, k: number): ComplexMatrix {
  const [x, y, z] = directionOf(points, k);
  const along = { theta: Math.atan2(Math.hypot(x, y), z), phi: Math.atan2(y, x) };
  return weightedTrace(state, DIMENSIONS, [0], coherent([0.5], [along]));
}

describe("points where an integral over the second of three qubits is not smooth", () => {
  it("are those where two zeros of a determinant fall together, for rank two", () => {
    for (let seed = 0; seed < 8; seed++) {
      const state = randomState(8, 2, seed);
      const points = branchPoints(state)!;
      expect(points.u.length).toBe(4);
      for (let k = 0; k < 4; k++) {
        const tensor = new Float64Array(16);
        pairTensor(foundAlong(state, points, k), 1, tensor);
        const [first, second] = [new Float64Array(3), new Float64Array(3)];
        const { other } = minimaOf(closedForms(tensor)[0], first, second);
        // A double zero is good to half the digits, if there still is a second.
        if (!Number.isNaN(other)) expect(Math.hypot(...first.map((a, i) => a - second[i]))).toBeLessThan(1e-5);
      }
    }
  });

  it("are those where the other two are a product, of pure states", () => {
    for (let seed = 0; seed < 8; seed++) {
      const state = randomState(8, 1, seed);
      const points = branchPoints(state)!;
      expect(points.u.length).toBe(2);
      for (let k = 0; k < 2; k++) {
        const left = foundAlong(state, points, k);
        const one = partialTrace(left, [2, 2], [0]);
        const weight = one.re[0] + one.re[3];
        const determinant = one.re[0] * one.re[3] - one.re[1] ** 2 - one.im[1] ** 2;
        expect(Math.abs(determinant)).toBeLessThan(1e-14 * weight * weight);
      }
    }
  });

  it("are none of other states, and of products", () => {
    expect(branchPoints(randomState(8, 3, 1))).toBe(null);
    const directions = [
      { theta: 0.4, phi: 1 },
      { theta: 1.2, phi: 2 },
      { theta: 2, phi: 3 },
    ];
    expect(branchPoints(coherent([0.5, 0.5, 0.5], directions))).toBe(null);
  });
});
