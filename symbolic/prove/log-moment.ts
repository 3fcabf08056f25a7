/**
 * The closed form of −(1/2π) ∫ X ln Q dn over a qubit's sphere, X = X₀ + X·n, against expansions and quadratures of the integral:
 *
 *   ln(1 + R·n) = Σ_k (−1)^{k+1} (R·n)^k/k,   ⟨xᵃ yᵇ zᶜ⟩ = (a−1)!! (b−1)!! (c−1)!!/(a+b+c+1)!! for even a, b, c, else 0
 *   L₀(1, R) = −Σ_{k≥1} |R|^{2k}/(k(2k+1)),   K(1, R) = 4 Σ_k |R|^{2k}/((2k+1)(2k+3))
 */

import { gaussian } from "../algebra/gaussian.ts";
import { interpret } from "../algebra/interpret.ts";
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import * as symbols from "../algebra/symbol.ts";
import { Q, qubit, X } from "../integrate/reduce.ts";
import { type LogMomentPlan, planLogMoment } from "../optimize/plan-log-moment.ts";
import { run } from "../optimize/run-program.ts";
import { logMomentEquation } from "../print/equation-lines.ts";
import { printPolynomial } from "../print/print.ts";
import { withNerdamer } from "./calculator.ts";
import { NotCertified, type Proof } from "./proof.ts";
import { fraction, numberOf, ratios, stateAt } from "./qubit-states.ts";
import { isZero, negate, rationalFunction, sum } from "./rational-function.ts";
import { rationalPoints } from "./rational-points.ts";
import { seriesKernel, seriesLogMean } from "./series-kernel.ts";
import { integrateSphere, nodes, type QubitState, valuesOf } from "./sphere-quadrature.ts";

const order = 12;
const tolerance = "1e-12";

/** @throws NotCertified with the two sides that differ */
export const certifyLogMoment = (plan: LogMomentPlan = planLogMoment()): readonly Proof[] => [
  proveExpansion(plan),
  proveQuadrature(plan),
];

const one = new Map([[symbols.A0, p.one]]);

function proveExpansion({ closedForm }: LogMomentPlan): Proof {
  const square = p.add(...symbols.R.map((component) => p.power(p.symbol(component), 2)));
  const series = (from: number, top: number, value: (k: number) => Polynomial): Polynomial =>
    p.add(...Array.from({ length: top + 1 - from }, (_, j) => p.multiply(value(from + j), p.power(square, from + j))));
  const found = rationalFunction(closedForm, new Map([...one, [symbols.R2, square]]), {
    logMean: series(1, order / 2, (k) => p.fraction(-1n, BigInt(k * (2 * k + 1)))),
    sphereKernel: series(0, order / 2 - 1, (k) => p.fraction(4n, BigInt((2 * k + 1) * (2 * k + 3)))),
  });
  const expected = { numerator: p.negate(p.scale(average(expandedIntegrand()), gaussian(2n))), denominator: p.one };
  if (!isZero(sum([found, negate(expected)])))
    throw new NotCertified(
      "the integrated logarithm of a qubit",
      printPolynomial(found.numerator),
      printPolynomial(expected.numerator),
    );
  return {
    claim: `${logMomentEquation(closedForm)}, over a qubit's sphere with M = 1/2π.`,
    by: "exact polynomial arithmetic",
    scope: `Q = A₀ + R·n, X = X₀ + X·n; the expansion in R to order ${order}, A₀ = 1: another A₀ adds ln A₀ to ln Q`,
  };
}

/** X ln Q in powers of R, for A₀ = 1. */
function expandedIntegrand(): Polynomial {
  const along = p.subtract(p.substitute(Q, one), p.one);
  const logarithm = Array.from({ length: order }, (_, j) =>
    p.multiply(p.fraction(j % 2 === 0 ? 1n : -1n, BigInt(j + 1)), p.power(along, j + 1)),
  );
  return p.multiply(X, p.add(...logarithm));
}

/** The mean over the unit sphere. */
const average = (f: Polynomial): Polynomial =>
  p.add(
    ...p.collect(f, sphere.isCoordinate).map(([powers, coefficient]) => {
      const exponents = powers.map(([, exponent]) => exponent);
      if (exponents.some((exponent) => exponent % 2 === 1)) return p.zero;
      const total = exponents.reduce((all, exponent) => all + exponent, 0);
      const above = exponents.reduce((product, exponent) => product * doubleFactorial(exponent - 1), 1n);
      return p.scale(coefficient, gaussian(above, 0n, doubleFactorial(total + 1)));
    }),
  );

const doubleFactorial = (n: number): bigint => (n <= 1 ? 1n : BigInt(n) * doubleFactorial(n - 2));

function proveQuadrature(plan: LogMomentPlan): Proof {
  withNerdamer(() => {
    const drawn = rationalPoints(1, { free: [], lines: [] });
    for (const ratio of ratios) {
      const state = stateAt(drawn.next().value, ratio);
      const other = drawn.next().value;
      const ofX = [other.P, other.dQTheta0, other.dQPhi0, other.dPTheta0].map((text) => numberOf(fraction(text)));
      compare(plan, ratio, state, new Map([symbols.X0, ...symbols.X].map(({ key }, k) => [key, ofX[k]])));
    }
  });
  return {
    claim: "The formula and its program have the values of a quadrature of −X ln Q.",
    by: "quadrature in double precision",
    scope:
      `${ratios.length} random rational points (A₀, direction of R, X₀, X) with |R|/A₀ = ${ratios.join(", ")}; ${nodes}, K and L₀ by ` +
      `their power series; largest deviation below ${tolerance} of ∫ |X ln Q|`,
  };
}

function compare(
  { closedForm, inner }: LogMomentPlan,
  ratio: string,
  state: QubitState,
  ofX: ReadonlyMap<string, number>,
): void {
  const integrand = (values: ReadonlyMap<string, number>): number =>
    -p.evaluate(X, new Map([...values, ...ofX])) * Math.log(values.get(symbols.Q.key)!);
  const [expected, size] = integrateSphere(integrand, state, qubit);
  const values = new Map([...valuesOf(state), ...ofX]);
  const [A0, R2] = [symbols.A0, symbols.R2].map(({ key }) => values.get(key)!);
  const given = new Map([...values, [symbols.K.key, seriesKernel(A0, R2)], [symbols.L0.key, seriesLogMean(A0, R2)]]);
  const functions = { sphereKernel: seriesKernel, logMean: seriesLogMean };
  const both = [run(inner.program, given, {}), 2 * Math.PI * interpret(closedForm, values, functions)];
  for (const found of both)
    if (!(Math.abs(found - expected) <= Number(tolerance) * size))
      throw new NotCertified(`the integrated logarithm at |R|/A₀ = ${ratio}`, String(found), String(expected));
}
