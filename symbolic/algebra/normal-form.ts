/**
 * Polynomials in spin operators in a form that equal ones share. Operators of different parties commute; within a party
 *
 *   [J₊, J₋] = 2J_z    [J_z, J±] = ±J±    J_x² + J_y² + J_z² = J(J + 1)
 *
 * turn every word into J±ᵃ f(J_z), with J symbolic. Read as acting on |m⟩ from the right, a word climbs and descends a ladder;
 * each step between m + h and m + h + 1, up or down, gives the root of J(J + 1) − (m + h)(m + h + 1), each J_z the height m + h that it
 * is met at. J±ᵃ passes the steps between 0 and its end once, and what a word passes besides comes in pairs, which make f(m).
 */
import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";
import type { Ladder, SpinOperator, Word } from "./spin-operator.ts";
import * as spin from "./spin-operator.ts";
import { auxiliary, spin as spinSymbol } from "./symbol.ts";

/** @returns words J±ᵃ J_zᵇ of each party, parties in the order of their labels, over polynomials in parameters and spins */
export function normalForm(operator: SpinOperator): SpinOperator {
  if (spin.degree(operator) < 2) return operator;
  const known = new Map<string, Polynomial>();
  return spin.gather(
    operator.flatMap(({ coefficient, word }) =>
      blocksOf(word)
        .map(([party, ladders]) => ordered(ladders, party, known))
        .reduce(spin.multiply, spin.scalar(coefficient)),
    ),
  );
}

/** The ladders of each party, in the order of its labels. */
function blocksOf(word: Word): readonly (readonly [string, readonly Ladder[]])[] {
  const parties = [...new Set(word.map(({ party }) => party))].sort();
  return parties.map((party) => [party, word.flatMap((factor) => (factor.party === party ? [factor.ladder] : []))]);
}

const height = auxiliary("~m");

/** J±ᵃ f(J_z) of a word of one party.
 *  @param known  f by the factors that it is the product of */
function ordered(ladders: readonly Ladder[], party: string, known: Map<string, Polynomial>): SpinOperator {
  const { climbed, levels, steps } = walk(ladders);
  const end: Word = Array.from({ length: Math.abs(climbed) }, () => ({ ladder: climbed > 0 ? "+" : "-", party }));
  const pairs = [...steps].flatMap(([h, passed]) => {
    const isOnTheWay = climbed > 0 ? h >= 0 && h < climbed : h < 0 && h >= climbed;
    return Array.from({ length: (passed - (isOnTheWay ? 1 : 0)) / 2 }, () => h);
  });
  const key = [party, ...levels.toSorted((a, b) => a - b), "|", ...pairs.toSorted((a, b) => a - b)].join(" ");
  const f = known.get(key) ?? p.multiply(...levels.map(level), ...pairs.map((h) => step(h, party)));
  known.set(key, f);
  return p.coefficientsIn(f, height).map((coefficient, b) => ({
    coefficient,
    word: [...end, ...Array.from({ length: b }, () => ({ ladder: "z", party }) as const)],
  }));
}

/** The height reached, those at which J_z is met, and how often each step is passed, named by its lower end. */
function walk(ladders: readonly Ladder[]) {
  let climbed = 0;
  const levels: number[] = [];
  const steps = new Map<number, number>();
  for (const ladder of ladders.toReversed()) {
    if (ladder === "z") levels.push(climbed);
    else {
      const lower = ladder === "+" ? climbed : climbed - 1;
      steps.set(lower, (steps.get(lower) ?? 0) + 1);
      climbed += ladder === "+" ? 1 : -1;
    }
  }
  return { climbed, levels, steps };
}

/** m + h */
const level = (h: number): Polynomial => p.add(p.symbol(height), p.constant(BigInt(h)));

/** J(J + 1) − (m + h)(m + h + 1) */
function step(h: number, party: string): Polynomial {
  const J = p.symbol(spinSymbol(party));
  return p.subtract(p.multiply(J, p.add(J, p.one)), p.multiply(level(h), level(h + 1)));
}
