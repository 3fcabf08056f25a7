/** (1/t) ∫₀ᵗ ρ dt' in many digits, and ∫₀ᵗ Π dt' from it. */
import type { Truth } from "../near-gibbs-oracle.ts";
import { digits, parts } from "./digits.ts";
import { type ExactState, evolvedState, GUARD, generatorBits, KEPT } from "./evolution.ts";
import { exponential, squarings } from "./exponential.ts";
import { components, coordinatesOf, generatorRows, matrixOf, type Rows, restricted, sizeBits } from "./generator.ts";
import { fluxesOf, type StateTruth, sum, truthOf } from "./rates.ts";
import { exactSystem, type System } from "./system.ts";

/** Longer averages are not looked for. */
const LONGEST = 200;

/** The last column of exp [[tA, x], [0, 0]] is (1/t) ∫₀ᵗ e^{sA}x ds; null where t is too long. */
function averageState(system: System, time: number): ExactState | null {
  const exact = exactSystem(digits(generatorBits(system, time)), system);
  const d = exact.digits;
  const rows = generatorRows(exact);
  const start = coordinatesOf(exact.state);
  const out = digits(KEPT + GUARD);
  const result = start.map((x) => out.from(x, d.bits));
  for (const set of components(rows)) {
    const x = set.map((k) => start[k]);
    if (x.every((value) => value === 0n)) continue;
    const A = bordered(restricted(rows, set), x, time);
    const size = sizeBits(d, A);
    if (squarings(time, size) > LONGEST) return null;
    const { d: fine, power } = exponential(A, d.bits, time, size, KEPT + GUARD);
    set.forEach((at, k) => {
      result[at] = out.from(power[k][set.length], fine.bits);
    });
  }
  return { digits: out, rho: matrixOf(result) };
}

/** [[A, x/t], [0, 0]] */
function bordered(A: Rows, x: readonly bigint[], time: number): Rows {
  const { mantissa, exponent } = parts(time);
  const over = (value: bigint) =>
    exponent >= 0 ? value / (mantissa << BigInt(exponent)) : (value << BigInt(-exponent)) / mantissa;
  return [...A.map((row, k) => [...row, over(x[k])]), new Array<bigint>(A.length + 1).fill(0n)];
}

/** S(t) − S(0) + ∫₀ᵗ Φ dt'; null where there is no Φ, at t = 0, and where t is too long. */
export function producedTruth(system: System, time: number, end: StateTruth): Truth | null {
  if (time === 0 || end.noises.some(({ flux }) => flux === null)) return null;
  const still: System = { ...system, noises: [], hamiltonian: null };
  const start = truthOf(still, evolvedState(still, 0)).entropy;
  const difference = sum([end.entropy, { ...start, value: -start.value }]);
  if (system.noises.length === 0) return difference;
  const average = averageState(system, time);
  if (average === null) return null;
  const flow = sum(fluxesOf(system, average).map((flux) => flux!));
  return sum([difference, { value: time * flow.value, error: time * flow.error, size: time * flow.size }]);
}
