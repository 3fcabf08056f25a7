/** Fields on spheres in the orthonormal frame e_θ = (cosθ cosφ, cosθ sinφ, −sinθ), e_φ = (−sinφ, cosφ, 0) of each party. */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";

/** The symbols of cos θ, sin θ, cos φ, sin φ of a party. */
export const angles = (
  party: string,
): { readonly c: Polynomial; readonly s: Polynomial; readonly cosPhi: Polynomial; readonly sinPhi: Polynomial } => ({
  c: p.symbol(`c[${party}]`),
  s: p.symbol(`s[${party}]`),
  cosPhi: p.symbol(`cp[${party}]`),
  sinPhi: p.symbol(`sp[${party}]`),
});

/** A function of n as a function of the angles: x → s cosφ, y → s sinφ, z → c. Canonical by c² → 1 − s², cp² → 1 − sp². */
export function inAngles(f: Polynomial, parties: readonly string[]): Polynomial {
  const values = new Map<string, Polynomial>();
  for (const party of parties) {
    const { c, s, cosPhi, sinPhi } = angles(party);
    const [x, y, z] = sphere.coordinatesOf(party);
    values.set(x, p.multiply(s, cosPhi)).set(y, p.multiply(s, sinPhi)).set(z, c);
  }
  return p.substitute(f, values);
}

/** e_θ and e_φ of every party, each with three components a party (zero on the others). */
export function frame(parties: readonly string[]): readonly sphere.Vector[] {
  return parties.flatMap((party, j) => {
    const { c, s, cosPhi, sinPhi } = angles(party);
    const ofParty = (v: sphere.Vector): sphere.Vector =>
      parties.flatMap((_, k) => (k === j ? v : [p.zero, p.zero, p.zero]));
    return [
      ofParty([p.multiply(c, cosPhi), p.multiply(c, sinPhi), p.negate(s)]),
      ofParty([p.negate(sinPhi), cosPhi, p.zero]),
    ];
  });
}

/** e·v for every frame vector, as functions of the angles. */
export function components(v: sphere.Vector, parties: readonly string[]): sphere.Vector {
  const inside = v.map((entry) => inAngles(entry, parties));
  return frame(parties).map((e) => sphere.dot(e, inside));
}

/** e·M e′ for every pair of frame vectors. */
export function matrixComponents(
  matrix: readonly sphere.Vector[],
  parties: readonly string[],
): readonly sphere.Vector[] {
  const vectors = frame(parties);
  const inside = matrix.map((row) => row.map((entry) => inAngles(entry, parties)));
  return vectors.map((e) =>
    vectors.map((f) =>
      sphere.dot(
        e,
        inside.map((row) => sphere.dot(row, f)),
      ),
    ),
  );
}

/** The sine and cosine symbols of the algebra, and the names of the same values outside it, free of relations. */
const circles = [
  { cosine: "c", sine: "s", freeCosine: "cosTheta", freeSine: "sinTheta" },
  { cosine: "cp", sine: "sp", freeCosine: "cosPhi", freeSine: "sinPhi" },
] as const;

/**
 * The same function written with whichever of sin² → 1 − cos² and cos² → 1 − sin² leaves fewer terms, circle by circle,
 * in symbols cosTheta, sinTheta, cosPhi, sinPhi that carry no relation. For printing and for emitted code.
 */
export function fewestTerms(f: Polynomial): Polynomial {
  const labels = new Set(p.symbolsOf(f).flatMap((name) => /^(?:c|s|cp|sp)(\[.*\])$/.exec(name)?.[1] ?? []));
  return [...labels].sort().reduce((g, label) => circles.reduce((h, circle) => freed(h, circle, label), g), f);
}

function freed(
  f: Polynomial,
  { cosine, sine, freeCosine, freeSine }: (typeof circles)[number],
  label: string,
): Polynomial {
  const [cos, sin] = [p.symbol(freeCosine + label), p.symbol(freeSine + label)];
  const inSine = p.substitute(
    f,
    new Map([
      [cosine + label, cos],
      [sine + label, sin],
    ]),
  );
  const sinSquared = p.subtract(p.one, p.multiply(cos, cos));
  const inCosine = p.add(
    ...p
      .coefficientsIn(inSine, freeSine + label)
      .map((coefficient, e) => p.multiply(coefficient, p.power(sinSquared, e >> 1), e % 2 === 0 ? p.one : sin)),
  );
  return inCosine.terms.size < inSine.terms.size ? inCosine : inSine;
}
