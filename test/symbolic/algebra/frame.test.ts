import fc from "fast-check";
import { describe, it } from "vitest";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import * as sphere from "../../../symbolic/algebra/sphere.ts";
import { components, fewestTerms, frame, inAngles, matrixComponents } from "../../../symbolic/algebra/sphere.ts";
import { angle, circle } from "../../../symbolic/algebra/symbol.ts";
import { onSphere } from "../arbitraries.ts";
import { dampingDerivation, paper } from "../declarations.ts";
import { expectPolynomial, expectVector } from "../expectations.ts";
import { dPhi, dTheta, overSine } from "../prove/angle-calculus.ts";

describe("the frame of the angles", () => {
  it("is orthonormal and tangential, party by party", () => {
    const parties = ["a", "b"];
    const vectors = frame(parties);
    const n = sphere.coordinates(parties).map((name) => inAngles(p.symbol(name), parties));
    vectors.forEach((e, i) => {
      vectors.forEach((f, j) => {
        expectPolynomial(sphere.dot(e, f), i === j ? p.one : p.zero);
      });
      expectPolynomial(sphere.dot(e, n), p.zero);
    });
  });

  it("sees a gradient as (∂θ, ∂φ/sinθ)", () => {
    fc.assert(
      fc.property(onSphere, (f) => {
        const angles = inAngles(f, ["a"]);
        expectVector(components(sphere.gradient(f, "a"), ["a"]), [dTheta(angles), overSine(dPhi(angles))]);
      }),
      { numRuns: 40 },
    );
  });

  it("shows the damping of the paper: A = ΓJ sinθ, B_θθ = ½Γ(N − cosθ), B_φφ = ½Γ cosθ(N cosθ − 1)", () => {
    const { drift, diffusion } = dampingDerivation.reservoirs[0].operator;
    expectVector(components(drift, ["a"]), [paper("Gamma*J*s"), p.zero]);
    const B = matrixComponents(diffusion, ["a"]);
    expectVector(B[0], [paper("Gamma/2*(2*nbar + 1 - c)"), p.zero]);
    expectVector(B[1], [p.zero, paper("Gamma/2*c*((2*nbar + 1)*c - 1)")]);
  });

  it("writes a function with fewer terms without changing it", () => {
    const bound = new Map(
      (["theta", "phi"] as const).flatMap((of) =>
        (["cos", "sin"] as const).map((name) => [angle(name, of, "a"), p.symbol(circle(name, of, "a"))] as const),
      ),
    );
    fc.assert(
      fc.property(onSphere, (f) => {
        const angles = inAngles(f, ["a"]);
        expectPolynomial(p.substitute(fewestTerms(angles), bound), angles);
      }),
      { numRuns: 40 },
    );
  });
});
