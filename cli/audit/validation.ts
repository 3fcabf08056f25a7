/** Values known from elsewhere, against what comes out. */
import { channels } from "../../generated/index.ts";
import { type ComplexMatrix, coherent, densityMatrix, dicke, evaluate, type Problem } from "../../runtime/index.ts";
import { statesOverTime } from "../../runtime/quantities/states-over-time.ts";
import { figure3State } from "../figure/damping-figures.ts";
import { matrixOf } from "../figure/sample.ts";
import type { Bounded } from "./claim.ts";
import { damping, dephasing, fine, productions, qubits } from "./states.ts";

export interface Value {
  readonly what: string;
  readonly source: string;
  /** In closed form. */
  readonly formula: string;
  readonly known: number;
  readonly found: Bounded;
}

const first = ({ values, error }: { readonly values: Float64Array; readonly error: Float64Array }): Bounded => ({
  value: values[0],
  error: error[0],
});

const entropy = (spins: readonly number[], state: ComplexMatrix): Bounded =>
  first(evaluate({ spins, state, channels: [] }).entropy);

const bell: ComplexMatrix = densityMatrix(
  [0.5, 0.5],
  [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i % 3 === 0 && j % 3 === 0 ? 0.5 : 0))),
  [0, 1, 2, 3].map(() => [0, 0, 0, 0]),
);

/** H = ωJx and damping at n̄ = 0, Γ = 1, in its steady state. */
function driven(J: number, omega: number): Bounded {
  const d = 2 * J + 1;
  const re = new Float64Array(d * d);
  for (let k = 0; k + 1 < d; k++) {
    const m = J - k - 1;
    re[k * d + k + 1] = re[(k + 1) * d + k] = 0.5 * omega * Math.sqrt((J - m) * (J + m + 1));
  }
  const problem: Problem = {
    spins: [J],
    state: dicke([J], [-J]),
    channels: [{ channel: channels["amplitude-damping"], on: [0], parameters: { Gamma: 1, nbar: 0 } }],
    hamiltonian: { dimension: d, re, im: new Float64Array(d * d) },
    times: "steady",
  };
  return first(evaluate(problem).production!);
}

/** −ln of what is left of the multipole T_l0 of a spin after λt = 1: its rate of decay in isotropic depolarising. */
function multipoleDecay(l: 1 | 2): Bounded {
  const J = 1;
  const shape = l === 1 ? [1, 0, -1] : [1, -2, 1];
  const re = shape.map((value, i) => shape.map((_, j) => (i === j ? 1 / 3 + 0.1 * value : 0)));
  const state = densityMatrix(
    [J],
    re,
    re.map(() => [0, 0, 0]),
  );
  const use = { channel: channels.depolarizing, on: [0], parameters: { lambda: 1 } };
  const [evolved] = statesOverTime({ spins: [J], state, channels: [use], times: [1] });
  return { value: -Math.log((evolved.re[0] - 1 / 3) / 0.1), error: 1e-14 };
}

/** Any direction: entropies do not depend on it. */
const one = { theta: 1.2, phi: 0.6 };

export function validation(): readonly Value[] {
  const lieb = "Lieb, Commun. Math. Phys. 62, 35 (1978): coherent states have the least entropy";
  const row = (what: string, source: string, formula: string, known: number, found: Bounded): Value => ({
    what,
    source,
    formula,
    known,
    found,
  });
  return [
    ...[0.5, 1, 5].map((J) =>
      row(
        `S of a coherent state, J = ${J}`,
        lieb,
        "2J/(2J+1)",
        (2 * J) / (2 * J + 1),
        entropy([J], coherent([J], [one])),
      ),
    ),
    row("S of |1, 0⟩", "elementary integral", "5/3 − ln 2", 5 / 3 - Math.LN2, entropy([1], dicke([1], [0]))),
    row("S of a Bell pair", "elementary integral", "1/2 + ln 2", 0.5 + Math.LN2, entropy(qubits, bell)),
    row(
      "Π of a Bell pair, damping of both, n̄ = 0",
      "elementary integral",
      "5/3",
      5 / 3,
      productions([bell], damping(0), fine)[0],
    ),
    row(
      "Π of a Bell pair, dephasing of both",
      "elementary integral",
      "1/3",
      1 / 3,
      productions([bell], dephasing, fine)[0],
    ),
    row(
      "Π = Φ, driven damping, J = 1/2, ω = 1/4",
      "Φ = 2ΓJ(J + ⟨Jz⟩) at n̄ = 0; optical Bloch equations",
      "1/18",
      1 / 18,
      driven(0.5, 0.25),
    ),
    row("Π = Φ, driven damping, J = 1/2, ω = 1", "the same", "1/3", 1 / 3, driven(0.5, 1)),
    row(
      "Π = Φ, driven damping, J = 5, ω = 5/2",
      "the same; independent matrix calculation, 8 digits",
      "6.7728369",
      6.7728369,
      driven(5, 2.5),
    ),
    row("decay of rank 1, depolarising, λ = 1", "Casimir operator of rotations", "l(l+1)/2", 1, multipoleDecay(1)),
    row("decay of rank 2, depolarising, λ = 1", "Casimir operator of rotations", "l(l+1)/2", 3, multipoleDecay(2)),
    row(
      "Π of figure 3 at t = 0",
      "independent matrix calculation, 12 digits",
      "0.116054817361",
      0.116054817361,
      productions([matrixOf(figure3State)], damping(1.5), fine)[0],
    ),
  ];
}
