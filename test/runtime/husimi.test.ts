import { describe, expect, it } from "vitest";
import { phasePoint, placePoint } from "../../evaluate/monte-carlo/phase-point.ts";
import { evaluateHusimiFields, husimiFields, husimiGrid } from "../../runtime/husimi/husimi.ts";
import { movePatch, patchRule, productRule } from "../../runtime/quadrature/sphere-rule.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { hermitianTensor } from "../../spins/matrices/hermitian-tensor.ts";
import { dickeAmplitudes, dickeDerivatives } from "../../spins/states/dicke.ts";
import { coherent } from "../../spins/states/named-states.ts";
import { randomState } from "../support/random-states.ts";

/** ⟨Ω|ρ|Ω⟩ for several parties by the definition, Σ ρ_mm' Π d_m d_m' e^{i(m−m')φ}. */
function husimiByDefinition(rho: ReturnType<typeof zeroMatrix>, spins: number[], points: [number, number][]): number {
  const projector = coherent(
    spins,
    points.map(([theta, phi]) => ({ theta, phi })),
  );
  let sum = 0;
  for (let r = 0; r < rho.dimension; r++) {
    for (let c = 0; c < rho.dimension; c++) {
      const a = r * rho.dimension + c;
      const b = c * rho.dimension + r;
      sum += rho.re[a] * projector.re[b] - rho.im[a] * projector.im[b];
    }
  }
  return sum;
}

describe("the Husimi function", () => {
  it("on a grid is ⟨Ω|ρ|Ω⟩, and its gradient the difference quotient", () => {
    for (const J of [0.5, 1, 2.5, 4]) {
      const d = 2 * J + 1;
      const rho = randomState(d, 2, 11);
      const rule = patchRule(5, 4);
      movePatch(rule, [0.2, 2.7, 0.3, 5.9]);
      const fields = husimiFields(rule);
      const present = new Uint8Array(d).fill(1);
      evaluateHusimiFields(husimiGrid(2 * J, rule), hermitianTensor(rho, [d], [0]), present, fields);
      for (let r = 0; r < 5; r++) {
        const theta = 2 * Math.atan2(rule.sinHalf[r], rule.cosHalf[r]);
        for (let c = 0; c < 4; c++) {
          const at = (t: number, p: number) => husimiByDefinition(rho, [J], [[t, p]]);
          const phi = rule.phi[c];
          const k = r * 4 + c;
          const h = 1e-5;
          expect(Math.abs(fields.Q[k] - at(theta, phi))).toBeLessThan(1e-14);
          const dTheta = (at(theta + h, phi) - at(theta - h, phi)) / (2 * h);
          const dPhi = (at(theta, phi + h) - at(theta, phi - h)) / (2 * h * Math.sin(theta));
          expect(Math.abs(fields.dTheta[k] - dTheta)).toBeLessThan(1e-8);
          expect(Math.abs(fields.dPhi[k] - dPhi)).toBeLessThan(1e-8);
        }
      }
    }
  });

  it("of a large spin leaves out only what no rounding of it shows, whatever the size of the state", () => {
    const [J, d] = [60, 121];
    const rule = productRule(20, 7, 0.3);
    const present = new Uint8Array(d).fill(1);
    const narrow = coherent([J], [{ theta: 0.7, phi: 2 }]);
    const wide = randomState(d, 2, 11);
    for (const [share, size] of [
      [0, 1],
      [1e-12, 1],
      [0.5, 1e-250],
    ]) {
      const rho = zeroMatrix(d);
      for (let k = 0; k < d * d; k++) {
        rho.re[k] = size * ((1 - share) * narrow.re[k] + share * wide.re[k]);
        rho.im[k] = size * ((1 - share) * narrow.im[k] + share * wide.im[k]);
      }
      const fields = husimiFields(rule);
      evaluateHusimiFields(husimiGrid(2 * J, rule), hermitianTensor(rho, [d], [0]), present, fields);
      for (let k = 0; k < fields.Q.length; k++) {
        const [r, c] = [Math.floor(k / 7), k % 7];
        const theta = 2 * Math.atan2(rule.sinHalf[r], rule.cosHalf[r]);
        const gap = fields.Q[k] - husimiByDefinition(rho, [J], [[theta, rule.phi[c]]]);
        expect(Math.abs(gap)).toBeLessThan(1e-14 * size);
      }
    }
  });

  it("at points of several spheres is ⟨Ω|ρ|Ω⟩", () => {
    const spins = [0.5, 1, 1.5];
    const rho = randomState(24, 3, 5);
    const point = phasePoint(rho, spins);
    const draws = [0.1, 0.7, 0.35, 0.2, 0.9, 0.45];
    let next = 0;
    placePoint(point, () => draws[next++]);
    const points = [0, 1, 2].map((p): [number, number] => [
      Math.acos(2 * draws[2 * p] - 1),
      2 * Math.PI * draws[2 * p + 1],
    ]);
    expect(Math.abs(point.Q[0] - husimiByDefinition(rho, spins, points))).toBeLessThan(1e-15);
    const h = 1e-5;
    for (let p = 0; p < 3; p++) {
      const moved = (which: number, by: number) =>
        husimiByDefinition(
          rho,
          spins,
          points.map(([t, f], q) => (p === q ? [which === 0 ? t + by : t, which === 1 ? f + by : f] : [t, f])),
        );
      const dTheta = (moved(0, h) - moved(0, -h)) / (2 * h);
      const dPhi = (moved(1, h) - moved(1, -h)) / (2 * h * Math.sin(points[p][0]));
      expect(Math.abs(point.gradient[2 * p][0] - dTheta)).toBeLessThan(1e-9);
      expect(Math.abs(point.gradient[2 * p + 1][0] - dPhi)).toBeLessThan(1e-9);
    }
  });

  it("is normalised: (2J + 1)/4π ∫ Q dn = 1 on the smallest grid that resolves it", () => {
    for (const J of [0.5, 2, 7]) {
      const d = 2 * J + 1;
      const rule = productRule(Math.ceil(J) + 1, 2 * J + 1, 0.3);
      const fields = husimiFields(rule);
      const tensor = hermitianTensor(randomState(d, d, 3), [d], [0]);
      evaluateHusimiFields(husimiGrid(2 * J, rule), tensor, new Uint8Array(d).fill(1), fields);
      let sum = 0;
      const columns = rule.phi.length;
      fields.Q.forEach((Q, k) => {
        sum += rule.rowWeight[Math.floor(k / columns)] * rule.columnWeight[k % columns] * Q;
      });
      expect(Math.abs((d / (4 * Math.PI)) * sum - 1)).toBeLessThan(1e-14);
    }
  });
});

describe("amplitudes of coherent states", () => {
  it("are normalised and real rotations: Σ d² = 1, Σ d d' = 0, for J up to 500", () => {
    for (const twoJ of [1, 2, 11, 100, 1000]) {
      const d = new Float64Array(twoJ + 1);
      const slope = new Float64Array(twoJ + 1);
      for (const theta of [1e-6, 0.4, Math.PI / 2, 3.1]) {
        dickeAmplitudes(twoJ, Math.cos(theta / 2), Math.sin(theta / 2), d);
        dickeDerivatives(twoJ, d, slope);
        let norm = 0;
        let mean = 0;
        let cross = 0;
        for (let i = 0; i <= twoJ; i++) {
          norm += d[i] * d[i];
          mean += (twoJ / 2 - i) * d[i] * d[i];
          cross += d[i] * slope[i];
        }
        expect(Math.abs(norm - 1)).toBeLessThan(1e-13);
        expect(Math.abs(mean - (twoJ / 2) * Math.cos(theta))).toBeLessThan(1e-13 * twoJ);
        expect(Math.abs(cross)).toBeLessThan(1e-12 * twoJ);
      }
    }
  });
});
