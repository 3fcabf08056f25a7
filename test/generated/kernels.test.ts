import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { channels } from "../../generated/index.ts";
import type { Evaluator, Geometry, Parameters } from "../../runtime/evaluator.ts";
import { sphereKernel } from "../../runtime/special/sphere-kernel.ts";
import { operationCount } from "../../symbolic/algebra/expression.ts";
import { interpret } from "../../symbolic/algebra/interpret.ts";
import { imaginaryPart, type Polynomial, realPart } from "../../symbolic/algebra/polynomial.ts";
import { cartesian } from "../../symbolic/algebra/spin-operator.ts";
import type { ChannelDeclaration } from "../../symbolic/declare/declaration.ts";
import type { Optimized } from "../../symbolic/optimize/optimize.ts";
import { compile } from "../support/compile.ts";

const files = readdirSync("symbolic/channels").filter((name) => name.endsWith(".ts"));
const declarations = await Promise.all(
  files.map(
    async (name) => ((await import(`../../symbolic/channels/${name}`)) as { default: ChannelDeclaration }).default,
  ),
);

/** Every evaluator, with the plan that it was emitted from: the channels and their strata. */
const emitted = declarations.flatMap((declaration) => {
  const { plan } = compile(declaration, "", "");
  const evaluator = channels[declaration.name];
  const strata = plan.strata.map((stratum, k) => ({
    name: `${declaration.name} at ${[...stratum.conditions].join(", ")}`,
    plan: stratum.plan,
    evaluator: evaluator.strata[k].evaluator,
  }));
  return [{ name: declaration.name, plan, evaluator }, ...strata];
});

const numbers = (min: number, max: number, length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min, max, noNaN: true }), { minLength: length, maxLength: length });

/** A node of two spheres at most: angles, spins, parameters, Q > 0 and the other fields. */
const nodes = fc.record({
  theta: numbers(0.05, 3.09, 2),
  phi: numbers(0, 6.28, 2),
  J: fc.array(
    fc.integer({ min: 1, max: 20 }).map((twoJ) => twoJ / 2),
    { minLength: 2, maxLength: 2 },
  ),
  parameters: numbers(0, 1, 5),
  Q: fc.double({ min: 0.01, max: 1, noNaN: true }),
  fields: numbers(-1, 1, 9),
});

type Node = typeof nodes extends fc.Arbitrary<infer T> ? T : never;

/** A fraction t of the way into a range, or into the four units next to its finite end. */
const parametersOf = ({ parameters: t }: Node, { parameters }: Evaluator): Parameters =>
  Object.fromEntries(
    parameters.map(({ name, minimum, maximum }, k) => {
      const low = Number.isFinite(minimum) ? minimum : -2;
      return [name, low + t[k] * (Number.isFinite(maximum) ? maximum - low : 4)];
    }),
  );

const one = (value: number): Float64Array => Float64Array.of(value);

/** Everything an evaluator is called with, and the same values by the names of the compiler's symbols. */
function inputsAt(node: Node, evaluator: Evaluator) {
  const { theta, phi, J, Q, fields } = node;
  const [P, ...gradients] = fields;
  const parameters = parametersOf(node, evaluator);
  const values = new Map<string, number>([...Object.entries(parameters), ["Q", Q], ["P", P]]);
  evaluator.parties.forEach((party, j) => {
    const here: Readonly<Record<string, number>> = {
      J: J[j],
      c: Math.cos(theta[j]),
      s: Math.sin(theta[j]),
      cp: Math.cos(phi[j]),
      sp: Math.sin(phi[j]),
      dQTheta: gradients[4 * j],
      dQPhi: gradients[4 * j + 1],
      dPTheta: gradients[4 * j + 2],
      dPPhi: gradients[4 * j + 3],
    };
    for (const [name, value] of Object.entries(here)) values.set(`${name}[${party}]`, value);
  });
  const spheres = evaluator.parties.map((_, j) => ({
    cosTheta: one(Math.cos(theta[j])),
    sinTheta: one(Math.sin(theta[j])),
    cosPhi: one(Math.cos(phi[j])),
    sinPhi: one(Math.sin(phi[j])),
  }));
  const geometry: Geometry = { rows: 1, columns: 1, spheres };
  const pair = (j: number, k: number): Float64Array[] => [one(gradients[4 * j + k]), one(gradients[4 * j + k + 1])];
  const dQ = evaluator.parties.flatMap((_, j) => pair(j, 0));
  const dP = evaluator.parties.flatMap((_, j) => pair(j, 2));
  return { parameters, J, geometry, Q: one(Q), P: one(P), dQ, dP, values };
}

/** Terms may be thousands of times their sum: 1/(2n̄ + 1 − cosθ) near the pole, and det B near zero. */
function expectEqual(found: number, plain: number): void {
  if (Math.abs(plain) > 1e8) return;
  expect(Math.abs(found - plain)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(plain)));
}

describe.each(emitted)("emitted $name", ({ plan, evaluator }) => {
  const { pointwise } = evaluator;

  it("agrees with the plain interpreter of the unoptimised integrands at random points", () => {
    fc.assert(
      fc.property(nodes, (node) => {
        const { parameters, J, geometry, Q, P, dQ, dP, values } = inputsAt(node, evaluator);
        const out = new Float64Array(1);
        pointwise.entropyRate(parameters, J, geometry, Q, dQ, out);
        expectEqual(out[0], interpret(plan.entropyRate.derived, values));
        if (pointwise.production && plan.production) {
          pointwise.production(parameters, J, geometry, Q, P, dP, out);
          expectEqual(out[0], interpret(plan.production.derived, values));
        }
        if (pointwise.flux && plan.flux) {
          pointwise.flux(parameters, J, geometry, Q, dQ, out);
          expectEqual(out[0], interpret(plan.flux.derived, values));
        }
      }),
    );
  });

  it("gives the A and B that were derived, by which the integrand of dS/dt is ∇Q·B∇Q/Q − A·∇Q", () => {
    const { parties } = plan.derivation.channel;
    const size = 2 * parties.length;
    fc.assert(
      fc.property(nodes, (node) => {
        const { parameters, J, geometry, Q, dQ, values } = inputsAt(node, evaluator);
        const [drift, diffusion] = [size, (size * (size + 1)) / 2].map((count) =>
          Array.from({ length: count }, () => one(Number.NaN)),
        );
        pointwise.coefficients(parameters, J, geometry, drift, diffusion);
        [...drift, ...diffusion].forEach(([found], k) => {
          expectEqual(found, interpret(plan.coefficients.derived[k], values));
        });
        const out = new Float64Array(1);
        pointwise.entropyRate(parameters, J, geometry, Q, dQ, out);
        const B = (i: number, j: number): number =>
          diffusion[(Math.max(i, j) * (Math.max(i, j) + 1)) / 2 + Math.min(i, j)][0];
        const along = dQ.reduce((sum, [slope], i) => sum + drift[i][0] * slope, 0);
        const spread = dQ.reduce((sum, [a], i) => sum + dQ.reduce((row, [b], j) => row + a * B(i, j) * b, 0), 0);
        expectEqual(spread / Q[0] - along, out[0]);
      }),
    );
  });

  it("is refused by the compiler and by the emitted module alike", () => {
    expect([pointwise.production === null, pointwise.flux === null]).toEqual([
      plan.production === null,
      plan.flux === null,
    ]);
    expect([evaluator.inner === null, evaluator.fluxMatrix === null]).toEqual([
      plan.inner === null,
      plan.fluxMatrix === null,
    ]);
  });

  it.runIf(plan.inner)("agrees with the plain interpreter on the closed qubit sphere", () => {
    fc.assert(
      fc.property(nodes, (node) => {
        const [x, y, z] = node.fields;
        const [A0, R2] = [node.Q + Math.hypot(x, y, z), x * x + y * y + z * z];
        const { parameters, values } = inputsAt(node, evaluator);
        const qubit: [string, number][] = [
          ["A0", A0],
          ["R2", R2],
          ["Rx", x],
          ["Ry", y],
          ["Rz", z],
          ["pi", Math.PI],
        ];
        const [out, size] = [new Float64Array(1), new Float64Array(1)];
        evaluator.inner!(parameters, one(A0), one(x), one(y), one(z), out, size);
        expectEqual(out[0], interpret(plan.inner!.derived, new Map([...values, ...qubit]), { sphereKernel }));
        // Turned by any signs of its components R leaves the sizes of the summands as they are.
        for (const [a, b, c] of [
          [-1, 1, 1],
          [1, -1, 1],
          [1, 1, -1],
          [-1, -1, -1],
        ]) {
          const [turned, sizeOfTurned] = [new Float64Array(1), new Float64Array(1)];
          evaluator.inner!(parameters, one(A0), one(a * x), one(b * y), one(c * z), turned, sizeOfTurned);
          expect(Math.abs(turned[0])).toBeLessThanOrEqual(size[0] * (1 + 1e-14));
          expect(sizeOfTurned[0]).toBe(size[0]);
        }
      }),
    );
  });

  it("has the rates and operators that were declared as its jumps", () => {
    const { parties } = plan.derivation.channel;
    fc.assert(
      fc.property(nodes, (node) => {
        const { parameters, values } = inputsAt(node, evaluator);
        const value = (of: Polynomial): number => interpret({ kind: "polynomial", of }, values);
        const declared = plan.derivation.reservoirs.flatMap(({ reservoir: { dissipators } }, reservoir) =>
          dissipators.map(({ rate, operator }) => ({
            reservoir,
            rate,
            l: parties.map((party) => cartesian(operator, party)),
          })),
        );
        const jumps = evaluator.jumps(parameters, []);
        expect(jumps.map(({ reservoir }) => reservoir)).toEqual(declared.map(({ reservoir }) => reservoir));
        jumps.forEach(({ rate, re, im }, k) => {
          expectEqual(rate, value(declared[k].rate));
          declared[k].l.forEach((vector, j) => {
            vector.forEach((entry, axis) => {
              expectEqual(re[j][axis], value(realPart(entry)));
              expectEqual(im[j][axis], value(imaginaryPart(entry)));
            });
          });
        });
      }),
      { numRuns: 20 },
    );
  });

  it("does not do more work a node than the formula as derived", () => {
    const computed = [plan.entropyRate, plan.production, plan.flux, plan.inner].filter(
      (each): each is Optimized => each !== null,
    );
    for (const { program, derived } of computed)
      expect(program.operations.nodes).toBeLessThanOrEqual(operationCount(derived));
  });
});

describe("a stratum", () => {
  const stratum = (name: string, parameter: string): Evaluator =>
    channels[name].strata.find(({ where }) => where[parameter] === 0)!.evaluator;

  it.each([
    ["squeezed-thermal", "nbar", "squeezed-vacuum", {}],
    ["squeezed-thermal", "r", "amplitude-damping", {}],
    ["squeezed-vacuum", "r", "amplitude-damping", { nbar: 0 }],
  ] as const)("is the channel that it reduces to: %s at %s = 0 is %s", (name, parameter, other, fixed) => {
    const [found, expected] = [stratum(name, parameter), channels[other]];
    fc.assert(
      fc.property(nodes, (node) => {
        const { parameters: drawn, J, geometry, Q, P, dQ, dP } = inputsAt(node, channels[name]);
        const parameters = { ...drawn, [parameter]: 0, ...fixed };
        const both = (fill: (evaluator: Evaluator, out: Float64Array) => void): void => {
          const [ours, theirs] = [new Float64Array(1), new Float64Array(1)];
          fill(found, ours);
          fill(expected, theirs);
          expectEqual(ours[0], theirs[0]);
        };
        both(({ pointwise }, out) => pointwise.entropyRate(parameters, J, geometry, Q, dQ, out));
        both(({ pointwise }, out) => pointwise.production!(parameters, J, geometry, Q, P, dP, out));
        both(({ pointwise }, out) => pointwise.flux!(parameters, J, geometry, Q, dQ, out));
        const [x, y, z] = node.fields;
        const A0 = one(node.Q + Math.hypot(x, y, z));
        both(({ inner }, out) => inner!(parameters, A0, one(x), one(y), one(z), out, one(0)));
        both(({ inner }, out) => inner!(parameters, A0, one(x), one(y), one(z), one(0), out));
      }),
    );
    const parameters = { Gamma: 0.7, r: 0.4, phase: 1.1, nbar: 0.3, [parameter]: 0, ...fixed };
    const matrices = ({ fluxMatrix, steadyState }: Evaluator) =>
      [fluxMatrix, steadyState].map((of) => of?.(parameters, [1]));
    const [ours, theirs] = [found, expected].map(matrices);
    expect(ours[0]).toBeDefined();
    ours.forEach((matrix, k) => {
      expect(matrix === undefined).toBe(theirs[k] === undefined);
      matrix?.re.forEach((entry, j) => {
        expectEqual(entry, theirs[k]!.re[j]);
        expectEqual(matrix.im[j], theirs[k]!.im[j]);
      });
    });
  });
});
