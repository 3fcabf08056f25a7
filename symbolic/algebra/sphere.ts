/**
 * Functions and fields on products of unit spheres: polynomials in x[a], y[a], z[a] with the canonical form z² → 1 − x² − y², and in the
 * orthonormal frame e_θ = (cosθ cosφ, cosθ sinφ, −sinθ), e_φ = (−sinφ, cosφ, 0) of each party.
 */

import type { Polynomial } from "./polynomial.ts";
import * as p from "./polynomial.ts";
import type { AngleName, Sym } from "./role.ts";
import { angle, circle, coordinatesOf, freeCoordinates, freeR, harmonic, R, R2 } from "./symbol.ts";

export type Vector = readonly Polynomial[];

export const coordinates = (parties: readonly string[]): readonly Sym[] => parties.flatMap(coordinatesOf);

/** n of one party. */
export const point = (party: string): Vector => coordinatesOf(party).map(p.symbol);

export const dot = (u: Vector, v: Vector): Polynomial => p.add(...u.map((entry, k) => p.multiply(entry, v[k])));

/** v − n(n·v), the part of v tangential to the party's sphere. */
export function tangential(v: Vector, party: string): Vector {
  const n = point(party);
  const along = dot(n, v);
  return v.map((entry, k) => p.subtract(entry, p.multiply(n[k], along)));
}

/** ∇f on one party's sphere, f any polynomial extension: ∂f − n(n·∂f). */
export const gradient = (f: Polynomial, party: string): Vector =>
  tangential(
    coordinatesOf(party).map((component) => p.derivative(f, component)),
    party,
  );

/** ∇·v = Σ_k (∇v_k)_k over all parties; v lists three components a party. */
export const divergence = (v: Vector, parties: readonly string[]): Polynomial =>
  p.add(...parties.flatMap((party, j) => [0, 1, 2].map((k) => gradient(v[3 * j + k], party)[k])));

/** The gradient over all parties, three components a party. */
export const gradients = (f: Polynomial, parties: readonly string[]): Vector =>
  parties.flatMap((party) => gradient(f, party));

export const isCoordinate = ({ role }: Sym): boolean => role.kind === "coordinate";

/** The symbols of cos θ, sin θ, cos φ, sin φ of a party. */
export const angles = (
  party: string,
): { readonly c: Polynomial; readonly s: Polynomial; readonly cosPhi: Polynomial; readonly sinPhi: Polynomial } => ({
  c: p.symbol(circle("cos", "theta", party)),
  s: p.symbol(circle("sin", "theta", party)),
  cosPhi: p.symbol(circle("cos", "phi", party)),
  sinPhi: p.symbol(circle("sin", "phi", party)),
});

/** A function of n as a function of the angles: x → s cosφ, y → s sinφ, z → c. Canonical by c² → 1 − s², cp² → 1 − sp². */
export function inAngles(f: Polynomial, parties: readonly string[]): Polynomial {
  const values = new Map<Sym, Polynomial>();
  for (const party of parties) {
    const { c, s, cosPhi, sinPhi } = angles(party);
    const [x, y, z] = coordinatesOf(party);
    values.set(x, p.multiply(s, cosPhi)).set(y, p.multiply(s, sinPhi)).set(z, c);
  }
  return p.substitute(f, values);
}

/** e_θ and e_φ of every party, each with three components a party (zero on the others). */
export function frame(parties: readonly string[]): readonly Vector[] {
  return parties.flatMap((party, j) => {
    const { c, s, cosPhi, sinPhi } = angles(party);
    const ofParty = (v: Vector): Vector => parties.flatMap((_, k) => (k === j ? v : [p.zero, p.zero, p.zero]));
    return [
      ofParty([p.multiply(c, cosPhi), p.multiply(c, sinPhi), p.negate(s)]),
      ofParty([p.negate(sinPhi), cosPhi, p.zero]),
    ];
  });
}

/** e·v for every frame vector, as functions of the angles. */
export function components(v: Vector, parties: readonly string[]): Vector {
  const inside = v.map((entry) => inAngles(entry, parties));
  return frame(parties).map((e) => dot(e, inside));
}

/** e·M e′ for every pair of frame vectors. */
export function matrixComponents(matrix: readonly Vector[], parties: readonly string[]): readonly Vector[] {
  const vectors = frame(parties);
  const inside = matrix.map((row) => row.map((entry) => inAngles(entry, parties)));
  return vectors.map((e) =>
    vectors.map((f) =>
      dot(
        e,
        inside.map((row) => dot(row, f)),
      ),
    ),
  );
}

/**
 * The same function written with whichever of sin² → 1 − cos² and cos² → 1 − sin² leaves fewer terms, circle by circle,
 * in symbols of the angles that carry no relation. For printing and for emitted code.
 */
export function fewestTerms(f: Polynomial): Polynomial {
  const parties = new Set(p.symbolsOf(f).flatMap(({ role, party }) => (role.kind === "circle" ? [party!] : [])));
  return [...parties].sort().reduce((g, party) => freed(freed(g, "theta", party), "phi", party), f);
}

function freed(f: Polynomial, of: AngleName, party: string): Polynomial {
  const [freeSine, cos] = [angle("sin", of, party), p.symbol(angle("cos", of, party))];
  const sin = p.symbol(freeSine);
  const inSine = p.substitute(
    f,
    new Map([
      [circle("cos", of, party), cos],
      [circle("sin", of, party), sin],
    ]),
  );
  const sinSquared = p.subtract(p.one, p.multiply(cos, cos));
  const inCosine = p.add(
    ...p
      .coefficientsIn(inSine, freeSine)
      .map((coefficient, e) => p.multiply(coefficient, p.power(sinSquared, e >> 1), e % 2 === 0 ? p.one : sin)),
  );
  return inCosine.terms.size < inSine.terms.size ? inCosine : inSine;
}

/**
 * x² + y² + z² = 1 on every sphere, and |R|² = Rx² + Ry² + Rz², used where they leave the fewest terms:
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

/** Pairs of the symbols of a cosine and a sine without their relation. */
export function circlesOf(f: Polynomial): readonly (readonly [Sym, Sym])[] {
  const pairs = p.symbolsOf(f).flatMap(({ role, party }): readonly (readonly [Sym, Sym])[] => {
    if (role.kind === "angle") return [[angle("cos", role.angle, party!), angle("sin", role.angle, party!)]];
    const isCircular = role.kind === "harmonic" && (role.function === "cos" || role.function === "sin");
    return isCircular ? [[harmonic("cos", role.multiples), harmonic("sin", role.multiples)]] : [];
  });
  return [...new Map(pairs.map((pair) => [pair[0], pair])).values()];
}

/** Every term times the power of cos² + sin² that lifts it to the highest degree, where all degrees are even or all odd. */
export function ofOneDegree(f: Polynomial, cos: Sym, sin: Sym): Polynomial {
  const terms = [...f.terms.values()];
  const degrees = terms.map((term) => p.exponentOf(term, cos) + p.exponentOf(term, sin));
  const top = Math.max(...degrees);
  if (top > 4 || degrees.some((degree) => (top - degree) % 2 !== 0)) return f;
  const one = p.add(p.power(p.symbol(cos), 2), p.power(p.symbol(sin), 2));
  return p.add(
    ...terms.map(({ coefficient, powers }, k) =>
      p.multiply(p.scale(p.monomial(powers), coefficient), p.power(one, (top - degrees[k]) / 2)),
    ),
  );
}
