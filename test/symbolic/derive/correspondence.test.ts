import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { inAngles } from "../../../symbolic/algebra/sphere.ts";
import type { Ladder } from "../../../symbolic/algebra/spin-operator.ts";
import {
  correspond,
  type Rule,
  type RuleName,
  type RuleTable,
  ruleOperator,
  rules,
} from "../../../symbolic/derive/correspondence.ts";
import { compareOnMatrixUnits } from "../../../symbolic/prove/matrix-units.ts";
import { NotCertified } from "../../../symbolic/prove/proof.ts";
import { onSphere } from "../arbitraries.ts";
import { deriveText, paper } from "../declarations.ts";
import { expectPolynomial } from "../expectations.ts";
import { commutator, left, right } from "../prove/angle-calculus.ts";

const ladders: readonly Ladder[] = ["+", "-", "z"];
const names = Object.keys(rules) as RuleName[];

describe("the rules in Cartesian components", () => {
  const functions = [p.one, paper("x"), paper("y"), paper("z")];

  it.each(ladders)("are the paper's rules in (θ, φ): J%s", (ladder) => {
    for (const f of functions) {
      const angles = inAngles(f, ["a"]);
      expectPolynomial(inAngles(ruleOperator(rules[`J${ladder} rho`], "a")(f), ["a"]), left[ladder](angles));
      expectPolynomial(inAngles(ruleOperator(rules[`rho J${ladder}`], "a")(f), ["a"]), right[ladder](angles));
    }
    fc.assert(
      fc.property(onSphere, (f) => {
        const found = inAngles(ruleOperator(rules[`rho J${ladder}`], "a")(f), ["a"]);
        expectPolynomial(found, right[ladder](inAngles(f, ["a"])));
      }),
      { numRuns: 20 },
    );
  });

  it("give A1–A3 for commutators", () => {
    fc.assert(
      fc.property(onSphere, fc.constantFrom(...ladders), (f, ladder) => {
        const difference = p.subtract(
          ruleOperator(rules[`J${ladder} rho`], "a")(f),
          ruleOperator(rules[`rho J${ladder}`], "a")(f),
        );
        expectPolynomial(inAngles(difference, ["a"]), commutator[ladder](inAngles(f, ["a"])));
      }),
      { numRuns: 20 },
    );
  });

  const apply = (name: RuleName, f: p.Polynomial): p.Polynomial => ruleOperator(rules[name], "a")(f);
  const bracket = (first: RuleName, second: RuleName, f: p.Polynomial): p.Polynomial =>
    p.subtract(apply(first, apply(second, f)), apply(second, apply(first, f)));

  it("represent the algebra of the spin on the left, its opposite on the right, and both commute", () => {
    fc.assert(
      fc.property(onSphere, (f) => {
        expectPolynomial(bracket("J+ rho", "J- rho", f), p.multiply(p.constant(2n), apply("Jz rho", f)));
        expectPolynomial(bracket("Jz rho", "J- rho", f), p.negate(apply("J- rho", f)));
        expectPolynomial(bracket("rho J+", "rho J-", f), p.multiply(p.constant(-2n), apply("rho Jz", f)));
        expectPolynomial(bracket("rho Jz", "rho J+", f), p.negate(apply("rho J+", f)));
        for (const a of ladders)
          for (const b of ladders) expectPolynomial(bracket(`J${a} rho`, `rho J${b}`, f), p.zero);
      }),
      { numRuns: 10 },
    );
  });

  it("know the spin: J² = J(J + 1)", () => {
    fc.assert(
      fc.property(onSphere, (f) => {
        const [plus, minus] = [apply("J+ rho", apply("J- rho", f)), apply("J- rho", apply("J+ rho", f))];
        const square = p.add(p.multiply(p.fraction(1n, 2n), p.add(plus, minus)), apply("Jz rho", apply("Jz rho", f)));
        expectPolynomial(square, p.multiply(paper("J^2 + J"), f));
      }),
      { numRuns: 10 },
    );
  });
});

describe("a rule made wrong", () => {
  const changes: Readonly<Record<string, (rule: Rule) => Rule>> = {
    "with half the spin": ({ multiple, along }) => ({ multiple: `(${multiple})/2`, along }),
    "with the wrong sign of its gradient": ({ multiple, along: [a, b, c] }) => ({
      multiple,
      along: [`-(${a})`, `-(${b})`, `-(${c})`],
    }),
    "off by a thousandth": ({ multiple, along: [a, b, c] }) => ({
      multiple,
      along: [`1.001*(${a})`, `1.001*(${b})`, `1.001*(${c})`],
    }),
  };
  const { superoperator, reservoir } = deriveText("g*D[J- + Jz/2] + h*D[J+]").reservoirs[0];
  const judge = (table: RuleTable): void =>
    compareOnMatrixUnits(reservoir.dissipators, correspond(superoperator, table), { parties: ["a"], spins: [2] });

  it("is a departure from a table that the matrix units confirm", () => {
    expect(() => judge(rules)).not.toThrow();
  });

  it.each(names.flatMap((name) => Object.keys(changes).map((change) => [name, change] as const)))(
    "is caught by the matrix units: %s %s",
    (name, change) => {
      expect(() => judge({ ...rules, [name]: changes[change](rules[name]) })).toThrow(NotCertified);
    },
  );

  it.each(names)("does not even conserve ∫Q by itself: %s", (name) => {
    const table = { ...rules, [name]: changes["with half the spin"](rules[name]) };
    expect(() => deriveText("g*D[J- + Jz/2] + h*D[J+]", table)).toThrow("does not conserve ∫Q");
  });
});
