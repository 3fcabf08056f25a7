/** ρ(t) to sixty digits, whatever the rates and times. */
import { type Digits, digits, shifted } from "./digits.ts";
import { Undecided } from "./elimination.ts";
import { exponential, multiplyRows, squarings, startingPower } from "./exponential.ts";
import { components, coordinatesOf, generatorRows, matrixOf, type Rows, restricted, sizeBits } from "./generator.ts";
import { adjoint, type ExactMatrix, multiply } from "./matrix.ts";
import { type Kernel, kernelOf } from "./rest.ts";
import { exactSystem, factorBits, type System } from "./system.ts";

/** Digits after the point that are right in all that is returned, in bits: 66 decimal ones. */
export const KEPT = 220;
/** What is kept beyond them while computing. */
export const GUARD = 40;
/** Beyond as many squarings the limit is looked for on the way. */
const LONG = 160;
const MOST_SQUARINGS = 2600;

export interface ExactState {
  readonly digits: Digits;
  readonly rho: ExactMatrix;
}

/** @throws Undecided  where the oracle does not get there */
export function evolvedState(system: System, time: number): ExactState {
  const exact = exactSystem(digits(generatorBits(system, time)), system);
  if (exact.jumps.every((list) => list.length === 0)) return turned(system, time);
  const rows = generatorRows(exact);
  const start = coordinatesOf(exact.state);
  let kernel: Kernel | null = null;
  const out = digits(KEPT + GUARD);
  const result = start.map((x) => out.from(x, exact.digits.bits));
  for (const set of components(rows)) {
    const x = set.map((k) => start[k]);
    if (x.every((value) => value === 0n)) continue;
    const own = restricted(rows, set);
    const limit = (): Rows => {
      kernel ??= kernelOf(system);
      return kernel.projector(out, set);
    };
    const { d, power } = propagated(exact.digits.bits, own, time, limit);
    const y = applied(
      d,
      power,
      x.map((value) => d.from(value, exact.digits.bits)),
    );
    set.forEach((at, k) => {
      result[at] = out.from(y[k], d.bits);
    });
  }
  return { digits: out, rho: matrixOf(result) };
}

/** Bits after the point of the generator: its rounding times t is less than what is kept. */
export function generatorBits(system: System, time: number): number {
  return KEPT + GUARD + 40 + Math.max(0, Math.ceil(Math.log2(Math.max(time, 1)))) + factorBits(system);
}

function propagated(bits: number, A: Rows, time: number, limit: () => Rows): { d: Digits; power: Rows } {
  const size = sizeBits(digits(bits), A);
  if (size === Number.NEGATIVE_INFINITY || time === 0) return exponential(A, bits, 0, 0, KEPT + GUARD);
  const s = squarings(time, size);
  if (s <= LONG) return exponential(A, bits, time, size, KEPT + GUARD);
  if (s > MOST_SQUARINGS) throw new Undecided(`${s} squarings`);
  const end = limit();
  for (let kept = 2 * LONG; ; kept *= 2) {
    const d = digits(KEPT + GUARD + Math.min(kept, s) + 16);
    let power = startingPower(d, A, bits, time, s);
    for (let k = 0; k < s && k < kept; k++) {
      power = multiplyRows(d, power, power);
      if (k % 4 === 3 && isNear(d, power, end)) return { d: digits(KEPT + GUARD), power: end };
    }
    if (kept >= s) return { d, power };
  }
}

/** Of rows with `KEPT + GUARD` bits. */
function isNear(d: Digits, power: Rows, end: Rows): boolean {
  const negligible = 1n << BigInt(GUARD / 2);
  return power.every((row, r) =>
    row.every((x, c) => {
      const gap = shifted(x, KEPT + GUARD - d.bits) - end[r][c];
      return gap < negligible && gap > -negligible;
    }),
  );
}

export function applied(d: Digits, rows: Rows, x: readonly bigint[]): bigint[] {
  return rows.map((row) => row.reduce((sum, value, k) => sum + d.times(value, x[k]), 0n));
}

/** UρU†, U = e^{−iHt}, as the real matrix [[Re, −Im], [Im, Re]] of −iH. */
function turned({ state, hamiltonian, ...rest }: System, time: number): ExactState {
  const fine = digits(KEPT + GUARD + 40 + Math.max(0, Math.ceil(Math.log2(Math.max(time, 1)))));
  const { hamiltonian: H } = exactSystem(fine, { ...rest, state, hamiltonian });
  const out = digits(KEPT + GUARD);
  if (H === null) return { digits: out, rho: exactSystem(out, { ...rest, state, hamiltonian }).state };
  const n = H.n;
  const A: Rows = Array.from({ length: 2 * n }, (_, r) =>
    Array.from({ length: 2 * n }, (_, c) => {
      const at = (r % n) * n + (c % n);
      if (r < n === c < n) return H.im[at];
      return r < n ? H.re[at] : -H.re[at];
    }),
  );
  const { d, power } = exponential(A, fine.bits, time, sizeBits(fine, A), KEPT + GUARD);
  const U: ExactMatrix = { n, re: [], im: [] };
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      U.re.push(power[r][c]);
      U.im.push(power[n + r][c]);
    }
  }
  const { state: rho } = exactSystem(d, { ...rest, state, hamiltonian });
  const end = multiply(d, multiply(d, U, rho), adjoint(U));
  const kept = (list: readonly bigint[]) => list.map((x) => out.from(x, d.bits));
  return { digits: out, rho: { n, re: kept(end.re), im: kept(end.im) } };
}
