/** A derived expression as a graph in which equal subtrees are one node, with the loop each belongs to beside it. */

import { type Derived, operandsOf, type Shared } from "../algebra/expression.ts";
import * as g from "../algebra/gaussian.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { fewestTerms } from "../algebra/sphere.ts";

/** The loops of an evaluator, outermost first. */
export const tiers = ["parameters", "rows", "nodes"] as const;
export type Tier = (typeof tiers)[number];

/** Where a symbol gets its value: angles of a row stand outside those of a column. */
const tierOf = ({ varies }: Sym): Tier => (varies === "once" ? "parameters" : varies === "row" ? "rows" : "nodes");

/** Where a node of the graph is computed, by its place among the tiers, and when it was made. */
interface Place {
  readonly tier: number;
  readonly order: number;
}

/** How deep in the loops a symbol gets its value. */
const depthOf = (symbol: Sym): number => tiers.indexOf(tierOf(symbol));

/** Equal nodes are one object. */
export class SharedGraph {
  /** Names that derived expressions gave to nodes. */
  readonly names = new Map<Shared, string>();
  private readonly nodes = new Map<string, Shared>();
  private readonly places = new Map<Shared, Place>();

  readonly tierOf = (node: Shared): number => this.places.get(node)!.tier;

  lower(expression: Derived): Shared {
    switch (expression.kind) {
      case "polynomial":
        return this.horner(fewestTerms(expression.of));
      case "sum":
        return this.sum(expression.operands.map((term) => this.lower(term)));
      case "product":
        return this.product(expression.operands.map((factor) => this.lower(factor)));
      case "quotient":
        return this.quotient(this.lower(expression.operands[0]), this.lower(expression.operands[1]));
      case "call":
        return this.node({ ...expression, operands: expression.operands.map((argument) => this.lower(argument)) });
      case "named": {
        const node = this.lower(expression.operands[0]);
        if ("operands" in node && node.kind !== "negation" && !this.names.has(node))
          this.names.set(node, expression.name);
        return node;
      }
    }
  }

  /** The one that is equal, or else this one, taken in. */
  private node(node: Shared): Shared {
    const operands = operandsOf(node);
    const key = `${node.kind}(${wordOf(node)};${operands.map((operand) => this.places.get(operand)!.order).join(",")})`;
    const known = this.nodes.get(key);
    if (known) return known;
    const own = node.kind === "symbol" ? depthOf(node.symbol) : 0;
    this.places.set(node, { tier: Math.max(own, ...operands.map(this.tierOf)), order: this.nodes.size });
    this.nodes.set(key, node);
    return node;
  }

  private number(value: number): Shared {
    const size = this.node({ kind: "number", value: Math.abs(value) });
    return value < 0 ? this.negate(size) : size;
  }

  private negate(of: Shared): Shared {
    return of.kind === "negation" ? of.operands[0] : this.node({ kind: "negation", operands: [of] });
  }

  /** Summands of the outer loops are added first. */
  private sum(operands: readonly Shared[]): Shared {
    const flat = operands.flatMap((operand) =>
      operand.kind === "sum" && !this.names.has(operand) ? operand.operands : [operand],
    );
    return this.nest("sum", flat);
  }

  private product(operands: readonly Shared[]): Shared {
    const isNegative = operands.filter(({ kind }) => kind === "negation").length % 2 === 1;
    const bare = operands.map((operand) => (operand.kind === "negation" ? operand.operands[0] : operand));
    const factors = this.distributed(this.withOneNumber(bare.flatMap((operand) => this.factorsOf(operand))));
    const result = factors.length === 0 ? this.number(1) : this.nest("product", factors);
    return isNegative ? this.negate(result) : result;
  }

  /** Products are groups of factors by loop. */
  private factorsOf(operand: Shared): readonly Shared[] {
    return operand.kind === "product" && !this.names.has(operand)
      ? operand.operands.flatMap((factor) => this.factorsOf(factor))
      : [operand];
  }

  private withOneNumber(factors: readonly Shared[]): readonly Shared[] {
    const others = factors.filter(({ kind }) => kind !== "number");
    const value = factors.reduce((product, factor) => (factor.kind === "number" ? product * factor.value : product), 1);
    return value === 1 ? others : [this.number(value), ...others];
  }

  /** Factors of the outer loops join those that every summand of an inner sum has already. */
  private distributed(factors: readonly Shared[]): readonly Shared[] {
    const innermost = Math.max(...factors.map(this.tierOf));
    const isOuter = (node: Shared): boolean => this.tierOf(node) < innermost;
    const outer = factors.filter(isOuter);
    const takes = (summand: Shared): boolean =>
      isOuter(summand) ||
      (summand.kind === "negation" && takes(summand.operands[0])) ||
      (summand.kind === "product" && !this.names.has(summand) && summand.operands.some(isOuter));
    const sum = factors
      .filter((factor) => factor.kind === "sum")
      .find((factor) => !isOuter(factor) && !this.names.has(factor) && factor.operands.every(takes));
    if (outer.length === 0 || sum === undefined) return factors;
    const rest = factors.filter((factor) => factor !== sum && !isOuter(factor));
    return [...rest, this.sum(sum.operands.map((summand) => this.product([...outer, summand])))];
  }

  /** Groups operands by tier, so that each group is computed in its own loop. */
  private nest(kind: "sum" | "product", operands: readonly Shared[]): Shared {
    let inner: readonly Shared[] = [];
    for (let tier = 0; tier < tiers.length; tier++) {
      const group = operands.filter((operand) => this.tierOf(operand) === tier);
      if (group.length === 0) continue;
      const all = [...inner, ...group];
      inner = [all.length === 1 ? all[0] : this.node({ kind, operands: all })];
    }
    return inner[0] ?? this.number(kind === "sum" ? 0 : 1);
  }

  private quotient(numerator: Shared, denominator: Shared): Shared {
    if (numerator.kind === "negation") return this.negate(this.quotient(numerator.operands[0], denominator));
    if (this.tierOf(denominator) < this.tierOf(numerator))
      return this.product([numerator, this.node({ kind: "quotient", operands: [this.number(1), denominator] })]);
    return this.node({ kind: "quotient", operands: [numerator, denominator] });
  }

  /** Horner's scheme in the innermost symbol, the one in most terms first; coefficients likewise. */
  private horner(polynomial: Polynomial): Shared {
    const shared = this.sharedCoefficients(polynomial);
    if (shared)
      return this.sum(shared.map(([coefficient, part]) => this.product([this.horner(coefficient), this.horner(part)])));
    const counts = new Map<Sym, number>();
    for (const { powers } of polynomial.terms.values())
      for (const [symbol] of powers) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    const rank = (symbol: Sym): number => depthOf(symbol) * 1e6 + counts.get(symbol)!;
    const [symbol] = [...counts.keys()].sort((a, b) => rank(b) - rank(a) || (a.key < b.key ? -1 : 1));
    if (symbol === undefined) return this.number(g.toNumber(polynomial.terms.get("")?.coefficient ?? g.zero));
    const variable = this.node({ kind: "symbol", symbol });
    const coefficients = p.coefficientsIn(polynomial, symbol);
    return coefficients.reduceRight<Shared | undefined>((inner, coefficient) => {
      const shifted = inner && this.product([inner, variable]);
      if (p.isZero(coefficient)) return shifted;
      const constant = this.horner(coefficient);
      return shifted ? this.sum([shifted, constant]) : constant;
    }, undefined)!;
  }

  /** Pairs of a coefficient and the sum of innermost monomials that share it up to sign; undefined where none is shared. */
  private sharedCoefficients(polynomial: Polynomial): readonly (readonly [Polynomial, Polynomial])[] | undefined {
    const innermost = Math.max(0, ...p.symbolsOf(polynomial).map(depthOf));
    const monomials = p.collect(polynomial, (symbol) => depthOf(symbol) === innermost);
    const groups = new Map<string, [Polynomial, Polynomial]>();
    for (const [powers, coefficient] of monomials) {
      const opposite = groups.get(p.keyOfPolynomial(p.negate(coefficient)));
      const group = opposite ?? groups.get(p.keyOfPolynomial(coefficient)) ?? [coefficient, p.zero];
      group[1] = p.add(group[1], p.multiply(p.monomial(powers), opposite ? p.constant(-1n) : p.one));
      groups.set(p.keyOfPolynomial(group[0]), group);
    }
    const [first] = groups.values();
    const isPlain = groups.size === 1 && (p.equals(first[0], p.one) || p.equals(first[0], p.constant(-1n)));
    return groups.size < monomials.length && !isPlain ? [...groups.values()] : undefined;
  }
}

/** What a node says besides its operands. */
function wordOf(node: Shared): string {
  switch (node.kind) {
    case "number":
      return String(node.value);
    case "symbol":
      return node.symbol.key;
    case "call":
      return node.function;
    case "sum":
    case "product":
    case "quotient":
    case "negation":
      return "";
  }
}
