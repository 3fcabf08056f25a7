/** What a symbol of a polynomial may be, and the columns of the table of symbols (symbol.ts). */
import type * as g from "./gaussian.ts";
import type { Interval } from "./interval.ts";

export type Powers = readonly (readonly [symbol: Sym, exponent: number])[];

export interface Term {
  readonly coefficient: g.Gaussian;
  /** Sorted by the symbols' keys; exponents are positive. */
  readonly powers: Powers;
}

/** A sum of terms, by the keys of their powers. It stands here because functions of parameters hold their argument. */
export interface Polynomial {
  readonly terms: ReadonlyMap<string, Term>;
}

export type Axis = "x" | "y" | "z";
export type AngleName = "theta" | "phi";
export type Field = "Q" | "P";

export const functionNames = ["cosh", "sinh", "cos", "sin", "exp", "sqrt"] as const;
export type FunctionName = (typeof functionNames)[number];

/** An angle of which `harmonic` takes a multiple: a party's azimuth, or an argument in the parameters. */
export type Turn = { readonly text: string } & (
  | { readonly party: string }
  | { readonly party: null; readonly argument: Polynomial }
);
export type Multiples = readonly (readonly [multiple: number, of: Turn])[];

export type Role =
  | { readonly kind: "parameter" }
  /** π */
  | { readonly kind: "number" }
  /** The length J of a party's spin. */
  | { readonly kind: "spin" }
  /** A component of n; free of the relation for print. */
  | { readonly kind: "coordinate" | "free coordinate"; readonly axis: Axis }
  /** cos θ, sin θ, cos φ or sin φ with its relation, and the same free of it, for print and emitted code. */
  | { readonly kind: "circle" | "angle"; readonly of: "cos" | "sin"; readonly angle: AngleName }
  /** Q, or the field P that Π's current is made of. */
  | { readonly kind: "field"; readonly field: Field }
  /** ∂θ of a field, (1/sin θ) ∂φ of it, and ∂φ of it alone, for print. */
  | { readonly kind: "gradient"; readonly field: Field; readonly angle: AngleName }
  | { readonly kind: "bare gradient" }
  /** ∇ itself, for print. */
  | { readonly kind: "nabla"; readonly axis: Axis }
  /** Of a qubit's Q = A₀ + R·n and X = X₀ + X·n: A₀ and X₀, R and X, |R|²; R free of its relation, for print. */
  | { readonly kind: "mean"; readonly of: "A" | "X" }
  | { readonly kind: "vector"; readonly of: "R" | "X"; readonly axis: Axis }
  | { readonly kind: "free vector"; readonly axis: Axis }
  | { readonly kind: "square" }
  /** K and L₀ at a qubit's A₀ and |R|². */
  | { readonly kind: "special"; readonly name: string }
  | { readonly kind: "function"; readonly function: FunctionName; readonly argument: Polynomial; readonly text: string }
  /** cos, sin, cosh, sinh or exp(i·) of a sum of multiples of angles, for print. */
  | { readonly kind: "harmonic"; readonly function: FunctionName; readonly multiples: Multiples }
  /** Another symbol without its relation. */
  | { readonly kind: "released"; readonly from: Sym }
  /** An unknown of one computation, of which its result is free. */
  | { readonly kind: "auxiliary" };

export interface Sym {
  /** Its identity and its place in the order of symbols; no text for readers. */
  readonly key: string;
  readonly role: Role;
  readonly party: string | null;
  /** Once for all nodes, with a row or a column of them, or at every one. */
  readonly varies: "once" | "row" | "column" | "node";
  /** In emitted code, of a lone party; a parameter's and a function's are chosen there. */
  readonly code: string;
  /** In print: a letter, or that of the angle or the field which it is made of, and an index. */
  readonly letter: Letter;
  /** Where it lies whatever is declared; a parameter's range goes with its channel. */
  readonly range: Interval | null;
  /** Its square, as a polynomial of others. */
  readonly square: Polynomial | null;
  /** exp(u) where it is exp(−u). */
  readonly reciprocal: Sym | null;
}

export type Letter = readonly [unicode: string, latex: string, below?: string];
