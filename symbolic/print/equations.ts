/** The derived equations of a channel, reservoir by reservoir. */

import { exactQuotient } from "../algebra/division.ts";
import { type Derived, operandsOf } from "../algebra/expression.ts";
import { monomialContent, rationalContent } from "../algebra/factors.ts";
import * as p from "../algebra/polynomial.ts";
import { components, inAngles, matrixComponents } from "../algebra/sphere.ts";
import type { ReservoirDerivation } from "../derive/derivation.ts";
import { integrands, suffix } from "../derive/integrands.ts";
import type { Potential } from "../derive/potential.ts";
import { angleOf, gradient, type Letters, subscripted } from "./letters.ts";
import { unicode } from "./notation.ts";
import { formulaTree, inUnicode, type Naming, operatorTree, polynomialTree } from "./print.ts";
import * as tree from "./tree.ts";
import { type Leaf, leaf, type Tree } from "./tree.ts";

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

const Q = leaf("Q");

interface Direction {
  readonly angle: Leaf;
  readonly component: Tree;
}

const directions = (parties: readonly string[]): readonly Direction[] =>
  parties.flatMap((party) =>
    (["theta", "phi"] as const).map((name) => ({ angle: angleOf(name, party), component: gradient(name, party) })),
  );

const component = (base: Leaf, ...angles: readonly Leaf[]): Tree => subscripted(base, ...angles);

/** D(Q) = −Σ (1/sinθ)[∂θ(sinθ I_θ) + ∂φ I_φ] */
export function divergenceEquation(parties: readonly string[]): Tree {
  const derivative = (angle: Leaf, of: Tree): Tree => tree.row(subscripted(leaf("∂", "\\partial"), angle), of);
  const terms = parties.map((party) => {
    const [theta, phi] = [angleOf("theta", party), angleOf("phi", party)];
    const sine = tree.call("sin", theta);
    const first = derivative(
      theta,
      tree.enclosed(leaf("("), tree.product([sine, component(leaf("I"), theta)]), leaf(")")),
    );
    const inside = tree.sum([first, derivative(phi, tree.row(leaf(" ", "\\,"), component(leaf("I"), phi)))]);
    return tree.negative(
      tree.product([
        tree.quotient(tree.whole(1), sine),
        tree.enclosed(leaf("[", "\\Bigl["), inside, leaf("]", "\\Bigr]")),
      ]),
    );
  });
  return tree.equation(leaf("D(Q)"), { kind: "sum", terms });
}

/** I = A Q − B∇Q, written out with the components that are not zero. */
export function currentEquations({ operator: { parties, drift, diffusion } }: ReservoirDerivation): readonly Tree[] {
  const all = directions(parties);
  const [A, B] = [components(drift, parties), matrixComponents(diffusion, parties)];
  return all.map(({ angle }, i) => {
    const noise = all.flatMap(({ angle: other, component: slope }, j) => {
      if (p.isZero(B[i][j])) return [];
      const [first, second] = i <= j ? [angle, other] : [other, angle];
      return [tree.negative(tree.product([component(leaf("B"), first, second), slope]))];
    });
    const flow = p.isZero(A[i]) ? [] : [tree.product([component(leaf("A"), angle), Q])];
    return tree.equation(component(leaf("I"), angle), tree.sum([...flow, ...noise]));
  });
}

/** ω and g = Qω − ∇Q in the frame, the components that appear. */
export function forceEquations(
  reservoir: ReservoirDerivation,
  letters: Letters,
): {
  readonly force: readonly Tree[];
  readonly current: readonly Tree[];
} {
  const { parties } = reservoir.operator;
  const { production } = integrands([reservoir]);
  const names = production ? namedIn(production) : new Map<string, Derived>();
  const naming =
    reservoir.production.class === "potential" && !isLong(reservoir.production.potential, letters)
      ? "expanded"
      : "named";
  const all = directions(parties);
  const force: Tree[] = [];
  const current: Tree[] = [];
  all.forEach(({ angle, component: slope }, k) => {
    const omega = component(leaf("ω", "\\omega"), angle);
    const own = names.get(`force${suffix(k, parties)}`);
    const value = own && formulaTree(own.kind === "named" ? own.operands[0] : own, letters, naming);
    if (value) force.push(tree.equation(omega, value));
    const g = component(leaf("g"), angle);
    const drive = value ? [tree.product([Q, omega])] : [];
    if (names.has(`current${suffix(k, parties)}`))
      current.push(tree.equation(g, tree.sum([...drive, tree.negative(slope)])));
  });
  return { force, current };
}

/** Where p of Q* = p^{kJ} is read better by its name. */
const isLong = ({ base }: Potential, letters: Letters): boolean =>
  unicode.width(inUnicode(polynomialTree(inAngles(base, letters.parties), letters), letters)) > 30;

/** The named values inside a formula. */
function namedIn(formula: Derived, into: Map<string, Derived> = new Map()): ReadonlyMap<string, Derived> {
  if (formula.kind === "named") into.set(formula.name, formula);
  for (const operand of operandsOf(formula)) namedIn(operand, into);
  return into;
}

/** Q* = p^{kJ}, with p on its own where it is long. */
export function potentialEquations(potential: Potential, letters: Letters): readonly Tree[] {
  if (!isLong(potential, letters)) return [potentialEquation(potential, letters)];
  const base = polynomialTree(inAngles(potential.base, letters.parties), letters);
  const spin = tree.product([tree.whole(Number(potential.exponent)), leaf("J")]);
  return [tree.equation(leaf("Q*", "Q^{*}"), tree.power(leaf("p"), spin)), tree.equation(leaf("p"), base)];
}

/** An integral over the spheres, in names where it is too long to read written out. */
export const integralEquations = (left: Leaf, formula: Derived, letters: Letters): readonly Tree[] => [
  integralEquation(left, formulaTree(formula, letters, namingOf(left, formula, letters))),
];

export function namingOf(left: Leaf, formula: Derived, letters: Letters): Naming {
  const [named, expanded] = (["named", "expanded"] as const).map((naming) =>
    inUnicode(integralEquation(left, formulaTree(formula, letters, naming)), letters),
  );
  return expanded !== named && unicode.width(expanded) > 170 ? "named" : "expanded";
}
