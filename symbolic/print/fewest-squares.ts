/** x² + y² + z² = 1 on every sphere, and |R|² = Rx² + Ry² + Rz², used where they leave fewer terms. */
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";

/**
 * The form with the fewest terms:
 *   1 − x² − y² → z²      2|R|² − Rx² − Ry² → |R|² + Rz²
 */
export function withFewestSquares(f: Polynomial): Polynomial {
  const names = p.symbolsOf(f);
  const labels = [...new Set(names.flatMap((name) => /^[xyz](\[.*\])$/.exec(name)?.[1] ?? []))].sort();
  const spheres = labels.map(
    (label): Sphere => ({ from: ["x", "y", "z"].map((axis) => axis + label), to: `n${label}`, radius: p.one }),
  );
  const vector: Sphere = { from: ["Rx", "Ry", "Rz"], to: "R", radius: p.symbol("R2") };
  return [...spheres, ...(names.includes("R2") ? [vector] : [])].reduce(withFewestOf, f);
}

interface Sphere {
  readonly from: readonly string[];
  /** Symbols without a relation: n[a][x], R[x]. */
  readonly to: string;
  readonly radius: Polynomial;
}

function withFewestOf(f: Polynomial, { from, to, radius }: Sphere): Polynomial {
  const free = ["x", "y", "z"].map((axis) => p.symbol(`${to}[${axis}]`));
  const released = p.substitute(f, new Map(from.map((name, k) => [name, free[k]])));
  const forms = [0, 1].map((k) => {
    const others = free.filter((_, j) => j !== k).map((each) => p.power(each, 2));
    const square = p.add(radius, ...others.map(p.negate));
    return p.add(
      ...p
        .coefficientsIn(released, `${to}[${"xy"[k]}]`)
        .map((c, e) => p.multiply(c, p.power(square, e >> 1), e % 2 === 0 ? p.one : free[k])),
    );
  });
  return forms.reduce((best, form) => (form.terms.size < best.terms.size ? form : best), released);
}
