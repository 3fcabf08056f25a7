/** Intervals of the real line, as declared for parameters and as enclosures of rates. */
export interface Interval {
  readonly minimum: number;
  readonly maximum: number;
  readonly openMinimum: boolean;
  readonly openMaximum: boolean;
}

/** Reads `[0, inf)`, `(-1, 1]`, …; undefined when it is no interval. */
export function parseInterval(text: string): Interval | undefined {
  const match = /^\s*([[(])\s*(\S+)\s*,\s*(\S+?)\s*([\])])\s*$/.exec(text);
  if (!match) return undefined;
  const [minimum, maximum] = [match[2], match[3]].map((end) => Number(end.replace(/^([+-]?)inf$/, "$1Infinity")));
  if (Number.isNaN(minimum) || Number.isNaN(maximum) || minimum > maximum) return undefined;
  const openMinimum = match[1] === "(" || minimum === Number.NEGATIVE_INFINITY;
  const openMaximum = match[4] === ")" || maximum === Number.POSITIVE_INFINITY;
  if (minimum === maximum && (openMinimum || openMaximum)) return undefined;
  return { minimum, maximum, openMinimum, openMaximum };
}

export function formatInterval({ minimum, maximum, openMinimum, openMaximum }: Interval): string {
  const end = (value: number): string => String(value).replace("Infinity", "inf");
  return `${openMinimum ? "(" : "["}${end(minimum)}, ${end(maximum)}${openMaximum ? ")" : "]"}`;
}

/** As mathematical text: [−1, ∞). */
export const printInterval = (interval: Interval): string =>
  formatInterval(interval).replace(/-/g, "−").replace(/inf/g, "∞");

/** Where symbols lie, by their keys: that of a parameter is its name. */
export type Ranges = ReadonlyMap<string, Interval>;
