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

interface Quotient {
  readonly over: p.Polynomial;
  readonly under: p.Polynomial;
}

const named = (name: string) => auxiliary(`~positivity ${name}`);

/** Our own: quotients of polynomials with coefficients in the Gaussian rationals. */
const exact: Algebra<Quotient> = {
  symbol: (name) => ({ over: p.symbol(named(name)), under: p.one }),
  number: (of, by = 1) => ({ over: p.fraction(BigInt(of), BigInt(by)), under: p.one }),
  imaginaryUnit: { over: p.imaginaryUnit, under: p.one },
  add: (...terms) =>
    terms.reduce((a, b) =>
      p.equals(a.under, b.under)
        ? { over: p.add(a.over, b.over), under: a.under }
        : {
            over: p.add(p.multiply(a.over, b.under), p.multiply(b.over, a.under)),
            under: p.multiply(a.under, b.under),
          },
    ),
  multiply: (...factors) =>
    factors.reduce((a, b) => ({ over: p.multiply(a.over, b.over), under: p.multiply(a.under, b.under) })),
  divide: (a, b) => ({ over: p.multiply(a.over, b.under), under: p.multiply(a.under, b.over) }),
  derivative: ({ over, under }, by) => ({
    over: p.subtract(
      p.multiply(p.derivative(over, named(by)), under),
      p.multiply(over, p.derivative(under, named(by))),
    ),
    under: p.multiply(under, under),
  }),
};

const algebrite = ({ define }: Session): Algebra<string> => ({
  symbol: (name) => name,
  number: (of, by = 1) => `(${of}/${by})`,
  imaginaryUnit: "i",
  add: (...terms) => `(${terms.join("+")})`,
  multiply: (...factors) => `(${factors.join("*")})`,
  divide: (a, b) => `((${a})/(${b}))`,
  derivative: (of, by) => define(`d(${of},${by})`),
});

/** The numerators of left − right that are not zero by our own algebra. */
export const leftByExact = (identity: Identity): readonly string[] =>
  identity(exact)
    .map(([left, right]) => exact.add(left, exact.multiply(exact.number(-1), right)).over)
    .filter((over) => !p.isZero(over))
    .map(p.keyOfPolynomial);

/** Likewise by Algebrite. */
export const leftByAlgebrite = (identity: Identity): readonly string[] =>
  withAlgebrite((session) =>
    identity(algebrite(session))
      .map(([left, right]) => session.value(`numerator(rationalize((${left})-(${right})))`))
      .filter((over) => session.value(`expand(${over})`) !== "0"),
  );
