/** What is conjectured of one damped spin (docs/positivity.md), searched for a state that breaks it. */
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { randomStream } from "../../spins/states/random-stream.ts";
import { spinText } from "../../text/spin-text.ts";
import type { Bounded } from "./claim.ts";
import { type Ratios, ratiosAt } from "./damping-ratios.ts";
import { besideSteady, descend, drawn, stateOf } from "./damping-states.ts";
import { type Bound, least } from "./inequalities.ts";
import type { Library } from "./library.ts";
import { seed } from "./trials.ts";

const spins = [0.5, 1, 1.5, 2];
const nbars = [0, 0.5];
const STATES = 60;
const STEPS = 60;
/** What the fine grid is off by, relative. */
const GRID = 1e-7;

type Ratio = "toVariance" | "toDivergence";

/** The state with the least ratio that random ones descend to. */
function extremal(J: number, nbar: number, name: Ratio): ComplexMatrix {
  const uniform = randomStream(seed, `conjecture ${name} ${J} ${nbar}`);
  const d = Math.round(2 * J) + 1;
  const ratios = ratiosAt(J, nbar, 24);
  let start = drawn(0, d, uniform);
  let best = Number.POSITIVE_INFINITY;
  for (let k = 0; k < STATES; k++) {
    const T = drawn(k, d, uniform);
    const found = ratios(besideSteady(stateOf(T, d), J, nbar, k, uniform))[name];
    // A state beside the steady one is no factor's own.
    if (found < best && k % 5 !== 4) [best, start] = [found, T];
  }
  return descend((rho) => ratios(rho)[name], start, d, STEPS, uniform).state;
}

/** Π/Γ less what it is conjectured to exceed, over that. */
function marginOf(J: number, nbar: number, name: Ratio, { evaluate, channels }: Library): Bounded {
  const state = extremal(J, nbar, name);
  const use = { channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar } };
  const { production } = evaluate({ spins: [J], state, channels: [use], tolerance: 1e-6 });
  const fine: Ratios = ratiosAt(J, nbar, 64)(state);
  const floor = fine.production / fine[name];
  const error = production!.error[0] + GRID * production!.values[0];
  return { value: (production!.values[0] - floor) / floor, error: error / floor };
}

function conjecture(says: string, name: Ratio): Bound {
  return {
    what: `conjecture: ${says}`,
    source: "docs/positivity.md; searched by npm run bounds, which writes a state that breaks it to a file",
    tried: `J = ${spins.map(spinText).join(", ")}, n̄ = ${nbars.join(", ")}: the least of ${STATES} random states each and of ${STEPS} steps from it (seed ${seed}); margins relative`,
    margin: (library) => least(spins.flatMap((J) => nbars.map((nbar) => marginOf(J, nbar, name, library)))),
  };
}

export const conjectures: readonly Bound[] = [
  conjecture("Π ≥ 2ΓN(1 − A²) of a damped spin, N = 2n̄ + 1, A = μ∫√(QQ*)", "toVariance"),
  conjecture("Π ≥ ΓN KL(Q‖Q*) of a damped spin", "toDivergence"),
];
