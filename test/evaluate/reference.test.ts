import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { logMoment } from "../../generated/log-moment.ts";
import { integrate } from "../../runtime/integrate.ts";
import { EXACTLY } from "../../runtime/quadrature/integral.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { densityMatrix } from "../../spins/states/density-matrix.ts";
import { amplitudeDamping, dephasing } from "../support/paper-evaluators.ts";
import { operatorCases, problemOf, QUANTITIES, referenceCases, uncertainty } from "../support/reference-cases.ts";

const channels = { dephasing, "amplitude-damping": amplitudeDamping };

describe("values of an independent program come out within the reported errors", () => {
  for (const reference of referenceCases) {
    it(reference.name, () => {
      const result = evaluate(problemOf(reference, channels));
      for (const quantity of QUANTITIES) {
        const { values, error } = result[quantity]!;
        const off = Math.abs(values[0] - reference.expect[quantity]);
        expect(off).toBeLessThanOrEqual(error[0] + uncertainty(reference, quantity));
      }
      expect(result.converged).toBe(true);
      expect(Math.abs(result.closure[0])).toBeLessThan(1e-7);
      for (const quantity of QUANTITIES) {
        const { values, error } = result[quantity]!;
        // The floor of 4ε Σ|contributions| where the value itself is the difference of larger ones.
        expect(error[0]).toBeLessThanOrEqual(1e-9 * Math.abs(values[0]) + 1e-13);
      }
    });
  }
});

/** D(ρ) by dense products, independent of the runtime's sparse ones. */
function dissipate(rho: ComplexMatrix, operators: { re: number[][][]; im: number[][][] }): ComplexMatrix {
  const n = rho.dimension;
  const out = zeroMatrix(n);
  operators.re.forEach((Re, which) => {
    const Im = operators.im[which];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        for (let k = 0; k < n; k++) {
          for (let l = 0; l < n; l++) {
            const add = (a: number, b: number, c: number, d: number, r: number, s: number, scale: number) => {
              const [x, y] = [a * c - b * d, a * d + b * c];
              out.re[i * n + j] += scale * (x * rho.re[r * n + s] - y * rho.im[r * n + s]);
              out.im[i * n + j] += scale * (x * rho.im[r * n + s] + y * rho.re[r * n + s]);
            };
            // LρL†, −½ L†Lρ with (L†L)_il = Σ_k L*_ki L_kl, −½ ρL†L
            add(Re[i][k], Im[i][k], Re[j][l], -Im[j][l], k, l, 1);
            add(Re[k][i], -Im[k][i], Re[k][l], Im[k][l], l, j, -0.5);
            add(Re[k][l], -Im[k][l], Re[k][j], Im[k][j], i, l, -0.5);
          }
        }
      }
    }
  });
  return out;
}

describe("dS/dt of any Lindblad operators is the logarithmic moment of D(ρ)", () => {
  for (const reference of operatorCases) {
    it(`${reference.name}, J = ${reference.spins.join(", ")}`, () => {
      const { spins } = reference;
      const rho = densityMatrix(spins, reference.state.re, reference.state.im);
      const inner = spins[0] === 0.5 ? "closed" : "grid";
      const how = { party: 0, inner, goal: { ...EXACTLY, relative: 1e-10 }, along: false, share: 1 } as const;
      const change = dissipate(rho, reference.operators);
      const { integrals } = integrate(
        rho,
        spins,
        [
          { integrand: { kind: "entropy", closed: logMoment }, ...how },
          { integrand: { kind: "logMoment", closed: logMoment, of: change }, ...how },
        ],
        4e7,
      );
      const expected = [reference.expect.entropy, reference.expect.entropyRate];
      integrals.forEach(({ value, error }, k) => {
        expect(Math.abs(value - expected[k])).toBeLessThanOrEqual(error + 1e-12 * Math.abs(expected[k]) + 1e-14);
      });
    });
  }
});
