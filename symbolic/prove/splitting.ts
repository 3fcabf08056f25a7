/** The splitting dS/dt = Π − Φ, by exact polynomial arithmetic in the indeterminates Q, ∇Q. */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import { components, matrixComponents } from "../algebra/sphere.ts";
import { P, spin } from "../algebra/symbol.ts";
import type { Derivation, ReservoirDerivation } from "../derive/derivation.ts";
import type { FokkerPlanck } from "../derive/fokker-planck.ts";
import { fields } from "../derive/integrands.ts";
import { potentialEquation } from "../print/equations.ts";
import { markdown } from "../print/harmless.ts";
import { type Letters, lettersOf, unusualLetters } from "../print/letters.ts";
import { inUnicode, printPolynomial } from "../print/print.ts";
import { NotCertified, type Proof } from "./proof.ts";
import { isZero, negate, type RationalFunction, rationalFunction, sum } from "./rational-function.ts";

const quotientText = ({ numerator, denominator }: RationalFunction): string =>
  `(${printPolynomial(numerator)}) / (${printPolynomial(denominator)})`;

function requireEqual(claim: string, found: Polynomial, expected: Polynomial): void {
  if (!p.equals(found, expected)) throw new NotCertified(claim, printPolynomial(found), printPolynomial(expected));
}

/** B is symmetric, and A and B are tangential: what makes the current one, and unique. */
export function proveWellFormed(reservoirs: readonly ReservoirDerivation[]): Proof {
  for (const { operator } of reservoirs) {
    const { parties, drift, diffusion } = operator;
    drift.forEach((_, i) => {
      drift.forEach((_, j) => {
        requireEqual("B is symmetric", diffusion[i][j], diffusion[j][i]);
      });
    });
    parties.forEach((party, j) => {
      const along = (v: sphere.Vector): Polynomial => sphere.dot(sphere.point(party), v.slice(3 * j, 3 * j + 3));
      for (const v of [drift, ...diffusion])
        requireEqual("A and B are tangential, n·A = 0 and n·B = 0", along(v), p.zero);
    });
  }
  return {
    claim: "B is symmetric, and A and B are tangential to the sphere.",
    by: "exact polynomial arithmetic",
    scope: "J symbolic; symbolic parameters",
  };
}

/** What ω is in a reservoir, once Bω = A is proven. */
function proveForce({ reservoir, operator, production }: ReservoirDerivation, letters: Letters): string {
  const { parties, drift, diffusion } = operator;
  switch (production.class) {
    case "diffusive":
      for (const entry of drift) requireEqual("the drift of a diffusive reservoir vanishes", entry, p.zero);
      return `${markdown(reservoir.name)}: A = 0, so ω = 0`;
    case "potential": {
      const { base, exponent } = production.potential;
      const equation = inUnicode(potentialEquation(production.potential, letters), letters);
      const power = p.multiply(p.constant(exponent), p.symbol(spin(parties[0])));
      const slope = sphere.gradients(base, parties).map((entry) => p.multiply(power, entry));
      drift.forEach((entry, i) => {
        requireEqual("B ω = A with ω = ∇ ln Q*", sphere.dot(diffusion[i], slope), p.multiply(entry, base));
      });
      return `${markdown(reservoir.name)}: ω = ∇ ln Q* with ${equation}`;
    }
    case "regular": {
      const B = matrixComponents(diffusion, parties);
      const determinant = p.subtract(p.multiply(B[0][0], B[1][1]), p.multiply(B[0][1], B[1][0]));
      if (p.isZero(determinant)) throw new NotCertified("B can be inverted", "det B = 0", "det B ≠ 0");
      return `${markdown(reservoir.name)}: ω = B⁻¹A, where det B ≠ 0`;
    }
    case "undefined":
    case "undecided":
      throw new NotCertified("there is an ω with B ω = A", production.refusal, "an ω");
  }
}

/** Bω = A in every reservoir. */
export function proveForces({ channel, reservoirs }: Pick<Derivation, "channel" | "reservoirs">): Proof {
  const letters = lettersOf(channel.parties, channel.parameters);
  const forces = reservoirs.map((reservoir) => proveForce(reservoir, letters));
  const unusual = unusualLetters(letters);
  return {
    claim: "There is an ω with Bω = A, so that the current is I = B(Qω − ∇Q).",
    by: "exact polynomial arithmetic",
    scope: ["J symbolic; symbolic parameters", ...forces, ...(unusual === "" ? [] : [unusual])].join("; "),
  };
}

/** −I·∇Q/Q with I = A Q − B∇Q, from A and B alone. */
function entropyRate(operator: FokkerPlanck): RationalFunction {
  const gradient = fields.dQ(operator.parties);
  const A = components(operator.drift, operator.parties);
  const B = matrixComponents(operator.diffusion, operator.parties);
  const current = A.map((entry, i) => p.subtract(p.multiply(entry, fields.Q), sphere.dot(B[i], gradient)));
  return { numerator: p.negate(sphere.dot(current, gradient)), denominator: fields.Q };
}

/** The integrands balance as rational functions of Q, ∇Q, the angles, J and the parameters, for P = Q. */
export function proveBalance({ channel, reservoirs, integrands }: Derivation): Proof {
  const { parties } = channel;
  const [dQ, dP] = [fields.dQ(parties), fields.dP(parties)];
  const equalFields = new Map([
    [P, fields.Q] as const,
    ...dP.map((symbol, k) => [p.symbolsOf(symbol)[0], dQ[k]] as const),
  ]);
  const expected = sum(reservoirs.map(({ operator }) => entropyRate(operator)));
  const compare = (claim: string, found: RationalFunction): void => {
    if (!isZero(sum([found, negate(expected)])))
      throw new NotCertified(claim, quotientText(found), quotientText(expected));
  };
  compare("the integrand of dS/dt is −I·∇Q/Q", rationalFunction(integrands.entropyRate, equalFields));
  const scope = "an identity in Q, ∇Q, the angles and J; symbolic parameters";
  if (!integrands.production || !integrands.flux)
    return { claim: "The integrand of dS/dt is −I·∇Q/Q with I = A Q − B∇Q.", by: "exact polynomial arithmetic", scope };
  const [production, flux] = [integrands.production, integrands.flux].map((f) => rationalFunction(f, equalFields));
  compare("the integrands of Π and Φ differ by −I·∇Q/Q", sum([production, negate(flux)]));
  return {
    claim: "The integrands of Π and Φ differ by that of dS/dt, which is −I·∇Q/Q with I = A Q − B∇Q.",
    by: "exact polynomial arithmetic",
    scope,
  };
}
