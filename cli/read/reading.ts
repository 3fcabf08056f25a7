/** What a problem has other than the job that it was read from. */
export interface Reading {
  /** Of which of the job's channels each of the problem's is. */
  readonly entries: readonly number[];
  /** What was converted in parameters, a line each, with the channel before it. */
  readonly conversions: readonly string[];
}
