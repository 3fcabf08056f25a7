/** A reservoir declared by a Kossakowski matrix, as dissipators. */

import type { Issue } from "../../text/refusal.ts";
import type { Ranges } from "../algebra/interval.ts";
import { limits, TooLarge } from "../algebra/limits.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { SpinOperator } from "../algebra/spin-operator.ts";
import * as spin from "../algebra/spin-operator.ts";
import type { KossakowskiDeclaration } from "./declaration.ts";
import { MistakeInText } from "./mistakes.ts";
import {
  type Context,
  type Dissipator,
  inText,
  readOperator,
  readScalar,
  requireMagnitude,
  requireUsable,
  whereOf,
} from "./read-text.ts";
import { isShownNegative } from "./shown-nonzero.ts";
import { isNonNegative } from "./sign.ts";

export function readKossakowski(
  { operators, matrix }: KossakowskiDeclaration,
  context: Context,
): readonly Dissipator[] {
  requireSquare(matrix, operators);
  const L = operators.map((text) =>
    inText(text, (node) => {
      const operator = readOperator(node, context.meaning);
      requireUsable(operator, context, node.at);
      return operator;
    }),
  );
  return polarised(L, readMatrix(matrix, operators.length, context), context.ranges);
}

/**
 * A Kossakowski matrix h of operators L by polarisation:
 *   h_ii → (h_ii − Σ_j |Re h_ij| ∓ |Im h_ij|) D[L_i]      h_ij, i < j → |Re h_ij| D[L_i ± L_j] + |Im h_ij| D[L_i ∓ i L_j]
 * where D[L_i + c L_j] − D[L_i] − D[L_j], |c| = 1, is the mixed term c*·(L_i ρ L_j† − …) + h.c. Signs that are not known leave rates that may
 * be negative; but of two operators alike, h₁₁ = h₂₂ = d and h₁₂ = r c*, none is:
 *   h → ½(d + r) D[L_1 + c L_2] + ½(d − r) D[L_1 − c L_2]
 */
export function polarised(
  L: readonly SpinOperator[],
  h: readonly (readonly Polynomial[])[],
  ranges: Ranges = new Map(),
): readonly Dissipator[] {
  const pair = pairAlike(L, h);
  if (pair !== null) return pair;
  const own = L.map((_, i) => h[i][i]);
  const mixed: Dissipator[] = [];
  for (let i = 0; i < L.length; i++)
    for (let j = i + 1; j < L.length; j++) {
      for (const [signed, phase] of partsOf(h[i][j])) {
        if (p.isZero(signed)) continue;
        const isOpposite = isNonNegative(p.negate(signed), ranges);
        const rate = isOpposite ? p.negate(signed) : signed;
        const c = isOpposite ? p.negate(phase) : phase;
        mixed.push({ rate, operator: spin.add(L[i], spin.scale(L[j], c)) });
        own[i] = p.subtract(own[i], rate);
        own[j] = p.subtract(own[j], rate);
      }
    }
  return [...L.map((operator, i) => ({ rate: own[i], operator })), ...mixed];
}

/** r and c of h_ij = Σ r c*. */
const partsOf = (entry: Polynomial): readonly (readonly [Polynomial, Polynomial])[] => [
  [p.realPart(entry), p.one],
  [p.negate(p.imaginaryPart(entry)), p.imaginaryUnit],
];

function pairAlike(L: readonly SpinOperator[], h: readonly (readonly Polynomial[])[]): readonly Dissipator[] | null {
  if (L.length !== 2 || !p.equals(h[0][0], h[1][1])) return null;
  const parts = partsOf(h[0][1]).filter(([r]) => !p.isZero(r));
  if (parts.length !== 1) return null;
  const [[r, c]] = parts;
  const half = p.fraction(1n, 2n);
  return [1n, -1n].map((sign) => ({
    rate: p.multiply(half, p.add(h[0][0], p.multiply(p.constant(sign), r))),
    operator: spin.add(L[0], spin.scale(L[1], p.multiply(p.constant(sign), c))),
  }));
}

/** Reads the matrix and proves it Hermitian and ≥ 0: every principal minor is ≥ 0 over the ranges. */
function readMatrix(
  matrix: KossakowskiDeclaration["matrix"],
  size: number,
  { meaning, ranges, isGeneric }: Context,
): readonly (readonly Polynomial[])[] {
  const fail = failIn(matrix);
  const h = matrix.map((row) =>
    row.map((text) =>
      inText(text, (node) => {
        const entry = readScalar(node, meaning);
        requireMagnitude("a rate", entry, limits.decades.rate, node.at);
        return entry;
      }),
    ),
  );
  h.forEach((row, i) => {
    row.forEach((entry, j) => {
      if (!p.equals(entry, p.conjugate(h[j][i])))
        fail({
          found: `a matrix that is not Hermitian: entry ${i + 1}, ${j + 1} is not the conjugate of entry ${j + 1}, ${i + 1}`,
          expected: "a Hermitian one",
        });
    });
  });
  if (!isGeneric) return h;
  for (let bits = 1; bits < 2 ** size; bits++) {
    const chosen = h.map((_, i) => i).filter((i) => (bits >> i) & 1);
    const minor = determinant(chosen.map((i) => chosen.map((j) => h[i][j])));
    if (isNonNegative(minor, ranges)) continue;
    const [what, sign] = isShownNegative(minor, ranges)
      ? ["can have a negative eigenvalue", "is not ≥ 0"]
      : ["cannot be shown to have none but eigenvalues ≥ 0", "is not seen to be ≥ 0"];
    fail({
      found: `a matrix that ${what}${whereOf([minor], ranges)}: its minor of rows ${chosen.map((i) => i + 1).join(", ")} ${sign}`,
      expected: "one with eigenvalues ≥ 0",
      remedy: "narrow a range",
    });
  }
  return h;
}

function requireFewTerms(a: Polynomial, b: Polynomial): void {
  if (a.terms.size * b.terms.size > 5 * limits.terms)
    throw new TooLarge({
      found: "a matrix whose determinant expands to more products",
      expected: `at most ${5 * limits.terms}`,
    });
}

type Matrix = KossakowskiDeclaration["matrix"];

const failIn =
  (matrix: Matrix) =>
  (issue: Issue): never => {
    const some = matrix.slice(0, limits.operators).map((row) => row.slice(0, limits.operators));
    const text = `[${some.map((row) => `[${row.join(", ")}]`).join(", ")}]`;
    throw new MistakeInText({ ...issue, excerpt: { text, at: 0 } });
  };

/** Before anything is read: minors are as many as the subsets of the rows. */
function requireSquare(matrix: Matrix, { length: size }: readonly string[]): void {
  const fail = failIn(matrix);
  if (size > limits.operators)
    fail({ found: `${size} operators`, expected: `at most ${limits.operators} of a Kossakowski matrix` });
  if (matrix.length !== size || matrix.some((row) => row.length !== size))
    fail({
      found: "a matrix of another shape",
      expected: `the matrix of ${size} operators, which has ${size} rows of ${size} entries`,
    });
}

function determinant(m: readonly (readonly Polynomial[])[]): Polynomial {
  if (m.length === 0) return p.one;
  return p.add(
    ...m[0].map((entry, j) => {
      if (p.isZero(entry)) return p.zero;
      const minor = determinant(m.slice(1).map((row) => row.filter((_, k) => k !== j)));
      requireFewTerms(entry, minor);
      return p.multiply(j % 2 === 0 ? entry : p.negate(entry), minor);
    }),
  );
}
