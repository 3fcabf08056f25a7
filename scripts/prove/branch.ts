/** Branch and bound: a box is proven, near one, or cut in two along the parameter that its bound loses most by. */
import { type Box, isNearOne, lowerBound, type Prover, worstOf } from "./lower-bound.ts";

export interface Tally {
  /** Proven boxes by depth, those near one included. */
  readonly byDepth: number[];
  nearOne: number;
  /** Bounds that were evaluated. */
  bounds: number;
  /** The smallest bound that proved a box. */
  margin: number;
}

export const emptyTally = (): Tally => ({ byDepth: [], nearOne: 0, bounds: 0, margin: Number.POSITIVE_INFINITY });

export const boxesOf = ({ byDepth }: Tally): number => byDepth.reduce((sum, count) => sum + (count ?? 0), 0);

export interface Task {
  readonly box: Box;
  readonly depth: number;
  /** Of points, that its parent needed. */
  readonly level: number;
}

export const root = ({ family: { parameters } }: Prover): Task => ({
  box: { centre: new Float64Array(parameters).fill(0.5), half: new Float64Array(parameters).fill(0.5) },
  depth: 0,
  level: 0,
});

/** How often a box is cut along each parameter, on average, before it is given up. */
const CUTS = 40;

/** A box that was given up. */
export class Stuck extends Error {
  override readonly name = "Stuck";
  readonly box: Box;
  constructor(box: Box, bound: number) {
    super(`a box of ${CUTS} cuts a parameter has no bound above ${bound}`);
    this.box = box;
  }
}

/** Proves a task's box, which is counted, or gives its halves.
 *  @throws Stuck */
function advance(prover: Prover, { box, depth, level: from }: Task, tally: Tally): readonly Task[] {
  let [level, bound] = [from, 0];
  if (isNearOne(prover, box)) tally.nearOne++;
  else {
    for (level = Math.max(from - 1, 0); ; level++) {
      bound = lowerBound(prover, box, level);
      tally.bounds++;
      if (bound > 0 || level + 1 === prover.points.length || !isAliased(prover, bound)) break;
    }
    // NaN proves nothing.
    if (!(bound > 0)) {
      if (depth >= CUTS * prover.family.parameters) throw new Stuck(box, bound);
      return halves(box, worstOf(prover, box)).map((half) => ({ box: half, depth: depth + 1, level }));
    }
    tally.margin = Math.min(tally.margin, bound);
  }
  tally.byDepth[depth] = (tally.byDepth[depth] ?? 0) + 1;
  return [];
}

/** Whether twice as many points are likelier to help than a cut. */
const isAliased = ({ alias, centre }: Prover, bound: number): boolean =>
  alias > 0.25 * Math.abs(centre) && alias > 0.3 * (alias - bound);

function halves({ centre, half }: Box, along: number): readonly Box[] {
  const cut = half.with(along, half[along] / 2);
  return [-1, 1].map((sign) => ({ centre: centre.with(along, centre[along] + sign * cut[along]), half: cut }));
}

/** Proves all of a task.
 *  @throws Stuck */
export function prove(prover: Prover, task: Task, tally: Tally): void {
  const open = [task];
  for (let next = open.pop(); next !== undefined; next = open.pop()) open.push(...advance(prover, next, tally));
}

/** The tasks of a proof, always the same ones in the same order; what is proven above them is counted.
 *  @throws Stuck */
export function tasksOf(prover: Prover, tally: Tally): readonly Task[] {
  const tasks: Task[] = [];
  const open = [root(prover)];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    if (next.depth === prover.inequality.taskDepth) tasks.push(next);
    else open.push(...advance(prover, next, tally));
  return tasks;
}
