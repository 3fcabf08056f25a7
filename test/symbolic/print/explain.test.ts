import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import katex from "katex";
import { beforeAll, describe, expect, it } from "vitest";
import type { Derived } from "../../../symbolic/algebra/expression.ts";
import { applyFunction, valueOfFunction } from "../../../symbolic/algebra/functions.ts";
import { interpret } from "../../../symbolic/algebra/interpret.ts";
import * as p from "../../../symbolic/algebra/polynomial.ts";
import { components, matrixComponents } from "../../../symbolic/algebra/sphere.ts";
import * as symbol from "../../../symbolic/algebra/symbol.ts";
import type { ChannelDeclaration } from "../../../symbolic/declare/declaration.ts";
import { readPolynomial } from "../../../symbolic/declare/read-text.ts";
import type { EvaluatorPlan } from "../../../symbolic/optimize/plan.ts";
import { lettersOf, usualLetters } from "../../../symbolic/print/letters.ts";
import { latex } from "../../../symbolic/print/notation.ts";
import { type Explanation, format } from "../../../symbolic/print/page/document.ts";
import { explain } from "../../../symbolic/print/page/results-page.ts";
import { explainStages } from "../../../symbolic/print/page/stages-page.ts";
import { formulaTree, inUnicode, polynomialTree, printPolynomial } from "../../../symbolic/print/print.ts";
import type { Tree } from "../../../symbolic/print/tree.ts";
import { compile } from "../../support/compile.ts";
import { polynomials, rationals } from "../arbitraries.ts";
import { declare } from "../declarations.ts";

interface Explained {
  readonly declaration: ChannelDeclaration;
  readonly plan: EvaluatorPlan;
  readonly results: Explanation;
  readonly stages: Explanation;
}

const explained = (declaration: ChannelDeclaration): Explained => {
  const { plan } = compile(declaration, declaration.name, "");
  return { declaration, plan, results: explain(plan), stages: explainStages(declaration, plan) };
};

const names = readdirSync(join("symbolic", "channels")).map((file) => file.replace(/\.ts$/, ""));
const channels = new Map<string, Explained>();

beforeAll(async () => {
  for (const name of names) {
    const { default: declaration } = (await import(`../../../symbolic/channels/${name}.ts`)) as {
      default: ChannelDeclaration;
    };
    channels.set(name, explained(declaration));
  }
}, 60_000);

/** Two reservoirs, one of them with an operator that has a constant part. */
const displaced = declare({
  rates: ["g", "k"],
  reservoirs: { bath: "g*D[J- + 2]", noise: "k*D[Jz]" },
});

describe("LaTeX", () => {
  it("has formulas and listings that fit one of two columns, but for the fractions that no line can end in", () => {
    for (const [name, { results, stages }] of channels)
      for (const page of [results, stages]) {
        const text = format(page, "latex");
        for (const [display] of text.matchAll(/\\begin\{(align|equation)\}.*?\\end\{\1\}/gs))
          for (const line of display.split("\n")) {
            // A fraction is as wide as its wider part, and counted as both.
            const most = line.includes("\\frac") ? 100 : 58;
            expect([name, line, latex.width(line.replace(/( \\notag)? \\\\$/, "")) <= most]).toEqual([
              name,
              line,
              true,
            ]);
          }
        for (const [listing] of text.matchAll(/\\begin\{verbatim\}.*?\\end\{verbatim\}/gs))
          for (const line of listing.split("\n")) expect([name, line, line.length <= 46]).toEqual([name, line, true]);
      }
  });
});

const text = (name: string): string => format(channels.get(name)!.results, "text");
/** Without the breaks of lines. */
const unbroken = (of: string): string => of.replaceAll(/\n {6,}(?=\S)/g, " ");

/** The value of what is printed, by the printed letters. */
function valueOfTree(tree: Tree, values: ReadonlyMap<string, number>, parties: readonly string[]): number {
  const value = (of: Tree): number => valueOfTree(of, values, parties);
  switch (tree.kind) {
    case "number":
      return Number(tree.top) / Number(tree.bottom);
    case "negative":
      return -value(tree.of);
    case "sum":
      return tree.terms.reduce((sum, term) => sum + value(term), 0);
    case "product":
      return tree.factors.reduce((product, factor) => product * value(factor), 1);
    case "quotient":
      return value(tree.over) / value(tree.under);
    case "power":
      return value(tree.base) ** value(tree.exponent);
    case "function":
      return tree.name === "sphereKernel"
        ? kernel(value(tree.of[0]), value(tree.of[1]))
        : (Math as unknown as Record<string, (x: number) => number>)[tree.name](value(tree.of[0]));
    default: {
      const known = values.get(inUnicode(tree, { parties }));
      if (known === undefined) throw new Error(`no value for what is printed as ${inUnicode(tree, { parties })}`);
      return known;
    }
  }
}

/** Any function of two numbers will do: the printed one has to be called with the same. */
const kernel = (A0: number, R2: number): number => 1 / (1 + A0 * A0 + R2);

/** Random values for the symbols of the algebra, and the same for what is printed. */
function randomValues(parties: readonly string[], parameters: readonly string[], random: () => number) {
  const symbols = new Map<string, number>();
  const printed = new Map<string, number>();
  const both = (symbol: string, letter: string, value: number): void => {
    symbols.set(symbol, value);
    printed.set(letter, value);
  };
  for (const name of parameters) both(name, printPolynomial(p.symbol(symbol.parameter(name))), 0.2 + random());
  both("Q", "Q", 0.3 + random());
  both("P", "Q", symbols.get("Q")!);
  const [x, y, z] = [random(), random(), random()];
  both("Rx", "Rx", x);
  both("Ry", "Ry", y);
  both("Rz", "Rz", z);
  both("A0", "A₀", 2 + random());
  both("pi", "π", Math.PI);
  symbols.set("R2", x * x + y * y + z * z);
  printed.set("|R|", Math.hypot(x, y, z));
  for (const party of parties) {
    const label = parties.length > 1 ? `_${party}` : "";
    const below = parties.length > 1 ? party : "";
    const [theta, phi] = [0.3 + random(), 6 * random()];
    printed.set(`θ${label}`, theta);
    printed.set(`φ${label}`, phi);
    both(`J[${party}]`, `J${label}`, 1 + random());
    const [dTheta, dPhi] = [random() - 0.5, random() - 0.5];
    for (const field of ["Q", "P"]) {
      both(`d${field}Theta[${party}]`, `∂θ${below}Q`, dTheta);
      both(`d${field}Phi[${party}]`, `∂φ${below}Q`, dPhi);
    }
    printed.set(`∂φ${below}Q`, dPhi * Math.sin(theta));
    const n = [Math.sin(theta) * Math.cos(phi), Math.sin(theta) * Math.sin(phi), Math.cos(theta)];
    ["x", "y", "z"].forEach((axis, k) => {
      both(`${axis}[${party}]`, axis + label, n[k]);
    });
    for (const [symbol, value] of Object.entries({
      c: Math.cos(theta),
      s: Math.sin(theta),
      cp: Math.cos(phi),
      sp: Math.sin(phi),
    }))
      symbols.set(`${symbol}[${party}]`, value);
  }
  return { symbols, printed };
}

/** A source of numbers between 0 and 1 that is the same in every run. */
function source(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

function expectSameValue(tree: Tree, formula: Derived, plan: EvaluatorPlan): void {
  const { channel } = plan.derivation;
  const random = source(20230131);
  for (let k = 0; k < 5; k++) {
    const { symbols, printed } = randomValues(
      channel.parties,
      channel.parameters.map(({ name }) => name),
      random,
    );
    const exact = interpret(formula, symbols, { sphereKernel: kernel });
    const shown = valueOfTree(tree, printed, channel.parties);
    expect(Math.abs(shown - exact), inUnicode(tree, channel)).toBeLessThan(1e-9 * (1 + Math.abs(exact)));
  }
}

describe("what is printed", () => {
  it.each(names)("has the value of what was derived: %s", (name) => {
    const { plan } = channels.get(name)!;
    const { channel } = plan.derivation;
    const { parties } = channel;
    for (const { operator } of plan.derivation.reservoirs) {
      const entries = [
        ...operator.drift,
        ...operator.diffusion.flat(),
        ...components(operator.drift, parties),
        ...matrixComponents(operator.diffusion, parties).flat(),
      ];
      const letters = lettersOf(parties, channel.parameters);
      for (const of of entries) expectSameValue(polynomialTree(of, letters), { kind: "polynomial", of }, plan);
    }
    for (const optimized of [plan.entropyRate, plan.production, plan.flux, plan.inner])
      if (optimized)
        expectSameValue(
          formulaTree(optimized.derived, lettersOf(parties, channel.parameters)),
          optimized.derived,
          plan,
        );
  });

  it("has the value of any polynomial in angles and functions of parameters", () => {
    const of = (name: "cos" | "sin" | "cosh" | "sinh", argument: string) =>
      p.symbolsOf(applyFunction(name, readPolynomial(argument)))[0];
    const symbols = [
      "g",
      ...[of("cos", "u"), of("sin", "u"), of("cosh", "r"), of("sinh", "r")],
      ...(["theta", "phi"] as const).flatMap((angle) => [
        symbol.circle("cos", angle, "a"),
        symbol.circle("sin", angle, "a"),
      ]),
    ];
    fc.assert(
      fc.property(polynomials(symbols, { coefficients: rationals, terms: 4 }), (of) => {
        const { symbols: values, printed } = randomValues(["a"], ["g", "u", "r"], source(7));
        for (const { key, role } of p.symbolsOf(of))
          if (role.kind === "function")
            values.set(key, valueOfFunction(role.function, p.evaluate(role.argument, values)));
        const exact = p.evaluate(of, values);
        const size = 1 + [...of.terms.values()].length * 1e3;
        expect(Math.abs(valueOfTree(polynomialTree(of, usualLetters()), printed, ["a"]) - exact)).toBeLessThan(
          1e-9 * size,
        );
      }),
    );
  });

  it("is the paper's form for damping: eqs 13, 21 and the flux below", () => {
    const all = unbroken(text("amplitude-damping"));
    expect(all).toContain("D(ρ) = Γ(n̄ + 1) D[J₋]ρ + Γ n̄ D[J₊]ρ");
    expect(all).toContain(
      "Π = M ∫ ½Γ((2J sinθ Q − (2n̄ + 1 − cosθ) ∂θQ)²/(2n̄ + 1 − cosθ) + cosθ ((2n̄ + 1) cosθ − 1)(∂φQ/sinθ)²)/Q dΩ",
    );
    expect(all).toContain("Φ = M ∫ Γ J sinθ (2J sinθ Q/(2n̄ + 1 − cosθ) − ∂θQ) dΩ");
    expect(all).toContain("Q* = (2n̄ + 1 − cosθ)²ᴶ");
  });

  it("is eq 11 for dephasing", () => {
    expect(text("dephasing")).toContain("Π = M ∫ ½λ(∂φQ)²/Q dΩ");
  });

  it("groups the squeezed bath by its parameters and joins its angles", () => {
    expect(text("squeezed-thermal")).toContain("B_θθ = ½Γ((2n̄ + 1)(cosh(2r) − sinh(2r) cos(2φ + phase)) − cosθ)");
  });

  it("sees the square of dephasing about any axis", () => {
    expect(text("axis-dephasing")).toContain("B_θθ = ½λ sin²(polar) sin²(φ − azimuth)");
    expect(text("axis-dephasing")).toContain("B_φφ = ½λ(sin(polar) cosθ cos(φ − azimuth) − cos(polar) sinθ)²");
  });

  it("joins the azimuths of two spins", () => {
    expect(text("collective-decay")).toContain("B_θaθb = ¼Γ cos(φ_a − φ_b) (4n̄ + 2 − cosθ_a − cosθ_b)");
  });

  it.each([
    ["2*Gamma*cosh(r)*sinh(r)", "Γ sinh(2r)"],
    ["1 - 2*sin(phase)^2", "cos(2 phase)"],
    ["Gamma*(nbar + 1)*(1 - c)", "Γ(n̄ + 1)(1 − c)"],
    ["J*z", "J z"],
    ["cos(u) + i*sin(u)", "e^(i u)"],
    ["sqrt(1 - k^2)*Gamma", "Γ √(1 − k²)"],
    ["gamma_1 - gamma_2", "γ₁ − γ₂"],
    ["-1/2*x", "−½x"],
  ])("writes %s as %s", (written, shown) => {
    expect(printPolynomial(readPolynomial(written))).toBe(shown);
  });
});

describe("an explanation", () => {
  it.each(names)("of %s fits a terminal of 100 columns", (name) => {
    const { results, stages } = channels.get(name)!;
    for (const explanation of [results, stages])
      for (const line of format(explanation, "text").split("\n"))
        expect([...line.replace(/\p{M}/gu, "")].length, line).toBeLessThanOrEqual(100);
  });

  it.each(names)("of %s is read by KaTeX in strict mode, as LaTeX and in Markdown", (name) => {
    const { results, stages } = channels.get(name)!;
    for (const explanation of [results, stages]) {
      const latex = format(explanation, "latex");
      const environments = [...latex.matchAll(/\\begin\{(equation|align)\}[\s\S]*?\\end\{\1\}/g)].map(([all]) => all);
      const inline = [...withoutDisplays(latex).matchAll(/\$([^$]+)\$/g)].map(([, formula]) => formula);
      const markdown = [...format(explanation, "markdown").matchAll(/\$\$([\s\S]*?)\$\$/g)].map(
        ([, formula]) => formula,
      );
      expect(environments.length).toBeGreaterThan(3);
      expect(markdown.length).toBeGreaterThan(3);
      for (const formula of [...environments, ...markdown]) expectTypeset(formula, true);
      for (const formula of inline) expectTypeset(formula, false);
    }
  });

  it.each(names)("of %s has as LaTeX no sign that a text font lacks or draws as another", (name) => {
    const { results, stages } = channels.get(name)!;
    for (const explanation of [results, stages]) {
      const latex = format(explanation, "latex");
      const [first, ...rest] = latex.split("\n");
      const isPlain = /^\p{ASCII}*$/u.test(rest.join("\n"));
      expect(first).toBe(`% Needs \\usepackage{amsmath}${isPlain ? "" : " and LuaLaTeX or XeLaTeX"}.`);
      const words = withoutDisplays(rest.join("\n")).replaceAll(/\$[^$]+\$/g, "");
      expect(words).toMatch(/^\p{ASCII}*$/u);
      expect(words).not.toMatch(/[<>|]/);
    }
    expect(format(results, "latex")).toMatch(
      /\$A\$ is the drift and \$B\$ .* frame \$e_\{\\theta\}\$, \$e_\{\\phi\}\$ of each sphere/,
    );
  });

  it.each(names)("of %s names the class, Π or the refusal, and positivity", (name) => {
    const { results, plan } = channels.get(name)!;
    const all = format(results, "text");
    const [{ production }] = plan.derivation.reservoirs;
    expect(all).toContain(`Class: ${production.class}`);
    expect(all).toContain("refusal" in production ? "Π and Φ are refused" : "Π = M ∫");
    for (const title of ["Dissipator", "Phase-space operator", "Positivity"]) expect(all).toContain(`\n${title}\n`);
    for (const { conditions } of plan.strata)
      for (const [parameter] of conditions)
        expect(all).toContain(`${printPolynomial(p.symbol(symbol.parameter(parameter)))} = 0`);
  });

  it("carries every formula in both notations as JSON", () => {
    for (const { results } of channels.values()) {
      const document = JSON.parse(format(results, "json")) as {
        readonly schema: string;
        readonly sections: readonly {
          readonly id: string;
          readonly blocks: readonly { readonly formulas?: readonly object[] }[];
        }[];
      };
      expect(document.schema).toBe("wehrl.derivation/1");
      const formulas = document.sections.flatMap(({ blocks }) => blocks.flatMap(({ formulas: of }) => of ?? []));
      expect(formulas.length).toBeGreaterThan(4);
      for (const formula of formulas) expect(Object.keys(formula)).toEqual(["unicode", "latex"]);
    }
  });

  it("says what was moved to the Hamiltonian, and sums two reservoirs", () => {
    const { results, stages } = explained(displaced);
    const all = format(results, "text");
    expect(all).toMatch(/moved to the Hamiltonian/);
    expect(all).toContain("H′ = 2g′ Jy");
    expect(all).toContain("Π = Π_bath + Π_noise");
    expect(format(stages, "text")).toContain("H′ = 2g′ Jy");
  });

  it.each(names)("by stages of %s goes through every intermediate form, and counts operations", (name) => {
    const { stages, declaration } = channels.get(name)!;
    const all = format(stages, "text");
    const titles = [
      "Declaration",
      "Operators and rates",
      "Superoperator",
      "Correspondence rules",
      "Drift and diffusion, Cartesian",
      "Drift and diffusion in θ and φ",
      "Class",
      "Integrands",
      "Reduction",
      "Optimised program",
      "Emitted names",
    ];
    expect(all.match(/^\d+\. .*$/gm)).toEqual(titles.map((title, k) => `${k + 1}. ${title}`));
    expect(all).toMatch(/dS\/dt +\d+ → \d+ \(\+ \d+ a row, \d+ once\)/);
    for (const declared of Object.values(declaration.reservoirs))
      if (typeof declared === "string") expect(all.replaceAll(/\s+/g, "")).toContain(declared.replaceAll(/\s+/g, ""));
  });
});

const withoutDisplays = (latex: string): string =>
  latex.replaceAll(/\\begin\{(equation|align|verbatim)\}[\s\S]*?\\end\{\1\}/g, "");

function expectTypeset(formula: string, displayMode: boolean): void {
  try {
    katex.renderToString(formula, { displayMode, throwOnError: true, strict: "error" });
  } catch (error) {
    expect.fail(`${(error as Error).message}\n${formula}`);
  }
}
