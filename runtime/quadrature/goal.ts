/** How well an integral is to be known. */
export interface Goal {
  /** Of the smaller of |value| and |value + shift|. */
  readonly relative: number;
  readonly shift: number;
  /** What errors of other origin take of that, as far as they leave any. */
  readonly taken: number;
  /** Of ∫ |integrand|. */
  readonly ofContributions: number;
  readonly absolute: number;
}

/** As well as it can be. */
export const EXACTLY: Goal = { relative: 0, shift: 0, taken: 0, ofContributions: 0, absolute: 0 };

/** As it is. */
export const ANYHOW: Goal = { ...EXACTLY, absolute: Number.POSITIVE_INFINITY };

const LEAST_SHARE = 0.25;
/** Where others alone are above the goal, an integral far below them adds nothing to see. */
const SHARE_OF_TAKEN = 1 / 16;

/** What the error is to come down to: the largest of what the goal allows. */
export function allowedBy(goal: Goal, value: number, contributions: number): number {
  const { relative, shift, taken, ofContributions, absolute } = goal;
  const own = relative * Math.min(Math.abs(value), Math.abs(value + shift));
  const left = taken > own ? Math.max(own, SHARE_OF_TAKEN * taken) : Math.max(own - taken, LEAST_SHARE * own);
  return Math.max(left, ofContributions * contributions, absolute);
}
