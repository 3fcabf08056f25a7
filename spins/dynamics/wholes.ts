/** ρ(t) to thirty digits, from one time to the next. */
import type { ComplexMatrix } from "../matrices/complex-matrix.ts";
import { zeroMatrix } from "../matrices/complex-matrix.ts";
import type { DoubleDouble } from "../matrices/double-double.ts";
import { advance } from "./flow.ts";
import { fromBlocks, hermitianBlocks } from "./generator/blocks.ts";
import type { Cluster } from "./generator/cluster.ts";
import { stridesOf } from "./propagate/spans.ts";

/** A state, and what the methods leave uncertain of it. */
export interface LongState {
  readonly whole: DoubleDouble;
  readonly method: number;
}

interface Moving {
  readonly clusters: readonly Cluster[];
  readonly dimensions: readonly number[];
}

/** @param times  ascending, ≥ 0 */
export function* wholes(
  { clusters, dimensions }: Moving,
  rho: ComplexMatrix,
  times: readonly number[],
): Generator<LongState, undefined> {
  let whole: DoubleDouble = { high: rho, low: zeroMatrix(rho.dimension) };
  let method = 0;
  for (const stride of stridesOf(times)) {
    for (const cluster of stride === null ? [] : clusters) {
      const blocks = hermitianBlocks(whole, dimensions, cluster.parties);
      method += advance(cluster, blocks, stride!, null);
      whole = fromBlocks(blocks, dimensions, cluster.parties);
    }
    yield { whole, method };
  }
}
