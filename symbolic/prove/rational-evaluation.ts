/** (d) The integrands at exact rational points, by nerdamer, against formulas typed in independently. */

import type { Derived } from "../algebra/expression.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { angles } from "../algebra/sphere.ts";
import { spin } from "../algebra/symbol.ts";
import type { Derivation } from "../derive/derivation.ts";
import { fields } from "../derive/integrands.ts";
import { evaluate, SingularPoint, type Values, withNerdamer } from "./calculator.ts";
import { type PaperForm, paperForm } from "./paper-form.ts";
import { nameOf, parameterSymbols, parametrise } from "./parameter-symbols.ts";
import { NotCertified, type Proof } from "./proof.ts";
import { rationalPoints } from "./rational-points.ts";
import { formulaText, type Naming, namingOf } from "./text.ts";
import { paperIntegrands, typedIntegrands } from "./typed-integrands.ts";

const points = 12;

/** The names of the rational points. */
function naming(parties: readonly string[], parameters: readonly Sym[]): Naming {
  const [dQ, dP] = [fields.dQ(parties), fields.dP(parties)];
  return namingOf([
    [fields.Q, "Q"],
    [fields.P, "P"],
    ...parameters.map((parameter, k) => [p.symbol(parameter), nameOf(k)] as const),
    ...parties.flatMap((party, k) => {
      const { c, s, cosPhi, sinPhi } = angles(party);
      return [
        [p.symbol(spin(party)), `J${k}`],
        [c, `c${k}`],
        [s, `s${k}`],
        [cosPhi, `cosPhi${k}`],
        [sinPhi, `sinPhi${k}`],
        [dQ[2 * k], `dQTheta${k}`],
        [dQ[2 * k + 1], `dQPhi${k}`],
        [dP[2 * k], `dPTheta${k}`],
        [dP[2 * k + 1], `dPPhi${k}`],
      ] as const;
    }),
  ]);
}

const total = (terms: readonly string[]): string => evaluate(terms.map((term) => `(${term})`).join("+"), {});

/** P = Q and ∇P = ∇Q. */
function equalFields(point: Values, parties: readonly string[]): Values {
  const copies = parties.flatMap((_, k): readonly (readonly [string, string])[] => [
    [`dPTheta${k}`, point[`dQTheta${k}`]],
    [`dPPhi${k}`, point[`dQPhi${k}`]],
  ]);
  return { ...point, P: point.Q, ...Object.fromEntries(copies) };
}

function where(point: Values): string {
  return Object.entries(point)
    .map(([name, value]) => `${name} = ${value}`)
    .join(", ");
}

interface Comparison {
  readonly derivation: Derivation;
  readonly naming: Naming;
  readonly forms: readonly PaperForm[] | undefined;
}

/** Compares at one point.
 *  @returns false where a denominator vanishes
 *  @throws NotCertified with both values and the point */
function compareAt(point: Values, comparison: Comparison): boolean {
  try {
    requireAgreement(point, comparison);
    return true;
  } catch (error) {
    if (error instanceof SingularPoint) return false;
    throw error;
  }
}

function requireAgreement(point: Values, { derivation, naming, forms }: Comparison): void {
  const { channel, reservoirs, integrands } = derivation;
  const value = (formula: Derived, at: Values): string => evaluate(formulaText(formula, naming), at);
  const requireEqual = (claim: string, formula: Derived, expected: string, at: Values): void => {
    const found = value(formula, at);
    if (found !== expected) throw new NotCertified(`${claim} at ${where(at)}`, found, expected);
  };
  const typed = reservoirs.map(({ reservoir }) =>
    typedIntegrands(reservoir.dissipators, channel.parties, point, naming),
  );
  requireEqual(
    "the integrand of dS/dt",
    integrands.entropyRate,
    total(typed.map(({ entropyRate }) => entropyRate)),
    point,
  );
  if (!integrands.production || !integrands.flux) return;
  const [productions, fluxes] = [typed.map(({ production }) => production), typed.map(({ flux }) => flux)];
  if (productions.every((term) => term !== null) && fluxes.every((term) => term !== null)) {
    requireEqual("the integrand of Π", integrands.production, total(productions), point);
    requireEqual("the integrand of Φ", integrands.flux, total(fluxes), point);
  } else throw new NotCertified("Π and Φ have a second form", "a drift of several parties", "one party, or no drift");
  if (!forms) return;
  const same = equalFields(point, channel.parties);
  const paper = forms.map((form) => paperIntegrands(form, channel.parties, same, naming));
  requireEqual(
    "the integrand of Π is the paper's",
    integrands.production,
    total(paper.map(({ production }) => production)),
    same,
  );
  requireEqual("the integrand of Φ is the paper's", integrands.flux, total(paper.map(({ flux }) => flux)), same);
}

/** @returns undefined where no rational points are known, for a square root of parameters */
export function proveAtRationalPoints(derivation: Derivation): Proof | undefined {
  const { channel, reservoirs, integrands } = derivation;
  const symbols = parameterSymbols(channel);
  const name = naming(channel.parties, symbols);
  const parameters = parametrise(symbols, name);
  if (!parameters) return undefined;
  const found = reservoirs.map(({ reservoir }) => paperForm(reservoir.dissipators));
  const forms = found.every((form) => form !== undefined) ? found : undefined;
  withNerdamer(() => {
    const drawn = rationalPoints(channel.parties.length, parameters);
    for (let compared = 0, tries = 0; compared < points; tries++) {
      if (tries > 10 * points)
        throw new NotCertified("the integrands are regular at most points", "a zero denominator", "none");
      if (compareAt(drawn.next().value, { derivation, naming: name, forms })) compared++;
    }
  });
  const equations = [...new Set((forms ?? []).map(({ kind }) => (kind === "thermal" ? "eq 21 and Φ_j" : "eq 11")))];
  const also = equations.length > 0 && integrands.production ? `, and ${equations.join(" and ")} of the paper` : "";
  const form = channel.parties.length === 1 ? "A = −J m_⊥ and its B" : "A_i and B_ij of L = Σ l_j·J_j";
  return {
    claim: integrands.production
      ? `The integrands of dS/dt, Π and Φ are those of the closed form ${form}, with ω = B⁻¹A or 0${also}.`
      : `The integrand of dS/dt is that of the closed form ${form}.`,
    by: "nerdamer 1.1.13",
    scope: `${points} random rational points (angles, Q, ∇Q, J and parameters), in exact arithmetic`,
  };
}
