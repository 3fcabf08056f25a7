import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { phasePoint, placePoint } from "../../evaluate/monte-carlo/phase-point.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { mix } from "../../laws/matrices.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { gaussLegendre } from "../../runtime/quadrature/sphere-rule.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { channel } from "../../symbolic/declare/declare.ts";
import { compile } from "../support/compile.ts";
import { compiled } from "../support/compiled.ts";
import { randomState } from "../support/random-states.ts";

const folder = mkdtempSync(join(tmpdir(), "wehrl-regular-"));
let noisyDamping: Evaluator;

beforeAll(async () => {
  const rate = { range: "[0, inf)", unit: "1/time", meaning: "a rate" };
  const declaration = channel({
    name: "noisy-damping",
    cites: "a test",
    parties: ["a"],
    parameters: { Gamma: rate, nbar: { ...rate, unit: "1" }, lambda: rate, kappa: rate },
    reservoirs: { bath: "Gamma*(nbar+1)*D[J-] + Gamma*nbar*D[J+] + lambda*D[Jx] + kappa*D[Jz]" },
  });
  const file = join(folder, "noisy-damping.ts");
  writeFileSync(file, compile(declaration, "a test", "0").text);
  noisyDamping = ((await import(/* @vite-ignore */ file)) as { noisyDamping: Evaluator }).noisyDamping;
});

afterAll(() => rmSync(folder, { recursive: true }));

const parameters = { Gamma: 0.5, nbar: 0.8, lambda: 1.5, kappa: 1.1 };

/** Π = M ∫ g·Bg/Q and Φ = M ∫ g·Bω, ω = B⁻¹A, with A and B from the dissipators by the formulas for one party:
 *  A = −J m_⊥, ∇Q·B∇Q = ½[(n×∇Q)ᵀP(n×∇Q) − (m·n)|∇Q|²]. */
function byInverse(rho: ComplexMatrix, J: number, jumps: ReturnType<Evaluator["jumps"]>, rows: number) {
  const P = [0, 1, 2].map(() => [0, 0, 0]);
  const m = [0, 0, 0];
  const cross = (a: readonly number[], b: readonly number[]) => [
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  ];
  const dot = (a: readonly number[], b: readonly number[]) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  for (const { rate, re, im } of jumps) {
    cross(im[0], re[0]).forEach((entry, i) => {
      m[i] += rate * entry;
    });
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) P[i][j] += rate * (re[0][i] * re[0][j] + im[0][i] * im[0][j]);
    }
  }
  const point = phasePoint(rho, [J]);
  const gauss = gaussLegendre(rows);
  let production = 0;
  let flux = 0;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < 2 * rows; c++) {
      const [theta, phi] = [gauss.theta[r], (Math.PI * (c + 0.3)) / rows];
      const coordinates = [(1 + Math.cos(theta)) / 2, phi / (2 * Math.PI)];
      placePoint(point, () => coordinates.shift()!);
      const n = [Math.sin(theta) * Math.cos(phi), Math.sin(theta) * Math.sin(phi), Math.cos(theta)];
      const e = [Math.cos(theta) * Math.cos(phi), Math.cos(theta) * Math.sin(phi), -Math.sin(theta)];
      const f = [-Math.sin(phi), Math.cos(phi), 0];
      const form = (a: readonly number[], b: readonly number[]) =>
        0.5 *
        (dot(
          cross(n, a),
          P.map((row) => dot(row, cross(n, b))),
        ) -
          dot(m, n) * dot(a, b));
      const [B11, B12, B22] = [form(e, e), form(e, f), form(f, f)];
      const [A1, A2] = [-J * dot(m, e), -J * dot(m, f)];
      const det = B11 * B22 - B12 * B12;
      const omega = [(B22 * A1 - B12 * A2) / det, (B11 * A2 - B12 * A1) / det];
      const Q = point.Q[0];
      const g = omega.map((w, k) => Q * w - point.gradient[k][0]);
      const weight = (((2 * J + 1) / (4 * Math.PI)) * gauss.weight[r] * Math.PI) / rows;
      production += (weight * (B11 * g[0] * g[0] + 2 * B12 * g[0] * g[1] + B22 * g[1] * g[1])) / Q;
      flux += weight * (A1 * g[0] + A2 * g[1]);
    }
  }
  return { production, flux };
}

describe("a reservoir without a potential, regular at its parameters", () => {
  for (const J of [0.5, 1, 1.5]) {
    it(`splits as the integrals with B⁻¹ say, J = ${J}`, () => {
      const d = 2 * J + 1;
      const state = mix(randomState(d, d, 40 + d), null, 0.2);
      const result = evaluate({ spins: [J], state, channels: [{ channel: noisyDamping, on: [0], parameters }] });
      const expected = byInverse(state, J, noisyDamping.jumps(parameters, []), 60);
      const { production, flux, entropyRate } = result;
      expect(result.channels[0].class).toBe("regular");
      expect(Math.abs(production!.values[0] - expected.production)).toBeLessThan(1e-11);
      expect(Math.abs(flux!.values[0] - expected.flux)).toBeLessThan(1e-11);
      expect(production!.error[0]).toBeLessThan(1e-9 * production!.values[0]);
      expect(flux!.error[0]).toBeLessThan(1e-12);
      expect(production!.values[0]).toBeGreaterThan(0);
      const gap = production!.values[0] - flux!.values[0] - entropyRate.values[0];
      expect(Math.abs(gap)).toBeLessThanOrEqual(production!.error[0] + flux!.error[0] + entropyRate.error[0]);
      expect(result.converged).toBe(true);
    });
  }

  it("has its Π by grids to the least tolerance: ω has poles of its own, beside which Q says nothing of a rule's size", async () => {
    const text = "a*D[J-]/2 + 3/2*D[Jx] + 1/10*D[Jz] + b*D[Jy]";
    const range = { range: "[0, inf)", unit: "1/time", meaning: "a rate" };
    const declared = { name: "flat-drift", cites: "here", parties: ["s"], parameters: { a: range, b: range } };
    const channel = await compiled({ ...declared, reservoirs: { all: text } });
    const [tight, usual] = [1e-13, 1e-9].map((tolerance) =>
      evaluate({
        spins: [0.5],
        state: { dimension: 2, re: Float64Array.of(0.385, 0, 0, 0.615), im: new Float64Array(4) },
        channels: [{ channel, on: [0], parameters: { a: 0.005, b: 0.205 } }],
        times: [0, 0.005, 0.02],
        tolerance,
        budget: 1e6,
      }),
    );
    tight.production!.values.forEach((value, k) => {
      expect(Math.abs(value - usual.production!.values[k])).toBeLessThanOrEqual(
        tight.production!.error[k] + usual.production!.error[k],
      );
      expect(Math.abs(tight.closure[k])).toBeLessThan(1e-14);
    });
  });

  it("is entangled with a second party without harm, and Φ depends on its own alone", () => {
    const state = mix(randomState(6, 6, 3), null, 0.2);
    const use = { channel: noisyDamping, on: [1], parameters };
    const { production, flux, entropyRate } = evaluate({ spins: [0.5, 1], state, channels: [use], tolerance: 1e-7 });
    expect(Math.abs(production!.values[0] - flux!.values[0] - entropyRate.values[0])).toBeLessThan(1e-6);
    expect(production!.values[0]).toBeGreaterThan(0);
  });

  it("produces over a time what the integral of Π says", () => {
    const n = 24;
    const times = Array.from({ length: n + 1 }, (_, k) => (0.4 * k) / n);
    const state = mix(randomState(2, 2, 9), null, 0.2);
    const { production, produced } = evaluate({
      spins: [0.5],
      state,
      channels: [{ channel: noisyDamping, on: [0], parameters }],
      times,
    });
    const simpson = production!.values.reduce(
      (sum, Pi, k) => sum + (0.4 * Pi * (k === 0 || k === n ? 1 : k % 2 === 1 ? 4 : 2)) / (3 * n),
      0,
    );
    expect(Math.abs(produced!.values[n] - simpson)).toBeLessThan(1e-6);
  });

  it("is refused with words where B is not positive: little x-dephasing, or none along z", () => {
    const state = randomState(3, 3, 5);
    for (const weak of [
      { lambda: 0.05, kappa: 0.01 },
      { lambda: 1.5, kappa: 0 },
    ]) {
      const { channels } = evaluate({
        spins: [1],
        state,
        channels: [{ channel: noisyDamping, on: [0], parameters: { ...parameters, ...weak } }],
      });
      expect(channels[0].production).toBeNull();
      expect(channels[0].class).not.toBe("regular");
      expect(channels[0].refusal).toMatch(/B/);
      expect(channels[0].entropyRate.values[0]).toBeGreaterThan(-10);
    }
  });

  it("is zero in everything, exactly, when its rates are", () => {
    const { channels, production, flux } = evaluate({
      spins: [1],
      state: randomState(3, 3, 5),
      channels: [{ channel: noisyDamping, on: [0], parameters: { Gamma: 0, nbar: 1, lambda: 0, kappa: 0 } }],
    });
    expect([production!.values[0], production!.error[0], flux!.values[0], flux!.error[0]]).toEqual([0, 0, 0, 0]);
    expect(channels[0].refusal).toBeNull();
  });
});
