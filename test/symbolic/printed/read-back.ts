/** Reads every formula of a page back, and compares it at random points with the form that was printed. */
import { expect } from "vitest";
import type { ReservoirDerivation } from "../../../symbolic/derive.ts";
import type { EvaluatorPlan } from "../../../symbolic/plan.ts";
import { expectedOf, potentialValue } from "./expected-values.ts";
import { added, multiplied, type Reading, scalar, Unreadable, type Value, valueIn } from "./formula-reader.ts";
import { latexTokens, readLatex } from "./latex-tokens.ts";
import type { PrintedFormula } from "./pages.ts";
import { kernels, type Point, randomPoint } from "./points.ts";
import { type Page, readUnicode } from "./unicode-tokens.ts";

/** How a notation is read. */
export interface Reader {
  readonly page: Page;
  readonly read: (text: string) => Reading;
  /** A left side in the words of Unicode. */
  readonly left: (text: string) => string;
  /** What stands under an integral over the spheres. */
  readonly integrand: (text: string) => string | undefined;
  /** The parameter and the rest of `n̄ = 0: bath is …`. */
  readonly stratum: (prose: string) => readonly [parameter: string, rest: string] | undefined;
}

export const unicodeReader = (page: Page): Reader => ({
  page,
  read: (text) => readUnicode(text, page),
  left: (text) => text,
  integrand: (text) => /^M ∫ (.*) dΩ$/.exec(text)?.[1],
  stratum: (prose) => {
    const [, letter, rest] = /^(\S+) = 0: (.*)$/.exec(prose) ?? [];
    return letter === undefined ? undefined : [page.parameters.get(letter)!, rest];
  },
});

const lefts: Readonly<Record<string, string>> = {
  "D(\\rho)": "D(ρ)",
  "D(Q)": "D(Q)",
  "\\Pi": "Π",
  "\\Phi": "Φ",
  "\\frac{dS}{dt}\\Big|_{\\mathrm{diss}}": "dS/dt|diss",
  "M \\int \\cdots d\\Omega": "M ∫ … dΩ",
  "-M \\int Q \\ln Q \\, d\\Omega": "−M ∫ Q ln Q dΩ",
  "Q^{*}": "Q*",
  "H'": "H′",
  "K(A_0, |R|^{2})": "K(A₀, |R|²)",
  "L_0(A_0, |R|^{2})": "L₀(A₀, |R|²)",
  A: "A",
  F: "F",
};

export const latexReader = (page: Page): Reader => ({
  page,
  read: (text) => readLatex(text, page),
  left: (text) => lefts[text] ?? keyIn(text, page),
  integrand: (text) => /^M \\int (.*) \\, d\\Omega$/.exec(text)?.[1],
  stratum: (prose) => {
    const [, letter, rest] = /^\$(.*?) = 0\$: (.*)$/.exec(prose) ?? [];
    return letter === undefined ? undefined : [keyIn(letter, page).replace("parameter ", ""), rest];
  },
});

function keyIn(text: string, page: Page): string {
  const [token, ...more] = latexTokens(text, page);
  if (token?.kind !== "symbol" || more.length > 0) throw new Unreadable(`no left side: ${text}`);
  return token.key;
}

/** What a page is about: its reservoirs in the order in which they stand there. */
interface Scope {
  readonly derivation: ReservoirDerivation;
  readonly fixed: readonly string[];
  /** What is printed of this reservoir, by its left side. */
  readonly definitions: Map<string, Reading>;
}

interface Read {
  readonly left: string;
  readonly right: string;
  readonly reading: Reading;
  readonly scope: Scope;
}

/** How many formulas were read and compared. */
export function expectReadBack(
  formulas: readonly PrintedFormula[],
  plan: EvaluatorPlan,
  reader: Reader,
  random: () => number,
): number {
  const { channel, reservoirs } = plan.derivation;
  const scopes = reservoirs.map((derivation): Scope => ({ derivation, fixed: [], definitions: new Map() }));
  const points = (fixed: readonly string[]): readonly Point[] => [1, 2].map(() => randomPoint(channel, random, fixed));
  const found: Read[] = [];
  let current = -1;
  let [section, prose] = ["", ""];
  let scope = scopes[0];
  for (const { section: title, prose: before, text } of formulas) {
    if (title !== section && /^Dissipator/.test(title)) scope = scopes[++current];
    if (title === "Where more can be said" && (before !== prose || title !== section))
      scope = stratumScope(before, plan, scopes, reader);
    [section, prose] = [title, before];
    const at = text.indexOf(" = ");
    const [left, right] = [reader.left(text.slice(0, at)), text.slice(at + 3)];
    if (!isFixed(left, right, plan.derivation)) {
      const reading = reader.read(reader.integrand(right) ?? right);
      if (/^(?:[AB]_|[gω]_|p$)/u.test(left)) scope.definitions.set(left, reading);
      found.push({ left, right, reading, scope });
    } else if (left === "A") expect(scope.derivation.operator.drift.every(({ terms }) => terms.size === 0)).toBe(true);
  }
  for (const each of found) expectFormula(each, plan, points(each.scope.fixed));
  return formulas.length;
}

function stratumScope(prose: string, plan: EvaluatorPlan, scopes: readonly Scope[], reader: Reader): Scope {
  const [parameter, rest] = reader.stratum(prose)!;
  const stratum = plan.strata.find(({ conditions }) => conditions.size === 1 && conditions.get(parameter) === 0)!;
  const at = stratum.plan.derivation.reservoirs.findIndex(({ reservoir }) => rest.startsWith(`${reservoir.name} is `));
  return {
    derivation: stratum.plan.derivation.reservoirs[at],
    fixed: [parameter],
    definitions: new Map(scopes[at].definitions),
  };
}

/** Formulas that are the same of every channel. */
function isFixed(left: string, right: string, { channel, reservoirs }: EvaluatorPlan["derivation"]): boolean {
  const plain = right.replaceAll(/\s+/g, " ");
  const known: Readonly<Record<string, readonly string[]>> = {
    "D(Q)": ["−∇·I", "-\\nabla \\cdot I", ...divergence(channel.parties)],
    "dS/dt|diss": ["Π", "\\Pi"],
    Φ: ["0", "Tr[ρF]", "\\operatorname{Tr}[\\rho F]"],
    A: ["0"],
    F: [
      "D†(M ∫ |Ω⟩⟨Ω| ln Q* dΩ)",
      "D^{\\dagger}\\Bigl(M \\int |\\Omega\\rangle\\langle\\Omega| \\ln Q^{*} \\, d\\Omega\\Bigr)",
    ],
    "K(A₀, |R|²)": ["∫₋₁¹ (1 − u²)/(A₀ + |R|u) du", "\\int_{-1}^{1} \\frac{1 - u^2}{A_0 + |R| u} \\, du"],
    "L₀(A₀, |R|²)": ["∫₋₁¹ ln(A₀ + |R|u) du", "\\int_{-1}^{1} \\ln(A_0 + |R| u) \\, du"],
  };
  if (reservoirs.length > 1 && /^[ΠΦ]$/.test(left) && /^\\?(?:Π|Φ|Pi|Phi)_/.test(plain)) return true;
  return (known[left] ?? []).includes(plain);
}

/** D(Q) = −Σ (1/sinθ)[∂θ(sinθ I_θ) + ∂φ I_φ], in both notations. */
function divergence(parties: readonly string[]): readonly string[] {
  const [a, b] = [parties.length > 1, parties];
  const one = (party: string): string => {
    const [below, beside] = a ? [`_${party}`, party] : ["", ""];
    return `−(1/sinθ${below})[∂θ${beside}(sinθ${below} I_θ${beside}) + ∂φ${beside} I_φ${beside}]`;
  };
  const inLatex = (party: string): string => {
    const [theta, phi] = ["\\theta", "\\phi"].map((angle) => (a ? `${angle}_{${party}}` : angle));
    return `-\\frac{1}{\\sin ${theta}} \\Bigl[\\partial_{${theta}}(\\sin ${theta} \\, I_{${theta}}) + \\partial_{${phi}}\\,I_{${phi}}\\Bigr]`;
  };
  return [b.map(one).join(" ").replaceAll(" −", " − "), b.map(inLatex).join(" ").replaceAll(" -\\frac", " - \\frac")];
}

function expectFormula({ left, right, reading, scope }: Read, plan: EvaluatorPlan, points: readonly Point[]): void {
  const read = points.map((point) => valueIn(reading, meaningsAt(point, scope, plan.derivation.channel.parties)));
  if (left === "Q*") {
    // p may come below, and Q* is free by a factor: what does not depend on the angles.
    if (reading.kind === "power" && reading.base.kind === "symbol" && reading.base.key === "p") return;
    expectSameRatio(reading, scope, plan, points[0], right);
    return;
  }
  read.forEach((value, k) => {
    const expected = expectedOf(left, scope.derivation, plan.closedForm, points[k]);
    if (!expected) expect.fail(`no form is known for ${left} = ${right}`);
    expectEqual(value, expected!, `${left} = ${right}`);
  });
}

/** Q* at two points of the sphere. */
function expectSameRatio(reading: Reading, scope: Scope, plan: EvaluatorPlan, point: Point, text: string): void {
  const { channel } = plan.derivation;
  const names = channel.parameters.map(({ name }) => name);
  const spin = `J[${channel.parties[0]}]`;
  const moved = randomPoint(channel, () => 0.37, scope.fixed);
  const symbols = new Map([
    ...moved.symbols,
    ...[...names, spin].map((name) => [name, point.symbols.get(name)!] as const),
  ]);
  const printed = new Map([
    ...moved.printed,
    ...names.map((name) => [`parameter ${name}`, point.symbols.get(name)!] as const),
    ["J", point.symbols.get(spin)!] as const,
  ]);
  const at = (of: Point): number => valueIn(reading, meaningsAt(of, scope, channel.parties)).get("")![0];
  const other = { symbols, printed };
  const exact = potentialValue(scope.derivation, point) / potentialValue(scope.derivation, other);
  expectEqual(scalar(at(point) / at(other)), scalar(exact), `Q* = ${text}`);
}

/** Symbols by the point, operators, and intermediates through their own printed definitions. */
function meaningsAt(point: Point, scope: Scope, parties: readonly string[]): Parameters<typeof valueIn>[1] {
  const functions = {
    cos: Math.cos,
    sin: Math.sin,
    cosh: Math.cosh,
    sinh: Math.sinh,
    sqrt: Math.sqrt,
    K: kernels.sphereKernel,
    "L₀": kernels.logMean,
  };
  const symbol = (key: string): Value => {
    if (key === "i") return scalar(0, 1);
    const known = point.printed.get(key);
    if (known !== undefined) return scalar(known);
    const spin = /^J([xyz₊₋])(?:\[(\w+)\])?$/.exec(key);
    if (spin) return spinValue(spin[1], spin[2] ?? parties[0]);
    const defined = scope.definitions.get(key);
    if (defined) return valueIn(defined, meanings);
    if (/^[AB]_/.test(key)) return scalar(0);
    const angles = parties.flatMap((party) => ["θ", "φ"].map((angle) => angle + (parties.length === 1 ? "" : party)));
    const product = (a: string, b: string): Value => multiplied(symbol(a), symbol(b));
    if (key === "A·ω") return added(...angles.map((angle) => product(`A_${angle}`, `ω_${angle}`)));
    if (key === "det B") return added(product("B_θθ", "B_φφ"), multiplied(scalar(-1), product("B_θφ", "B_θφ")));
    throw new Unreadable(`nothing defines ${key}`);
  };
  const meanings = { symbol, functions };
  return meanings;
}

function spinValue(axis: string, party: string): Value {
  const x: Value = new Map([[`Jx ${party}`, [1, 0]]]);
  const y: Value = new Map([[`Jy ${party}`, [1, 0]]]);
  if (axis === "₊") return added(x, multiplied(scalar(0, 1), y));
  if (axis === "₋") return added(x, multiplied(scalar(0, -1), y));
  return new Map([[`J${axis} ${party}`, [1, 0]]]);
}

/** Equal to nine digits of the largest entry. */
function expectEqual(found: Value, expected: Value, text: string): void {
  const size = Math.max(...[...expected.values(), [0, 0] as const].map(([re, im]) => Math.hypot(re, im)));
  for (const key of new Set([...found.keys(), ...expected.keys()])) {
    const [a, b] = [found.get(key) ?? [0, 0], expected.get(key) ?? [0, 0]];
    const off = Math.hypot(a[0] - b[0], a[1] - b[1]);
    if (!(off <= 1e-9 * size + 1e-13)) expect.fail(`${text}\n  reads as ${a} (${key}), and is ${b}`);
  }
}
