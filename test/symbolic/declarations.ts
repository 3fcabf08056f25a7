/** Channels for tests, and the paper's symbols. */
import * as p from "../../symbolic/algebra/polynomial.ts";
import { circle, coordinate, gradient, parameter, Q, spin } from "../../symbolic/algebra/symbol.ts";
import damping from "../../symbolic/channels/amplitude-damping.ts";
import dephasing from "../../symbolic/channels/dephasing.ts";
import type { ChannelDeclaration } from "../../symbolic/declare/declaration.ts";
import { channel, validate } from "../../symbolic/declare/declare.ts";
import { readPolynomial } from "../../symbolic/declare/read-text.ts";
import type { RuleTable } from "../../symbolic/derive/correspondence.ts";
import { type Derivation, derive } from "../../symbolic/derive/derivation.ts";

interface Sketch {
  readonly parties?: readonly string[];
  /** Ranges by name; `[0, inf)` for those listed in `rates`. */
  readonly ranges?: Readonly<Record<string, string>>;
  readonly rates?: readonly string[];
  readonly reservoirs: ChannelDeclaration["reservoirs"];
}

export function declare({ parties = ["a"], ranges = {}, rates = [], reservoirs }: Sketch): ChannelDeclaration {
  const all = { ...Object.fromEntries(rates.map((name) => [name, "[0, inf)"])), ...ranges };
  const parameters = Object.fromEntries(
    Object.entries(all).map(([name, range]) => [name, { range, unit: "1", meaning: "a parameter" }]),
  );
  return channel({ name: "test-channel", cites: "a test", parties, parameters, reservoirs });
}

export const deriveSketch = (sketch: Sketch, table?: RuleTable): Derivation => derive(validate(declare(sketch)), table);

/** One reservoir `text` of one party with rates g, h, k. */
export const deriveText = (text: string, table?: RuleTable): Derivation =>
  deriveSketch({ rates: ["g", "h", "k"], reservoirs: { bath: text } }, table);

export const dampingDerivation = derive(validate(damping));
export const dephasingDerivation = derive(validate(dephasing));

/** The paper's notation for party a: c, s, J, e^{±iφ} as wp, wm, and the fields Q, dT = ∂θQ, dF = ∂φQ/sinθ. */
export function paper(text: string): p.Polynomial {
  const [cosPhi, sinPhi] = [
    p.symbol(circle("cos", "phi", "a")),
    p.multiply(p.imaginaryUnit, p.symbol(circle("sin", "phi", "a"))),
  ];
  const meanings: Readonly<Record<string, p.Polynomial>> = {
    c: p.symbol(circle("cos", "theta", "a")),
    s: p.symbol(circle("sin", "theta", "a")),
    x: p.symbol(coordinate("x", "a")),
    y: p.symbol(coordinate("y", "a")),
    z: p.symbol(coordinate("z", "a")),
    J: p.symbol(spin("a")),
    wp: p.add(cosPhi, sinPhi),
    wm: p.subtract(cosPhi, sinPhi),
    dT: p.symbol(gradient("Q", "theta", "a")),
    dF: p.symbol(gradient("Q", "phi", "a")),
    Q: p.symbol(Q),
  };
  return readPolynomial(text, (name) => meanings[name] ?? p.symbol(parameter(name)));
}
