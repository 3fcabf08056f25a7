import type { Bounded } from "../../spins/numbers/bounded.ts";

/** Mean and sum of squared deviations of a stream (Welford, Technometrics 4, 419 (1962)). */
export class RunningMean {
  private count = 0;
  private mean = 0;
  private squares = 0;

  add(sample: number): void {
    this.count++;
    const before = sample - this.mean;
    this.mean += before / this.count;
    this.squares += before * (sample - this.mean);
  }

  /** The mean and its standard error. */
  estimate(): Bounded {
    const variance = this.count > 1 ? this.squares / (this.count - 1) : Number.POSITIVE_INFINITY;
    return { value: this.mean, error: Math.sqrt(variance / this.count) };
  }
}
