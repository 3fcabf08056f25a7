/** The integrands of dS/dt, Π and Φ at a point, in the frame of the angles (production.ts has the formulas). */

import type { Polynomial } from "./algebra/polynomial.ts";
import * as p from "./algebra/polynomial.ts";
import * as sphere from "./algebra/sphere.ts";
import { spinSymbol } from "./correspondence.ts";
import type { FokkerPlanck } from "./fokker-planck.ts";
import type { Formula } from "./formula.ts";
import * as f from "./formula.ts";
import { components, inAngles, matrixComponents } from "./frame.ts";
import type { Production } from "./production.ts";

/** Symbols of the fields at a node: Q and its gradient, and the field P and its gradient that Π's current is made of. */
export const fields = {
  Q: p.symbol("Q"),
  P: p.symbol("P"),
  /** ∂Q/∂θ and (1/sin θ) ∂Q/∂φ of every party, in the order of the frame. */
  dQ: (parties: readonly string[]): readonly Polynomial[] =>
    parties.flatMap((party) => [p.symbol(`dQTheta[${party}]`), p.symbol(`dQPhi[${party}]`)]),
  dP: (parties: readonly string[]): readonly Polynomial[] =>
    parties.flatMap((party) => [p.symbol(`dPTheta[${party}]`), p.symbol(`dPPhi[${party}]`)]),
};

export interface Split {
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
  const defined = reservoirs.every(({ production }) => production.class !== "undecided");
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
  const work = potentialQuotient(split, (gradient) => sphere.dot(split.operator.drift, gradient));
  return f.sum([
    f.product([f.polynomial(fields.Q), f.named("driftWork", work)]),
    f.negate(along(split.operator, fields.dQ(parties).map(f.polynomial))),
  ]);
}

/** ω = 2J ∇base/base in the frame; zero for a diffusive reservoir. */
function force(split: Split): readonly Formula[] {
  const { parties } = split.operator;
  return parties.flatMap((_, j) =>
    [0, 1].map((k) =>
      f.named(
        `force${suffix(2 * j + k, parties)}`,
        potentialQuotient(split, (gradient) => components(gradient, parties)[2 * j + k]),
      ),
    ),
  );
}

/** 2J · functional(∇base) / base as a function of the angles, zero for a diffusive reservoir. */
function potentialQuotient(
  { operator: { parties }, production }: Split,
  functional: (gradient: sphere.Vector) => Polynomial,
): Formula {
  if (production.class !== "potential") return f.polynomial(p.zero);
  const { base } = production.potential;
  const twoJ = p.multiply(p.constant(2n), p.symbol(spinSymbol(parties[0])));
  const numerator = p.multiply(twoJ, inAngles(functional(sphere.gradients(base, parties)), parties));
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
function along({ drift, parties }: FokkerPlanck, v: readonly Formula[]): Formula {
  const A = components(drift, parties);
  return f.sum(A.map((entry, k) => f.product([f.named(`drift${suffix(k, parties)}`, f.polynomial(entry)), v[k]])));
}

/** Theta or Phi, with the party's label where there are several. */
function suffix(k: number, parties: readonly string[]): string {
  const label = parties.length > 1 ? parties[k >> 1].toUpperCase() : "";
  return (k % 2 === 0 ? "Theta" : "Phi") + label;
}
