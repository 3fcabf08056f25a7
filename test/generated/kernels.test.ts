import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { channels } from "../../generated/index.ts";
import type { Evaluator, Geometry } from "../../runtime/index.ts";
import { sphereKernel } from "../../runtime/index.ts";
import amplitudeDamping from "../../symbolic/channels/amplitude-damping.ts";
import dephasing from "../../symbolic/channels/dephasing.ts";
import { type ChannelDeclaration, validate } from "../../symbolic/declare.ts";
import { derive } from "../../symbolic/derive.ts";
import { type Formula, interpret, operationCount } from "../../symbolic/formula.ts";
import { type EvaluatorPlan, plan } from "../../symbolic/plan.ts";

const declarations: readonly ChannelDeclaration[] = [amplitudeDamping, dephasing];

const planOf = (declaration: ChannelDeclaration): EvaluatorPlan => plan(derive(validate(declaration)));

const unit = fc.double({ min: -1, max: 1, noNaN: true });

/** A node: angles, spin, parameters, Q > 0 and the fields there. */
const nodes = fc.record({
  theta: fc.double({ min: 0.05, max: 3.09, noNaN: true }),
  phi: fc.double({ min: 0, max: 6.28, noNaN: true }),
  J: fc.integer({ min: 1, max: 20 }).map((twoJ) => twoJ / 2),
  rates: fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 4, maxLength: 4 }),
  Q: fc.double({ min: 0.01, max: 1, noNaN: true }),
  fields: fc.array(unit, { minLength: 5, maxLength: 5 }),
});

type Node = typeof nodes extends fc.Arbitrary<infer T> ? T : never;

function valuesAt(node: Node, evaluator: Evaluator): ReadonlyMap<string, number> {
  const { theta, phi, J, Q, fields } = node;
  const [P, dQTheta, dQPhi, dPTheta, dPPhi] = fields;
  return new Map<string, number>([
    ["J[a]", J],
    ["c[a]", Math.cos(theta)],
    ["s[a]", Math.sin(theta)],
    ["cp[a]", Math.cos(phi)],
    ["sp[a]", Math.sin(phi)],
    ["Q", Q],
    ["P", P],
    ["dQTheta[a]", dQTheta],
    ["dQPhi[a]", dQPhi],
    ["dPTheta[a]", dPTheta],
    ["dPPhi[a]", dPPhi],
    ...evaluator.parameters.map(({ name }, k): [string, number] => [name, node.rates[k]]),
  ]);
}

const parametersOf = (node: Node, evaluator: Evaluator): Record<string, number> =>
  Object.fromEntries(evaluator.parameters.map(({ name }, k) => [name, node.rates[k]]));

const one = (value: number): Float64Array => Float64Array.of(value);

const geometryOf = ({ theta, phi }: Node): Geometry => ({
  rows: 1,
  columns: 1,
  spheres: [
    {
      cosTheta: one(Math.cos(theta)),
      sinTheta: one(Math.sin(theta)),
      cosPhi: one(Math.cos(phi)),
      sinPhi: one(Math.sin(phi)),
    },
  ],
});

/** Terms are up to a hundred times their sum here. */
function expectEqual(emitted: number, plain: number): void {
  expect(Math.abs(emitted - plain)).toBeLessThanOrEqual(1e-13 * (1e3 + Math.abs(plain)));
}

describe.each(declarations.map((declaration) => [declaration.name, declaration] as const))(
  "emitted %s",
  (name, declaration) => {
    const evaluator = channels[name];
    const compiled = planOf(declaration);
    const interpreted = (formula: Formula, node: Node): number => interpret(formula, valuesAt(node, evaluator));

    it("agrees with the plain interpreter of the unoptimised integrands at random points", () => {
      fc.assert(
        fc.property(nodes, (node) => {
          const [P, dQTheta, dQPhi, dPTheta, dPPhi] = node.fields;
          const [parameters, J, geometry, Q] = [parametersOf(node, evaluator), [node.J], geometryOf(node), one(node.Q)];
          const out = new Float64Array(1);
          evaluator.pointwise.entropyRate(parameters, J, geometry, Q, [one(dQTheta), one(dQPhi)], out);
          expectEqual(out[0], interpreted(compiled.entropyRate.formula, node));
          evaluator.pointwise.production!(parameters, J, geometry, Q, one(P), [one(dPTheta), one(dPPhi)], out);
          expectEqual(out[0], interpreted(compiled.production!.formula, node));
          evaluator.pointwise.flux!(parameters, J, geometry, Q, [one(dQTheta), one(dQPhi)], out);
          expectEqual(out[0], interpreted(compiled.flux!.formula, node));
        }),
      );
    });

    it("agrees with the plain interpreter on the closed qubit sphere", () => {
      fc.assert(
        fc.property(nodes, (node) => {
          const [x, y, z] = node.fields;
          const [A0, R2] = [node.Q + Math.hypot(x, y, z), x * x + y * y + z * z];
          const values = new Map([
            ...valuesAt(node, evaluator),
            ["A0", A0],
            ["R2", R2],
            ["Rx", x],
            ["Ry", y],
            ["Rz", z],
            ["pi", Math.PI],
          ]);
          const out = new Float64Array(1);
          evaluator.inner!(parametersOf(node, evaluator), one(A0), one(x), one(y), one(z), out);
          expectEqual(out[0], interpret(compiled.inner!.formula, values, { sphereKernel }));
        }),
      );
    });

    it("does not do more work a node than the formula as derived", () => {
      for (const kernel of [compiled.entropyRate, compiled.production, compiled.flux, compiled.inner])
        if (kernel) expect(kernel.program.operations.nodes).toBeLessThanOrEqual(operationCount(kernel.formula));
    });
  },
);
