/** The declaration language: what a user writes, and the one place where it is validated. */
import * as g from "./algebra/gaussian.ts";
import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import type { SpinOperator } from "./algebra/spin-operator.ts";
import * as spin from "./algebra/spin-operator.ts";
import { formatInterval, type Interval, parseInterval } from "./interval.ts";
import { isNonNegative } from "./sign.ts";
import { parse, SyntaxMistake, type SyntaxNode } from "./syntax.ts";

export interface ParameterDeclaration {
  /** An interval such as `"[0, inf)"` or `"(-1, 1)"`. */
  readonly range: string;
  readonly unit: string;
  readonly meaning: string;
}

/** What a user writes: see symbolic/channels. */
export interface ChannelDeclaration {
  /** Lower case, words joined by hyphens. */
  readonly name: string;
  /** Where the dissipator comes from. */
  readonly cites: string;
  /** Labels of the spins that it acts on. */
  readonly parties: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  /** Each a sum of `rate*D[L]` and `-rate/2*[L, [L, rho]]`, by the name of the reservoir. */
  readonly reservoirs: Readonly<Record<string, string>>;
}

/** Declares a channel; the compiler validates it. */
export const channel = (declaration: ChannelDeclaration): ChannelDeclaration => declaration;

export interface Parameter {
  readonly name: string;
  readonly range: Interval;
  readonly unit: string;
  readonly meaning: string;
}

/** rate · D[operator], rate real and ≥ 0 in the declared ranges. */
export interface Dissipator {
  readonly rate: Polynomial;
  readonly operator: SpinOperator;
}

export interface Reservoir {
  readonly name: string;
  readonly text: string;
  readonly dissipators: readonly Dissipator[];
}

/** A declaration that holds together. */
export interface Channel {
  readonly name: string;
  readonly cites: string;
  readonly parties: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly reservoirs: readonly Reservoir[];
}

/** A mistake in a declaration, in a line that names what, where, found, expected and the remedy. */
export class InvalidDeclaration extends Error {
  override readonly name = "InvalidDeclaration";
}

const reserved = ["i", "rho", "D", "J", "Jx", "Jy", "Jz", "inf", "Q", "theta", "phi"];

/** @throws InvalidDeclaration pointing at the character of the first mistake */
export function validate(declaration: ChannelDeclaration): Channel {
  const { name, cites, parties } = declaration;
  const fail = (what: string): never => {
    throw new InvalidDeclaration(`channel "${name}": ${what}`);
  };
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    fail("a name is lower-case words joined by hyphens, such as spin-pumping");
  if (parties.length === 0) fail(`declares no party; write parties: ["a"]`);
  for (const party of parties)
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(party)) fail(`party "${party}": a label is letters and digits, such as "a"`);
  if (new Set(parties).size !== parties.length) fail(`the parties ${parties.join(", ")} are not distinct`);
  const parameters = Object.entries(declaration.parameters).map(([parameter, { range, unit, meaning }]): Parameter => {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(parameter) || reserved.includes(parameter))
      fail(`parameter "${parameter}": choose letters and digits, and none of ${reserved.join(", ")}`);
    const interval =
      parseInterval(range) ?? fail(`parameter "${parameter}": range "${range}" is no interval such as "[0, inf)"`);
    return { name: parameter, range: interval, unit, meaning };
  });
  const context: Context = { parties, ranges: new Map(parameters.map(({ name, range }) => [name, range])) };
  const reservoirs = Object.entries(declaration.reservoirs).map(([reservoir, text]): Reservoir => {
    try {
      return { name: reservoir, text, dissipators: readReservoir(parse(text), context) };
    } catch (error) {
      if (!(error instanceof SyntaxMistake)) throw error;
      return fail(
        `reservoir "${reservoir}": ${error.message}, at character ${error.at + 1} of\n  ${text}\n  ${" ".repeat(error.at)}^`,
      );
    }
  });
  if (reservoirs.length === 0) fail(`declares no reservoir; write reservoirs: { bath: "Gamma*D[J-]" }`);
  return { name, cites, parties, parameters, reservoirs };
}

interface Context {
  readonly parties: readonly string[];
  readonly ranges: ReadonlyMap<string, Interval>;
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
  if (node.kind === "binary") {
    const { left, right, operator, at } = node;
    if (operator === "+") return [...summandsOf(left), ...summandsOf(right)];
    if (operator === "-") return [...summandsOf(left), ...times(right, minusOne(right.at))];
    if (operator === "/") return times(left, { ...node, left: { kind: "number", text: "1", at } });
    if (hasMap(left) !== hasMap(right)) return hasMap(left) ? times(left, right) : times(right, left);
  }
  throw new SyntaxMistake("expected rate*D[L] or -rate/2*[L, [L, rho]]", node.at);
}

function hasMap(node: SyntaxNode): boolean {
  if (node.kind === "dissipator" || node.kind === "commutator") return true;
  if (node.kind === "negation") return hasMap(node.of);
  return node.kind === "binary" && (hasMap(node.left) || hasMap(node.right));
}

function readReservoir(node: SyntaxNode, context: Context): readonly Dissipator[] {
  return summandsOf(node).map(({ coefficients, map }) =>
    map.kind === "dissipator"
      ? readDissipator(map.of, coefficients, 1, map.at, context)
      : readDissipator(doubleCommutator(map, context), coefficients, -2, map.at, context),
  );
}

const minusOne = (at: number): SyntaxNode => ({ kind: "negation", of: { kind: "number", text: "1", at }, at });

/** rate·D[L] with rate = multiple · Π coefficients: [L, [L, ρ]] = −2 D[L]ρ for Hermitian L makes the multiple −2. */
function readDissipator(
  operatorNode: SyntaxNode,
  coefficients: readonly SyntaxNode[],
  multiple: number,
  at: number,
  context: Context,
): Dissipator {
  const operator = readOperator(operatorNode, context);
  if (operator.length === 0) throw new SyntaxMistake("the operator is zero", operatorNode.at);
  if (operator.some(({ word }) => word.length === 0))
    throw new SyntaxMistake(
      "the operator has a constant part; L + α gives the same dissipator with an extra Hamiltonian, so leave it out",
      operatorNode.at,
    );
  const product: SyntaxNode = coefficients.reduce<SyntaxNode>(
    (left, right) => ({ kind: "binary", operator: "*", left, right, at: left.at }),
    multiple < 0
      ? { kind: "negation", of: { kind: "number", text: String(-multiple), at }, at }
      : { kind: "number", text: String(multiple), at },
  );
  const rate = readScalar(product, context);
  if (!p.isZero(p.imaginaryPart(rate)))
    throw new SyntaxMistake("the rate is complex; a rate is real and not negative", at);
  if (!isNonNegative(rate, context.ranges)) {
    const where = [...context.ranges].filter(([name]) => p.symbolsOf(rate).includes(name));
    throw new SyntaxMistake(
      `the rate can be negative where ${where.map(([name, range]) => `${name} is in ${formatInterval(range)}`).join(" and ")}; narrow a range`,
      at,
    );
  }
  return { rate, operator };
}

/** L of [L, [L, rho]]. */
function doubleCommutator(node: MapNode & { readonly kind: "commutator" }, context: Context): SyntaxNode {
  const { left, right } = node;
  const isRho = (n: SyntaxNode): boolean => n.kind === "name" && n.name === "rho";
  if (right.kind !== "commutator" || !isRho(right.right)) throw new SyntaxMistake("expected [L, [L, rho]]", node.at);
  const [outer, inner] = [readOperator(left, context), readOperator(right.left, context)];
  if (!spin.equals(outer, inner))
    throw new SyntaxMistake("the two operators of [L, [L, rho]] differ; write it as a sum of D[L]", right.at);
  if (!spin.equals(outer, spin.dagger(outer)))
    throw new SyntaxMistake("[L, [L, rho]] with L not Hermitian is no dissipator; write D[L]", left.at);
  return left;
}

/** An operator: a polynomial in the spin operators with coefficients in the parameters. */
function readOperator(node: SyntaxNode, context: Context): SpinOperator {
  switch (node.kind) {
    case "number":
      return spin.scalar(p.constant(g.fromDecimal(node.text)));
    case "name":
      return spin.scalar(readName(node.name, node.at, context));
    case "spin":
      return spin.spin(node.axis, partyOf(node.party, node.at, context));
    case "negation":
      return spin.scale(readOperator(node.of, context), p.constant(-1n));
    case "power": {
      const base = readOperator(node.base, context);
      return Array.from({ length: node.exponent }).reduce<SpinOperator>(
        (product) => spin.multiply(product, base),
        spin.scalar(p.one),
      );
    }
    case "binary":
      return combine(node, context);
    case "dissipator":
    case "commutator":
      throw new SyntaxMistake("expected an operator, found a map of states", node.at);
  }
}

function combine(node: SyntaxNode & { readonly kind: "binary" }, context: Context): SpinOperator {
  const [left, right] = [readOperator(node.left, context), readOperator(node.right, context)];
  switch (node.operator) {
    case "+":
      return spin.add(left, right);
    case "-":
      return spin.add(left, spin.scale(right, p.constant(-1n)));
    case "*":
      return spin.multiply(left, right);
    case "/": {
      const divisor = right.length === 1 && right[0].word.length === 0 ? right[0].coefficient : undefined;
      const value = divisor?.terms.size === 1 ? divisor.terms.get("")?.coefficient : undefined;
      if (!value) throw new SyntaxMistake("only numbers can divide", node.right.at);
      return spin.scale(left, p.constant(g.inverse(value)));
    }
  }
}

function readScalar(node: SyntaxNode, context: Context): Polynomial {
  const operator = readOperator(node, context);
  if (spin.degree(operator) > 0)
    throw new SyntaxMistake("expected a rate, found an operator; operators stand inside D[…]", node.at);
  return operator[0]?.coefficient ?? p.zero;
}

function readName(name: string, at: number, { ranges }: Context): Polynomial {
  if (name === "i") return p.imaginaryUnit;
  if (ranges.has(name)) return p.symbol(name);
  if (name === "rho") throw new SyntaxMistake("rho stands only at the end of [L, [L, rho]]", at);
  const declared = ranges.size === 0 ? "none is declared" : `declared are ${[...ranges.keys()].join(", ")}`;
  throw new SyntaxMistake(`unknown parameter "${name}" (${declared})`, at);
}

function partyOf(label: string | undefined, at: number, { parties }: Context): string {
  if (label === undefined) {
    if (parties.length === 1) return parties[0];
    throw new SyntaxMistake(`which party? write the operator with one of [${parties.join("], [")}]`, at);
  }
  if (!parties.includes(label))
    throw new SyntaxMistake(`"${label}" is no declared party (declared: ${parties.join(", ")})`, at);
  return label;
}
