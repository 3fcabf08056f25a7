/** The stages from the declared operators to drift and diffusion. */
import * as p from "../../algebra/polynomial.ts";
import { cartesian, type Ladder, type Word } from "../../algebra/spin-operator.ts";
import { nabla } from "../../algebra/symbol.ts";
import { type Dissipator, readPolynomial } from "../../declare/read-text.ts";
import { type RuleName, rules, type Sandwich, type Superoperator } from "../../derive/correspondence.ts";
import type { Derivation, ReservoirDerivation } from "../../derive/derivation.ts";
import { diffusionEquations, dissipatorEquation, driftEquations } from "../equations.ts";
import { type Letters, lettersOf } from "../letters.ts";
import { operatorTree, polynomialTree, spinLeaf, wordTree } from "../print.ts";
import * as tree from "../tree.ts";
import { type Leaf, leaf, type Tree } from "../tree.ts";
import { type Block, formulas, prose, type Section } from "./document.ts";
import { eachReservoir } from "./each-reservoir.ts";

const arrow = leaf("→", "\\to");
const rho = leaf("ρ", "\\rho");

export const operatorsStage = ({ reservoirs }: Derivation, letters: Letters): Section => ({
  id: "operators",
  title: "Operators and rates",
  blocks: [
    prose(
      "The text is parsed and brought to a sum of rate · D[L], every L linear in the spin operators and traceless; coefficients are exact.",
    ),
    ...eachReservoir(reservoirs, (reservoir) => operatorBlocks(reservoir, letters)),
  ],
});

function operatorBlocks(reservoir: ReservoirDerivation, letters: Letters): readonly Block[] {
  const { dissipators, remainder } = reservoir.reservoir;
  const numbers = dissipators.map((_, k) => (dissipators.length > 1 ? [leaf(String(k + 1))] : []));
  return [
    formulas(dissipatorEquation(reservoir, letters)),
    formulas(...dissipators.flatMap((each, k) => dissipatorEquations(each, numbers[k], letters))),
    ...(remainder.length === 0
      ? []
      : [
          prose("A constant part of an operator acts like a Hamiltonian; it was moved there:"),
          formulas(tree.equation(leaf("H′", "H'"), operatorTree(remainder, letters))),
        ]),
  ];
}

/** rate of L₁ = …, and L₁ = … as written = … in Cartesian operators. */
function dissipatorEquations(
  { rate, operator }: Dissipator,
  number: readonly Leaf[],
  letters: Letters,
): readonly Tree[] {
  const numbered = (letter: Leaf): Leaf => (number.length > 0 ? { ...letter, below: number } : letter);
  const inCartesian = tree.sum(
    letters.parties.flatMap((party) =>
      cartesian(operator, party).flatMap((entry, j) =>
        p.isZero(entry)
          ? []
          : [tree.product([polynomialTree(entry, letters), spinLeaf((["x", "y", "z"] as const)[j], party, letters)])],
      ),
    ),
  );
  const asWritten = operatorTree(operator, letters);
  const both = tree.keyOf(asWritten) === tree.keyOf(inCartesian) ? asWritten : tree.equation(asWritten, inCartesian);
  return [
    tree.equation(tree.row(leaf("rate of ", "\\text{rate of }"), numbered(leaf("L"))), polynomialTree(rate, letters)),
    tree.equation(numbered(leaf("L")), both),
  ];
}

export const superoperatorStage = ({ reservoirs }: Derivation, letters: Letters): Section => ({
  id: "superoperator",
  title: "Superoperator",
  blocks: [
    prose(
      "Each D[L]ρ = LρL† − ½L†Lρ − ½ρL†L is multiplied out into a sum of coefficient · left ρ right, in the ladder operators J₊, J₋ and Jz.",
    ),
    ...eachReservoir(reservoirs, ({ superoperator }) => [
      formulas(
        tree.equation(
          leaf("D(ρ)", "D(\\rho)"),
          tree.sum(gathered(superoperator).map((term) => sandwichTree(term, letters))),
        ),
      ),
    ]),
  ],
});

const sandwichTree = ({ coefficient, left, right }: Sandwich, letters: Letters): Tree =>
  tree.product([
    polynomialTree(coefficient, letters),
    ...wordTree(left, letters),
    tree.row(rho),
    ...wordTree(right, letters),
  ]);

/** Equal words beside ρ together. */
function gathered(superoperator: Superoperator): Superoperator {
  const sums = new Map<string, Sandwich>();
  for (const term of superoperator) {
    const key = JSON.stringify([term.left, term.right]);
    sums.set(key, { ...term, coefficient: p.add(sums.get(key)?.coefficient ?? p.zero, term.coefficient) });
  }
  return [...sums.values()].filter(({ coefficient }) => !p.isZero(coefficient));
}

export const correspondenceStage = ({ reservoirs }: Derivation, letters: Letters): Section => ({
  id: "correspondence",
  title: "Correspondence rules",
  blocks: [
    prose(
      "An operator beside ρ becomes a differential operator on Q, with n = (x, y, z) on the unit sphere, ∇ the tangential gradient and J " +
        "the spin as a symbol. The operator next to ρ acts first. These rules are used:",
    ),
    formulas(...rulesUsed(reservoirs).map((name) => ruleEquation(name, lettersOf(letters.parties, [])))),
  ],
});

const ruleNames: readonly RuleName[] = ["J+ rho", "J- rho", "Jz rho", "rho J+", "rho J-", "rho Jz"];

function rulesUsed(reservoirs: readonly ReservoirDerivation[]): readonly RuleName[] {
  const used = (words: readonly Word[]): ReadonlySet<Ladder> => new Set(words.flat().map(({ ladder }) => ladder));
  const left = used(reservoirs.flatMap(({ superoperator }) => superoperator.map((each) => each.left)));
  const right = used(reservoirs.flatMap(({ superoperator }) => superoperator.map((each) => each.right)));
  return ruleNames.filter((name) =>
    name.startsWith("rho") ? right.has(name.at(-1) as Ladder) : left.has(name[1] as Ladder),
  );
}

/** @param letters  without parameters: one that is called x is no coordinate */
function ruleEquation(name: RuleName, letters: Letters): Tree {
  const { multiple, along } = rules[name];
  const ladder = (name.startsWith("rho") ? name.at(-1) : name[1]) as Ladder;
  const [operator] = wordTree([{ ladder, party: "" }], letters);
  const bare = { ...operator, label: undefined } as unknown as Tree;
  const beside = name.startsWith("rho") ? tree.row(rho, leaf(" ", "\\,"), bare) : tree.row(bare, rho);
  const terms = [
    polynomialTree(readPolynomial(multiple), letters),
    ...along.flatMap((text, k) => {
      const coefficient = readPolynomial(text);
      return p.isZero(coefficient) ? [] : [polynomialTree(p.multiply(coefficient, p.symbol(nabla[k])), letters)];
    }),
  ];
  const operatorOnQ = tree.row(
    tree.enclosed(leaf("[", "\\bigl["), tree.sum(terms), leaf("]", "\\bigr]")),
    leaf(" Q", "\\, Q"),
  );
  return tree.equation(beside, operatorOnQ, arrow);
}

export const cartesianStage = ({ reservoirs }: Derivation, letters: Letters): Section => ({
  id: "cartesian",
  title: "Drift and diffusion, Cartesian",
  blocks: [
    prose(
      "The composed operator is of second order, D(Q) = −∇·(A Q − B∇Q), and A and B are read off its action on 1, n_i and n_i n_j " +
        "(a derivative beyond the second would be refused here). Polynomials in n have no pole; z² → 1 − x² − y² makes zero visible.",
    ),
    ...eachReservoir(reservoirs, (reservoir) => cartesianBlocks(reservoir, letters)),
  ],
});

function cartesianBlocks(
  { operator: { parties, drift, diffusion } }: ReservoirDerivation,
  letters: Letters,
): readonly Block[] {
  const axes = parties.flatMap((party) => ["x", "y", "z"].map((axis) => leaf(axis, axis, party)));
  const entry = (letter: string, value: p.Polynomial, ...below: readonly Leaf[]): readonly Tree[] =>
    p.isZero(value) ? [] : [tree.equation({ ...leaf(letter), below }, polynomialTree(value, letters))];
  const A = drift.flatMap((value, k) => entry("A", value, axes[k]));
  const B = diffusion.flatMap((row, i) => row.slice(i).flatMap((value, j) => entry("B", value, axes[i], axes[i + j])));
  return [formulas(...(A.length === 0 ? [tree.equation(leaf("A"), tree.whole(0))] : A)), formulas(...B)];
}

export const anglesStage = ({ reservoirs }: Derivation, letters: Letters): Section => ({
  id: "angles",
  title: "Drift and diffusion in θ and φ",
  blocks: [
    prose("The same in the orthonormal frame e_θ, e_φ, where papers print it."),
    ...eachReservoir(reservoirs, (reservoir) => [
      formulas(...driftEquations(reservoir, letters)),
      formulas(...diffusionEquations(reservoir, letters)),
    ]),
  ],
});
