/** x² + y² + z² = 1 on every sphere, and |R|² = Rx² + Ry² + Rz², used where they leave fewer terms. */
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { coordinatesOf, freeCoordinates, freeR, R, R2 } from "../algebra/symbol.ts";

/**
 * The form with the fewest terms:
 *   1 − x² − y² → z²      2|R|² − Rx² − Ry² → |R|² + Rz²
 */
export function withFewestSquares(f: Polynomial): Polynomial {
  const symbols = p.symbolsOf(f);
  const parties = new Set(symbols.flatMap(({ role, party }) => (role.kind === "coordinate" ? [party!] : [])));
  const spheres = [...parties]
    .sort()
    .map((party): Sphere => ({ from: coordinatesOf(party), to: freeCoordinates(party), radius: p.one }));
  const vector: Sphere = { from: R, to: freeR, radius: p.symbol(R2) };
  return [...spheres, ...(symbols.includes(R2) ? [vector] : [])].reduce(withFewestOf, f);
}

interface Sphere {
  readonly from: readonly Sym[];
  /** The same without a relation. */
  readonly to: readonly Sym[];
  readonly radius: Polynomial;
}

function withFewestOf(f: Polynomial, { from, to, radius }: Sphere): Polynomial {
  const free = to.map(p.symbol);
  const released = p.substitute(f, new Map(from.map((component, k) => [component, free[k]])));
  const forms = [0, 1].map((k) => {
    const others = free.filter((_, j) => j !== k).map((each) => p.power(each, 2));
    const square = p.add(radius, ...others.map(p.negate));
    return p.add(
      ...p
        .coefficientsIn(released, to[k])
        .map((c, e) => p.multiply(c, p.power(square, e >> 1), e % 2 === 0 ? p.one : free[k])),
    );
  });
  return forms.reduce((best, form) => (form.terms.size < best.terms.size ? form : best), released);
}
