/** Channels whose parameters have names that the emitted code could mistake for its own. */
import { Script } from "node:vm";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { channels } from "../../generated/index.ts";
import * as runtime from "../../runtime/index.ts";
import type { ChannelDeclaration } from "../../symbolic/declare/declaration.ts";
import { compile } from "../support/compile.ts";

/** The evaluators that a module exports. */
function evaluatorsIn(text: string): readonly runtime.Evaluator[] {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
  const exports = {};
  const load = new Script(`(exports, require) => {${ts.transpileModule(text, { compilerOptions }).outputText}}`);
  load.runInThisContext()(exports, () => runtime);
  return Object.values(exports);
}

const meaning = { unit: "1", meaning: "of the test" };
const declared = (name: string, bath: string, parameters: readonly string[]): ChannelDeclaration => ({
  name,
  cites: "a test",
  parties: ["a"],
  parameters: Object.fromEntries(parameters.map((parameter) => [parameter, { range: "[0, inf)", ...meaning }])),
  reservoirs: { bath },
});

const geometry = { rows: 2, columns: 2, spheres: [sphere()] };
function sphere() {
  const [theta, phi] = [Float64Array.of(0.4, 1.9), Float64Array.of(0.3, 4)];
  return {
    cosTheta: theta.map(Math.cos),
    sinTheta: theta.map(Math.sin),
    cosPhi: phi.map(Math.cos),
    sinPhi: phi.map(Math.sin),
  };
}
const field = (...values: number[]): Float64Array => Float64Array.from(values);

/** All that the emitted functions compute. */
function outputs(evaluator: runtime.Evaluator, parameters: runtime.Parameters): readonly number[] {
  const [Q, P] = [field(0.2, 0.5, 0.7, 0.3), field(0.1, 0.2, -0.1, 0.3)];
  const gradient = [field(0.1, -0.2, 0.3, 0.05), field(-0.1, 0.15, 0.2, 0.1)];
  const out = field(0, 0, 0, 0);
  const found: number[] = [];
  const size = field(0, 0, 0, 0);
  const [drift, diffusion] = [2, 3].map((count) => Array.from({ length: count }, () => field(0, 0, 0, 0)));
  const { entropyRate, production, flux, coefficients } = evaluator.pointwise;
  entropyRate(parameters, [1], geometry, Q, gradient, out);
  found.push(...out);
  production!(parameters, [1], geometry, Q, P, gradient, out);
  found.push(...out);
  flux!(parameters, [1], geometry, Q, gradient, out);
  found.push(...out);
  coefficients(parameters, [1], geometry, drift, diffusion);
  found.push(...[...drift, ...diffusion].flatMap((component) => [...component]));
  evaluator.inner!(parameters, Q, gradient[0], gradient[1], P, out, size);
  found.push(
    ...out,
    ...size,
    ...evaluator.fluxMatrix!(parameters, [1]).re,
    ...evaluator.steadyState!(parameters, [1]).re,
  );
  for (const { rate, re, im } of evaluator.jumps(parameters, [])) found.push(rate, ...re.flat(), ...im.flat());
  return found;
}

const names = [
  ...[
    "k",
    "q",
    "p",
    "a0",
    "r2",
    "row",
    "node",
    "out",
    "geometry",
    "parameters",
    "kernel",
    "even",
    "constant1",
    "term2",
  ],
  ...[
    "cosThetaA",
    "dQThetas",
    "diffusionThetaTheta",
    "driftTheta2",
    "drift",
    "diffusion",
    "size",
    "JA",
    "Math",
    "jumps",
    "inner",
    "sphereKernel",
    "expBeta",
  ],
  ...["new", "class", "arguments", "k_", "k__", "new_", "Gamma", "nbar"],
];

describe("names in emitted code", () => {
  it("are the channel's alone: damping under any two names of its parameters", () => {
    const damping = channels["amplitude-damping"];
    const expected = outputs(damping, { Gamma: 0.7, nbar: 0.3 });
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 2, maxLength: 2 }), ([rate, number]) => {
        const bath = `${rate}*(${number} + 1)*D[J-] + ${rate}*${number}*D[J+]`;
        const [evaluator] = evaluatorsIn(compile(declared("renamed", bath, [rate, number]), "", "").text);
        const found = outputs(evaluator, { [rate]: 0.7, [number]: 0.3 });
        expect(found.length).toBe(expected.length);
        found.forEach((value, k) => {
          expect(Math.abs(value - expected[k])).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(expected[k])));
        });
      }),
      { numRuns: 40 },
    );
  });

  it("tell functions of parameters apart: exp(x) and exp(−x), exp(ab) and exp(a − b)", () => {
    const bath = "g*exp(beta*omega/2)*D[J-] + g*exp(-beta*omega/2)*D[J+]";
    const [thermal] = evaluatorsIn(compile(declared("thermal", bath, ["g", "beta", "omega"]), "", "").text);
    const [g, beta, omega] = [0.3, 0.8, 1.7];
    const nbar = 1 / Math.expm1(beta * omega);
    const Gamma = 2 * g * Math.sinh((beta * omega) / 2);
    const found = outputs(thermal, { g, beta, omega });
    const expected = outputs(channels["amplitude-damping"], { Gamma, nbar });
    // The integrands, A and B, and the closed sphere; its size goes by how coefficients are written, and Q* has no norm.
    for (let k = 0; k < 36; k++) expect(found[k]).toBeCloseTo(expected[k], 12);
    expect(() => compile(declared("two", "exp(a*b)*D[J-] + exp(a-b)*D[J+]", ["a", "b"]), "", "")).not.toThrow();
  });

  it("that two functions would share are refused", () => {
    const declaration = declared("shared", "exp(A*b)*D[J-] + exp(aB)*D[J+]", ["A", "b", "aB"]);
    expect(() => compile(declaration, "", "")).toThrow("rename a parameter");
  });

  it("of channels may be words of the language", () => {
    expect(evaluatorsIn(compile(declared("class", "g*D[Jz]", ["g"]), "", "").text)[0].name).toBe("class");
  });
});
