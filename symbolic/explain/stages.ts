/** Every intermediate form of a channel in the order of the compiler: the tour for a newcomer. */
import * as p from "../algebra/polynomial.ts";
import { cartesian, type Ladder, type Word } from "../algebra/spin-operator.ts";
import { type RuleName, rules } from "../correspondence.ts";
import type { ChannelDeclaration } from "../declare.ts";
import type { ReservoirDerivation } from "../derive.ts";
import { suffixOf } from "../emit-evaluator.ts";
import {
  diffusionEquations,
  dissipatorEquation,
  driftEquations,
  flux,
  production,
  rateOfEntropy,
} from "../equations.ts";
import { expressionText, identifierOf } from "../expression-text.ts";
import { integrands } from "../integrands.ts";
import type { Sandwich, Superoperator } from "../lindblad.ts";
import type { EvaluatorPlan } from "../plan.ts";
import { formulaTree, operatorTree, polynomialTree, wordTree } from "../print.ts";
import type { Program } from "../program.ts";
import { tiers } from "../program.ts";
import { readPolynomial } from "../read-polynomial.ts";
import { type Block, code, type Explanation, formulas, prose, rows, type Section } from "./document.ts";
import { classBlocks, intervalText, kernelsOf, operationsSection } from "./explain.ts";
import { currentEquations, forceEquations, integralEquations } from "./quantities.ts";
import * as tree from "./tree.ts";
import { leaf, type Tree } from "./tree.ts";

const arrow = leaf("→", "\\to");
const rho = leaf("ρ", "\\rho");

export function explainStages(declaration: ChannelDeclaration, plan: EvaluatorPlan): Explanation {
  const { derivation } = plan;
  const { channel, reservoirs } = derivation;
  const { parties } = channel;
  const each = (blocksOf: (reservoir: ReservoirDerivation) => readonly Block[]): readonly Block[] =>
    reservoirs.flatMap((reservoir) => [
      ...(reservoirs.length > 1 ? [prose(`Reservoir ${reservoir.reservoir.name}:`)] : []),
      ...blocksOf(reservoir),
    ]);
  const sections: readonly Section[] = [
    {
      id: "declaration",
      title: "Declaration",
      blocks: [
        prose("What is written in a file; nothing else is needed. It is validated character by character."),
        code(declarationText(declaration)),
      ],
    },
    {
      id: "operators",
      title: "Operators and rates",
      blocks: [
        prose(
          "The text is parsed and brought to a sum of rate · D[L], every L linear in the spin operators and traceless; coefficients are exact.",
        ),
        ...each((reservoir) => operatorBlocks(reservoir, parties)),
      ],
    },
    {
      id: "superoperator",
      title: "Superoperator",
      blocks: [
        prose(
          "Each D[L]ρ = LρL† − ½L†Lρ − ½ρL†L is multiplied out into a sum of coefficient · left ρ right, in the ladder operators J₊, J₋ and Jz.",
        ),
        ...each(({ superoperator }) => [
          formulas(
            tree.equation(
              leaf("D(ρ)", "D(\\rho)"),
              tree.sum(
                gathered(superoperator).map(({ coefficient, left, right }) =>
                  tree.product([polynomialTree(coefficient), ...wordTree(left), tree.row(rho), ...wordTree(right)]),
                ),
              ),
            ),
          ),
        ]),
      ],
    },
    {
      id: "correspondence",
      title: "Correspondence rules",
      blocks: [
        prose(
          "An operator beside ρ becomes a differential operator on Q, with n = (x, y, z) on the unit sphere, ∇ the tangential gradient and J " +
            "the spin as a symbol. The operator next to ρ acts first. These rules are used:",
        ),
        formulas(...rulesUsed(reservoirs).map(ruleEquation)),
      ],
    },
    {
      id: "cartesian",
      title: "Drift and diffusion, Cartesian",
      blocks: [
        prose(
          "The composed operator is of second order, D(Q) = −∇·(A Q − B∇Q), and A and B are read off its action on 1, n_i and n_i n_j " +
            "(a derivative beyond the second would be refused here). Polynomials in n have no pole; z² → 1 − x² − y² makes zero visible.",
        ),
        ...each((reservoir) => cartesianBlocks(reservoir)),
      ],
    },
    {
      id: "angles",
      title: "Drift and diffusion in θ and φ",
      blocks: [
        prose("The same in the orthonormal frame e_θ, e_φ, where papers print it."),
        ...each((reservoir) => [formulas(...driftEquations(reservoir)), formulas(...diffusionEquations(reservoir))]),
      ],
    },
    {
      id: "class",
      title: "Class",
      blocks: [
        prose("Π and Φ need an ω with Bω = A. The classes are tried in this order, and the first that holds is taken:"),
        ...each((reservoir) => [rows(...tried(reservoir)), ...classBlocks(reservoir, parties)]),
      ],
    },
    {
      id: "integrands",
      title: "Integrands",
      blocks: [
        prose("What is integrated over the spheres, M ∫ … dΩ, with the named values of the emitted code."),
        ...each((reservoir) => integrandBlocks(reservoir, parties)),
      ],
    },
    { id: "reduction", title: "Reduction", blocks: reductionBlocks(plan) },
    {
      id: "program",
      title: "Optimised program",
      blocks: [
        prose(
          "Every integrand becomes a straight-line program: shared values once, polynomials in Horner form, each statement in the outermost loop that allows it.",
        ),
        ...kernelsOf(plan).map(([name, { program }]) => code(programText(name, program, parties))),
        ...operationsSection(plan).blocks,
      ],
    },
    { id: "emitted", title: "Emitted names", blocks: emittedBlocks(plan) },
  ];
  return {
    channel: channel.name,
    title: `${channel.name}, stage by stage`,
    parties,
    sections: sections.map((section, k) => ({ ...section, title: `${k + 1}. ${section.title}` })),
  };
}

/** Equal words beside ρ together. */
function gathered(superoperator: Superoperator): Superoperator {
  const sums = new Map<string, Sandwich>();
  for (const term of superoperator) {
    const key = JSON.stringify([term.left, term.right]);
    sums.set(key, { ...term, coefficient: p.add(sums.get(key)?.coefficient ?? p.zero, term.coefficient) });
  }
  return [...sums.values()].filter(({ coefficient }) => !p.isZero(coefficient));
}

function declarationText({ name, cites, parties, parameters, reservoirs }: ChannelDeclaration): string {
  const quote = (text: unknown): string => JSON.stringify(text);
  const list = (of: readonly string[]): string => `[${of.map(quote).join(", ")}]`;
  return [
    "export default channel({",
    `  name: ${quote(name)},`,
    `  cites: ${quote(cites)},`,
    `  parties: ${list(parties)},`,
    "  parameters: {",
    ...Object.entries(parameters).map(
      ([parameter, { range, unit, meaning }]) =>
        `    ${parameter}: { range: ${quote(range)}, unit: ${quote(unit)}, meaning: ${quote(meaning)} },`,
    ),
    "  },",
    "  reservoirs: {",
    ...Object.entries(reservoirs).flatMap(([reservoir, declared]) =>
      typeof declared === "string"
        ? [`    ${reservoir}: ${quote(declared)},`]
        : [
            `    ${reservoir}: {`,
            `      operators: ${list(declared.operators)},`,
            `      matrix: [${declared.matrix.map(list).join(", ")}],`,
            "    },",
          ],
    ),
    "  },",
    "});",
  ].join("\n");
}

function operatorBlocks(reservoir: ReservoirDerivation, parties: readonly string[]): readonly Block[] {
  const operators = reservoir.reservoir.dissipators.flatMap(({ rate, operator }, k): readonly Tree[] => {
    const below = reservoir.reservoir.dissipators.length > 1 ? [leaf(String(k + 1))] : [];
    const L = below.length > 0 ? { ...leaf("L"), below } : leaf("L");
    const gamma = below.length > 0 ? { ...leaf("γ", "\\gamma"), below } : leaf("γ", "\\gamma");
    const inCartesian = tree.sum(
      parties.flatMap((party) =>
        cartesian(operator, party).flatMap((entry, j) =>
          p.isZero(entry)
            ? []
            : [
                tree.product([
                  polynomialTree(entry),
                  { kind: "leaf", unicode: `J${"xyz"[j]}`, latex: `J_${"xyz"[j]}`, label: party, labelAbove: true },
                ]),
              ],
        ),
      ),
    );
    const asWritten = operatorTree(operator, parties);
    const both = tree.keyOf(asWritten) === tree.keyOf(inCartesian) ? asWritten : tree.equation(asWritten, inCartesian);
    return [tree.equation(gamma, polynomialTree(rate)), tree.equation(L, both)];
  });
  const { remainder } = reservoir.reservoir;
  return [
    formulas(dissipatorEquation(reservoir, parties)),
    formulas(...operators),
    ...(remainder.length === 0
      ? []
      : [
          prose("A constant part of an operator acts like a Hamiltonian; it was moved there:"),
          formulas(tree.equation(leaf("H′", "H'"), operatorTree(remainder, parties))),
        ]),
  ];
}

const names: readonly RuleName[] = ["J+ rho", "J- rho", "Jz rho", "rho J+", "rho J-", "rho Jz"];

function rulesUsed(reservoirs: readonly ReservoirDerivation[]): readonly RuleName[] {
  const used = (words: readonly Word[]): ReadonlySet<Ladder> => new Set(words.flat().map(({ ladder }) => ladder));
  const left = used(reservoirs.flatMap(({ superoperator }) => superoperator.map((each) => each.left)));
  const right = used(reservoirs.flatMap(({ superoperator }) => superoperator.map((each) => each.right)));
  return names.filter((name) =>
    name.startsWith("rho") ? right.has(name.at(-1) as Ladder) : left.has(name[1] as Ladder),
  );
}

function ruleEquation(name: RuleName): Tree {
  const { multiple, along } = rules[name];
  const ladder = (name.startsWith("rho") ? name.at(-1) : name[1]) as Ladder;
  const [operator] = wordTree([{ ladder, party: "" }]);
  const bare = { ...operator, label: undefined } as unknown as Tree;
  const beside = name.startsWith("rho") ? tree.row(rho, leaf(" ", "\\,"), bare) : tree.row(bare, rho);
  const terms = [
    polynomialTree(readPolynomial(multiple)),
    ...along.flatMap((text, k) => {
      const coefficient = readPolynomial(text);
      return p.isZero(coefficient) ? [] : [polynomialTree(p.multiply(coefficient, p.symbol(`del ${"xyz"[k]}`)))];
    }),
  ];
  const operatorOnQ = tree.row(
    tree.enclosed(leaf("[", "\\bigl["), tree.sum(terms), leaf("]", "\\bigr]")),
    leaf(" Q", "\\, Q"),
  );
  return tree.equation(beside, operatorOnQ, arrow);
}

function cartesianBlocks({ operator: { parties, drift, diffusion } }: ReservoirDerivation): readonly Block[] {
  const axes = parties.flatMap((party) => ["x", "y", "z"].map((axis) => leaf(axis, axis, party)));
  const entry = (letter: string, value: p.Polynomial, ...below: readonly tree.Leaf[]): readonly Tree[] =>
    p.isZero(value) ? [] : [tree.equation({ ...leaf(letter), below }, polynomialTree(value))];
  const A = drift.flatMap((value, k) => entry("A", value, axes[k]));
  const B = diffusion.flatMap((row, i) => row.slice(i).flatMap((value, j) => entry("B", value, axes[i], axes[i + j])));
  return [formulas(...(A.length === 0 ? [tree.equation(leaf("A"), tree.whole(0))] : A)), formulas(...B)];
}

/** What was tried for one reservoir, and how it came out. */
function tried({
  production: found,
  operator: { parties },
}: ReservoirDerivation): readonly (readonly [string, string])[] {
  const isDiffusive = found.class === "diffusive";
  const isOne = parties.length === 1;
  const shape = found.class === "potential" ? found.potential.shape : undefined;
  const steps: readonly (readonly [what: string, how: string, holds: boolean, isTried: boolean])[] = [
    ["diffusive", "A = 0", isDiffusive, true],
    [
      "potential, axial",
      "A p = 2J B∇p for p = constant + axis·n with |axis| ≤ constant, a linear system",
      shape === "axial",
      isOne,
    ],
    ["potential, single", "one operator, p = tr B, A p = J B∇p", shape === "single", isOne],
    [
      "undefined",
      isOne
        ? "A leaves the range of B on a curve (P m = 0)"
        : "A leaves the range of B at a rational point of the spheres",
      found.class === "undefined",
      true,
    ],
    isOne
      ? ["regular", "B > 0 on the whole sphere at the parameters of a job", found.class === "regular", true]
      : ["undecided", "nothing could be shown", found.class === "undecided", true],
  ];
  const last = steps.findIndex(([, , holds]) => holds);
  return steps
    .slice(0, last + 1)
    .map(([what, how, holds, isTried]) => [
      what,
      `${how}: ${holds ? "yes" : isTried ? "no" : "not tried for several spins"}`,
    ]);
}

function integrandBlocks(reservoir: ReservoirDerivation, parties: readonly string[]): readonly Block[] {
  const own = integrands([reservoir]);
  const { force, current } = forceEquations(reservoir);
  return [
    formulas(...currentEquations(reservoir), ...force, ...(reservoir.production.class === "diffusive" ? [] : current)),
    formulas(
      ...integralEquations(rateOfEntropy, own.entropyRate, parties),
      ...(own.production ? integralEquations(production, own.production, parties) : []),
      ...(own.flux ? integralEquations(flux, own.flux, parties) : []),
    ),
  ];
}

function reductionBlocks({ inner, derivation: { channel } }: EvaluatorPlan): readonly Block[] {
  if (!inner)
    return [
      prose(
        "A reservoir that joins several spins is integrated on their spheres; nothing is integrated in closed form.",
      ),
    ];
  const closed = inner.formula.kind === "product" ? inner.formula.factors[1] : inner.formula;
  return [
    prose(
      "For J = 1/2, Q = A₀ + R·n. The integrand of dS/dt is split into harmonics, averaged over the azimuth about R and divided by Q: what " +
        "remains is a polynomial and one function, K. A qubit needs no quadrature, and a pair one sphere less.",
    ),
    formulas(tree.equation(leaf("M ∫ … dΩ", "M \\int \\cdots d\\Omega"), formulaTree(closed, channel.parties))),
  ];
}

const tierTitles = { parameters: "once", rows: "for every row", nodes: "for every node" } as const;

/** The statements by loop; the last is the integrand, in the innermost loop that there is. */
function programText(name: string, { statements, result }: Program, parties: readonly string[]): string {
  const loops = tiers.map((tier) => statements.filter((statement) => statement.tier === tier));
  let indent = "";
  const lines = loops.flatMap((own, depth) => {
    if (own.length > 0 || depth === 2) indent += "  ";
    const texts = own.map(({ name: value, expression }) => `${value} = ${expressionText(expression, parties)}`);
    const all = depth === 2 ? [...texts, `${name} = ${expressionText(result, parties)}`] : texts;
    return all.length === 0 ? [] : [`${indent}${tierTitles[tiers[depth]]}`, ...all.map((text) => `${indent}  ${text}`)];
  });
  return [`${name}:`, ...lines].join("\n");
}

/** The functions of an evaluator, and what each computes. */
function functionsOf(plan: EvaluatorPlan): readonly (readonly [name: string, what: string])[] {
  const described: readonly (readonly [string, string, unknown])[] = [
    ["entropyRate", "integrand of dS/dt over a block of nodes", true],
    ["production", "integrand of Π", plan.production],
    ["flux", "integrand of Φ", plan.flux],
    ["inner", "the closed integral over a qubit's sphere", plan.inner],
    ["jumps", "rates and operators in Cartesian components, for the matrices of the dissipators", true],
    ["remainder", "H′, what was moved to the Hamiltonian", plan.remainder],
    ["fluxMatrix", "F with Φ = Tr[ρF]", plan.fluxMatrix],
    ["steadyState", "the state whose Husimi function is ∝ Q*", plan.steadyState],
  ];
  return described.flatMap(([name, what, isThere]) => (isThere ? [[name, what] as const] : []));
}

function emittedBlocks(plan: EvaluatorPlan): readonly Block[] {
  const { channel } = plan.derivation;
  const exported = identifierOf(channel.name, []);
  return [
    prose(`generated/${channel.name}.ts exports the evaluator ${exported}, with these functions:`),
    rows(
      ...functionsOf(plan),
      ...plan.strata.map((stratum): readonly [string, string] => [
        `…${suffixOf(stratum)}`,
        `those for ${stratum.parameter} = ${stratum.value}: ${functionsOf(stratum.plan)
          .map(([name]) => name)
          .join(", ")}`,
      ]),
    ),
    rows(
      ...channel.parameters.map(({ name, range }): readonly [string, string] => [
        `parameters.${name}`,
        intervalText(range),
      ]),
    ),
  ];
}
