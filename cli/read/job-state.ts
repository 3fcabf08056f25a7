/** The `state` of a job: a matrix, amplitudes, a file, a name, or what is made of others. */
import { InvalidInput, inside } from "../../spins/input/invalid-input.ts";
import type { ComplexMatrix } from "../../spins/matrices/complex-matrix.ts";
import { bell, ghz, ket, w } from "../../spins/states/ket-states.ts";
import { type BoundedState, boundedThermal, mixed, mixture } from "../../spins/states/mixed-states.ts";
import { classState, coherent, dicke, gibbs, product, xState } from "../../spins/states/named-states.ts";
import { nearestState } from "../../spins/states/nearest-state.ts";
import type { Path } from "../../text/refusal.ts";
import { quoted } from "../../text/visible.ts";
import { entryAt, realsAt } from "./entries.ts";
import { refuseHinted, stateHint } from "./hints.ts";
import type { JobTexts } from "./job-texts.ts";
import { fieldsAt, listAt, objectAt, refuse } from "./json-fields.ts";
import { matrixAt } from "./matrix.ts";
import { stateFile } from "./state-file.ts";
import type { StateSetting } from "./state-setting.ts";

/** A state's maker, of which all that it refuses begins with the state's name. */
type Reader = (value: unknown, path: Path, setting: StateSetting) => () => ComplexMatrix | BoundedState;

const withoutValue = { mixed, ghz, w } as const;

/** State forms of a job by their key. */
const forms: Readonly<Record<string, Reader>> = {
  ket: (value, path, { spins, texts }) => {
    const amplitudes = listAt(value, path, "a list of amplitudes").map((entry, k) =>
      entryAt(entry, [...path, k], texts),
    );
    return () => ket(spins, { re: amplitudes.map(({ re }) => re), im: amplitudes.map(({ im }) => im) });
  },
  bell: (value, path, { spins }) => {
    if (typeof value !== "string") refuse(path, value, '"phi+", "phi-", "psi+" or "psi-"');
    return () => bell(spins, value);
  },
  thermal: (value, path, { spins, texts, hamiltonian }) => {
    const { temperature } = fieldsAt(value, path, ["temperature"], { temperature: "a number above 0" });
    const T = texts.real(temperature, [...path, "temperature"]);
    if (hamiltonian === null) {
      const found = "no Hamiltonian of these spins, whose thermal state it would be";
      throw new InvalidInput({
        path,
        found,
        expected: 'the job\'s "hamiltonian"',
        remedy: '{ "gibbs": [nbar, …] } needs none',
      });
    }
    return () => boundedThermal(spins, hamiltonian(), T);
  },
  mixture: (value, path, setting) => {
    const parts = listAt(value, path, "a list of pairs [probability, state]").map((part, k) => {
      const pair = listAt(part, [...path, k], "a pair [probability, state]");
      if (pair.length !== 2) refuse([...path, k], part, "a pair [probability, state]");
      const p = setting.texts.real(pair[0], [...path, k, 0]);
      return { p, own: stateOf(pair[1], [...path, k, 1], setting) };
    });
    const error = parts.reduce((all, { p, own }) => all + p * own.error, 0);
    return () => ({ state: mixture(parts.map(({ p, own }) => [p, own.state])), error });
  },
  file: (value, path, setting) => {
    if (typeof value !== "string") refuse(path, value, "the name of a .npy or JSON file");
    return () => stateFile(value, path, setting, stateOf);
  },
  coherent: (value, path, { spins, texts }) => {
    const directions = directionsAt(value, path, texts);
    return () => coherent(spins, directions);
  },
  dicke: (value, path, { spins, texts }) => {
    const m = realsAt(value, path, "a list with an m for each spin", texts);
    return () => dicke(spins, m);
  },
  gibbs: (value, path, { spins, texts }) => {
    const nbar = realsAt(value, path, "a list with a mean occupation for each spin", texts);
    return () => gibbs(spins, nbar);
  },
  x: (value, path, setting) => {
    const { populations, alpha, beta } = coherencesAt(value, path, setting, ["alpha", "beta"]);
    return () => xState(populations, alpha, beta);
  },
  classes: (value, path, setting) => {
    const { populations, alpha, beta, gamma } = coherencesAt(value, path, setting, ["alpha", "beta", "gamma"]);
    return () => classState(populations, alpha, beta, gamma);
  },
  product: (value, path, { spins, ...setting }) => {
    const factors = listAt(value, path, "a list with a state for each spin");
    if (factors.length !== spins.length) {
      const found = `${factors.length} entries for ${spins.length} spins`;
      throw new InvalidInput({ path, found, expected: "one for each" });
    }
    const states = factors.map((factor, k) =>
      stateOf(factor, [...path, k], { ...setting, hamiltonian: null, spins: [spins[k]!] }),
    );
    const error = states.reduce((all, own) => all + own.error, 0);
    return () => ({ state: product(states.map(({ state }) => state)), error });
  },
};

const names = Object.keys(withoutValue).map((name) => `"${name}"`);
const known = ["re", "im", ...Object.keys(forms)];
const expected = `rows of entries, { "re": …, "im": … }, a state by name (${[...names, ...Object.keys(forms)].join(", ")})`;

/** A state of these spins, and what it is off by.
 *  @throws InvalidInput  for what is none, nor one but for rounding */
export function stateOf(value: unknown, path: Path, setting: StateSetting): BoundedState {
  const { spins, texts } = setting;
  if (typeof value === "string") return { state: named(value, path, spins), error: 0 };
  if (Array.isArray(value)) return given(matrixAt(value, path, spins, texts), path);
  const state = objectAt(value, path, expected);
  const keys = Object.keys(state);
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown !== undefined) refuseHinted([...path, unknown], known);
  if (keys.includes("re") && keys.every((key) => key === "re" || key === "im"))
    return given(matrixAt(value, path, spins, texts), path);
  const [name] = keys;
  if (keys.length !== 1 || name === undefined || name === "im")
    refuse(path, value, `either "re" (and "im") or one of ${Object.keys(forms).join(", ")}`);
  const read = forms[name]!(state[name], [...path, name], setting);
  const made = inside([...path, name], [name], read);
  return "state" in made ? made : { state: made, error: 0 };
}

function given(state: ComplexMatrix, path: Path): BoundedState {
  nearestState(path, state);
  return { state, error: 0 };
}

function named(name: string, path: Path, spins: readonly number[]): ComplexMatrix {
  if (!Object.hasOwn(withoutValue, name)) {
    const remedy = Object.hasOwn(forms, name) ? `write { "${name}": … }` : stateHint(name);
    throw new InvalidInput({ path, found: quoted(name), expected, remedy });
  }
  const make = withoutValue[name as keyof typeof withoutValue];
  return inside(path, [name], () => make(spins));
}

function directionsAt(value: unknown, path: Path, texts: JobTexts) {
  return listAt(value, path, 'a list with { "theta": …, "phi": … } for each spin').map((entry, k) => {
    const fields = fieldsAt(entry, [...path, k], ["theta", "phi"], {
      theta: "an angle in radians",
      phi: "an angle in radians",
    });
    return {
      theta: texts.real(fields.theta, [...path, k, "theta"]),
      phi: texts.real(fields.phi, [...path, k, "phi"]),
    };
  });
}

/** Populations of |00⟩, |01⟩, |10⟩, |11⟩ and the named real coherences (0 where left out) of two qubits. */
function coherencesAt<Name extends string>(
  value: unknown,
  path: Path,
  { spins, texts }: StateSetting,
  coherences: readonly Name[],
) {
  if (spins.length !== 2 || spins.some((J) => J !== 0.5)) {
    const found = `a state of two qubits, but spins is [${spins.join(", ")}]`;
    throw new InvalidInput({ path, found, expected: "spins [0.5, 0.5] with it" });
  }
  const fields = fieldsAt(value, path, ["populations", ...coherences], { populations: "a list of 4 populations" });
  const populations = realsAt(fields.populations, [...path, "populations"], "a list of 4 populations", texts);
  const coherence = (name: Name) => (Object.hasOwn(fields, name) ? texts.real(fields[name], [...path, name]) : 0);
  const found = Object.fromEntries(coherences.map((name) => [name, coherence(name)])) as {
    readonly [K in Name]: number;
  };
  return { populations, ...found };
}
