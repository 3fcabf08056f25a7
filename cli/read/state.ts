import { InvalidInput } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { densityMatrix } from "../../spins/states/state.ts";
import { classState, coherent, dicke, gibbs, product, xState } from "../../spins/states/states.ts";
import { shortened } from "../../text/visible.ts";
import { fieldsAt, listAt, numberAt, numbersAt, objectAt, refuse, rowsAt } from "./fields.ts";
import { suggestion } from "./suggestion.ts";

type Reader = (value: unknown, path: string, spins: readonly number[]) => ComplexMatrix;

/** State forms of a job by their key. */
const named: Readonly<Record<string, Reader>> = {
  coherent: (value, path, spins) => coherent(spins, directionsAt(value, path)),
  dicke: (value, path, spins) => dicke(spins, numbersAt(value, path, "a list with an m for each spin")),
  gibbs: (value, path, spins) => gibbs(spins, numbersAt(value, path, "a list with a mean occupation for each spin")),
  x: (value, path, spins) => {
    const { populations, alpha, beta } = coherencesAt(value, path, spins, ["alpha", "beta"]);
    return xState(populations, alpha, beta);
  },
  classes: (value, path, spins) => {
    const { populations, alpha, beta, gamma } = coherencesAt(value, path, spins, ["alpha", "beta", "gamma"]);
    return classState(populations, alpha, beta, gamma);
  },
  product: (value, path, spins) => {
    const factors = listAt(value, path, "a list with a state for each spin");
    if (factors.length !== spins.length) {
      throw new InvalidInput(`product: ${factors.length} entries for ${spins.length} spins; give one each`);
    }
    return product(factors.map((factor, k) => stateOf(factor, `${path}[${k}]`, [spins[k]!])));
  },
};

const forms = ["re", "im", ...Object.keys(named)];

/** A matrix `{ re, im }` or one named state, for spins of these J. */
export function stateOf(value: unknown, path: string, spins: readonly number[]): ComplexMatrix {
  const state = objectAt(value, path, `{ "re": …, "im": … } or a named state (${Object.keys(named).join(", ")})`);
  const keys = Object.keys(state);
  const unknown = keys.find((key) => !forms.includes(key));
  if (unknown !== undefined)
    throw new InvalidInput(`${path}.${shortened(unknown)}: unknown field${suggestion(unknown, forms)}`);
  if (keys.includes("re") && keys.every((key) => key === "re" || key === "im")) {
    const re = rowsAt(state.re, `${path}.re`);
    const im = keys.includes("im") ? rowsAt(state.im, `${path}.im`) : re.map((row) => row.map(() => 0));
    return located(path, () => densityMatrix(spins, re, im));
  }
  const [name] = keys;
  if (keys.length !== 1 || name === undefined || name === "im") {
    refuse(path, value, `either "re" (and "im") or one of ${Object.keys(named).join(", ")}`);
  }
  return located(path, () => named[name]!(state[name], `${path}.${name}`, spins));
}

/** The runtime names a field from the state down (`dicke[0]: …`, `state: the trace …`); a job's user needs all of its path. */
function located(path: string, build: () => ComplexMatrix): ComplexMatrix {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof InvalidInput) || error.message.startsWith(`${path}.`)) throw error;
    const { message } = error;
    throw new InvalidInput(/^state\b/.test(message) ? message.replace(/^state/, path) : `${path}.${message}`);
  }
}

function directionsAt(value: unknown, path: string) {
  return listAt(value, path, 'a list with { "theta": …, "phi": … } for each spin').map((entry, k) => {
    const fields = fieldsAt(entry, `${path}[${k}]`, ["theta", "phi"], ["theta", "phi"]);
    return {
      theta: numberAt(fields.theta, `${path}[${k}].theta`),
      phi: numberAt(fields.phi, `${path}[${k}].phi`),
    };
  });
}

/** Populations of |00⟩, |01⟩, |10⟩, |11⟩ and the named real coherences (0 where left out) of two qubits. */
function coherencesAt<Name extends string>(
  value: unknown,
  path: string,
  spins: readonly number[],
  names: readonly Name[],
) {
  if (spins.length !== 2 || spins.some((J) => J !== 0.5)) {
    throw new InvalidInput(`${path}: a state of two qubits, but spins is [${spins.join(", ")}]; expected [0.5, 0.5]`);
  }
  const fields = fieldsAt(value, path, ["populations", ...names], ["populations"]);
  const populations = numbersAt(fields.populations, `${path}.populations`, "a list of 4 populations");
  const coherence = (name: Name) => (Object.hasOwn(fields, name) ? numberAt(fields[name], `${path}.${name}`) : 0);
  const given = Object.fromEntries(names.map((name) => [name, coherence(name)])) as { readonly [K in Name]: number };
  return { populations, ...given };
}
