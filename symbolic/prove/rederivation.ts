/**
 * The operator derived a second time, by Algebrite, from the paper's correspondence in angles (angle-calculus.ts), of which
 * the rules for ρJ₋ and ρJ_z follow from the others by 2ρJ_z = ρ[J₊, J₋] and ρJ₋ = ρ[J₋, J_z]: that is checked as well. Then
 *
 *   J_a ρ J_b† − ½{J_b†J_a, ρ} = ½([J_a, ρJ_b†] − [J_b†, J_aρ])
 *
 * for each pair of the spin operators that occurs.
 */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { angles, components, matrixComponents } from "../algebra/sphere.ts";
import type { Ladder, Word } from "../algebra/spin-operator.ts";
import { spin } from "../algebra/symbol.ts";
import type { Dissipator } from "../declare/read-text.ts";
import type { Derivation } from "../derive/derivation.ts";
import type { FokkerPlanck } from "../derive/fokker-planck.ts";
import { markdown } from "../print/harmless.ts";
import { type Session, withAlgebrite } from "./algebrite-session.ts";
import { type Calculus, calculus, derivative, ordersUpTo } from "./angle-calculus.ts";
import { atNumbers } from "./at-numbers.ts";
import { paperForm } from "./paper-form.ts";
import { parameterSymbols, relationsOf, textOf } from "./parameter-symbols.ts";
import { NotCertified, type Proof } from "./proof.ts";
import { type Naming, namingOf, polynomialText } from "./text.ts";
import { type Judge, remainder } from "./zero-on-spheres.ts";

/** ρJ_z = ½ρ(J₊J₋ − J₋J₊) and ρJ₋ = ρ(J₋J_z − J_zJ₋); the operator next to ρ acts first. */
function requireRules(judge: Judge, { Q, commutator, right }: Calculus): void {
  const [plus, minus, z] = [right("+", 0), right("-", 0), right("z", 0)];
  const lower = commutator("-", 0);
  const consequences = [
    ["ρJ_z follows from A2 and eq 18", z(Q), `1/2*(${plus(lower(Q))}-${lower(plus(Q))})`],
    ["ρJ₋ follows from A2 and ρJ_z", minus(Q), `${lower(z(Q))}-${z(lower(Q))}`],
  ];
  for (const [claim, typed, derived] of consequences)
    if (remainder(judge, `${typed}-(${derived})`) !== "0")
      throw new NotCertified(claim, judge.session.value(derived), judge.session.value(typed));
}

/** Symbols of ours in the session. */
function naming(parties: readonly string[], parameters: readonly Sym[]): Naming {
  return namingOf([
    ...parameters.map((parameter, k) => [p.symbol(parameter), textOf(k, parameters)] as const),
    ...parties.flatMap((party, k) => {
      const { c, s, cosPhi, sinPhi } = angles(party);
      return [
        [p.symbol(spin(party)), `j${k}`],
        [c, `c${k}`],
        [s, `s${k}`],
        [cosPhi, `(1/2*w${k}+1/2/w${k})`],
        [sinPhi, `(-i/2*w${k}+i/2/w${k})`],
      ] as const;
    }),
  ]);
}

/** −∇·(A Q − B∇Q) with ∇·I = ∂θ I_θ + cotθ I_θ + ∂φ I_φ / sinθ, from A and B in the frame. */
function derivedOperator(
  { define }: Session,
  { Q, dTheta, dPhi }: Calculus,
  operator: FokkerPlanck,
  name: Naming,
): string {
  const { parties } = operator;
  const A = components(operator.drift, parties);
  const B = matrixComponents(operator.diffusion, parties);
  const gradient = parties.flatMap((_, k) => [dTheta(k)(Q), `${dPhi(k)(Q)}/s${k}`]);
  const current = A.map((entry, i) => {
    const terms = gradient.map((slope, j) => `-(${polynomialText(B[i][j], name)})*${slope}`);
    return define([`(${polynomialText(entry, name)})*${Q}`, ...terms].join(""));
  });
  const divergence = parties.map((_, k) => {
    const [theta, phi] = [current[2 * k], current[2 * k + 1]];
    return `${dTheta(k)(theta)}+c${k}/s${k}*${theta}+${dPhi(k)(phi)}/s${k}`;
  });
  return define(`-(${divergence.join("+")})`);
}

/** c_ab of each pair of spin operators, without zeros. */
function kossakowski(dissipators: readonly Dissipator[]) {
  const sums = new Map<string, { readonly of: Polynomial; readonly a: Word[number]; readonly b: Word[number] }>();
  for (const { rate, operator } of dissipators)
    for (const {
      coefficient: ofA,
      word: [a],
    } of operator)
      for (const {
        coefficient: ofB,
        word: [b],
      } of operator) {
        const key = [a, b].map(({ ladder, party }) => ladder + party).join(" ");
        const term = p.multiply(rate, ofA, p.conjugate(ofB));
        sums.set(key, { of: p.add(sums.get(key)?.of ?? p.zero, term), a, b });
      }
  return [...sums.values()].filter(({ of }) => !p.isZero(of));
}

/** Σ_ab c_ab ½([J_a, ρJ_b†] − [J_b†, J_aρ]) with c_ab = Σ rate · l_a · l_b* for L = Σ l_a J_a. */
function dissipator(
  { define }: Session,
  { Q, commutator, left, right }: Calculus,
  dissipators: readonly Dissipator[],
  parties: readonly string[],
  name: Naming,
): string {
  const mirrored: Record<Ladder, Ladder> = { "+": "-", "-": "+", z: "z" };
  const terms = kossakowski(dissipators).map(({ of, a, b }) => {
    const [j, k] = [parties.indexOf(a.party), parties.indexOf(b.party)];
    const outer = commutator(a.ladder, j)(right(mirrored[b.ladder], k)(Q));
    const inner = commutator(mirrored[b.ladder], k)(left(a.ladder, j)(Q));
    const pair = define(`1/2*(${outer}-${inner})`);
    return `(${polynomialText(of, name)})*${pair}`;
  });
  return define(terms.length === 0 ? "0" : terms.join("+"));
}

/** Eqs 9 and 17–18 of the paper, as they stand there. */
function paperOperator(
  { define }: Session,
  { Q, commutator }: Calculus,
  dissipators: readonly Dissipator[],
  parties: readonly string[],
  name: Naming,
): { readonly equation: string; readonly value: string } | undefined {
  const form = paperForm(dissipators);
  if (!form) return undefined;
  const k = parties.indexOf(form.party);
  const [plus, minus, z] = [commutator("+", k), commutator("-", k), commutator("z", k)];
  if (form.kind === "dephasing")
    return { equation: "eq 9", value: define(`-(${polynomialText(form.rate, name)})/2*${z(z(Q))}`) };
  const Gamma = define(polynomialText(p.subtract(form.loss, form.gain), name));
  const widened = define(polynomialText(p.add(form.loss, form.gain), name));
  const slope = `1/2*(c${k}*${Gamma}-${widened})`;
  const f = define(`1/2*w${k}*s${k}*${Gamma}*(2*j${k}*${Q}-${z(Q)})+${slope}*${plus(Q)}`);
  const conjugate = define(`1/2*s${k}/w${k}*${Gamma}*(2*j${k}*${Q}+${z(Q)})-${slope}*${minus(Q)}`);
  return { equation: "eqs 17 and 18", value: define(`1/2*(${minus(f)}-${plus(conjugate)})`) };
}

/** @throws NotCertified naming the first derivative of Q whose coefficients differ */
function requireEqual(judge: Judge, claim: string, found: string, expected: string): void {
  const { session, parties } = judge;
  if (remainder(judge, `${found}-${expected}`) === "0") return;
  for (const orders of ordersUpTo(2, 2 * parties.length)) {
    const of = (expression: string): string => `coeff(${expression},${derivative(orders)},1)`;
    if (remainder(judge, of(`${found}-${expected}`)) === "0") continue;
    const slots = parties.flatMap((party) => (parties.length === 1 ? ["∂θ", "∂φ"] : [`∂θ[${party}]`, `∂φ[${party}]`]));
    const named = slots.map((slot, j) => slot.repeat(orders[j])).join("");
    const [ours, theirs] = [found, expected].map((side) => session.value(of(side)));
    throw new NotCertified(`${claim}, in the coefficient of ${named}Q`, ours, theirs);
  }
  throw new NotCertified(claim, session.value(found), session.value(expected));
}

/** (c) Algebrite finds the same operator from the paper's rules in angles. */
export function proveByRederivation(derivation: Derivation): Proof {
  const { channel } = derivation;
  const { parties } = channel;
  const { judged, scope } = atNumbers(derivation);
  const symbols = parameterSymbols(channel);
  const name = naming(parties, symbols);
  const cited = withAlgebrite((session) => {
    const judge: Judge = { session, parties, relations: relationsOf(symbols, name) };
    const rules = calculus(session, parties.length);
    requireRules(judge, rules);
    return judged.map(({ reservoir, operator }) => {
      const derived = derivedOperator(session, rules, operator, name);
      const again = dissipator(session, rules, reservoir.dissipators, parties, name);
      requireEqual(judge, `reservoir "${reservoir.name}" follows from A1–A3 and eq 18`, derived, again);
      const paper = paperOperator(session, rules, reservoir.dissipators, parties, name);
      if (paper) requireEqual(judge, `reservoir "${reservoir.name}" is ${paper.equation}`, derived, paper.value);
      return paper ? `; reservoir ${markdown(reservoir.name)} is ${paper.equation} of the paper` : "";
    });
  });
  return {
    claim: `The operator follows from A1–A3 and the rule for ρJ₊ in eq 18, coefficient by coefficient${cited.join("")}.`,
    by: "Algebrite 1.4.0",
    scope: `functions of θ, φ; J symbolic; ${scope}`,
  };
}
