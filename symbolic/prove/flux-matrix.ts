/**
 * The flux as an expectation value, Φ = Tr[D(ρ)X] with X diagonal, on matrices: for every matrix unit of small spins
 *
 *   Tr[D(|J,m⟩⟨J,m′|)X] = δ_mm′ (lowering·k(2J+1−k)(X_{k−1} − X_k) + raising·(2J−k)(k+1)(X_{k+1} − X_k)),  k = J + m
 *
 * with X_k indeterminate, and X that of the reservoir's own potential.
 */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import * as sphere from "../algebra/sphere.ts";
import { auxiliary } from "../algebra/symbol.ts";
import type { ReservoirDerivation } from "../derive/derivation.ts";
import type { AxialFlux } from "../derive/potential.ts";
import { markdown } from "../print/harmless.ts";
import { printPolynomial } from "../print/print.ts";
import { binomial, dissipate, dissipatorsAt, type Matter, spinValues } from "./matrix-units.ts";
import { NotCertified, type Proof } from "./proof.ts";

const X = (k: number): Polynomial => p.symbol(auxiliary(`~X${k}`, ["X", "X", String(k)]));

/** C(2J, k) Tr[D(|J,m⟩⟨J,m|)X] by the rates of the flux. */
function expectedOf({ lowering, raising }: AxialFlux, twoJ: number, k: number): Polynomial {
  const step = (rate: Polynomial, factor: number, to: number): Polynomial =>
    factor === 0 ? p.zero : p.multiply(rate, p.constant(BigInt(factor)), p.subtract(X(to), X(k)));
  return p.multiply(
    p.constant(binomial(twoJ, k)),
    p.add(step(lowering, k * (twoJ + 1 - k), k - 1), step(raising, (twoJ - k) * (k + 1), k + 1)),
  );
}

function compare({ reservoir, operator }: ReservoirDerivation, flux: AxialFlux, twoJ: number): void {
  const matter: Matter = { parties: operator.parties, spins: [twoJ] };
  const dissipators = dissipatorsAt(reservoir.dissipators, matter);
  const weights = Array.from({ length: twoJ + 1 }, (_, k) => 2 * k - twoJ);
  weights.forEach((m, k) => {
    for (const n of weights) {
      const unit = (weight: number): ReadonlyMap<string, Polynomial> => new Map([[String(weight), p.one]]);
      const found = p.add(
        ...dissipate(dissipators, unit(m), unit(n), matter).flatMap(({ factor, left, right }) =>
          weights.map((weight, j) => {
            const [a, b] = [left.get(String(weight)) ?? p.zero, right.get(String(weight)) ?? p.zero];
            return p.multiply(factor, a, p.conjugate(b), p.constant(binomial(twoJ, j)), X(j));
          }),
        ),
      );
      const expected = m === n ? p.substitute(expectedOf(flux, twoJ, k), spinValues(matter)) : p.zero;
      if (!p.equals(found, expected))
        throw new NotCertified(
          `F = D†(X) of reservoir "${reservoir.name}" for J = ${twoJ}/2, on |${m}/2)(${n}/2|`,
          printPolynomial(expected),
          printPolynomial(found),
        );
    }
  });
}

function expectEqual(claim: string, found: Polynomial, expected: Polynomial): void {
  if (!p.equals(found, expected)) throw new NotCertified(claim, printPolynomial(found), printPolynomial(expected));
}

/** @returns undefined where no reservoir has a flux of this form */
export function proveFluxMatrix(reservoirs: readonly ReservoirDerivation[]): Proof | undefined {
  const fluxes = reservoirs.flatMap((derivation) => {
    const { production } = derivation;
    return production.class === "potential" && production.flux
      ? [{ derivation, production, flux: production.flux }]
      : [];
  });
  if (fluxes.length === 0) return undefined;
  for (const { derivation, production, flux } of fluxes) {
    const { base } = production.potential;
    const [, , z] = sphere.point(derivation.operator.parties[0]);
    const { axis, rise, fall, lowering, raising, drift } = flux;
    const along = (sign: bigint): Polynomial =>
      p.multiply(p.constant(sign), axis, p.subtract(p.one, p.multiply(p.constant(sign), z)));
    expectEqual("X is that of the potential, p₀ + axis known apart", p.subtract(rise, along(1n)), base);
    expectEqual("X is that of the potential, p₀ − axis known apart", p.subtract(fall, along(-1n)), base);
    expectEqual("the drift is that of the rates", p.add(drift, raising), lowering);
    for (const twoJ of [1, 2, 3]) compare(derivation, flux, twoJ);
  }
  const names = fluxes.map(({ derivation }) => markdown(derivation.reservoir.name)).join(", ");
  return {
    claim: "F = D†(X) is diagonal and has the given rates, so that Φ = Tr[ρF] with X = M ∫ |Ω⟩⟨Ω| ln Q*.",
    by: "exact polynomial arithmetic",
    scope: `reservoir ${names}; J = 1/2, 1, 3/2; all matrix units; X diagonal and indeterminate; symbolic parameters`,
  };
}
