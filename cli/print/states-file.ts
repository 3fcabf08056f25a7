/** ρ at every time in a file of NumPy. */
import type { StateSeries } from "../../evaluate/problem/problem.ts";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { arrayBytes } from "./array-bytes.ts";
import { openOutput } from "./output.ts";

/** @throws InvalidInput  for another name than of a .npy file, and as `openOutput` does */
export function openStatesFile(path: string) {
  if (!path.endsWith(".npy"))
    throw new InvalidInput({
      source: `--states ${path}`,
      found: "another ending",
      expected: "a name that ends in .npy",
    });
  const output = openOutput(path, "--states");
  return { write: ({ values }: StateSeries) => output.write(stateBytes(values)) };
}

/** complex128, [times, d, d]. */
function stateBytes(states: StateSeries["values"]): Uint8Array {
  const { dimension } = states[0]!;
  const size = dimension ** 2;
  const values = new Float64Array(2 * states.length * size);
  states.forEach(({ re, im }, t) => {
    for (let k = 0; k < size; k++) {
      values[2 * (t * size + k)] = re[k]!;
      values[2 * (t * size + k) + 1] = im[k]!;
    }
  });
  return arrayBytes("<c16", [states.length, dimension, dimension], values);
}
