import type { ComplexMatrix } from "../runtime/evaluator.ts";
import { classState, coherent, densityMatrix, dicke, gibbs, product, xState } from "../runtime/index.ts";
import { InvalidInput } from "../runtime/invalid-input.ts";
import { type Fields, fieldsAt, listAt, numberAt, numbersAt, objectAt, refuse } from "./fields.ts";
import { suggestion } from "./nearest.ts";

type Reader = (value: unknown, path: string, spins: readonly number[]) => ComplexMatrix;

/** State forms of a job by their key. */
const named: Readonly<Record<string, Reader>> = {
  coherent: (value, path, spins) => coherent(spins, directions(value, path, spins.length)),
  dicke: (value, path, spins) => dicke(spins, numbersAt(value, path, onePer("m", spins), spins.length)),
  gibbs: (value, path, spins) => gibbs(spins, numbersAt(value, path, onePer("mean occupation", spins), spins.length)),
  x: (value, path, spins) => {
    const { populations, alpha, beta } = coherences(value, path, spins, ["alpha", "beta"]);
    return xState(populations, alpha, beta);
  },
  classes: (value, path, spins) => {
    const { populations, alpha, beta, gamma } = coherences(value, path, spins, ["alpha", "beta", "gamma"]);
    return classState(populations, alpha, beta, gamma);
  },
  product: (value, path, spins) => {
    const expected = `${spins.length} ${spins.length === 1 ? "state" : "states"}, one a spin`;
    const factors = listAt(value, path, expected);
    if (factors.length !== spins.length)
      throw new InvalidInput(`${path}: ${factors.length} given, expected ${expected}`);
    return product(factors.map((factor, k) => stateOf(factor, `${path}[${k}]`, [spins[k]!])));
  },
};

const forms = ["re", "im", ...Object.keys(named)];

/** A matrix `{ re, im }` or one named state, for spins of these J. */
export function stateOf(value: unknown, path: string, spins: readonly number[]): ComplexMatrix {
  const state = objectAt(value, path, `{ "re": …, "im": … } or a named state (${Object.keys(named).join(", ")})`);
  const keys = Object.keys(state);
  const unknown = keys.find((key) => !forms.includes(key));
  if (unknown !== undefined) throw new InvalidInput(`${path}.${unknown}: unknown field${suggestion(unknown, forms)}`);
  if (keys.includes("re") && keys.every((key) => key === "re" || key === "im")) return matrixOf(state, path, spins);
  const [name] = keys;
  if (keys.length !== 1 || name === undefined || name === "im") {
    refuse(path, value, `either "re" (and "im") or one of ${Object.keys(named).join(", ")}`);
  }
  return named[name]!(state[name], `${path}.${name}`, spins);
}

function matrixOf(state: Fields, path: string, spins: readonly number[]): ComplexMatrix {
  const dimension = spins.reduce((all, J) => all * (2 * J + 1), 1);
  const re = rowsOf(state.re, `${path}.re`, dimension, spins);
  const zero = () => re.map((row) => row.map(() => 0));
  return densityMatrix(
    spins,
    re,
    Object.hasOwn(state, "im") ? rowsOf(state.im, `${path}.im`, dimension, spins) : zero(),
  );
}

function rowsOf(value: unknown, path: string, dimension: number, spins: readonly number[]) {
  const why = `for spins ${spins.join(", ")}`;
  const rows = listAt(value, path, `${dimension} rows ${why}`);
  if (rows.length !== dimension) throw new InvalidInput(`${path}: ${rows.length} rows, expected ${dimension} ${why}`);
  return rows.map((row, r) => {
    const columns = listAt(row, `${path}[${r}]`, `a row of ${dimension} numbers`);
    if (columns.length !== dimension) {
      throw new InvalidInput(`${path}[${r}]: ${columns.length} columns, expected ${dimension} ${why}`);
    }
    return columns.map((entry, c) => numberAt(entry, `${path}[${r}][${c}]`));
  });
}

function directions(value: unknown, path: string, count: number) {
  const expected = `${count} of { "theta": …, "phi": … }, one a spin`;
  const list = listAt(value, path, expected);
  if (list.length !== count) throw new InvalidInput(`${path}: ${list.length} given, expected ${expected}`);
  return list.map((entry, k) => {
    const fields = fieldsAt(entry, `${path}[${k}]`, ["theta", "phi"], ["theta", "phi"]);
    return {
      theta: numberAt(fields.theta, `${path}[${k}].theta`, "an angle in radians"),
      phi: numberAt(fields.phi, `${path}[${k}].phi`, "an angle in radians"),
    };
  });
}

/** Populations of |00⟩, |01⟩, |10⟩, |11⟩ and the named real coherences (0 where left out) of two qubits. */
function coherences<Name extends string>(
  value: unknown,
  path: string,
  spins: readonly number[],
  names: readonly Name[],
) {
  if (spins.length !== 2 || spins.some((J) => J !== 0.5)) {
    throw new InvalidInput(`${path}: a state of two qubits, but spins is [${spins.join(", ")}]; expected [0.5, 0.5]`);
  }
  const fields = fieldsAt(value, path, ["populations", ...names], ["populations"]);
  const populations = numbersAt(fields.populations, `${path}.populations`, "4 populations", 4);
  const coherence = (name: Name) => (Object.hasOwn(fields, name) ? numberAt(fields[name], `${path}.${name}`) : 0);
  const given = Object.fromEntries(names.map((name) => [name, coherence(name)])) as { readonly [K in Name]: number };
  return { populations, ...given };
}

function onePer(what: string, spins: readonly number[]): string {
  return `${spins.length} numbers, one ${what} a spin`;
}
