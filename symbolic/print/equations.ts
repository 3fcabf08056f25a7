/** The derived equations of a channel: as trees for the explanations, and one a line by the name of the quantity. */

import { exactQuotient } from "../algebra/division.ts";
import { type Derived, operationCount } from "../algebra/expression.ts";
import { monomialContent, rationalContent } from "../algebra/factors.ts";
import * as p from "../algebra/polynomial.ts";
import { components, inAngles, matrixComponents } from "../algebra/sphere.ts";
import type { Derivation, ReservoirDerivation } from "../derive/derive.ts";
import type { Potential } from "../derive/potential.ts";
import { closedEntropy } from "../integrate/reduce.ts";
import { angleOf, subscripted } from "./letters.ts";
import { formulaTree, inUnicode, type Naming, operatorTree, polynomialTree } from "./print.ts";
import { type Letters, lettersOf, unusualLetters, usualLetters } from "./table-of-letters.ts";
import * as tree from "./tree.ts";
import { leaf, type Tree } from "./tree.ts";

const rho = leaf("ρ", "\\rho");

/** D(ρ) = Σ rate · D[L]ρ */
export function dissipatorEquation({ reservoir }: ReservoirDerivation, letters: Letters): Tree {
  const terms = reservoir.dissipators.map(({ rate, operator }) => {
    const action = tree.enclosed(leaf("D[", "D["), operatorTree(operator, letters), leaf("]"));
    return tree.product([polynomialTree(rate, letters), tree.row(action, rho)]);
  });
  return tree.equation(leaf("D(ρ)", "D(\\rho)"), tree.sum(terms));
}

const frameAngles = (parties: readonly string[]) =>
  parties.flatMap((party) => (["theta", "phi"] as const).map((angle) => angleOf(angle, party)));

/** The components of A that are not zero, in the frame of the angles. */
export function driftEquations(
  { operator: { drift, parties } }: ReservoirDerivation,
  letters: Letters,
): readonly Tree[] {
  const angles = frameAngles(parties);
  const entries = components(drift, parties).flatMap((entry, k) =>
    p.isZero(entry) ? [] : [tree.equation(subscripted(leaf("A"), angles[k]), polynomialTree(entry, letters))],
  );
  return entries.length === 0 ? [tree.equation(leaf("A"), tree.whole(0))] : entries;
}

/** The components of B that are not zero, on and above the diagonal. */
export function diffusionEquations(
  { operator: { diffusion, parties } }: ReservoirDerivation,
  letters: Letters,
): readonly Tree[] {
  const angles = frameAngles(parties);
  const B = matrixComponents(diffusion, parties);
  return angles.flatMap((row, i) =>
    angles.slice(i).flatMap((column, j) => {
      const entry = B[i][i + j];
      return p.isZero(entry)
        ? []
        : [tree.equation(subscripted(leaf("B"), row, column), polynomialTree(entry, letters))];
    }),
  );
}

/** Q* = p^{2J}, or (tr B)^J for a single operator, without a constant factor: Q* need not be normalised. */
export function potentialEquation({ base, exponent }: Potential, letters: Letters): Tree {
  const spin = tree.product([tree.whole(Number(exponent)), leaf("J")]);
  const content = p.scale(p.monomial(monomialContent(base)), rationalContent(base));
  const normal = exactQuotient(base, content)!;
  return tree.equation(
    leaf("Q*", "Q^{*}"),
    tree.power(polynomialTree(inAngles(normal, letters.parties), letters), spin),
  );
}

/** M ∫ {integrand} dΩ */
export function integralEquation(left: Tree, integrand: Tree): Tree {
  if (tree.isZero(integrand)) return tree.equation(left, integrand);
  const isBare = integrand.kind !== "sum" && integrand.kind !== "negative";
  const braces = isBare ? integrand : tree.enclosed(leaf("{", "\\Bigl\\{"), integrand, leaf("}", "\\Bigr\\}"));
  return tree.equation(left, tree.row(leaf("M ∫ ", "M \\int "), braces, leaf(" dΩ", " \\, d\\Omega")));
}

export const rateOfEntropy = leaf("dS/dt|diss", "\\frac{dS}{dt}\\Big|_{\\mathrm{diss}}");
export const entropy = leaf("S");
export const production = leaf("Π", "\\Pi");
export const flux = leaf("Φ", "\\Phi");

/** What the naming of an equation on one line is: written out where that is short. */
const longest = 150;

/** Operations of a formula that may be as short as that: to arrange one of many takes long. */
const most = 300;

/** −(1/2π) ∫ X ln Q dn. */
export function logMomentEquation(closedForm: Derived): string {
  const letters = usualLetters();
  return inUnicode(tree.equation(leaf("−M ∫ X ln Q dΩ"), formulaTree(closedForm, letters)), letters);
}

/** What the closed form of a qubit's sphere holds for. */
export const ofQubit = " for J = ½, Q = A₀ + R·n";

export function equations(derivation: Derivation, closedForm: Derived | null): Readonly<Record<string, string>> {
  const { channel, reservoirs, integrands } = derivation;
  const letters = lettersOf(channel.parties, channel.parameters);
  const text = (of: Tree): string => inUnicode(of, letters);
  const integral = (left: Tree, formula: Derived): string => {
    const written = (naming: Naming): string => text(integralEquation(left, formulaTree(formula, letters, naming)));
    const expanded = operationCount(formula) <= most ? written("expanded") : undefined;
    if (expanded !== undefined && expanded.length <= longest) return expanded;
    // Components of several reservoirs have the same names.
    return reservoirs.length > 1 ? `${text(left)} = the sum over the reservoirs` : written("named");
  };
  const unusual = unusualLetters(letters);
  const lines: [string, string][] = unusual === "" ? [] : [["letters", unusual]];
  for (const reservoir of reservoirs) {
    const of = reservoirs.length > 1 ? ` of ${reservoir.reservoir.name}` : "";
    lines.push([`dissipator${of}`, text(dissipatorEquation(reservoir, letters))]);
    lines.push([`drift${of}`, driftEquations(reservoir, letters).map(text).join(", ")]);
    lines.push([`diffusion${of}`, diffusionEquations(reservoir, letters).map(text).join(", ")]);
    if (reservoir.production.class === "potential")
      lines.push([`potential${of}`, text(potentialEquation(reservoir.production.potential, letters))]);
  }
  lines.push(["phase-space operator", "D(Q) = −∇·(A Q − B∇Q)"]);
  lines.push(["entropy rate", integral(rateOfEntropy, integrands.entropyRate)]);
  if (closedForm) {
    const ofSphere = (left: Tree, formula: Derived) =>
      text(tree.equation(left, formulaTree(formula, letters))) + ofQubit;
    lines.push(["entropy of a qubit", ofSphere(entropy, closedEntropy())]);
    lines.push(["entropy rate of a qubit", ofSphere(rateOfEntropy, closedForm)]);
  }
  if (integrands.production) lines.push(["production", integral(production, integrands.production)]);
  if (integrands.flux) lines.push(["flux", integral(flux, integrands.flux)]);
  return Object.fromEntries(lines);
}
