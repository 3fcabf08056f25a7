/**
 * The sphere of a qubit, integrated exactly: for J = 1/2, Q = A₀ + R·n and L = (u + iv)·J, with P = Σ rate (uuᵀ + vvᵀ) and
 * m = Σ rate (v × u),
 *
 *   (1/2π) ∫ (∇Q·B∇Q/Q − A·∇Q) dn = ½K(A₀, R) {½[|R|² tr P − R·PR] + A₀ m·R}
 */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { cartesian } from "../algebra/spin-operator.ts";
import type { ReservoirDerivation } from "../derive.ts";
import type { FokkerPlanck } from "../fokker-planck.ts";
import { printPolynomial } from "../print.ts";
import { integrateQubitSphere } from "../reduce.ts";
import { NotCertified, type Proof } from "./proof.ts";
import { isZero, negate, rationalFunction, sum } from "./rational-function.ts";

/** ½[|R|² tr P − R·PR] + A₀ m·R, summand by summand: ½(|R|²u² − (u·R)²) and the same of v, and A₀ (v × u)·R. */
function typedFactor(reservoirs: readonly ReservoirDerivation[]): Polynomial {
  const R = ["Rx", "Ry", "Rz"].map(p.symbol);
  const dot = (a: readonly Polynomial[], b: readonly Polynomial[]): Polynomial =>
    p.add(...a.map((entry, k) => p.multiply(entry, b[k])));
  const across = (a: readonly Polynomial[]): Polynomial =>
    p.subtract(p.multiply(p.symbol("R2"), dot(a, a)), p.power(dot(a, R), 2));
  return p.add(
    ...reservoirs.flatMap(({ reservoir, operator: { parties } }) =>
      reservoir.dissipators.map(({ rate, operator }) => {
        const l = cartesian(operator, parties[0]);
        const [u, v] = [l.map(p.realPart), l.map(p.imaginaryPart)];
        const turn = [0, 1, 2].map((k) => {
          const [i, j] = [(k + 1) % 3, (k + 2) % 3];
          return p.subtract(p.multiply(v[i], u[j]), p.multiply(v[j], u[i]));
        });
        const circles = p.multiply(p.fraction(1n, 2n), p.add(across(u), across(v)));
        return p.multiply(rate, p.add(circles, p.multiply(p.symbol("A0"), dot(turn, R))));
      }),
    ),
  );
}

/** @returns undefined where there is no closed form */
export function proveQubitSphere(reservoirs: readonly ReservoirDerivation[]): Proof | undefined {
  const operators = reservoirs.map(({ operator }) => operator);
  const [{ parties }] = operators;
  const total = (entry: (operator: FokkerPlanck) => Polynomial): Polynomial => p.add(...operators.map(entry));
  const closedForm = integrateQubitSphere({
    parties,
    drift: operators[0].drift.map((_, i) => total(({ drift }) => drift[i])),
    diffusion: operators[0].diffusion.map((row, i) => row.map((_, j) => total(({ diffusion }) => diffusion[i][j]))),
  });
  if (!closedForm) return undefined;
  const kernel = p.symbol("K");
  const found = rationalFunction(closedForm, new Map([["sphereKernel", kernel]]));
  const expected = { numerator: p.multiply(p.fraction(1n, 2n), kernel, typedFactor(reservoirs)), denominator: p.one };
  if (!isZero(sum([found, negate(expected)])))
    throw new NotCertified(
      "the integrated sphere of a qubit",
      printPolynomial(found.numerator),
      printPolynomial(expected.numerator),
    );
  return {
    claim: "The integrated sphere of a qubit is πK{½[|R|² tr P − R·PR] + A₀ m·R} times the measure.",
    by: "exact polynomial arithmetic",
    scope: "J = 1/2; an identity in A₀, R and K(A₀, R); symbolic parameters",
  };
}
