/** Rest by another route than the kernel: the evolution over a time in which all that decays has decayed. */
import { digits } from "../many-digits/digits.ts";
import { solve, transposed, Undecided } from "../many-digits/elimination.ts";
import { KEPT } from "../many-digits/evolution.ts";
import { identityRows, multiplyRows, squarings, startingPower } from "../many-digits/exponential.ts";
import {
  components,
  coordinatesOf,
  generatorRows,
  matrixOf,
  type Rows,
  restricted,
  sizeBits,
} from "../many-digits/generator.ts";
import { truthOf } from "../many-digits/rates.ts";
import { exactSystem, factorBits, type System } from "../many-digits/system.ts";
import type { SystemTruth } from "./compared.ts";

/** Rates above 1e−8 and angles at which a sine is 1e−16 leave no mode slower than 1e−45. */
const LONG = 2 ** 220;
/** What is left of the difference between two times. */
const SAME = 2n ** 60n;

/**
 * e^{tG}ρ at t = 2²²⁰ and 2²²¹: the limit, where both are one; else the state turns for ever. There are as many steady states as
 * e^{tG} has eigenvalues one.
 * @throws Undecided  where modes have neither decayed nor stayed
 */
export function restTruth(system: System): SystemTruth {
  const fine = digits(KEPT + 800 + factorBits(system));
  const exact = exactSystem(fine, system);
  const rows = generatorRows(exact);
  const start = coordinatesOf(exact.state);
  const out = digits(KEPT);
  const end = start.map(() => 0n);
  let rests = true;
  let count = 0;
  for (const set of components(rows)) {
    const own = restricted(rows, set);
    const later = powers(own, fine.bits);
    count += eigenvaluesOne(own, fine.bits, later);
    const [y, z] = later.map((power) =>
      power.map((row) => row.reduce((sum, value, c) => sum + out.times(value, out.from(start[set[c]], fine.bits)), 0n)),
    );
    set.forEach((at, k) => {
      end[at] = y[k];
      if (distance(y[k], z[k]) > SAME) rests = false;
    });
  }
  const state = rests ? { digits: out, rho: matrixOf(end) } : null;
  return { state, rates: state === null ? null : truthOf(system, state), produced: null, steadyStates: count };
}

const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);

/** e^{tA} and e^{2tA} with `KEPT` bits. */
function powers(A: Rows, bits: number): readonly Rows[] {
  const size = sizeBits(digits(bits), A);
  const s = size === Number.NEGATIVE_INFINITY ? 0 : squarings(LONG, size);
  const d = digits(KEPT + s + 40);
  let power = startingPower(d, A, bits, size === Number.NEGATIVE_INFINITY ? 0 : LONG, s);
  for (let k = 0; k < s; k++) power = multiplyRows(d, power, power);
  const kept = digits(KEPT);
  return [power, multiplyRows(d, power, power)].map((rows) => rows.map((row) => row.map((x) => kept.from(x, d.bits))));
}

/**
 * Eigenvalues one of E = e^{tA}: the trace of E, where E² = E. Where something turns, that of (1 − tA)⁻⁴, the averages
 * ∫ sⁿe^{−s} e^{stA} ds/n! over long times, in which all but the kernel cancels.
 */
function eigenvaluesOne(A: Rows, bits: number, [once, twice]: readonly Rows[]): number {
  const d = digits(KEPT);
  const still = once.every((row, r) => row.every((x, c) => distance(x, twice[r][c]) <= SAME));
  const trace = d.toNumber((still ? once : averaged(A, bits)).reduce((sum, row, r) => sum + row[r], 0n));
  if (Math.abs(trace - Math.round(trace)) > 1e-40) throw new Undecided(`a trace of ${trace}`);
  return Math.round(trace);
}

function averaged(A: Rows, bits: number): Rows {
  const d = digits(bits);
  const unit = identityRows(d, A.length);
  const B = A.map((row, r) => row.map((x, c) => unit[r][c] - d.times(d.of(LONG), x)));
  const once = transposed(unit.map((column) => solve(d, B, column)));
  const twice = multiplyRows(d, once, once);
  const kept = digits(KEPT);
  return multiplyRows(d, twice, twice).map((row) => row.map((x) => kept.from(x, bits)));
}
