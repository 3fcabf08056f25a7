/** Parameters by other names and as functions of others, functions by others. */
import type { Parameters } from "../../../runtime/evaluator.ts";
import type { ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import type { SyntaxNode } from "../../../symbolic/declare/syntax.ts";
import { oneOf, type Random } from "../../cli/fuzz/chance.ts";
import { numberIn } from "./action.ts";
import { type Equivalent, freshName, type Reservoir, type Rewriting, same, withReservoirs } from "./equivalent.ts";
import { replaced, written } from "./trees.ts";

/** Every text of the reservoirs. */
const everywhere = (given: ChannelDeclaration, change: (text: string) => string): ChannelDeclaration =>
  withReservoirs(
    given,
    (reservoir): Reservoir =>
      typeof reservoir === "string"
        ? change(reservoir)
        : { operators: reservoir.operators.map(change), matrix: reservoir.matrix.map((row) => row.map(change)) },
  )!;

const named = (text: string, change: (name: string) => string | undefined): string =>
  replaced(text, (node) => (node.kind === "name" && node.name !== "rho" ? change(node.name) : undefined));

/** Names in the other alphabetical order too, and letters that formulas have of their own. */
const others = ["zeta", "x0", "x_0", "lambda1", "a", "B", "R", "K", "M", "e", "A_0", "p", "ab", "b", "z9"] as const;

export const renamed: Rewriting = (given, random) => {
  const pool = others.filter((name) => !Object.hasOwn(given.parameters, name) && !given.parties.includes(name));
  const names = new Map<string, string>();
  for (const name of Object.keys(given.parameters)) {
    const free = pool.filter((one) => ![...names.values()].includes(one));
    names.set(name, oneOf(random, free));
  }
  if (names.size === 0) return undefined;
  const reordered = [...Object.entries(given.parameters)].reverse();
  const declaration = {
    ...everywhere(given, (text) => named(text, (name) => names.get(name))),
    parameters: Object.fromEntries(reordered.map(([name, declared]) => [names.get(name)!, declared])),
  };
  const values = (all: Parameters) =>
    Object.fromEntries(Object.entries(all).map(([name, value]) => [names.get(name) ?? name, value]));
  return { ...same(declaration, "other names"), values };
};

/** A parameter as a function of another one. */
interface Substitution {
  readonly range: string;
  readonly text: string;
  readonly other: string;
  readonly inverse: (value: number) => number;
}

// biome-ignore format: a table
const substitutions: readonly Substitution[] = [
  { range: "[0, inf)", text: "2*$", other: "[0, inf)", inverse: (x) => x / 2 },
  { range: "[0, inf)", text: "$^2", other: "[0, inf)", inverse: Math.sqrt },
  { range: "[0, inf)", text: "($ - 1)", other: "[1, inf)", inverse: (x) => x + 1 },
  { range: "[0, inf)", text: "sinh($)^2", other: "[0, inf)", inverse: (x) => Math.asinh(Math.sqrt(x)) },
  { range: "[0, inf)", text: "(cosh(2*$) - 1)/2", other: "[0, inf)", inverse: (x) => Math.asinh(Math.sqrt(x)) },
  { range: "(-inf, inf)", text: "2*$", other: "(-inf, inf)", inverse: (x) => x / 2 },
  { range: "(-inf, inf)", text: "(-$)", other: "(-inf, inf)", inverse: (x) => -x },
  { range: "(-inf, inf)", text: "($ + 1/3)", other: "(-inf, inf)", inverse: (x) => x - 1 / 3 },
  { range: "[-1, 1]", text: "sin($)", other: "(-inf, inf)", inverse: Math.asin },
];

export const substituted: Rewriting = (given, random): Equivalent | undefined => {
  const choices = Object.entries(given.parameters).flatMap(([name, { range }]) =>
    substitutions.filter((one) => one.range === range).map((one) => ({ name, one })),
  );
  if (choices.length === 0) return undefined;
  const { name, one } = oneOf(random, choices);
  const fresh = freshName(given, "u", "v", "w", "y");
  const image = one.text.replaceAll("$", fresh);
  const parameters = Object.entries(given.parameters).map(([key, declared]) =>
    key === name ? [fresh, { ...declared, range: one.other }] : [key, declared],
  );
  const declaration = {
    ...everywhere(given, (text) => named(text, (found) => (found === name ? image : undefined))),
    parameters: Object.fromEntries(parameters),
  };
  const values = (all: Parameters) => {
    const { [name]: value, ...rest } = all;
    return { ...rest, [fresh]: one.inverse(value) };
  };
  // Beside a parameter of the same value the image is equal to it by rounding alone.
  const isExact = (all: Parameters) =>
    numberIn(image, values(all)) === all[name] &&
    Object.entries(all).every(([other, value]) => other === name || value !== all[name]);
  return { ...same(declaration, `${name} as ${image}`), values, isExact, keepsStrata: false };
};

/** Functions by others; `$` is the argument. */
// biome-ignore format: a table
const identities: Readonly<Record<string, readonly string[]>> = {
  cosh: ["(exp($) + exp(-($)))/2", "1 + 2*sinh(($)/2)^2", "cosh(($)/2)^2 + sinh(($)/2)^2", "cosh(-($))"],
  sinh: ["(exp($) - exp(-($)))/2", "2*sinh(($)/2)*cosh(($)/2)", "-sinh(-($))"],
  cos: ["(exp(i*($)) + exp(-i*($)))/2", "1 - 2*sin(($)/2)^2", "cos(($)/2)^2 - sin(($)/2)^2", "2*cos(($)/2)^2 - 1", "cos(-($))"],
  sin: ["(exp(-i*($)) - exp(i*($)))*i/2", "2*sin(($)/2)*cos(($)/2)", "-sin(-($))"],
};
const ofExponentials = {
  imaginary: ["exp(($)/2)^2", "cos(-i*($)) + i*sin(-i*($))"],
  real: ["exp(($)/2)^2", "cosh($) + sinh($)"],
} as const;

export const byIdentities: Rewriting = (given, random) => {
  let isChanged = false;
  const change = (node: SyntaxNode): string | undefined => {
    const text = identityOf(node, random);
    isChanged ||= text !== undefined;
    return text;
  };
  const declaration = everywhere(given, (text) => replaced(text, change));
  return isChanged ? same(declaration, "functions by identities") : undefined;
};

function identityOf(node: SyntaxNode, random: Random): string | undefined {
  if (node.kind === "power" && node.exponent === 2 && node.base.kind === "call") return squareOf(node.base);
  if (node.kind !== "call") return undefined;
  const argument = written(node.argument);
  const isImaginary = /\bi\b/.test(argument);
  const choices =
    node.function === "exp" ? ofExponentials[isImaginary ? "imaginary" : "real"] : identities[node.function];
  return choices && oneOf<string>(random, choices).replaceAll("$", argument);
}

function squareOf(call: SyntaxNode & { readonly kind: "call" }): string | undefined {
  const argument = written(call.argument);
  // biome-ignore format: a table
  const squares: Readonly<Record<string, string>> = {
    cosh: `1 + sinh(${argument})^2`, sinh: `cosh(${argument})^2 - 1`, cos: `1 - sin(${argument})^2`, sin: `(1 - cos(2*(${argument})))/2`,
  };
  return squares[call.function];
}
