/**
 * The table of symbols: what an indeterminate of a polynomial is, where it varies, how it is written. Symbols of equal keys are one
 * object, so that identity tells them apart; a key says all that its symbol is, and order goes by keys: which symbols there were before
 * never shows in a result. Some have a square that is a polynomial of others:
 *
 *   z[a]²     → 1 − x[a]² − y[a]²      a point n of party a's unit sphere
 *   c[a]²     → 1 − s[a]²              cos θ, sin θ
 *   cp[a]²    → 1 − sp[a]²             cos φ, sin φ
 *   Rz²       → R2 − Rx² − Ry²         a vector of squared length R2
 *   cos(u)²   → 1 − sin(u)²            cosh(u)² → 1 + sinh(u)², sqrt(a)² → a
 */
import * as g from "./gaussian.ts";
import type { Interval } from "./interval.ts";
import type { AngleName, Axis, Field, FunctionName, Letter, Multiples, Polynomial, Powers, Role, Sym } from "./role.ts";

const known = new Map<string, Sym>();

const columns = { party: null, varies: "once", range: null, square: null, reciprocal: null } as const;
type Row = Pick<Sym, "role" | "letter"> & Partial<Omit<Sym, "key">>;

/** The symbol of a key, of which the table has one row; made when it is first asked for.
 *  @throws RangeError where another kind of symbol has the key */
function sym(key: string, kind: Role["kind"], row: () => Row): Sym {
  const found = known.get(key);
  if (found !== undefined) {
    if (found.role.kind !== kind) throw new RangeError(`${key} is another kind of symbol`);
    return found;
  }
  const { role, party, varies, code = key, letter, range, square, reciprocal } = { ...columns, ...row() };
  // All of one shape, which engines read faster.
  const made: Sym = { key, role, party, varies, code, letter, range, square, reciprocal };
  known.set(key, made);
  return made;
}

export const keyOf = (powers: Powers): string => powers.map(([{ key }, exponent]) => `${key}^${exponent}`).join(" ");

/** start + sign·(a² + b² + …) */
function squares(start: Powers, sign: bigint, ...others: readonly Sym[]): Polynomial {
  const terms = [{ coefficient: g.one, powers: start }].concat(
    others.map((other) => ({ coefficient: g.gaussian(sign), powers: [[other, 2]] as const })),
  );
  return { terms: new Map(terms.map((term) => [keyOf(term.powers), term])) };
}

const between = (minimum: number, maximum: number, openMaximum = false): Interval => ({
  minimum,
  maximum,
  openMinimum: false,
  openMaximum,
});
const UNBOUNDED = Number.POSITIVE_INFINITY;

const plain = (letter: string): Letter => [letter, letter];
/** θ stands for a row of nodes, φ for a column. */
const [letters, capitals, variation] = [
  { theta: ["θ", "\\theta"], phi: ["φ", "\\phi"] },
  { theta: "Theta", phi: "Phi" },
  { theta: "row", phi: "column" },
] as const;

type OfAngle = (of: "cos" | "sin", angle: AngleName, party: string) => Sym;

export const parameter = (name: string): Sym =>
  sym(name, "parameter", () => ({ role: { kind: "parameter" }, letter: plain(name) }));
export const pi = sym("pi", "number", () => ({
  role: { kind: "number" },
  code: "Math.PI",
  letter: ["π", "\\pi"],
  range: between(3, 4),
}));
export const spin = (party: string): Sym =>
  sym(`J[${party}]`, "spin", () => ({
    role: { kind: "spin" },
    party,
    code: "J",
    letter: plain("J"),
    range: between(0.5, UNBOUNDED, true),
  }));

export const coordinate = (axis: Axis, party: string): Sym =>
  sym(`${axis}[${party}]`, "coordinate", () => ({
    role: { kind: "coordinate", axis },
    party,
    varies: "node",
    letter: plain(axis),
    square: axis === "z" ? squares([], -1n, coordinate("x", party), coordinate("y", party)) : null,
  }));
const freeCoordinate = (axis: Axis, party: string): Sym =>
  sym(`n[${party}][${axis}]`, "free coordinate", () => ({
    role: { kind: "free coordinate", axis },
    party,
    varies: "node",
    letter: plain(axis),
  }));
export const circle: OfAngle = (of, angle, party) =>
  sym(`${of[0]}${angle === "phi" ? "p" : ""}[${party}]`, "circle", () => ({
    role: { kind: "circle", of, angle },
    party,
    varies: variation[angle],
    letter: letters[angle],
    square: of === "cos" ? squares([], -1n, circle("sin", angle, party)) : null,
  }));
export const angle: OfAngle = (of, angle, party) =>
  sym(`${of}${capitals[angle]}[${party}]`, "angle", () => ({
    role: { kind: "angle", of, angle },
    party,
    varies: variation[angle],
    code: of + capitals[angle],
    letter: letters[angle],
  }));

const field = (field: Field): Sym =>
  sym(field, "field", () => ({
    role: { kind: "field", field },
    varies: "node",
    code: field.toLowerCase(),
    letter: plain("Q"),
  }));
export const gradient = (field: Field, angle: AngleName, party: string): Sym =>
  sym(`d${field}${capitals[angle]}[${party}]`, "gradient", () => ({
    role: { kind: "gradient", field, angle },
    party,
    varies: "node",
    code: `d${field}${capitals[angle]}`,
    letter: letters[angle],
  }));
export const bareGradient = (party: string): Sym =>
  sym(`bareQPhi[${party}]`, "bare gradient", () => ({
    role: { kind: "bare gradient" },
    party,
    varies: "node",
    letter: letters.phi,
  }));
const nablaAlong = (axis: Axis): Sym =>
  sym(`del ${axis}`, "nabla", () => ({
    role: { kind: "nabla", axis },
    varies: "node",
    letter: [`∇${axis}`, `\\nabla_${axis}`],
  }));

const mean = (of: "A" | "X", letter: Letter): Sym =>
  sym(`${of}0`, "mean", () => ({ role: { kind: "mean", of }, varies: "node", code: `${of.toLowerCase()}0`, letter }));
export const R2 = sym("R2", "square", () => ({
  role: { kind: "square" },
  varies: "node",
  code: "r2",
  letter: plain("|R|"),
}));
const vector = (of: "R" | "X", axis: Axis): Sym =>
  sym(`${of}${axis}`, "vector", () => ({
    role: { kind: "vector", of, axis },
    varies: "node",
    code: of.toLowerCase() + axis,
    letter: [`${of}${axis}`, `${of}_${axis}`],
    square: of === "R" && axis === "z" ? squares([[R2, 1]], -1n, vector("R", "x"), vector("R", "y")) : null,
  }));
const freeVector = (axis: Axis): Sym =>
  sym(`R[${axis}]`, "free vector", () => ({
    role: { kind: "free vector", axis },
    varies: "node",
    letter: [`R${axis}`, `R_${axis}`],
  }));
const special = (name: string, code: string, letter: Letter): Sym =>
  sym(`${name}(Q)`, "special", () => ({ role: { kind: "special", name }, varies: "node", code, letter }));

export const harmonic = (name: FunctionName, multiples: Multiples): Sym =>
  sym(`${name}{${JSON.stringify(multiples.map(([k, { text }]) => [k, text]))}}`, "harmonic", () => ({
    role: { kind: "harmonic", function: name, multiples },
    varies: multiples.some(([, { party }]) => party !== null) ? "column" : "once",
    letter: plain(name),
  }));
export const released = (from: Sym): Sym =>
  sym(`~${from.key}`, "released", () => ({
    role: { kind: "released", from },
    varies: from.varies,
    letter: from.letter,
  }));
/** @param key  such as no parameter has */
export const auxiliary = (key: string, letter: Letter = plain(key)): Sym =>
  sym(key, "auxiliary", () => ({ role: { kind: "auxiliary" }, letter }));

/** @param text  the argument as it is typed: equal arguments have equal texts
 *  @param reciprocal  exp(u) where it is exp(−u) */
export const functionOf = (
  name: FunctionName,
  argument: Polynomial,
  text: string,
  reciprocal: Sym | null = null,
): Sym =>
  sym(`${name}(${text})`, "function", () => {
    // In the order of keys, so that it does not show how it was made.
    const ordered = { terms: new Map([...argument.terms.keys()].sort().map((key) => [key, argument.terms.get(key)!])) };
    return {
      role: { kind: "function", function: name, argument: ordered, text },
      letter: plain(name),
      range: rangeOf[name],
      square: squareOfFunction(name, ordered, text),
      reciprocal,
    };
  });

const rangeOf: Readonly<Record<FunctionName, Interval | null>> = {
  cosh: between(1, UNBOUNDED),
  sinh: null,
  cos: between(-1, 1),
  sin: between(-1, 1),
  exp: between(0, UNBOUNDED),
  sqrt: between(0, UNBOUNDED),
};

function squareOfFunction(name: FunctionName, argument: Polynomial, text: string): Polynomial | null {
  if (name === "sqrt") return argument;
  if (name === "cos") return squares([], -1n, functionOf("sin", argument, text));
  return name === "cosh" ? squares([], 1n, functionOf("sinh", argument, text)) : null;
}

type Components = readonly [x: Sym, y: Sym, z: Sym];
const each = (make: (axis: Axis) => Sym): Components => [make("x"), make("y"), make("z")];

/** n of a party. */
export const coordinatesOf = (party: string): Components => each((axis) => coordinate(axis, party));
export const freeCoordinates = (party: string): Components => each((axis) => freeCoordinate(axis, party));
export const nabla = each(nablaAlong);
export const [Q, P] = (["Q", "P"] as const).map(field) as [Sym, Sym];
export const [A0, X0] = [mean("A", ["A₀", "A_0"]), mean("X", ["X", "X", "0"])];
export const [R, X] = [each((axis) => vector("R", axis)), each((axis) => vector("X", axis))];
export const freeR = each(freeVector);
export const [K, L0] = [special("K", "kernel", plain("K")), special("L0", "mean", ["L₀", "L_0"])];

/** ∂θ of a field and (1/sin θ) ∂φ of it. */
export const gradientsOf = (field: Field, party: string): readonly Sym[] => [
  gradient(field, "theta", party),
  gradient(field, "phi", party),
];

/** Values that have a name of their own in emitted code. */
export const own: readonly Sym[] = [Q, P, A0, ...R, R2, X0, ...X, K, L0, pi];

/** Names that no parameter has, for formulas have them. */
export const namesInFormulas: readonly string[] = [
  ...own.filter(({ role: { kind } }) => kind !== "special" && kind !== "number").map(({ key }) => key),
  ...(["theta", "phi"] as const).flatMap((of) => [angle("cos", of, "").code, angle("sin", of, "").code]),
  ...[...gradientsOf("Q", ""), ...gradientsOf("P", "")].map(({ code }) => code),
];
