/** The splitting dS/dt = Π − Φ, by exact polynomial arithmetic in the indeterminates Q, ∇Q. */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import { spinSymbol } from "../correspondence.ts";
import type { Derivation, ReservoirDerivation } from "../derive.ts";
import type { FokkerPlanck } from "../fokker-planck.ts";
import { components, matrixComponents } from "../frame.ts";
import { fields } from "../integrands.ts";
import { printPolynomial } from "../print.ts";
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

/** A·p = B·2J∇p in every reservoir with a potential Q* = p^{2J}, and A = 0 in the diffusive ones. */
export function proveForces(reservoirs: readonly ReservoirDerivation[]): Proof {
  for (const { operator, production } of reservoirs) {
    if (production.class === "undecided") continue;
    const base = production.class === "potential" ? production.potential.base : p.one;
    const slope = sphere.gradients(base, operator.parties);
    const twoJ = operator.parties.flatMap((party) => {
      const value = p.multiply(p.constant(2n), p.symbol(spinSymbol(party)));
      return [value, value, value];
    });
    const scaled = slope.map((entry, k) => p.multiply(twoJ[k], entry));
    operator.drift.forEach((entry, i) => {
      requireEqual("B ω = A with ω = 2J ∇p/p", sphere.dot(operator.diffusion[i], scaled), p.multiply(entry, base));
    });
  }
  const potentials = reservoirs.flatMap(({ reservoir, production }) =>
    production.class === "potential" ? [`${reservoir.name}: p = ${printPolynomial(production.potential.base)}`] : [],
  );
  return {
    claim:
      potentials.length === 0
        ? "The drift A vanishes, so ω = 0 and the current is −B∇Q."
        : "ω = 2J ∇p/p solves Bω = A, so that the current vanishes at Q* = p^{2J}.",
    by: "exact polynomial arithmetic",
    scope: ["J symbolic; symbolic parameters", ...potentials].join("; "),
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
  const equalFields = new Map([["P", fields.Q], ...dP.map((symbol, k) => [p.symbolsOf(symbol)[0], dQ[k]] as const)]);
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
