/** Intervals of the real line, as declared for parameters and as enclosures of rates. */
export interface Interval {
  readonly minimum: number;
  readonly maximum: number;
  readonly openMinimum: boolean;
  readonly openMaximum: boolean;
}

/** Where symbols lie, by their keys: that of a parameter is its name. */
export type Ranges = ReadonlyMap<string, Interval>;
