/** Arrays of complex numbers in files: NumPy's .npy (format 1 to 3, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). */
import { readFileSync, statSync } from "node:fs";
import { InvalidInput } from "../../spins/input/invalid-input.ts";
import { listed, quoted } from "../../text/visible.ts";
import { limits } from "./job-limits.ts";

/** Entries row by row. */
export interface ComplexArray {
  readonly shape: readonly number[];
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Bytes of one real number, and how many make an entry. */
const kinds = { c16: [8, 2], c8: [4, 2], f8: [8, 1], f4: [4, 1] } as const;

/** @throws InvalidInput  where the file is not there, no file, or larger than any matrix of a job */
export function bytesOf(file: string): Buffer {
  const refuse = (found: string): never => {
    throw new InvalidInput({ source: file, found, expected: "a .npy file of NumPy, or one of JSON" });
  };
  try {
    const found = statSync(file);
    if (!found.isFile()) refuse(found.isDirectory() ? "a folder" : "no file");
    if (found.size > limits.file) refuse(`${found.size} bytes, more than ${limits.file}`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    return refuse(code === "ENOENT" ? "no such file" : message);
  }
}

export const isArrayFile = (bytes: Buffer): boolean => bytes.subarray(0, 6).toString("latin1") === "\x93NUMPY";

/** @throws InvalidInput  for what is no array of one to three dimensions, of complex128, complex64, float64 or float32 */
export function arrayOf(bytes: Buffer, source: string): ComplexArray {
  const refuse = (found: string, remedy: string | null = null): never => {
    const expected = "an array of complex128, complex64 or float64, of one or two dimensions";
    throw new InvalidInput({ source, found, expected, remedy });
  };
  const long = bytes[6]! > 1;
  const start = long ? 12 : 10;
  if (bytes.length < start) refuse("a file that ends too early");
  const data = start + (long ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  const header = bytes.subarray(start, Math.min(data, start + 4096)).toString("latin1");
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const shape = /'shape':\s*\(([\d\s,]*)\)/
    .exec(header)?.[1]
    ?.split(",")
    .flatMap((n) => (n.trim() === "" ? [] : [Number(n)]));
  if (descr === undefined || order === undefined || shape === undefined)
    return refuse(
      "a header that is not that of an array of numbers",
      "save it with np.save(file, np.asarray(x, complex))",
    );
  const kind = kinds[descr.slice(1) as keyof typeof kinds];
  if (!/^[<>]/.test(descr) || kind === undefined)
    return refuse(`entries of type ${quoted(descr)}`, "save x.astype(complex)");
  if (shape.length < 1 || shape.length > 3) return refuse(`a shape of (${listed(shape.map(String))})`, null);
  const count = shape.reduce((all, n) => all * n, 1);
  if (bytes.length !== data + count * kind[0] * kind[1])
    return refuse(`${bytes.length} bytes, which is not what its header says`, "save it again");
  const entries = decoded(bytes.subarray(data), count, kind, descr.startsWith("<"));
  return { shape, ...(order === "True" && shape.length > 1 ? byRows(entries, shape) : entries) };
}

function decoded(bytes: Buffer, count: number, [size, parts]: readonly [4 | 8, 1 | 2], isLittle: boolean) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (k: number) => (size === 8 ? view.getFloat64(8 * k, isLittle) : view.getFloat32(4 * k, isLittle));
  const re = Float64Array.from({ length: count }, (_, k) => at(parts * k));
  return {
    re,
    im: parts === 1 ? new Float64Array(count) : Float64Array.from({ length: count }, (_, k) => at(2 * k + 1)),
  };
}

/** The first index the fastest → the last. */
function byRows({ re, im }: Pick<ComplexArray, "re" | "im">, shape: readonly number[]) {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((all, n) => all * n, 1));
  const placeOf = (k: number): number => {
    let [left, place] = [k, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += (left % shape[axis]!) * strides[axis]!;
      left = Math.floor(left / shape[axis]!);
    }
    return place;
  };
  const turned = (entries: Float64Array) => entries.map((_, k) => entries[placeOf(k)]!);
  return { re: turned(re), im: turned(im) };
}
