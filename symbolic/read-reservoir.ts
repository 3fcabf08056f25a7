/** A declared reservoir, text or Kossakowski matrix, as dissipators rate · D[L] with L traceless, and what is left over. */
import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import type { SpinOperator } from "./algebra/spin-operator.ts";
import * as spin from "./algebra/spin-operator.ts";
import { formatInterval } from "./interval.ts";
import { type Meaning, readOperator, readScalar } from "./read-operator.ts";
import { isNonNegative, type Ranges } from "./sign.ts";
import { parse, SyntaxMistake, type SyntaxNode } from "./syntax.ts";

/** rate · D[operator]. Rates are real; of a Kossakowski matrix only their sum is a positive map, so that one may be negative. */
export interface Dissipator {
  readonly rate: Polynomial;
  readonly operator: SpinOperator;
}

export interface ReadReservoir {
  /** Without those whose rate is zero. */
  readonly dissipators: readonly Dissipator[];
  /** H′ of the constants in operators: D[L + α]ρ = D[L]ρ − i[H′, ρ], H′ = (i/2)(α* L − α L†). */
  readonly remainder: SpinOperator;
}

/** Σ_ij matrix[i][j] (L_i ρ L_j† − ½{L_j†L_i, ρ}); Hermitian and ≥ 0 over the ranges. */
export interface KossakowskiDeclaration {
  readonly operators: readonly string[];
  readonly matrix: readonly (readonly string[])[];
}

interface Context {
  readonly meaning: Meaning;
  readonly ranges: Ranges;
}

/** A mistake in one of the texts of a reservoir. */
export class MistakeInText extends Error {
  readonly text: string;
  readonly mistake: SyntaxMistake;
  constructor(text: string, mistake: SyntaxMistake) {
    super(mistake.message);
    this.text = text;
    this.mistake = mistake;
  }
}

function inText<T>(text: string, read: (node: SyntaxNode) => T): T {
  try {
    return read(parse(text));
  } catch (error) {
    throw error instanceof SyntaxMistake ? new MistakeInText(text, error) : error;
  }
}

/** @throws MistakeInText pointing at the character of the first mistake */
export function readReservoir(
  declared: string | KossakowskiDeclaration,
  meaning: Meaning,
  ranges: Ranges,
): ReadReservoir {
  const context = { meaning, ranges };
  const all =
    typeof declared === "string"
      ? inText(declared, (node) => readSum(node, context))
      : readKossakowski(declared, context);
  const dissipators = all.filter(({ rate }) => !p.isZero(rate));
  return {
    dissipators: dissipators.map(({ rate, operator }) => ({
      rate,
      operator: operator.filter(({ word }) => word.length > 0),
    })),
    remainder: spin.add(...dissipators.map(remainderOf)),
  };
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

const minusOne = (at: number): SyntaxNode => ({ kind: "negation", of: { kind: "number", text: "1", at }, at });

/** [L, [L, ρ]] = −2 D[L]ρ for Hermitian L. */
function readSum(node: SyntaxNode, context: Context): readonly Dissipator[] {
  return summandsOf(node).map(({ coefficients, map }) => {
    const [operatorNode, multiple] =
      map.kind === "dissipator" ? [map.of, p.one] : [doubleCommutator(map, context), p.constant(-2n)];
    const operator = readOperator(operatorNode, context.meaning);
    requireUsable(operator, operatorNode.at);
    const rate = p.multiply(multiple, ...coefficients.map((factor) => readScalar(factor, context.meaning)));
    if (!p.isZero(p.imaginaryPart(rate)))
      throw new SyntaxMistake("the rate is complex; a rate is real and not negative", map.at);
    if (!isNonNegative(rate, context.ranges))
      throw new SyntaxMistake(`the rate can be negative${whereOf([rate], context.ranges)}; narrow a range`, map.at);
    return { rate, operator };
  });
}

function requireUsable(operator: SpinOperator, at: number): void {
  if (spin.degree(operator) === 0)
    throw new SyntaxMistake(
      operator.length === 0 ? "the operator is zero" : "the operator is a number, which does nothing",
      at,
    );
}

/** " where Gamma is in [0, inf) and …" for the parameters of some polynomials. */
function whereOf(polynomials: readonly Polynomial[], ranges: Ranges): string {
  const text = polynomials.flatMap(p.symbolsOf).join(" ");
  const used = [...ranges].filter(([name]) => new RegExp(`\\b${name}\\b`).test(text));
  return used.length === 0
    ? ""
    : ` where ${used.map(([name, range]) => `${name} is in ${formatInterval(range)}`).join(" and ")}`;
}

/** L of [L, [L, rho]]. */
function doubleCommutator(
  { left, right, at }: MapNode & { readonly kind: "commutator" },
  { meaning }: Context,
): SyntaxNode {
  const isRho = (n: SyntaxNode): boolean => n.kind === "name" && n.name === "rho";
  if (right.kind !== "commutator" || !isRho(right.right)) throw new SyntaxMistake("expected [L, [L, rho]]", at);
  const [outer, inner] = [readOperator(left, meaning), readOperator(right.left, meaning)];
  if (!spin.equals(outer, inner))
    throw new SyntaxMistake("the two operators of [L, [L, rho]] differ; write it as a sum of D[L]", right.at);
  if (!spin.equals(outer, spin.dagger(outer)))
    throw new SyntaxMistake("[L, [L, rho]] with L not Hermitian is no dissipator; write D[L]", left.at);
  return left;
}

/**
 * A Kossakowski matrix h by polarisation:
 *   h_ii → (h_ii − Σ_j Re h_ij ∓ Im h_ij) D[L_i]      h_ij, i < j → Re h_ij D[L_i + L_j] − Im h_ij D[L_i + i L_j] + …
 * where D[L_i + c L_j] − D[L_i] − D[L_j], |c| = 1, is the mixed term c*·(L_i ρ L_j† − …) + h.c.
 */
function readKossakowski({ operators, matrix }: KossakowskiDeclaration, context: Context): readonly Dissipator[] {
  const L = operators.map((text) =>
    inText(text, (node) => {
      const operator = readOperator(node, context.meaning);
      requireUsable(operator, node.at);
      return operator;
    }),
  );
  const h = readMatrix(matrix, operators.length, context);
  const own = L.map((_, i) => h[i][i]);
  const mixed: Dissipator[] = [];
  for (let i = 0; i < L.length; i++)
    for (let j = i + 1; j < L.length; j++) {
      const parts: readonly (readonly [Polynomial, Polynomial])[] = [
        [p.realPart(h[i][j]), p.one],
        [p.negate(p.imaginaryPart(h[i][j])), p.imaginaryUnit],
      ];
      for (const [rate, phase] of parts) {
        if (p.isZero(rate)) continue;
        mixed.push({ rate, operator: spin.add(L[i], spin.scale(L[j], phase)) });
        own[i] = p.subtract(own[i], rate);
        own[j] = p.subtract(own[j], rate);
      }
    }
  return [...L.map((operator, i) => ({ rate: own[i], operator })), ...mixed];
}

/** Reads the matrix and proves it Hermitian and ≥ 0: every principal minor is ≥ 0 over the ranges. */
function readMatrix(
  matrix: KossakowskiDeclaration["matrix"],
  size: number,
  { meaning, ranges }: Context,
): readonly (readonly Polynomial[])[] {
  const flat = `[${matrix.map((row) => `[${row.join(", ")}]`).join(", ")}]`;
  const fail = (message: string): never => {
    throw new MistakeInText(flat, new SyntaxMistake(message, 0));
  };
  if (matrix.length !== size || matrix.some((row) => row.length !== size))
    fail(`the matrix of ${size} operators has ${size} rows of ${size} entries`);
  const h = matrix.map((row) => row.map((text) => inText(text, (node) => readScalar(node, meaning))));
  h.forEach((row, i) => {
    row.forEach((entry, j) => {
      if (!p.equals(entry, p.conjugate(h[j][i])))
        fail(`the matrix is not Hermitian: entry ${i + 1}, ${j + 1} is not the conjugate of entry ${j + 1}, ${i + 1}`);
    });
  });
  for (let bits = 1; bits < 2 ** size; bits++) {
    const chosen = h.map((_, i) => i).filter((i) => (bits >> i) & 1);
    const minor = determinant(chosen.map((i) => chosen.map((j) => h[i][j])));
    if (!isNonNegative(minor, ranges))
      fail(
        `the matrix can have a negative eigenvalue${whereOf([minor], ranges)}: its minor of rows ${chosen.map((i) => i + 1).join(", ")} is not ≥ 0; narrow a range`,
      );
  }
  return h;
}

function determinant(m: readonly (readonly Polynomial[])[]): Polynomial {
  if (m.length === 0) return p.one;
  return p.add(
    ...m[0].map((entry, j) => {
      const minor = determinant(m.slice(1).map((row) => row.filter((_, k) => k !== j)));
      return p.multiply(j % 2 === 0 ? entry : p.negate(entry), minor);
    }),
  );
}
