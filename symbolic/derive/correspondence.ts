/**
 * Dissipators as sums of coefficient · left ρ right, and the correspondence between operators next to ρ and differential operators on
 * the Husimi function (Zicari et al. 2023, appendix A, A1–A3, with the product rules), on the unit sphere with n = (x, y, z), ∇ the
 * tangential gradient and 𝒥 = −i n × ∇:
 *
 *   J_k ρ → (J n_k + ½∇_k + ½𝒥_k) Q        ρ J_k → (J n_k + ½∇_k − ½𝒥_k) Q
 *
 * so that [J_k, ρ] → 𝒥_k Q. For J± = J_x ± iJ_y, ∇± = ∇_x ± i∇_y: 𝒥₊ = z∇₊ − (x + iy)∇_z, 𝒥₋ = −z∇₋ + (x − iy)∇_z and
 * 𝒥_z = iy∇_x − ix∇_y. The operator next to ρ acts first.
 */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Axis } from "../algebra/role.ts";
import * as sphere from "../algebra/sphere.ts";
import type { Ladder, SpinOperator, Word } from "../algebra/spin-operator.ts";
import * as spin from "../algebra/spin-operator.ts";
import { coordinate, coordinatesOf, spin as spinLength } from "../algebra/symbol.ts";
import { type Dissipator, readPolynomial } from "../declare/read-text.ts";

/** ρ ↦ coefficient · left ρ right. */
export interface Sandwich {
  readonly coefficient: Polynomial;
  readonly left: Word;
  readonly right: Word;
}

export type Superoperator = readonly Sandwich[];

function sandwich(left: SpinOperator, right: SpinOperator, factor: Polynomial): Superoperator {
  return left.flatMap((l) =>
    right.map((r) => ({
      coefficient: p.multiply(factor, l.coefficient, r.coefficient),
      left: l.word,
      right: r.word,
    })),
  );
}

/**
 * The generator of one reservoir.
 *   rate · D[L]ρ → rate · L ρ L† − rate/2 · L†L ρ − rate/2 · ρ L†L
 */
export function lindblad(dissipators: readonly Dissipator[]): Superoperator {
  const identity = spin.scalar(p.one);
  return dissipators.flatMap(({ rate, operator }) => {
    const adjoint = spin.dagger(operator);
    const product = spin.multiply(adjoint, operator);
    const minusHalf = p.multiply(rate, p.fraction(-1n, 2n));
    return [
      ...sandwich(operator, adjoint, rate),
      ...sandwich(product, identity, minusHalf),
      ...sandwich(identity, product, minusHalf),
    ];
  });
}

/** Q ↦ multiple·Q + along·∇Q, with along in Cartesian components. */
export interface Rule {
  readonly multiple: string;
  readonly along: readonly [string, string, string];
}

export type RuleName = `J${Ladder} rho` | `rho J${Ladder}`;

export type RuleTable = Readonly<Record<RuleName, Rule>>;

// biome-ignore format: a table, one rule a line
export const rules: RuleTable = {
  "J+ rho": { multiple: "J*(x + i*y)", along: ["(1 + z)/2",  "i*(1 + z)/2", "-(x + i*y)/2"] },
  "J- rho": { multiple: "J*(x - i*y)", along: ["(1 - z)/2", "-i*(1 - z)/2",  "(x - i*y)/2"] },
  "Jz rho": { multiple: "J*z",         along: [ "i*y/2",    "-i*x/2",        "1/2"] },
  "rho J+": { multiple: "J*(x + i*y)", along: ["(1 - z)/2",  "i*(1 - z)/2",  "(x + i*y)/2"] },
  "rho J-": { multiple: "J*(x - i*y)", along: ["(1 + z)/2", "-i*(1 + z)/2", "-(x - i*y)/2"] },
  "rho Jz": { multiple: "J*z",         along: ["-i*y/2",     "i*x/2",        "1/2"] },
};

/** A linear map of functions on the spheres, exact, linear over parameters and spins. */
export type PhaseSpaceOperator = (f: Polynomial) => Polynomial;

/** J, x, y and z of the rules, of a party. */
const meaningAt =
  (party: string) =>
  (name: string): Polynomial =>
    p.symbol(name === "J" ? spinLength(party) : coordinate(name as Axis, party));

/** A rule as a map of functions on one party's sphere. */
export function ruleOperator(rule: Rule, party: string): PhaseSpaceOperator {
  const meaning = meaningAt(party);
  const multiple = readPolynomial(rule.multiple, meaning);
  const along = sphere.tangential(
    rule.along.map((text) => readPolynomial(text, meaning)),
    party,
  );
  const n = coordinatesOf(party);
  return (f) => p.add(p.multiply(multiple, f), ...n.map((entry, k) => p.multiply(along[k], p.derivative(f, entry))));
}

/**
 * The phase-space operator of a superoperator.
 *   coefficient · w₁w₂…ρ v₁v₂… → coefficient · X(w₁)X(w₂)… Y(v_last)…Y(v₁)
 */
export function correspond(superoperator: Superoperator, table: RuleTable = rules): PhaseSpaceOperator {
  const known = new Map<string, PhaseSpaceOperator>();
  const operatorOf = (name: RuleName, party: string): PhaseSpaceOperator => {
    const key = `${name} ${party}`;
    const operator = known.get(key) ?? ruleOperator(table[name], party);
    known.set(key, operator);
    return operator;
  };
  return (f) =>
    p.add(
      ...superoperator.map(({ coefficient, left, right }) => {
        const fromRight = right.reduce((g, { ladder, party }) => operatorOf(`rho J${ladder}`, party)(g), f);
        const result = left.reduceRight((g, { ladder, party }) => operatorOf(`J${ladder} rho`, party)(g), fromRight);
        return p.multiply(coefficient, result);
      }),
    );
}
