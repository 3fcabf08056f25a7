/** Jumps, the Hamiltonian remainder, the flux matrix and the steady state as functions of a generated module. */

import type { Program } from "../optimize/optimize.ts";
import type { EvaluatorPlan, PlannedAxial, PlannedFactors, PlannedFlux, PlannedJump } from "../optimize/plan.ts";
import type { WrittenPlan } from "./emit-evaluator.ts";
import { type EmittedFunction, isSpin, parameterStatement, parametersOf, spinNames } from "./emitted-function.ts";
import { Writer } from "./writer.ts";

const readsSpin = (programs: readonly Program[]): boolean =>
  programs.some(({ symbols }) => symbols.parameters.some(isSpin));

/** The argument of the spins, where an operator holds J². */
const spinsOf = (programs: readonly Program[], plan: WrittenPlan): EmittedFunction["parameters"] =>
  readsSpin(programs) ? [{ name: `[${spinNames(plan).join(", ")}]`, type: "readonly number[]" }] : [];

const programsOf = ({ rate, factors, re, im }: PlannedJump): readonly Program[] => [
  rate,
  ...factors.flatMap(({ value, terms }) => [value, ...(terms ?? [])]),
  ...re.flat(),
  ...im.flat(),
];

export function jumpsFunction(plan: WrittenPlan): EmittedFunction {
  const writer = new Writer(plan.derivation.channel.parties);
  const programs = plan.jumps.flatMap(programsOf);
  const statement = parameterStatement(programs, plan, writer);
  return {
    name: "jumps",
    docs: `${plan.equations.dissipator ?? "The dissipators, reservoir after reservoir."}`,
    parameters: [parametersOf(statement.length > 0, writer), ...spinsOf(programs, plan)],
    returnType: `readonly ${writer.type("Jump")}[]`,
    statements: [...statement, "return [", ...plan.jumps.map((jump) => jumpText(jump, writer)), "];"],
    imports: writer.imports,
  };
}

function jumpText(jump: PlannedJump, writer: Writer): string {
  const vectors = (rows: readonly (readonly Program[])[]): string =>
    `[${rows.map((row) => vectorText(row, writer)).join(", ")}]`;
  const { reservoir, rate, re, im } = jump;
  return `{ reservoir: ${reservoir}, rate: ${writer.inline(rate)},${sizeText(jump, writer)} re: ${vectors(re)}, im: ${vectors(im)} },`;
}

const vectorText = (entries: readonly Program[], writer: Writer): string =>
  `[${entries.map((entry) => writer.inline(entry)).join(", ")}]`;

/** Of a rate of several terms, what rounding of it is measured by. */
function sizeText({ factors }: PlannedJump, writer: Writer): string {
  const absolute = (program: Program): string => `Math.abs(${writer.inline(program)})`;
  const others = (skipped: number): readonly string[] =>
    factors.flatMap(({ value, exponent }, k) =>
      Array<string>(exponent - (k === skipped ? 1 : 0)).fill(absolute(value)),
    );
  const parts = factors.flatMap(({ terms, exponent }, k) =>
    terms === null ? [] : [[String(exponent), `(${terms.map(absolute).join(" + ")})`, ...others(k)].join(" * ")],
  );
  return parts.length === 0 ? "" : ` rateSize: ${parts.join(" + ")},`;
}

/** Σ over reservoirs of the largest Σ |terms|. */
export function cancellingFunction(plan: WrittenPlan): EmittedFunction {
  const writer = new Writer(plan.derivation.channel.parties);
  const programs = plan.cancelling.flat(2);
  const sizes = plan.cancelling.map((entries) => {
    const sums = entries.map((terms) => terms.map((term) => `Math.abs(${writer.inline(term)})`).join(" + "));
    return sums.length === 1 ? sums[0] : `Math.max(${sums.join(", ")})`;
  });
  return {
    name: "cancelling",
    docs:
      "The largest Σ |terms| of an entry of the Kossakowski matrix, expanded in the parameters, of those whose terms may cancel;\n" +
      "summed over reservoirs.",
    parameters: [parametersOf(true, writer), ...spinsOf(programs, plan)],
    returnType: "number",
    statements: [...parameterStatement(programs, plan, writer), `return ${sizes.join(" + ")};`],
    imports: writer.imports,
  };
}

export function remainderFunction(plan: WrittenPlan, vectors: readonly (readonly Program[])[]): EmittedFunction {
  const writer = new Writer(plan.derivation.channel.parties);
  const text = vectors.map((vector) => vectorText(vector, writer));
  const statement = parameterStatement(vectors.flat(), plan, writer);
  return {
    name: "remainder",
    docs: "H′ = Σ_j h_j·J_j of the constant parts of the operators: D[L + ℓ]ρ = D[L]ρ − i[H′, ρ].",
    parameters: [parametersOf(statement.length > 0, writer), ...spinsOf(vectors.flat(), plan)],
    returnType: "readonly (readonly [number, number, number])[]",
    statements: [...statement, `return [${text.join(", ")}];`],
    imports: writer.imports,
  };
}

/** @param named  the name in the module of another function of this evaluator */
export function fluxMatrixFunction(
  plan: WrittenPlan,
  flux: PlannedFlux,
  named: (name: string) => string,
): EmittedFunction {
  const writer = new Writer(plan.derivation.channel.parties);
  const [spins, all] = [spinNames(plan), fluxPrograms(flux)];
  const statement = parameterStatement(all, plan, writer);
  const usesParameters = statement.length > 0 || (flux.kind === "general" && flux.reservoirs.length > 0);
  return {
    name: "fluxMatrix",
    docs: "F with Φ = Tr[ρF], F = D†(M ∫ |Ω⟩⟨Ω| ln Q*).",
    parameters: [parametersOf(usesParameters, writer), { name: `[${spins.join(", ")}]`, type: "readonly number[]" }],
    returnType: writer.type("FluxMatrix"),
    statements: [...statement, ...fluxStatements(flux, spins, jumpsCall(plan, named("jumps")), writer)],
    imports: writer.imports,
  };
}

function jumpsCall(plan: WrittenPlan, name: string): string {
  const spins = readsSpin(plan.jumps.flatMap(programsOf)) ? `, [${spinNames(plan).join(", ")}]` : "";
  return `${name}(parameters${spins})`;
}

const fluxPrograms = (flux: PlannedFlux): readonly Program[] =>
  flux.kind === "axial"
    ? flux.reservoirs.flatMap(({ numbers, driftTerms }) => [...Object.values(numbers), ...driftTerms])
    : flux.reservoirs.flatMap(({ factors }) =>
        factors.shape === "axial"
          ? [factors.constant, ...factors.axis]
          : factors.shape === "single"
            ? [...factors.re, ...factors.im]
            : [],
      );

function fluxStatements(flux: PlannedFlux, spins: readonly string[], jumps: string, writer: Writer): readonly string[] {
  if (flux.reservoirs.length === 0)
    return [
      `const dimension = Math.round(${spins.map((J) => (spins.length > 1 ? `(2 * ${J} + 1)` : `2 * ${J} + 1`)).join(" * ")});`,
      "return { dimension, re: new Float64Array(dimension * dimension), im: new Float64Array(dimension * dimension) };",
    ];
  if (flux.kind === "axial") {
    const entries = flux.reservoirs.map((reservoir) => axialText(reservoir, writer));
    return [`return ${writer.call("axialFluxMatrix", spins[0], `[${entries.join(", ")}]`)};`];
  }
  const entries = flux.reservoirs.map(({ index, factors }) => {
    const own = `all.filter((jump) => jump.reservoir === ${index})`;
    return `\n{ factors: ${factorsText(factors, own, writer)}, jumps: ${own} },`;
  });
  return [
    `const all = ${jumps};`,
    `return ${writer.call("potentialFluxMatrix", spins[0], `[${entries.join("")}\n]`)};`,
  ];
}

function axialText({ numbers, driftTerms }: PlannedAxial, writer: Writer): string {
  const fields = Object.entries(numbers).map(([name, program]) => `${name}: ${writer.inline(program)}`);
  const size = driftTerms.map((term) => `Math.abs(${writer.inline(term)})`).join(" + ");
  return `{ ${[...fields, ...(size === "" ? [] : [`driftSize: ${size}`])].join(", ")} }`;
}

/** @param own  the reservoir's own jumps */
function factorsText(factors: PlannedFactors, own: string, writer: Writer): string {
  const vector = (entries: readonly Program[]): string => vectorText(entries, writer);
  switch (factors.shape) {
    case "axial":
      return `[{ constant: ${writer.inline(factors.constant)}, axis: ${vector(factors.axis)}, weight: 1 }]`;
    case "single":
      return writer.call("singleJumpFactors", vector(factors.re), vector(factors.im));
    case "sole":
      return writer.call("soleJumpFactors", own);
  }
}

export function steadyStateFunction(
  plan: WrittenPlan,
  steady: NonNullable<EvaluatorPlan["steadyState"]>,
): EmittedFunction {
  const writer = new Writer(plan.derivation.channel.parties);
  const statement = parameterStatement(Object.values(steady).flat(), plan, writer);
  const J = spinNames(plan)[0];
  const state =
    "up" in steady
      ? writer.call("axialState", J, writer.inline(steady.up), writer.inline(steady.down))
      : writer.call("potentialState", J, writer.inline(steady.constant), vectorText(steady.axis, writer));
  return {
    name: "steadyState",
    docs: `The state whose Husimi function is ∝ Q*: ${plan.equations.potential}.`,
    parameters: [parametersOf(statement.length > 0, writer), { name: `[${J}]`, type: "readonly number[]" }],
    returnType: writer.type("ComplexMatrix"),
    statements: [...statement, `return ${state};`],
    imports: writer.imports,
  };
}
