/** The integrands of dS/dt, Π and Φ at a point, in the frame of the angles (classify.ts has the formulas). */

import type { Derived } from "../algebra/expression.ts";
import * as e from "../algebra/expression.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import { components, inAngles, matrixComponents } from "../algebra/sphere.ts";
import { gradientsOf, P, Q, spin } from "../algebra/symbol.ts";
import type { Production } from "./classify.ts";
import type { FokkerPlanck } from "./fokker-planck.ts";

/** Symbols of the fields at a node: Q and its gradient, and the field P and its gradient that Π's current is made of. */
export const fields = {
  Q: p.symbol(Q),
  P: p.symbol(P),
  /** ∂Q/∂θ and (1/sin θ) ∂Q/∂φ of every party, in the order of the frame. */
  dQ: (parties: readonly string[]): readonly Polynomial[] =>
    parties.flatMap((party) => gradientsOf("Q", party)).map(p.symbol),
  dP: (parties: readonly string[]): readonly Polynomial[] =>
    parties.flatMap((party) => gradientsOf("P", party)).map(p.symbol),
};

/** Whether dS/dt splits into Π and Φ. */
const isSplit = (production: Production): boolean =>
  production.class !== "undefined" && production.class !== "undecided";

interface Split {
  readonly operator: FokkerPlanck;
  readonly production: Production;
}

export interface Integrands {
  readonly entropyRate: Derived;
  /** Null where a reservoir has no splitting. */
  readonly production: Derived | null;
  readonly flux: Derived | null;
}

/** The integrands of a channel, summed over its reservoirs. */
export function integrands(reservoirs: readonly Split[]): Integrands {
  const parties = reservoirs[0].operator.parties;
  const defined = reservoirs.every(({ production }) => isSplit(production));
  return {
    entropyRate: e.sum(reservoirs.map(({ operator }) => entropyRate(operator))),
    production: defined ? e.sum(reservoirs.map((split) => production(split, parties))) : null,
    flux: defined ? e.sum(reservoirs.map((split) => flux(split, parties))) : null,
  };
}

/** ∇Q·B∇Q / Q − A·∇Q */
function entropyRate(operator: FokkerPlanck): Derived {
  const gradient = fields.dQ(operator.parties).map(e.polynomial);
  return e.sum([
    e.quotient(quadratic(operator, gradient), e.polynomial(fields.Q)),
    e.negate(along(operator, gradient)),
  ]);
}

/** g·Bg / Q with g = P ω − ∇P */
function production(split: Split, parties: readonly string[]): Derived {
  const omega = force(split);
  const current = fields
    .dP(parties)
    .map((component, k) =>
      e.named(
        `current${suffix(k, parties)}`,
        e.sum([e.product([e.polynomial(fields.P), omega[k]]), e.polynomial(p.negate(component))]),
      ),
    );
  return e.quotient(quadratic(split.operator, current), e.polynomial(fields.Q));
}

/** A·ω Q − A·∇Q */
function flux(split: Split, parties: readonly string[]): Derived {
  const { drift } = split.operator;
  const work =
    split.production.class === "regular"
      ? e.quotient(along(split.operator, adjugateDrift(split.operator)), determinant(split.operator))
      : potentialQuotient(split, (gradient) => sphere.dot(drift, gradient));
  return e.sum([
    e.product([e.polynomial(fields.Q), e.named("driftWork", work)]),
    e.negate(along(split.operator, fields.dQ(parties).map(e.polynomial))),
  ]);
}

/** ω in the frame: zero for a diffusive reservoir, ∇ ln Q* with a potential, else adj(B)A/det B. */
function force(split: Split): readonly Derived[] {
  const { parties } = split.operator;
  const adjugate = split.production.class === "regular" ? adjugateDrift(split.operator) : undefined;
  return parties.flatMap((_, j) =>
    [2 * j, 2 * j + 1].map((k) =>
      e.named(
        `force${suffix(k, parties)}`,
        adjugate
          ? e.quotient(adjugate[k], determinant(split.operator))
          : potentialQuotient(split, (gradient) => components(gradient, parties)[k]),
      ),
    ),
  );
}

/** adj(B)A of one party in the frame. */
function adjugateDrift(operator: FokkerPlanck): readonly Derived[] {
  const [[tt, tp], [, pp]] = namedDiffusion(operator);
  const [t, q] = namedDrift(operator);
  return [
    e.sum([e.product([pp, t]), e.negate(e.product([tp, q]))]),
    e.sum([e.product([tt, q]), e.negate(e.product([tp, t]))]),
  ];
}

/** det B of one party in the frame. */
function determinant(operator: FokkerPlanck): Derived {
  const [[tt, tp], [, pp]] = namedDiffusion(operator);
  return e.named("diffusionDeterminant", e.sum([e.product([tt, pp]), e.negate(e.product([tp, tp]))]));
}

const namedDiffusion = ({ diffusion, parties }: FokkerPlanck): readonly (readonly Derived[])[] =>
  matrixComponents(diffusion, parties).map((row, i) =>
    row.map((entry, j) =>
      e.named(`diffusion${suffix(Math.min(i, j), parties)}${suffix(Math.max(i, j), parties)}`, e.polynomial(entry)),
    ),
  );

/** exponent·J functional(∇base)/base as a function of the angles, zero for a diffusive reservoir. */
function potentialQuotient(
  { operator: { parties }, production }: Split,
  functional: (gradient: sphere.Vector) => Polynomial,
): Derived {
  if (production.class !== "potential") return e.polynomial(p.zero);
  const { base, exponent } = production.potential;
  const power = p.multiply(p.constant(exponent), p.symbol(spin(parties[0])));
  const numerator = p.multiply(power, inAngles(functional(sphere.gradients(base, parties)), parties));
  return e.quotient(e.polynomial(numerator), e.named("potentialBase", e.polynomial(inAngles(base, parties))));
}

/** v·Bv for a vector in the frame. */
function quadratic({ diffusion, parties }: FokkerPlanck, v: readonly Derived[]): Derived {
  const B = matrixComponents(diffusion, parties);
  const terms = v.flatMap((left, i) =>
    v.slice(0, i + 1).map((right, j) => {
      const entry = i === j ? B[i][i] : p.multiply(p.constant(2n), B[i][j]);
      const name = `${i === j ? "diffusion" : "twiceDiffusion"}${suffix(j, parties)}${suffix(i, parties)}`;
      return e.product([e.named(name, e.polynomial(entry)), right, left]);
    }),
  );
  return e.sum(terms);
}

/** A·v for a vector in the frame. */
const along = (operator: FokkerPlanck, v: readonly Derived[]): Derived =>
  e.sum(namedDrift(operator).map((entry, k) => e.product([entry, v[k]])));

const namedDrift = ({ drift, parties }: FokkerPlanck): readonly Derived[] =>
  components(drift, parties).map((entry, k) => e.named(`drift${suffix(k, parties)}`, e.polynomial(entry)));

/** A and B in the frame: A_θ, A_φ, … of every party, then B_θθ, B_φθ, B_φφ, …, the rows of B up to the diagonal. */
export const coefficients = (operator: FokkerPlanck): readonly Derived[] => [
  ...namedDrift(operator),
  ...namedDiffusion(operator).flatMap((row, i) => row.slice(0, i + 1)),
];

/** Theta or Phi, with the party's label where there are several. */
export function suffix(k: number, parties: readonly string[]): string {
  const label = parties.length > 1 ? parties[k >> 1].toUpperCase() : "";
  return (k % 2 === 0 ? "Theta" : "Phi") + label;
}
