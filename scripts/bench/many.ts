/** Many times, many states, many levels. */
import { checkProblem } from "../../evaluate/check/validate.ts";
import { prepareChannel } from "../../evaluate/prepare/prepared-channel.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import { evaluateMany } from "../../evaluate/problem/evaluate-many.ts";
import { evolution, evolve } from "../../spins/dynamics/evolve.ts";
import { type ComplexMatrix, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { spinDimensions } from "../../spins/states/density-matrix.ts";
import { classState, coherent, product } from "../../spins/states/named-states.ts";
import { GAMMA, NBAR, problemOf } from "./damped.ts";
import { growth, inProcess, interleave, once } from "./measure.ts";
import { rowsTo } from "./one-pair.ts";
import { compilePair } from "./pair-contenders.ts";
import { atMost, row } from "./results.ts";
import { mixed, randomStates } from "./states.ts";

export function times(): void {
  const state = classState([0.1, 0.2, 0.1, 0.6], 0.02, 0.15, 0.02);
  const problem = problemOf([0.5, 0.5], state, 1e-9);
  const { state: _, ...shared } = problem;
  const list = Array.from({ length: 200 }, (_, k) => 0.015 * (k + 1));
  // The states as they are at those times, so that nothing of a single evaluation is evolution.
  const system = evolution(
    checkProblem(problem).channels.map((use) => prepareChannel(use, problem.spins).dissipator),
    [2, 2],
  );
  const evolved = list.map((time) => evolve(system, state, time));
  const contenders = {
    curve: () => once(() => evaluate({ ...problem, times: list })),
    many: () => once(() => evaluateMany(shared, { state, times: list })),
    singles: () => once(() => list.map((time) => evaluate({ ...problem, times: [time] }))),
    bare: () => once(() => evolved.map((rho) => evaluate({ ...problem, state: rho }))),
  };
  for (const contender of Object.values(contenders)) contender();
  const { curve, many, singles, bare } = interleave(contenders, 9);
  const over = (what: string, microseconds: number, note = "") =>
    row(`200 times of a pair to 1e-9: ${what}`, microseconds, null, note);
  over("evaluateMany", many, "S and rates");
  over("evaluate once", curve, "with closure and ∫ Π dt");
  over("evaluate 200 times", singles);
  over("evaluate the 200 evolved states", bare, "no evolution, no ∫ Π dt");
  atMost("200 times in one job / 200 single evaluations", curve / singles, 0.7);
  atMost("evaluateMany over 200 times / 200 single evaluations", many / singles, 0.7);
}

/** Every so many random states C is asked for its least nodes. */
const EVERY = 100;

export function batch(): void {
  const states = randomStates(10_000, 13030);
  const { state: _, ...shared } = problemOf([0.5, 0.5], states[0], 1e-9);
  evaluateMany(shared, { states: states.slice(0, 300) });
  let converged = 0;
  const ours = once(() => {
    converged = evaluateMany(shared, { states }).converged.reduce((sum, one) => sum + one, 0);
  });
  row("10,000 random pairs to 1e-9: evaluateMany", ours, null, `${converged} converged`);
  const inC = leastInC(states.filter((_, k) => k % EVERY === 0));
  if (inC !== null) row("a random pair, the mean: C on the least nodes for 1e-9, cc -O2", inC);
  const what = "10,000 random pairs to 1e-9: evaluateMany, per state / C on the least nodes";
  atMost(what, inC === null ? null : ours / states.length / inC, 6);
}

/** Microseconds a state in C with the least nodes that reach 1e-9; null without a compiler. */
function leastInC(states: readonly ComplexMatrix[]): number | null {
  const program = compilePair(["-O2"], GAMMA, NBAR);
  if (program === null) return null;
  const total = states.reduce((sum, state) => {
    const reference = evaluate(problemOf([0.5, 0.5], state, 1e-12)).production!.values[0];
    const rows = rowsTo({ state, reference }, 1e-9);
    const { C } = interleave({ C: () => program.run(state, [rows, 2 * rows], 200).microseconds }, 3);
    return sum + C;
  }, 0);
  return total / states.length;
}

/** S of coherent states of large spins, whose matrices have millions of entries. */
export function largeSpins(): void {
  const timeOf = (J: number): number => {
    const problem = { spins: [J], state: coherent([J], [{ theta: 1.1, phi: 2.3 }]), channels: [], tolerance: 1e-9 };
    const time = Math.min(...[1, 2, 3].map(() => once(() => evaluate(problem))));
    row(`J = ${J}, a coherent state, to 1e-9: S`, time);
    return time;
  };
  const [quarter, whole] = [timeOf(250), timeOf(1000)];
  atMost("S of a coherent state of J = 1000, seconds", whole / 1e6, 3);
  atMost("growth of cost, S of a coherent state, J 250 → 1000: power of J", growth([quarter, whole], [250, 1000]), 2);
}

/** Seconds of a large spin are not interleaved: each takes long enough by itself. */
export function sizes(): void {
  const timeOf = (spins: readonly number[], tolerance: number): number => {
    const state = mixed(product(spins.map((J) => coherent([J], [{ theta: 1.2, phi: 0.6 }]))), 0.5);
    const problem = problemOf(spins, state, tolerance);
    const contender = inProcess(() => evaluate(problem), 1);
    const { run } = interleave({ run: contender }, 3);
    row(`J = ${spins.join(", ")} to ${tolerance}: evaluate`, run);
    return run;
  };
  const one = new Map([0.5, 1, 2, 4, 8, 16, 32, 64].map((J) => [J, timeOf([J], 1e-9)]));
  atMost("growth of cost, one spin, J 8 → 64: power of J", growth([one.get(8)!, one.get(64)!], [8, 64]), 3.2);
  const two = new Map([0.5, 1, 2, 3, 4].map((J) => [J, timeOf([J, J], 1e-6)]));
  atMost("growth, pair of equal spins, J 1 → 4: power of J", growth([two.get(1)!, two.get(4)!], [1, 4]), 5.5);
  atMost("peak memory of all this, MB", process.resourceUsage().maxRSS / 1024, 400);
  generic();
}

/** Random states of full rank, all of whose eigenvalues are 1e-3 at least. */
function generic(): void {
  const timeOf = (spins: readonly number[], tolerance: number): number => {
    const dimension = totalDimension(spinDimensions(spins));
    const [random] = randomStates(1, 13030, dimension);
    const problem = problemOf(spins, mixed(random, 1e-3 * dimension), tolerance);
    const found = evaluate(problem);
    const { run } = interleave({ run: inProcess(() => evaluate(problem)) }, 9);
    const note = `${found.converged ? "converged" : "did not converge"}, ${found.evaluations[0]} evaluations`;
    row(`J = ${spins.join(", ")} to ${tolerance}, a generic mixed state: evaluate`, run, null, note);
    return found.converged ? run : Number.POSITIVE_INFINITY;
  };
  const half = (count: number) => new Array<number>(count).fill(0.5);
  const [rough, close] = [1e-6, 1e-8].map((tolerance) => timeOf(half(2), tolerance));
  atMost("pair (1, 1) to 1e-6 / pair of qubits to 1e-6, generic", timeOf([1, 1], 1e-6) / rough, 150);
  atMost("three qubits to 1e-8 / one pair to 1e-8, generic", timeOf(half(3), 1e-8) / close, 300);
  atMost("four qubits to 1e-6 / three qubits to 1e-6, generic", timeOf(half(4), 1e-6) / timeOf(half(3), 1e-6), 400);
}
