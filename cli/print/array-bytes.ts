/** Arrays of numbers as NumPy's .npy files, format 1 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). */

/** Doubles of each kind of entry; both little-endian. */
const doubles = { "<f8": 1, "<c16": 2 } as const;

/** @param kind  real, or complex with the imaginary part of an entry after its real one
 *  @param values  entry by entry, the last index of the shape the fastest */
export function arrayBytes(kind: keyof typeof doubles, shape: readonly number[], values: Float64Array): Uint8Array {
  const count = shape.reduce((all, n) => all * n, doubles[kind]);
  if (count !== values.length) throw new Error(`${values.length} numbers for a shape of (${shape.join(", ")})`);
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '${kind}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // What stands before the data is a multiple of 64 long and ends in a line feed.
  const length = Math.ceil((PREFIX + text.length + 1) / 64) * 64;
  const bytes = Buffer.alloc(length + 8 * values.length);
  bytes.write("\x93NUMPY\x01\x00", "latin1");
  bytes.writeUInt16LE(length - PREFIX, 8);
  bytes.write(`${text.padEnd(length - PREFIX - 1)}\n`, PREFIX, "latin1");
  for (let k = 0; k < values.length; k++) bytes.writeDoubleLE(values[k]!, length + 8 * k);
  return bytes;
}

/** The magic word, the version, and the length of the header. */
const PREFIX = 10;
