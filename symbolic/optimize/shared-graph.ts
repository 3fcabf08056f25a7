/** A formula as a graph in which equal subtrees are one node, each with the loop it belongs to. */

import type { Formula } from "../algebra/formula.ts";
import * as g from "../algebra/gaussian.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { fewestTerms } from "../derive/frame.ts";
import { type Expression, tierOf, tiers } from "./program.ts";

/** A node of the shared graph. Nodes with equal keys are one object. */
export interface GraphNode {
  readonly key: string;
  readonly tier: number;
  readonly kind: Exclude<Expression["kind"], "value">;
  readonly operands: readonly GraphNode[];
  readonly value?: number;
  readonly name?: string;
  readonly symbol?: Sym;
  readonly order: number;
}

/** How deep in the loops a symbol gets its value. */
const depthOf = (symbol: Sym): number => tiers.indexOf(tierOf(symbol));

export class SharedGraph {
  /** Names that formulas gave to nodes, by key. */
  readonly names = new Map<string, string>();
  private readonly nodes = new Map<string, GraphNode>();

  lower(formula: Formula): GraphNode {
    switch (formula.kind) {
      case "polynomial":
        return this.horner(fewestTerms(formula.of));
      case "sum":
        return this.sum(formula.terms.map((term) => this.lower(term)));
      case "product":
        return this.product(formula.factors.map((factor) => this.lower(factor)));
      case "quotient":
        return this.quotient(this.lower(formula.numerator), this.lower(formula.denominator));
      case "call":
        return this.node(
          "call",
          formula.arguments.map((argument) => this.lower(argument)),
          { name: formula.function },
        );
      case "named": {
        const node = this.lower(formula.of);
        if (node.operands.length > 0 && node.kind !== "negation" && !this.names.has(node.key))
          this.names.set(node.key, formula.name);
        return node;
      }
    }
  }

  private node(
    kind: GraphNode["kind"],
    operands: readonly GraphNode[],
    leaf: { value?: number; name?: string; symbol?: Sym } = {},
  ): GraphNode {
    const key = `${kind}(${leaf.name ?? leaf.symbol?.key ?? leaf.value ?? ""};${operands.map((operand) => operand.order).join(",")})`;
    const known = this.nodes.get(key);
    if (known) return known;
    const own = leaf.symbol === undefined ? 0 : depthOf(leaf.symbol);
    const tier = Math.max(own, ...operands.map((operand) => operand.tier));
    const node: GraphNode = { key, tier, kind, operands, order: this.nodes.size, ...leaf };
    this.nodes.set(key, node);
    return node;
  }

  private number(value: number): GraphNode {
    return value < 0 ? this.negate(this.node("number", [], { value: -value })) : this.node("number", [], { value });
  }

  private negate(of: GraphNode): GraphNode {
    return of.kind === "negation" ? of.operands[0] : this.node("negation", [of]);
  }

  /** Summands of the outer loops are added first. */
  private sum(operands: readonly GraphNode[]): GraphNode {
    const flat = operands.flatMap((operand) =>
      operand.kind === "sum" && !this.names.has(operand.key) ? operand.operands : [operand],
    );
    return this.nest("sum", flat);
  }

  private product(operands: readonly GraphNode[]): GraphNode {
    const isNegative = operands.filter(({ kind }) => kind === "negation").length % 2 === 1;
    const bare = operands.map((operand) => (operand.kind === "negation" ? operand.operands[0] : operand));
    const factors = this.distributed(this.withOneNumber(bare.flatMap((operand) => this.factorsOf(operand))));
    const result = factors.length === 0 ? this.number(1) : this.nest("product", factors);
    return isNegative ? this.negate(result) : result;
  }

  /** Products are groups of factors by loop. */
  private factorsOf(operand: GraphNode): readonly GraphNode[] {
    return operand.kind === "product" && !this.names.has(operand.key)
      ? operand.operands.flatMap((factor) => this.factorsOf(factor))
      : [operand];
  }

  private withOneNumber(factors: readonly GraphNode[]): readonly GraphNode[] {
    const [numbers, others] = [true, false].map((wanted) =>
      factors.filter(({ kind }) => (kind === "number") === wanted),
    );
    const value = numbers.reduce((product, number) => product * number.value!, 1);
    return value === 1 ? others : [this.number(value), ...others];
  }

  /** Factors of the outer loops join those that every summand of an inner sum has already. */
  private distributed(factors: readonly GraphNode[]): readonly GraphNode[] {
    const innermost = Math.max(...factors.map(({ tier }) => tier));
    const isOuter = ({ tier }: GraphNode): boolean => tier < innermost;
    const outer = factors.filter(isOuter);
    const takes = (summand: GraphNode): boolean =>
      isOuter(summand) ||
      (summand.kind === "negation" && takes(summand.operands[0])) ||
      (summand.kind === "product" && !this.names.has(summand.key) && summand.operands.some(isOuter));
    const sum = factors.find(
      (factor) =>
        factor.kind === "sum" && !isOuter(factor) && !this.names.has(factor.key) && factor.operands.every(takes),
    );
    if (outer.length === 0 || sum === undefined) return factors;
    const rest = factors.filter((factor) => factor !== sum && !isOuter(factor));
    return [...rest, this.sum(sum.operands.map((summand) => this.product([...outer, summand])))];
  }

  /** Groups operands by tier, so that each group is computed in its own loop. */
  private nest(kind: "sum" | "product", operands: readonly GraphNode[]): GraphNode {
    let inner: readonly GraphNode[] = [];
    for (let tier = 0; tier < tiers.length; tier++) {
      const group = operands.filter((operand) => operand.tier === tier);
      if (group.length === 0) continue;
      const all = [...inner, ...group];
      inner = [all.length === 1 ? all[0] : this.node(kind, all)];
    }
    return inner[0] ?? this.number(kind === "sum" ? 0 : 1);
  }

  private quotient(numerator: GraphNode, denominator: GraphNode): GraphNode {
    if (numerator.kind === "negation") return this.negate(this.quotient(numerator.operands[0], denominator));
    if (denominator.tier < numerator.tier)
      return this.product([numerator, this.node("quotient", [this.number(1), denominator])]);
    return this.node("quotient", [numerator, denominator]);
  }

  /** Horner's scheme in the innermost symbol, the one in most terms first; coefficients likewise. */
  private horner(polynomial: Polynomial): GraphNode {
    const shared = this.sharedCoefficients(polynomial);
    if (shared)
      return this.sum(shared.map(([coefficient, part]) => this.product([this.horner(coefficient), this.horner(part)])));
    const counts = new Map<Sym, number>();
    for (const { powers } of polynomial.terms.values())
      for (const [symbol] of powers) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    const rank = (symbol: Sym): number => depthOf(symbol) * 1e6 + counts.get(symbol)!;
    const [symbol] = [...counts.keys()].sort((a, b) => rank(b) - rank(a) || (a.key < b.key ? -1 : 1));
    if (symbol === undefined) return this.number(g.toNumber(polynomial.terms.get("")?.coefficient ?? g.zero));
    const variable = this.node("symbol", [], { symbol });
    const coefficients = p.coefficientsIn(polynomial, symbol);
    return coefficients.reduceRight<GraphNode | undefined>((inner, coefficient) => {
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
