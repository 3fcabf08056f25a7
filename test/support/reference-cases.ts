/** Jobs with values from an independent program, and how many digits of them to trust. */
import { readFileSync } from "node:fs";
import type { Problem } from "../../evaluate/problem/problem.ts";
import type { Evaluator } from "../../runtime/evaluator.ts";
import { densityMatrix } from "../../spins/states/density-matrix.ts";

export type Quantity = "entropy" | "entropyRate" | "production" | "flux";
export const QUANTITIES: readonly Quantity[] = ["entropy", "entropyRate", "production", "flux"];

export interface ReferenceCase {
  readonly name: string;
  readonly job: {
    readonly spins: number[];
    readonly state: { readonly re: number[][]; readonly im: number[][] };
    readonly channels: { channel: string; on: number[]; parameters: Record<string, number> }[];
    readonly times: number[];
    readonly tolerance: number;
  };
  readonly expect: Record<Quantity, number>;
  readonly digits: Record<Quantity, number>;
}

/** A channel given by its Lindblad operators, rates inside. */
export interface OperatorCase {
  readonly name: string;
  readonly spins: number[];
  readonly state: { readonly re: number[][]; readonly im: number[][] };
  readonly operators: { readonly re: number[][][]; readonly im: number[][][] };
  readonly expect: { readonly entropy: number; readonly entropyRate: number };
  readonly digits: { readonly entropyRate: number };
}

function read<T>(name: string): T[] {
  const text = readFileSync(new URL(`../reference/${name}.json`, import.meta.url), "utf8");
  return (JSON.parse(text) as { cases: T[] }).cases;
}

export const referenceCases = read<ReferenceCase>("cases");
export const operatorCases = read<OperatorCase>("other-channels");

export function problemOf({ job }: ReferenceCase, channels: Readonly<Record<string, Evaluator>>): Problem {
  return {
    spins: job.spins,
    state: densityMatrix(job.spins, job.state.re, job.state.im),
    channels: job.channels.map(({ channel, on, parameters }) => ({ channel: channels[channel], on, parameters })),
    times: job.times,
    tolerance: job.tolerance,
  };
}

/** How far the reference value itself may be off: one unit of its last trusted digit, 1e-12 where none is. */
export function uncertainty({ expect, digits }: ReferenceCase, quantity: Quantity): number {
  const value = expect[quantity];
  if (digits[quantity] === 0 || value === 0) return 1e-12;
  return Math.abs(value) * 10 ** (1 - digits[quantity]);
}
