/** Everything that an evaluator computes, as straight-line programs. */

import { commonDivisor, exactQuotient } from "../algebra/division.ts";
import type { Derived } from "../algebra/expression.ts";
import * as e from "../algebra/expression.ts";
import { powersOfFactors } from "../algebra/factors.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as spin from "../algebra/spin-operator.ts";
import type { Dissipator } from "../declare/read-text.ts";
import type { Derivation, ReservoirDerivation } from "../derive/derivation.ts";
import * as fokkerPlanck from "../derive/fokker-planck.ts";
import { coefficients } from "../derive/integrands.ts";
import type { AxialFlux, Potential } from "../derive/potential.ts";
import type { Conditions } from "../derive/strata.ts";
import { type JointlyOptimized, optimized, optimizedJointly, type Program, programOf } from "./optimize.ts";
import { type CancellingEntry, cancellingEntries } from "./plan-cancelling.ts";
import { type IntegrandPlan, isDifference, planIntegrands } from "./plan-integrands.ts";

/** One rate · D[L], L in Cartesian components of each party. */
export interface PlannedJump {
  readonly reservoir: number;
  readonly rate: Program;
  /** The factors of the rate, where terms of one may cancel; else none. */
  readonly factors: readonly PlannedFactor[];
  readonly re: readonly (readonly Program[])[];
  readonly im: readonly (readonly Program[])[];
}

interface PlannedFactor {
  readonly value: Program;
  readonly exponent: number;
  /** Where they may cancel; null where rounding takes nothing. */
  readonly terms: readonly Program[] | null;
}

/** Potentials of the reservoirs that have one; none for a diffusive channel. */
export type PlannedFlux =
  | { readonly kind: "axial"; readonly reservoirs: readonly PlannedAxial[] }
  | {
      readonly kind: "general";
      readonly reservoirs: readonly { readonly index: number; readonly factors: PlannedFactors }[];
    };

export interface PlannedAxial {
  readonly numbers: { readonly [name in keyof AxialFlux]: Program };
  /** The terms that the drift is the sum of, where it has several. */
  readonly driftTerms: readonly Program[];
}

export type PlannedFactors =
  | { readonly shape: "axial"; readonly constant: Program; readonly axis: readonly Program[] }
  | { readonly shape: "single"; readonly re: readonly Program[]; readonly im: readonly Program[] }
  /** A single operator that is written as several. */
  | { readonly shape: "sole" };

/** The channel where parameters are zero, or equal, and more can be said of its reservoirs. */
export interface Stratum {
  readonly conditions: Conditions;
  readonly plan: EvaluatorPlan;
}

export interface EvaluatorPlan extends IntegrandPlan {
  /** A and B of all reservoirs together, as `coefficients` lays them out. */
  readonly coefficients: JointlyOptimized;
  /** Of each reservoir the entries of its Kossakowski matrix whose terms may cancel; none without any. */
  readonly cancelling: readonly (readonly CancellingEntry[])[];
  readonly jumps: readonly PlannedJump[];
  /** H′ of constants in the operators, in Cartesian components of each party; null without any. */
  readonly remainder: readonly (readonly Program[])[] | null;
  /** F, reservoir by reservoir; null where Φ is refused or has no potential. */
  readonly fluxMatrix: PlannedFlux | null;
  /** Weights of up and down in Q* = (up cos²(θ/2) + down sin²(θ/2))^{2J}, or of 1 and n in Q* = (constant + axis·n)^{2J}, where one
   *  potential serves all reservoirs. */
  readonly steadyState:
    | { readonly up: Program; readonly down: Program }
    | { readonly constant: Program; readonly axis: readonly Program[] }
    | null;
  readonly strata: readonly Stratum[];
}

export function plan(derivation: Derivation, strata: readonly Stratum[] = []): EvaluatorPlan {
  const { reservoirs, integrands } = derivation;
  return {
    ...planIntegrands(derivation),
    coefficients: optimizedJointly(coefficients(fokkerPlanck.sum(reservoirs.map(({ operator }) => operator)))),
    cancelling: cancellingEntries(derivation),
    jumps: reservoirs.flatMap((reservoir, index) => plannedJumps(reservoir, index, derivation.channel.parties)),
    remainder: plannedRemainder(derivation),
    fluxMatrix: integrands.flux && plannedFlux(reservoirs),
    steadyState: plannedSteadyState(reservoirs),
    strata,
  };
}

const plannedAxial = ({ axis, rise, fall, lowering, raising, drift }: AxialFlux): PlannedAxial => ({
  numbers: {
    axis: programOf(axis),
    rise: programOf(rise),
    fall: programOf(fall),
    lowering: programOf(lowering),
    raising: programOf(raising),
    drift: programOf(drift),
  },
  driftTerms: drift.terms.size > 1 ? p.summands(drift).map(programOf) : [],
});

const plannedJumps = (
  { reservoir }: ReservoirDerivation,
  index: number,
  parties: readonly string[],
): readonly PlannedJump[] =>
  reservoir.dissipators.map((dissipator) => {
    const { rate, operator } = withoutCancelling(dissipator);
    const l = parties.map((party) => spin.cartesian(operator, party));
    return {
      reservoir: index,
      rate: factored(rate),
      factors: plannedRateFactors(rate),
      re: l.map((vector) => vector.map((entry) => programOf(p.realPart(entry)))),
      im: l.map((vector) => vector.map((entry) => programOf(p.imaginaryPart(entry)))),
    };
  });

/** D[cL] = c² D[L] for a real c in which terms may cancel: rounding of a rate is known. */
function withoutCancelling({ rate, operator }: Dissipator): Dissipator {
  const content = commonDivisor(operator.map(({ coefficient }) => coefficient));
  const terms = [...content.terms.values()];
  const mayCancel = terms.length > 1 && terms.some(({ coefficient }) => coefficient.re < 0n);
  if (!mayCancel || !p.isZero(p.imaginaryPart(content))) return { rate, operator };
  return {
    rate: p.multiply(rate, content, content),
    operator: operator.map(({ coefficient, word }) => ({ coefficient: exactQuotient(coefficient, content)!, word })),
  };
}

/** A rate as the product of its factors where terms of it are negative: of (a − b)² expanded rounding may leave nothing. */
function factored(rate: Polynomial): Program {
  const isMixed = [...rate.terms.values()].some(({ coefficient }) => coefficient.re < 0n);
  if (!isMixed) return programOf(rate);
  const factors = powersOfFactors(rate).flatMap(({ base, exponent }) =>
    Array<Derived>(exponent).fill(e.polynomial(base)),
  );
  return optimized(e.product(factors)).program;
}

/** The difference of two parameters is rounded once. */
function plannedRateFactors(rate: Polynomial): readonly PlannedFactor[] {
  const factors = powersOfFactors(rate).map(({ base, exponent }): PlannedFactor => {
    const terms = [...base.terms.values()];
    const mayCancel = terms.length > 1 && terms.some(({ coefficient }) => coefficient.re < 0n) && !isDifference(base);
    return { value: programOf(base), exponent, terms: mayCancel ? p.summands(base).map(programOf) : null };
  });
  return factors.some(({ terms }) => terms !== null) ? factors : [];
}

function plannedRemainder({ channel: { parties, reservoirs } }: Derivation): EvaluatorPlan["remainder"] {
  const remainder = spin.add(...reservoirs.map((reservoir) => reservoir.remainder));
  return remainder.length === 0
    ? null
    : parties.map((party) => spin.cartesian(remainder, party).map((entry) => programOf(p.realPart(entry))));
}

function plannedFlux(reservoirs: readonly ReservoirDerivation[]): PlannedFlux | null {
  if (reservoirs.some(({ production }) => production.class === "regular")) return null;
  const withPotential = reservoirs.flatMap(({ production }, index) =>
    production.class === "potential" ? [{ ...production, index }] : [],
  );
  const axial = withPotential.flatMap(({ flux }) => (flux ? [plannedAxial(flux)] : []));
  if (axial.length === withPotential.length) return { kind: "axial", reservoirs: axial };
  return {
    kind: "general",
    reservoirs: withPotential.map(({ index, potential }) => ({ index, factors: plannedFactors(potential) })),
  };
}

function plannedFactors(potential: Potential): PlannedFactors {
  if (potential.shape === "axial")
    return { shape: "axial", constant: programOf(potential.constant), axis: potential.axis.map(programOf) };
  const { l } = potential;
  if (l === null) return { shape: "sole" };
  return {
    shape: "single",
    re: l.map((entry) => programOf(p.realPart(entry))),
    im: l.map((entry) => programOf(p.imaginaryPart(entry))),
  };
}

function plannedSteadyState(reservoirs: readonly ReservoirDerivation[]): EvaluatorPlan["steadyState"] {
  const [{ production }] = reservoirs;
  if (reservoirs.length > 1 || production.class !== "potential" || production.potential.shape !== "axial") return null;
  const { flux, potential } = production;
  return flux
    ? { up: programOf(flux.rise), down: programOf(flux.fall) }
    : { constant: programOf(potential.constant), axis: potential.axis.map(programOf) };
}
