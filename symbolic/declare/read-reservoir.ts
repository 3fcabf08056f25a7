/** A declared reservoir, text or Kossakowski matrix, as dissipators rate · D[L] with L traceless, and what is left over. */

import type { Excerpt } from "../../text/refusal.ts";
import type { Ranges } from "../algebra/interval.ts";
import { limits } from "../algebra/limits.ts";
import * as p from "../algebra/polynomial.ts";
import * as spin from "../algebra/spin-operator.ts";
import { normalForm, type SpinOperator } from "../algebra/spin-operator.ts";
import type { KossakowskiDeclaration, ReadReservoir } from "./declaration.ts";
import { linearised } from "./linear-dissipators.ts";
import { MistakeInText, SyntaxMistake } from "./mistakes.ts";
import { readKossakowski } from "./read-kossakowski.ts";
import {
  type Context,
  type Dissipator,
  inText,
  type Meaning,
  readOperator,
  readScalar,
  requireMagnitude,
  requireUsable,
  whereOf,
} from "./read-text.ts";
import { isShownNegative } from "./shown-nonzero.ts";
import { isNonNegative } from "./sign.ts";
import type { SyntaxNode } from "./syntax.ts";

/** Where in its text it begins. */
interface Placed extends Dissipator {
  readonly at: number;
}

/** @throws MistakeInText pointing at the character of the first mistake */
export function readReservoir(
  declared: string | KossakowskiDeclaration,
  meaning: Meaning,
  ranges: Ranges,
  isGeneric: boolean,
): ReadReservoir {
  const context = { meaning, ranges, isGeneric };
  const placed = typeof declared === "string" ? inText(declared, (node) => readSum(node, context)) : [];
  const all = typeof declared === "string" ? placed : readKossakowski(declared, context);
  const written = all.some(({ operator }) => spin.degree(operator) > 1) ? all : null;
  const read = inNormalForm(all);
  const first = placed.find(({ operator }) => spin.degree(normalForm(operator)) > 1);
  const at = (place: number): Excerpt | null => (typeof declared === "string" ? { text: declared, at: place } : null);
  if (isGeneric && linearised(read.dissipators)?.dissipators.length === 0)
    throw new MistakeInText({
      found: "a reservoir that is zero whatever its parameters are",
      expected: "one that acts on the spins",
      excerpt: at(0),
    });
  return { ...read, written, nonlinear: first === undefined ? null : at(first.at) };
}

/** rate · D[L + α] → rate · D[L] and a share of H′, each L in normal form; where products stay, they may cancel in the sum. */
function inNormalForm(all: readonly Dissipator[]): Pick<ReadReservoir, "dissipators" | "remainder"> {
  const ordered = all.map(({ rate, operator }) => ({ rate, operator: normalForm(operator) }));
  const acting = ordered.filter(({ rate, operator }) => !p.isZero(rate) && spin.degree(operator) > 0);
  const linear = acting.some(({ operator }) => spin.degree(operator) > 1) ? linearised(acting) : undefined;
  return (
    linear ?? {
      dissipators: acting.map(({ rate, operator }) => ({
        rate,
        operator: operator.filter(({ word }) => word.length > 0),
      })),
      remainder: spin.add(...acting.map(remainderOf)),
    }
  );
}

function remainderOf({ rate, operator }: Dissipator): SpinOperator {
  const constant = operator.find(({ word }) => word.length === 0)?.coefficient ?? p.zero;
  const traceless = operator.filter(({ word }) => word.length > 0);
  const difference = spin.add(
    spin.scale(traceless, p.conjugate(constant)),
    spin.scale(spin.dagger(traceless), p.negate(constant)),
  );
  return spin.scale(difference, p.multiply(p.fraction(1n, 2n), p.imaginaryUnit, rate));
}

type MapNode = SyntaxNode & { readonly kind: "dissipator" | "commutator" };

/** One summand of a reservoir: the product of coefficients times a map of states. */
interface Summand {
  readonly coefficients: readonly SyntaxNode[];
  readonly map: MapNode;
}

/**
 * Splits a reservoir into its summands.
 *   X + Y → X, Y      X − Y → X, −1·Y      c·(X + Y) → c·X, c·Y      X/2 → ½·X
 */
function summandsOf(node: SyntaxNode): readonly Summand[] {
  if (node.kind === "dissipator" || node.kind === "commutator") return [{ coefficients: [], map: node }];
  const times = (inner: SyntaxNode, coefficient: SyntaxNode): readonly Summand[] =>
    summandsOf(inner).map(({ coefficients, map }) => ({ coefficients: [coefficient, ...coefficients], map }));
  if (node.kind === "negation") return times(node.of, minusOne(node.at));
  if (node.kind === "sum")
    return node.terms.flatMap((term) =>
      term.sign === "+" ? summandsOf(term.node) : times(term.node, minusOne(term.node.at)),
    );
  if (node.kind === "product") {
    const maps = node.factors.filter((factor) => hasMap(factor.node));
    const others = node.factors.filter((factor) => !maps.includes(factor));
    if (maps.length === 1 && maps[0].sign === "*")
      return summandsOf(maps[0].node).map(({ coefficients, map }) => ({
        coefficients: [...others.map(asFactor), ...coefficients],
        map,
      }));
  }
  throw new SyntaxMistake(
    { found: "no dissipator with its rate", expected: "rate*D[L] or -rate/2*[L, [L, rho]]" },
    node.at,
  );
}

function hasMap(node: SyntaxNode): boolean {
  if (node.kind === "dissipator" || node.kind === "commutator") return true;
  if (node.kind === "negation") return hasMap(node.of);
  if (node.kind === "sum") return node.terms.some((term) => hasMap(term.node));
  return node.kind === "product" && node.factors.some((factor) => hasMap(factor.node));
}

type Factor = (SyntaxNode & { readonly kind: "product" })["factors"][number];

/** x of ·x, 1/x of /x. */
function asFactor({ sign, node }: Factor): SyntaxNode {
  if (sign === "*") return node;
  const one: Factor = { sign: "*", node: { kind: "number", text: "1", at: node.at } };
  return { kind: "product", factors: [one, { sign, node }], at: node.at };
}

const minusOne = (at: number): SyntaxNode => ({ kind: "negation", of: { kind: "number", text: "1", at }, at });

/** [L, [L, ρ]] = −2 D[L]ρ for Hermitian L. */
function readSum(node: SyntaxNode, context: Context): readonly Placed[] {
  return summandsOf(node).map(({ coefficients, map }) => {
    const [operatorNode, multiple] =
      map.kind === "dissipator" ? [map.of, p.one] : [doubleCommutator(map, context), p.constant(-2n)];
    const operator = readOperator(operatorNode, context.meaning);
    requireUsable(operator, context, operatorNode.at);
    const rate = p.multiply(multiple, ...coefficients.map((factor) => readScalar(factor, context.meaning)));
    requireMagnitude("a rate", rate, limits.decades.rate, map.at);
    if (!p.isZero(p.imaginaryPart(rate)))
      throw new SyntaxMistake({ found: "a rate that is complex", expected: "one that is real and ≥ 0" }, map.at);
    if (context.isGeneric && !isNonNegative(rate, context.ranges))
      throw new SyntaxMistake(
        isShownNegative(rate, context.ranges)
          ? {
              found: `a rate that can be negative${whereOf([rate], context.ranges)}`,
              expected: "a rate ≥ 0",
              remedy: "narrow a range",
            }
          : {
              found: `a rate that cannot be shown to be ≥ 0${whereOf([rate], context.ranges)}`,
              expected: "one that can",
              remedy: "narrow a range, or write it as a product of factors that are",
            },
        map.at,
      );
    return { rate, operator, at: map.at };
  });
}

/** L of [L, [L, rho]]. */
function doubleCommutator(
  { left, right, at }: MapNode & { readonly kind: "commutator" },
  { meaning }: Context,
): SyntaxNode {
  const isRho = (n: SyntaxNode): boolean => n.kind === "name" && n.name === "rho";
  if (isRho(right))
    throw new SyntaxMistake(
      {
        found: "a commutator with rho alone",
        expected: "[L, [L, rho]]",
        remedy: 'a Hamiltonian is no part of a channel: give it in the job, "hamiltonian": "…"',
      },
      at,
    );
  if (right.kind !== "commutator" || !isRho(right.right))
    throw new SyntaxMistake({ found: "another commutator", expected: "[L, [L, rho]]" }, at);
  const [outer, inner] = [left, right.left].map((node) => normalForm(readOperator(node, meaning)));
  if (!spin.equals(outer, inner))
    throw new SyntaxMistake(
      { found: "two operators that differ", expected: "[L, [L, rho]]", remedy: "write it as a sum of D[L]" },
      right.at,
    );
  if (!spin.equals(outer, spin.dagger(outer)))
    throw new SyntaxMistake(
      { found: "[L, [L, rho]] with L not Hermitian", expected: "a dissipator", remedy: "write D[L]" },
      left.at,
    );
  return left;
}
