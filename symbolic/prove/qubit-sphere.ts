/**
 * The sphere of a qubit, integrated exactly: for J = 1/2, Q = A₀ + R·n and L = (u + iv)·J, with P = Σ rate (uuᵀ + vvᵀ) and
 * m = Σ rate (v × u),
 *
 *   (1/2π) ∫ (∇Q·B∇Q/Q − A·∇Q) dn = ½K(A₀, R) {½[|R|² tr P − R·PR] + A₀ m·R}
 *
 * once as an identity and once in numbers: the optimised program against a quadrature of the derived integrand.
 */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { cartesian } from "../algebra/spin-operator.ts";
import * as symbols from "../algebra/symbol.ts";
import type { Derivation, ReservoirDerivation } from "../derive/derivation.ts";
import { closedQubitSphere } from "../integrate/reduce.ts";
import type { Optimized } from "../optimize/optimize.ts";
import { optimizedQubitSphere } from "../optimize/plan-integrands.ts";
import { run } from "../optimize/run-program.ts";
import { printPolynomial } from "../print/print.ts";
import { type Values, withNerdamer } from "./calculator.ts";
import { nameOf, parameterSymbols, parametrise } from "./parameter-symbols.ts";
import { NotCertified, type Proof } from "./proof.ts";
import { fraction, numberOf, ratios, stateAt } from "./qubit-states.ts";
import { isZero, negate, quotientAt, rationalFunction, sum } from "./rational-function.ts";
import { rationalPoints } from "./rational-points.ts";
import { seriesKernel } from "./series-kernel.ts";
import { integrateSphere, nodes, type QubitState, valuesOf } from "./sphere-quadrature.ts";

const half = (party: string): ReadonlyMap<Sym, Polynomial> => new Map([[symbols.spin(party), p.fraction(1n, 2n)]]);

/** ½[|R|² tr P − R·PR] + A₀ m·R, summand by summand: ½(|R|²u² − (u·R)²) and the same of v, and A₀ (v × u)·R. */
function typedFactor(reservoirs: readonly ReservoirDerivation[]): Polynomial {
  const R = symbols.R.map(p.symbol);
  const dot = (a: readonly Polynomial[], b: readonly Polynomial[]): Polynomial =>
    p.add(...a.map((entry, k) => p.multiply(entry, b[k])));
  const across = (a: readonly Polynomial[]): Polynomial =>
    p.subtract(p.multiply(p.symbol(symbols.R2), dot(a, a)), p.power(dot(a, R), 2));
  return p.add(
    ...reservoirs.flatMap(({ reservoir, operator: { parties } }) =>
      reservoir.dissipators.map(({ rate, operator }) => {
        const l = cartesian(operator, parties[0]).map((entry) => p.substitute(entry, half(parties[0])));
        const [u, v] = [l.map(p.realPart), l.map(p.imaginaryPart)];
        const turn = [0, 1, 2].map((k) => {
          const [i, j] = [(k + 1) % 3, (k + 2) % 3];
          return p.subtract(p.multiply(v[i], u[j]), p.multiply(v[j], u[i]));
        });
        const circles = p.multiply(p.fraction(1n, 2n), p.add(across(u), across(v)));
        return p.multiply(
          p.substitute(rate, half(parties[0])),
          p.add(circles, p.multiply(p.symbol(symbols.A0), dot(turn, R))),
        );
      }),
    ),
  );
}

/** @returns undefined where there is no closed form */
export function proveQubitSphere(
  derivation: Derivation,
  closedForm = closedQubitSphere(derivation),
): Proof | undefined {
  if (!closedForm) return undefined;
  const kernel = p.symbol(symbols.K);
  const found = rationalFunction(closedForm, new Map(), { sphereKernel: kernel });
  const factor = typedFactor(derivation.reservoirs);
  const expected = { numerator: p.multiply(p.fraction(1n, 2n), kernel, factor), denominator: p.one };
  if (!isZero(sum([found, negate(expected)])))
    throw new NotCertified(
      "the integrated sphere of a qubit",
      printPolynomial(found.numerator),
      printPolynomial(expected.numerator),
    );
  return {
    claim: "The integrated sphere of a qubit is πK{½[|R|² tr P − R·PR] + A₀ m·R} times the measure.",
    by: "exact polynomial arithmetic",
    scope: "J = 1/2; an identity in A₀, R and K(A₀, R); symbolic parameters",
  };
}

const tolerance = "1e-12";

/**
 * The program of the closed form has the values of a quadrature.
 * @returns undefined where there is no closed form, or where no rational points are known, for a square root of parameters
 * @throws NotCertified naming |R|/A₀
 */
export function proveQubitQuadrature(
  derivation: Derivation,
  sphere = optimizedQubitSphere(derivation),
): Proof | undefined {
  const parameters = parameterSymbols(derivation.channel);
  const parametrisation = parametrise(parameters, (symbol) => nameOf(parameters.indexOf(symbol)));
  if (!sphere || !parametrisation) return undefined;
  withNerdamer(() => {
    const drawn = rationalPoints(1, parametrisation);
    for (const ratio of ratios) compareWithQuadrature(drawn.next().value, ratio, derivation, sphere);
  });
  return {
    claim: "The program of the integrated sphere has the values of a quadrature of the integrand of dS/dt.",
    by: "quadrature in double precision",
    scope:
      `J = 1/2; ${ratios.length} random rational points (A₀, direction of R, parameters) with |R|/A₀ = ${ratios.join(", ")}; ${nodes}, ` +
      `K by its power series; largest deviation below ${tolerance} of ∫ |integrand|`,
  };
}

function compareWithQuadrature(point: Values, ratio: string, derivation: Derivation, sphere: Optimized): void {
  const { channel, integrands } = derivation;
  const [party] = channel.parties;
  const parameters = new Map(parameterSymbols(channel).map((symbol, k) => [symbol, fraction(point[nameOf(k)])]));
  const known = new Map([...parameters, ...half(party)]);
  const state = stateAt(point, ratio);
  const integrand = rationalFunction(integrands.entropyRate, known);
  const [expected, size] = integrateSphere((values) => quotientAt(integrand, values), state, party);
  const found = programValue(sphere, state, parameters);
  if (!(Math.abs(found - expected) <= Number(tolerance) * size))
    throw new NotCertified(`the integrated sphere of a qubit at |R|/A₀ = ${ratio}`, String(found), String(expected));
}

function programValue({ program }: Optimized, state: QubitState, parameters: ReadonlyMap<Sym, Polynomial>): number {
  const given = [...parameters].map(([{ key }, value]) => [key, numberOf(value)] as const);
  return run(program, new Map([...valuesOf(state), ...given]), { sphereKernel: seriesKernel });
}
