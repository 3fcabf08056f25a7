/** A derivation with numbers in place of its parameters: where there are too many terms for a computer algebra to work with. */

import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Sym } from "../algebra/role.ts";
import { components, matrixComponents } from "../algebra/sphere.ts";
import type { Derivation, ReservoirDerivation } from "../derive/derivation.ts";
import { withNerdamer } from "./calculator.ts";
import { nameOf, parameterSymbols, parametrise } from "./parameter-symbols.ts";
import { fraction } from "./qubit-states.ts";
import { rationalPoints } from "./rational-points.ts";

type Judged = Pick<ReservoirDerivation, "reservoir" | "operator">;

/** Terms of A and B, in the frame, that are still worked with as they are. */
const most = 100;

/** @returns the reservoirs themselves where they are modest, or where no rational values are known for the roots */
export function atNumbers({ channel, reservoirs }: Derivation): {
  readonly judged: readonly Judged[];
  readonly scope: string;
} {
  const symbols = parameterSymbols(channel);
  const parametrisation = parametrise(symbols, (symbol) => nameOf(symbols.indexOf(symbol)));
  if (reservoirs.every((one) => termsOf(one) <= most) || symbols.length === 0 || !parametrisation)
    return { judged: reservoirs, scope: "symbolic parameters" };
  const point = withNerdamer(() => rationalPoints(channel.parties.length, parametrisation).next().value);
  const values = new Map(symbols.map((symbol, k) => [symbol, fraction(point[nameOf(k)])]));
  return {
    judged: reservoirs.map((one) => withValues(one, values)),
    scope: "parameters with random rational values, for there are many terms",
  };
}

const termsOf = ({ operator: { drift, diffusion, parties } }: Judged): number =>
  [...components(drift, parties), ...matrixComponents(diffusion, parties).flat()].reduce(
    (sum, { terms }) => sum + terms.size,
    0,
  );

function withValues({ reservoir, operator }: Judged, values: ReadonlyMap<Sym, Polynomial>): Judged {
  const put = (entry: Polynomial): Polynomial => p.substitute(entry, values);
  return {
    reservoir: {
      ...reservoir,
      dissipators: reservoir.dissipators.map(({ rate, operator: L }) => ({
        rate: put(rate),
        operator: L.map(({ coefficient, word }) => ({ coefficient: put(coefficient), word })),
      })),
    },
    operator: { ...operator, drift: operator.drift.map(put), diffusion: operator.diffusion.map((row) => row.map(put)) },
  };
}
