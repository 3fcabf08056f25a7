/** Times as text, NaN being the steady state. */
export const timeText = (time: number): string => (Number.isNaN(time) ? "steady" : String(time));

/** Digits of a time. */
const SHOWN = 12;

/** Without what rounding of a step leaves, 0.30000000000000004, where all are still told apart. */
export function shortTimes(times: ArrayLike<number>): readonly string[] {
  const short = Array.from(times, (time) => timeText(Number(time.toPrecision(SHOWN))));
  return new Set(short).size === times.length ? short : Array.from(times, timeText);
}
