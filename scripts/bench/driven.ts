/** One driven spin: its curve beside dense propagation, and its steady state. */
import { Matrix } from "ml-matrix";
import { checkProblem } from "../../evaluate/check/validate.ts";
import { prepareChannel } from "../../evaluate/prepare/prepared-channel.ts";
import { evaluate } from "../../evaluate/problem/evaluate.ts";
import type { Problem } from "../../evaluate/problem/problem.ts";
import { channels } from "../../generated/index.ts";
import { type Evolution, evolution, trajectory } from "../../spins/dynamics/evolve.ts";
import { blocksOf } from "../../spins/dynamics/generator/blocks.ts";
import { partsOf } from "../../spins/dynamics/generator/cluster.ts";
import { denseMatrix, partOf } from "../../spins/dynamics/generator/part.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { zeroMatrix } from "../../spins/matrices/complex-matrix.ts";
import { expm } from "../../spins/matrices/expm.ts";
import { jumpOperator } from "../../spins/matrices/operators.ts";
import { dicke } from "../../spins/states/named-states.ts";
import { growth, once } from "./measure.ts";
import { atMost, row } from "./results.ts";

/** H = ω Jx at ω = 3/2, and damping at 1/J. */
function problemOf(J: number): Problem {
  const { row: r, column: c, re } = jumpOperator({ re: [[1.5, 0, 0]], im: [[0, 0, 0]] }, [J]);
  const hamiltonian = zeroMatrix(2 * J + 1);
  for (let e = 0; e < r.length; e++) hamiltonian.re[r[e] * hamiltonian.dimension + c[e]] = re[e];
  return {
    spins: [J],
    state: dicke([J], [J]),
    channels: [{ channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1 / J, nbar: 0 } }],
    hamiltonian,
  };
}

const systemOf = ({ spins, hamiltonian, ...rest }: Problem): Evolution =>
  evolution(
    checkProblem({ spins, ...rest }).channels.map((use) => prepareChannel(use, spins).dissipator),
    spins.map((J) => 2 * J + 1),
    hamiltonian,
  );

/** One exponential of the superoperator on the coordinates that the state reaches, which are half of all, applied again and again. */
function densely(system: Evolution, rho: ComplexMatrix, step: number, count: number): Float64Array {
  const [cluster] = system.clusters;
  const [{ high: x }] = blocksOf(rho, system.dimensions, [0]);
  const parts = partsOf(cluster, [{ high: x, low: new Float64Array(x.length) }]);
  const E = expm(denseMatrix(partOf(parts, 0)).mul(step));
  let state = Matrix.columnVector(Array.from(parts.coordinates, (at) => x[at]));
  for (let k = 0; k < count; k++) state = E.mmul(state);
  const out = new Float64Array(x.length);
  parts.coordinates.forEach((at, k) => {
    out[at] = state.get(k, 0);
  });
  return out;
}

export function driven(): void {
  const problem = problemOf(20);
  const [step, count] = [0.1, 200];
  const times = Array.from({ length: count + 1 }, (_, k) => step * k);
  let ours: Float64Array = new Float64Array();
  let theirs = ours;
  const curve = once(() => {
    for (const { state } of trajectory(systemOf(problem), problem.state, times)) ours = state.re;
  });
  const dense = once(() => {
    theirs = densely(systemOf(problem), problem.state, step, count);
  });
  const off = Math.hypot(...ours.filter((_, k) => k % 42 === 0).map((x, k) => x - theirs[42 * k]));
  row("one driven spin J = 20, 201 times: states", curve, null, "good to 1e-15");
  row("one driven spin J = 20, 201 times: dense, one exponential with ml-matrix", dense, off, "against ours");
  const rates = once(() => evaluate({ ...problem, times }));
  row("one driven spin J = 20, 201 times: evaluate to 1e-9", rates, null, "S, rates, bounds, closure, ∫ Π dt");
  atMost("one driven spin J = 20, 201 times: ours / dense propagation with ml-matrix", curve / dense, 0.5);
  atMost("the same with S, rates and bounds at each time / dense propagation", rates / dense, 0.5);
  const rest = new Map([20, 40].map((J) => [J, once(() => evaluate({ ...problemOf(J), times: "steady" }))]));
  for (const [J, time] of rest) row(`one driven spin J = ${J} at rest: evaluate to 1e-9`, time);
  atMost("one driven spin J = 40 at rest, with rates, s", rest.get(40)! / 1e6, 10);
  atMost(
    "growth of cost, one driven spin at rest, J 20 → 40: power of J",
    growth([rest.get(20)!, rest.get(40)!], [20, 40]),
    4,
  );
}
