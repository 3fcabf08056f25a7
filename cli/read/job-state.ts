import { InvalidInput, inside } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { densityMatrix } from "../../spins/states/density-matrix.ts";
import { classState, coherent, dicke, gibbs, product, xState } from "../../spins/states/named-states.ts";
import type { Path } from "../../text/refusal.ts";
import { fieldsAt, listAt, numberAt, numbersAt, objectAt, refuse, refuseKey, rowsAt } from "./json-fields.ts";

/** A state's maker, of which all that it refuses begins with the state's name. */
type Reader = (value: unknown, path: Path, spins: readonly number[]) => () => ComplexMatrix;

/** State forms of a job by their key. */
const named: Readonly<Record<string, Reader>> = {
  coherent: (value, path, spins) => {
    const directions = directionsAt(value, path);
    return () => coherent(spins, directions);
  },
  dicke: (value, path, spins) => {
    const m = numbersAt(value, path, "a list with an m for each spin");
    return () => dicke(spins, m);
  },
  gibbs: (value, path, spins) => {
    const nbar = numbersAt(value, path, "a list with a mean occupation for each spin");
    return () => gibbs(spins, nbar);
  },
  x: (value, path, spins) => {
    const { populations, alpha, beta } = coherencesAt(value, path, spins, ["alpha", "beta"]);
    return () => xState(populations, alpha, beta);
  },
  classes: (value, path, spins) => {
    const { populations, alpha, beta, gamma } = coherencesAt(value, path, spins, ["alpha", "beta", "gamma"]);
    return () => classState(populations, alpha, beta, gamma);
  },
  product: (value, path, spins) => {
    const factors = listAt(value, path, "a list with a state for each spin");
    if (factors.length !== spins.length) {
      const found = `${factors.length} entries for ${spins.length} spins`;
      throw new InvalidInput({ path, found, expected: "one for each" });
    }
    const states = factors.map((factor, k) => stateOf(factor, [...path, k], [spins[k]!]));
    return () => product(states);
  },
};

const forms = ["re", "im", ...Object.keys(named)];

/** A matrix `{ re, im }` or one named state, for spins of these J. */
export function stateOf(value: unknown, path: Path, spins: readonly number[]): ComplexMatrix {
  const state = objectAt(value, path, `{ "re": …, "im": … } or a named state (${Object.keys(named).join(", ")})`);
  const keys = Object.keys(state);
  const unknown = keys.find((key) => !forms.includes(key));
  if (unknown !== undefined) refuseKey(path, unknown, forms);
  if (keys.includes("re") && keys.every((key) => key === "re" || key === "im")) {
    const re = rowsAt(state.re, [...path, "re"]);
    const im = keys.includes("im") ? rowsAt(state.im, [...path, "im"]) : re.map((row) => row.map(() => 0));
    return inside(path, ["state"], () => densityMatrix(spins, re, im));
  }
  const [name] = keys;
  if (keys.length !== 1 || name === undefined || name === "im") {
    refuse(path, value, `either "re" (and "im") or one of ${Object.keys(named).join(", ")}`);
  }
  return inside([...path, name], [name], named[name]!(state[name], [...path, name], spins));
}

function directionsAt(value: unknown, path: Path) {
  return listAt(value, path, 'a list with { "theta": …, "phi": … } for each spin').map((entry, k) => {
    const fields = fieldsAt(entry, [...path, k], ["theta", "phi"], {
      theta: "an angle in radians",
      phi: "an angle in radians",
    });
    return {
      theta: numberAt(fields.theta, [...path, k, "theta"]),
      phi: numberAt(fields.phi, [...path, k, "phi"]),
    };
  });
}

/** Populations of |00⟩, |01⟩, |10⟩, |11⟩ and the named real coherences (0 where left out) of two qubits. */
function coherencesAt<Name extends string>(
  value: unknown,
  path: Path,
  spins: readonly number[],
  names: readonly Name[],
) {
  if (spins.length !== 2 || spins.some((J) => J !== 0.5)) {
    const found = `a state of two qubits, but spins is [${spins.join(", ")}]`;
    throw new InvalidInput({ path, found, expected: "spins [0.5, 0.5] with it" });
  }
  const fields = fieldsAt(value, path, ["populations", ...names], { populations: "a list of four numbers" });
  const populations = numbersAt(fields.populations, [...path, "populations"], "a list of 4 populations");
  const coherence = (name: Name) => (Object.hasOwn(fields, name) ? numberAt(fields[name], [...path, name]) : 0);
  const given = Object.fromEntries(names.map((name) => [name, coherence(name)])) as { readonly [K in Name]: number };
  return { populations, ...given };
}
