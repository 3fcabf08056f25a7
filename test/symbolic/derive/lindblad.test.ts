import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "../../../symbolic/algebra/gaussian.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import * as spin from "../../../symbolic/algebra/spin-operator.ts";
import { parameter } from "../../../symbolic/algebra/symbol.ts";
import type { Reservoir } from "../../../symbolic/declare/declaration.ts";
import { validate } from "../../../symbolic/declare/declare.ts";
import { readPolynomial } from "../../../symbolic/declare/read-text.ts";
import { lindblad, type Superoperator } from "../../../symbolic/derive/correspondence.ts";
import { gaussians } from "../arbitraries.ts";
import { declare, deriveText } from "../declarations.ts";
import { expectVector } from "../expectations.ts";

const operators = fc
  .array(fc.tuple(gaussians, fc.constantFrom("x", "y", "z", "+", "-"), fc.constantFrom("a", "b")), {
    minLength: 1,
    maxLength: 3,
  })
  .map((terms) =>
    spin.add(...terms.map(([factor, axis, party]) => spin.scale(spin.spin(axis as "x", party), p.constant(factor)))),
  );

describe("a dissipator as a sum of left ρ right", () => {
  it("preserves the trace: right·left adds up to zero", () => {
    fc.assert(
      fc.property(operators, (operator) => {
        const terms = lindblad([{ rate: p.symbol(parameter("g")), operator }]);
        const trace = spin.gather(
          terms.map(({ coefficient, left, right }) => ({ coefficient, word: [...right, ...left] })),
        );
        expect(trace).toEqual([]);
      }),
    );
  });

  it("is zero on the identity for a Hermitian operator: left·right adds up to zero", () => {
    fc.assert(
      fc.property(operators, (any) => {
        const operator = spin.add(any, spin.dagger(any));
        const terms = lindblad([{ rate: p.one, operator }]);
        expect(
          spin.gather(terms.map(({ coefficient, left, right }) => ({ coefficient, word: [...left, ...right] }))),
        ).toEqual([]);
      }),
    );
  });

  it("makes −λ/2 [Jz, [Jz, ρ]] the operator of λ D[Jz]", () => {
    const [double, single] = ["-g/2*[Jz, [Jz, rho]]", "g*D[Jz]"].map((text) => deriveText(text).reservoirs[0].operator);
    expectVector(double.diffusion.flat(), single.diffusion.flat());
    expectVector(double.drift, single.drift);
  });

  it("does not change when an operator is multiplied by a phase", () => {
    const [turned, plain] = ["g*D[(3/5 + 4/5*i)*(J- + Jz/3)]", "g*D[J- + Jz/3]"].map(
      (text) => deriveText(text).reservoirs[0].operator,
    );
    expectVector(turned.diffusion.flat(), plain.diffusion.flat());
    expectVector(turned.drift, plain.drift);
  });

  /** Sandwiches gathered by left and right words. */
  const gathered = (terms: Superoperator): readonly string[] => {
    const sums = new Map<string, p.Polynomial>();
    for (const { coefficient, left, right } of terms) {
      const key = [left, right]
        .map((word) => word.map(({ ladder, party }) => `J${ladder}[${party}]`).join(""))
        .join(" rho ");
      sums.set(key, p.add(sums.get(key) ?? p.zero, coefficient));
    }
    const kept = [...sums].filter(([, coefficient]) => !p.isZero(coefficient));
    return kept.map(([key, coefficient]) => `${key}: ${p.keyOfPolynomial(coefficient)}`).sort();
  };

  it("is that of the traceless operator and a Hamiltonian: D[L + α]ρ = D[L]ρ − i[H′, ρ]", () => {
    fc.assert(
      fc.property(operators, gaussians, (operator, alpha) => {
        const shifted = spin.add(operator, spin.scalar(p.constant(alpha)));
        fc.pre(spin.degree(shifted) > 0);
        const { remainder, dissipators } = readDissipators(shifted);
        const minusI = p.negate(p.imaginaryUnit);
        const hamiltonian = remainder.flatMap(({ coefficient, word }) => [
          { coefficient: p.multiply(minusI, coefficient), left: word, right: [] },
          { coefficient: p.multiply(p.imaginaryUnit, coefficient), left: [], right: word },
        ]);
        expect(gathered([...lindblad(dissipators), ...hamiltonian])).toEqual(
          gathered(lindblad([{ rate: p.symbol(parameter("g")), operator: shifted }])),
        );
      }),
    );
  });

  it("of a Kossakowski matrix is Σ h_ij (L_i ρ L_j† − ½{L_j†L_i, ρ})", () => {
    const operator = ["J-", "Jz", "Jx + i*Jy"];
    const matrix = [
      ["3", "i", "1/2"],
      ["-i", "2", "(1 + i)/3"],
      ["1/2", "(1 - i)/3", "1"],
    ];
    const sketch = { reservoirs: { bath: { operators: operator, matrix } } };
    const { dissipators } = validate(declare(sketch)).reservoirs[0];
    const L = ["J-", "Jz", "J+"].map((text) => spin.spin(text[1] as "-", "a"));
    const expected = L.flatMap((left, i) =>
      L.flatMap((other, j) => {
        const h = readPolynomial(matrix[i][j]);
        const right = spin.dagger(other);
        const product = spin.multiply(right, left);
        const sandwiches = left.flatMap((l) =>
          right.map((r) => ({ coefficient: p.multiply(h, l.coefficient, r.coefficient), left: l.word, right: r.word })),
        );
        const loss = product.flatMap(({ coefficient, word }) => {
          const half = p.multiply(p.fraction(-1n, 2n), h, coefficient);
          return [
            { coefficient: half, left: word, right: [] },
            { coefficient: half, left: [], right: word },
          ];
        });
        return [...sandwiches, ...loss];
      }),
    );
    expect(gathered(lindblad(dissipators))).toEqual(gathered(expected));
  });
});

/** The dissipator g·D[operator] as declarations are read: traceless, and the Hamiltonian left over. */
function readDissipators(operator: spin.SpinOperator): Reservoir {
  const terms = operator.map(({ coefficient, word }) => {
    const value = format(coefficient.terms.get("")!.coefficient).replaceAll(/(\d)i/g, "$1*i");
    return [`(${value})`, ...word.map(({ ladder, party }) => `J${ladder}[${party}]`)].join("*");
  });
  const text = `g*D[${terms.join(" + ")}]`;
  return validate(declare({ parties: ["a", "b"], rates: ["g"], reservoirs: { bath: text } })).reservoirs[0];
}
