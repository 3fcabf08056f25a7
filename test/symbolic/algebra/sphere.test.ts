import fc from "fast-check";
import { describe, it } from "vitest";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import * as sphere from "../../../symbolic/algebra/sphere.ts";
import { onSphere, onTwoSpheres } from "../arbitraries.ts";
import { expectPolynomial, expectVector } from "../expectations.ts";

const laplacian = (f: p.Polynomial): p.Polynomial => sphere.divergence(sphere.gradient(f, "a"), ["a"]);

describe("functions on spheres", () => {
  it("have tangential gradients that obey Leibniz's rule", () => {
    fc.assert(
      fc.property(onSphere, onSphere, (f, h) => {
        expectPolynomial(sphere.dot(sphere.point("a"), sphere.gradient(f, "a")), p.zero);
        const [ofF, ofH] = [sphere.gradient(f, "a"), sphere.gradient(h, "a")];
        const expected = ofF.map((entry, k) => p.add(p.multiply(entry, h), p.multiply(f, ofH[k])));
        expectVector(sphere.gradient(p.multiply(f, h), "a"), expected);
      }),
      { numRuns: 50 },
    );
  });

  it("have the eigenvalues −l(l+1) on harmonics", () => {
    const [x, y, z] = sphere.point("a");
    const harmonics = [
      [0, p.one],
      [1, z],
      [2, p.multiply(x, y)],
      [3, p.power(p.add(x, p.multiply(p.imaginaryUnit, y)), 3)],
    ] as const;
    for (const [l, h] of harmonics) expectPolynomial(laplacian(h), p.multiply(p.constant(BigInt(-l * (l + 1))), h));
  });

  it("have ∇·(f v) = f ∇·v + v·∇f on every sphere together", () => {
    fc.assert(
      fc.property(onTwoSpheres, onTwoSpheres, (f, h) => {
        const parties = ["a", "b"];
        const v = sphere.gradients(h, parties);
        const scaled = v.map((entry) => p.multiply(f, entry));
        const expected = p.add(
          p.multiply(f, sphere.divergence(v, parties)),
          sphere.dot(v, sphere.gradients(f, parties)),
        );
        expectPolynomial(sphere.divergence(scaled, parties), expected);
      }),
      { numRuns: 30 },
    );
  });

  it("rotate without divergence", () => {
    const [x, y] = sphere.point("a");
    const turn = [p.negate(y), x, p.zero];
    expectVector(sphere.tangential(turn, "a"), turn);
    expectPolynomial(sphere.divergence(turn, ["a"]), p.zero);
  });
});
