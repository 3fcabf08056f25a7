/**
 * Measures this package and others side by side, in turns, and holds the ratios against what is promised.
 * Usage: npm run bench [-- --json] [-- --readme]
 *   --json     the results as JSON instead of tables
 *   --readme   also writes the tables into README.md, between its bench markers
 * Exit status 1 where a ratio is missed.
 */
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { prepareChannel } from "../evaluate/prepare/prepared-channel.ts";
import { evaluate } from "../evaluate/problem/evaluate.ts";
import { evaluateMany } from "../evaluate/problem/evaluate-many.ts";
import type { Problem } from "../evaluate/problem/problem.ts";
import { channels } from "../generated/index.ts";
import type { ChannelUse } from "../runtime/evaluator.ts";
import { husimiFields } from "../runtime/husimi/husimi.ts";
import { productRule } from "../runtime/quadrature/sphere.ts";
import { evolution, evolve } from "../spins/dynamics/evolve.ts";
import type { ComplexMatrix } from "../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../spins/matrices/complex-matrix.ts";
import { classState, coherent, product } from "../spins/states/states.ts";
import { productionByHand } from "./bench/damping-by-hand.ts";
import { growth, inProcess, interleave, once } from "./bench/measure.ts";
import { bruteGrid, compilePair, monteCarlo } from "./bench/pair-contenders.ts";
import { pairOnRule } from "./bench/pair-on-rule.ts";
import { mixed, randomStates } from "./bench/states.ts";
import { writeReadmeBlock } from "./readme-block.ts";

interface Row {
  readonly what: string;
  readonly microseconds: number;
  /** Relative, against the reference. */
  readonly error: number | null;
  readonly note: string;
}

interface Ratio {
  readonly what: string;
  readonly value: number | null;
  readonly limit: number;
  readonly atLeast: boolean;
}

const GAMMA = 0.25;
const NBAR = 1.5;
const rows: Row[] = [];
const ratios: Ratio[] = [];
const damping = (on: number): ChannelUse => ({
  channel: channels["amplitude-damping"],
  on: [on],
  parameters: { Gamma: GAMMA, nbar: NBAR },
});
const atMost = (what: string, value: number | null, limit: number) =>
  ratios.push({ what, value, limit, atLeast: false });
const atLeast = (what: string, value: number | null, limit: number) =>
  ratios.push({ what, value, limit, atLeast: true });
const problemOf = (spins: readonly number[], state: ComplexMatrix, tolerance: number): Problem => ({
  spins,
  state,
  channels: spins.map((_, party) => damping(party)),
  tolerance,
});
const compilers = { "cc -O2": ["-O2"], "cc -O3 -march=native -ffast-math": ["-O3", "-march=native", "-ffast-math"] };
const LIMITS: Readonly<Record<string, number>> = { "cc -O2": 1, "cc -O3 -march=native -ffast-math": 5 };

/** One Π of a pair: ours against C at equal nodes, Monte Carlo and the four-dimensional grid. */
function pair(name: string, state: ComplexMatrix, judged: boolean): void {
  const uses = [damping(0), damping(1)];
  const problem = problemOf([0.5, 0.5], state, 1e-9);
  const reference = evaluate({ ...problem, tolerance: 1e-12 }).production!.values[0];
  const off = (value: number) => Math.abs(value / reference - 1);
  const own = uses.map((use) => {
    const { flux } = prepareChannel(use, [0.5, 0.5]);
    return { party: use.on[0], use, split: true, flux };
  });
  const onRows = (n: number) => {
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
  };
  const rowsTo = (error: number): number => {
    for (let n = 2; n < 200; n++) {
      const { found, work } = onRows(n);
      work();
      if (off(found[0]) < error) return n;
    }
    return 200;
  };

  const ROWS = 10;
  const equal = onRows(ROWS);
  const contenders: Record<string, () => number> = { ours: inProcess(equal.work) };
  const programs = Object.entries(compilers).map(([flags, list]) => ({
    flags,
    program: compilePair(list, GAMMA, NBAR),
  }));
  for (const { flags, program } of programs)
    if (program !== null) contenders[flags] = () => program.run(state, ROWS, 2000).microseconds;
  const times = interleave(contenders, 121);
  rows.push({
    what: `${name}: the kernel of one Π, ${2 * ROWS * ROWS} given nodes a party`,
    microseconds: times.ours,
    error: off(equal.found[0]),
    note: "ours",
  });
  for (const { flags, program } of programs) {
    const what = `${name}: the kernel of one Π at given nodes, equal for both, ours / ${flags}`;
    if (program === null) {
      rows.push({ what: `${name}: ${flags}`, microseconds: Number.NaN, error: null, note: "skipped: no compiler" });
      if (judged) atMost(what, null, LIMITS[flags]);
      continue;
    }
    const { production } = program.run(state, ROWS, 1);
    rows.push({
      what: `${name}: the same, C, ${flags}`,
      microseconds: times[flags],
      error: off(production),
      note: "",
    });
    if (judged) atMost(what, times.ours / times[flags], LIMITS[flags]);
  }

  const fine = rowsTo(1e-9);
  const program = programs[0].program;
  const whole: Record<string, () => number> = {
    evaluate: inProcess(() => evaluate(problem)),
    nodes: inProcess(onRows(fine).work),
  };
  if (program !== null) whole.C = () => program.run(state, fine, 200).microseconds;
  const exact = interleave(whole, 15);
  const single = evaluate(problem);
  rows.push({
    what: `${name}: evaluate to 1e-9, with S, bounds, closure`,
    microseconds: exact.evaluate,
    error: off(single.production!.values[0]),
    note: `${single.evaluations[0]} evaluations`,
  });
  rows.push({
    what: `${name}: Π on the least nodes for 1e-9, were they known`,
    microseconds: exact.nodes,
    error: 1e-9,
    note: `${2 * fine * fine} nodes a party`,
  });
  if (program !== null)
    rows.push({ what: `${name}: the same, C, cc -O2`, microseconds: exact.C, error: 1e-9, note: "" });

  const rough = onRows(rowsTo(0.003));
  let sampled = { value: 0, error: 0 };
  const race = interleave(
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
  rows.push({
    what: `${name}: Monte Carlo of eq 21, 1e5 points`,
    microseconds: race.monteCarlo,
    error: sampled.error / Math.abs(reference),
    note: `standard error; off by ${off(sampled.value).toExponential(1)}`,
  });
  rows.push({
    what: `${name}: ours to 0.3 %`,
    microseconds: race.ours,
    error: off(rough.found[0]),
    note: "",
  });
  if (judged)
    atLeast(
      "time to a relative error of 0.3 %: Monte Carlo (eq 21) / ours",
      (effort * race.monteCarlo) / race.ours,
      2000,
    );
  let brute = 0;
  const bruteTime = once(() => {
    brute = bruteGrid(state, uses, 24);
  });
  rows.push({
    what: `${name}: grid of 24⁴ nodes, emitted integrand`,
    microseconds: bruteTime,
    error: off(brute),
    note: "",
  });
}

/** The emitted integrand of Π against the same by hand. */
function kernels(): void {
  const rule = productRule(24, 48, 0.5);
  const fields = husimiFields(rule);
  for (let k = 0; k < fields.Q.length; k++) {
    fields.Q[k] = 0.5 + 0.3 * Math.sin(k);
    fields.dTheta[k] = 0.2 * Math.cos(k);
    fields.dPhi[k] = 0.1 * Math.sin(2 * k);
  }
  const geometry = { rows: 24, columns: 48, spheres: [rule] };
  const out = new Float64Array(fields.Q.length);
  const { channel, parameters } = damping(0);
  const gradient = [fields.dTheta, fields.dPhi];
  const spin = [0.5];
  const { hand, emitted } = interleave(
    {
      hand: inProcess(() => productionByHand(GAMMA, 2 * NBAR + 1, 0.5, rule, fields.Q, fields.Q, gradient, out)),
      emitted: inProcess(() =>
        channel.pointwise.production!(parameters, spin, geometry, fields.Q, fields.Q, gradient, out),
      ),
    },
    61,
  );
  rows.push({ what: "emitted integrand of Π, 1152 nodes", microseconds: emitted, error: null, note: "" });
  atMost("emitted pointwise kernel / the same kernel written by hand with care", emitted / hand, 1.1);
}

function times(): void {
  const state = classState([0.1, 0.2, 0.1, 0.6], 0.02, 0.15, 0.02);
  const problem = problemOf([0.5, 0.5], state, 1e-9);
  const { state: _, ...shared } = problem;
  const list = Array.from({ length: 200 }, (_, k) => 0.015 * (k + 1));
  // The states as they are at those times, so that nothing of a single evaluation is evolution.
  const system = evolution(
    problem.channels.map((use) => prepareChannel(use, problem.spins).dissipator),
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
  const row = (what: string, microseconds: number, note: string) =>
    rows.push({ what: `200 times of a pair to 1e-9: ${what}`, microseconds, error: null, note });
  row("evaluateMany", many, "S and rates");
  row("evaluate once", curve, "with closure and ∫ Π dt");
  row("evaluate 200 times", singles, "");
  row("evaluate the 200 evolved states", bare, "no evolution, no ∫ Π dt");
  atMost("200 times in one job / 200 single evaluations", curve / singles, 0.7);
  atMost("evaluateMany over 200 times / 200 single evaluations of evolved states", many / bare, 0.7);
}

function batch(): void {
  const states = randomStates(10_000, 13030);
  const { state: _, ...shared } = problemOf([0.5, 0.5], states[0], 1e-9);
  evaluateMany(shared, { states: states.slice(0, 300) });
  let converged = 0;
  const time = once(() => {
    converged = evaluateMany(shared, { states }).converged.reduce((sum, one) => sum + one, 0);
  });
  rows.push({
    what: "10,000 random pairs to 1e-9: evaluateMany",
    microseconds: time,
    error: null,
    note: `${converged} converged`,
  });
}

/** Seconds of a large spin are not interleaved: each takes long enough by itself. */
function sizes(): void {
  const timeOf = (spins: readonly number[], tolerance: number): number => {
    const state = mixed(product(spins.map((J) => coherent([J], [{ theta: 1.2, phi: 0.6 }]))), 0.5);
    const problem = problemOf(spins, state, tolerance);
    const contender = inProcess(() => evaluate(problem), 1);
    const { run } = interleave({ run: contender }, 3);
    rows.push({
      what: `J = ${spins.join(", ")} to ${tolerance}: evaluate`,
      microseconds: run,
      error: null,
      note: "",
    });
    return run;
  };
  const one = new Map([0.5, 1, 2, 4, 8, 16, 32, 64].map((J) => [J, timeOf([J], 1e-9)]));
  atMost("growth of cost, one spin, J 8 → 64: power of J", growth([one.get(8)!, one.get(64)!], [8, 64]), 3.2);
  const two = new Map([0.5, 1, 2, 3, 4].map((J) => [J, timeOf([J, J], 1e-6)]));
  atMost("growth, pair of equal spins, J 1 → 4: power of J", growth([two.get(1)!, two.get(4)!], [1, 4]), 5.5);
  atMost("peak memory of all this, MB", process.resourceUsage().maxRSS / 1024, 400);
  const qubits = new Map([2, 3, 4].map((n) => [n, timeOf(new Array(n).fill(0.5), n === 4 ? 1e-4 : 1e-8)]));
  atMost("three qubits to 1e-8 / one pair to 1e-8", qubits.get(3)! / qubits.get(2)!, 3000);
}

/** By the clock on the wall: it runs in a process of its own. */
function generation(): void {
  let note = "by the clock";
  const start = performance.now();
  try {
    execFileSync(process.execPath, ["--import", "tsx", "cli/commands/main.ts", "gen", "--check"], { stdio: "pipe" });
  } catch {
    note = "by the clock; reported a difference";
  }
  const microseconds = 1e3 * (performance.now() - start);
  rows.push({ what: "npm run gen -- --check: all channels derived", microseconds, error: null, note });
}

const isMet = ({ value, limit, atLeast: least }: Ratio): boolean =>
  value === null || (least ? value >= limit : value <= limit);

function timeText(microseconds: number): string {
  if (Number.isNaN(microseconds)) return "–";
  if (microseconds < 1e3) return `${microseconds.toPrecision(3)} µs`;
  return microseconds < 1e6 ? `${(microseconds / 1e3).toPrecision(3)} ms` : `${(microseconds / 1e6).toPrecision(3)} s`;
}

function tables(): string {
  const machine = `${cpus()[0].model.trim()}, ${cpus().length} processors, Node ${process.versions.node}`;
  return [
    `Measured by \`npm run bench\` on ${machine}; contenders took turns; times are the processor's, the fastest of many turns, since what else a machine does only adds.`,
    "",
    "| ratio | measured | promised |",
    "|---|---|---|",
    ...ratios.map(
      (ratio) =>
        `| ${ratio.what} | ${ratio.value === null ? "no compiler" : ratio.value.toPrecision(3)}${isMet(ratio) ? "" : " **missed**"} | ${ratio.atLeast ? "≥" : "≤"} ${ratio.limit} |`,
    ),
    "",
    "<details><summary>All times</summary>",
    "",
    "| what | time | relative error | |",
    "|---|---|---|---|",
    ...rows.map(
      ({ what, microseconds, error, note }) =>
        `| ${what} | ${timeText(microseconds)} | ${error === null ? "" : error.toExponential(0)} | ${note} |`,
    ),
    "",
    "</details>",
  ].join("\n");
}

const figure3 = classState([0.1, 0.2, 0.1, 0.6], 0.02, 0.15, 0.02);
const entangled = zeroMatrix(4);
for (const [k, value] of [
  [0, 0.64],
  [3, 0.48],
  [12, 0.48],
  [15, 0.36],
])
  entangled.re[k] = value;
pair("figure 3", figure3, true);
pair("R/A₀ near 1", mixed(entangled, 0.03), true);
kernels();
times();
batch();
sizes();
generation();

const missed = ratios.filter((ratio) => !isMet(ratio));
if (process.argv.includes("--json"))
  console.log(JSON.stringify({ machine: cpus()[0].model, rows, ratios, missed }, null, 2));
else console.log(tables());
if (process.argv.includes("--readme")) writeReadmeBlock("bench", tables());
process.exitCode = missed.length > 0 ? 1 : 0;
