/** The stages from the declared operators to drift and diffusion. */
import * as p from "../algebra/polynomial.ts";
import { cartesian, type Ladder, type Word } from "../algebra/spin-operator.ts";
import { type RuleName, rules } from "../correspondence.ts";
import type { Dissipator } from "../declare.ts";
import type { Derivation, ReservoirDerivation } from "../derive.ts";
import { diffusionEquations, dissipatorEquation, driftEquations } from "../equations.ts";
import type { Sandwich, Superoperator } from "../lindblad.ts";
import { operatorTree, polynomialTree, spinLeaf, wordTree } from "../print.ts";
import { readPolynomial } from "../read-polynomial.ts";
import { type Block, formulas, prose, type Section } from "./document.ts";
import { eachReservoir } from "./each-reservoir.ts";
import * as tree from "./tree.ts";
import { type Leaf, leaf, type Tree } from "./tree.ts";

const arrow = leaf("→", "\\to");
const rho = leaf("ρ", "\\rho");

export const operatorsStage = ({ channel: { parties }, reservoirs }: Derivation): Section => ({
  id: "operators",
  title: "Operators and rates",
  blocks: [
    prose(
      "The text is parsed and brought to a sum of rate · D[L], every L linear in the spin operators and traceless; coefficients are exact.",
    ),
    ...eachReservoir(reservoirs, (reservoir) => operatorBlocks(reservoir, parties)),
  ],
});

function operatorBlocks(reservoir: ReservoirDerivation, parties: readonly string[]): readonly Block[] {
  const { dissipators, remainder } = reservoir.reservoir;
  const numbers = dissipators.map((_, k) => (dissipators.length > 1 ? [leaf(String(k + 1))] : []));
  return [
    formulas(dissipatorEquation(reservoir, parties)),
    formulas(...dissipators.flatMap((each, k) => dissipatorEquations(each, numbers[k], parties))),
    ...(remainder.length === 0
      ? []
      : [
          prose("A constant part of an operator acts like a Hamiltonian; it was moved there:"),
          formulas(tree.equation(leaf("H′", "H'"), operatorTree(remainder, parties))),
        ]),
  ];
}

/** γ₁ = …, and L₁ = … as written = … in Cartesian operators. */
function dissipatorEquations(
  { rate, operator }: Dissipator,
  number: readonly Leaf[],
  parties: readonly string[],
): readonly Tree[] {
  const numbered = (letter: Leaf): Leaf => (number.length > 0 ? { ...letter, below: number } : letter);
  const inCartesian = tree.sum(
    parties.flatMap((party) =>
      cartesian(operator, party).flatMap((entry, j) =>
        p.isZero(entry) ? [] : [tree.product([polynomialTree(entry), spinLeaf((["x", "y", "z"] as const)[j], party)])],
      ),
    ),
  );
  const asWritten = operatorTree(operator, parties);
  const both = tree.keyOf(asWritten) === tree.keyOf(inCartesian) ? asWritten : tree.equation(asWritten, inCartesian);
  return [
    tree.equation(numbered(leaf("γ", "\\gamma")), polynomialTree(rate)),
    tree.equation(numbered(leaf("L")), both),
  ];
}

export const superoperatorStage = ({ reservoirs }: Derivation): Section => ({
  id: "superoperator",
  title: "Superoperator",
  blocks: [
    prose(
      "Each D[L]ρ = LρL† − ½L†Lρ − ½ρL†L is multiplied out into a sum of coefficient · left ρ right, in the ladder operators J₊, J₋ and Jz.",
    ),
    ...eachReservoir(reservoirs, ({ superoperator }) => [
      formulas(tree.equation(leaf("D(ρ)", "D(\\rho)"), tree.sum(gathered(superoperator).map(sandwichTree)))),
    ]),
  ],
});

const sandwichTree = ({ coefficient, left, right }: Sandwich): Tree =>
  tree.product([polynomialTree(coefficient), ...wordTree(left), tree.row(rho), ...wordTree(right)]);

/** Equal words beside ρ together. */
function gathered(superoperator: Superoperator): Superoperator {
  const sums = new Map<string, Sandwich>();
  for (const term of superoperator) {
    const key = JSON.stringify([term.left, term.right]);
    sums.set(key, { ...term, coefficient: p.add(sums.get(key)?.coefficient ?? p.zero, term.coefficient) });
  }
  return [...sums.values()].filter(({ coefficient }) => !p.isZero(coefficient));
}

export const correspondenceStage = ({ reservoirs }: Derivation): Section => ({
  id: "correspondence",
  title: "Correspondence rules",
  blocks: [
    prose(
      "An operator beside ρ becomes a differential operator on Q, with n = (x, y, z) on the unit sphere, ∇ the tangential gradient and J " +
        "the spin as a symbol. The operator next to ρ acts first. These rules are used:",
    ),
    formulas(...rulesUsed(reservoirs).map(ruleEquation)),
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

function ruleEquation(name: RuleName): Tree {
  const { multiple, along } = rules[name];
  const ladder = (name.startsWith("rho") ? name.at(-1) : name[1]) as Ladder;
  const [operator] = wordTree([{ ladder, party: "" }]);
  const bare = { ...operator, label: undefined } as unknown as Tree;
  const beside = name.startsWith("rho") ? tree.row(rho, leaf(" ", "\\,"), bare) : tree.row(bare, rho);
  const terms = [
    polynomialTree(readPolynomial(multiple)),
    ...along.flatMap((text, k) => {
      const coefficient = readPolynomial(text);
      return p.isZero(coefficient) ? [] : [polynomialTree(p.multiply(coefficient, p.symbol(`del ${"xyz"[k]}`)))];
    }),
  ];
  const operatorOnQ = tree.row(
    tree.enclosed(leaf("[", "\\bigl["), tree.sum(terms), leaf("]", "\\bigr]")),
    leaf(" Q", "\\, Q"),
  );
  return tree.equation(beside, operatorOnQ, arrow);
}

export const cartesianStage = ({ reservoirs }: Derivation): Section => ({
  id: "cartesian",
  title: "Drift and diffusion, Cartesian",
  blocks: [
    prose(
      "The composed operator is of second order, D(Q) = −∇·(A Q − B∇Q), and A and B are read off its action on 1, n_i and n_i n_j " +
        "(a derivative beyond the second would be refused here). Polynomials in n have no pole; z² → 1 − x² − y² makes zero visible.",
    ),
    ...eachReservoir(reservoirs, cartesianBlocks),
  ],
});

function cartesianBlocks({ operator: { parties, drift, diffusion } }: ReservoirDerivation): readonly Block[] {
  const axes = parties.flatMap((party) => ["x", "y", "z"].map((axis) => leaf(axis, axis, party)));
  const entry = (letter: string, value: p.Polynomial, ...below: readonly Leaf[]): readonly Tree[] =>
    p.isZero(value) ? [] : [tree.equation({ ...leaf(letter), below }, polynomialTree(value))];
  const A = drift.flatMap((value, k) => entry("A", value, axes[k]));
  const B = diffusion.flatMap((row, i) => row.slice(i).flatMap((value, j) => entry("B", value, axes[i], axes[i + j])));
  return [formulas(...(A.length === 0 ? [tree.equation(leaf("A"), tree.whole(0))] : A)), formulas(...B)];
}

export const anglesStage = ({ reservoirs }: Derivation): Section => ({
  id: "angles",
  title: "Drift and diffusion in θ and φ",
  blocks: [
    prose("The same in the orthonormal frame e_θ, e_φ, where papers print it."),
    ...eachReservoir(reservoirs, (reservoir) => [
      formulas(...driftEquations(reservoir)),
      formulas(...diffusionEquations(reservoir)),
    ]),
  ],
});
