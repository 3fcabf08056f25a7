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
import type { Powers, Term } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { FunctionName, Multiples, Polynomial, Sym, Turn } from "../algebra/role.ts";
import { circlesOf, fewestTerms, ofOneDegree } from "../algebra/sphere.ts";
import { circle, functionOf, harmonic } from "../algebra/symbol.ts";

/** What sines and cosines of a polynomial are of, and the symbols of its cosine and sine. */
interface Angle {
  readonly turn: Turn;
  readonly cosine: Sym;
  readonly sine: Sym;
}

/** The argument of a function, to take multiples of. */
const turnOf = ({ argument, text }: { readonly argument: Polynomial; readonly text: string }): Turn => ({
  party: null,
  argument,
  text,
});

/** Azimuths first, so that they lead in an argument. */
function anglesOf(f: Polynomial): readonly Angle[] {
  const symbols = p.symbolsOf(f);
  const azimuths = symbols.flatMap(({ role, party }) =>
    role.kind === "circle" && role.angle === "phi" ? [party!] : [],
  );
  return [...[...new Set(azimuths)].sort().map(azimuthOf), ...argumentsOf(symbols, "cos", "sin")];
}

const azimuthOf = (party: string): Angle => ({
  turn: { party, text: `phi[${party}]` },
  cosine: circle("cos", "phi", party),
  sine: circle("sin", "phi", party),
});

const hyperbolicOf = (f: Polynomial): readonly Angle[] => argumentsOf(p.symbolsOf(f), "cosh", "sinh");

/** What either function is applied to, in the order of the texts. */
function argumentsOf(symbols: readonly Sym[], even: FunctionName, odd: FunctionName): readonly Angle[] {
  const turns = symbols.flatMap(({ role }) =>
    role.kind === "function" && (role.function === even || role.function === odd) ? [role] : [],
  );
  const byText = new Map(turns.map((role) => [role.text, role]));
  return [...byText.keys()].sort().map((text) => {
    const { argument } = byText.get(text)!;
    return {
      turn: turnOf({ argument, text }),
      cosine: functionOf(even, argument, text),
      sine: functionOf(odd, argument, text),
    };
  });
}

/** Terms of a polynomial that is still read: the forms of one of more are not compared. */
const most = 100;

/** The same function in the shortest of these forms, in symbols that carry no relation. */
export function shortest(f: Polynomial): Polynomial {
  if (f.terms.size > most) return freed(fewestTerms(f));
  const withMultiples = subsets(anglesOf(f)).map((chosen) => (chosen.length === 0 ? f : harmonics(f, chosen)));
  const joined = withMultiples.flatMap((form) => [form, ...inPowers(form)]);
  const forms = joined.map((form) =>
    withFewestPowers(hyperbolicOf(f).reduce((h, of) => cheaper([h, hyperbolic(h, of)]), fewestTerms(form))),
  );
  return cheaper(forms);
}

/** cos kδ, sin kδ of one δ as powers of cos δ and sin δ, by (cos δ + i sin δ)^k; nothing where there are several δ. */
function inPowers(f: Polynomial): readonly Polynomial[] {
  const known = p.symbolsOf(f).flatMap((symbol) => {
    const { role } = symbol;
    return role.kind === "harmonic" && (role.function === "cos" || role.function === "sin")
      ? [{ symbol, ...role }]
      : [];
  });
  if (known.length === 0) return [];
  const divisor = known.flatMap(({ multiples }) => multiples.map(([k]) => Math.abs(k))).reduce(commonFactor);
  const least = known.reduce((a, b) => (Math.abs(b.multiples[0][0]) < Math.abs(a.multiples[0][0]) ? b : a)).multiples;
  const base: Multiples = least.map(([k, turn]) => [k / divisor, turn]);
  const times = known.map(({ multiples }) => multiples[0][0] / base[0][0]);
  const isMultiple = known.every(
    ({ multiples }, j) =>
      Number.isInteger(times[j]) &&
      multiples.length === base.length &&
      multiples.every(([k, { text }], i) => text === base[i][1].text && k === times[j] * base[i][0]),
  );
  if (!isMultiple) return [];
  const [cos, sin] = [p.symbol(harmonic("cos", base)), p.symbol(harmonic("sin", base))];
  const values = known.map(({ symbol, function: name }, j): [Sym, Polynomial] => {
    const whole = p.power(p.add(cos, p.multiply(p.imaginaryUnit, sin)), times[j]);
    return [symbol, name === "cos" ? p.realPart(whole) : p.imaginaryPart(whole)];
  });
  return [p.substitute(f, new Map(values))];
}

const commonFactor = (a: number, b: number): number => (b === 0 ? a : commonFactor(b, a % b));

/** cos² + sin² = 1 of every circle, in turn, used in whichever way is shortest: without cos², without sin², or of one degree. */
function withFewestPowers(f: Polynomial): Polynomial {
  const free = freed(f);
  return circlesOf(free).reduce((form, [cos, sin]) => {
    const without = (square: Sym, other: Sym): Polynomial => {
      const rest = p.subtract(p.one, p.power(p.symbol(other), 2));
      return p.add(
        ...p
          .coefficientsIn(form, square)
          .map((c, e) => p.multiply(c, p.power(rest, e >> 1), e % 2 === 0 ? p.one : p.symbol(square))),
      );
    };
    return cheaper([form, without(cos, sin), without(sin, cos), ofOneDegree(form, cos, sin)]);
  }, free);
}

/** cos(u) and sin(u) as symbols without their relation. */
function freed(f: Polynomial): Polynomial {
  const values = p.symbolsOf(f).flatMap((symbol): [Sym, Polynomial][] => {
    const { role } = symbol;
    if (role.kind !== "function" || (role.function !== "cos" && role.function !== "sin")) return [];
    return [[symbol, p.symbol(harmonic(role.function, [[1, turnOf(role)]]))]];
  });
  return values.length === 0 ? f : p.substitute(f, new Map(values));
}

/** How much there is to read: terms and factors, those of all terms once. */
function cost(f: Polynomial): number {
  const terms = [...f.terms.values()];
  if (terms.length === 0) return 0;
  const weigh = (powers: Powers): number => powers.reduce((sum, [symbol, e]) => sum + e * weight(symbol), 0);
  const common = weigh(
    terms[0].powers.map(([symbol, e]) => [symbol, Math.min(e, ...terms.map((term) => p.exponentOf(term, symbol)))]),
  );
  return terms.reduce(
    (sum, { powers, coefficient }) => sum + 3 + weigh(powers) - common + (g.isReal(coefficient) ? 0 : 1),
    common,
  );
}

/** cos(φ − u) is read as two symbols, and a multiple a little longer. */
function weight({ role }: Sym): number {
  const multiples = role.kind === "harmonic" ? role.multiples : [];
  return Math.max(1, multiples.length) + (multiples.some(([k]) => Math.abs(k) > 1) ? 0.25 : 0);
}

const cheaper = (forms: readonly Polynomial[]): Polynomial =>
  forms.reduce((best, form) => (cost(form) < cost(best) ? form : best));

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
    frequencies.flatMap((k, j): Multiples => (k === 0 ? [] : [[k, angles[j].turn]]));
  const exponentials = p.add(
    ...waves.map(({ frequencies, rest }) => {
      const multiples = name(frequencies);
      return multiples.length === 0 ? rest : p.multiply(rest, p.symbol(harmonic("exp", multiples)));
    }),
  );
  const real = p.add(
    ...waves.map(({ frequencies, rest }) => {
      const multiples = name(frequencies);
      if (multiples.length === 0) return rest;
      const isTurned = multiples[0][0] < 0;
      const argument = isTurned ? multiples.map(([k, turn]) => [-k, turn] as const) : multiples;
      const sine = p.multiply(p.imaginaryUnit, p.symbol(harmonic("sin", argument)));
      return p.multiply(rest, p.add(p.symbol(harmonic("cos", argument)), isTurned ? p.negate(sine) : sine));
    }),
  );
  return cheaper([real, exponentials]);
}

/** cosh and sinh of one argument at multiples of it. */
function hyperbolic(f: Polynomial, of: Angle): Polynomial {
  return p.add(
    ...wavesOf(f, [of], undefined).map(({ frequencies: [k], rest }) => {
      if (k === 0) return rest;
      const argument: Multiples = [[Math.abs(k), of.turn]];
      const sine = p.symbol(harmonic("sinh", argument));
      return p.multiply(rest, p.add(p.symbol(harmonic("cosh", argument)), k < 0 ? p.negate(sine) : sine));
    }),
  );
}

/**
 * cos α → (w + 1/w)/2, sin α → (w − 1/w)/2i with w = e^{iα}; without a unit cosh α, sinh α with w = e^α.
 */
function wavesOf(f: Polynomial, angles: readonly Angle[], unit: g.Gaussian | undefined): readonly Wave[] {
  const waves = [...f.terms.values()].flatMap((term) => wavesOfTerm(term, angles, unit));
  return together(waves).filter(({ rest }) => !p.isZero(rest));
}

/** Waves of equal frequencies as one. */
function together(waves: readonly Wave[]): readonly Wave[] {
  const sums = new Map<string, Wave>();
  for (const { frequencies, rest } of waves) {
    const key = frequencies.join(",");
    sums.set(key, { frequencies, rest: p.add(sums.get(key)?.rest ?? p.zero, rest) });
  }
  return [...sums.values()];
}

function wavesOfTerm(term: Term, angles: readonly Angle[], unit: g.Gaussian | undefined): readonly Wave[] {
  const waving = new Set(angles.flatMap(({ cosine, sine }) => [cosine, sine]));
  const others: Powers = term.powers.filter(([symbol]) => !waving.has(symbol));
  const rest = p.scale(p.monomial(others), term.coefficient);
  const half = g.gaussian(1n, 0n, 2n);
  const overSine = unit ? g.multiply(half, g.inverse(unit)) : half;
  let waves: readonly Wave[] = [{ frequencies: angles.map(() => 0), rest }];
  angles.forEach(({ cosine, sine }, j) => {
    const times = (up: g.Gaussian, down: g.Gaussian): void => {
      // Together at once: apart they would double with every power.
      waves = together(
        waves.flatMap(({ frequencies, rest: own }) => [
          { frequencies: frequencies.map((k, i) => (i === j ? k + 1 : k)), rest: p.scale(own, up) },
          { frequencies: frequencies.map((k, i) => (i === j ? k - 1 : k)), rest: p.scale(own, down) },
        ]),
      );
    };
    for (let k = p.exponentOf(term, cosine); k > 0; k--) times(half, half);
    for (let k = p.exponentOf(term, sine); k > 0; k--) times(overSine, g.negate(overSine));
  });
  return waves;
}
