/** Dissipators as sums of coefficient · left ρ right. */
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { SpinOperator, Word } from "../algebra/spin-operator.ts";
import * as spin from "../algebra/spin-operator.ts";
import type { Dissipator } from "../declare/declare.ts";

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
