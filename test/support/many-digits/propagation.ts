/** ρ(t) to fifty digits by Taylor's series in steps, where that is less work than squaring; at ordinary rates and times. */
import { type Digits, digits } from "./digits.ts";
import { type ExactState, evolvedState, generatorBits } from "./evolution.ts";
import { coordinatesOf, generatorRows, matrixOf, type Rows, sizeBits } from "./generator.ts";
import { exactSystem, type System } from "./system.ts";

/** ‖A‖τ of a step is at most 2⁴: its terms grow to e¹⁶, and cancel to as little as e⁻¹⁶ of the state. */
const STEP_BITS = 4;
const GUARD = 64;

/** @throws Undecided  where squaring does not get there either */
export function propagatedState(system: System, time: number): ExactState {
  const d = digits(generatorBits(system, time) + GUARD);
  const exact = exactSystem(d, system);
  const rows = generatorRows(exact);
  const size = sizeBits(d, rows);
  const halvings = Math.max(0, Math.ceil(size + Math.log2(time)) - STEP_BITS);
  const sparse = sparseRows(rows);
  const products = 90 * 2 ** halvings * sparse.reduce((sum, row) => sum + row.length, 0);
  if (products > (30 + halvings) * rows.length ** 3 || halvings > 24) return evolvedState(system, time);
  const tau = d.of(time) >> BigInt(halvings);
  let x = coordinatesOf(exact.state);
  for (let k = 0; k < 2 ** halvings; k++) x = step(d, sparse, x, tau);
  return { digits: d, rho: matrixOf(x) };
}

type Entry = readonly [column: number, value: bigint];

const sparseRows = (rows: Rows): Entry[][] =>
  rows.map((row) => row.flatMap((value, c): Entry[] => (value === 0n ? [] : [[c, value]])));

function step(d: Digits, rows: readonly Entry[][], x: readonly bigint[], tau: bigint): bigint[] {
  const state = x.slice();
  let term = x;
  const shift = BigInt(2 * d.bits);
  for (let k = 1n; term.some((value) => value !== 0n && value !== -1n); k++) {
    const from = term;
    term = rows.map((row) => {
      let sum = 0n;
      for (const [c, value] of row) sum += value * from[c];
      return ((sum * tau) >> shift) / k;
    });
    for (let at = 0; at < state.length; at++) state[at] += term[at];
  }
  return state;
}
