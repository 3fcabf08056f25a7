/** Rest by another route than the kernel: the evolution over a time in which all that decays has decayed. */
import { digits } from "../many-digits/digits.ts";
import { Undecided } from "../many-digits/elimination.ts";
import { KEPT } from "../many-digits/evolution.ts";
import { multiplyRows, squarings, startingPower } from "../many-digits/exponential.ts";
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
import type { SystemTruth } from "./judge.ts";

/** Rates above 1e−8 and angles at which a sine is 1e−16 leave no mode slower than 1e−45. */
const LONG = 2 ** 180;
/** What is left of the difference between two times. */
const SAME = 2n ** 60n;

/**
 * e^{tG}ρ at t = 2¹⁸⁰ and 2¹⁸¹: the limit, where both are one; else the state turns for ever. The number of steady states is that of
 * the eigenvalues one of e^{tG}, its trace where none turns.
 * @throws Undecided  where modes have neither decayed nor stayed, or others than the state's turn
 */
export function restTruth(system: System): SystemTruth {
  const fine = digits(KEPT + 260 + factorBits(system));
  const exact = exactSystem(fine, system);
  const rows = generatorRows(exact);
  const start = coordinatesOf(exact.state);
  const out = digits(KEPT);
  const end = start.map(() => 0n);
  let rests = true;
  let count = 0;
  for (const set of components(rows)) {
    const later = powers(restricted(rows, set), fine.bits);
    count += eigenvaluesOne(later);
    const [y, z] = later.map((power) =>
      power.map((row) => row.reduce((sum, value, c) => sum + out.times(value, out.from(start[set[c]], fine.bits)), 0n)),
    );
    set.forEach((at, k) => {
      end[at] = y[k];
      if (distance(y[k], z[k]) > SAME) rests = false;
    });
  }
  const state = rests ? { digits: out, rho: matrixOf(end) } : null;
  return { state, rates: state === null ? null : truthOf(system, state), steadyStates: count };
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

/** E² = E: the trace is the rank. Where something turns, rank of what E², E⁴, … share is not so easily told. */
function eigenvaluesOne([once, twice]: readonly Rows[]): number {
  const still = once.every((row, r) => row.every((x, c) => distance(x, twice[r][c]) <= SAME));
  if (!still) throw new Undecided("modes that turn for ever, or decay too slowly");
  const d = digits(KEPT);
  const trace = d.toNumber(once.reduce((sum, row, r) => sum + row[r], 0n));
  if (Math.abs(trace - Math.round(trace)) > 1e-40) throw new Undecided(`a trace of ${trace}`);
  return Math.round(trace);
}
