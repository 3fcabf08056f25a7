/** One Π of a pair: ours against C at equal nodes, Monte Carlo and the four-dimensional grid. */
import { prepareChannel } from "../../evaluate/prepare/prepared-channel.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { productRule } from "../../runtime/quadrature/sphere-rule.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { damping, GAMMA, NBAR, problemOf } from "./damped.ts";
import { inProcess, interleave, once } from "./measure.ts";
import { bruteGrid, compilePair, monteCarlo } from "./pair-contenders.ts";
import { pairOnRule } from "./pair-on-rule.ts";
import { atLeast, atMost, row } from "./results.ts";

const compilers = { "cc -O2": ["-O2"], "cc -O3 -march=native -ffast-math": ["-O3", "-march=native", "-ffast-math"] };
const LIMITS: Readonly<Record<string, number>> = { "cc -O2": 1, "cc -O3 -march=native -ffast-math": 5 };
const ROWS = 10;
const uses = [damping(0), damping(1)];

/** A state of the bench, and what is compared on it. */
interface Race {
  readonly name: string;
  readonly state: ComplexMatrix;
  /** To 1e-12. */
  readonly reference: number;
  readonly programs: readonly { readonly flags: string; readonly program: ReturnType<typeof compilePair> }[];
}

export function pair(name: string, state: ComplexMatrix): void {
  const reference = evaluate(problemOf([0.5, 0.5], state, 1e-12)).production!.values[0];
  const programs = Object.entries(compilers).map(([flags, list]) => ({
    flags,
    program: compilePair(list, GAMMA, NBAR),
  }));
  const race = { name, state, reference, programs };
  atEqualNodes(race);
  toATolerance(race);
  againstSampling(race);
  onBruteGrid(race);
}

const off = ({ reference }: Pick<Race, "reference">, value: number): number => Math.abs(value / reference - 1);

/** The emitted kernel on a rule of n rows. */
function onRows(
  { state }: Pick<Race, "state">,
  n: number,
): { readonly found: Float64Array; readonly work: () => void } {
  const own = uses.map((use) => {
    const { flux } = prepareChannel(use, [0.5, 0.5]);
    return { party: use.on[0], use, split: true, flux };
  });
  const found = new Float64Array(2);
  const evaluatePair = pairOnRule(own, productRule(n, 2 * n, 0.5), found);
  const rho = { dimension: 4, re: state.re.slice(), im: state.im.slice() };
  return {
    found,
    work: () => {
      rho.re[0] += 1e-17;
      evaluatePair(rho);
    },
  };
}

/** How many rows it takes. */
export function rowsTo(race: Pick<Race, "state" | "reference">, error: number): number {
  for (let n = 2; n < 200; n++) {
    const { found, work } = onRows(race, n);
    work();
    if (off(race, found[0]) < error) return n;
  }
  return 200;
}

function atEqualNodes(race: Race): void {
  const { name, state, programs } = race;
  const equal = onRows(race, ROWS);
  const contenders: Record<string, () => number> = { ours: inProcess(equal.work) };
  for (const { flags, program } of programs)
    if (program !== null) contenders[flags] = () => program.run(state, [ROWS, 2 * ROWS], 2000).microseconds;
  const times = interleave(contenders, 121);
  row(
    `${name}: the kernel of one Π, ${2 * ROWS * ROWS} given nodes a party`,
    times.ours,
    off(race, equal.found[0]),
    "ours",
  );
  for (const { flags, program } of programs) {
    const what = `${name}: the kernel of one Π at given nodes, the same for both, ours / ${flags}`;
    if (program === null) {
      row(`${name}: ${flags}`, Number.NaN, null, "skipped: no compiler");
      atMost(what, null, LIMITS[flags]);
      continue;
    }
    const { production } = program.run(state, [ROWS, 2 * ROWS], 1);
    row(`${name}: the same, C, ${flags}`, times[flags], off(race, production));
    atMost(what, times.ours / times[flags], LIMITS[flags]);
  }
}

function toATolerance(race: Race): void {
  const { name, state, programs } = race;
  const problem = problemOf([0.5, 0.5], state, 1e-9);
  const fine = rowsTo(race, 1e-9);
  const program = programs[0].program;
  const whole: Record<string, () => number> = {
    evaluate: inProcess(() => evaluate(problem)),
    nodes: inProcess(onRows(race, fine).work),
  };
  if (program !== null) whole.C = () => program.run(state, [fine, 2 * fine], 200).microseconds;
  const exact = interleave(whole, 15);
  const single = evaluate(problem);
  const note = `${single.evaluations[0]} evaluations`;
  row(
    `${name}: evaluate to 1e-9, with S, bounds, closure`,
    exact.evaluate,
    off(race, single.production!.values[0]),
    note,
  );
  const nodes = `${2 * fine * fine} nodes a party`;
  row(`${name}: Π on the least nodes for 1e-9, were they known`, exact.nodes, 1e-9, nodes);
  if (program !== null) row(`${name}: the same, C, cc -O2`, exact.C, 1e-9);
  const what = `${name}: evaluate to 1e-9, with S, bounds, closure / C on the least nodes for it`;
  atMost(what, program === null ? null : exact.evaluate / exact.C, 10);
}

function againstSampling(race: Race): void {
  const { name, state, reference } = race;
  const rough = onRows(race, rowsTo(race, 0.003));
  let sampled = { value: 0, error: 0 };
  const times = interleave(
    {
      ours: inProcess(rough.work),
      monteCarlo: () =>
        once(() => {
          sampled = monteCarlo(state, uses, 1e5, 1);
        }),
    },
    7,
  );
  // The error of a mean falls with the root of the samples.
  const effort = (sampled.error / (0.003 * reference)) ** 2;
  const note = `standard error; off by ${off(race, sampled.value).toExponential(1)}`;
  row(`${name}: Monte Carlo of eq 21, 1e5 points`, times.monteCarlo, sampled.error / Math.abs(reference), note);
  row(`${name}: ours to 0.3 %`, times.ours, off(race, rough.found[0]));
  const ratio = (effort * times.monteCarlo) / times.ours;
  atLeast("time to a relative error of 0.3 %: Monte Carlo (eq 21) / ours", ratio, 2000);
}

function onBruteGrid(race: Race): void {
  let brute = 0;
  const time = once(() => {
    brute = bruteGrid(race.state, uses, 24);
  });
  row(`${race.name}: grid of 24⁴ nodes, emitted integrand`, time, off(race, brute));
}
