/**
 * What a printed formula says, to somebody who knows the notation and nothing of the printer: a product is factors side by side,
 * a quotient on one line divides all that stands on its left by the one factor on its right. What could be read in two ways is
 * refused: a number behind a factor, a factor or a second stroke behind a quotient.
 */

export type Token =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "symbol"; readonly key: string }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "open" | "close"; readonly bracket: string }
  | { readonly kind: "plus" | "minus" | "slash" | "comma" }
  | { readonly kind: "power"; readonly of: readonly Token[] }
  | { readonly kind: "fraction"; readonly over: readonly Token[]; readonly under: readonly Token[] }
  | { readonly kind: "root"; readonly of: readonly Token[] };

export type Reading =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "symbol"; readonly key: string }
  | { readonly kind: "call"; readonly name: string; readonly of: readonly Reading[] }
  | { readonly kind: "sum" | "product"; readonly of: readonly Reading[] }
  | { readonly kind: "negative" | "dissipator"; readonly of: Reading }
  | { readonly kind: "quotient"; readonly over: Reading; readonly under: Reading }
  | { readonly kind: "power"; readonly base: Reading; readonly exponent: Reading };

/** A formula that does not read, or reads in two ways. */
export class Unreadable extends Error {}

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "D[": "]" };

export function readTokens(tokens: readonly Token[]): Reading {
  let at = 0;
  const peek = (): Token | undefined => tokens[at];
  const fail = (what: string): never => {
    throw new Unreadable(`${what} at token ${at} of ${JSON.stringify(tokens)}`);
  };

  function sum(): Reading {
    const terms: Reading[] = [];
    for (;;) {
      const sign = peek()?.kind;
      if (sign === "plus" || sign === "minus") at++;
      else if (terms.length > 0) break;
      if (sign === "plus" && terms.length === 0) fail("a sum begins with +");
      const term = product();
      terms.push(sign === "minus" ? { kind: "negative", of: term } : term);
    }
    return terms.length === 1 ? terms[0] : { kind: "sum", of: terms };
  }

  const startsFactor = (): boolean =>
    ["number", "symbol", "function", "open", "fraction", "root"].includes(peek()?.kind ?? "");

  function product(): Reading {
    const factors = [factor()];
    while (startsFactor()) {
      const isNumber = (token: Token | undefined): boolean =>
        token?.kind === "number" ||
        (token?.kind === "fraction" && [token.over, token.under].every((part) => part.every(isNumber)));
      if (isNumber(peek())) fail("a number behind a factor");
      factors.push(factor());
    }
    const over: Reading = factors.length === 1 ? factors[0] : { kind: "product", of: factors };
    if (peek()?.kind !== "slash") return over;
    at++;
    const under = factor();
    if (startsFactor() || peek()?.kind === "slash") fail("a factor behind a quotient");
    return { kind: "quotient", over, under };
  }

  function factor(): Reading {
    const [base, isNumber] = atom();
    const raised = peek();
    if (raised?.kind !== "power") return base;
    if (isNumber) fail("a bare number is raised");
    at++;
    if (peek()?.kind === "power") fail("a power is raised");
    return { kind: "power", base, exponent: readTokens(raised.of) };
  }

  function atom(): readonly [Reading, isNumber: boolean] {
    const token = peek() ?? fail("nothing where a factor is expected");
    at++;
    switch (token.kind) {
      case "number":
        return [{ kind: "number", value: token.value }, true];
      case "symbol":
        return [{ kind: "symbol", key: token.key }, false];
      case "function":
        return [call(token.name), false];
      case "fraction":
        return [{ kind: "quotient", over: readTokens(token.over), under: readTokens(token.under) }, true];
      case "root":
        return [{ kind: "call", name: "sqrt", of: [readTokens(token.of)] }, true];
      case "open": {
        const inside = sum();
        close(token.bracket);
        return [token.bracket === "D[" ? acting(inside) : inside, false];
      }
      default:
        return fail("no factor");
    }
  }

  function acting(of: Reading): Reading {
    const on = peek();
    if (on?.kind !== "symbol" || on.key !== "ρ") fail("D[…] acts on no ρ");
    at++;
    return { kind: "dissipator", of };
  }

  function close(bracket: string): void {
    const token = peek();
    if (token?.kind !== "close" || token.bracket !== closing[bracket]) fail(`no ${closing[bracket]}`);
    at++;
  }

  /** cos²(u), sin²θ, K(a, b): a bare argument is an angle of the sphere. */
  function call(name: string): Reading {
    const raised = peek();
    if (raised?.kind === "power") at++;
    const next = peek();
    const of: Reading[] = [];
    if (next?.kind === "symbol" && /^[θφ]/.test(next.key)) {
      at++;
      of.push({ kind: "symbol", key: next.key });
    } else {
      if (next?.kind !== "open" || next.bracket !== "(") fail(`${name} of what`);
      do {
        at++;
        of.push(sum());
      } while (peek()?.kind === "comma");
      close("(");
    }
    const value: Reading = { kind: "call", name, of };
    return raised?.kind === "power" ? { kind: "power", base: value, exponent: readTokens(raised.of) } : value;
  }

  const read = sum();
  return at === tokens.length ? read : fail("more than one formula");
}

/** A sum over products of operators, by their text; of no operator for a number. */
export type Value = ReadonlyMap<string, readonly [re: number, im: number]>;

export interface Meanings {
  /** @throws Unreadable for a symbol that has no value */
  readonly symbol: (key: string) => Value;
  readonly functions: Readonly<Record<string, (...of: number[]) => number>>;
}

export const scalar = (re: number, im = 0): Value => new Map([["", [re, im]]]);

const times = (a: readonly [number, number], b: readonly [number, number]): readonly [number, number] => [
  a[0] * b[0] - a[1] * b[1],
  a[0] * b[1] + a[1] * b[0],
];

export function added(...values: readonly Value[]): Value {
  const sums = new Map<string, readonly [number, number]>();
  for (const value of values)
    for (const [key, [re, im]] of value) {
      const before = sums.get(key) ?? [0, 0];
      sums.set(key, [before[0] + re, before[1] + im]);
    }
  return sums;
}

/** Operators stand in their order. */
export const multiplied = (a: Value, b: Value): Value =>
  added(
    ...[...a].flatMap(([left, x]) =>
      [...b].map(([right, y]): Value => new Map([[[left, right].filter((key) => key !== "").join(" "), times(x, y)]])),
    ),
  );

/** Σ l_i l_j* |i⟩⟨j| for D[Σ l_i J_i]. */
export const dissipator = (of: Value): Value =>
  added(
    ...[...of].flatMap(([left, x]) =>
      [...of].map(([right, [re, im]]): Value => new Map([[`${left} ⊗ ${right}`, times(x, [re, -im])]])),
    ),
  );

function numberIn(value: Value): readonly [number, number] {
  for (const key of value.keys()) if (key !== "") throw new Unreadable(`an operator ${key} where a number is expected`);
  return value.get("") ?? [0, 0];
}

function realIn(value: Value): number {
  const [re, im] = numberIn(value);
  if (Math.abs(im) > 1e-12 * (1 + Math.abs(re))) throw new Unreadable("a complex number where a real one is expected");
  return re;
}

export function valueAt(of: Reading, meanings: Meanings): Value {
  const value = (part: Reading): Value => valueAt(part, meanings);
  switch (of.kind) {
    case "number":
      return scalar(of.value);
    case "symbol":
      return meanings.symbol(of.key);
    case "sum":
      return added(...of.of.map(value));
    case "product":
      return of.of.map(value).reduce(multiplied);
    case "negative":
      return multiplied(scalar(-1), value(of.of));
    case "dissipator":
      return dissipator(value(of.of));
    case "quotient": {
      const [re, im] = numberIn(value(of.under));
      return multiplied(value(of.over), scalar(re / (re * re + im * im), -im / (re * re + im * im)));
    }
    case "power":
      return powerOf(of.base, of.exponent, value);
    case "call":
      return scalar((meanings.functions[of.name] ?? unknown(of.name))(...of.of.map((each) => realIn(value(each)))));
  }
}

function unknown(name: string): never {
  throw new Unreadable(`the function ${name} is not known`);
}

function powerOf(base: Reading, exponent: Reading, value: (of: Reading) => Value): Value {
  if (base.kind === "symbol" && base.key === "e") {
    const [re, im] = numberIn(value(exponent));
    return scalar(Math.exp(re) * Math.cos(im), Math.exp(re) * Math.sin(im));
  }
  const [times, raised] = [realIn(value(exponent)), value(base)];
  if (Number.isInteger(times) && times >= 0 && times < 50)
    return Array.from({ length: times }, () => raised).reduce(multiplied, scalar(1));
  return scalar(realIn(raised) ** times);
}
