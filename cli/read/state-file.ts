/** A state in a file of its own. */
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { ket } from "../../spins/states/ket-states.ts";
import type { BoundedState } from "../../spins/states/mixed-states.ts";
import { nearestState } from "../../spins/states/nearest-state.ts";
import { spinsMeant } from "../../spins/states/spins-meant.ts";
import type { Path } from "../../text/refusal.ts";
import { arrayOf, type ComplexArray, isArrayFile, textOf } from "./array-file.ts";
import { parseJson } from "./json-text.ts";
import { inFile } from "./matrix-file.ts";
import type { StateSetting } from "./state-setting.ts";

/**
 * A ket or a matrix of NumPy, or a state as a job has it, in JSON.
 * @param name  from the folder of the job
 * @param read  such a state
 * @throws InvalidInput  with the file's name in front
 */
export function stateFile(
  name: string,
  path: Path,
  setting: StateSetting,
  read: (value: unknown, path: Path, setting: StateSetting) => BoundedState,
): BoundedState {
  const { folder } = setting;
  if (folder === null) throw new InvalidInput({ path, found: "a file in a file", expected: "the state itself" });
  return inFile(name, folder, (bytes, file) =>
    isArrayFile(bytes)
      ? ofArray(arrayOf(bytes, file), setting)
      : read(parseJson(textOf(bytes, file), file, "a state"), ["state"], { ...setting, folder: null }),
  );
}

/** A column is a ket; a row might be a bra. */
function ofArray({ shape, re, im }: ComplexArray, { spins }: StateSetting): BoundedState {
  const dimension = totalDimension(spins.map((J) => 2 * J + 1));
  // States over times, of which there is one.
  const [rows, columns = 1, ...more] = shape.length === 3 && shape[0] === 1 ? shape.slice(1) : shape;
  if (rows === dimension && columns === 1 && more.length === 0) return { state: ket(spins, { re, im }), error: 0 };
  if (rows !== dimension || columns !== dimension || more.length > 0)
    throw new InvalidInput({
      path: ["state"],
      found: `an array of ${shape.join(" × ")}`,
      expected: `${dimension} or ${dimension} × ${dimension}, as spins [${spins.join(", ")}] need`,
      remedy: shape.length === 3 ? "save one of them, x[k]" : spinsMeant(spins, rows!),
    });
  const state = { dimension, re, im };
  nearestState(["state"], state);
  return { state, error: 0 };
}
