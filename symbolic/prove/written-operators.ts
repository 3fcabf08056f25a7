/**
 * The products of operators as they were written, against their normal form: for every matrix unit of small spins the declared
 * Σ rate · D[L] is Σ rate · D[L′] − i[H′, ·], word by word on kets, without a commutation relation.
 */
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Reservoir } from "../declare/declaration.ts";
import { markdown } from "../print/harmless.ts";
import { printPolynomial } from "../print/print.ts";
import {
  applyOperator,
  assignments,
  assignmentText,
  basisOf,
  dissipate,
  dissipatorsAt,
  type Matter,
  operatorAt,
  spinsText,
  unitText,
} from "./matrix-units.ts";
import { NotCertified, type Proof } from "./proof.ts";

type Pairs = ReturnType<typeof dissipate>;

const unit = (key: string): ReadonlyMap<string, Polynomial> => new Map([[key, p.one]]);

/** Σ factor |left)(right| entry by entry. */
function entriesOf(pairs: Pairs): ReadonlyMap<string, Polynomial> {
  const sums = new Map<string, Polynomial>();
  for (const { factor, left, right } of pairs)
    for (const [a, amplitude] of left)
      for (const [b, other] of right) {
        const term = p.multiply(factor, amplitude, p.conjugate(other));
        sums.set(unitText(a, b), p.add(sums.get(unitText(a, b)) ?? p.zero, term));
      }
  return sums;
}

/** −iH′|m)(n| + i|m)(n|H′, H′ Hermitian. */
function turned({ remainder }: Reservoir, m: string, n: string, matter: Matter): Pairs {
  const H = operatorAt(remainder, matter);
  const turn = (key: string) => applyOperator(H, unit(key), matter);
  return [
    { factor: p.negate(p.imaginaryUnit), left: turn(m), right: unit(n) },
    { factor: p.imaginaryUnit, left: unit(m), right: turn(n) },
  ];
}

function compare(reservoir: Reservoir, matter: Matter): void {
  const [written, ordered] = [reservoir.written ?? [], reservoir.dissipators].map((all) => dissipatorsAt(all, matter));
  const basis = basisOf(matter.spins);
  for (const m of basis)
    for (const n of basis) {
      const expected = entriesOf(dissipate(written, unit(m), unit(n), matter));
      const found = entriesOf([...dissipate(ordered, unit(m), unit(n), matter), ...turned(reservoir, m, n, matter)]);
      for (const key of new Set([...expected.keys(), ...found.keys()])) {
        const [left, right] = [found.get(key) ?? p.zero, expected.get(key) ?? p.zero];
        if (!p.equals(left, right))
          throw new NotCertified(
            `${spinsText(matter.spins)}: D of reservoir "${reservoir.name}" as written, on ${unitText(m, n)}, in ${key}`,
            printPolynomial(left),
            printPolynomial(right),
          );
      }
    }
}

/** @returns undefined where no products of operators were written */
export function proveWrittenOperators(reservoirs: readonly Reservoir[], parties: readonly string[]): Proof | undefined {
  const chosen = reservoirs.filter(({ written }) => written !== null);
  if (chosen.length === 0) return undefined;
  const spins = assignments(parties.length, 64);
  for (const assignment of spins) for (const reservoir of chosen) compare(reservoir, { parties, spins: assignment });
  return {
    claim:
      "Products of operators as written, and what they are by [J₊, J₋] = 2J_z, [J_z, J±] = ±J± and J² = J(J + 1), give one D[ρ], " +
      "with the Hamiltonian H′ of the constants.",
    by: "exact polynomial arithmetic",
    scope: `reservoir ${chosen.map(({ name }) => markdown(name)).join(", ")}; J = ${spins.map(assignmentText).join(", ")}; all matrix units; symbolic parameters`,
  };
}
