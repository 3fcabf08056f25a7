/** Symbols, and the values that formulas name, as letters. */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { AngleName, Multiples, Sym } from "../algebra/role.ts";
import { own as ownSymbols } from "../algebra/symbol.ts";
import { suffix } from "../derive/integrands.ts";
import { unicode } from "./notation.ts";
import * as tree from "./tree.ts";
import { call, type Leaf, leaf, power, product, quotient, row, sum, type Tree, whole } from "./tree.ts";

/**
 * The letters of one derivation: every symbol has one of its own.
 *
 *   Gamma, nbar, x0, phase      → Γ, n̄, x₀, phase       the usual letter
 *   R, omega, A_0, J_a          → R′, ω′, A₀′, J_a′      with a prime where the formulas have such a letter themselves
 *   x0 and x_0                  → x₀ and x_0             the second keeps its name as a word
 */
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

/** Names that formulas write in another way, so that with a number behind it such a name stays a word. */
const ownNames: ReadonlySet<string> = new Set(
  ownSymbols.flatMap(({ key, letter }) => (letter[1] === key ? [] : [key])),
);

/** A name that stays a word. */
const word = (name: string): Leaf => ({
  ...leaf(name, `\\mathrm{${name.replaceAll("_", "\\_")}}`),
  isWord: true,
});

/** The usual letter of a name: Γ for Gamma, n̄ for nbar, x₀ for x0 and x_0; a longer name stays a word. */
function letter(name: string, label?: string): Leaf {
  const [, plain, subscript] = /^([A-Za-z]+)_?(\d+)$/.exec(name) ?? [];
  const known = Object.hasOwn(letters, name) ? letters[name] : undefined;
  if (known === undefined && plain !== undefined)
    return { ...(ownNames.has(plain) ? word(plain) : letter(plain)), below: [leaf(subscript)] };
  if (known === undefined && name.length > 1) return word(name);
  const [unicode, latex] = known ?? [name, name];
  return leaf(unicode, latex, label);
}

/** B with subscripts θ, φ. */
export const subscripted = (base: Leaf, ...below: readonly Leaf[]): Leaf => ({ ...base, below });

export const angleOf = (name: AngleName, label: string | undefined): Leaf => letter(name, label);

const Q = leaf("Q");
const partial = (angle: Leaf): Tree => row(subscripted(leaf("∂", "\\partial"), angle), Q);

/** ∂θQ and ∂φQ/sinθ: the components of ∇Q. */
export const gradient = (angle: AngleName, label: string | undefined): Tree =>
  angle === "theta"
    ? partial(letter("theta", label))
    : quotient(partial(letter("phi", label)), call("sin", letter("theta", label)));

/** Writes a polynomial. */
type Arranged = (of: Polynomial) => Tree;

/** A symbol of a polynomial as it is read; `arranged` writes the arguments of functions. */
export function symbolTree(symbol: Sym, own: Letters, arranged: Arranged): Tree {
  const { role, key } = symbol;
  const label = symbol.party ?? undefined;
  switch (role.kind) {
    case "parameter":
      return own.parameters.get(key) ?? letter(key);
    case "harmonic":
      return harmonicTree(role.function, harmonicArgument(role.multiples, arranged));
    case "function":
      return functionTree(role.function, arranged(role.argument));
    case "angle":
      return call(role.of, angleOf(role.angle, label));
    case "gradient":
      return gradient(role.angle, label);
    case "bare gradient":
      return partial(angleOf("phi", label));
    case "square":
      return power(ownLetter(symbol), 2);
    default:
      return ownLetter(symbol);
  }
}

function ownLetter({ letter: [unicode, latex, below], party }: Sym): Leaf {
  const of = leaf(unicode, latex, party ?? undefined);
  return below === undefined ? of : subscripted(of, leaf(below));
}

const functionTree = (name: string, argument: Tree): Tree =>
  name === "exp" ? power(leaf("e"), argument) : call(name, argument);

/** cos(2φ − u), e^{i(2φ − u)} */
const harmonicTree = (name: string, argument: Tree): Tree =>
  functionTree(name, name === "exp" ? product([leaf("i"), argument]) : argument);

/** 2φ − u: the azimuths, then the rest as one polynomial. */
function harmonicArgument(multiples: Multiples, arranged: Arranged): Tree {
  const azimuths = multiples.flatMap(([multiple, { party }]) => {
    if (party === null) return [];
    const term = product([whole(Math.abs(multiple)), letter("phi", party)]);
    return [multiple < 0 ? tree.negative(term) : term];
  });
  const rest = p.add(
    ...multiples.flatMap(([multiple, of]) =>
      of.party === null ? [p.multiply(p.constant(BigInt(multiple)), of.argument)] : [],
    ),
  );
  return sum([...azimuths, ...(p.isZero(rest) ? [] : [arranged(rest)])]);
}

/** What formulas and the prose around them have of their own, for a lone party. */
// biome-ignore format: a table
const own: ReadonlySet<string> = new Set([
  "A", "B", "D", "F", "H", "I", "J", "K", "L", "M", "P", "Q", "R", "S", "X", "Π", "Φ", "Ω",
  "d", "e", "g", "i", "m", "n", "p", "u", "x", "y", "z", "θ", "φ", "ρ", "π", "ω",
  "A₀", "L₀", "X₀", "H′", "k_B", "Rx", "Ry", "Rz", "Xx", "Xy", "Xz", "Jx", "Jy", "Jz", "ln", "det", "tr", "Tr", "dS", "dt", "diss",
]);

const drawn = (of: Leaf): string => unicode.leaf(of, true);

/** A letter of the formulas, or one of them with an index: L₂, J_a, B_xy. */
function isOwn(of: Leaf): boolean {
  const text = drawn(of);
  return own.has(text) || /^L[₀-₉]+$/.test(text) || own.has(/^[^_]+(?=_)/.exec(text)?.[0] ?? "");
}

/** @param parameters  in the order in which they are declared */
export function lettersOf(parties: readonly string[], parameters: readonly { readonly name: string }[]): Letters {
  const chosen = new Map<string, Leaf>();
  const taken = new Set<string>();
  for (const { name } of parameters) {
    const usual = letter(name);
    const isFree = (of: Leaf): boolean => !own.has(drawn(of)) && !taken.has(drawn(of));
    const candidates = isOwn(usual) ? [] : [usual, word(name)];
    const found = candidates.find(isFree) ?? withPrimes(usual, isFree);
    taken.add(drawn(found));
    chosen.set(name, found);
  }
  return { parties, parameters: chosen, arranged: new Map() };
}

function withPrimes(of: Leaf, isFree: (of: Leaf) => boolean): Leaf {
  let primed: Leaf = { ...of, primes: 1 };
  while (!isFree(primed)) primed = { ...primed, primes: primed.primes! + 1 };
  return primed;
}

/** "R′ is R, x_0 is x_0": the parameters that have another letter than the usual one; empty where all have that. */
export const unusualLetters = ({ parameters }: Letters): string =>
  [...parameters]
    .filter(([name, of]) => drawn(of) !== drawn(letter(name)))
    .map(([name, of]) => `${drawn(of)} is ${name}`)
    .join(", ");

/** Every symbol in its usual letter: where no channel is known. */
export const usualLetters = (): Letters => lettersOf([], []);

/** A label above an operator, Jzᵃ, stands in brackets where it reads as a power: Jz[a2], Jz[k] beside a parameter k. */
export const readsAsPower = (label: string, { parameters }: Letters): boolean =>
  /\d/.test(label) || own.has(label) || [...parameters.values()].some((of) => drawn(of) === label);

const bases = { drift: leaf("A"), diffusion: leaf("B"), force: leaf("ω", "\\omega"), current: leaf("g") };

const fixed: ReadonlyMap<string, Tree> = new Map<string, Tree>([
  ["potentialBase", leaf("p")],
  ["driftWork", row(leaf("A·ω", "A \\cdot \\omega"))],
  ["diffusionDeterminant", row(leaf("det B", "\\det B"))],
  ["kernel", leaf("K")],
]);

/** The components in the frame of the angles, under the names that the integrands give them. */
function componentTrees(parties: readonly string[]): ReadonlyMap<string, Tree> {
  const angles = parties.flatMap((party) => [angleOf("theta", party), angleOf("phi", party)]);
  const names = angles.map((_, k) => suffix(k, parties));
  const vectors = (["drift", "force", "current"] as const).flatMap((base) =>
    names.map((name, k): [string, Tree] => [base + name, subscripted(bases[base], angles[k])]),
  );
  const pairs = names.flatMap((first, i) =>
    names.flatMap((second, j): [string, Tree][] => {
      const entry = subscripted(bases.diffusion, angles[i], angles[j]);
      return [
        [`diffusion${first}${second}`, entry],
        [`twiceDiffusion${first}${second}`, product([whole(2), entry])],
      ];
    }),
  );
  return new Map([...vectors, ...pairs]);
}

/** The name that a formula gives to a value: B_θφ for diffusionThetaPhi. */
export const namedTree = (name: string, { parties }: Letters): Tree =>
  fixed.get(name) ?? componentTrees(parties).get(name) ?? leaf(name, `\\mathrm{${name}}`);
