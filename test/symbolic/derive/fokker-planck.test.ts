import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Gaussian } from "../../../symbolic/algebra/gaussian.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import * as sphere from "../../../symbolic/algebra/sphere.ts";
import { inAngles } from "../../../symbolic/algebra/sphere.ts";
import * as spin from "../../../symbolic/algebra/spin-operator.ts";
import { parameter, spin as spinOf } from "../../../symbolic/algebra/symbol.ts";
import { correspond, lindblad } from "../../../symbolic/derive/correspondence.ts";
import { applyFokkerPlanck, fokkerPlanck, NotFokkerPlanck } from "../../../symbolic/derive/fokker-planck.ts";
import { gaussians, onSphere, onTwoSpheres } from "../arbitraries.ts";
import { dampingDerivation, dephasingDerivation, deriveSketch, deriveText, paper } from "../declarations.ts";
import { expectPolynomial, expectVector } from "../expectations.ts";
import { commutator, dPhi } from "../prove/angle-calculus.ts";

type Vector = readonly p.Polynomial[];

const half = p.fraction(1n, 2n);
const cross = (u: Vector, v: Vector): Vector =>
  [0, 1, 2].map((k) => {
    const [i, j] = [(k + 1) % 3, (k + 2) % 3];
    return p.subtract(p.multiply(u[i], v[j]), p.multiply(u[j], v[i]));
  });
const conjugate = (u: Vector): Vector => u.map(p.conjugate);

describe("one party, L = (u + iv)·J with symbolic u and v", () => {
  const names = ["ux", "uy", "uz", "vx", "vy", "vz"];
  const { drift, diffusion } = deriveSketch({
    rates: ["g"],
    ranges: Object.fromEntries(names.map((name) => [name, "(-inf, inf)"])),
    reservoirs: { bath: "g*D[(ux + i*vx)*Jx + (uy + i*vy)*Jy + (uz + i*vz)*Jz]" },
  }).reservoirs[0].operator;
  const [u, v] = [names.slice(0, 3), names.slice(3)].map((part) => part.map((name) => p.symbol(parameter(name))));
  const n = sphere.point("a");
  const m = cross(v, u).map((entry) => p.multiply(p.symbol(parameter("g")), entry));

  it("drifts by A = −J m_⊥ with m = v × u", () => {
    const expected = sphere.tangential(m, "a").map((entry) => p.multiply(paper("-J"), entry));
    expectVector(drift, expected);
  });

  it("diffuses by ∇Q·B∇Q = ½[(n × ∇Q)ᵀP(n × ∇Q) − (m·n)|∇Q|²] with P = uuᵀ + vvᵀ", () => {
    const axes = [0, 1, 2].map((k) =>
      sphere.tangential(
        [0, 1, 2].map((j) => (j === k ? p.one : p.zero)),
        "a",
      ),
    );
    axes.forEach((left, i) => {
      axes.forEach((right, j) => {
        const turned = [left, right].map((axis) => cross(n, axis));
        const P = [u, v].map((part) => p.multiply(sphere.dot(part, turned[0]), sphere.dot(part, turned[1])));
        const sum = p.multiply(p.symbol(parameter("g")), p.add(...P));
        const metric = p.multiply(sphere.dot(m, n), sphere.dot(left, right));
        expectPolynomial(diffusion[i][j], p.multiply(half, p.subtract(sum, metric)));
      });
    });
  });
});

describe("two parties, L = l_a·J_a + l_b·J_b", () => {
  const parties = ["a", "b"];
  const vectors = fc.tuple(gaussians, gaussians, gaussians);

  /** A_i = −Σ_j (J_j + ½(1 − δ_ij)) Im[(l_i × n_i)(l_j*·n_j)], B_ij = sym{½Re[(l_i × n_i)(l_j × n_j)†] + ½Im[(l_i × n_i)(l_j*)_⊥ᵀ]} */
  function closedForm(l: readonly Vector[]): { readonly drift: Vector; readonly diffusion: readonly Vector[] } {
    const turned = parties.map((party, i) => cross(l[i], sphere.point(party)));
    const along = parties.map((party, i) => sphere.dot(conjugate(l[i]), sphere.point(party)));
    const flat = parties.map((party, i) => sphere.tangential(conjugate(l[i]), party));
    const drift = parties.flatMap((_, i) =>
      turned[i].map((entry) =>
        p.negate(
          p.add(
            ...parties.map((other, j) => {
              const weight = p.add(p.symbol(spinOf(other)), i === j ? p.zero : half);
              return p.multiply(weight, p.imaginaryPart(p.multiply(entry, along[j])));
            }),
          ),
        ),
      ),
    );
    const [turnedFlat, bar, perp] = [turned.flat(), turned.flatMap(conjugate), flat.flat()];
    const raw = turnedFlat.map((entry) =>
      turnedFlat.map((_, k) =>
        p.multiply(half, p.add(p.realPart(p.multiply(entry, bar[k])), p.imaginaryPart(p.multiply(entry, perp[k])))),
      ),
    );
    const diffusion = raw.map((row, i) => row.map((entry, k) => p.multiply(half, p.add(entry, raw[k][i]))));
    return { drift, diffusion };
  }

  const operatorOf = (l: readonly Vector[]): spin.SpinOperator =>
    spin.add(
      ...parties.flatMap((party, i) =>
        (["x", "y", "z"] as const).map((axis, k) => spin.scale(spin.spin(axis, party), l[i][k])),
      ),
    );

  function compare(l: readonly Vector[]): void {
    const superoperator = lindblad([{ rate: p.one, operator: operatorOf(l) }]);
    const found = fokkerPlanck(correspond(superoperator), parties, 2);
    const expected = closedForm(l);
    expectVector(found.drift, expected.drift);
    expectVector(found.diffusion.flat(), expected.diffusion.flat());
  }

  it("have the A_i and B_ij of the closed form, for random l", () => {
    fc.assert(
      fc.property(vectors, vectors, (a: readonly Gaussian[], b: readonly Gaussian[]) => {
        compare([a.map(p.constant), b.map(p.constant)]);
      }),
      { numRuns: 6 },
    );
  });

  it("have them for collective decay with a symbolic asymmetry, J₋ᵃ + e J₋ᵇ", () => {
    const [one, minusI, zero] = [p.one, p.multiply(p.constant(-1n), p.imaginaryUnit), p.zero];
    compare([[one, minusI, zero], [one, minusI, zero].map((entry) => p.multiply(p.symbol(parameter("e")), entry))]);
  });
});

describe("the operator on functions", () => {
  it("is −∇·(A Q − B∇Q): what it was read off on harmonics holds on all", () => {
    fc.assert(
      fc.property(onSphere, (f) => {
        for (const { superoperator, operator } of dampingDerivation.reservoirs)
          expectPolynomial(applyFokkerPlanck(operator, f), correspond(superoperator)(f));
      }),
      { numRuns: 20 },
    );
    const collective = deriveSketch({ parties: ["a", "b"], rates: ["g"], reservoirs: { bath: "g*D[J-[a] + J-[b]]" } });
    fc.assert(
      fc.property(onTwoSpheres, (f) => {
        const [{ superoperator, operator }] = collective.reservoirs;
        expectPolynomial(applyFokkerPlanck(operator, f), correspond(superoperator)(f));
      }),
      { numRuns: 10 },
    );
  });

  it("is eq 9 for dephasing, −λ/2 𝒥_z(𝒥_z(Q)) = λ/2 ∂φ²Q", () => {
    fc.assert(
      fc.property(onSphere, (f) => {
        const found = inAngles(applyFokkerPlanck(dephasingDerivation.reservoirs[0].operator, f), ["a"]);
        const angles = inAngles(f, ["a"]);
        expectPolynomial(found, p.multiply(paper("-lambda/2"), commutator.z(commutator.z(angles))));
        expectPolynomial(found, p.multiply(paper("lambda/2"), dPhi(dPhi(angles))));
      }),
      { numRuns: 30 },
    );
  });

  it("is eqs 17 and 18 for amplitude damping", () => {
    fc.assert(
      fc.property(onSphere, (drawn) => {
        const real = p.realPart(drawn);
        const Q = inAngles(real, ["a"]);
        const f = p.add(
          p.multiply(paper("wp*s/2"), p.subtract(p.multiply(paper("2*J"), Q), commutator.z(Q))),
          p.multiply(paper("(c - (2*nbar + 1))/2"), commutator["+"](Q)),
        );
        const D = p.subtract(commutator["-"](f), commutator["+"](p.conjugate(f)));
        const found = inAngles(applyFokkerPlanck(dampingDerivation.reservoirs[0].operator, real), ["a"]);
        expectPolynomial(found, p.multiply(paper("Gamma/2"), D));
      }),
      { numRuns: 20 },
    );
  });

  it("relaxes multipoles by λ l(l+1)/2 under depolarising noise", () => {
    const { operator } = deriveText("g*(D[Jx] + D[Jy] + D[Jz])").reservoirs[0];
    for (const [l, f] of [
      [1, paper("x + 2*z")],
      [2, paper("x*y")],
      [3, paper("(x + i*y)^3")],
    ] as const)
      expectPolynomial(
        applyFokkerPlanck(operator, f),
        p.multiply(p.symbol(parameter("g")), p.fraction(BigInt(-l * (l + 1)), 2n), f),
      );
  });
});

describe("operators of degree two", () => {
  it.each([
    ["J-*J-", "found J₋², of degree 2 in J, which leaves ∇x∇x∇x∇x, a derivative of order 4"],
    ["Jz*Jz", "found Jz², of degree 2 in J, which leaves"],
    ["J-*Jz + Jx", "a derivative of order"],
  ])("are refused naming channel, reservoir, operator and the surviving term: D[%s]", (operator, message) => {
    const text = `g*D[J-] + g*D[${operator}]`;
    const derivation = (): unknown => deriveText(text);
    expect(derivation).toThrow(NotFokkerPlanck);
    const place = `at character ${text.lastIndexOf("D") + 1} of ${text}`;
    expect(derivation).toThrow(`channel "test-channel": reservoirs.bath, ${place}: found `);
    expect(derivation).toThrow(message);
    expect(derivation).toThrow("use operators linear in J");
  });

  it("are refused between parties too", () => {
    const sketch = { parties: ["a", "b"], rates: ["g"], reservoirs: { bath: "g*D[Jz[a]*Jz[b]]" } };
    expect(() => deriveSketch(sketch)).toThrow(NotFokkerPlanck);
  });
});
