/** What an evolved state is off by, matrix by matrix: in what directions rounding moved it, and how much of that has faded since. */
import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { frobenius, zeroMatrix } from "../matrices/complex-matrix.ts";
import { addMatrix, type DoubleDouble } from "../matrices/double-double.ts";
import { SECOND_ORDER } from "../numbers/safety-factors.ts";
import { SHAKEN } from "./shaken.ts";
import type { LongState } from "./wholes.ts";

/** ρ − truth = Σ c_k parts_k + δ with |c_k| ≤ 1, ‖δ‖ ≤ rest in the Frobenius norm. */
export interface StateOff {
  readonly parts: readonly ComplexMatrix[];
  readonly rest: number;
}

/** Of ‖ρ − truth‖ in the Frobenius norm. */
export const sizeOff = ({ parts, rest }: StateOff): number => parts.reduce((sum, part) => sum + frobenius(part), rest);

/**
 * By what the state was rounded to doubles and by what the methods leave of it; and by what it is moved where one number of the generator
 * is off, each in its turn.
 * @param fine  the state to thirty digits
 * @param apart  the same with each number off by `SHAKEN` of its rounding
 * @param more  what else it is off by
 */
export function stateOff(state: ComplexMatrix, fine: LongState, apart: readonly LongState[], more: number): StateOff {
  const own = differenceOf(fine.whole, { high: state, low: zeroMatrix(state.dimension) }, 1);
  const moved = apart.map((other) => differenceOf(other.whole, fine.whole, SECOND_ORDER / SHAKEN));
  const left = apart.reduce((sum, other) => sum + (SECOND_ORDER / SHAKEN) * (other.method + fine.method), fine.method);
  return { parts: [own, ...moved], rest: left + more };
}

/** scale (A − B), whose thirty digits may cancel. */
function differenceOf(A: DoubleDouble, B: DoubleDouble, scale: number): ComplexMatrix {
  const n = A.high.dimension;
  const out = { high: zeroMatrix(n), low: zeroMatrix(n) };
  addMatrix(out, 1, A);
  addMatrix(out, -1, B);
  const { re, im } = out.high;
  return { dimension: n, re: re.map((x) => scale * x), im: im.map((x) => scale * x) };
}
