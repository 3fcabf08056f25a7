/** A law that compiled channels are held against, in cases at random. */

import fc, { type Arbitrary } from "fast-check";
import type { Evaluator } from "../runtime/evaluator.ts";
import type { ComplexMatrix } from "../spins/matrices/complex-matrix.ts";
import { whyOf } from "../text/described.ts";
import type { Situation } from "./arbitraries.ts";
import type { Claim } from "./claims.ts";
import { type Fault, faultLines } from "./fault.ts";

/** How hard a law is tried. */
export interface Effort {
  /** Cases; by default what the law takes to be worth its time. */
  readonly runs?: number | undefined;
  /** Of the cases; fast-check's own by default. */
  readonly seed?: number | undefined;
}

export interface Outcome {
  /** Cases in which the law was tried. */
  readonly runs: number;
  readonly seed: number;
  readonly fault: Fault | null;
}

export interface Law {
  /** Completes "amplitude-damping …". */
  readonly claim: string;
  /** Why it is not claimed for a channel; null where it is. */
  readonly notClaimed: Claim;
  readonly tryOn: (channel: Evaluator, effort?: Effort) => Outcome;
  /** @throws LawBroken  where it does not hold */
  readonly check: (channel: Evaluator, effort?: Effort) => void;
}

/** With the case in which it does not hold, and how to come to it again. */
export class LawBroken extends Error {
  override readonly name = "LawBroken";
  readonly fault: Fault;

  constructor(channel: string, claim: string, { runs, seed }: Outcome, fault: Fault) {
    const again = `again: check(channel, { seed: ${seed}, runs: ${runs} })`;
    super([`not so: ${channel} ${claim}`, ...faultLines(fault), again].join("\n"));
    this.fault = fault;
  }
}

/** One system, or some that know nothing of each other. */
type Case = Situation | readonly Situation[];

/**
 * @param claim  completes "amplitude-damping …"
 * @param expectation  throws where the law does not hold
 * @param runs  cases for a channel of one spin or two
 * @param applies  what is left out of the cases
 */
export function law<One extends Case>(
  claim: string,
  notClaimed: Claim,
  cases: (channel: Evaluator) => Arbitrary<One>,
  expectation: (one: One) => void,
  runs: number,
  applies: (one: One) => boolean = () => true,
): Law {
  const tryOn = (channel: Evaluator, effort: Effort = {}): Outcome => {
    let end = Number.POSITIVE_INFINITY;
    const property = fc.property(cases(channel), (one) => {
      if (performance.now() > end) return;
      fc.pre(applies(one));
      try {
        expectation(one);
      } catch (error) {
        end = Math.min(end, performance.now() + SHRINKING);
        throw error;
      }
    });
    const numRuns = effort.runs ?? fewer(runs, channel);
    const found = fc.check(property, effort.seed === undefined ? { numRuns } : { numRuns, seed: effort.seed });
    const [least] = found.counterexample ?? [];
    const fault = least === undefined ? null : faultOf(least, found.errorInstance);
    return { runs: found.numRuns, seed: found.seed, fault };
  };
  const check = (channel: Evaluator, effort?: Effort): void => {
    const outcome = tryOn(channel, effort);
    if (outcome.fault !== null) throw new LawBroken(channel.name, claim, outcome, outcome.fault);
  };
  return { claim, notClaimed: whereItCanBeTold(notClaimed), tryOn, check };
}

/** A channel that fails when it is asked whether a law is claimed for it shows by the cases how. */
const whereItCanBeTold =
  (notClaimed: Claim): Claim =>
  (channel) => {
    try {
      return notClaimed(channel);
    } catch {
      return null;
    }
  };

/** Milliseconds from the first case that fails in which smaller ones are looked for. */
const SHRINKING = 500;

/** Each spin more takes ten times as long and more. */
const fewer = (runs: number, { parties }: Evaluator): number => Math.ceil(runs / 10 ** Math.max(0, parties.length - 2));

function faultOf(one: Case, error: unknown): Fault {
  const systems = Array.isArray(one) ? (one as readonly Situation[]) : [one as Situation];
  const { spins: _, state: __, use: ___, ...beside } = systems.length === 1 ? systems[0] : ({} as Situation);
  return {
    found: whyOf(error),
    jobs: systems.map(jobOf),
    beside: plain(beside),
  };
}

const jobOf = ({ spins, state, use: { channel, on, parameters } }: Situation): object =>
  plain({ spins, state, channels: [{ channel: channel.name, on, parameters }] });

/** As JSON has it, matrices by rows. */
const plain = <T extends object>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (_, one) => (isMatrix(one) ? { re: rows(one, one.re), im: rows(one, one.im) } : one)),
  );

const isMatrix = (value: unknown): value is ComplexMatrix =>
  typeof value === "object" && value !== null && (value as Partial<ComplexMatrix>).re instanceof Float64Array;

const rows = ({ dimension }: ComplexMatrix, entries: Float64Array): readonly number[][] =>
  Array.from({ length: dimension }, (_, i) => Array.from(entries.subarray(i * dimension, (i + 1) * dimension)));
