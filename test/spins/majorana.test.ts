import { describe, expect, it } from "vitest";
import { pointLogarithm } from "../../evaluate/ways/point-logarithm.ts";
import { evaluateHusimi, husimiGrid } from "../../runtime/husimi/husimi.ts";
import { gaussLegendre, productRule, type SphereRule } from "../../runtime/quadrature/sphere-rule.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { rotate } from "../../spins/matrices/rotation.ts";
import { dickeAmplitudes } from "../../spins/states/dicke.ts";
import { majoranaSearch } from "../../spins/states/majorana.ts";
import { coherent, dicke } from "../../spins/states/named-states.ts";
import { randomState } from "../support/random-states.ts";

/** ψ of ψψ†, up to a phase: the column of the largest population over its root. */
function amplitudes({ dimension, re, im }: ComplexMatrix): { re: Float64Array; im: Float64Array } {
  let largest = 0;
  for (let i = 1; i < dimension; i++) if (re[i * (dimension + 1)] > re[largest * (dimension + 1)]) largest = i;
  const root = Math.sqrt(re[largest * (dimension + 1)]);
  const column = (part: Float64Array) =>
    Float64Array.from({ length: dimension }, (_, i) => part[i * dimension + largest] / root);
  return { re: column(re), im: column(im) };
}

function husimi(rho: ComplexMatrix, rule: SphereRule): Float64Array {
  const d = rho.dimension;
  const Q = new Float64Array(rule.cosTheta.length * rule.phi.length);
  const tensor = hermitianTensor(rho, [d], [0]);
  evaluateHusimi(husimiGrid(d - 1, rule), tensor, new Uint8Array(d).fill(1), Q, new Float64Array(rule.cosTheta.length));
  return Q;
}

/** c Π_k (1 − n·m_k)/2 at every node. */
function productOfPoints(twoJ: number, rho: ComplexMatrix, rule: SphereRule): { Q: Float64Array; residual: number } {
  const search = majoranaSearch(twoJ);
  const { re, im } = amplitudes(rho);
  const { scale, residual } = search.factorize(re, im);
  const { u, x, y } = search.points;
  const Q = new Float64Array(rule.cosTheta.length * rule.phi.length);
  rule.cosHalf.forEach((cosHalf, r) => {
    rule.phi.forEach((phi, c) => {
      const [a, b] = [rule.sinHalf[r] * Math.cos(phi), rule.sinHalf[r] * Math.sin(phi)];
      let product = scale;
      for (let k = 0; k < twoJ; k++) {
        product *= (cosHalf * x[k] - u[k] * a) ** 2 + (cosHalf * y[k] - u[k] * b) ** 2;
      }
      Q[r * rule.phi.length + c] = product;
    });
  });
  return { Q, residual };
}

const rule = productRule(12, 23, 0.3);

function expectSame(a: Float64Array, b: Float64Array, within: number): void {
  a.forEach((value, k) => {
    expect(Math.abs(value - b[k])).toBeLessThan(within);
  });
}

describe("the Husimi function of a pure spin is the product over its Majorana points", () => {
  it("for random states up to J = 50", () => {
    for (const twoJ of [1, 2, 3, 4, 7, 12, 40, 100]) {
      const rho = randomState(twoJ + 1, 1, twoJ);
      const { Q, residual } = productOfPoints(twoJ, rho, rule);
      expect(residual).toBeLessThan(4e-16 * (twoJ + 1));
      expectSame(Q, husimi(rho, rule), 1e-13);
    }
  });

  it("where all points coincide, up to J = 10: no single root is known better than ε^{1/2J}, all together are", () => {
    for (const twoJ of [2, 3, 4, 6, 10, 20]) {
      for (const theta of [1e-12, 1e-9, 0.4, 1.1, 2.9]) {
        const rho = coherent([twoJ / 2], [{ theta, phi: 2.3 }]);
        const { Q, residual } = productOfPoints(twoJ, rho, rule);
        expect(residual).toBeLessThan(1e-14 * (twoJ + 1));
        expectSame(Q, husimi(rho, rule), 1e-12);
      }
    }
  });

  it("where they coincide at two opposite points", () => {
    for (const twoJ of [2, 5, 8, 20]) {
      for (let down = 0; down <= twoJ; down += 2) {
        const rho = rotate(dicke([twoJ / 2], [twoJ / 2 - down]), [twoJ + 1], 0, 0.7 + down, 1.1);
        const { Q, residual } = productOfPoints(twoJ, rho, rule);
        expect(residual).toBeLessThan(4e-15 * (twoJ + 1));
        expectSame(Q, husimi(rho, rule), 1e-12);
      }
    }
  });

  it("for Dicke states, whose points are the poles", () => {
    for (const twoJ of [1, 6, 200]) {
      const search = majoranaSearch(twoJ);
      const re = new Float64Array(twoJ + 1);
      re[2 % (twoJ + 1)] = 1;
      expect(search.factorize(re, new Float64Array(twoJ + 1)).residual).toBeLessThan(1e-15);
      for (let k = 0; k < twoJ; k++) expect(search.points.u[k] % 1).toBe(0);
    }
  });

  it("and says so where it does not find them", () => {
    const { residual } = productOfPoints(120, rotate(dicke([60], [59]), [121], 0, 1.1, 2.3), rule);
    expect(residual).toBeGreaterThan(1e-3);
  });
});

describe("the mean of X with the logarithm of one zero", () => {
  it("is that of quadrature around the zero, at any point", () => {
    const polar = gaussLegendre(200);
    for (const d of [2, 3, 4, 7]) {
      const X = randomState(d, 2, d);
      const moved = pointLogarithm(hermitianTensor(X, [d], [0]), d);
      // The zero at angle β from z: turn the state instead, and integrate in θ with the logarithm at the pole, t = √((1−u)/2).
      for (const beta of [0, 0.7, 2]) {
        const turned = rotate(X, [d], 0, -beta, 0);
        const Q = meanAroundAxis(turned);
        let integral = 0;
        polar.theta.forEach((theta, k) => {
          const t = 0.5 + 0.5 * Math.cos(theta);
          // u = 1 − 2t², du = 4t dt, ln((1−u)/2) = 2 ln t; dt = ½ weight
          integral += 0.5 * polar.weight[k] * 4 * t * Q(1 - 2 * t * t) * 2 * Math.log(t);
        });
        const mean = (d / (4 * Math.PI)) * 2 * Math.PI * integral;
        const point = productRule(1, 1, 0);
        const at: SphereRule = {
          ...point,
          cosTheta: Float64Array.of(Math.cos(beta)),
          sinTheta: Float64Array.of(Math.sin(beta)),
          cosHalf: Float64Array.of(Math.cos(beta / 2)),
          sinHalf: Float64Array.of(Math.sin(beta / 2)),
        };
        const out = new Float64Array(1);
        evaluateHusimi(husimiGrid(d - 1, at), moved, new Uint8Array(d).fill(1), out, new Float64Array(1));
        expect(Math.abs(out[0] - mean)).toBeLessThan(1e-9);
      }
    }
  });
});

/** Σ_m ρ_mm d_m(θ)², the mean over φ, as a function of cos θ. */
function meanAroundAxis({ dimension, re }: ComplexMatrix): (u: number) => number {
  const twoJ = dimension - 1;
  return (u) => {
    let sum = 0;
    let binomial = 1;
    for (let i = 0; i <= twoJ; i++) {
      sum += binomial * re[i * (dimension + 1)] * ((1 + u) / 2) ** (twoJ - i) * ((1 - u) / 2) ** i;
      binomial *= (twoJ - i) / (i + 1);
    }
    return sum;
  };
}

describe("a coherent state", () => {
  it.each([0.5, 1, 5, 20, 100])("has all its points in one, where rounding would scatter them, J = %d", (J) => {
    const search = majoranaSearch(2 * J);
    for (const theta of [0, 1e-9, 0.3, 1, Math.PI / 2, 3, Math.PI]) {
      const re = new Float64Array(2 * J + 1);
      dickeAmplitudes(2 * J, Math.cos(theta / 2), Math.sin(theta / 2), re);
      const { residual, scale } = search.factorize(re, new Float64Array(2 * J + 1));
      expect(residual).toBeLessThan(4 * Number.EPSILON * (2 * J + 1));
      expect(scale).toBeCloseTo(1, 12);
      const { u } = search.points;
      for (const one of u) expect(one).toBeCloseTo(Math.sin(theta / 2), 7);
    }
  });
});
