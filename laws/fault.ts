/** The case in which a law does not hold, and the lines that say so: they need no fast-check. */

/** The least case found in which a law does not hold. */
export interface Fault {
  /** What was found, and what was expected. */
  readonly found: string;
  /** Jobs as `wehrl run` takes them, one a system. */
  readonly jobs: readonly object[];
  /** What the case has besides, such as a time. */
  readonly beside: Readonly<Record<string, unknown>>;
}

export const faultLines = ({ found, jobs, beside }: Fault): readonly string[] => [
  found,
  ...jobs.map((job) => `in the job ${JSON.stringify(job)}`),
  ...Object.entries(beside).map(([name, value]) => `with ${name} ${JSON.stringify(value)}`),
];
