/**
 * The derived operator against matrices. In the unnormalised Dicke basis |m) = √C(2J, J+m) |J,m⟩ everything is rational:
 *
 *   J₋|m) = (J − m + 1)|m − 1)        J₊|m) = (J + m + 1)|m + 1)        J_z|m) = m|m)
 *   ⟨Ω|m)(m′|Ω⟩ = C(2J, J+m) C(2J, J+m′) cos^{2J+m+m′}(θ/2) sin^{2J−m−m′}(θ/2) e^{i(m−m′)φ}
 *
 * and the matrix units |m)(m′| span all states, so that agreement on them is agreement on every state of these spins.
 */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import * as sphere from "../algebra/sphere.ts";
import type { Ladder, SpinOperator } from "../algebra/spin-operator.ts";
import { spin } from "../algebra/symbol.ts";
import type { Dissipator } from "../declare/read-text.ts";
import type { PhaseSpaceOperator } from "../derive/correspondence.ts";
import type { ReservoirDerivation } from "../derive/derivation.ts";
import { applyFokkerPlanck, type FokkerPlanck } from "../derive/fokker-planck.ts";
import { printPolynomial } from "../print/print.ts";
import { NotCertified, type Proof } from "./proof.ts";

/** 2J of every party. */
type Spins = readonly number[];

/** 2m of every party. */
type Weights = readonly number[];

/** Σ coefficient |m); the keys are the weights, joined by spaces. */
type Ket = ReadonlyMap<string, Polynomial>;

const keyOf = (weights: Weights): string => weights.join(" ");
const weightsOf = (key: string): Weights => key.split(" ").map(Number);

export function binomial(n: number, k: number): bigint {
  return k === 0 ? 1n : (binomial(n, k - 1) * BigInt(n - k + 1)) / BigInt(k);
}

/** The weights and the factor of J±|m) or J_z|m); the factor vanishes at the ends of the ladder. */
function climb(ladder: Ladder, twoJ: number, twoM: number): readonly [factor: Polynomial, twoM: number] {
  const half = (twice: number): Polynomial => p.fraction(BigInt(twice), 2n);
  if (ladder === "z") return [half(twoM), twoM];
  const step = ladder === "+" ? 2 : -2;
  return Math.abs(twoM + step) > twoJ ? [p.zero, twoM] : [half(twoJ + step * (twoM / 2) + 2), twoM + step];
}

function accumulate(entries: Iterable<readonly [string, Polynomial]>): Ket {
  const sums = new Map<string, Polynomial>();
  for (const [key, coefficient] of entries) sums.set(key, p.add(sums.get(key) ?? p.zero, coefficient));
  return sums;
}

export interface Matter {
  readonly parties: readonly string[];
  readonly spins: Spins;
}

export function applyOperator(operator: SpinOperator, ket: Ket, { parties, spins }: Matter): Ket {
  return accumulate(
    operator.flatMap(({ coefficient, word }) =>
      [...ket].map(([key, amplitude]) =>
        word.reduceRight<readonly [string, Polynomial]>(
          ([at, value], { ladder, party }) => {
            const weights = weightsOf(at);
            const j = parties.indexOf(party);
            const [factor, moved] = climb(ladder, spins[j], weights[j]);
            return [keyOf(weights.with(j, moved)), p.multiply(value, factor)];
          },
          [key, p.multiply(coefficient, amplitude)],
        ),
      ),
    ),
  );
}

/** L†, written out here so that the judge shares no algebra of operators with the judged. */
function adjoint(operator: SpinOperator): SpinOperator {
  const mirrored = { "+": "-", "-": "+", z: "z" } as const;
  return operator.map(({ coefficient, word }) => ({
    coefficient: p.conjugate(coefficient),
    word: word.toReversed().map(({ ladder, party }) => ({ ladder: mirrored[ladder], party })),
  }));
}

/** ⟨Ω|m)(m′|Ω⟩ of one party: cos² = (1+z)/2, sin² = (1−z)/2, sin cos e^{±iφ} = (x ± iy)/2, all of θ/2. */
function husimiOfUnit(party: string, twoJ: number, twoM: number, twoN: number): Polynomial {
  const [x, y, z] = sphere.point(party);
  const half = p.fraction(1n, 2n);
  const difference = (twoM - twoN) / 2;
  const edge = p.multiply(half, p.add(x, p.multiply(p.constant(difference < 0 ? -1n : 1n), p.imaginaryUnit, y)));
  return p.multiply(
    p.constant(binomial(twoJ, (twoJ + twoM) / 2) * binomial(twoJ, (twoJ + twoN) / 2)),
    p.power(edge, Math.abs(difference)),
    p.power(p.multiply(half, p.add(p.one, z)), (twoJ + Math.min(twoM, twoN)) / 2),
    p.power(p.multiply(half, p.subtract(p.one, z)), (twoJ - Math.max(twoM, twoN)) / 2),
  );
}

/** The Husimi functions of products of units, each computed once. */
function husimiTable({ parties, spins }: Matter): (left: string, right: string) => Polynomial {
  const known = new Map<string, Polynomial>();
  return (left, right) => {
    const key = `${left}|${right}`;
    const [m, n] = [weightsOf(left), weightsOf(right)];
    const value = known.get(key) ?? p.multiply(...parties.map((party, j) => husimiOfUnit(party, spins[j], m[j], n[j])));
    known.set(key, value);
    return value;
  };
}

/** rate·(L|m)(m′|L† − ½L†L|m)(m′| − ½|m)(m′|L†L), summed, as pairs of kets with a factor: Σ factor |left)(right|. */
export function dissipate(dissipators: readonly Dissipator[], left: Ket, right: Ket, matter: Matter) {
  return dissipators.flatMap(({ rate, operator }) => {
    const [L, dagger] = [operator, adjoint(operator)];
    const minusHalf = p.multiply(rate, p.fraction(-1n, 2n));
    const loss = (ket: Ket): Ket => applyOperator(dagger, applyOperator(L, ket, matter), matter);
    return [
      { factor: rate, left: applyOperator(L, left, matter), right: applyOperator(L, right, matter) },
      { factor: minusHalf, left: loss(left), right },
      { factor: minusHalf, left, right: loss(right) },
    ];
  });
}

export const spinValues = ({ parties, spins }: Matter): ReadonlyMap<Sym, Polynomial> =>
  new Map(parties.map((party, j) => [spin(party), p.fraction(BigInt(spins[j]), 2n)]));

/** The dissipators with the spins put in. */
export function dissipatorsAt(dissipators: readonly Dissipator[], matter: Matter): readonly Dissipator[] {
  const put = (value: Polynomial): Polynomial => p.substitute(value, spinValues(matter));
  return dissipators.map(({ rate, operator }) => ({ rate: put(rate), operator: operatorAt(operator, matter) }));
}

export const operatorAt = (operator: SpinOperator, matter: Matter): SpinOperator =>
  operator.map(({ coefficient, word }) => ({ coefficient: p.substitute(coefficient, spinValues(matter)), word }));

/** −∇·(A Q − B∇Q) with the spins put in. */
function atSpins({ parties, drift, diffusion }: FokkerPlanck, spins: Spins): PhaseSpaceOperator {
  const values = spinValues({ parties, spins });
  const put = (entry: Polynomial): Polynomial => p.substitute(entry, values);
  const operator = { parties, drift: drift.map(put), diffusion: diffusion.map((row) => row.map(put)) };
  return (f) => applyFokkerPlanck(operator, f);
}

/** The keys of a basis. */
export const basisOf = (spins: Spins): readonly string[] => [...allWeights(spins)].map(keyOf);

function* allWeights(spins: Spins): Generator<Weights> {
  if (spins.length === 0) yield [];
  else for (let m = spins[0]; m >= -spins[0]; m -= 2) for (const rest of allWeights(spins.slice(1))) yield [m, ...rest];
}

const fractionText = (twice: number): string => (twice % 2 === 0 ? String(twice / 2) : `${twice}/2`);

/** Compares a phase-space operator with the dissipators on every matrix unit of the given spins.
 *  @throws NotCertified at the first difference */
export function compareOnMatrixUnits(dissipators: readonly Dissipator[], D: PhaseSpaceOperator, matter: Matter): void {
  const husimi = husimiTable(matter);
  const values = spinValues(matter);
  const known = dissipatorsAt(dissipators, matter);
  const units = basisOf(matter.spins);
  for (const m of units)
    for (const n of units) {
      const found = p.substitute(D(husimi(m, n)), values);
      const pairs = dissipate(known, new Map([[m, p.one]]), new Map([[n, p.one]]), matter);
      const expected = p.add(
        ...pairs.flatMap(({ factor, left, right }) =>
          [...left].flatMap(([a, amplitude]) =>
            [...right].map(([b, other]) => p.multiply(factor, amplitude, p.conjugate(other), husimi(a, b))),
          ),
        ),
      );
      if (p.equals(found, expected)) continue;
      throw new NotCertified(
        `${spinsText(matter.spins)}: the operator on ${unitText(m, n)} is the Husimi function of D`,
        printPolynomial(found),
        printPolynomial(expected),
      );
    }
}

export const spinsText = (spins: Spins): string => `J = ${spins.map(fractionText).join(", ")}`;

export function unitText(m: string, n: string): string {
  const name = (key: string): string => weightsOf(key).map(fractionText).join(", ");
  return `|${name(m)})(${name(n)}|`;
}

/** All spins from 1/2, 1, 3/2 for every party, as long as there are at most so many matrix units; always 1/2 for all. */
export function assignments(parties: number, mostUnits: number): readonly Spins[] {
  const all = Array.from({ length: parties }).reduce<readonly Spins[]>(
    (shorter) => shorter.flatMap((spins) => [1, 2, 3].map((twoJ) => [...spins, twoJ])),
    [[]],
  );
  return all.filter((spins, k) => k === 0 || unitsOf(spins) <= mostUnits);
}

const unitsOf = (spins: Spins): number => spins.reduce((units, twoJ) => units * (twoJ + 1) ** 2, 1);

export const assignmentText = (spins: Spins): string =>
  spins.length === 1 ? fractionText(spins[0]) : `(${spins.map(fractionText).join(", ")})`;

/** (a) On all matrix units of small spins, equal and unequal, the derived operator does what the dissipators do. */
export function proveOnMatrixUnits(reservoirs: readonly ReservoirDerivation[]): Proof {
  const spins = assignments(reservoirs[0].operator.parties.length, 64);
  for (const assignment of spins)
    for (const { reservoir, operator } of reservoirs)
      compareOnMatrixUnits(reservoir.dissipators, atSpins(operator, assignment), {
        parties: operator.parties,
        spins: assignment,
      });
  const units = spins.reduce((sum, assignment) => sum + unitsOf(assignment), 0);
  return {
    claim: "The operator −∇·(A Q − B∇Q) of every reservoir takes Husimi functions to the Husimi functions of D[ρ].",
    by: "exact polynomial arithmetic",
    scope: `J = ${spins.map(assignmentText).join(", ")}; ${units} matrix units, which span all states; symbolic parameters`,
  };
}
