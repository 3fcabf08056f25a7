/**
 * Units of arguments. cos(2t) and cos(t), or cos(a + b) and cos(a), are related; cos(2t) alone is as good a symbol as cos(t). So
 * the arguments of a declaration's functions are written as sums of whole multiples of as few units as there are independent
 * arguments, and the addition theorems leave functions of the units alone, which have no relations but those of polynomial.ts.
 *
 *   2t, 3t → t        3/10 → 3/10        a, a + b → a, b        a + b, a − b → these two
 */
import * as g from "./gaussian.ts";
import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";

/** Groups of units: the arguments of a group are sums of multiples of its units. */
type UnitGroups = readonly (readonly Polynomial[])[];

/** For cos and sin, and for cosh, sinh and exp. */
export interface Units {
  readonly circular: UnitGroups;
  readonly real: UnitGroups;
}

/** One unit, taken so many times: never zero. */
export interface Multiple {
  readonly unit: Polynomial;
  readonly times: number;
}

/** cos(4t) is 1 − 8 sin²t + 8 sin⁴t: of larger multiples rounding would leave too little, and they are units of their own. */
const MOST = 4;

const isNegative = (argument: Polynomial): boolean =>
  argument.terms.get([...argument.terms.keys()].sort()[0])!.coefficient.re < 0n;

/** The unit that an argument which no others are related to is. */
const own = (argument: Polynomial): Multiple =>
  isNegative(argument) ? { unit: p.negate(argument), times: -1 } : { unit: argument, times: 1 };

/** The units of arguments that are real and not zero: one group where small multiples do for all, else as few as are found. */
export function unitsOf(found: readonly Polynomial[]): UnitGroups {
  const byKey = new Map(found.map((argument) => own(argument).unit).map((unit) => [p.keyOfPolynomial(unit), unit]));
  const distinct = [...byKey.keys()].sort().map((key) => byKey.get(key)!);
  const all = unitsOfGroup(distinct);
  if (all) return [all];
  let groups: readonly (readonly Polynomial[])[] = [];
  for (const argument of distinct) {
    const joined = groups.findIndex((group) => unitsOfGroup([...group, argument]) !== undefined);
    groups =
      joined < 0 ? [...groups, [argument]] : groups.map((group, k) => (k === joined ? [...group, argument] : group));
  }
  return groups.map((group) => unitsOfGroup(group)!);
}

/** Undefined where no units are found of which all are sums of few. */
function unitsOfGroup(distinct: readonly Polynomial[]): readonly Polynomial[] | undefined {
  const basis = latticeBasis(distinct).map((unit) => own(unit).unit);
  if (basis.length === distinct.length) return distinct;
  const candidates = [basis, ...(distinct.length <= FEW ? subsets(distinct, basis.length) : [])];
  const [best, most] = candidates
    .map((units) => [units, Math.max(...distinct.map((argument) => timesOf(argument, units)))] as const)
    .reduce((a, b) => (b[1] < a[1] ? b : a));
  return most <= MOST ? best : undefined;
}

/** Arguments of which all choices are tried as units. */
const FEW = 8;

function* subsetsFrom<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) yield [];
  else
    for (let k = 0; k + size <= all.length; k++)
      for (const rest of subsetsFrom(all.slice(k + 1), size - 1)) yield [all[k], ...rest];
}

const subsets = <T>(all: readonly T[], size: number): readonly (readonly T[])[] => [...subsetsFrom(all, size)];

/** How many units an argument is the sum of; infinite where they do not make it. */
const timesOf = (argument: Polynomial, units: readonly Polynomial[]): number =>
  solved(argument, units)?.reduce((sum, { times }) => sum + Math.abs(times), 0) ?? Number.POSITIVE_INFINITY;

/** An argument as a sum of multiples of the units of one group. */
export function multiplesOf(argument: Polynomial, groups: UnitGroups): readonly Multiple[] {
  const alone = own(argument);
  if (groups.flat().some((unit) => p.equals(unit, alone.unit))) return [alone];
  for (const group of groups) {
    const multiples = solved(argument, group);
    if (multiples) return multiples;
  }
  return [alone];
}

const coefficientOf = ({ terms }: Polynomial, key: string): g.Gaussian => terms.get(key)?.coefficient ?? g.zero;

/** Whole numbers k with Σ k unit = argument, for independent units; undefined where there are none. */
function solved(argument: Polynomial, units: readonly Polynomial[]): readonly Multiple[] | undefined {
  let rest = argument;
  let left = units.map((unit, index) => ({ index, vector: unit, made: new Map([[index, g.one]]) }));
  const times = units.map(() => g.zero);
  while (left.length > 0) {
    const [pivot, ...others] = left;
    const key = [...pivot.vector.terms.keys()][0];
    if (key === undefined) return undefined;
    const scale = (of: Polynomial): g.Gaussian =>
      g.multiply(coefficientOf(of, key), g.inverse(coefficientOf(pivot.vector, key)));
    const share = scale(rest);
    rest = p.subtract(rest, p.scale(pivot.vector, share));
    for (const [index, made] of pivot.made) times[index] = g.add(times[index], g.multiply(share, made));
    left = others.map(({ index, vector, made }) => {
      const factor = scale(vector);
      const next = new Map(made);
      for (const [k, value] of pivot.made)
        next.set(k, g.add(next.get(k) ?? g.zero, g.negate(g.multiply(factor, value))));
      return { index, vector: p.subtract(vector, p.scale(pivot.vector, factor)), made: next };
    });
  }
  if (!p.isZero(rest) || times.some(({ den, im }) => den !== 1n || im !== 0n)) return undefined;
  return times.flatMap(({ re }, k) => (re === 0n ? [] : [{ unit: units[k], times: Number(re) }]));
}

/** A basis of all sums of whole multiples: the Hermite normal form of their coefficients (Cohen 1993, section 2.4.2). */
function latticeBasis(vectors: readonly Polynomial[]): readonly Polynomial[] {
  const keys = [...new Set(vectors.flatMap(({ terms }) => [...terms.keys()]))].sort().reverse();
  let rows = [...vectors];
  const basis: Polynomial[] = [];
  for (const key of keys) {
    // Euclid's algorithm on the coefficients of one monomial leaves it in one row.
    let having = rows.filter((row) => !g.isZero(coefficientOf(row, key)));
    rows = rows.filter((row) => !having.includes(row));
    while (having.length > 1) {
      having.sort((a, b) => compare(coefficientOf(a, key), coefficientOf(b, key)) || a.terms.size - b.terms.size);
      const [least, ...others] = having;
      const reduced = others.map((row) => {
        const times = nearest(g.multiply(coefficientOf(row, key), g.inverse(coefficientOf(least, key))));
        return p.subtract(row, p.scale(least, g.gaussian(times)));
      });
      rows.push(...reduced.filter((row) => g.isZero(coefficientOf(row, key)) && !p.isZero(row)));
      having = [least, ...reduced.filter((row) => !g.isZero(coefficientOf(row, key)))];
    }
    basis.push(...having);
  }
  return basis;
}

const absolute = (a: bigint): bigint => (a < 0n ? -a : a);

/** By size. */
function compare(a: g.Gaussian, b: g.Gaussian): number {
  const difference = absolute(a.re) * b.den - absolute(b.re) * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The nearest whole number. */
function nearest({ re, den }: g.Gaussian): bigint {
  const twice = 2n * re + den;
  const quotient = twice / (2n * den);
  return twice < 0n && twice % (2n * den) !== 0n ? quotient - 1n : quotient;
}
