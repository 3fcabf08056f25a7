/** Fields on spheres in the orthonormal frame e_θ = (cosθ cosφ, cosθ sinφ, −sinθ), e_φ = (−sinφ, cosφ, 0) of each party. */
import * as p from "./algebra/polynomial.ts";
import type { Polynomial } from "./algebra/polynomial.ts";
import * as sphere from "./algebra/sphere.ts";

/** The symbols of cos θ, sin θ, cos φ, sin φ of a party. */
export const angles = (party: string): { readonly c: Polynomial; readonly s: Polynomial; readonly cosPhi: Polynomial; readonly sinPhi: Polynomial } => ({
  c: p.symbol(`c[${party}]`),
  s: p.symbol(`s[${party}]`),
  cosPhi: p.symbol(`cosPhi[${party}]`),
  sinPhi: p.symbol(`sinPhi[${party}]`),
});

/** A function of n as a function of the angles: x → s cosφ, y → s sinφ, z → c. Canonical by c² → 1 − s², cos²φ → 1 − sin²φ. */
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
    const ofParty = (v: sphere.Vector): sphere.Vector => parties.flatMap((_, k) => (k === j ? v : [p.zero, p.zero, p.zero]));
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
export function matrixComponents(matrix: readonly sphere.Vector[], parties: readonly string[]): readonly sphere.Vector[] {
  const vectors = frame(parties);
  const inside = matrix.map((row) => row.map((entry) => inAngles(entry, parties)));
  return vectors.map((e) => vectors.map((f) => sphere.dot(e, inside.map((row) => sphere.dot(row, f)))));
}
