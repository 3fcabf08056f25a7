/**
 * Polynomials in sines and cosines with multiple angles, where that is shorter to read:
 *
 *   cosφ_a cosφ_b + sinφ_a sinφ_b  → cos(φ_a − φ_b)        1 − 2 sin²φ       → cos 2φ
 *   cos u cos 2φ + sin u sin 2φ    → cos(2φ − u)            2 cosh r sinh r   → sinh 2r
 *   cos u + i sin u                → exp(iu)
 *
 * For printing alone. Which angles are joined is chosen by counting terms and factors.
 */
import * as g from "../algebra/gaussian.ts";
import type { Polynomial, Powers, Term } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { fewestTerms } from "../frame.ts";

/** An angle, its symbols, and how it is named in an argument: `phi[a]`, or the text of a function's argument. */
interface Angle {
  readonly name: string;
  readonly cosine: string;
  readonly sine: string;
}

/** Integer multiples of angles, as in cos(2φ − u). */
export type Multiples = readonly (readonly [multiple: number, angle: string])[];

const symbolOf = (name: string, multiples: Multiples): string => `${name}{${JSON.stringify(multiples)}}`;

/** cos{…} as its name and argument; undefined for other symbols. */
export function harmonicSymbol(symbol: string): { readonly name: string; readonly multiples: Multiples } | undefined {
  const match = /^(\w+)\{(.*)\}$/.exec(symbol);
  return match ? { name: match[1], multiples: JSON.parse(match[2]) as Multiples } : undefined;
}

/** The same function in the shortest of these forms, in symbols that carry no relation. */
export function shortest(f: Polynomial): Polynomial {
  const circles = anglesOf(f);
  const joined = subsets(circles).map((chosen) => {
    const withMultiples = chosen.length === 0 ? f : harmonics(f, chosen);
    return hyperbolicOf(f).reduce((h, angle) => cheaper([h, hyperbolic(h, angle)]), withMultiples);
  });
  return cheaper(joined.map(fewestTerms));
}

const cost = (f: Polynomial): number =>
  [...f.terms.values()].reduce(
    (sum, { powers, coefficient }) =>
      sum + 3 + powers.reduce((n, [name, e]) => n + e * weight(name), 0) + (g.isReal(coefficient) ? 0 : 1),
    0,
  );

const weight = (name: string): number => harmonicSymbol(name)?.multiples.length ?? 1;

const cheaper = (forms: readonly Polynomial[]): Polynomial =>
  forms.reduce((best, form) => (cost(form) < cost(best) ? form : best));

/** Azimuths first, so that they lead in an argument. */
function anglesOf(f: Polynomial): readonly Angle[] {
  const names = p.symbolsOf(f);
  const azimuths = new Set(names.flatMap((name) => /^(?:cp|sp)(\[.*\])$/.exec(name)?.[1] ?? []));
  const parameters = new Set(names.flatMap((name) => /^(?:cos|sin)\((.*)\)$/.exec(name)?.[1] ?? []));
  return [
    ...[...azimuths].sort().map((label) => ({ name: `phi${label}`, cosine: `cp${label}`, sine: `sp${label}` })),
    ...[...parameters].sort().map((u) => ({ name: u, cosine: `cos(${u})`, sine: `sin(${u})` })),
  ];
}

function hyperbolicOf(f: Polynomial): readonly Angle[] {
  const u = new Set(p.symbolsOf(f).flatMap((name) => /^(?:cosh|sinh)\((.*)\)$/.exec(name)?.[1] ?? []));
  return [...u].sort().map((name) => ({ name, cosine: `cosh(${name})`, sine: `sinh(${name})` }));
}

/** All subsets of at most six, smaller ones first. */
function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  const some = all.slice(0, 6);
  const chosen = Array.from({ length: 2 ** some.length }, (_, bits) => some.filter((_, k) => (bits >> k) & 1));
  return chosen.sort((a, b) => a.length - b.length);
}

/** Exponents of e^{iα} of the chosen angles, and the coefficient, with the other symbols beside. */
interface Wave {
  readonly frequencies: readonly number[];
  readonly rest: Polynomial;
}

/** f as a sum over cos(k·α), sin(k·α), or over exp(ik·α) where that has fewer terms. */
function harmonics(f: Polynomial, angles: readonly Angle[]): Polynomial {
  const waves = wavesOf(f, angles, g.imaginaryUnit);
  const name = (frequencies: readonly number[]): Multiples =>
    frequencies.flatMap((k, j): Multiples => (k === 0 ? [] : [[k, angles[j].name]]));
  const exponentials = p.add(
    ...waves.map(({ frequencies, rest }) => {
      const multiples = name(frequencies);
      return multiples.length === 0 ? rest : p.multiply(rest, p.symbol(symbolOf("exp", multiples)));
    }),
  );
  const real = p.add(
    ...waves.map(({ frequencies, rest }) => {
      const multiples = name(frequencies);
      if (multiples.length === 0) return rest;
      const isTurned = multiples[0][0] < 0;
      const argument = isTurned ? multiples.map(([k, angle]) => [-k, angle] as const) : multiples;
      const sine = p.multiply(p.imaginaryUnit, p.symbol(symbolOf("sin", argument)));
      return p.multiply(rest, p.add(p.symbol(symbolOf("cos", argument)), isTurned ? p.negate(sine) : sine));
    }),
  );
  return cheaper([real, exponentials]);
}

/** cosh and sinh of one argument at multiples of it. */
function hyperbolic(f: Polynomial, angle: Angle): Polynomial {
  return p.add(
    ...wavesOf(f, [angle], undefined).map(({ frequencies: [k], rest }) => {
      if (k === 0) return rest;
      const argument: Multiples = [[Math.abs(k), angle.name]];
      const sine = p.symbol(symbolOf("sinh", argument));
      return p.multiply(rest, p.add(p.symbol(symbolOf("cosh", argument)), k < 0 ? p.negate(sine) : sine));
    }),
  );
}

/**
 * cos α → (w + 1/w)/2, sin α → (w − 1/w)/2i with w = e^{iα}; without a unit cosh α, sinh α with w = e^α.
 */
function wavesOf(f: Polynomial, angles: readonly Angle[], unit: g.Gaussian | undefined): readonly Wave[] {
  const sums = new Map<string, Wave>();
  for (const term of f.terms.values())
    for (const { frequencies, rest } of wavesOfTerm(term, angles, unit)) {
      const key = frequencies.join(",");
      sums.set(key, { frequencies, rest: p.add(sums.get(key)?.rest ?? p.zero, rest) });
    }
  return [...sums.values()].filter(({ rest }) => !p.isZero(rest));
}

function wavesOfTerm(term: Term, angles: readonly Angle[], unit: g.Gaussian | undefined): readonly Wave[] {
  const names = new Set(angles.flatMap(({ cosine, sine }) => [cosine, sine]));
  const others: Powers = term.powers.filter(([name]) => !names.has(name));
  const rest = p.scale(p.monomial(others), term.coefficient);
  const half = g.gaussian(1n, 0n, 2n);
  const overSine = unit ? g.multiply(half, g.inverse(unit)) : half;
  let waves: readonly Wave[] = [{ frequencies: angles.map(() => 0), rest }];
  angles.forEach(({ cosine, sine }, j) => {
    const times = (up: g.Gaussian, down: g.Gaussian): void => {
      waves = waves.flatMap(({ frequencies, rest: own }) => [
        { frequencies: frequencies.map((k, i) => (i === j ? k + 1 : k)), rest: p.scale(own, up) },
        { frequencies: frequencies.map((k, i) => (i === j ? k - 1 : k)), rest: p.scale(own, down) },
      ]);
    };
    for (let k = p.exponentOf(term, cosine); k > 0; k--) times(half, half);
    for (let k = p.exponentOf(term, sine); k > 0; k--) times(overSine, g.negate(overSine));
  });
  return waves;
}
