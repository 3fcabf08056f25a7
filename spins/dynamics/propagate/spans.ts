/** The times between times: those that are the same to rounding are gone in the same steps. */

/** A time that is gone so often. */
export interface Span {
  readonly time: number;
  count: number;
}

/** From one time to the next: a span and what that leaves, which is rounding. */
export interface Stride {
  readonly span: Span;
  readonly rest: number;
}

/** Differences of two rounded times and the numbers in between, in ε of the later. */
const ROUNDED = 8;

/** @param times  ascending, ≥ 0; the first stride starts at zero, and those of no length are null */
export function stridesOf(times: readonly number[]): (Stride | null)[] {
  const spans: Span[] = [];
  return times.map((time, k) => {
    const before = k === 0 ? 0 : times[k - 1];
    const length = time - before;
    if (length === 0) return null;
    // What the difference was rounded by (Knuth, The Art of Computer Programming 2, §4.2.2).
    const other = time - length;
    const low = time - (length + other) + (other - before);
    const span = spans.find((one) => Math.abs(length - one.time) <= ROUNDED * Number.EPSILON * time) ?? {
      time: length,
      count: 0,
    };
    if (span.count === 0) spans.push(span);
    span.count++;
    return { span, rest: length - span.time + low };
  });
}
