/** The angles of a polynomial: what its sines and cosines are of. */
import * as p from "../algebra/polynomial.ts";
import type { FunctionName, Polynomial, Sym, Turn } from "../algebra/role.ts";
import { circle, functionOf } from "../algebra/symbol.ts";

/** An angle, and the symbols of its cosine and sine. */
export interface Angle {
  readonly turn: Turn;
  readonly cosine: Sym;
  readonly sine: Sym;
}

/** The argument of a function, to take multiples of. */
export const turnOf = ({ argument, text }: { readonly argument: Polynomial; readonly text: string }): Turn => ({
  party: null,
  argument,
  text,
});

/** Azimuths first, so that they lead in an argument. */
export function anglesOf(f: Polynomial): readonly Angle[] {
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

export const hyperbolicOf = (f: Polynomial): readonly Angle[] => argumentsOf(p.symbolsOf(f), "cosh", "sinh");

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
