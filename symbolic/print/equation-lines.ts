/** The derived equations of a channel, one a line, by the name of the quantity: for generated modules and certificates. */
import { type Derived, operationCount } from "../algebra/expression.ts";
import type { Derivation } from "../derive/derivation.ts";
import { closedEntropy } from "../integrate/reduce.ts";
import {
  diffusionEquations,
  dissipatorEquation,
  driftEquations,
  entropy,
  flux,
  integralEquation,
  potentialEquation,
  production,
  rateOfEntropy,
} from "./equations.ts";
import { lettersOf, unusualLetters, usualLetters } from "./letters.ts";
import { formulaTree, inUnicode, type Naming } from "./print.ts";
import * as tree from "./tree.ts";
import { leaf, type Tree } from "./tree.ts";

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
