/** Symbols as letters. */

import { functionSymbol } from "../algebra/functions.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import { readPolynomial } from "../declare/read-polynomial.ts";
import { harmonicSymbol } from "./harmonics.ts";
import * as tree from "./tree.ts";
import { call, type Leaf, leaf, power, product, quotient, row, sum, type Tree, whole } from "./tree.ts";

/** The letters of one derivation (table-of-letters.ts). */
export interface Letters {
  readonly parties: readonly string[];
  /** Of every parameter. */
  readonly parameters: ReadonlyMap<string, Leaf>;
  /** What was arranged before in these letters, since one entry stands in many equations. */
  readonly arranged: Map<string, Tree>;
}

type Table = Readonly<Record<string, readonly [unicode: string, latex: string]>>;

/** What a name usually stands for, with a number below it too. */
// biome-ignore format: a table
const letters: Table = {
  Gamma: ["Γ", "\\Gamma"], Delta: ["Δ", "\\Delta"], Theta: ["Θ", "\\Theta"], Lambda: ["Λ", "\\Lambda"],
  Phi: ["Φ", "\\Phi"], Omega: ["Ω", "\\Omega"],
  alpha: ["α", "\\alpha"], beta: ["β", "\\beta"], gamma: ["γ", "\\gamma"], delta: ["δ", "\\delta"],
  epsilon: ["ε", "\\varepsilon"], zeta: ["ζ", "\\zeta"], eta: ["η", "\\eta"], theta: ["θ", "\\theta"],
  kappa: ["κ", "\\kappa"], lambda: ["λ", "\\lambda"], mu: ["μ", "\\mu"], nu: ["ν", "\\nu"], xi: ["ξ", "\\xi"],
  pi: ["π", "\\pi"], rho: ["ρ", "\\rho"], sigma: ["σ", "\\sigma"], tau: ["τ", "\\tau"], phi: ["φ", "\\phi"],
  chi: ["χ", "\\chi"], psi: ["ψ", "\\psi"], omega: ["ω", "\\omega"], nbar: ["n̄", "\\bar n"], mbar: ["m̄", "\\bar m"],
};

/** Symbols that formulas have of their own. */
// biome-ignore format: a table
const ownLetters: Table = {
  P: ["Q", "Q"], A0: ["A₀", "A_0"], Rx: ["Rx", "R_x"], Ry: ["Ry", "R_y"], Rz: ["Rz", "R_z"],
  Xx: ["Xx", "X_x"], Xy: ["Xy", "X_y"], Xz: ["Xz", "X_z"],
  "del x": ["∇x", "\\nabla_x"], "del y": ["∇y", "\\nabla_y"], "del z": ["∇z", "\\nabla_z"],
};

/** A name that stays a word. */
export const word = (name: string): Leaf => ({
  ...leaf(name, `\\mathrm{${name.replaceAll("_", "\\_")}}`),
  isWord: true,
});

/** The usual letter of a name: Γ for Gamma, n̄ for nbar, x₀ for x0 and x_0; a longer name stays a word. */
export function letter(name: string, label?: string): Leaf {
  const [, plain, subscript] = /^([A-Za-z]+)_?(\d+)$/.exec(name) ?? [];
  const table = [letters, ownLetters].find((each) => Object.hasOwn(each, name));
  const known = table?.[name];
  if (known === undefined && plain !== undefined)
    return { ...(Object.hasOwn(ownLetters, plain) ? word(plain) : letter(plain)), below: [leaf(subscript)] };
  if (known === undefined && name.length > 1) return word(name);
  const [unicode, latex] = known ?? [name, name];
  return leaf(unicode, latex, label);
}

/** B with subscripts θ, φ. */
export const subscripted = (base: Leaf, ...below: readonly Leaf[]): Leaf => ({ ...base, below });

export const angleOf = (name: "theta" | "phi", label: string | undefined): Leaf => letter(name, label);

const Q = leaf("Q");
const partial = (angle: Leaf): Tree => row(subscripted(leaf("∂", "\\partial"), angle), Q);

/** ∂θQ and ∂φQ/sinθ: the components of ∇Q. */
export const gradient = (angle: "theta" | "phi", label: string | undefined): Tree =>
  angle === "theta"
    ? partial(letter("theta", label))
    : quotient(partial(letter("phi", label)), call("sin", letter("theta", label)));

/** Writes a polynomial. */
type Arranged = (of: Polynomial) => Tree;

/** A symbol of a polynomial as it is read; `arranged` writes the arguments of functions. */
export function symbolTree(name: string, own: Letters, arranged: Arranged): Tree {
  const parameter = own.parameters.get(name);
  if (parameter) return parameter;
  const harmonic = harmonicSymbol(name);
  if (harmonic) return harmonicTree(harmonic, arranged);
  const known = functionSymbol(name);
  if (known) return functionTree(known[0], arranged(readPolynomial(known[1])));
  const coordinate = /^n\[(.*)\]\[([xyz])\]$/.exec(name);
  if (coordinate) return letter(coordinate[2], coordinate[1]);
  if (name === "R2") return power(leaf("|R|", "|R|"), 2);
  const labelled = /^(.*)\[(.*)\]$/.exec(name);
  return labelled ? labelledTree(labelled[1], labelled[2]) : letter(name);
}

function labelledTree(plain: string, label: string): Tree {
  switch (plain) {
    case "cosTheta":
    case "sinTheta":
    case "cosPhi":
    case "sinPhi":
      return call(plain.slice(0, 3), letter(plain.slice(3).toLowerCase(), label));
    case "dQTheta":
    case "dPTheta":
      return gradient("theta", label);
    case "dQPhi":
    case "dPPhi":
      return gradient("phi", label);
    case "bareQPhi":
      return partial(letter("phi", label));
    case "R":
      return letter(`R${label}`);
    default:
      return letter(plain, label);
  }
}

const functionTree = (name: string, argument: Tree): Tree =>
  name === "exp" ? power(leaf("e"), argument) : call(name, argument);

/** cos(2φ − u): the azimuths, then the rest as one polynomial. */
function harmonicTree({ name, multiples }: NonNullable<ReturnType<typeof harmonicSymbol>>, arranged: Arranged): Tree {
  const azimuths = multiples.flatMap(([multiple, angle]) => {
    const [, label] = /^phi\[(.*)\]$/.exec(angle) ?? [];
    if (label === undefined) return [];
    const term = product([whole(Math.abs(multiple)), letter("phi", label)]);
    return [multiple < 0 ? tree.negative(term) : term];
  });
  const others = multiples.filter(([, angle]) => !angle.startsWith("phi["));
  const rest = p.add(
    ...others.map(([multiple, angle]) => p.multiply(p.constant(BigInt(multiple)), readPolynomial(angle))),
  );
  const argument = sum([...azimuths, ...(p.isZero(rest) ? [] : [arranged(rest)])]);
  return name === "exp" ? power(leaf("e"), product([leaf("i"), argument])) : call(name, argument);
}
