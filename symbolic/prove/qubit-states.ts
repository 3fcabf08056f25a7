/** Conditional states of a qubit at rational points. */
import type { Polynomial } from "../algebra/polynomial.ts";
import * as p from "../algebra/polynomial.ts";
import type { Values } from "./calculator.ts";
import type { QubitState } from "./sphere-quadrature.ts";

/** |R|/A₀ at the points, one after the other. */
export const ratios = ["0", "1/1000", "1/10", "1/3", "1/2", "4/5", "19/20", "99/100", "999/1000"] as const;

export function fraction(text: string): Polynomial {
  const [top, bottom = "1"] = text.split("/");
  return p.fraction(BigInt(top), BigInt(bottom));
}

export const numberOf = (constant: Polynomial): number => p.evaluate(constant, new Map());

/** A₀ is the point's Q, and R has the direction of its angles. */
export function stateAt(point: Values, ratio: string): QubitState {
  const [A0, x, c, s, cosPhi, sinPhi] = [point.Q, ratio, point.c0, point.s0, point.cosPhi0, point.sinPhi0].map((text) =>
    numberOf(fraction(text)),
  );
  return {
    A0,
    x,
    frame: [
      [s * cosPhi, s * sinPhi, c],
      [c * cosPhi, c * sinPhi, -s],
      [-sinPhi, cosPhi, 0],
    ],
  };
}
