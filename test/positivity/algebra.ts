/** What the identities of docs/positivity.md are written in, so that two algebras can be asked for each. */
import * as p from "../../symbolic/algebra/polynomial.ts";
import { auxiliary } from "../../symbolic/algebra/symbol.ts";
import { type Session, withAlgebrite } from "../../symbolic/prove/algebrite-session.ts";

export interface Algebra<Value> {
  readonly symbol: (name: string) => Value;
  readonly number: (of: number, by?: number) => Value;
  readonly imaginaryUnit: Value;
  readonly add: (...terms: readonly Value[]) => Value;
  readonly multiply: (...factors: readonly Value[]) => Value;
  readonly divide: (a: Value, b: Value) => Value;
  readonly derivative: (of: Value, by: string) => Value;
}

/** Both sides, of any algebra. */
export type Identity = <Value>(algebra: Algebra<Value>) => readonly (readonly [left: Value, right: Value])[];

/** Polynomials, of which an algebra makes quotients. */
interface Polynomials<P> {
  readonly one: P;
  readonly symbol: (name: string) => P;
  readonly fraction: (of: number, by: number) => P;
  readonly imaginaryUnit: P;
  readonly add: (a: P, b: P) => P;
  readonly multiply: (a: P, b: P) => P;
  readonly derivative: (of: P, by: string) => P;
  readonly keyOf: (of: P) => string;
}

/** `over` by powers of factors, each once, so that what is added keeps the least denominator that is seen. */
interface Quotient<P> {
  readonly over: P;
  readonly under: ReadonlyMap<string, { readonly factor: P; readonly power: number }>;
}

function quotientsOf<P>(of: Polynomials<P>): Algebra<Quotient<P>> {
  type Under = Quotient<P>["under"];
  const whole = (over: P): Quotient<P> => ({ over, under: new Map() });
  /** What `over` has to be multiplied by for the denominator to be another. */
  const missing = (from: Under, to: Under): P => {
    let product = of.one;
    for (const [key, { factor, power }] of to)
      for (let k = from.get(key)?.power ?? 0; k < power; k++) product = of.multiply(product, factor);
    return product;
  };
  const joined = (a: Under, b: Under, power: (x: number, y: number) => number): Under =>
    new Map(
      [...a, ...b].map(([key, { factor }]) => [
        key,
        { factor, power: power(a.get(key)?.power ?? 0, b.get(key)?.power ?? 0) },
      ]),
    );
  const add = (a: Quotient<P>, b: Quotient<P>): Quotient<P> => {
    const under = joined(a.under, b.under, Math.max);
    return {
      over: of.add(of.multiply(a.over, missing(a.under, under)), of.multiply(b.over, missing(b.under, under))),
      under,
    };
  };
  const multiply = (a: Quotient<P>, b: Quotient<P>): Quotient<P> => ({
    over: of.multiply(a.over, b.over),
    under: joined(a.under, b.under, (x, y) => x + y),
  });
  const inverse = ({ over, under }: Quotient<P>): Quotient<P> => ({
    over: missing(new Map(), under),
    under: new Map([[of.keyOf(over), { factor: over, power: 1 }]]),
  });
  return {
    symbol: (name) => whole(of.symbol(name)),
    number: (value, by = 1) => whole(of.fraction(value, by)),
    imaginaryUnit: whole(of.imaginaryUnit),
    add: (...terms) => terms.reduce(add),
    multiply: (...factors) => factors.reduce(multiply),
    divide: (a, b) => multiply(a, inverse(b)),
    derivative: ({ over, under }, by) => {
      const logarithmic = [...under.values()].map(({ factor, power }) =>
        multiply(
          whole(of.multiply(of.fraction(-power, 1), of.multiply(over, of.derivative(factor, by)))),
          inverse(whole(factor)),
        ),
      );
      const [first, ...rest] = [whole(of.derivative(over, by)), ...logarithmic];
      return multiply(rest.reduce(add, first), { over: of.one, under });
    },
  };
}

const named = (name: string) => auxiliary(`~positivity ${name}`);

/** Our own: coefficients are Gaussian rationals. */
const exact: Polynomials<p.Polynomial> = {
  one: p.one,
  symbol: (name) => p.symbol(named(name)),
  fraction: (of, by) => p.fraction(BigInt(of), BigInt(by)),
  imaginaryUnit: p.imaginaryUnit,
  add: p.add,
  multiply: p.multiply,
  derivative: (of, by) => p.derivative(of, named(by)),
  keyOf: p.keyOfPolynomial,
};

/** Algebrite's: names of what it has expanded, for it reads long texts slowly. */
const algebrite = ({ define, value }: Session): Polynomials<string> => ({
  one: "1",
  symbol: (name) => name,
  fraction: (of, by) => define(`${of}/${by}`),
  imaginaryUnit: "i",
  add: (a, b) => define(`${a}+${b}`),
  multiply: (a, b) => (a === "1" ? b : b === "1" ? a : define(`${a}*${b}`)),
  derivative: (of, by) => define(`d(${of},${by})`),
  keyOf: value,
});

function leftOf<P>(identity: Identity, of: Polynomials<P>): readonly P[] {
  const algebra = quotientsOf(of);
  return identity(algebra).map(([left, right]) => algebra.add(left, algebra.multiply(algebra.number(-1), right)).over);
}

/** The numerators of left − right that are not zero by our own algebra. */
export const leftByExact = (identity: Identity): readonly string[] =>
  leftOf(identity, exact)
    .filter((over) => !p.isZero(over))
    .map(p.keyOfPolynomial);

/** Likewise by Algebrite. */
export const leftByAlgebrite = (identity: Identity): readonly string[] =>
  withAlgebrite((session) =>
    leftOf(identity, algebrite(session))
      .map(session.value)
      .filter((over) => over !== "0"),
  );
