/** Work that cannot come to an end while somebody waits for it is refused before it starts, with an estimate. */
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { Path } from "../../text/refusal.ts";

/** At some 10⁶ a second a quarter of an hour for the quickest. */
const MOST_EVALUATIONS = 1e9;

/** Eleven days, s. */
const LONGEST = 1e6;

/** What an entry of the density matrix costs at a point of phase space, s, on a machine of 2020: of the least that was measured. */
export const SECONDS_AN_ENTRY = 4e-8;

/** How many evaluations each of many times or states takes, most of the time: those of a pair of qubits. */
export const USUAL_EVALUATIONS = 1000;

/** @param work  what was asked for, such as "1e+9 points at each of 2 times"
 *  @throws InvalidInput  where that is 10⁹ evaluations, or eleven days */
export function refuseEndless(path: Path, work: string, evaluations: number, secondsEach: number): void {
  const seconds = evaluations * secondsEach;
  if (evaluations < MOST_EVALUATIONS && seconds < LONGEST) return;
  const most = Math.min(MOST_EVALUATIONS, LONGEST / secondsEach);
  throw new InvalidInput({
    path,
    found: `${work}: ${evaluations.toExponential(0)} evaluations, some ${duration(seconds)}`,
    expected: `fewer than ${most.toExponential(0)}`,
  });
}

const units: readonly (readonly [name: string, seconds: number])[] = [
  ["years", 31_557_600],
  ["days", 86_400],
  ["hours", 3600],
  ["minutes", 60],
];

function duration(seconds: number): string {
  const [name, size] = units.find((unit) => seconds >= 2 * unit[1]) ?? units[units.length - 1];
  const count = seconds / size;
  return `${count < 1e6 ? Math.ceil(count) : count.toExponential(0)} ${name}`;
}
