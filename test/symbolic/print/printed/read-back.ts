/** Reads every formula of a page back, and compares it at random points with the form that was printed. */

import { expect } from "vitest";
import { polynomial } from "../../../../symbolic/algebra/expression.ts";
import { interpret } from "../../../../symbolic/algebra/interpret.ts";
import type { Polynomial } from "../../../../symbolic/algebra/polynomial.ts";
import { ownAxes, type ReservoirDerivation } from "../../../../symbolic/derive/derivation.ts";
import type { Conditions } from "../../../../symbolic/derive/strata.ts";
import { closedEntropy, integrateQubitSphere } from "../../../../symbolic/integrate/reduce.ts";
import type { EvaluatorPlan } from "../../../../symbolic/optimize/plan.ts";
import { equations } from "../../../../symbolic/print/equation-lines.ts";
import type { Outline } from "../../../../symbolic/print/page/results-page.ts";
import { expectedOf, potentialValue } from "./expected-values.ts";
import { added, multiplied, type Reading, scalar, Unreadable, type Value, valueAt } from "./formula-reader.ts";
import { latexTokens, readLatex } from "./latex-tokens.ts";
import { formulasOfModule, type PrintedFormula } from "./pages.ts";
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
  /** The conditions and the rest of `a = b, n̄ = 0: bath is …`. */
  readonly stratum: (prose: string) => readonly [conditions: Conditions, rest: string] | undefined;
}

export const unicodeReader = (page: Page): Reader => ({
  page,
  read: (text) => readUnicode(text, page),
  left: (text) => text,
  integrand: (text) => /^M ∫ (.*) dΩ$/.exec(text)?.[1],
  stratum: (prose) => {
    const [, conditions, rest] = /^((?:, )?\S+ = \S+(?:, \S+ = \S+)*): (.*)$/.exec(prose) ?? [];
    return conditions === undefined
      ? undefined
      : [readConditions(conditions, (letter) => page.parameters.get(letter)!), rest];
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
  "\\hat m": "m̂",
  A: "A",
  F: "F",
};

export const latexReader = (page: Page): Reader => ({
  page,
  read: (text) => readLatex(text, page),
  left: (text) => lefts[text] ?? keyIn(text, page),
  integrand: (text) => /^M \\int (.*) \\, d\\Omega$/.exec(text)?.[1],
  stratum: (prose) => {
    const [, conditions, rest] = /^\$(.*?)\$: (.*)$/.exec(prose) ?? [];
    if (conditions === undefined) return undefined;
    return [readConditions(conditions, (letter) => keyIn(letter, page).replace("parameter ", "")), rest];
  },
});

/** `n̄ = 0`, and `a = b` where b is replaced by a. */
const readConditions = (text: string, nameOf: (letter: string) => string): Conditions =>
  new Map(
    text.split(", ").map((one): readonly [string, string | 0] => {
      const [left, right] = one.split(" = ");
      return right === "0" ? [nameOf(left), 0] : [nameOf(right), nameOf(left)];
    }),
  );

function keyIn(text: string, page: Page): string {
  const [token, ...more] = latexTokens(text, page);
  if (token?.kind !== "symbol" || more.length > 0) throw new Unreadable(`no left side: ${text}`);
  return token.key;
}

/** What a page is about: its reservoirs in the order in which they stand there. */
export interface Scope {
  readonly derivation: ReservoirDerivation;
  readonly fixed: Conditions;
  /** m̂, where it is said in axes of its own. */
  readonly axis?: readonly Polynomial[];
  /** What is printed of this reservoir, by its left side. */
  readonly definitions: Map<string, Reading>;
}

interface Read {
  readonly left: string;
  readonly right: string;
  readonly reading: Reading;
  readonly scope: Scope;
}

/** Reads and compares the formulas of a page of `derive`.
 *  @returns what they define, by reservoir, also where a parameter is zero */
export function expectReadBack(
  formulas: readonly PrintedFormula[],
  plan: Outline,
  reader: Reader,
  random: () => number,
): readonly Scope[] {
  const { channel, reservoirs } = plan.derivation;
  const scopes = reservoirs.map((derivation): Scope => ({ derivation, fixed: new Map(), definitions: new Map() }));
  const points = (fixed: Conditions): readonly Point[] => [1, 2].map(() => randomPoint(channel, random, fixed));
  const found: Read[] = [];
  let current = -1;
  let [section, prose] = ["", ""];
  let scope = scopes[0];
  for (const { section: title, prose: before, text } of formulas) {
    if (title !== section && /^Dissipator/.test(title)) scope = scopes[++current];
    if (title !== section && /^Its own axes/.test(title)) scope = scopes[current] = inOwnAxes(scope, channel);
    if (title === "Where more can be said" && (before !== prose || title !== section))
      scope = stratumScope(before, plan, scopes, reader);
    [section, prose] = [title, before];
    const at = text.indexOf(" = ");
    const [left, right] = [reader.left(text.slice(0, at)), text.slice(at + 3)];
    if (left === "m̂") {
      expectAxis(
        right
          .slice(1, -1)
          .split(/(?<!\\), /)
          .map(reader.read),
        scope,
        points(new Map())[0],
        channel.parties,
      );
      continue;
    }
    if (!isFixed(left, right, plan.derivation)) {
      const reading = reader.read(reader.integrand(right) ?? right);
      if (/^(?:[AB]_|[gω]_|p$)/u.test(left)) scope.definitions.set(left, reading);
      found.push({ left, right, reading, scope });
    } else if (left === "A") expect(scope.derivation.operator.drift.every(({ terms }) => terms.size === 0)).toBe(true);
  }
  for (const each of found) expectFormula(each, plan, points(each.scope.fixed));
  return [...new Set([...scopes, ...found.map((each) => each.scope)])];
}

/** Reads and compares the equations of a module that was emitted, and the comments of its functions, in what its page defines. */
export function expectModuleReadBack(
  text: string,
  plan: EvaluatorPlan,
  page: Page,
  scopes: readonly Scope[],
  random: () => number,
): void {
  if (text === "") return;
  const reader = unicodeReader(page);
  const variants = [
    { plan, where: "", scopes: scopes.filter(({ fixed }) => fixed.size === 0) },
    ...plan.strata.map(({ conditions, plan: at }) => ({
      plan: at,
      where: nameOfStratum(conditions),
      scopes: at.derivation.reservoirs.map((derivation): Scope => {
        const own = scopes.filter((scope) => scope.derivation.reservoir.name === derivation.reservoir.name);
        const { definitions } = own.find(({ fixed }) => isSame(fixed, conditions)) ?? own[0];
        return { derivation, fixed: conditions, definitions };
      }),
    })),
  ];
  for (const variant of variants) {
    for (const [key, equation] of Object.entries(equations(variant.plan.derivation, variant.plan.closedForm))) {
      const named = /^(.*?)(?: of (.*))?$/.exec(key)!;
      const own =
        named[2] === "a qubit"
          ? undefined
          : variant.scopes.find(({ derivation }) => derivation.reservoir.name === named[2]);
      for (const one of /^(?:drift|diffusion)/.test(key) ? equationsIn(equation) : [equation])
        expectEquation(one, named[1], own, variant, reader, random);
    }
  }
  const comments = formulasOfModule(text);
  for (const { section, text: formula } of comments) {
    const variant = variants.find(({ where }) => where !== "" && section.endsWith(where)) ?? variants[0];
    const name = section.replace(variant.where, "");
    if (name !== "coefficients") expectEquation(formula, name, undefined, variant, reader, random);
  }
  for (const variant of variants) {
    const ofCoefficients = comments.filter(({ section }) => section === `coefficients${variant.where}`);
    expect(ofCoefficients).toHaveLength(2 * variant.scopes.length);
    // A of every reservoir, then B.
    for (const [k, { text: paragraph }] of ofCoefficients.entries())
      for (const one of equationsIn(paragraph))
        expectEquation(one, "drift", variant.scopes[k % variant.scopes.length], variant, reader, random);
  }
}

interface Variant {
  readonly plan: EvaluatorPlan;
  readonly scopes: readonly Scope[];
}

/** A_θ = …, A_φ = …: apart where a left side begins. */
const equationsIn = (text: string): readonly string[] => text.split(/, (?=[AB](?:_\S+)? = )/);

/** @param own  the reservoir that it is about; undefined for the only one or the sum of all */
function expectEquation(
  text: string,
  what: string,
  own: Scope | undefined,
  { plan, scopes }: Variant,
  reader: Reader,
  random: () => number,
): void {
  const { channel, integrands } = plan.derivation;
  if (what === "letters" || what === "phase-space operator") return;
  if (what === "drift" && text === "A = 0") return;
  const scope = own ?? scopes[0];
  const at = text.indexOf(" = ");
  const [left, right] = [text.slice(0, at), text.slice(at + 3).replace(/ for J = ½, Q = A₀ \+ R·n$/, "")];
  if (plan.derivation.reservoirs.length > 1 && right === "the sum over the reservoirs") return;
  const reading = reader.read(reader.integrand(right) ?? right);
  const point = randomPoint(channel, random, scope.fixed);
  const isSphere = /^M ∫/.test(right) === false && /^(?:S|dS\/dt\|diss)$/.test(left);
  const total = { "dS/dt|diss": integrands.entropyRate, Π: integrands.production, Φ: integrands.flux }[left];
  if (left === "Q*" || (!total && left !== "S")) {
    expectFormula({ left, right, reading, scope }, plan, [point]);
    return;
  }
  const formula = left === "S" ? closedEntropy() : isSphere ? plan.closedForm! : total!;
  expectEqual(
    valueAt(reading, meaningsAt(point, scope, channel.parties)),
    scalar(interpret(formula, point.symbols, kernels)),
    text,
  );
}

function stratumScope(prose: string, plan: Outline, scopes: readonly Scope[], reader: Reader): Scope {
  const [found, rest] = reader.stratum(prose)!;
  const stratum = plan.strata.find(({ conditions }) => isSame(conditions, found))!;
  const at = stratum.plan.derivation.reservoirs.findIndex(({ reservoir }) => rest.startsWith(`${reservoir.name} is `));
  return {
    derivation: stratum.plan.derivation.reservoirs[at],
    fixed: found,
    definitions: new Map(scopes[at].definitions),
  };
}

const isSame = (a: Conditions, b: Conditions): boolean =>
  a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);

const capitalised = (name: string): string => name[0].toUpperCase() + name.slice(1);

/** AtZeroRAndBIsA: what the names of the functions of a stratum end in. */
const nameOfStratum = (conditions: Conditions): string =>
  `At${[...conditions].map(([name, value]) => (value === 0 ? `Zero${capitalised(name)}` : `${capitalised(name)}Is${capitalised(value)}`)).join("And")}`;

function expectAxis(read: readonly Reading[], scope: Scope, point: Point, parties: readonly string[]): void {
  const meanings = meaningsAt(point, scope, parties);
  scope.axis!.forEach((entry, k) => {
    expectEqual(valueAt(read[k], meanings), scalar(interpret(polynomial(entry), point.symbols, kernels)), `m̂ ${k}`);
  });
}

/** What is said of a reservoir once its axes are. */
function inOwnAxes(scope: Scope, channel: Outline["derivation"]["channel"]): Scope {
  const { axis, reservoir } = ownAxes(scope.derivation, channel)!;
  return { ...scope, derivation: reservoir, axis };
}

/** Formulas that are the same of every channel. */
function isFixed(left: string, right: string, { channel, reservoirs }: Outline["derivation"]): boolean {
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

function expectFormula({ left, right, reading, scope }: Read, plan: Outline, points: readonly Point[]): void {
  const read = points.map((point) => valueAt(reading, meaningsAt(point, scope, plan.derivation.channel.parties)));
  if (left === "Q*") {
    // p may come below, and Q* is free by a factor: what does not depend on the angles.
    if (reading.kind === "power" && reading.base.kind === "symbol" && reading.base.key === "p") return;
    expectSameRatio(reading, scope, plan, points[0], right);
    return;
  }
  read.forEach((value, k) => {
    const closedForm = scope.axis ? integrateQubitSphere(scope.derivation.operator) : plan.closedForm;
    const expected = expectedOf(left, scope.derivation, closedForm, points[k]);
    if (!expected) expect.fail(`no form is known for ${left} = ${right}`);
    expectEqual(value, expected!, `${left} = ${right}`);
  });
}

/** Q* at two points of the sphere. */
function expectSameRatio(reading: Reading, scope: Scope, plan: Outline, point: Point, text: string): void {
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
  const at = (of: Point): number => valueAt(reading, meaningsAt(of, scope, channel.parties)).get("")![0];
  const other = { symbols, printed };
  const exact = potentialValue(scope.derivation, point) / potentialValue(scope.derivation, other);
  expectEqual(scalar(at(point) / at(other)), scalar(exact), `Q* = ${text}`);
}

/** Symbols by the point, operators, and intermediates through their own printed definitions. */
function meaningsAt(point: Point, scope: Scope, parties: readonly string[]): Parameters<typeof valueAt>[1] {
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
    if (defined) return valueAt(defined, meanings);
    if (/^[AB]_/.test(key)) return scalar(0);
    const angles = parties.flatMap((party) => ["θ", "φ"].map((angle) => angle + (parties.length === 1 ? "" : party)));
    const product = (a: string, b: string): Value => multiplied(symbol(a), symbol(b));
    // A comment says g = Qω − ∇Q, and the page has the components of ω that are not zero.
    const isForce = /^ω_/.test(key) && [...scope.definitions.keys()].some((known) => known.startsWith("ω_"));
    if (isForce) return scalar(0);
    const g = /^g_([θφ])(.*)$/u.exec(key);
    if (g) {
      const slope = symbol(`∂${g[1]}${g[2]}Q`);
      const theta = g[2] === "" ? "θ" : `θ_${g[2]}`;
      const sine = g[1] === "θ" ? 1 : Math.sin(point.printed.get(theta)!);
      return added(product("Q", `ω_${g[1]}${g[2]}`), multiplied(scalar(-1 / sine), slope));
    }
    if (key === "A·ω")
      return added(
        ...angles
          .filter((angle) => scope.definitions.has(`A_${angle}`))
          .map((angle) => product(`A_${angle}`, `ω_${angle}`)),
      );
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
