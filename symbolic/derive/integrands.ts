/** The integrands of dS/dt, Π and Φ at a point, in the frame of the angles (production.ts has the formulas). */

import type { Formula } from "../algebra/formula.ts";
import * as f from "../algebra/formula.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import { gradientsOf, P, Q, spin } from "../algebra/symbol.ts";
import type { FokkerPlanck } from "./fokker-planck.ts";
import { components, inAngles, matrixComponents } from "./frame.ts";
import type { Production } from "./production.ts";

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
export const isSplit = (production: Production): boolean =>
  production.class !== "undefined" && production.class !== "undecided";

interface Split {
  readonly operator: FokkerPlanck;
  readonly production: Production;
}

export interface Integrands {
  readonly entropyRate: Formula;
  /** Null where a reservoir has no splitting. */
  readonly production: Formula | null;
  readonly flux: Formula | null;
}

/** The integrands of a channel, summed over its reservoirs. */
export function integrands(reservoirs: readonly Split[]): Integrands {
  const parties = reservoirs[0].operator.parties;
  const defined = reservoirs.every(({ production }) => isSplit(production));
  return {
    entropyRate: f.sum(reservoirs.map(({ operator }) => entropyRate(operator))),
    production: defined ? f.sum(reservoirs.map((split) => production(split, parties))) : null,
    flux: defined ? f.sum(reservoirs.map((split) => flux(split, parties))) : null,
  };
}

/** ∇Q·B∇Q / Q − A·∇Q */
function entropyRate(operator: FokkerPlanck): Formula {
  const gradient = fields.dQ(operator.parties).map(f.polynomial);
  return f.sum([
    f.quotient(quadratic(operator, gradient), f.polynomial(fields.Q)),
    f.negate(along(operator, gradient)),
  ]);
}

/** g·Bg / Q with g = P ω − ∇P */
function production(split: Split, parties: readonly string[]): Formula {
  const omega = force(split);
  const current = fields
    .dP(parties)
    .map((component, k) =>
      f.named(
        `current${suffix(k, parties)}`,
        f.sum([f.product([f.polynomial(fields.P), omega[k]]), f.polynomial(p.negate(component))]),
      ),
    );
  return f.quotient(quadratic(split.operator, current), f.polynomial(fields.Q));
}

/** A·ω Q − A·∇Q */
function flux(split: Split, parties: readonly string[]): Formula {
  const { drift } = split.operator;
  const work =
    split.production.class === "regular"
      ? f.quotient(along(split.operator, adjugateDrift(split.operator)), determinant(split.operator))
      : potentialQuotient(split, (gradient) => sphere.dot(drift, gradient));
  return f.sum([
    f.product([f.polynomial(fields.Q), f.named("driftWork", work)]),
    f.negate(along(split.operator, fields.dQ(parties).map(f.polynomial))),
  ]);
}

/** ω in the frame: zero for a diffusive reservoir, ∇ ln Q* with a potential, else adj(B)A/det B. */
function force(split: Split): readonly Formula[] {
  const { parties } = split.operator;
  const adjugate = split.production.class === "regular" ? adjugateDrift(split.operator) : undefined;
  return parties.flatMap((_, j) =>
    [2 * j, 2 * j + 1].map((k) =>
      f.named(
        `force${suffix(k, parties)}`,
        adjugate
          ? f.quotient(adjugate[k], determinant(split.operator))
          : potentialQuotient(split, (gradient) => components(gradient, parties)[k]),
      ),
    ),
  );
}

/** adj(B)A of one party in the frame. */
function adjugateDrift(operator: FokkerPlanck): readonly Formula[] {
  const [[tt, tp], [, pp]] = namedDiffusion(operator);
  const [t, q] = namedDrift(operator);
  return [
    f.sum([f.product([pp, t]), f.negate(f.product([tp, q]))]),
    f.sum([f.product([tt, q]), f.negate(f.product([tp, t]))]),
  ];
}

/** det B of one party in the frame. */
function determinant(operator: FokkerPlanck): Formula {
  const [[tt, tp], [, pp]] = namedDiffusion(operator);
  return f.named("diffusionDeterminant", f.sum([f.product([tt, pp]), f.negate(f.product([tp, tp]))]));
}

const namedDiffusion = ({ diffusion, parties }: FokkerPlanck): readonly (readonly Formula[])[] =>
  matrixComponents(diffusion, parties).map((row, i) =>
    row.map((entry, j) =>
      f.named(`diffusion${suffix(Math.min(i, j), parties)}${suffix(Math.max(i, j), parties)}`, f.polynomial(entry)),
    ),
  );

/** exponent·J functional(∇base)/base as a function of the angles, zero for a diffusive reservoir. */
function potentialQuotient(
  { operator: { parties }, production }: Split,
  functional: (gradient: sphere.Vector) => Polynomial,
): Formula {
  if (production.class !== "potential") return f.polynomial(p.zero);
  const { base, exponent } = production.potential;
  const power = p.multiply(p.constant(exponent), p.symbol(spin(parties[0])));
  const numerator = p.multiply(power, inAngles(functional(sphere.gradients(base, parties)), parties));
  return f.quotient(f.polynomial(numerator), f.named("potentialBase", f.polynomial(inAngles(base, parties))));
}

/** v·Bv for a vector in the frame. */
function quadratic({ diffusion, parties }: FokkerPlanck, v: readonly Formula[]): Formula {
  const B = matrixComponents(diffusion, parties);
  const terms = v.flatMap((left, i) =>
    v.slice(0, i + 1).map((right, j) => {
      const entry = i === j ? B[i][i] : p.multiply(p.constant(2n), B[i][j]);
      const name = `${i === j ? "diffusion" : "twiceDiffusion"}${suffix(j, parties)}${suffix(i, parties)}`;
      return f.product([f.named(name, f.polynomial(entry)), right, left]);
    }),
  );
  return f.sum(terms);
}

/** A·v for a vector in the frame. */
const along = (operator: FokkerPlanck, v: readonly Formula[]): Formula =>
  f.sum(namedDrift(operator).map((entry, k) => f.product([entry, v[k]])));

const namedDrift = ({ drift, parties }: FokkerPlanck): readonly Formula[] =>
  components(drift, parties).map((entry, k) => f.named(`drift${suffix(k, parties)}`, f.polynomial(entry)));

/** A and B in the frame: A_θ, A_φ, … of every party, then B_θθ, B_φθ, B_φφ, …, the rows of B up to the diagonal. */
export const coefficients = (operator: FokkerPlanck): readonly Formula[] => [
  ...namedDrift(operator),
  ...namedDiffusion(operator).flatMap((row, i) => row.slice(0, i + 1)),
];

/** Theta or Phi, with the party's label where there are several. */
export function suffix(k: number, parties: readonly string[]): string {
  const label = parties.length > 1 ? parties[k >> 1].toUpperCase() : "";
  return (k % 2 === 0 ? "Theta" : "Phi") + label;
}
