/** The value that the derivation gives to the left side of a printed formula, by its own interpreter. */

import { type Derived, operandsOf } from "../../../../symbolic/algebra/expression.ts";
import { interpret } from "../../../../symbolic/algebra/interpret.ts";
import type { Polynomial } from "../../../../symbolic/algebra/polynomial.ts";
import * as p from "../../../../symbolic/algebra/polynomial.ts";
import { components, inAngles, matrixComponents } from "../../../../symbolic/algebra/sphere.ts";
import { cartesian, type SpinOperator } from "../../../../symbolic/algebra/spin-operator.ts";
import { gradientsOf, Q } from "../../../../symbolic/algebra/symbol.ts";
import type { ReservoirDerivation } from "../../../../symbolic/derive/derivation.ts";
import { integrands } from "../../../../symbolic/derive/integrands.ts";
import { closedEntropy } from "../../../../symbolic/integrate/reduce.ts";
import { added, dissipator, multiplied, scalar, type Value } from "./formula-reader.ts";
import { kernels, type Point } from "./points.ts";

const real = (of: Polynomial, { symbols }: Point): number => interpret({ kind: "polynomial", of }, symbols, kernels);

const complex = (of: Polynomial, point: Point): Value =>
  scalar(real(p.realPart(of), point), real(p.imaginaryPart(of), point));

const formula = (of: Derived, { symbols }: Point): Value => scalar(interpret(of, symbols, kernels));

/** In Jx, Jy, Jz. */
export function operatorValue(operator: SpinOperator, parties: readonly string[], point: Point): Value {
  return added(
    ...parties.flatMap((party) =>
      cartesian(operator, party).map((entry, k) =>
        multiplied(complex(entry, point), new Map([[`J${"xyz"[k]} ${party}`, [1, 0]]])),
      ),
    ),
  );
}

/** The named value inside a formula. */
function namedIn(of: Derived | null, name: string): Derived | undefined {
  if (of === null) return undefined;
  if (of.kind === "named" && of.name === name) return of.operands[0];
  for (const operand of operandsOf(of)) {
    const found = namedIn(operand, name);
    if (found) return found;
  }
  return undefined;
}

/** What is asked for many times of one derivation. */
const known = new WeakMap<ReservoirDerivation, ReturnType<typeof formsOf>>();

const formsOf = (derivation: ReservoirDerivation) => ({
  A: components(derivation.operator.drift, derivation.operator.parties),
  B: matrixComponents(derivation.operator.diffusion, derivation.operator.parties),
  integrands: integrands([derivation]),
});

/** @returns undefined for a left side that is none of the reservoir's */
export function expectedOf(
  left: string,
  derivation: ReservoirDerivation,
  closedForm: Derived | null,
  point: Point,
): Value | undefined {
  const { operator, production, reservoir } = derivation;
  const { parties } = operator;
  const forms = known.get(derivation) ?? formsOf(derivation);
  known.set(derivation, forms);
  const { A, B, integrands: own } = forms;
  const angles = parties.flatMap((party) => ["θ", "φ"].map((angle) => angle + (parties.length === 1 ? "" : party)));
  const suffix = (k: number): string =>
    (k % 2 === 0 ? "Theta" : "Phi") + (parties.length === 1 ? "" : parties[k >> 1].toUpperCase());
  const indexed = /^([ABIgω])_(.*)$/u.exec(left);
  if (indexed) {
    const pairs = angles.flatMap((a, i) => angles.map((b, j) => [a + b, i, j] as const));
    const [, i, j] = pairs.find(([both]) => both === indexed[2]) ?? [];
    const k = angles.indexOf(indexed[2]);
    const gradient = parties.flatMap((party) => gradientsOf("Q", party)).map(p.symbol);
    switch (indexed[1]) {
      case "A":
        return complex(A[k], point);
      case "B":
        return complex(B[i!][j!], point);
      case "I":
        return complex(
          p.subtract(p.multiply(A[k], p.symbol(Q)), p.add(...B[k].map((entry, l) => p.multiply(entry, gradient[l])))),
          point,
        );
      case "ω":
        return formula(namedIn(own.production, `force${suffix(k)}`)!, point);
      default:
        return formula(namedIn(own.production, `current${suffix(k)}`)!, point);
    }
  }
  switch (left) {
    case "D(ρ)":
      return added(
        ...reservoir.dissipators.map(({ rate, operator: L }) =>
          multiplied(complex(rate, point), dissipator(operatorValue(L, parties, point))),
        ),
      );
    case "H′":
      return operatorValue(reservoir.remainder, parties, point);
    case "p":
      return production.class === "potential"
        ? complex(inAngles(production.potential.base, parties), point)
        : undefined;
    case "Π":
      return formula(production.class === "diffusive" ? own.entropyRate : own.production!, point);
    case "Φ":
      return formula(own.flux!, point);
    case "dS/dt|diss":
      return formula(own.entropyRate, point);
    case "M ∫ … dΩ":
      return closedForm ? formula(closedForm, point) : undefined;
    case "−M ∫ Q ln Q dΩ":
      return formula(closedEntropy(), point);
    default:
      return undefined;
  }
}

/** Q* but for a constant factor. */
export const potentialValue = ({ operator, production }: ReservoirDerivation, point: Point): number => {
  if (production.class !== "potential") throw new Error("Q* of what has no potential");
  const { base, exponent } = production.potential;
  return (
    real(inAngles(base, operator.parties), point) **
    (Number(exponent) * point.symbols.get(`J[${operator.parties[0]}]`)!)
  );
};
