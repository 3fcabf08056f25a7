/** Times that can be compared on a busy machine: of the processor, not of the clock on the wall. */

/** Microseconds that this process has used so far; with `node --single-threaded` no collector or compiler of another contender
 *  is among them. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Microseconds that `work` uses. */
export function once(work: () => void): number {
  const start = processorTime();
  work();
  return processorTime() - start;
}

/** One contender: microseconds an evaluation, from a run of its own length. */
export type Contender = () => number;

/** Runs `work` so often that it takes some milliseconds, and gives microseconds a call. */
export function inProcess(work: () => void, milliseconds = 8): Contender {
  let repeats = 1;
  const run = (): number => {
    const start = processorTime();
    for (let k = 0; k < repeats; k++) work();
    return processorTime() - start;
  };
  // Compiled by then: the first calls are slow.
  for (let total = 0; total < 5e5; ) {
    const time = run();
    total += time;
    if (time < 1e3 * milliseconds)
      repeats = Math.ceil(repeats * Math.min(10, (1.2e3 * milliseconds) / Math.max(time, 1)));
    else if (time > 2e5) break;
  }
  return () => run() / repeats;
}

/**
 * Microseconds of contenders that take turns, each at its fastest. What else a machine does only adds: on a shared one any
 * program here, C and ours alike, was seen to take half again its time for seconds on end, and not all contenders at once,
 * so that means and medians compare the disturbances.
 */
export function interleave<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  rounds = 25,
): Record<Name, number> {
  const names = Object.keys(contenders) as Name[];
  const fastest = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) as Record<Name, number>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) fastest[name] = Math.min(fastest[name], contenders[name]());
  }
  return fastest;
}

/** The power p of cost ∝ xᵖ between two ends. */
export const growth = (cost: readonly [number, number], x: readonly [number, number]): number =>
  Math.log(cost[1] / cost[0]) / Math.log(x[1] / x[0]);
