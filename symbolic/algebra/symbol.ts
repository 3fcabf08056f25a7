/**
 * The table of symbols: what an indeterminate of a polynomial is, where it varies, how it is written. Symbols of equal keys are one
 * object, so that they are told apart by identity; a key says all that a symbol is, and order goes by keys, so that it never shows in a
 * result which symbols there were before.
 *
 * Some have a square that is a polynomial of others:
 *
 *   z[a]²     → 1 − x[a]² − y[a]²      a point n of party a's unit sphere
 *   c[a]²     → 1 − s[a]²              cos θ, sin θ
 *   cp[a]²    → 1 − sp[a]²             cos φ, sin φ
 *   Rz²       → R2 − Rx² − Ry²         a vector of squared length R2
 *   cos(u)²   → 1 − sin(u)²            cosh(u)² → 1 + sinh(u)², sqrt(a)² → a
 */
import * as g from "./gaussian.ts";
import type { Interval } from "./interval.ts";

export type Powers = readonly (readonly [symbol: Sym, exponent: number])[];

export interface Term {
  readonly coefficient: g.Gaussian;
  /** Sorted by the symbols' keys; exponents are positive. */
  readonly powers: Powers;
}

/** A sum of terms by `keyOf` their powers (polynomial.ts). It stands here because functions of parameters hold theirs. */
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

type Letter = readonly [unicode: string, latex: string, below?: string];

const known = new Map<string, Sym>();

type Row = Pick<Sym, "role" | "letter"> & Partial<Omit<Sym, "key">>;

/** @throws RangeError where another kind of symbol has the key */
function symbolOf(key: string, kind: Role["kind"], row: () => Row): Sym {
  const found = known.get(key);
  if (found !== undefined) {
    if (found.role.kind !== kind) throw new RangeError(`${key} is another kind of symbol`);
    return found;
  }
  const made = {
    party: null,
    varies: "once",
    code: key,
    range: null,
    square: null,
    reciprocal: null,
    ...row(),
  } as const;
  const { role, party, varies, code, letter, range, square, reciprocal } = made;
  // All of one shape, which engines read faster.
  const symbol: Sym = { key, role, party, varies, code, letter, range, square, reciprocal };
  known.set(key, symbol);
  return symbol;
}

export const keyOf = (powers: Powers): string => powers.map(([{ key }, exponent]) => `${key}^${exponent}`).join(" ");

/** start + sign·(a² + b² + …) */
function squares(start: Powers, sign: bigint, ...others: readonly Sym[]): Polynomial {
  const terms = [{ coefficient: g.one, powers: start }].concat(
    others.map((other) => ({ coefficient: g.gaussian(sign), powers: [[other, 2]] as const })),
  );
  return { terms: new Map(terms.map((term) => [keyOf(term.powers), term])) };
}

const plain = (letter: string): Letter => [letter, letter];

export const parameter = (name: string): Sym =>
  symbolOf(name, "parameter", () => ({ role: { kind: "parameter" }, letter: plain(name) }));

const between = (minimum: number, maximum: number): Interval => ({
  minimum,
  maximum,
  openMinimum: false,
  openMaximum: false,
});
const UNBOUNDED = Number.POSITIVE_INFINITY;

export const pi = symbolOf("pi", "number", () => ({
  role: { kind: "number" },
  code: "Math.PI",
  letter: ["π", "\\pi"],
}));

export const spin = (party: string): Sym =>
  symbolOf(`J[${party}]`, "spin", () => ({
    role: { kind: "spin" },
    party,
    code: "J",
    letter: plain("J"),
    range: { ...between(0.5, UNBOUNDED), openMaximum: true },
  }));

type Components = readonly [x: Sym, y: Sym, z: Sym];

const each = (make: (axis: Axis) => Sym): Components => [make("x"), make("y"), make("z")];

/** n of a party. */
export const coordinatesOf = (party: string): Components => each((axis) => coordinate(axis, party));

export const coordinate = (axis: Axis, party: string): Sym =>
  symbolOf(`${axis}[${party}]`, "coordinate", () => ({
    role: { kind: "coordinate", axis },
    party,
    varies: "node",
    letter: plain(axis),
    square: axis === "z" ? squares([], -1n, coordinate("x", party), coordinate("y", party)) : null,
  }));

export const freeCoordinates = (party: string): Components =>
  each((axis) =>
    symbolOf(`n[${party}][${axis}]`, "free coordinate", () => ({
      role: { kind: "free coordinate", axis },
      party,
      varies: "node",
      letter: plain(axis),
    })),
  );

/** A cosine or a sine of an angle of a party. */
type OfAngle = (of: "cos" | "sin", angle: AngleName, party: string) => Sym;

const angleLetters = { theta: ["θ", "\\theta"], phi: ["φ", "\\phi"] } as const;
const capitals = { theta: "Theta", phi: "Phi" } as const;
/** θ stands for a row of nodes, φ for a column. */
const variation = { theta: "row", phi: "column" } as const;

export const circle: OfAngle = (of, angle, party) =>
  symbolOf(`${of[0]}${angle === "phi" ? "p" : ""}[${party}]`, "circle", () => ({
    role: { kind: "circle", of, angle },
    party,
    varies: variation[angle],
    letter: angleLetters[angle],
    square: of === "cos" ? squares([], -1n, circle("sin", angle, party)) : null,
  }));

export const angle: OfAngle = (of, angle, party) =>
  symbolOf(`${of}${capitals[angle]}[${party}]`, "angle", () => ({
    role: { kind: "angle", of, angle },
    party,
    varies: variation[angle],
    code: of + capitals[angle],
    letter: angleLetters[angle],
  }));

const field = (field: Field): Sym =>
  symbolOf(field, "field", () => ({
    role: { kind: "field", field },
    varies: "node",
    code: field.toLowerCase(),
    letter: plain("Q"),
  }));
export const Q = field("Q");
export const P = field("P");

export const gradient = (field: Field, angle: AngleName, party: string): Sym =>
  symbolOf(`d${field}${capitals[angle]}[${party}]`, "gradient", () => ({
    role: { kind: "gradient", field, angle },
    party,
    varies: "node",
    code: `d${field}${capitals[angle]}`,
    letter: angleLetters[angle],
  }));

export const bareGradient = (party: string): Sym =>
  symbolOf(`bareQPhi[${party}]`, "bare gradient", () => ({
    role: { kind: "bare gradient" },
    party,
    varies: "node",
    letter: angleLetters.phi,
  }));

export const nabla: Components = each((axis) =>
  symbolOf(`del ${axis}`, "nabla", () => ({
    role: { kind: "nabla", axis },
    varies: "node",
    letter: [`∇${axis}`, `\\nabla_${axis}`],
  })),
);

const mean = (of: "A" | "X", letter: Letter): Sym =>
  symbolOf(`${of}0`, "mean", () => ({
    role: { kind: "mean", of },
    varies: "node",
    code: `${of.toLowerCase()}0`,
    letter,
  }));
export const A0 = mean("A", ["A₀", "A_0"]);
export const X0 = mean("X", ["X", "X", "0"]);

export const R2 = symbolOf("R2", "square", () => ({
  role: { kind: "square" },
  varies: "node",
  code: "r2",
  letter: plain("|R|"),
}));

const vector = (of: "R" | "X"): Components =>
  each((axis) =>
    symbolOf(`${of}${axis}`, "vector", () => ({
      role: { kind: "vector", of, axis },
      varies: "node",
      code: of.toLowerCase() + axis,
      letter: [`${of}${axis}`, `${of}_${axis}`],
      square: of === "R" && axis === "z" ? squares([[R2, 1]], -1n, known.get("Rx")!, known.get("Ry")!) : null,
    })),
  );
export const R = vector("R");
export const X = vector("X");

export const freeR: Components = each((axis) =>
  symbolOf(`R[${axis}]`, "free vector", () => ({
    role: { kind: "free vector", axis },
    varies: "node",
    letter: [`R${axis}`, `R_${axis}`],
  })),
);

const special = (name: string, code: string, letter: Letter): Sym =>
  symbolOf(`${name}(Q)`, "special", () => ({ role: { kind: "special", name }, varies: "node", code, letter }));
export const K = special("K", "kernel", plain("K"));
export const L0 = special("L0", "mean", ["L₀", "L_0"]);

/** What stands in emitted code, or in print, under a name of its own. */
export const own: readonly Sym[] = [Q, P, A0, ...R, R2, X0, ...X, K, L0, pi];

/** Every angle, cosines first, and every gradient of a party, in the order of the frame. */
export const anglesOf = (party: string): readonly Sym[] =>
  (["theta", "phi"] as const).flatMap((of) => [angle("cos", of, party), angle("sin", of, party)]);
export const gradientsOf = (field: Field, party: string): readonly Sym[] => [
  gradient(field, "theta", party),
  gradient(field, "phi", party),
];

/** Names that no parameter has, for formulas have them. */
export const namesInFormulas: readonly string[] = [
  ...own.filter(({ role }) => role.kind !== "special" && role.kind !== "number").map(({ key }) => key),
  ...[...anglesOf(""), ...gradientsOf("Q", ""), ...gradientsOf("P", "")].map(({ code }) => code),
];

const rangeOf: Readonly<Record<FunctionName, Interval | null>> = {
  cosh: between(1, UNBOUNDED),
  sinh: null,
  cos: between(-1, 1),
  sin: between(-1, 1),
  exp: between(0, UNBOUNDED),
  sqrt: between(0, UNBOUNDED),
};

/** @param text  the argument as it is typed: equal arguments have equal texts */
export const functionOf = (
  name: FunctionName,
  argument: Polynomial,
  text: string,
  reciprocal: Sym | null = null,
): Sym =>
  symbolOf(`${name}(${text})`, "function", () => {
    const ordered = { terms: new Map([...argument.terms.keys()].sort().map((key) => [key, argument.terms.get(key)!])) };
    return {
      role: { kind: "function", function: name, argument: ordered, text },
      letter: plain(name),
      range: rangeOf[name],
      square: squareOfFunction(name, ordered, text),
      reciprocal,
    };
  });

function squareOfFunction(name: FunctionName, argument: Polynomial, text: string): Polynomial | null {
  if (name === "sqrt") return argument;
  if (name === "cos") return squares([], -1n, functionOf("sin", argument, text));
  return name === "cosh" ? squares([], 1n, functionOf("sinh", argument, text)) : null;
}

export const harmonic = (name: FunctionName, multiples: Multiples): Sym =>
  symbolOf(`${name}{${JSON.stringify(multiples.map(([k, { text }]) => [k, text]))}}`, "harmonic", () => ({
    role: { kind: "harmonic", function: name, multiples },
    varies: multiples.some(([, { party }]) => party !== null) ? "column" : "once",
    letter: plain(name),
  }));

export const released = (from: Sym): Sym =>
  symbolOf(`~${from.key}`, "released", () => ({
    role: { kind: "released", from },
    varies: from.varies,
    letter: from.letter,
  }));

/** @param key  such as no parameter has */
export const auxiliary = (key: string, letter: Letter = plain(key)): Sym =>
  symbolOf(key, "auxiliary", () => ({ role: { kind: "auxiliary" }, letter }));
