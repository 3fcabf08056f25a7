import { describe, expect, it } from "vitest";
import type { Derived } from "../../../symbolic/algebra/expression.ts";
import type { Polynomial } from "../../../symbolic/algebra/polynomial.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { gradient, P, Q } from "../../../symbolic/algebra/symbol.ts";
import type { Derivation } from "../../../symbolic/derive/derivation.ts";
import { isZero, rationalFunction } from "../../../symbolic/prove/rational-function.ts";
import { dampingDerivation, dephasingDerivation, deriveSketch, deriveText, paper } from "../declarations.ts";
import { expectPolynomial, expectQuotient } from "../expectations.ts";

const equalFields = new Map([
  [P, paper("Q")],
  [gradient("P", "theta", "a"), paper("dT")],
  [gradient("P", "phi", "a"), paper("dF")],
]);

const quotientOf = (formula: Derived | null) => rationalFunction(formula!, equalFields);
const over = (numerator: Polynomial, denominator: Polynomial) => ({ numerator, denominator });

/** 𝒥₊Q, 𝒥₋Q, 𝒥_zQ with ∂φQ = sinθ·dF. */
const currents = { plus: paper("wp*(dT + i*c*dF)"), minus: paper("-wm*(dT - i*c*dF)"), z: paper("-i*s*dF") };

describe("the integrands of dephasing", () => {
  const { entropyRate, production, flux } = dephasingDerivation.integrands;

  it("are eq 11, λ/2 |𝒥_z(Q)|²/Q", () => {
    const square = p.multiply(currents.z, p.conjugate(currents.z));
    expectQuotient(quotientOf(production), over(p.multiply(paper("lambda/2"), square), paper("Q")));
    expectQuotient(quotientOf(entropyRate), quotientOf(production));
    expect(isZero(quotientOf(flux))).toBe(true);
  });
});

describe("the integrands of amplitude damping", () => {
  const { entropyRate, production, flux } = dampingDerivation.integrands;

  it("are eq 19, Γ/2 F(Q)/Q with F = f(Q)𝒥₋(Q) − f*(Q)𝒥₊(Q), before the splitting", () => {
    const f = p.add(
      p.multiply(paper("wp*s/2"), p.subtract(paper("2*J*Q"), currents.z)),
      p.multiply(paper("(c - (2*nbar + 1))/2"), currents.plus),
    );
    const F = p.subtract(p.multiply(f, currents.minus), p.multiply(p.conjugate(f), currents.plus));
    expectPolynomial(p.imaginaryPart(F), p.zero);
    expectQuotient(quotientOf(entropyRate), over(p.multiply(paper("Gamma/2"), F), paper("Q")));
  });

  it("are eqs 20 and 21 for Π", () => {
    const along = p.multiply(paper("s^2"), p.power(paper("2*J*Q*s + (c - (2*nbar + 1))*dT"), 2));
    const around = p.multiply(
      p.multiply(currents.z, p.conjugate(currents.z)),
      paper("((2*nbar + 1)*c - 1)*c*(2*nbar + 1 - c)"),
    );
    const numerator = p.multiply(paper("Gamma/2"), p.add(along, around));
    expectQuotient(quotientOf(production), over(numerator, paper("Q*s^2*(2*nbar + 1 - c)")));
  });

  it("are Φ_j for the flux, ΓJ {2JQ sin²θ/(2n̄ + 1 − cosθ) − sinθ ∂θQ}", () => {
    const numerator = paper("Gamma*J*(2*J*Q*s^2 - s*dT*(2*nbar + 1 - c))");
    expectQuotient(quotientOf(flux), over(numerator, paper("2*nbar + 1 - c")));
  });

  it("use Q for the measure of 1/Q and P for the current", () => {
    const { numerator, denominator } = rationalFunction(production!, new Map());
    expect(p.symbolsOf(numerator)).toContain(P);
    expect(p.symbolsOf(numerator)).not.toContain(Q);
    expect(p.symbolsOf(denominator)).toContain(Q);
  });
});

describe("the integrands of several reservoirs", () => {
  it("add up, and differ by dS/dt", () => {
    const joint = deriveSketch({
      rates: ["g", "h", "k"],
      reservoirs: { cold: "g*D[J-]", hot: "h*(k + 1)*D[J-] + h*k*D[J+]", noise: "k*D[Jx]" },
    });
    const parts = ["g*D[J-]", "h*(k + 1)*D[J-] + h*k*D[J+]", "k*D[Jx]"].map((text) => deriveText(text));
    const value = (derivation: Derivation, key: "entropyRate" | "production" | "flux") =>
      quotientOf(derivation.integrands[key]);
    for (const key of ["entropyRate", "production", "flux"] as const) {
      const sum = parts
        .map((part) => value(part, key))
        .reduce((a, b) =>
          over(
            p.add(p.multiply(a.numerator, b.denominator), p.multiply(b.numerator, a.denominator)),
            p.multiply(a.denominator, b.denominator),
          ),
        );
      expectQuotient(value(joint, key), sum);
    }
  });

  it("know reservoirs apart: one joint bath does not produce what two baths produce", () => {
    const text = "g*D[J-] + h*(k + 1)*D[J-] + h*k*D[J+]";
    const joint = deriveText(text);
    const apart = deriveSketch({
      rates: ["g", "h", "k"],
      reservoirs: { cold: "g*D[J-]", hot: "h*(k + 1)*D[J-] + h*k*D[J+]" },
    });
    expectQuotient(quotientOf(joint.integrands.entropyRate), quotientOf(apart.integrands.entropyRate));
    const [a, b] = [joint, apart].map(({ integrands }) => quotientOf(integrands.production));
    expect(p.equals(p.multiply(a.numerator, b.denominator), p.multiply(b.numerator, a.denominator))).toBe(false);
  });
});
