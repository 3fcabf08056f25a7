/** What is said of a map beside its numbers. */
import { withBound, withStandardError } from "../../text/digits.ts";
import type { SpinMap } from "./spin-map.ts";

const withError = ({ value, error, errorKind }: NonNullable<SpinMap["sums"]>["production"]): string =>
  errorKind === "bound" ? withBound(value, error) : withStandardError(value, error);

/** What is to be known of it besides the numbers, a line each. */
export function toldOf({ sums, fields, majorana }: SpinMap): readonly string[] {
  const { others } = fields;
  return [
    ...(sums === null
      ? []
      : [`sum              Σ weight·production = ${sums.grid}; Π = ${withError(sums.production)} nat/time`]),
    ...(fields.refusal === null ? [] : [`refused          Π: ${fields.refusal}`]),
    ...(others.length === 0 ? [] : [`left out         ${[...new Set(others)].join(", ")}, which act on other spins`]),
    ...(majorana === null
      ? []
      : [
          `Majorana points  zeros of Q (theta, phi): ${majorana.points.map(({ theta, phi }) => `(${theta}, ${phi})`).join(" ")}; state to ${majorana.residual.toExponential(1)}`,
        ]),
  ];
}
