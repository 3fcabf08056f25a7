/** States of three and four qubits on plain grids, with finer ones until they settle. */

import type { SingleBar } from "cli-progress";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { deviationOverBound } from "../../test/support/accuracy.ts";
import { type Beside, besideGrids, type ManyQubits, manyQubits, problemOf } from "../../test/support/many-qubits.ts";
import { roundUp } from "../../text/round-up.ts";

interface Row {
  states: number;
  notConverged: number;
  numbers: number;
  /** Of which the grids themselves are off by more than the bound. */
  undecided: number;
  beyond: number;
  deviation: number;
  worstSeed: number | null;
}

export interface ManyFound {
  readonly rows: ReadonlyMap<string, Row>;
  readonly complaints: readonly string[];
}

/** Of five states one has four qubits. */
const OF_FOUR = 5;
/** Of states of full rank, which alone have no zeros of Q, one in so many goes by grids on all spheres: they take twenty times as long. */
const ON_ALL = 4;

export function sweepMany(states: number, seed: number, bar: SingleBar): ManyFound {
  const rows = new Map<string, Row>();
  const complaints: string[] = [];
  for (let k = 0; k < states; k++) {
    const isFour = k % OF_FOUR === OF_FOUR - 1;
    const place = Math.floor(k / OF_FOUR);
    const one = isFour ? manyQubits(4, place, seed) : manyQubits(3, place * (OF_FOUR - 1) + (k % OF_FOUR), seed);
    const name = nameOf(one);
    const row = rows.get(name) ?? emptyRow();
    rows.set(name, row);
    const isOnAll = one.rank === 2 ** one.qubits && row.states % ON_ALL === 0;
    const result = evaluate(problemOf(one));
    row.states++;
    if (!result.converged) row.notConverged++;
    for (const number of besideGrids(one, result, isOnAll ? "grid" : "closed")) {
      const complaint = count(row, number, one.seed);
      if (complaint !== null) complaints.push(`${name}, seed ${one.seed}: ${complaint}`);
    }
    bar.update(k + 1);
  }
  return { rows, complaints };
}

const nameOf = ({ qubits, rank }: ManyQubits): string =>
  `${qubits === 3 ? "three" : "four"} qubits, ${rank === 2 ** qubits ? "full rank" : `rank ${rank}`}`;

function emptyRow(): Row {
  return { states: 0, notConverged: 0, numbers: 0, undecided: 0, beyond: 0, deviation: 0, worstSeed: null };
}

/** @returns what is wrong with it, or null */
function count(row: Row, { what, value, error, truth, grid }: Beside, seed: number): string | null {
  const numbers = `${what} = ${value} ± ${error}, grids ${truth.value} ± ${truth.error} (${grid.sphere}, ${grid.side})`;
  row.numbers++;
  if (!Number.isFinite(value) || !Number.isFinite(error)) {
    row.beyond++;
    return `${numbers}: not finite`;
  }
  if (truth.error > error) {
    row.undecided++;
    return null;
  }
  const deviation = deviationOverBound({ value, error, truth });
  if (deviation > row.deviation || row.worstSeed === null) [row.deviation, row.worstSeed] = [deviation, seed];
  if (deviation <= 1) return null;
  row.beyond++;
  return `${numbers}: off by ${deviation.toPrecision(3)} bounds`;
}

export function manyTable({ rows }: ManyFound, states: number, seed: number): string {
  const order = [...rows].sort(([a], [b]) => (a < b ? 1 : -1));
  const lines = order.map(
    ([name, { states: of, numbers, undecided, beyond, deviation, worstSeed, notConverged }]) =>
      `| ${name} | ${of} | ${numbers} | ${undecided} | ${beyond} | ${roundUp(deviation, 3)}${worstSeed === null ? "" : ` (seed ${worstSeed})`} | ${notConverged} |`,
  );
  return [
    `\`npm run many\` on ${states} states, seed ${seed}: S, dS/dt, Π, Φ of a bath a qubit, half of them coupled.`,
    "",
    "| states | number | numbers | undecided by the grids | beyond their bounds | largest deviation/bound | not converged |",
    "|---|---|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}
