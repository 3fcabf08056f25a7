/** Jumps, the Hamiltonian remainder, the flux matrix and the steady state as functions of a generated module. */
import type { EvaluatorPlan, PlannedFlux, PlannedJump } from "../optimize/plan.ts";
import type { Program } from "../optimize/program.ts";
import type { WrittenPlan } from "./emit-evaluator.ts";
import {
  type EmittedFunction,
  inline,
  isSpin,
  parameterStatement,
  parametersOf,
  spinNames,
} from "./emitted-function.ts";

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
  const { parties } = plan.derivation.channel;
  const vectors = (rows: readonly (readonly Program[])[]): string =>
    `[${rows.map((row) => `[${row.map((entry) => inline(entry, parties)).join(", ")}]`).join(", ")}]`;
  const absolute = (program: Program): string => `Math.abs(${inline(program, parties)})`;
  const sizeText = ({ factors }: PlannedJump): string => {
    const others = (skipped: number): readonly string[] =>
      factors.flatMap(({ value, exponent }, k) =>
        Array<string>(exponent - (k === skipped ? 1 : 0)).fill(absolute(value)),
      );
    const parts = factors.flatMap(({ terms, exponent }, k) =>
      terms === null ? [] : [[String(exponent), `(${terms.map(absolute).join(" + ")})`, ...others(k)].join(" * ")],
    );
    return parts.length === 0 ? "" : ` rateSize: ${parts.join(" + ")},`;
  };
  const jumpText = (jump: PlannedJump): string => {
    const { reservoir, rate, re, im } = jump;
    return `{ reservoir: ${reservoir}, rate: ${inline(rate, parties)},${sizeText(jump)} re: ${vectors(re)}, im: ${vectors(im)} },`;
  };
  const programs = plan.jumps.flatMap(programsOf);
  const statement = parameterStatement(programs, plan);
  return {
    name: "jumps",
    docs: `${plan.equations.dissipator ?? "The dissipators, reservoir after reservoir."}`,
    parameters: [parametersOf(statement.length > 0), ...spinsOf(programs, plan)],
    returnType: "readonly Jump[]",
    statements: [...statement, "return [", ...plan.jumps.map(jumpText), "];"],
  };
}

/** Σ over reservoirs of the largest Σ |terms|. */
export function cancellingFunction(plan: WrittenPlan): EmittedFunction {
  const { parties } = plan.derivation.channel;
  const programs = plan.cancelling.flat(2);
  const sizes = plan.cancelling.map((entries) => {
    const sums = entries.map((terms) => terms.map((term) => `Math.abs(${inline(term, parties)})`).join(" + "));
    return sums.length === 1 ? sums[0] : `Math.max(${sums.join(", ")})`;
  });
  return {
    name: "cancelling",
    docs:
      "The largest Σ |terms| of an entry of the Kossakowski matrix, expanded in the parameters, of those whose terms may cancel;\n" +
      "summed over reservoirs.",
    parameters: [parametersOf(true), ...spinsOf(programs, plan)],
    returnType: "number",
    statements: [...parameterStatement(programs, plan), `return ${sizes.join(" + ")};`],
  };
}

export function remainderFunction(plan: WrittenPlan, vectors: readonly (readonly Program[])[]): EmittedFunction {
  const { parties } = plan.derivation.channel;
  const text = vectors.map((vector) => `[${vector.map((entry) => inline(entry, parties)).join(", ")}]`);
  const statement = parameterStatement(vectors.flat(), plan);
  return {
    name: "remainder",
    docs: "H′ = Σ_j h_j·J_j of the constant parts of the operators: D[L + ℓ]ρ = D[L]ρ − i[H′, ρ].",
    parameters: [parametersOf(statement.length > 0), ...spinsOf(vectors.flat(), plan)],
    returnType: "readonly (readonly [number, number, number])[]",
    statements: [...statement, `return [${text.join(", ")}];`],
  };
}

/** @param named  the name in the module of another function of this evaluator */
export function fluxMatrixFunction(
  plan: WrittenPlan,
  flux: PlannedFlux,
  named: (name: string) => string,
): EmittedFunction {
  const { parties } = plan.derivation.channel;
  const [spins, all] = [spinNames(plan), fluxPrograms(flux)];
  const statement = parameterStatement(all, plan);
  const usesParameters = statement.length > 0 || (flux.kind === "general" && flux.reservoirs.length > 0);
  return {
    name: "fluxMatrix",
    docs: "F with Φ = Tr[ρF], F = D†(M ∫ |Ω⟩⟨Ω| ln Q*).",
    parameters: [parametersOf(usesParameters), { name: `[${spins.join(", ")}]`, type: "readonly number[]" }],
    returnType: "FluxMatrix",
    statements: [...statement, ...fluxStatements(flux, spins, parties, jumpsCall(plan, named("jumps")))],
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

function fluxStatements(
  flux: PlannedFlux,
  spins: readonly string[],
  parties: readonly string[],
  jumps: string,
): readonly string[] {
  const text = (program: Program): string => inline(program, parties);
  const vector = (entries: readonly Program[]): string => `[${entries.map(text).join(", ")}]`;
  if (flux.reservoirs.length === 0)
    return [
      `const dimension = Math.round(${spins.map((J) => (spins.length > 1 ? `(2 * ${J} + 1)` : `2 * ${J} + 1`)).join(" * ")});`,
      "return { dimension, re: new Float64Array(dimension * dimension), im: new Float64Array(dimension * dimension) };",
    ];
  if (flux.kind === "axial") {
    const entries = flux.reservoirs.map(({ numbers, driftTerms }) => {
      const fields = Object.entries(numbers).map(([name, program]) => `${name}: ${text(program)}`);
      const size = driftTerms.map((term) => `Math.abs(${text(term)})`).join(" + ");
      return `{ ${[...fields, ...(size === "" ? [] : [`driftSize: ${size}`])].join(", ")} }`;
    });
    return [`return axialFluxMatrix(${spins[0]}, [${entries.join(", ")}]);`];
  }
  const entries = flux.reservoirs.map(({ index, factors }) => {
    const own = `all.filter((jump) => jump.reservoir === ${index})`;
    const of =
      factors.shape === "axial"
        ? `[{ constant: ${text(factors.constant)}, axis: ${vector(factors.axis)}, weight: 1 }]`
        : factors.shape === "single"
          ? `singleJumpFactors(${vector(factors.re)}, ${vector(factors.im)})`
          : `soleJumpFactors(${own})`;
    return `{ factors: ${of}, jumps: ${own} },`;
  });
  return [`const all = ${jumps};`, `return potentialFluxMatrix(${spins[0]}, [`, ...entries, "]);"];
}

export function steadyStateFunction(
  plan: WrittenPlan,
  steady: NonNullable<EvaluatorPlan["steadyState"]>,
): EmittedFunction {
  const { parties } = plan.derivation.channel;
  const statement = parameterStatement(Object.values(steady).flat(), plan);
  const J = spinNames(plan)[0];
  const text = (program: Program): string => inline(program, parties);
  return {
    name: "steadyState",
    docs: `The state whose Husimi function is ∝ Q*: ${plan.equations.potential}.`,
    parameters: [parametersOf(statement.length > 0), { name: `[${J}]`, type: "readonly number[]" }],
    returnType: "ComplexMatrix",
    statements: [
      ...statement,
      "up" in steady
        ? `return axialState(${J}, ${text(steady.up)}, ${text(steady.down)});`
        : `return potentialState(${J}, ${text(steady.constant)}, [${steady.axis.map(text).join(", ")}]);`,
    ],
  };
}
