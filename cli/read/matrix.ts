import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { type ComplexMatrix, totalDimension } from "../../spins/matrices/complex-matrix.ts";
import { spinDimensions } from "../../spins/states/density-matrix.ts";
import type { Path } from "../../text/refusal.ts";
import { fieldsAt, rowsAt } from "./json-fields.ts";

/** A matrix `{ re, im }` on some spins (`im` may be left out), of any kind: it need not be Hermitian or of trace one. */
export function matrixAt(value: unknown, path: Path, spins: readonly number[]): ComplexMatrix {
  const fields = fieldsAt(value, path, ["re", "im"], { re: "the real parts, a list of rows" });
  const dimension = totalDimension(spinDimensions(spins));
  const need = spins.length === 1 ? `a spin of J = ${spins[0]} needs` : `spins of J = ${spins.join(", ")} need`;
  const expected = `${dimension}, as ${need}`;
  const entries = (key: "re" | "im") => {
    const rows = rowsAt(fields[key], [...path, key]);
    if (rows.length !== dimension)
      throw new InvalidInput({ path: [...path, key], found: `${rows.length} rows`, expected });
    const wrong = rows.findIndex((row) => row.length !== dimension);
    if (wrong >= 0)
      throw new InvalidInput({ path: [...path, key, wrong], found: `${rows[wrong]!.length} columns`, expected });
    return Float64Array.from(rows.flat());
  };
  const im = Object.hasOwn(fields, "im") ? entries("im") : new Float64Array(dimension ** 2);
  return { dimension, re: entries("re"), im };
}
